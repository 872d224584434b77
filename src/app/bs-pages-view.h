/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The second of the window's views: the pages small, one page large on the canvas, and
 * beside it what is wrong with it and the chosen story, to be edited while the page follows.
 */
#pragma once

#include "bs-alternatives.h"
#include "bs-canvas-pane.h"
#include "bs-page-inspector.h"
#include "bs-story-editor.h"

G_BEGIN_DECLS

#define BS_TYPE_PAGES_VIEW (bs_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (BsPagesView, bs_pages_view, BS, PAGES_VIEW, GtkWidget)

/* Properties: "show-sidebar", "show-inspector", "level" (of bs-panes.h). */

void           bs_pages_view_set_session (BsPagesView *self, BsSession *session);
BsCanvas      *bs_pages_view_get_canvas  (BsPagesView *self);
BsCanvasPane  *bs_pages_view_get_canvas_pane (BsPagesView *self);
BsStoryEditor *bs_pages_view_get_editor  (BsPagesView *self);
void           bs_pages_view_reveal_story (BsPagesView *self, const char *story);
void           bs_pages_view_step_page   (BsPagesView *self, int step);
void           bs_pages_view_focus_tray (BsPagesView *self);
/* Moves the focus to the next of its parts (@step 1) or the one before (-1). */
void           bs_pages_view_step_focus  (BsPagesView *self, int step);
BsPageInspector *bs_pages_view_get_inspector (BsPagesView *self);
BsAlternatives *bs_pages_view_get_alternatives (BsPagesView *self);
/* While a page is being laid out: 0 … 1; below 0: not. */
void           bs_pages_view_set_progress (BsPagesView *self, double fraction);

G_END_DECLS
