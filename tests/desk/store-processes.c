/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk's store promises to several who use it at once, in one process and in many.
 */
#include "store-fixture.h"
#include "store-process.h"

#include <stdlib.h>
#include <string.h>

#define N_WRITES 100
#define N_KILLS 4
#define KILL_WRITES 100000 /* more than any process gets done */

static void
submit_quietly (Desk *desk, const char *key)
{
  BsStoreDraft draft = desk_draft (key, NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;

  desk_submit (desk->store, desk->reporter, key, &draft, &answer, &error);
  g_assert_no_error (error);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

typedef struct
{
  guint number;
  const char *account;
  guint *failed;
  guint *done;
  guint *freed;
} Write;

/* Every seventh gives up in the middle, after it has changed something. */
static gboolean
write_or_give_up (BsStoreWork *work, gpointer data, GError **error)
{
  Write *call = data;
  g_autofree char *key = g_strdup_printf ("key-%u", call->number);
  BsStoreRequest request = { call->account, key, key };
  BsStoreDraft draft = desk_draft (key, NULL);
  BsStoreAnswer answer = { 0 };
  gboolean done = bs_store_submit (work, &request, &draft, &answer, error);

  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
  if (!done || call->number % 7 != 3)
    return done;
  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT, "given up");

  return FALSE;
}

static void
take_answer (GObject *store, GAsyncResult *result, gpointer data)
{
  Write *expected = data;
  gpointer given = NULL;
  g_autoptr (GError) error = NULL;

  if (bs_store_finish (BS_STORE (store), result, &given, &error))
    (*expected->done)++;
  else
    {
      g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT);
      g_assert_cmpstr (error->message, ==, "given up");
      (*expected->failed)++;
    }
  g_assert_true (given == expected);
}

static void
free_write (gpointer data)
{
  Write *call = data;

  /* Never in a thread of the store. */
  g_assert_true (g_main_context_is_owner (NULL));
  (*call->freed)++;
  g_free (call);
}

static void
test_a_failing_neighbour_takes_back_only_itself (Desk *desk, gconstpointer data)
{
  guint failed = 0;
  guint done = 0;
  guint expected = 0;
  guint freed = 0;
  g_autoptr (GPtrArray) list = NULL;

  if (desk->store == NULL)
    return;
  for (guint i = 0; i < N_WRITES; i++)
    {
      Write *call = g_new (Write, 1);

      *call = (Write){ i, desk->reporter, &failed, &done, &freed };
      expected += i % 7 == 3;
      bs_store_write_async (desk->store, write_or_give_up, call, free_write, NULL, take_answer,
                            call);
    }
  while (freed < N_WRITES)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (failed + done, ==, N_WRITES);
  g_assert_cmpuint (failed, ==, expected);
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = 10000 });
  g_assert_cmpuint (list->len, ==, N_WRITES - expected);
  for (guint i = 0; i < list->len; i++)
    {
      const BsSubmission *submission = g_ptr_array_index (list, i);

      /* No number is lost to those that gave up. */
      g_assert_cmpint (submission->sequence, ==, i + 1);
      g_assert_cmpint (atoi (submission->headline + strlen ("key-")) % 7, !=, 3);
    }
}

static void
count_change (BsStore *store, gint64 sequence, gint64 *last)
{
  g_assert_cmpint (sequence, >, *last);
  *last = sequence;
}

