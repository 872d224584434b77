/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many reporters at one desk, which is killed while they send: nothing may be lost and nothing arrive
 * twice. Prints what came and how long the desk took to acknowledge it.
 *
 * usage: desk-load BROADSHEETCTL [--clients N] [--submissions N] [--kills N] [--photo-bytes N]
 *                  [--pause MILLISECONDS] [--store postgresql://…]
 *
 * Without --pause each reporter sends the next draft as soon as the last has arrived, as many as the
 * desk can take; with it, after so long on average, as people do: 50 reporters and 1000 ms are the
 * figure that counts.
 */

#include "desk/bs-desk-client.h"
#include "desk/bs-desk-error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define RETRY_MILLISECONDS 400
#define LONGEST_SECONDS 300

static int n_clients = 50;
static int n_submissions = 1000;
static int n_kills = 10;
static int photo_bytes = 0;
static int pause_milliseconds = 0;
static char *store = NULL;

typedef struct
{
  const char *program;
  char *folder;
  guint16 port;
  GPid desk;
  char *editor; /* invitations */
  int next;     /* submission to be sent */
  int arrived;
  int killed;
  int tries;
  GArray *milliseconds; /* double: of each acknowledgement */
  GHashTable *ids;      /* of submissions that were acknowledged */
  gboolean twice;
} Load;

typedef struct
{
  Load *load;
  BsDeskClient *client;
  GBytes *item;
  char *key;
  GFile *photo;
  char *sha;
  gint64 begun;
} Reporter;

static void take_next (Reporter *reporter);
static void rest (Reporter *reporter);
static void send_item (Reporter *reporter);

/* --- The desk --- */

static void
start_desk (Load *load)
{
  g_autofree char *port = g_strdup_printf ("%u", load->port);
  const char *arguments[] = { load->program,
                              "serve",
                              "--quiet",
                              "--address",
                              "127.0.0.1",
                              "--port",
                              port,
                              "--folder",
                              load->folder,
                              "--store",
                              store != NULL ? store : load->folder,
                              NULL };
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async (NULL, (char **) arguments, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                      &load->desk, &error))
    g_error ("%s", error->message);
}

/* Without it nobody would ever answer. */
static gboolean
on_look_after_desk (gpointer data)
{
  Load *load = data;

  if (waitpid (load->desk, NULL, WNOHANG) == load->desk)
    g_error ("the desk has ended by itself");

  return G_SOURCE_CONTINUE;
}

static void
kill_desk (Load *load)
{
  kill (load->desk, SIGKILL);
  waitpid (load->desk, NULL, 0);
  g_spawn_close_pid (load->desk);
}

/* The invitation of a new account. */
static char *
add_account (Load *load, const char *name, const char *role)
{
  g_autofree char *port = g_strdup_printf ("%u", load->port);
  const char *arguments[] = { load->program, "account", "add",
                              name,          "--host",  "127.0.0.1",
                              "--port",      port,      "--folder",
                              load->folder,  "--store", store != NULL ? store : load->folder,
                              role,          NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     NULL, NULL))
    g_error ("%s cannot be run", load->program);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "broadsheet://"))
      return g_strdup (lines[i]);
  g_error ("no invitation in: %s", output);
}

/* Evenly over the submissions. */
static void
kill_in_time (Load *load)
{
  if (load->killed < n_kills && load->arrived >= (load->killed + 1) * n_submissions / (n_kills + 1))
    {
      kill_desk (load);
      load->killed++;
      start_desk (load);
    }
}

/* --- The reporters --- */

static gboolean
on_again (gpointer data)
{
  send_item (data);

  return G_SOURCE_REMOVE;
}

static void
try_again (Reporter *reporter, const GError *error)
{
  if (!bs_desk_error_passes (error) && !g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY))
    g_printerr ("refused: %s\n", error->message);
  g_timeout_add ((guint) g_random_int_range (RETRY_MILLISECONDS / 2, RETRY_MILLISECONDS), on_again,
                 reporter);
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer data)
{
  Reporter *reporter = data;
  Load *load = reporter->load;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) submission = bs_desk_client_submit_finish (BS_DESK_CLIENT (source),
                                                                      result, &error);
  double took = (g_get_monotonic_time () - reporter->begun) / 1000.0;

  if (submission == NULL)
    {
      try_again (reporter, error);
      return;
    }
  g_array_append_val (load->milliseconds, took);
  if (!g_hash_table_add (load->ids, g_strdup (submission->id)))
    load->twice = TRUE;
  load->arrived++;
  kill_in_time (load);
  rest (reporter);
}

