/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-config.h"

#include <math.h>

#define MIN_ZOOM 0.05
#define MAX_ZOOM 16.0
#define ZOOM_STEP 1.2
/* Zooming at rest for so long: draw sharp. */
#define REST_MILLISECONDS 90

double
bs_canvas_get_page_width (BsCanvas *self)
{
  return self->list != NULL
           ? bs_unit_to_points (bs_display_list_get_width (self->list)) * self->zoom
           : 0;
}

double
bs_canvas_get_page_height (BsCanvas *self)
{
  return self->list != NULL
           ? bs_unit_to_points (bs_display_list_get_height (self->list)) * self->zoom
           : 0;
}

/* The page's corner in the widget: centred where there is room, scrolled where not. */
void
bs_canvas_get_origin (BsCanvas *self, double *x, double *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double content_width = bs_canvas_get_page_width (self) + 2 * BS_CANVAS_MARGIN;
  double content_height = bs_canvas_get_page_height (self) + 2 * BS_CANVAS_MARGIN;

  *x = content_width <= width ? (width - content_width) / 2 + BS_CANVAS_MARGIN
                              : BS_CANVAS_MARGIN - gtk_adjustment_get_value (self->hadjustment);
  *y = content_height <= height ? (height - content_height) / 2 + BS_CANVAS_MARGIN
                                : BS_CANVAS_MARGIN - gtk_adjustment_get_value (self->vadjustment);
  *x = floor (*x);
  *y = floor (*y);
}

