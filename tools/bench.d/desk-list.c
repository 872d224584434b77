/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a desk takes to list what waits there, over HTTPS as its editors ask, and how much of that
 * is its own processor's time.
 *
 * usage: desk-list BROADSHEETCTL [--submissions N] [--times N]
 */

#include "loopback-desk.h"

#include <libsoup/soup.h>
#include <stdlib.h>

static int n_submissions = 10000;
static int n_times = 25;

static gboolean
accept_any (void)
{
  return TRUE;
}

static gsize
list (const LoopbackDesk *desk, SoupSession *session)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/v1/submissions?limit=%d",
                                          desk->invitation->port, n_submissions);
  g_autofree char *bearer = g_strconcat ("Bearer ", desk->invitation->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_any), NULL);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  if (bytes == NULL || soup_message_get_status (message) != 200)
    g_error ("no list: %s", error != NULL ? error->message : "refused");

  return g_bytes_get_size (bytes);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

int
main (int argc, char *argv[])
{
  const GOptionEntry entries[] = { { "submissions", 0, 0, G_OPTION_ARG_INT, &n_submissions, NULL,
                                     NULL },
                                   { "times", 0, 0, G_OPTION_ARG_INT, &n_times, NULL, NULL },
                                   { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("BROADSHEETCTL");
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree double *took = NULL;
  LoopbackDesk *desk;
  double processor;
  gsize size = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2 || n_times < 1)
    {
      g_printerr ("usage: desk-list BROADSHEETCTL [--submissions N] [--times N]\n");
      return 2;
    }
  desk = loopback_desk_open (argv[1], n_submissions);
  soup_session_set_tls_database (session, NULL);

  list (desk, session);
  took = g_new (double, n_times);
  processor = loopback_desk_processor (desk);
  for (int i = 0; i < n_times; i++)
    {
      gint64 begun = g_get_monotonic_time ();

      size = list (desk, session);
      took[i] = (double) (g_get_monotonic_time () - begun) / 1000;
    }
  processor = (loopback_desk_processor (desk) - processor) / n_times;
  qsort (took, n_times, sizeof *took, compare);
  g_print (
    "%d listed over HTTPS (%.1f MB): median %.1f ms, best %.1f ms, worst %.1f ms; the desk's "
    "processor %.1f ms each\n",
    n_submissions, size / 1e6, took[n_times / 2], took[0], took[n_times - 1], processor * 1000);
  loopback_desk_close (desk);

  return 0;
}
