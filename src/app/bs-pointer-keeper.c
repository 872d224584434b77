/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pointer-keeper.h"

#include "bs-config.h"
#include "bs-every-window.h"

/* A gesture holds what was pressed until the button is let go. Where that is the widget to which the
 * gesture belongs, and it goes before, each keeps the other (gtkgesture.c of 4.8, PointData). */

/* Of one window. */
typedef struct
{
  GtkWidget *pressed; /* weak: under the pointer as the button went down */
} Keeper;

static void
reset_gestures (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE (controller))
        gtk_event_controller_reset (controller);
    }
}

static void
forget_pressed (Keeper *self)
{
  if (self->pressed != NULL)
    g_signal_handlers_disconnect_by_func (self->pressed, reset_gestures, NULL);
  g_clear_weak_pointer (&self->pressed);
}

static void
keeper_free (Keeper *self)
{
  forget_pressed (self);
  g_free (self);
}

static GtkWidget *
find_pressed (GdkEvent *event)
{
  GtkNative *native = gtk_native_get_for_surface (gdk_event_get_surface (event));
  double x, y, left, top;

  if (native == NULL || !gdk_event_get_position (event, &x, &y))
    return NULL;
  gtk_native_get_surface_transform (native, &left, &top);

  return gtk_widget_pick (GTK_WIDGET (native), x - left, y - top, GTK_PICK_DEFAULT);
}

static gboolean
event_came (GtkEventControllerLegacy *controller G_GNUC_UNUSED, GdkEvent *event, Keeper *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type != GDK_BUTTON_PRESS && type != GDK_TOUCH_BEGIN)
    return GDK_EVENT_PROPAGATE;

  forget_pressed (self);
  g_set_weak_pointer (&self->pressed, find_pressed (event));
  if (self->pressed != NULL)
    g_signal_connect_after (self->pressed, "unmap", G_CALLBACK (reset_gestures), NULL);

  return GDK_EVENT_PROPAGATE;
}

static void
watch (GtkWindow *window)
{
  static const char key[] = "bs-pointer-keeper";
  GtkEventController *controller;
  Keeper *self;

  if (g_object_get_data (G_OBJECT (window), key) != NULL)
    return;
  self = g_new0 (Keeper, 1);
  g_object_set_data_full (G_OBJECT (window), key, self, (GDestroyNotify) keeper_free);
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_came), self);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_signal_connect_after (window, "unmap", G_CALLBACK (bs_pointer_keeper_release), NULL);
}

void
bs_pointer_keeper_start (void)
{
  bs_every_window (watch);
}

void
bs_pointer_keeper_release (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  reset_gestures (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bs_pointer_keeper_release (child);
}
