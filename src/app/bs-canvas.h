/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page to look at: the display list in tiles, with pan and zoom, and a child widget for each box.
 * Lives in a GtkScrolledWindow of the pages view. Never changes the document.
 */
#pragma once

#include "layout/bs-page-format.h"
#include "model/bs-node.h"
#include "render/bs-render.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  BS_ZOOM_FIT,
  BS_ZOOM_WIDTH,
  BS_ZOOM_FREE
} BsZoomMode;

#define BS_TYPE_CANVAS (bs_canvas_get_type ())
G_DECLARE_FINAL_TYPE (BsCanvas, bs_canvas, BS, CANVAS, GtkWidget)

/* Signals: "box-activated" (box, ref, edit); "zoom-changed" (); "settled" (): drawn sharp. */

GtkWidget *bs_canvas_new           (void);
/* @list may be NULL: no page. @issue names the boxes. */
void       bs_canvas_show          (BsCanvas *self, BsDisplayList *list, const BsNode *issue,
                                    BsRenderer *renderer);
void       bs_canvas_set_selected  (BsCanvas *self, const char *id);
void       bs_canvas_set_grid      (BsCanvas *self, BsPageFormat *format /* nullable: no grid */);
BsZoomMode bs_canvas_get_zoom_mode (BsCanvas *self);
/* 1.0: as large as on paper, by 96 pixels an inch. */
double     bs_canvas_get_zoom      (BsCanvas *self);
void       bs_canvas_set_zoom_mode (BsCanvas *self, BsZoomMode mode);
void       bs_canvas_set_zoom      (BsCanvas *self, double zoom);
void       bs_canvas_step_zoom     (BsCanvas *self, int steps);
void       bs_canvas_reveal        (BsCanvas *self, const BsRect *rect);

G_END_DECLS