static void
wait_until (gint64 *number, gint64 least)
{
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (*number < least && g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_assert_cmpint (*number, >=, least);
}

static void
test_a_change_is_told_to_all_processes (Desk *desk, gconstpointer data)
{
  g_autoptr (GSubprocess) watcher = NULL;
  g_autoptr (GSubprocess) sender = NULL;
  g_autofree char *first = NULL;
  g_auto (GStrv) sent = NULL;
  gint64 here = 0;
  gint64 there = 0;

  if (desk->store == NULL)
    return;
  submit_quietly (desk, "first");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (desk->store, "changed", G_CALLBACK (count_change), &here);
  watcher = process_start ("watch", desk->where, NULL);
  first = process_read_line (watcher);
  g_assert_cmpstr (first, ==, "1");

  /* One's own at once. */
  submit_quietly (desk, "second");
  wait_until (&here, 2);
  /* Another process's. */
  sender = process_start ("send", desk->where, desk->other, "0", "40", NULL);
  sent = process_finish (sender);
  g_assert_cmpuint (g_strv_length (sent), ==, 40);
  wait_until (&here, 42);
  while (there < 42)
    {
      g_autofree char *line = process_read_line (watcher);

      g_assert_cmpint (g_ascii_strtoll (line, NULL, 10), >, there);
      there = g_ascii_strtoll (line, NULL, 10);
    }
  g_output_stream_close (g_subprocess_get_stdin_pipe (watcher), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (watcher, NULL, NULL));
}

/* Who asks for what came after a number never misses one that gets there later. */
static void
test_a_reader_who_follows_misses_nothing (Desk *desk, gconstpointer data)
{
  GSubprocess *senders[2] = { NULL };
  g_autoptr (GHashTable) seen = NULL;
  gint64 since = 0;
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  if (desk->store == NULL)
    return;
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  senders[0] = process_start ("send", desk->where, desk->reporter, "0", "100", NULL);
  senders[1] = process_start ("send", desk->where, desk->other, "0", "100", NULL);
  while (g_hash_table_size (seen) < 200 && g_get_monotonic_time () < end)
    {
      g_autoptr (GPtrArray) list = desk_list (desk->store,
                                              &(BsStoreQuery){ .since = since, .limit = 1000 });

      for (guint i = 0; i < list->len; i++)
        {
          const BsSubmission *submission = g_ptr_array_index (list, i);

          g_assert_cmpint (submission->sequence, ==, since + 1);
          since = submission->sequence;
          g_assert_true (g_hash_table_add (seen, g_strdup (submission->id)));
        }
      if (list->len == 0)
        g_usleep (2000);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 200);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (GStrv) sent = process_finish (senders[i]);

      g_assert_cmpuint (g_strv_length (sent), ==, 100);
      g_object_unref (senders[i]);
    }
}

static void
test_two_processes_never_decide_twice (Desk *desk, gconstpointer data)
{
  GSubprocess *deciders[2];
  g_autoptr (GHashTable) decided = NULL;
  guint counts[2] = { 0 };

  if (desk->store == NULL)
    return;
  decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < N_WRITES; i++)
    g_free (desk_send (desk->store, desk->reporter, "稿"));
  deciders[0] = process_start ("decide", desk->where, desk->editor, NULL);
  deciders[1] = process_start ("decide", desk->where, desk->second, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *line = process_read_line (deciders[i]);

      g_assert_cmpstr (line, ==, "ready");
    }
  for (guint i = 0; i < 2; i++)
    g_output_stream_close (g_subprocess_get_stdin_pipe (deciders[i]), NULL, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (GStrv) ids = process_finish (deciders[i]);

      for (guint j = 0; ids[j] != NULL; j++, counts[i]++)
        g_assert_true (g_hash_table_add (decided, g_strdup (ids[j])));
      g_assert_true (g_subprocess_get_successful (deciders[i]));
      g_object_unref (deciders[i]);
    }
  g_test_message ("one decided %u, the other %u", counts[0], counts[1]);
  g_assert_cmpuint (g_hash_table_size (decided), ==, N_WRITES);
}

static void
test_the_same_request_at_once_is_done_once (Desk *desk, gconstpointer data)
{
  GSubprocess *senders[3];
  g_auto (GStrv) first = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (desk->store == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    senders[i] = process_start ("send", desk->where, desk->reporter, "0", "100", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      g_auto (GStrv) lines = process_finish (senders[i]);

      g_assert_cmpuint (g_strv_length (lines), ==, 100);
      if (first == NULL)
        first = g_strdupv (lines);
      for (guint j = 0; j < 100; j++)
        g_assert_true (g_strv_contains ((const char *const *) first, lines[j]));
      g_object_unref (senders[i]);
    }
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = 10000 });
  g_assert_cmpuint (list->len, ==, 100);
}

/* Kills a process that sends, after some of its answers; adds what it was told to @told. */
static void
send_until_killed (Desk *desk, GHashTable *told, guint lines_before)
{
  g_autoptr (GSubprocess) sender = process_start ("send", desk->where, desk->reporter, "0",
                                                  G_STRINGIFY (KILL_WRITES), NULL);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (
    g_subprocess_get_stdout_pipe (sender));
  char *line;
  guint count = 0;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (line, " ", 2);
      const char *known = g_hash_table_lookup (told, parts[0]);

      if (++count == lines_before)
        g_subprocess_force_exit (sender);
      /* The last line may be torn. */
      if (parts[1] != NULL && strlen (parts[1]) == 16)
        {
          if (known != NULL)
            g_assert_cmpstr (known, ==, parts[1]);
          g_hash_table_insert (told, g_strdup (parts[0]), g_strdup (parts[1]));
        }
      g_free (line);
    }
  g_assert_cmpuint (count, >=, lines_before);
  g_subprocess_wait (sender, NULL, NULL);
}

