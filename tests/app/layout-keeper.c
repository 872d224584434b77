/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window that has gone is asked for no size any more. Needs a display: layout-keeper.py runs it in
 * one.
 */

#include "app/bs-layout-keeper.h"

#include <adwaita.h>

static gboolean
stop_waiting (gpointer waiting)
{
  *(gboolean *) waiting = FALSE;

  return G_SOURCE_REMOVE;
}

static void
wait (void)
{
  gboolean waiting = TRUE;

  g_timeout_add (200, stop_waiting, &waiting);
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
}

/* As where the X server tells of another monitor, or of another state, while the window goes. */
static void
test_laid_out_as_it_goes (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *label = gtk_label_new ("Gone");
  g_autoptr (GdkSurface) surface = NULL;

  gtk_window_set_child (window, label);
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (label))
    g_main_context_iteration (NULL, TRUE);
  wait ();
  surface = g_object_ref (gtk_native_get_surface (GTK_NATIVE (window)));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gdk_surface_request_layout (surface);
  gtk_window_destroy (window);
  g_assert_null (window);
  wait ();
  g_assert_true (gdk_surface_is_destroyed (surface));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bs_layout_keeper_start ();
  g_test_add_func ("/layout-keeper/laid-out-as-it-goes", test_laid_out_as_it_goes);

  return g_test_run ();
}