static double
device_scale (BsCanvas *self)
{
  return self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static gboolean
zoom_at_rest (gpointer data)
{
  BsCanvas *self = data;

  self->rest_source = 0;
  bs_tiles_set_scale (self->tiles, device_scale (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

void
bs_canvas_sharpen (BsCanvas *self, gboolean at_once)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (at_once)
    bs_tiles_set_scale (self->tiles, device_scale (self));
  else
    self->rest_source = g_timeout_add (REST_MILLISECONDS, zoom_at_rest, self);
}

static double
fitting_zoom (BsCanvas *self, int width, int height)
{
  double paper_width = bs_unit_to_points (bs_display_list_get_width (self->list));
  double paper_height = bs_unit_to_points (bs_display_list_get_height (self->list));
  double across = MAX (1, width - 2 * BS_CANVAS_MARGIN) / paper_width;
  double down = MAX (1, height - 2 * BS_CANVAS_MARGIN) / paper_height;

  return self->mode == BS_ZOOM_WIDTH ? across : MIN (across, down);
}

static void
configure (GtkAdjustment *adjustment, double content, double view)
{
  double upper = MAX (content, view);
  double value = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_configure (adjustment, CLAMP (value, 0, upper - view), 0, upper, view * 0.1,
                            view * 0.9, view);
}

/* To be called when the zoom changes, not left to the allocation that follows: a scrolled window
 * that shows or hides a scrollbar must not do so while widgets get their places. */
void
bs_canvas_update_adjustments (BsCanvas *self)
{
  if (self->hadjustment == NULL || self->vadjustment == NULL)
    return;

  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  configure (self->hadjustment, bs_canvas_get_page_width (self) + 2 * BS_CANVAS_MARGIN,
             gtk_widget_get_width (GTK_WIDGET (self)));
  configure (self->vadjustment, bs_canvas_get_page_height (self) + 2 * BS_CANVAS_MARGIN,
             gtk_widget_get_height (GTK_WIDGET (self)));
}

static gboolean
tell_zoom (gpointer data)
{
  BsCanvas *self = data;

  self->tell_source = 0;
  bs_canvas_emit (self, BS_CANVAS_ZOOM_CHANGED);

  return G_SOURCE_REMOVE;
}

/* Who hears of it changes labels, which must not happen while widgets get their places. */
static void
tell_zoom_soon (BsCanvas *self)
{
  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, tell_zoom, self, NULL);
}

void
bs_canvas_apply_mode (BsCanvas *self, int width, int height)
{
  double zoom;

  if (self->list == NULL || self->mode == BS_ZOOM_FREE || width <= 1 || height <= 1)
    return;

  zoom = CLAMP (fitting_zoom (self, width, height), MIN_ZOOM, MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 1e-9)
    return;

  self->zoom = zoom;
  bs_canvas_sharpen (self, TRUE);
  tell_zoom_soon (self);
}

/* Keeps the point of the page under (x, y) where it is. */
static void
zoom_about (BsCanvas *self, double zoom, double x, double y)
{
  double origin_x;
  double origin_y;
  double page_x;
  double page_y;

  zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  if (self->list == NULL || zoom == self->zoom)
    return;

  bs_canvas_get_origin (self, &origin_x, &origin_y);
  page_x = (x - origin_x) / self->zoom;
  page_y = (y - origin_y) / self->zoom;

  self->mode = BS_ZOOM_FREE;
  self->zoom = zoom;
  bs_canvas_update_adjustments (self);
  gtk_adjustment_set_value (self->hadjustment, page_x * zoom + BS_CANVAS_MARGIN - x);
  gtk_adjustment_set_value (self->vadjustment, page_y * zoom + BS_CANVAS_MARGIN - y);
  bs_canvas_sharpen (self, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  bs_canvas_emit (self, BS_CANVAS_ZOOM_CHANGED);
}

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx G_GNUC_UNUSED, double dy, BsCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  zoom_about (self, self->zoom * pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);

  return GDK_EVENT_STOP;
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence G_GNUC_UNUSED, BsCanvas *self)
{
  self->pinch_zoom = self->zoom;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinched (GtkGestureZoom *gesture, double scale, BsCanvas *self)
{
  double x = self->pointer_x;
  double y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  zoom_about (self, self->pinch_zoom * scale, x, y);
}

static void
scroll_changed (BsCanvas *self)
{
  if (self->allocating)
    return;

  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pan_begun (GtkGestureDrag *gesture, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, BsCanvas *self)
{
  self->pan_x = gtk_adjustment_get_value (self->hadjustment);
  self->pan_y = gtk_adjustment_get_value (self->vadjustment);
  self->panning = TRUE;
  bs_canvas_update_cursor (self);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
panned (GtkGestureDrag *gesture G_GNUC_UNUSED, double dx, double dy, BsCanvas *self)
{
  gtk_adjustment_set_value (self->hadjustment, self->pan_x - dx);
  gtk_adjustment_set_value (self->vadjustment, self->pan_y - dy);
}

static void
pan_ended (GtkGestureDrag *gesture G_GNUC_UNUSED, double dx G_GNUC_UNUSED, double dy G_GNUC_UNUSED,
           BsCanvas *self)
{
  self->panning = FALSE;
  bs_canvas_update_cursor (self);
}

void
bs_canvas_set_adjustment (BsCanvas *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_clear_object (place);

  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  *place = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scroll_changed), self);
  bs_canvas_update_adjustments (self);
}

BsZoomMode
bs_canvas_get_zoom_mode (BsCanvas *self)
{
  g_return_val_if_fail (BS_IS_CANVAS (self), BS_ZOOM_FIT);

  return self->mode;
}

double
bs_canvas_get_zoom (BsCanvas *self)
{
  g_return_val_if_fail (BS_IS_CANVAS (self), 1);

  return self->zoom / BS_CANVAS_PIXELS_PER_POINT;
}

void
bs_canvas_set_zoom_mode (BsCanvas *self, BsZoomMode mode)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  self->mode = mode;
  bs_canvas_apply_mode (self, gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)));
  bs_canvas_update_adjustments (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_zoom_soon (self);
}

void
bs_canvas_set_zoom (BsCanvas *self, double zoom)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  zoom_about (self, zoom * BS_CANVAS_PIXELS_PER_POINT,
              gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
              gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
bs_canvas_zoom_to_box (BsCanvas *self)
{
  BsCanvasBox *box;
  const BsRect *rect;
  double width;
  double height;

  g_return_if_fail (BS_IS_CANVAS (self));

  box = bs_canvas_get_chosen_box (self);
  if (box == NULL)
    return;

  rect = bs_canvas_box_get_rect (box);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  zoom_about (self,
              MIN ((width - 2 * BS_CANVAS_MARGIN) / bs_unit_to_points (rect->width),
                   (height - 2 * BS_CANVAS_MARGIN) / bs_unit_to_points (rect->height)),
              width / 2, height / 2);
  gtk_adjustment_set_value (self->hadjustment,
                            bs_unit_to_points (rect->x + rect->width / 2) * self->zoom
                              + BS_CANVAS_MARGIN - width / 2);
  gtk_adjustment_set_value (self->vadjustment,
                            bs_unit_to_points (rect->y + rect->height / 2) * self->zoom
                              + BS_CANVAS_MARGIN - height / 2);
}

void
bs_canvas_step_zoom (BsCanvas *self, int steps)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  bs_canvas_set_zoom (self, self->zoom / BS_CANVAS_PIXELS_PER_POINT * pow (ZOOM_STEP, steps));
}

/* Scrolls no more than needed; nothing where the whole page is seen. */
void
bs_canvas_reveal (BsCanvas *self, const BsRect *rect)
{
  double x;
  double y;

  g_return_if_fail (BS_IS_CANVAS (self));

  if (self->list == NULL || rect->width == 0)
    return;

  x = bs_unit_to_points (rect->x) * self->zoom;
  y = bs_unit_to_points (rect->y) * self->zoom;
  gtk_adjustment_clamp_page (self->hadjustment, x,
                             x + bs_unit_to_points (rect->width) * self->zoom
                               + 2 * BS_CANVAS_MARGIN);
  gtk_adjustment_clamp_page (self->vadjustment, y,
                             y + bs_unit_to_points (rect->height) * self->zoom
                               + 2 * BS_CANVAS_MARGIN);
}

void
bs_canvas_view_init (BsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();

  self->zoom = 1;
  self->mode = BS_ZOOM_FIT;
  bs_canvas_set_adjustment (self, &self->hadjustment, NULL);
  bs_canvas_set_adjustment (self, &self->vadjustment, NULL);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched), self);
  g_signal_connect (pan, "drag-begin", G_CALLBACK (pan_begun), self);
  g_signal_connect (pan, "drag-update", G_CALLBACK (panned), self);
  g_signal_connect (pan, "drag-end", G_CALLBACK (pan_ended), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pan));
}