static void
test_what_was_acknowledged_survives_kill (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) told = NULL;
  g_autoptr (GHashTable) kept = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GHashTableIter iter;
  gpointer key, id;

  if (desk->store == NULL)
    return;
  bs_store_close (desk->store);
  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  kept = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < N_KILLS; i++)
    send_until_killed (desk, told, 20 + 37 * i);

  g_clear_object (&desk->store);
  desk->store = desk_open_again (desk);
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = 10000 });
  for (guint i = 0; i < list->len; i++)
    {
      BsSubmission *submission = g_ptr_array_index (list, i);

      /* The headline is the key: none is there twice. */
      g_assert_true (g_hash_table_insert (kept, submission->headline, submission->id));
    }
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &key, &id))
    g_assert_cmpstr (g_hash_table_lookup (kept, key), ==, id);
  g_test_message ("%u acknowledged, %u kept", g_hash_table_size (told), list->len);
}

static void
test_many_processes_make_the_store_once (Desk *desk, gconstpointer data)
{
  GSubprocess *openers[6];
  g_autofree char *fresh = NULL;
  const char *where;

  if (desk->store == NULL)
    return;
  bs_store_close (desk->store);
  g_clear_object (&desk->store);
  fresh = g_build_filename (desk->folder, "fresh", NULL);
  where = fresh;
  if (desk->engine == ENGINE_POSTGRES)
    {
      desk_empty_server ();
      where = desk->where;
    }
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    openers[i] = process_start ("open", where, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      g_auto (GStrv) lines = process_finish (openers[i]);

      g_assert_true (g_subprocess_get_successful (openers[i]));
      g_assert_cmpstr (lines[0], ==, "opened");
      g_object_unref (openers[i]);
    }
}

static gboolean
read_badly (BsStoreWork *work, gpointer data, GError **error)
{
  g_autoptr (BsAccount) account = bs_store_add_account (work, "谁", BS_ROLE_EDITOR, "digest",
                                                        error);

  return account != NULL;
}

static void
test_reading_changes_nothing (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  g_assert_false (bs_store_read (desk->store, read_badly, NULL, &error));
  g_assert_nonnull (error);
  g_free (desk_send (desk->store, desk->reporter, "照常"));
  g_assert_cmpint (desk_get_sequence (desk->store), ==, 1);
}

static void
note_end (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  bs_store_finish (BS_STORE (store), result, NULL, &error);
  g_assert_no_error (error);
  (*(guint *) data)++;
}

static gboolean
send_slowly (BsStoreWork *work, gpointer data, GError **error)
{
  g_usleep (1000);

  return bs_store_get_sequence (work, error) >= 0;
}

static void
test_closing_waits_for_what_was_begun (Desk *desk, gconstpointer data)
{
  guint ended = 0;
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  for (guint i = 0; i < 50; i++)
    bs_store_write_async (desk->store, send_slowly, NULL, NULL, NULL, note_end, &ended);
  bs_store_close (desk->store);
  g_assert_false (bs_store_write (desk->store, send_slowly, NULL, &error));
  desk_assert_error (error, BS_DESK_ERROR_BUSY);
  while (ended < 50)
    g_main_context_iteration (NULL, TRUE);
}

static void
note_cancelled (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  bs_store_finish (BS_STORE (store), result, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static gboolean
never_run (BsStoreWork *work, gpointer data, GError **error)
{
  g_assert_not_reached ();
}

static void
test_cancelled_work_is_not_begun (Desk *desk, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean ended = FALSE;

  if (desk->store == NULL)
    return;
  g_cancellable_cancel (cancellable);
  bs_store_write_async (desk->store, never_run, NULL, NULL, cancellable, note_cancelled, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  ended = FALSE;
  bs_store_read_async (desk->store, never_run, NULL, NULL, cancellable, note_cancelled, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

const DeskPromise promises_of_processes[] = {
  { "a-failing-neighbour-takes-back-only-itself", test_a_failing_neighbour_takes_back_only_itself },
  { "a-change-is-told-to-all-processes", test_a_change_is_told_to_all_processes },
  { "a-reader-who-follows-misses-nothing", test_a_reader_who_follows_misses_nothing },
  { "two-processes-never-decide-twice", test_two_processes_never_decide_twice },
  { "the-same-request-at-once-is-done-once", test_the_same_request_at_once_is_done_once },
  { "what-was-acknowledged-survives-kill", test_what_was_acknowledged_survives_kill },
  { "many-processes-make-the-store-once", test_many_processes_make_the_store_once },
  { "reading-changes-nothing", test_reading_changes_nothing },
  { "closing-waits-for-what-was-begun", test_closing_waits_for_what_was_begun },
  { "cancelled-work-is-not-begun", test_cancelled_work_is_not_begun },
  { NULL },
};
