/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-config.h"
#include "bs-texture-job.h"

#include <math.h>

/* Edges agree with others that are no further away, pixels. */
#define TOLERANCE 7.0
/* Held so near the edge of what is seen, a box makes the page scroll. */
#define SCROLL_EDGE 28.0
/* Beyond the canvas's edge by so much a box is dragged off the page. */
#define OUTSIDE 30.0
#define SCROLL_SPEED 0.35 /* pixels a frame for each beyond it */

static const struct
{
  BsGrip grip;
  const char *cursor;
} cursors[] = {
  { BS_GRIP_LEFT | BS_GRIP_TOP, "nw-resize" },   { BS_GRIP_TOP, "n-resize" },
  { BS_GRIP_RIGHT | BS_GRIP_TOP, "ne-resize" },  { BS_GRIP_RIGHT, "e-resize" },
  { BS_GRIP_RIGHT | BS_GRIP_FOOT, "se-resize" }, { BS_GRIP_FOOT, "s-resize" },
  { BS_GRIP_LEFT | BS_GRIP_FOOT, "sw-resize" },  { BS_GRIP_LEFT, "w-resize" },
};

static BsGrip
find_grip (BsCanvas *self, double x, double y)
{
  double origin_x;
  double origin_y;

  bs_canvas_get_origin (self, &origin_x, &origin_y);

  return bs_canvas_pick_handle (self, x - origin_x, y - origin_y);
}

static BsCanvasBox *
pick (BsCanvas *self, double x, double y)
{
  BsUnit page_x;
  BsUnit page_y;

  if (self->list == NULL || self->preview)
    return NULL;
  bs_canvas_to_page (self, x, y, &page_x, &page_y);

  return bs_canvas_pick_box (self, page_x, page_y);
}

static const char *
find_cursor (BsCanvas *self)
{
  BsGrip grip;

  if (self->panning)
    return "grabbing";
  if (self->space)
    return "grab";
  if (self->crop != NULL)
    return bs_canvas_find_crop_cursor (self, self->pointer_x, self->pointer_y);

  grip = self->motion != NULL ? self->motion->grip
                              : find_grip (self, self->pointer_x, self->pointer_y);
  if (self->motion != NULL && grip == BS_GRIP_ALL)
    return self->motion->error != NULL ? "not-allowed" : "grabbing";
  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    if (cursors[i].grip == grip)
      return cursors[i].cursor;

  return NULL;
}

void
bs_canvas_update_cursor (BsCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), find_cursor (self));
}