static void
submit (Reporter *reporter)
{
  reporter->begun = g_get_monotonic_time ();
  bs_desk_client_submit_async (reporter->client, reporter->item, reporter->key, NULL, NULL, NULL,
                               on_submitted, reporter);
}

static void
on_photo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (bs_desk_client_put_media_finish (BS_DESK_CLIENT (source), result, &error))
    submit (data);
  else
    try_again (data, error);
}

static void
send_item (Reporter *reporter)
{
  reporter->load->tries++;
  if (reporter->photo == NULL)
    submit (reporter);
  else
    bs_desk_client_put_media_async (reporter->client, reporter->photo, reporter->sha, NULL, NULL,
                                    NULL, on_photo, reporter);
}

static gboolean
on_pause_over (gpointer data)
{
  take_next (data);

  return G_SOURCE_REMOVE;
}

static void
rest (Reporter *reporter)
{
  if (pause_milliseconds == 0)
    take_next (reporter);
  else
    g_timeout_add ((guint) g_random_int_range (0, 2 * pause_milliseconds), on_pause_over, reporter);
}

/* A picture of one pixel, with as many bytes behind it as are wanted. */
static void
make_photo (Reporter *reporter, int number)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,
                                13,   'I', 'H', 'D', 'R',  0,    0,    0,    1,    0,    0,
                                0,    1,   8,   0,   0,    0,    0,    0x3a, 0x7e, 0x9b, 0x55,
                                0,    0,   0,   10,  'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63,
                                0,    0,   0,   2,   0,    1,    0x48, 0xaf, 0xa4, 0x71, 0,
                                0,    0,   0,   'I', 'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *path = g_strdup_printf ("%s/photo-%d.png", reporter->load->folder,
                                           number % n_clients);

  g_byte_array_append (bytes, png, sizeof png);
  for (int i = 0; i < photo_bytes; i += sizeof number)
    g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
  g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL);
  g_clear_object (&reporter->photo);
  reporter->photo = g_file_new_for_path (path);
  g_free (reporter->sha);
  reporter->sha = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
}

static void
take_next (Reporter *reporter)
{
  Load *load = reporter->load;
  int number = load->next;
  g_autofree char *photo = NULL;
  char *text;

  if (number >= n_submissions)
    return;
  load->next++;
  if (photo_bytes > 0)
    {
      make_photo (reporter, number);
      photo = g_strdup_printf (",\"associations\":[{\"rel\":\"photo\",\"type\":\"picture\","
                               "\"renditions\":[{\"href\":\"urn:broadsheet:media:%s.png\"}]}]",
                               reporter->sha);
    }
  text = g_strdup_printf (
    "{\"uri\":\"urn:broadsheet:draft:%d\",\"type\":\"text\",\"headlines\":[{\"role\":\"main\","
    "\"value\":\"第 %d "
    "篇\"}],\"bodies\":[{\"role\":\"main\",\"value\":\"一段正文，有六百字。\"}]%s}",
    number, number, photo != NULL ? photo : "");
  g_clear_pointer (&reporter->item, g_bytes_unref);
  reporter->item = g_bytes_new_take (text, strlen (text));
  g_free (reporter->key);
  reporter->key = g_uuid_string_random ();
  send_item (reporter);
}

/* --- What came of it --- */

