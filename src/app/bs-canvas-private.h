/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of the canvas, shared by the files its work is divided into: bs-canvas.c (the widget),
 * -view.c (zoom and pan), -boxes.c (a child a box), -draw.c (what is seen over the page), -pointer.c
 * (click and drag), -drop.c (from the tray), -actions.c (what can be done with the chosen box),
 * -menu.c (and from its menu), -crop.c (a photo's crop), -benchmark.c (how fast it is). Nobody else includes this.
 */
#pragma once

#include "bs-box-motion.h"
#include "bs-canvas.h"
#include "bs-canvas-box.h"
#include "bs-tiles.h"

G_BEGIN_DECLS

#define BS_CANVAS_MARGIN 28
#define BS_CANVAS_PIXELS_PER_POINT (96.0 / 72.0)
/* Ways to make what stands in a box fit, that a menu offers. */
#define BS_CANVAS_MOST_FITS 6

typedef struct _BsCanvasCrop BsCanvasCrop;

struct _BsCanvas
{
  GtkWidget parent_instance;

  BsSession *session;
  BsPageFormat *format; /* of the page shown; NULL: none */
  BsTiles *tiles;
  BsDisplayList *list;
  GPtrArray *boxes;     /* of BsCanvasBox, children, in reading order */
  gboolean show_grid;
  gboolean preview;     /* the page as it will be printed, nothing over it */

  /* View */
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  BsZoomMode mode;
  double zoom;       /* widget pixels a point */
  double pinch_zoom; /* zoom when the pinch began */
  guint rest_source;
  guint tell_source;
  gboolean allocating;
  gboolean announced;
  guint hscroll_policy : 1;
  guint vscroll_policy : 1;

  /* Pointer */
  double pointer_x, pointer_y;
  gboolean pointer_inside;
  char *hovered;         /* box under the pointer */
  double pan_x, pan_y;   /* scrolled so far when panning began */
  gboolean space;        /* held: the pointer moves the page */
  gboolean panning;
  double press_x, press_y;
  BsGrip press_grip;     /* 0: nothing to drag was pressed */
  GtkGesture *drag;
  GtkGesture *click;
  BsBoxMotion *motion;   /* under way; NULL: none */
  GdkTexture *carried;   /* the dragged box, as it looks */
  GCancellable *carrying;
  guint scroll_tick;     /* scrolls while a box is held at the edge */
  const GValue *dragged; /* borrowed; while something from the tray is over the page */

  BsCanvasCrop *crop;    /* a photo being cropped; NULL: none */
  GtkWidget *menu;       /* of the box; made when first asked for */
};

typedef enum
{
  BS_CANVAS_ZOOM_CHANGED,
  BS_CANVAS_VIEW_CHANGED,
  BS_CANVAS_SETTLED,
  BS_CANVAS_EDIT_REQUESTED,
  BS_CANVAS_N_SIGNALS
} BsCanvasSignal;

void bs_canvas_emit (BsCanvas *self, BsCanvasSignal signal);

/* bs-canvas-view.c */
void   bs_canvas_view_init       (BsCanvas *self);
void   bs_canvas_view_dispose    (BsCanvas *self);
void   bs_canvas_set_adjustment  (BsCanvas *self, GtkAdjustment **place, GtkAdjustment *adjustment);
void   bs_canvas_update_adjustments (BsCanvas *self);
void   bs_canvas_apply_mode      (BsCanvas *self, int width, int height);
void   bs_canvas_sharpen         (BsCanvas *self, gboolean at_once);
void   bs_canvas_get_origin      (BsCanvas *self, double *x, double *y);
double bs_canvas_get_page_width  (BsCanvas *self); /* widget pixels */
double bs_canvas_get_page_height (BsCanvas *self);
void   bs_canvas_to_page         (BsCanvas *self, double x, double y, BsUnit *page_x, BsUnit *page_y);
BsUnit bs_canvas_to_length       (BsCanvas *self, double pixels);
/* In widget pixels from the page's corner. */
graphene_rect_t bs_canvas_to_pixels (BsCanvas *self, const BsRect *rect);
void   bs_canvas_scroll_by       (BsCanvas *self, double dx, double dy);

/* bs-canvas-boxes.c */
void         bs_canvas_make_boxes      (BsCanvas *self);
void         bs_canvas_mark_chosen     (BsCanvas *self);
BsCanvasBox *bs_canvas_find_box        (BsCanvas *self, const char *id /* nullable */);
BsCanvasBox *bs_canvas_get_chosen_box  (BsCanvas *self); /* on this page; NULL: none */
/* The topmost box at a point of the page; of several the chosen one. */
BsCanvasBox *bs_canvas_pick_box        (BsCanvas *self, BsUnit x, BsUnit y);
gboolean     bs_canvas_step_focus      (BsCanvas *self, int step);
void         bs_canvas_choose          (BsCanvas *self, const char *id /* nullable: none */);
/* The nearest box in a direction, by its place. */
BsCanvasBox *bs_canvas_find_neighbor   (BsCanvas *self, BsCanvasBox *box, int dx, int dy);

/* bs-canvas-draw.c */
void     bs_canvas_snapshot_over (BsCanvas *self, GtkSnapshot *snapshot);
void     bs_canvas_snapshot_grid (BsCanvas *self, GtkSnapshot *snapshot);
/* Words over the page; pixels from its corner, moved to where they are seen. */
void     bs_canvas_append_hint   (BsCanvas *self, GtkSnapshot *snapshot, const char *text, float x, float y);
BsGrip   bs_canvas_pick_handle   (BsCanvas *self, double x, double y); /* 0: none */

/* bs-canvas-pointer.c */
void     bs_canvas_pointer_init   (BsCanvas *self);
void     bs_canvas_begin_motion   (BsCanvas *self, BsGrip grip, double x, double y);
gboolean bs_canvas_cancel_motion  (BsCanvas *self); /* TRUE: there was one */
void     bs_canvas_follow_pointer (BsCanvas *self, double x, double y, GdkModifierType state);
void     bs_canvas_update_cursor  (BsCanvas *self);

/* bs-canvas-drop.c */
void bs_canvas_drop_init (BsCanvas *self);

/* The chosen box with what is needed to change it; FALSE: none is, or it was told why not. */
typedef struct
{
  BsPageContext context;
  const char *id;
  const BsNode *node;
  BsGridRect place;
} BsCanvasChosen;

/* bs-canvas-actions.c */
gboolean bs_canvas_get_chosen  (BsCanvas *self, BsCanvasChosen *chosen);
void bs_canvas_install_actions (GtkWidgetClass *widget_class);
void bs_canvas_update_actions  (BsCanvas *self);
void bs_canvas_edit_at         (BsCanvas *self, BsCanvasBox *box, BsUnit x, BsUnit y);

/* bs-canvas-elsewhere.c */
void     bs_canvas_install_elsewhere (GtkWidgetClass *widget_class);

/* How a crop ends: as it was; as it is now, if it was moved; or as it is now because somebody has
 * looked at it and said so, which does away with the warning that the frame alone chose it. */
typedef enum
{
  BS_CROP_DISCARD,
  BS_CROP_LEAVE,
  BS_CROP_KEEP
} BsCropEnd;

/* bs-canvas-crop.c: FALSE where there is no photo to crop, or none being cropped */
gboolean    bs_canvas_has_photo        (BsCanvas *self, BsCanvasBox *box);
gboolean    bs_canvas_begin_crop       (BsCanvas *self);
gboolean    bs_canvas_begin_crop_of    (BsCanvas *self, const char *photo);
gboolean    bs_canvas_begin_crop_at    (BsCanvas *self, BsCanvasBox *box, BsUnit x, BsUnit y);
gboolean    bs_canvas_end_crop         (BsCanvas *self, BsCropEnd how);
/* The rest only while there is one. */
const char *bs_canvas_find_crop_cursor (BsCanvas *self, double x, double y);
gboolean    bs_canvas_press_crop       (BsCanvas *self, double x, double y);
void        bs_canvas_drag_crop        (BsCanvas *self, double dx, double dy);
gboolean    bs_canvas_press_crop_key   (BsCanvas *self, guint key, GdkModifierType state);
void        bs_canvas_snapshot_crop    (BsCanvas *self, GtkSnapshot *snapshot);

/* bs-canvas-menu.c */
void bs_canvas_show_menu (BsCanvas *self, BsCanvasBox *box, double x, double y);

G_END_DECLS