/* The box as it looks, once, so that the page under it need not be drawn again. */
static void
carried_drawn (GdkTexture *texture, gpointer data)
{
  BsCanvas *self = data;

  g_set_object (&self->carried, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_carried (BsCanvas *self)
{
  double scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsTextureRequest request = {
    bs_session_get_renderer (self->session), self->list, self->motion->start, scale, 0, 0
  };

  request.width = MAX (1, (int) ceil (bs_unit_to_points (request.area.width) * scale));
  request.height = MAX (1, (int) ceil (bs_unit_to_points (request.area.height) * scale));
  self->carrying = g_cancellable_new ();
  bs_texture_job_push (&request, self->carrying, carried_drawn, self, NULL);
}

static void
end_motion (BsCanvas *self)
{
  g_clear_pointer (&self->motion, bs_box_motion_free);
  g_cancellable_cancel (self->carrying);
  g_clear_object (&self->carrying);
  g_clear_object (&self->carried);
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  self->press_grip = 0;
  bs_canvas_update_cursor (self);
  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
bs_canvas_cancel_motion (BsCanvas *self)
{
  if (self->motion == NULL)
    return FALSE;

  end_motion (self);
  if (self->drag != NULL)
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);

  return TRUE;
}

/* Over what is beside the canvas, such as the tray. */
static gboolean
is_outside (BsCanvas *self, double x, double y)
{
  return x < -OUTSIDE || y < -OUTSIDE || x > gtk_widget_get_width (GTK_WIDGET (self)) + OUTSIDE
         || y > gtk_widget_get_height (GTK_WIDGET (self)) + OUTSIDE;
}

void
bs_canvas_follow_pointer (BsCanvas *self, double x, double y, GdkModifierType state)
{
  BsUnit page_x;
  BsUnit page_y;

  if (self->motion == NULL)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  bs_canvas_to_page (self, x, y, &page_x, &page_y);
  bs_box_motion_update (self->motion, page_x, page_y, bs_canvas_to_length (self, TOLERANCE),
                        (state & GDK_ALT_MASK) != 0);
  if (is_outside (self, x, y))
    bs_box_motion_leave (self->motion);
  bs_canvas_update_cursor (self);
  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
beyond (double position, double size)
{
  if (position < SCROLL_EDGE)
    return position - SCROLL_EDGE;

  return MAX (0, position - (size - SCROLL_EDGE));
}

static gboolean
scroll_at_edge (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  double dx = beyond (self->pointer_x, gtk_widget_get_width (widget));
  double dy = beyond (self->pointer_y, gtk_widget_get_height (widget));

  if (dx != 0 || dy != 0)
    {
      bs_canvas_scroll_by (self, dx * SCROLL_SPEED, dy * SCROLL_SPEED);
      bs_canvas_follow_pointer (self, self->pointer_x, self->pointer_y,
                                gtk_event_controller_get_current_event_state (
                                  GTK_EVENT_CONTROLLER (self->drag)));
    }

  return G_SOURCE_CONTINUE;
}

void
bs_canvas_begin_motion (BsCanvas *self, BsGrip grip, double x, double y)
{
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);
  BsUnit page_x;
  BsUnit page_y;

  if (box == NULL || self->format == NULL)
    return;

  self->motion = bs_box_motion_new (self->session, self->format, bs_canvas_box_get_box (box), grip);
  if (self->motion == NULL)
    return;

  bs_canvas_to_page (self, x, y, &page_x, &page_y);
  bs_box_motion_grab (self->motion, page_x, page_y);
  if (grip == BS_GRIP_ALL)
    draw_carried (self);
  self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_at_edge, NULL, NULL);
}

static void
drag_begun (GtkGestureDrag *gesture G_GNUC_UNUSED, double x, double y, BsCanvas *self)
{
  BsGrip grip;
  BsCanvasBox *box;

  self->press_grip = 0;
  self->press_x = x;
  self->press_y = y;
  self->pan_x = gtk_adjustment_get_value (self->hadjustment);
  self->pan_y = gtk_adjustment_get_value (self->vadjustment);
  self->panning = self->space;
  if (self->panning || self->session == NULL)
    {
      bs_canvas_update_cursor (self);
      return;
    }

  if (self->crop != NULL && bs_canvas_press_crop (self, x, y))
    return;
  grip = find_grip (self, x, y);
  box = grip != 0 ? bs_canvas_get_chosen_box (self) : pick (self, x, y);
  bs_canvas_choose (self, box != NULL ? bs_canvas_box_get_box (box) : NULL);
  if (box != NULL && !bs_document_get_read_only (bs_session_get_document (self->session)))
    self->press_grip = grip != 0 ? grip : BS_GRIP_ALL;
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, BsCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (gesture));

  if (self->panning)
    {
      gtk_adjustment_set_value (self->hadjustment, self->pan_x - dx);
      gtk_adjustment_set_value (self->vadjustment, self->pan_y - dy);
      return;
    }
  if (self->crop != NULL)
    bs_canvas_drag_crop (self, dx, dy);
  if (self->crop != NULL || self->press_grip == 0)
    return;
  if (self->motion == NULL)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
        return;
      bs_canvas_begin_motion (self, self->press_grip, self->press_x, self->press_y);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  bs_canvas_follow_pointer (self, self->press_x + dx, self->press_y + dy, state);
}

static void
drag_ended (GtkGestureDrag *gesture G_GNUC_UNUSED, double dx G_GNUC_UNUSED, double dy G_GNUC_UNUSED,
            BsCanvas *self)
{
  BsBoxMotion *motion = g_steal_pointer (&self->motion);

  self->panning = FALSE;
  /* Before the change: the session's signals would cancel it. */
  end_motion (self);
  if (motion != NULL)
    bs_box_motion_apply (motion);
  bs_box_motion_free (motion);
}

