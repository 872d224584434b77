/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: complain gtk|program: makes GTK complain, of itself or of what the program asks. For complaints.py.
 */

#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>

#define SIDE 200          /* of a popover that stands beside its window */
#define AFTER_TIP_MS 1000 /* a tooltip comes after 500 */

static void
remove_popover (gpointer popover)
{
  gtk_widget_unparent (popover);
}

static void
quit (gpointer loop)
{
  g_main_loop_quit (loop);
}

/* A tooltip is due from now on; the popover has gone by then, and nothing of the program is below it. */
static void
on_motion (GtkEventController *hand, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, gpointer loop)
{
  GtkWidget *child = gtk_event_controller_get_widget (hand);

  g_signal_handlers_disconnect_by_func (hand, on_motion, loop);
  g_idle_add_once (remove_popover, gtk_widget_get_ancestor (child, GTK_TYPE_POPOVER));
  g_timeout_add_once (AFTER_TIP_MS, quit, loop);
}

static gboolean
move_mouse (gpointer popover)
{
  g_autofree char *command = NULL;

  if (!gtk_widget_get_mapped (popover))
    return gtk_widget_get_parent (popover) != NULL;
  command = g_strdup_printf ("xdotool mousemove --window %lu %d %d",
                             gdk_x11_surface_get_xid (
                               gtk_native_get_surface (GTK_NATIVE (popover))),
                             g_random_int_range (SIDE / 3, SIDE / 2),
                             g_random_int_range (SIDE / 3, SIDE / 2));
  g_spawn_command_line_async (command, NULL);

  return G_SOURCE_CONTINUE;
}

static void
let_gtk_complain (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *place = gtk_button_new (); /* takes the focus back */
  GtkWidget *child = gtk_label_new ("…");
  GtkEventController *hand = gtk_event_controller_motion_new ();
  g_autoptr (GtkWidget) popover = g_object_ref_sink (gtk_popover_new ());

  gtk_widget_set_size_request (child, SIDE, SIDE);
  g_signal_connect (hand, "motion", G_CALLBACK (on_motion), loop);
  gtk_widget_add_controller (child, hand);
  gtk_popover_set_child (GTK_POPOVER (popover), child);
  gtk_widget_set_parent (popover, place);
  gtk_window_set_child (window, place);
  gtk_window_set_focus (window, place);
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (place))
    g_main_context_iteration (NULL, TRUE);
  gtk_popover_popup (GTK_POPOVER (popover));
  g_timeout_add (100, move_mouse, popover);
  g_main_loop_run (loop);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* what makes warnings fatal by itself */
  gtk_init ();
  if (argc > 1 && g_str_equal (argv[1], "gtk"))
    let_gtk_complain ();
  else
    gdk_surface_get_device_position (NULL, NULL, NULL, NULL, NULL);

  return 0;
}
