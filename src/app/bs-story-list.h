/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A searchable list of stories. The stories view shows all, the pages view those without a place.
 * Chooses a story in the session; what is done to the selected ones is bs-story-actions.h.
 */
#pragma once

#include "bs-story-actions.h"
#include "bs-story-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_LIST (bs_story_list_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryList, bs_story_list, BS, STORY_LIST, GtkWidget)

/* Properties: "unplaced-only", "show-search" (construct only); "n-shown", "n-selected" (read, notify).
 * Signal "edit" (story): Enter or double click. */

void  bs_story_list_set_session (BsStoryList *self, BsSession *session, BsStoryModel *model);
void  bs_story_list_find        (BsStoryList *self);
/* Gives the focus to the chosen story. */
void  bs_story_list_focus       (BsStoryList *self);
guint bs_story_list_get_n_shown (BsStoryList *self);
/* What is selected, in the order of the list: ids, and the stories themselves (BsStoryItem). */
char     **bs_story_list_dup_selected (BsStoryList *self);
GPtrArray *bs_story_list_get_selected (BsStoryList *self);
void       bs_story_list_unselect     (BsStoryList *self);
/* While TRUE, the session has a chosen story whenever a story is shown. */
void       bs_story_list_keep_chosen  (BsStoryList *self, gboolean keep);
/* What can be done to them. */
BsStoryActions *bs_story_list_get_actions (BsStoryList *self);

G_END_DECLS