static void
drag_cancelled (GtkGesture *gesture G_GNUC_UNUSED, GdkEventSequence *sequence G_GNUC_UNUSED,
                BsCanvas *self)
{
  self->panning = FALSE;
  end_motion (self);
}

static void
clicked (GtkGestureClick *gesture G_GNUC_UNUSED, int n_press, double x, double y, BsCanvas *self)
{
  BsCanvasBox *box = pick (self, x, y);
  const char *empty;
  BsUnit page_x;
  BsUnit page_y;

  if (n_press != 2 || box == NULL || self->space || self->crop != NULL)
    return;

  /* As by Enter: an empty frame asks for its picture. */
  empty = bs_canvas_find_empty_photo (self, x, y);
  if (empty != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.add-picture", "s", empty);
      return;
    }
  bs_canvas_to_page (self, x, y, &page_x, &page_y);
  if (bs_canvas_begin_crop_at (self, box, page_x, page_y))
    return;
  bs_canvas_edit_at (self, box, page_x, page_y);
}

static void
menu_clicked (GtkGestureClick *gesture, int n_press G_GNUC_UNUSED, double x, double y,
              BsCanvas *self)
{
  BsCanvasBox *box = pick (self, x, y);

  if (self->motion != NULL)
    return;
  bs_canvas_end_crop (self, BS_CROP_LEAVE);
  bs_canvas_choose (self, box != NULL ? bs_canvas_box_get_box (box) : NULL);
  if (box != NULL)
    bs_canvas_show_menu (self, box, x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pointer_moved (GtkEventControllerMotion *controller G_GNUC_UNUSED, double x, double y,
               BsCanvas *self)
{
  BsCanvasBox *box;
  const char *id;

  self->pointer_x = x;
  self->pointer_y = y;
  self->pointer_inside = TRUE;
  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  if (self->motion != NULL)
    return;

  bs_canvas_update_cursor (self);
  if (self->crop != NULL)
    return;
  box = pick (self, x, y);
  id = box != NULL ? bs_canvas_box_get_box (box) : NULL;
  if (g_strcmp0 (id, self->hovered) == 0)
    return;
  g_free (self->hovered);
  self->hovered = g_strdup (id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pointer_left (GtkEventControllerMotion *controller G_GNUC_UNUSED, BsCanvas *self)
{
  self->pointer_inside = FALSE;
  g_clear_pointer (&self->hovered, g_free);
  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state, BsCanvas *self)
{
  if (key == GDK_KEY_Escape && bs_canvas_cancel_motion (self))
    return GDK_EVENT_STOP;
  if (self->crop != NULL && bs_canvas_press_crop_key (self, key, state))
    return GDK_EVENT_STOP;
  if (key != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  self->space = TRUE;
  bs_canvas_update_cursor (self);

  return GDK_EVENT_STOP;
}

static void
key_released (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
              GdkModifierType state G_GNUC_UNUSED, BsCanvas *self)
{
  if (key != GDK_KEY_space)
    return;

  self->space = FALSE;
  bs_canvas_update_cursor (self);
}

static void
focus_left (GtkEventControllerFocus *controller G_GNUC_UNUSED, BsCanvas *self)
{
  self->space = FALSE;
}

/* Alt pressed or let go with the pointer at rest. */
static gboolean
modifiers_changed (GtkEventControllerKey *controller G_GNUC_UNUSED, GdkModifierType state,
                   BsCanvas *self)
{
  if (self->dragged == NULL)
    bs_canvas_follow_pointer (self, self->pointer_x, self->pointer_y, state);

  return GDK_EVENT_PROPAGATE;
}

void
bs_canvas_pointer_init (BsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  self->drag = gtk_gesture_drag_new ();
  self->click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (dragged), self);
  g_signal_connect (self->drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect (self->drag, "cancel", G_CALLBACK (drag_cancelled), self);
  g_signal_connect (self->click, "pressed", G_CALLBACK (clicked), self);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_clicked), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released), self);
  g_signal_connect (keys, "modifiers", G_CALLBACK (modifiers_changed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu));
  /* The last hears of a press first: what a drag chooses takes the focus, and only then may a double click
   * give it to the text. */
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->drag));
}
