/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-sql-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#define FILE_NAME "desk.db"
#define BUSY_SECONDS 5
#define BUSY_PAUSE_MIN 500 /* microseconds */
#define BUSY_PAUSE_MAX 5000
#define TIDY_LOG (4 * 1024 * 1024) /* bytes */
#define APPLICATION_ID 0x42734465  /* "BsDe": file(1) and we know it again */

typedef struct
{
  BsSql base;

  char *path;
  sqlite3 *db;            /* NULL: to be opened again */
  GHashTable *statements; /* text → sqlite3_stmt that is not in use */
  gint64 busy_since;
} Sqlite;

typedef struct
{
  BsSqlRows base;

  char *text;
  sqlite3_stmt *statement;
} SqliteRows;

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
disconnect (Sqlite *self)
{
  g_hash_table_remove_all (self->statements);
  sqlite3_close (self->db);
  self->db = NULL;
}

static const char *
remedy_for (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return _ ("Make room on the disk; nothing that was acknowledged is lost");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return _ ("Allow writing in the desk’s folder");
    case SQLITE_CANTOPEN:
      return _ ("Put the folder back or allow access to it");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return _ ("Put the folder back from a backup");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("Try again; close other programs that use the desk’s folder");
    case SQLITE_IOERR:
      return _ ("Check the disk, and try again");
    default:
      return _ ("Try again; if it stays so, report it");
    }
}

static int
error_code_for (int code, int saved_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return BS_DESK_ERROR_DISK;
    case SQLITE_IOERR:
      return saved_errno == ENOSPC || saved_errno == EDQUOT ? BS_DESK_ERROR_DISK
                                                            : BS_DESK_ERROR_STORE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return BS_DESK_ERROR_BUSY;
    default:
      return BS_DESK_ERROR_STORE;
    }
}

/* Always FALSE. */
static gboolean
fail (Sqlite *self, int code, GError **error)
{
  int system = self->db != NULL ? sqlite3_system_errno (self->db) : 0;
  int reason = error_code_for (code, system);
  const char *why = self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code);

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      self->base.condition = BS_SQL_AGAIN;
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
      /* Once the cause is gone, a fresh connection goes on where the old one may not. */
      self->base.condition = BS_SQL_BROKEN;
      break;
    default:
      self->base.condition = BS_SQL_REFUSED;
    }

  /* Translators: the desk's database file, why it cannot be used, the remedy */
  g_set_error (error, BS_DESK_ERROR, reason, _ ("The desk’s store “%s”: %s. %s"), self->path,
               reason == BS_DESK_ERROR_DISK ? _ ("the disk is full") : why, remedy_for (code));

  return FALSE;
}

static gboolean
run_script (BsSql *sql, const char *script, GError **error)
{
  Sqlite *self = (Sqlite *) sql;
  int code = sqlite3_exec (self->db, script, NULL, NULL, NULL);

  return code == SQLITE_OK || fail (self, code, error);
}

/* SQLite's own handler sleeps up to a tenth of a second, far longer than a commit takes. */
static int
wait_for_others (gpointer data, int count)
{
  Sqlite *self = data;
  gint64 now = g_get_monotonic_time ();

  if (count == 0)
    self->busy_since = now;
  if (now - self->busy_since > BUSY_SECONDS * G_TIME_SPAN_SECOND)
    return 0;
  g_usleep (g_random_int_range (BUSY_PAUSE_MIN, BUSY_PAUSE_MAX));

  return 1;
}

static gboolean
ask_pragma (Sqlite *self, const char *pragma, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, pragma, -1, &statement, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      *number = sqlite3_column_int64 (statement, 0);
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);

  return code == SQLITE_OK || code == SQLITE_DONE || fail (self, code, error);
}

/* Another program's database is neither migrated nor spoilt. */
static gboolean
check_owner (Sqlite *self, GError **error)
{
  gint64 application = 0;
  gint64 pages = 0;

  /* In this order: another process may be making the store right now. */
  if (!ask_pragma (self, "PRAGMA page_count", &pages, error)
      || !ask_pragma (self, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application == APPLICATION_ID)
    return TRUE;
  if (application != 0 || pages > 0)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
                   _ ("The desk’s store “%s”: this file belongs to another program. Choose another "
                      "folder"),
                   self->path);
      return FALSE;
    }

  return run_script (&self->base, "PRAGMA application_id = " G_STRINGIFY (0x42734465), error);
}

