/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One box of a page on the canvas, as a widget: what is focused and read aloud. Draws nothing of
 * the page, only (by CSS) the focus; the pointer is the canvas's business, which makes and places it.
 */
#pragma once

#include "layout/bs-display-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_CANVAS_BOX (bs_canvas_box_get_type ())
G_DECLARE_FINAL_TYPE (BsCanvasBox, bs_canvas_box, BS, CANVAS_BOX, GtkWidget)

/* Signal "activated" (edit): chosen (FALSE), or to be edited (TRUE), by assistive technology. */

typedef struct
{
  BsRect rect; /* page coordinates */
  char *label; /* owned */
  gboolean locked;
  gboolean over; /* its text finds no room */
} BsCanvasBoxFacts;

GtkWidget    *bs_canvas_box_new          (const char *box, const char *ref);
const char   *bs_canvas_box_get_box      (BsCanvasBox *self);
const char   *bs_canvas_box_get_ref      (BsCanvasBox *self);
const BsRect *bs_canvas_box_get_rect     (BsCanvasBox *self);
gboolean      bs_canvas_box_get_locked   (BsCanvasBox *self);
gboolean      bs_canvas_box_get_over     (BsCanvasBox *self);
/* Takes the label. */
void          bs_canvas_box_set_facts    (BsCanvasBox *self, const BsCanvasBoxFacts *facts);
gboolean      bs_canvas_box_get_selected (BsCanvasBox *self);
void          bs_canvas_box_set_selected (BsCanvasBox *self, gboolean selected);

G_END_DECLS
