/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window that has gone is asked for no size any more, and a key does not stop the program at what
 * has no size yet. Needs a display: in-display.py runs it in one.
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

static GtkWidget *
add_flow (GtkBox *box)
{
  GtkWidget *flow = gtk_flow_box_new ();

  for (guint i = 0; i < 2; i++)
    gtk_flow_box_insert (GTK_FLOW_BOX (flow), gtk_label_new ("Page"), -1);
  gtk_box_append (box, flow);

  return flow;
}

/* Whether anything before GTK's own takes the key. */
static gboolean
is_kept_back (GtkWidget *window, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  gboolean kept_back = FALSE;

  for (guint i = 0; !kept_back && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &kept_back);
    }

  return kept_back;
}

/* As where Undo brings a page back, and an arrow key comes before the next frame. */
static void
test_arrow_before_the_layout (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *flow;
  GtkFlowBoxChild *first;

  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (box))
    g_main_context_iteration (NULL, TRUE);
  wait ();

  flow = add_flow (GTK_BOX (box));
  first = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), 0);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (first)));
  g_assert_true (is_kept_back (window, GDK_KEY_Down));
  g_assert_true (is_kept_back (window, GDK_KEY_Page_Up));
  g_assert_false (is_kept_back (window, GDK_KEY_Tab));
  /* What a key does that came to the window before the focus came to the box. */
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_DOWN);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == GTK_WIDGET (first));
  wait ();
  g_assert_false (is_kept_back (window, GDK_KEY_Down));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* As where somebody turns the scroll bars of all programs to others. */
static void
test_scroll_bars_after_it_has_gone (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSettings *settings = gtk_settings_get_default ();

  gtk_window_set_child (window, scrolled);
  gtk_window_present (window);
  wait ();
  gtk_window_destroy (window);
  wait ();

  g_assert_cmpuint (g_signal_handler_find (settings, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                           scrolled),
                    ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bs_layout_keeper_start ();
  g_test_add_func ("/layout-keeper/laid-out-as-it-goes", test_laid_out_as_it_goes);
  g_test_add_func ("/layout-keeper/arrow-before-the-layout", test_arrow_before_the_layout);

  g_test_add_func ("/layout-keeper/scroll-bars-after-it-has-gone",
                   test_scroll_bars_after_it_has_gone);

  return g_test_run ();
}
