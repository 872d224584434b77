/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The middle of the pages view: the canvas between the bar of what can be done with the page and
 * the bar that says how it fits. Follows the session by itself; what is beside it, it does not know.
 */
#pragma once

#include "bs-canvas.h"
#include "bs-session.h"

G_BEGIN_DECLS

#define BS_TYPE_CANVAS_PANE (bs_canvas_pane_get_type ())
G_DECLARE_FINAL_TYPE (BsCanvasPane, bs_canvas_pane, BS, CANVAS_PANE, GtkWidget)

/* Properties: "show-grid", "show-rulers", "preview" (only what will be printed). Signal: "edit-requested" (): the chosen story is to be edited. */

void      bs_canvas_pane_set_session  (BsCanvasPane *self, BsSession *session /* nullable */);
BsCanvas *bs_canvas_pane_get_canvas   (BsCanvasPane *self);
/* Chooses the box in which the session's story stands, if it is on this page, and scrolls there. */
void      bs_canvas_pane_choose_story (BsCanvasPane *self);
/* Asks for the page to be shown. */
void      bs_canvas_pane_go_to_page   (BsCanvasPane *self);
/* While a page is being laid out: 0 … 1; below 0: not. */
void      bs_canvas_pane_set_progress (BsCanvasPane *self, double fraction);

G_END_DECLS
