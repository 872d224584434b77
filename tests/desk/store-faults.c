/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk's store promises when something is wrong: with the disk, the folder, the database,
 * the program's age.
 */
#include "desk/bs-sql.h"
#include "desk/bs-store-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>
#include <sys/mount.h>

#define N_LISTED 10000

static BsSql *
connect_to (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  BsSql *sql = bs_store_connect (desk->where, FALSE, &error);

  g_assert_no_error (error);

  return sql;
}

static gint64
ask (BsSql *sql, const char *statement)
{
  g_autoptr (GError) error = NULL;
  gint64 number = -1;

  bs_sql_ask (sql, &number, &error, statement, NULL);
  g_assert_no_error (error);

  return number;
}

static gboolean
opens (Desk *desk, GError **error)
{
  g_autoptr (BsStore) store = bs_store_open (desk->environment, desk->where, error);

  return store != NULL;
}

/* "WHAT: WHY. REMEDY" */
static void
assert_remedy (const GError *error)
{
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, ": "));
  g_assert_nonnull (strstr (error->message, ". "));
}

static void
test_a_store_of_a_newer_program_is_refused (Desk *desk, gconstpointer data)
{
  g_autoptr (BsSql) sql = NULL;
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  sql = connect_to (desk);
  g_assert_true (bs_sql_script (sql, "INSERT INTO migration VALUES (99, 0)", NULL));
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  g_assert_nonnull (strstr (error->message, "newer"));
  desk_assert_error (error, BS_DESK_ERROR_STORE);
}

/* What a later program does to the store of this one. */
static void
test_an_older_store_is_brought_up_to_date_or_left_alone (Desk *desk, gconstpointer data)
{
  const BsStoreMigration *ours = bs_store_get_migrations ();
  const BsStoreMigration broken[] = {
    ours[0],
    ours[1],
    ours[2],
    { 4, "ALTER TABLE submission ADD COLUMN priority BIGINT NOT NULL DEFAULT 7", NULL, NULL },
    { 5, "UPDATE submission SET priority = 8; INSERT INTO nowhere VALUES (1)", NULL, NULL },
    { 0 },
  };
  const BsStoreMigration whole[] = {
    ours[0],
    ours[1],
    ours[2],
    broken[3],
    { 5, "UPDATE submission SET priority = 8", "CREATE TABLE only_here (number BIGINT)", NULL },
    { 0 },
  };
  g_autoptr (BsSql) sql = NULL;
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  g_free (desk_send (desk->store, desk->reporter, "旧稿"));
  bs_store_close (desk->store);
  sql = connect_to (desk);
  g_assert_false (bs_store_migrate (sql, broken, desk->clock, &error));
  desk_assert_error (error, BS_DESK_ERROR_STORE);
  g_assert_cmpint (ask (sql, "SELECT MAX (number) FROM migration"), ==, 3);
  g_assert_false (bs_sql_ask (sql, &(gint64){ 0 }, NULL, "SELECT priority FROM submission", NULL));
  /* What was there before arrivals were counted has the order of its last change. */
  g_assert_true (bs_sql_script (sql, "ALTER TABLE submission DROP COLUMN arrived", NULL));
  g_assert_true (bs_sql_script (sql, "DELETE FROM migration WHERE number = 3", NULL));
  g_assert_true (bs_store_migrate (sql, ours, desk->clock, &error));
  g_assert_cmpint (ask (sql, "SELECT arrived FROM submission"), ==, 1);
  /* This program still opens it. */
  g_assert_true (opens (desk, &error));

  g_assert_true (bs_store_migrate (sql, whole, desk->clock, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (sql, "SELECT MAX (number) FROM migration"), ==, 5);
  g_assert_cmpint (ask (sql, "SELECT priority FROM submission WHERE headline = '旧稿'"), ==, 8);
  g_assert_true (bs_store_migrate (sql, whole, desk->clock, &error));
  g_assert_cmpint (ask (sql, "SELECT COUNT (*) FROM migration"), ==, 5);
  if (desk->engine == ENGINE_POSTGRES)
    g_assert_cmpint (ask (sql, "SELECT COUNT (*) FROM only_here"), ==, 0);
  g_assert_false (opens (desk, &error));
  desk_assert_error (error, BS_DESK_ERROR_STORE);
}

typedef struct
{
  const char *account;
  guint first;
} Fill;

static gboolean
fill (BsStoreWork *work, gpointer data, GError **error)
{
  Fill *call = data;

  for (guint i = call->first; i < call->first + N_LISTED / 10; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%u", i);
      BsStoreRequest request = { call->account, key, key };
      BsStoreDraft draft = desk_draft ("社区食堂六点开灯，等第一锅粥的人排到了街角", NULL);
      BsStoreAnswer answer = { 0 };
      gboolean done = bs_store_submit (work, &request, &draft, &answer, error);

      bs_store_answer_clear (&answer);
      desk_draft_clear (&draft);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static void
test_ten_thousand_are_listed_in_order (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  if (desk->store == NULL)
    return;
  for (guint i = 0; i < 10; i++)
    g_assert_true (
      bs_store_write (desk->store, fill, &(Fill){ desk->reporter, i * N_LISTED / 10 }, &error));
  start = g_get_monotonic_time ();
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = N_LISTED });
  g_test_message ("listed in %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (list->len, ==, N_LISTED);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpint (((BsSubmission *) g_ptr_array_index (list, i))->sequence, ==, i + 1);
}

static void
test_what_is_no_store_is_left_alone (Desk *desk, gconstpointer data)
{
  static const char text[] = "These are not the submissions you are looking for.\n";
  g_autofree char *file = g_build_filename (desk->where, "desk.db", NULL);
  g_autofree char *wal = g_strconcat (file, "-wal", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  bs_store_close (desk->store);
  g_unlink (wal);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_STORE);
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, text);
}

static void
test_another_programs_database_is_left_alone (Desk *desk, gconstpointer data)
{
  g_autoptr (BsSql) sql = NULL;
  g_autoptr (GError) error = NULL;

  bs_store_close (desk->store);
  sql = connect_to (desk);
  g_assert_true (bs_sql_script (sql, "PRAGMA application_id = 12345", NULL));
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_STORE);
}

