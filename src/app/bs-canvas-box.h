/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One box of a page on the canvas, as a widget: what is clicked, focused and read aloud. Draws
 * nothing of the page, only (by CSS) its outline. The canvas makes and places it.
 */
#pragma once

#include "layout/bs-display-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_CANVAS_BOX (bs_canvas_box_get_type ())
G_DECLARE_FINAL_TYPE (BsCanvasBox, bs_canvas_box, BS, CANVAS_BOX, GtkWidget)

/* Signal "activated" (edit): chosen by click (FALSE), or to be edited by Enter or double click (TRUE). */

GtkWidget    *bs_canvas_box_new          (const char *box, const char *ref);
const char   *bs_canvas_box_get_box      (BsCanvasBox *self);
const char   *bs_canvas_box_get_ref      (BsCanvasBox *self);
const BsRect *bs_canvas_box_get_rect     (BsCanvasBox *self);
void          bs_canvas_box_set_rect     (BsCanvasBox *self, const BsRect *rect);
void          bs_canvas_box_set_label    (BsCanvasBox *self, const char *label);
void          bs_canvas_box_set_selected (BsCanvasBox *self, gboolean selected);

G_END_DECLS
