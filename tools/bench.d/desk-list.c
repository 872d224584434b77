/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a desk takes to list what waits there, over HTTPS as its editors ask, and how much of that
 * is its own processor's time.
 *
 * usage: desk-list BROADSHEETCTL [--submissions N] [--times N]
 */

#include "desk/bs-desk-accounts.h"
#include "desk/bs-secrets.h"
#include "desk/bs-store.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define EACH 500 /* submissions a transaction */

static int n_submissions = 10000;
static int n_times = 25;

typedef struct
{
  char *folder;
  char *token;
  char *account;
  int made;
  GPid desk;
  guint port;
  GIOChannel *output;
} Bench;

static gboolean
submit_some (BsStoreWork *work, gpointer data, GError **error)
{
  Bench *bench = data;
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) item = NULL;

  bs_node_builder_set_text (builder, "type", "text");
  item = bs_node_builder_end (builder);
  for (int i = 0; i < EACH && bench->made < n_submissions; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", bench->made);
      g_autofree char *headline = g_strdup_printf ("第 %d 个社区食堂六点开灯", bench->made++);
      const BsStoreRequest request = { bench->account, key, key };
      const BsStoreDraft draft = {
        .item = item, .headline = headline, .section = "本地", .characters = 1320
      };
      BsStoreAnswer answer = { 0 };

      if (!bs_store_submit (work, &request, &draft, &answer, error))
        return FALSE;
      bs_store_answer_clear (&answer);
    }

  return TRUE;
}

static void
fill_store (Bench *bench)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsStore) store = bs_store_open (environment, bench->folder, &error);
  g_autoptr (BsAccount) reporter = NULL;
  g_autoptr (BsAccount) editor = NULL;
  g_autofree char *token = NULL;

  if (store != NULL)
    reporter = bs_desk_accounts_invite (store, "林沐", BS_ROLE_REPORTER, TRUE, &token, &error);
  if (reporter != NULL)
    editor = bs_desk_accounts_invite (store, "何川", BS_ROLE_EDITOR, TRUE, &bench->token, &error);
  if (editor == NULL)
    g_error ("%s", error->message);
  bench->account = g_strdup (reporter->id);
  while (bench->made < n_submissions)
    if (!bs_store_write (store, submit_some, bench, &error))
      g_error ("%s", error->message);
  bs_store_close (store);
}

static void
start_desk (Bench *bench, const char *program)
{
  const char *arguments[] = { program,  "serve", "--quiet", "--address",   "127.0.0.1",
                              "--port", "0",     "--store", bench->folder, NULL };
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  int output;

  if (!g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                 NULL, &bench->desk, NULL, &output, NULL, &error))
    g_error ("%s", error->message);
  bench->output = g_io_channel_unix_new (output);
  g_io_channel_read_line (bench->output, &line, NULL, NULL, NULL);
  if (line == NULL || strstr (line, "port ") == NULL)
    g_error ("no port in: %s", line);
  bench->port = (guint) strtoul (strstr (line, "port ") + strlen ("port "), NULL, 10);
}

/* Seconds of the desk's processor. */
static double
get_processor (Bench *bench)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) bench->desk);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  words = g_strsplit (strrchr (text, ')') + 2, " ", -1);

  return (strtod (words[11], NULL) + strtod (words[12], NULL)) / sysconf (_SC_CLK_TCK);
}

static gboolean
accept_any (void)
{
  return TRUE;
}

static gsize
list (Bench *bench, SoupSession *session)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/v1/submissions?limit=%d",
                                          bench->port, n_submissions);
  g_autofree char *bearer = g_strconcat ("Bearer ", bench->token, NULL);
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
  const char *rm[] = { "rm", "-rf", "--", NULL, NULL };
  Bench bench = { 0 };
  double processor;
  gsize size = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2 || n_times < 1)
    {
      g_printerr ("usage: desk-list BROADSHEETCTL [--submissions N] [--times N]\n");
      return 2;
    }
  bench.folder = g_dir_make_tmp ("broadsheet-list-XXXXXX", NULL);
  fill_store (&bench);
  start_desk (&bench, argv[1]);
  soup_session_set_tls_database (session, NULL);

  list (&bench, session);
  took = g_new (double, n_times);
  processor = get_processor (&bench);
  for (int i = 0; i < n_times; i++)
    {
      gint64 begun = g_get_monotonic_time ();

      size = list (&bench, session);
      took[i] = (double) (g_get_monotonic_time () - begun) / 1000;
    }
  processor = (get_processor (&bench) - processor) / n_times;
  qsort (took, n_times, sizeof *took, compare);
  g_print (
    "%d listed over HTTPS (%.1f MB): median %.1f ms, best %.1f ms, worst %.1f ms; the desk's "
    "processor %.1f ms each\n",
    n_submissions, size / 1e6, took[n_times / 2], took[0], took[n_times - 1], processor * 1000);
  kill (bench.desk, SIGTERM);
  waitpid (bench.desk, NULL, 0);
  rm[3] = bench.folder;
  g_spawn_sync (NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);

  return 0;
}