static void
test_damage_is_said_and_nothing_is_made_up (Desk *desk, gconstpointer data)
{
  g_autofree char *file = g_build_filename (desk->where, "desk.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  for (guint i = 0; i < 50; i++)
    g_free (desk_send (desk->store, desk->reporter, "稿"));
  bs_store_close (desk->store);
  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 16384);
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (file, contents, length, NULL));
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_STORE);
}

static void
test_a_folder_that_is_gone_takes_no_submission (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (desk->where, "-aside", NULL);
  BsStoreDraft draft = desk_draft ("稿", NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) submission = NULL;
  g_autofree char *id = desk_send (desk->store, desk->reporter, "先前的");

  g_assert_cmpint (g_rename (desk->where, aside), ==, 0);
  g_assert_false (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_STORE);
  /* No empty store in its place. */
  g_assert_false (g_file_test (desk->where, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_rename (aside, desk->where), ==, 0);
  g_assert_true (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, &error));
  g_assert_no_error (error);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_no_error (error);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

static void
test_a_folder_that_cannot_be_made_is_said (Desk *desk, gconstpointer data)
{
  g_autofree char *file = g_build_filename (desk->folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  bs_store_close (desk->store);
  g_free (desk->where);
  desk->where = g_build_filename (file, "desk", NULL);
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_STORE);
}

/* Opens the desk again on a disk of its own. FALSE: only root can make one. */
static gboolean
move_to_small_disk (Desk *desk, const char *options)
{
  g_autofree char *disk = g_build_filename (desk->folder, "disk", NULL);

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  if (mount ("none", disk, "tmpfs", 0, options) != 0)
    {
      g_test_skip ("only root can make a small disk");
      return FALSE;
    }
  bs_store_close (desk->store);
  g_clear_object (&desk->store);
  g_free (desk->where);
  desk->where = g_build_filename (disk, "desk", NULL);
  desk->store = desk_open_again (desk);
  g_free (desk_add_account (desk->store, "林沐", BS_ROLE_REPORTER));
  desk->reporter = (g_free (desk->reporter), g_strdup ("a1"));

  return TRUE;
}

static void
leave_small_disk (Desk *desk)
{
  g_autofree char *disk = g_build_filename (desk->folder, "disk", NULL);

  bs_store_close (desk->store);
  g_assert_cmpint (umount2 (disk, MNT_DETACH), ==, 0);
}

/* Sends until the disk is full. How many got there. */
static guint
send_until_full (Desk *desk, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *key = g_strdup_printf ("full-%u", i);
      g_autofree char *text = g_strnfill (20000, 'x');
      BsStoreDraft draft = desk_draft (text, NULL);
      BsStoreAnswer answer = { 0 };
      gboolean done = desk_submit (desk->store, desk->reporter, key, &draft, &answer, error);

      bs_store_answer_clear (&answer);
      desk_draft_clear (&draft);
      g_assert_cmpuint (i, <, 1000);
      if (!done)
        return i;
    }
}

