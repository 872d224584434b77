/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first of the window's views: the list of stories, the editor, what is known of the story.
 */
#pragma once

#include "bs-story-editor.h"
#include "bs-story-model.h"

G_BEGIN_DECLS

#define BS_TYPE_STORIES_VIEW (bs_stories_view_get_type ())
G_DECLARE_FINAL_TYPE (BsStoriesView, bs_stories_view, BS, STORIES_VIEW, GtkWidget)

/* Properties: "show-sidebar", "show-inspector", "level" (of bs-panes.h). */

void           bs_stories_view_set_session (BsStoriesView *self, BsSession *session,
                                            BsStoryModel *model);
void           bs_stories_view_find        (BsStoriesView *self);
void           bs_stories_view_find_and_replace (BsStoriesView *self);
/* To the next thing found, or @back. */
void           bs_stories_view_step_hit    (BsStoriesView *self, gboolean back);
/* Moves the focus to the next of its parts (@step 1) or the one before (-1). */
void           bs_stories_view_step_focus  (BsStoriesView *self, int step);
BsStoryEditor *bs_stories_view_get_editor  (BsStoriesView *self);
/* In the inspector: "tags", "byline". */
void           bs_stories_view_edit_detail (BsStoriesView *self, const char *detail);

G_END_DECLS
