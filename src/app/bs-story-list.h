/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A searchable list of stories. The stories view shows all, the pages view those without a place.
 * Chooses a story in the session; never changes one.
 */
#pragma once

#include "bs-story-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_LIST (bs_story_list_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryList, bs_story_list, BS, STORY_LIST, GtkWidget)

/* Properties: "unplaced-only", "show-search" (construct only); "n-shown" (read, notify).
 * Signal "edit" (story): Enter or double click. */

void  bs_story_list_set_session (BsStoryList *self, BsSession *session, BsStoryModel *model);
void  bs_story_list_find        (BsStoryList *self);
guint bs_story_list_get_n_shown (BsStoryList *self);

G_END_DECLS