static void
test_a_full_disk_refuses_and_keeps (Desk *desk, gconstpointer data)
{
  g_autofree char *filler = g_build_filename (desk->folder, "disk", "filler", NULL);
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint sent;

  if (!move_to_small_disk (desk, "size=4m"))
    return;
  g_assert_true (g_file_set_contents (filler, zeros, 1 << 20, NULL));
  sent = send_until_full (desk, &error);
  g_test_message ("%u sent", sent);
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_DISK);
  /* What is there can be read, and more is refused. */
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = N_LISTED });
  g_assert_cmpuint (list->len, ==, sent);
  g_clear_pointer (&list, g_ptr_array_unref);

  g_unlink (filler);
  g_free (desk_send (desk->store, desk->reporter, "又有地方了"));
  desk_reopen (desk);
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = N_LISTED });
  g_assert_cmpuint (list->len, ==, sent + 1);
  leave_small_disk (desk);
}

static void
test_a_read_only_folder_is_said_and_passes (Desk *desk, gconstpointer data)
{
  g_autofree char *disk = g_build_filename (desk->folder, "disk", NULL);
  BsStoreDraft draft = desk_draft ("稿", NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;

  if (!move_to_small_disk (desk, "size=8m"))
    {
      desk_draft_clear (&draft);
      return;
    }
  bs_store_close (desk->store);
  g_clear_object (&desk->store);
  g_assert_cmpint (mount ("none", disk, "tmpfs", MS_REMOUNT | MS_RDONLY, ""), ==, 0);
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_STORE);
  g_assert_cmpint (mount ("none", disk, "tmpfs", MS_REMOUNT, ""), ==, 0);
  desk->store = desk_open_again (desk);
  g_assert_true (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, &error));
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
  leave_small_disk (desk);
}