/* The switch to WAL asks nobody to wait: two processes that make one store at once must. */
static gboolean
set_up (Sqlite *self, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) failure = NULL;

  while (!run_script (&self->base, "PRAGMA journal_mode = WAL", &failure))
    {
      if (self->base.condition != BS_SQL_AGAIN
          || g_get_monotonic_time () - start > BUSY_SECONDS * G_TIME_SPAN_SECOND)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_clear_error (&failure);
      g_usleep (BUSY_PAUSE_MAX);
    }

  return run_script (&self->base,
                     "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                     "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; "
                     "PRAGMA journal_size_limit = 16777216; "
                     "PRAGMA wal_autocheckpoint = 16384" /* pages; see sqlite_tidy() */,
                     error);
}

static gboolean
connect_file (Sqlite *self, gboolean create, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int fd = create ? g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
  int code;

  /* Made here, so that nobody else can read it; SQLite says what is wrong where it could not be. */
  if (fd >= 0)
    close (fd);
  code = sqlite3_open_v2 (self->path, &self->db, flags, NULL);
  if (code != SQLITE_OK)
    {
      fail (self, code, error);
      disconnect (self);
      return FALSE;
    }
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_handler (self->db, wait_for_others, self);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!check_owner (self, error) || !set_up (self, error))
    {
      disconnect (self);
      return FALSE;
    }
  self->base.connections++;

  return TRUE;
}

/* A folder that was moved or removed underneath takes writes without complaint, and nobody ever
 * finds them again. */
static gboolean
has_moved (Sqlite *self)
{
  int moved = 0;

  return sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
         && moved != 0;
}

static gboolean
sqlite_ensure (BsSql *sql, GError **error)
{
  Sqlite *self = (Sqlite *) sql;

  if (self->db != NULL && sql->condition != BS_SQL_BROKEN && !has_moved (self))
    return TRUE;
  disconnect (self);
  /* Never made anew: an empty store in the place of a lost one would be the worse answer. */
  if (!connect_file (self, FALSE, error))
    {
      sql->condition = BS_SQL_BROKEN;
      return FALSE;
    }
  sql->condition = BS_SQL_REFUSED;

  return TRUE;
}

/* What was written goes from the log into the database. By itself SQLite would do that at the end of
 * some unlucky commit. */
