/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: bench-empty-window
 *
 * An empty window of libadwaita, as large as the application's: what of the application's start is
 * the libraries' own. Says how long after the process's start its first frame was painted, as
 * broadsheet --benchmark-startup does for a page.
 */

#include <adwaita.h>
#include <string.h>
#include <unistd.h>

/* By the kernel's clock; its ticks are 10 ms. */
static double
milliseconds_since_start (void)
{
  g_autofree char *stat = NULL;
  char *after_name;
  double now = (double) g_get_monotonic_time () / 1000;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    return -1;
  after_name = strrchr (stat, ')');
  /* proc(5): starttime is field 22, the twentieth after the name. */
  for (int field = 2; field < 22 && after_name != NULL; field++)
    after_name = strchr (after_name + 1, ' ');
  if (after_name == NULL)
    return -1;

  return now
         - (double) g_ascii_strtoull (after_name, NULL, 10) * 1000 / (double) sysconf (_SC_CLK_TCK);
}

static void
painted (GdkFrameClock *clock, GApplication *application)
{
  g_signal_handlers_disconnect_by_data (clock, application);
  g_print ("empty window: %.0f ms\n", milliseconds_since_start ());
  g_application_quit (application);
}

static void
activate (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *header = adw_header_bar_new ();

  gtk_widget_set_valign (header, GTK_ALIGN_START);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), header);
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted),
                    application);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
