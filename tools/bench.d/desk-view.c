/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the submissions view bears a desk where very many submissions wait, over HTTPS from a process of
 * its own: how long until they are listed, how long the window stands still meanwhile, what a frame of
 * scrolling or searching takes, what another order does, and how much memory all of it needs. Wants a
 * display. Times are of the window's thread, where nothing else is said.
 *
 * usage: desk-view BROADSHEETCTL [SUBMISSIONS]
 */

#include "frames.h"
#include "loopback-desk.h"

#include "app/bs-submission-model.h"
#include "app/bs-submissions-view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE (60 * G_USEC_PER_SEC)

/* MiB of this process. */
static double
get_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmRSS:");

  return line != NULL ? strtod (line + strlen ("VmRSS:"), NULL) / 1024 : 0;
}

/* Until so many rows are in the list, or for so long; the longest turn of the main loop goes to
 * @longest, in milliseconds of its processor. */
static gboolean
run (GtkWidget *view, guint n_rows, gint64 microseconds, double *longest)
{
  GtkListView *list = GTK_LIST_VIEW (frames_find_child (view, GTK_TYPE_LIST_VIEW));
  gint64 until = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < until)
    {
      double begun = frames_milliseconds ();

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
      *longest = MAX (*longest, frames_milliseconds () - begun);
      if (n_rows > 0
          && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) == n_rows)
        return TRUE;
    }

  return n_rows == 0;
}

static void
measure_orders (BsDesk *desk, GArray *times)
{
  static const char *const names[] = {
    [BS_SUBMISSIONS_OLDEST] = "ordered by age",
    [BS_SUBMISSIONS_AUTHOR] = "ordered by author",
    [BS_SUBMISSIONS_SECTION] = "ordered by section",
    [BS_SUBMISSIONS_LONGEST] = "ordered by length",
  };
  g_autoptr (BsSubmissionModel) model = bs_submission_model_new ();

  bs_submission_model_set_feed (model, bs_desk_get_feed (desk));
  for (guint order = BS_SUBMISSIONS_OLDEST; order < G_N_ELEMENTS (names); order++)
    {
      for (guint i = 0; i < 15; i++)
        {
          double begun;

          bs_submission_model_set_order (model, BS_SUBMISSIONS_NEWEST);
          begun = frames_milliseconds ();
          bs_submission_model_set_order (model, order);
          frames_note (times, begun);
        }
      frames_report (names[order], times);
    }
}

static void
measure_view (BsDesk *desk, BsEnvironment *environment, const BsInvitation *invitation, guint n)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = bs_submissions_view_new (desk, environment);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double longest = 0, processor, memory;
  gint64 begun;

  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  run (view, 0, G_USEC_PER_SEC, &longest);
  memory = get_memory ();
  processor = frames_milliseconds ();
  begun = g_get_monotonic_time ();
  longest = 0;
  bs_desk_join (desk, invitation);
  if (!run (view, n, PATIENCE, &longest))
    g_error ("they are not listed");
  printf ("%-44s %8.1f ms, of which %.1f of our processor\n", "joined until all are listed (clock)",
          (double) (g_get_monotonic_time () - begun) / 1000, frames_milliseconds () - processor);
  run (view, 0, 3 * G_USEC_PER_SEC, &longest);
  printf ("%-44s %8.1f ms\n", "longest standstill meanwhile", longest);
  printf ("%-44s %8.1f MiB\n", "memory more than before", get_memory () - memory);
  frames_scroll (window, times);
  frames_type (window, times);
  measure_orders (desk, times);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int n = argc > 2 ? atoi (argv[2]) : 10000;
  g_autoptr (BsEnvironment) environment = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (BsDesk) desk = NULL;
  LoopbackDesk *service;

  if (argc < 2 || n < 1)
    {
      fprintf (stderr, "usage: desk-view BROADSHEETCTL [SUBMISSIONS]\n");
      return 2;
    }
  /* Nobody's settings, keyring or cache. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  environment = bs_environment_new_default ();
  service = loopback_desk_open (argv[1], n);
  if (!frames_begin ())
    g_error ("there is no display");
  folder = g_file_new_build_filename (service->folder, "editor", NULL);
  desk = bs_desk_new (environment, folder);
  measure_view (desk, environment, service->invitation, (guint) n);
  bs_desk_close (desk);
  loopback_desk_close (service);

  return 0;
}