static void
keep_result (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Headlines of all that the desk has; each is to be there once. */
static guint
count_at_desk (Load *load, guint *n_distinct)
{
  g_autoptr (BsInvitation) invitation = bs_invitation_parse (load->editor, NULL);
  g_autoptr (BsDeskClient) client = bs_desk_client_new (invitation);
  g_autoptr (GHashTable) headlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = g_strdup ("0");
  gboolean more = TRUE;
  guint n = 0;

  while (more)
    {
      GAsyncResult *result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = NULL;
      g_autofree char *next = NULL;

      bs_desk_client_list_async (client, cursor, 0, NULL, keep_result, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      list = bs_desk_client_list_finish (client, result, &next, &more, &error);
      g_object_unref (result);
      if (list == NULL)
        g_error ("%s", error->message);
      for (guint i = 0; i < list->len; i++)
        g_hash_table_add (headlines, g_strdup (((BsSubmission *) list->pdata[i])->headline));
      n += list->len;
      g_free (cursor);
      cursor = g_steal_pointer (&next);
    }
  *n_distinct = g_hash_table_size (headlines);

  return n;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static gboolean
report (Load *load, double seconds)
{
  guint n_distinct = 0;
  guint n = count_at_desk (load, &n_distinct);
  GArray *took = load->milliseconds;
  gboolean good = n == (guint) n_submissions && n_distinct == n && !load->twice;

  g_array_sort (took, compare);
  g_print (
    "%d sent by %d reporters, killed %d times, %d attempts: %u at the desk, %u different: %s\n",
    load->arrived, n_clients, load->killed, load->tries, n, n_distinct,
    good ? "none lost, none twice" : "WRONG");
  g_print ("acknowledged: median %.1f ms, p99 %.1f ms, longest %.1f ms; %.0f a second\n",
           g_array_index (took, double, took->len / 2),
           g_array_index (took, double, took->len * 99 / 100),
           g_array_index (took, double, took->len - 1), load->arrived / seconds);

  return good;
}

static gboolean
on_too_long (gpointer data G_GNUC_UNUSED)
{
  g_printerr ("this takes longer than %d seconds\n", LONGEST_SECONDS);
  exit (1);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

int
main (int argc, char *argv[])
{
  const GOptionEntry entries[] = {
    { "clients", 0, 0, G_OPTION_ARG_INT, &n_clients, NULL, NULL },
    { "submissions", 0, 0, G_OPTION_ARG_INT, &n_submissions, NULL, NULL },
    { "kills", 0, 0, G_OPTION_ARG_INT, &n_kills, NULL, NULL },
    { "photo-bytes", 0, 0, G_OPTION_ARG_INT, &photo_bytes, NULL, NULL },
    { "pause", 0, 0, G_OPTION_ARG_INT, &pause_milliseconds, NULL, NULL },
    { "store", 0, 0, G_OPTION_ARG_STRING, &store, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("BROADSHEETCTL");
  Load load = { .port = 18790 };
  g_autofree Reporter **reporters = NULL;
  gint64 begun;
  gboolean good;

  setlocale (LC_ALL, "C.UTF-8");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2)
    {
      g_printerr ("usage: desk-load BROADSHEETCTL [--clients N] [--submissions N] [--kills N]\n");
      return 2;
    }
  load.program = argv[1];
  load.folder = g_dir_make_tmp ("broadsheet-load-XXXXXX", NULL);
  load.milliseconds = g_array_new (FALSE, FALSE, sizeof (double));
  load.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load.editor = add_account (&load, "editor", "--editor");
  start_desk (&load);
  g_timeout_add_seconds (LONGEST_SECONDS, on_too_long, NULL);
  g_timeout_add_seconds (1, on_look_after_desk, &load);

  reporters = g_new0 (Reporter *, n_clients);
  for (int i = 0; i < n_clients; i++)
    {
      g_autofree char *name = g_strdup_printf ("reporter %d", i);
      g_autofree char *line = add_account (&load, name, NULL);
      g_autoptr (BsInvitation) invitation = bs_invitation_parse (line, NULL);
      Reporter *reporter = g_new0 (Reporter, 1); /* until the end */

      reporter->load = &load;
      reporter->client = bs_desk_client_new (invitation);
      reporters[i] = reporter;
    }
  /* Only now: accounts take a while to make, and pauses begun before would all end together. */
  for (int i = 0; i < n_clients; i++)
    rest (reporters[i]);
  begun = g_get_monotonic_time ();
  while (load.arrived < n_submissions)
    g_main_context_iteration (NULL, TRUE);
  good = report (&load, (g_get_monotonic_time () - begun) / (double) G_USEC_PER_SEC);
  kill_desk (&load);
  remove_folder (load.folder);

  return good ? 0 : 1;
}