void
bs_canvas_view_dispose (BsCanvas *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->tell_source, g_source_remove);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->hadjustment, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
}

void
bs_canvas_to_page (BsCanvas *self, double x, double y, BsUnit *page_x, BsUnit *page_y)
{
  double origin_x;
  double origin_y;

  bs_canvas_get_origin (self, &origin_x, &origin_y);
  *page_x = bs_canvas_to_length (self, x - origin_x);
  *page_y = bs_canvas_to_length (self, y - origin_y);
}

/* Bounded: a pointer may be far out, and zoom small. */
BsUnit
bs_canvas_to_length (BsCanvas *self, double pixels)
{
  return bs_unit_from_points (CLAMP (pixels / self->zoom, -100000.0, 100000.0));
}

graphene_rect_t
bs_canvas_to_pixels (BsCanvas *self, const BsRect *rect)
{
  return GRAPHENE_RECT_INIT ((float) (bs_unit_to_points (rect->x) * self->zoom),
                             (float) (bs_unit_to_points (rect->y) * self->zoom),
                             (float) (bs_unit_to_points (rect->width) * self->zoom),
                             (float) (bs_unit_to_points (rect->height) * self->zoom));
}

void
bs_canvas_scroll_by (BsCanvas *self, double dx, double dy)
{
  gtk_adjustment_set_value (self->hadjustment, gtk_adjustment_get_value (self->hadjustment) + dx);
  gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + dy);
}
