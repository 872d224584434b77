/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-list-tab.h"

#include "bs-config.h"

/* As if there were nothing in it that takes the focus. */
static void
leave (GtkWidget *list, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (list);

  if (root == NULL)
    return;
  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (root), direction);
  gtk_widget_set_can_focus (list, TRUE);
}

static gboolean
key_pressed (GtkEventController *controller, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state, gpointer data G_GNUC_UNUSED)
{
  guint held = state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK;
  gboolean back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if (held != 0 || (key != GDK_KEY_Tab && key != GDK_KEY_KP_Tab && key != GDK_KEY_ISO_Left_Tab))
    return GDK_EVENT_PROPAGATE;

  leave (gtk_event_controller_get_widget (controller),
         back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

void
bs_list_tab_leaves (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), NULL);
  gtk_widget_add_controller (list, keys);
}
