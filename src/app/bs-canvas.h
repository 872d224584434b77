/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The session's page, large, to be laid out by hand: boxes are chosen, moved, resized, swapped and
 * cropped here, and take what is dragged from the tray. Lives in a GtkScrolledWindow of the canvas
 * pane. Changes the document only through the session.
 */
#pragma once

#include "bs-session.h"

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

/* Signals: "zoom-changed" (); "view-changed" (): another part of the page is seen, or the pointer
 * or a box is elsewhere on it; "settled" (): drawn sharp; "edit-requested" (): the text in the
 * chosen box is to be edited. */

GtkWidget *bs_canvas_new           (void);
void       bs_canvas_set_session   (BsCanvas *self, BsSession *session /* nullable */);
/* Shows the session's page as it was laid out last. @format: of that page, NULL if it has none. */
void       bs_canvas_show          (BsCanvas *self, BsPageFormat *format);
void       bs_canvas_set_grid      (BsCanvas *self, gboolean shown);
/* Only what will be printed. */
void       bs_canvas_set_preview   (BsCanvas *self, gboolean preview);

BsZoomMode bs_canvas_get_zoom_mode (BsCanvas *self);
/* 1.0: as large as on paper, by 96 pixels an inch. */
double     bs_canvas_get_zoom      (BsCanvas *self);
void       bs_canvas_set_zoom_mode (BsCanvas *self, BsZoomMode mode);
void       bs_canvas_set_zoom      (BsCanvas *self, double zoom);
/* The chosen box as large as there is room. */
void       bs_canvas_zoom_to_box   (BsCanvas *self);
/* Gives the focus to the chosen box, else to the first one. */
void       bs_canvas_take_focus    (BsCanvas *self);
void       bs_canvas_step_zoom     (BsCanvas *self, int steps);
void       bs_canvas_reveal        (BsCanvas *self, const BsRect *rect);

/* For rulers and bars: the page's corner and a point in widget pixels, the pointer and the box that
 * is chosen or on its way. */
typedef struct
{
  BsPageFormat *format;   /* borrowed; NULL: no page */
  double x, y;
  double zoom;
  gboolean pointer;       /* is over the canvas, at: */
  double pointer_x, pointer_y;
  gboolean box;           /* there is one, at: */
  BsRect rect;            /* on the page */
} BsCanvasView;

void       bs_canvas_get_view      (BsCanvas *self, BsCanvasView *view);

/* Drags a box about, prints how long frames took, quits the application. */
void       bs_canvas_benchmark_drag (BsCanvas *self);

/* The photo drawn at a place of the widget that has no picture yet; NULL: none. Valid until the page
 * is drawn anew. */
const char *bs_canvas_find_empty_photo (BsCanvas *self, double x, double y);
/* The advertisement there, by its box; NULL: none. */
const char *bs_canvas_find_ad           (BsCanvas *self, double x, double y);

G_END_DECLS