static void
test_a_server_that_is_down_is_said (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  bs_store_close (desk->store);
  desk_kill_server ();
  g_assert_false (opens (desk, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_BUSY);
  desk_revive_server ();
  g_assert_true (opens (desk, &error));
}

static void
note_change (BsStore *store, gint64 sequence, gint64 *last)
{
  *last = sequence;
}

static void
wait_for_change (gint64 *last, gint64 expected)
{
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (*last < expected && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_cmpint (*last, ==, expected);
}

static void
test_a_server_may_go_and_come_back (Desk *desk, gconstpointer data)
{
  BsStoreDraft draft = desk_draft ("稿", NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (BsStore) other = NULL;
  g_autoptr (BsSubmission) submission = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gint64 last = 0;

  if (desk->store == NULL)
    return;
  id = desk_send (desk->store, desk->reporter, "先前的");
  other = desk_open_again (desk);
  g_signal_connect (other, "changed", G_CALLBACK (note_change), &last);
  desk_kill_server ();
  g_assert_false (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, &error));
  assert_remedy (error);
  desk_assert_error (error, BS_DESK_ERROR_BUSY);
  g_assert_null (desk_get (desk->store, id, 0, &error));
  desk_assert_error (error, BS_DESK_ERROR_BUSY);

  desk_revive_server ();
  g_assert_true (desk_submit (desk->store, desk->reporter, "k", &draft, &answer, &error));
  g_assert_no_error (error);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_no_error (error);
  /* Also who only listens hears of what was done while it could not. */
  wait_for_change (&last, 2);
  bs_store_close (other);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

/* A restart while work goes on costs nobody anything but time. */
static void
test_a_restart_is_waited_for (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  for (guint i = 0; i < 3; i++)
    {
      g_free (desk_send (desk->store, desk->reporter, "稿"));
      desk_kill_server ();
      desk_revive_server ();
    }
  g_free (desk_send (desk->store, desk->reporter, "稿"));
  g_assert_cmpint (desk_get_sequence (desk->store), ==, 4);
}

/* Runs one statement as the server's owner; the first column of the first row, or NULL. */
static char *
ask_server (Desk *desk, const char *statement)
{
  PGconn *connection = PQconnectdb (desk->where);
  PGresult *result = PQexec (connection, statement);
  ExecStatusType status = PQresultStatus (result);
  char *answer = NULL;

  g_assert_true (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
  if (status == PGRES_TUPLES_OK && PQntuples (result) > 0)
    answer = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);

  return answer;
}

#define WAITING "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"

/* Another commit is made, and watched: the server tells its processes of a new configuration by and by. */
static gboolean
commits_wait (Desk *desk)
{
  PGconn *probe = PQconnectdb (desk->where);
  g_autofree char *waits = NULL;

  g_assert_true (PQsendQuery (probe, "SELECT pg_logical_emit_message (TRUE, 'probe', '')"));
  while (waits == NULL && PQconsumeInput (probe) && PQisBusy (probe))
    {
      g_usleep (10000);
      waits = ask_server (desk, "SELECT 'yes' " WAITING);
    }
  g_free (ask_server (desk, "SELECT pg_cancel_backend (pid) " WAITING));
  PQfinish (probe);

  return waits != NULL;
}

/* Breaks the connection of the writer once it waits. */
static gpointer
break_commit (gpointer data)
{
  Desk *desk = data;
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  g_autofree char *broken = NULL;

  while (broken == NULL && g_get_monotonic_time () < end)
    {
      broken = ask_server (desk, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity "
                                 "WHERE application_name = 'broadsheet' "
                                 "AND wait_event IN ('SyncRep', 'PgSleep')");
      if (broken == NULL)
        g_usleep (10000);
    }
  g_free (ask_server (desk, "ALTER SYSTEM RESET synchronous_standby_names"));
  g_free (ask_server (desk, "SELECT pg_reload_conf ()"));

  return g_steal_pointer (&broken);
}

static void
assert_sent_once_though_broken (Desk *desk)
{
  GThread *breaker = g_thread_new ("breaker", break_commit, desk);
  g_autofree char *id = desk_send (desk->store, desk->reporter, "稿");
  g_autofree char *broken = g_thread_join (breaker);
  g_autoptr (GPtrArray) list = desk_list (desk->store, &(BsStoreQuery){ .limit = 10 });

  g_assert_cmpstr (broken, ==, "t");
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((BsSubmission *) g_ptr_array_index (list, 0))->id, ==, id);
}

/* The commit is on the server's disk, but its answer never comes: it waits for a second server, which
 * there is not, when the connection breaks. */
static void
test_a_commit_whose_answer_is_lost_is_not_done_twice (Desk *desk, gconstpointer data)
{
  if (desk->store == NULL)
    return;
  g_free (ask_server (desk, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'"));
  g_free (ask_server (desk, "SELECT pg_reload_conf ()"));
  while (!commits_wait (desk))
    g_usleep (10000);
  assert_sent_once_though_broken (desk);
}

/* The connection breaks in the middle of the commit, before anything is certain. */
static void
test_a_commit_that_was_broken_off_is_done_again (Desk *desk, gconstpointer data)
{
  if (desk->store == NULL)
    return;
  g_free (ask_server (desk,
                      "CREATE SEQUENCE broadsheet.once;"
                      "CREATE FUNCTION broadsheet.wait () RETURNS TRIGGER LANGUAGE plpgsql AS "
                      "$$ BEGIN IF nextval ('broadsheet.once') = 1 THEN PERFORM pg_sleep (100); "
                      "END IF; RETURN NULL; END $$;"
                      "CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON broadsheet.request "
                      "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "
                      "broadsheet.wait ()"));
  assert_sent_once_though_broken (desk);
}

const DeskPromise promises_of_faults[] = {
  { "a-store-of-a-newer-program-is-refused", test_a_store_of_a_newer_program_is_refused },
  { "an-older-store-is-brought-up-to-date-or-left-alone",
    test_an_older_store_is_brought_up_to_date_or_left_alone },
  { "ten-thousand-are-listed-in-order", test_ten_thousand_are_listed_in_order },
  { NULL },
};

const DeskPromise promises_of_folders[] = {
  { "what-is-no-store-is-left-alone", test_what_is_no_store_is_left_alone },
  { "another-programs-database-is-left-alone", test_another_programs_database_is_left_alone },
  { "damage-is-said-and-nothing-is-made-up", test_damage_is_said_and_nothing_is_made_up },
  { "a-folder-that-is-gone-takes-no-submission", test_a_folder_that_is_gone_takes_no_submission },
  { "a-folder-that-cannot-be-made-is-said", test_a_folder_that_cannot_be_made_is_said },
  { "a-full-disk-refuses-and-keeps", test_a_full_disk_refuses_and_keeps },
  { "a-read-only-folder-is-said-and-passes", test_a_read_only_folder_is_said_and_passes },
  { NULL },
};

const DeskPromise promises_of_servers[] = {
  { "a-server-that-is-down-is-said", test_a_server_that_is_down_is_said },
  { "a-server-may-go-and-come-back", test_a_server_may_go_and_come_back },
  { "a-restart-is-waited-for", test_a_restart_is_waited_for },
  { "a-commit-whose-answer-is-lost-is-not-done-twice",
    test_a_commit_whose_answer_is_lost_is_not_done_twice },
  { "a-commit-that-was-broken-off-is-done-again", test_a_commit_that_was_broken_off_is_done_again },
  { NULL },
};