static void
sqlite_tidy (BsSql *sql)
{
  Sqlite *self = (Sqlite *) sql;
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf status;

  if (g_stat (log, &status) == 0 && status.st_size > TIDY_LOG)
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static gboolean
sqlite_begin (BsSql *sql, BsSqlMode mode, GError **error)
{
  return run_script (sql,
                     mode == BS_SQL_WRITE ? "PRAGMA query_only = 0; BEGIN IMMEDIATE"
                                          : "PRAGMA query_only = 1; BEGIN",
                     error);
}

static gboolean
sqlite_commit (BsSql *sql, GError **error)
{
  Sqlite *self = (Sqlite *) sql;

  if (!run_script (sql, "COMMIT", error))
    return FALSE;
  if (has_moved (self))
    {
      sql->condition = BS_SQL_BROKEN;
      return fail (self, SQLITE_CANTOPEN, error);
    }

  return TRUE;
}

static gboolean
sqlite_in_transaction (BsSql *sql)
{
  Sqlite *self = (Sqlite *) sql;

  return self->db != NULL && sqlite3_get_autocommit (self->db) == 0;
}

static void
bind_values (sqlite3_stmt *statement, const BsSqlValue *values)
{
  guint count = bs_sql_count_values (values);

  for (guint i = 0; i < count; i++)
    {
      char name[8];
      int index;

      /* To SQLite "$1" is a name like any other. */
      g_snprintf (name, sizeof name, "$%u", i + 1);
      index = sqlite3_bind_parameter_index (statement, name);
      if (values[i].type == BS_SQL_NUMBER)
        sqlite3_bind_int64 (statement, index, values[i].number);
      else if (values[i].type == BS_SQL_BYTES)
        sqlite3_bind_blob64 (statement, index, values[i].bytes, values[i].length, SQLITE_TRANSIENT);
      else
        sqlite3_bind_text (statement, index, values[i].text, -1, SQLITE_TRANSIENT);
    }
}

static void
sqlite_rows_free (BsSqlRows *base)
{
  SqliteRows *rows = (SqliteRows *) base;
  Sqlite *self = (Sqlite *) base->sql;

  sqlite3_reset (rows->statement);
  sqlite3_clear_bindings (rows->statement);
  /* Where the same statement was in use twice, one of the two is kept. */
  g_hash_table_replace (self->statements, g_steal_pointer (&rows->text), rows->statement);
  g_free (rows);
}

static BsSqlRows *
sqlite_query (BsSql *sql, const char *text, const BsSqlValue *values, GError **error)
{
  Sqlite *self = (Sqlite *) sql;
  SqliteRows *rows;
  gpointer kept_text = NULL;
  gpointer statement = NULL;
  int code = SQLITE_OK;

  if (!g_hash_table_steal_extended (self->statements, text, &kept_text, &statement))
    code = sqlite3_prepare_v3 (self->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                               (sqlite3_stmt **) &statement, NULL);
  if (code != SQLITE_OK)
    {
      fail (self, code, error);
      return NULL;
    }
  bind_values (statement, values);

  rows = g_new0 (SqliteRows, 1);
  rows->base.sql = sql;
  rows->text = kept_text != NULL ? kept_text : g_strdup (text);
  rows->statement = statement;

  return &rows->base;
}

static gboolean
sqlite_rows_next (BsSqlRows *base, GError **error)
{
  SqliteRows *rows = (SqliteRows *) base;
  int code = sqlite3_step (rows->statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    fail ((Sqlite *) base->sql, code, error);

  return code == SQLITE_ROW;
}

static gboolean
sqlite_run (BsSql *sql, const char *statement, const BsSqlValue *values, GError **error)
{
  BsSqlRows *rows = sqlite_query (sql, statement, values, error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (sqlite_rows_next (rows, &failure))
    ;
  sql->changes = sqlite3_changes (((Sqlite *) sql)->db);
  sqlite_rows_free (rows);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

/* Read once, and not for every submission. */
static gboolean
sqlite_control (BsSql *sql, const char *statement, GError **error)
{
  return sqlite_run (sql, statement, NULL, error);
}

static const char *
sqlite_rows_text (BsSqlRows *rows, int column)
{
  return (const char *) sqlite3_column_text (((SqliteRows *) rows)->statement, column);
}

/* Straight from the page: for a zero byte at its end SQLite would copy it first. */
static char *
sqlite_rows_dup (BsSqlRows *rows, int column)
{
  sqlite3_stmt *statement = ((SqliteRows *) rows)->statement;
  const char *text = sqlite3_column_blob (statement, column);

  if (text == NULL && sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;

  return g_strndup (text != NULL ? text : "", sqlite3_column_bytes (statement, column));
}

static gint64
sqlite_rows_number (BsSqlRows *rows, int column)
{
  return sqlite3_column_int64 (((SqliteRows *) rows)->statement, column);
}

static gconstpointer
sqlite_rows_bytes (BsSqlRows *rows, int column, gsize *length)
{
  sqlite3_stmt *statement = ((SqliteRows *) rows)->statement;
  gconstpointer bytes = sqlite3_column_blob (statement, column);

  *length = sqlite3_column_bytes (statement, column);

  return bytes;
}

static void
sqlite_free (BsSql *sql)
{
  Sqlite *self = (Sqlite *) sql;

  disconnect (self);
  g_hash_table_unref (self->statements);
  g_free (self->path);
  g_free (self);
}

static const BsSqlDriver sqlite_driver = {
  .postgres = FALSE,
  .row_lock = "",
  .free = sqlite_free,
  .ensure = sqlite_ensure,
  .tidy = sqlite_tidy,
  .begin = sqlite_begin,
  .commit = sqlite_commit,
  .in_transaction = sqlite_in_transaction,
  .script = run_script,
  .control = sqlite_control,
  .run = sqlite_run,
  .query = sqlite_query,
  .rows_next = sqlite_rows_next,
  .rows_text = sqlite_rows_text,
  .rows_dup = sqlite_rows_dup,
  .rows_number = sqlite_rows_number,
  .rows_bytes = sqlite_rows_bytes,
  .rows_free = sqlite_rows_free,
};

/**
 * bs_sql_new_sqlite:
 * @folder: where `desk.db` lies
 * @create: whether folder and file are made where there are none
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_STORE, or _DISK
 */
BsSql *
bs_sql_new_sqlite (const char *folder, gboolean create, GError **error)
{
  Sqlite *self;

  if (create && g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, BS_DESK_ERROR,
                   saved_errno == ENOSPC ? BS_DESK_ERROR_DISK : BS_DESK_ERROR_STORE,
                   _ ("The desk’s folder “%s” cannot be made: %s. Choose another folder"), folder,
                   g_strerror (saved_errno));
      return NULL;
    }

  self = g_new0 (Sqlite, 1);
  self->base.driver = &sqlite_driver;
  self->path = g_build_filename (folder, FILE_NAME, NULL);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  if (!connect_file (self, create, error))
    {
      sqlite_free (&self->base);
      return NULL;
    }

  return &self->base;
}
