/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-sql-postgres.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "bs-sql-private.h"

#include <glib/gi18n-lib.h>
#include <libpq-fe.h>
#include <string.h>

/* Types of PostgreSQL: src/include/catalog/pg_type.dat */
#define TYPE_BYTEA 17
#define TYPE_INT8 20
#define TYPE_TEXT 25

#define RECONNECT_SECONDS 5
#define RECONNECT_PAUSE (100 * 1000) /* microseconds */
#define MAX_STATEMENTS 200

typedef struct
{
  BsSql base;

  char *address;
  PGconn *connection;     /* NULL or bad: to be made again */
  GHashTable *statements; /* text → name */
  gint64 transaction;     /* the database's number of the one under way */
  gboolean down;          /* the last try to connect failed */
} Postgres;

typedef struct
{
  BsSqlRows base;

  PGresult *result;
  int row;
} PostgresRows;

/* The server's first line alone, without its "ERROR:" and its end of line. */
static char *
dup_reason (const char *message)
{
  const char *end;

  while (g_str_has_prefix (message, "ERROR:  ") || g_str_has_prefix (message, "FATAL:  "))
    message += strlen ("ERROR:  ");
  end = strchr (message, '\n');

  return end != NULL ? g_strndup (message, end - message) : g_strdup (message);
}

static gboolean
starts_with_any (const char *state, const char *const *starts)
{
  for (guint i = 0; starts[i] != NULL; i++)
    if (g_str_has_prefix (state, starts[i]))
      return TRUE;

  return FALSE;
}

/* SQLSTATE: PostgreSQL 15, appendix A */
static const char *const again_states[] = { "40001", "40P01", "55P03", NULL };
static const char *const broken_states[] = { "08", "57P01", "57P02", "57P03", "25006", NULL };
static const char *const busy_states[] = { "53300", "57014", NULL };
static const char *const disk_states[] = { "53100", NULL };

static gboolean
fail_down (Postgres *self, GError **error)
{
  g_autofree char *reason = dup_reason (PQerrorMessage (self->connection));

  self->base.condition = BS_SQL_BROKEN;
  g_set_error (
    error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
    _ ("The desk’s database cannot be reached: %s. Start it or check its address; nothing "
       "that was acknowledged is lost"),
    reason);

  return FALSE;
}

/* Always FALSE. */
static gboolean
fail (Postgres *self, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  g_autofree char *reason = dup_reason (PQresultErrorMessage (result));

  /* What has no state was not said by the server: there is none any more. */
  if (state == NULL || PQstatus (self->connection) != CONNECTION_OK
      || starts_with_any (state, broken_states))
    return fail_down (self, error);

  self->base.condition = starts_with_any (state, again_states) ? BS_SQL_AGAIN : BS_SQL_REFUSED;
  if (starts_with_any (state, disk_states))
    g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
                         _ ("The desk’s database: its disk is full. Make room on the disk; nothing "
                            "that was acknowledged is lost"));
  else if (self->base.condition == BS_SQL_AGAIN || starts_with_any (state, busy_states))
    g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                 _ ("The desk’s database is busy: %s. Try again"), reason);
  else
    g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
                 _ ("The desk’s database: %s. Look at its log"), reason);

  return FALSE;
}

static gboolean
run_script (BsSql *sql, const char *script, GError **error)
{
  Postgres *self = (Postgres *) sql;
  PGresult *result = PQexec (self->connection, script);
  ExecStatusType status = PQresultStatus (result);
  gboolean done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
                  || status == PGRES_EMPTY_QUERY;

  if (!done)
    fail (self, result, error);
  PQclear (result);

  return done;
}

static void
ignore_notice (void *data, const PGresult *result)
{
}

/**
 * bs_sql_postgres_connect:
 * @address: "postgresql://…"
 *
 * Returns: (transfer full): a connection, which may be a bad one
 */
PGconn *
bs_sql_postgres_connect (const char *address)
{
  /* What stands behind "dbname" is overruled by what the address itself says. */
  static const char *const names[] = { "connect_timeout",
                                       "application_name",
                                       "client_encoding",
                                       "keepalives_idle",
                                       "keepalives_interval",
                                       "keepalives_count",
                                       "tcp_user_timeout",
                                       "dbname",
                                       NULL };
  const char *values[] = { "5", "broadsheet", "UTF8", "10", "5", "3", "15000", address, NULL };
  PGconn *connection = PQconnectdbParams (names, values, 1);

  PQsetNoticeProcessor (connection, (PQnoticeProcessor) (GCallback) ignore_notice, NULL);

  return connection;
}

static gboolean
set_up (Postgres *self, GError **error)
{
  const char *encoding = PQparameterStatus (self->connection, "server_encoding");

  if (encoding == NULL || !g_str_equal (encoding, "UTF8"))
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
                   _ ("The desk’s database: its encoding is %s. Make a database with the encoding "
                      "UTF8"),
                   encoding != NULL ? encoding : "?");
      return FALSE;
    }

  return run_script (&self->base,
                     "SET search_path = broadsheet; SET synchronous_commit = on; "
                     "SET statement_timeout = '30s'; SET lock_timeout = '10s'; "
                     "SET idle_in_transaction_session_timeout = '60s'; "
                     "SET default_transaction_isolation = 'read committed'; "
                     "SET plan_cache_mode = force_generic_plan",
                     error);
}

static void
disconnect (Postgres *self)
{
  g_hash_table_remove_all (self->statements);
  PQfinish (self->connection);
  self->connection = NULL;
}

static gboolean
try_to_connect (Postgres *self, GError **error)
{
  disconnect (self);
  self->connection = bs_sql_postgres_connect (self->address);
  if (PQstatus (self->connection) != CONNECTION_OK)
    return fail_down (self, error);

  self->base.condition = BS_SQL_REFUSED;
  self->base.connections++;

  return set_up (self, error);
}

/* A restart of the database is waited for, once; while it stays away, every caller is told at once. */
static gboolean
postgres_ensure (BsSql *sql, GError **error)
{
  Postgres *self = (Postgres *) sql;
  gint64 end = g_get_monotonic_time () + RECONNECT_SECONDS * G_TIME_SPAN_SECOND;
  g_autoptr (GError) failure = NULL;

  if (self->connection != NULL && PQstatus (self->connection) == CONNECTION_OK
      && sql->condition != BS_SQL_BROKEN)
    return TRUE;

  while (!try_to_connect (self, &failure))
    {
      if (self->down || g_get_monotonic_time () > end)
        {
          self->down = TRUE;
          sql->condition = BS_SQL_BROKEN;
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_clear_error (&failure);
      g_usleep (RECONNECT_PAUSE);
    }
  self->down = FALSE;

  return TRUE;
}

/* The number of the transaction is what tells, after a connection broke in COMMIT, how it ended. */
static gboolean
postgres_begin (BsSql *sql, BsSqlMode mode, GError **error)
{
  Postgres *self = (Postgres *) sql;
  PGresult *result;
  gboolean done;

  self->transaction = 0;
  if (mode == BS_SQL_READ)
    return run_script (sql, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error);

  result = PQexec (self->connection, "BEGIN; SELECT txid_current ()");
  done = PQresultStatus (result) == PGRES_TUPLES_OK;
  if (done)
    self->transaction = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
  else
    fail (self, result, error);
  PQclear (result);

  return done;
}

/* How a transaction ended whose end was not heard of. FALSE with BS_SQL_AGAIN: nothing was done. */
static gboolean
ask_outcome (Postgres *self, GError **error)
{
  gint64 transaction = self->transaction;
  gint64 end = g_get_monotonic_time () + RECONNECT_SECONDS * G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *question = g_strdup_printf ("SELECT txid_status (%" G_GINT64_FORMAT ")",
                                                   transaction);
      g_autofree char *answer = NULL;
      PGresult *result;

      if (!postgres_ensure (&self->base, NULL))
        break;
      result = PQexec (self->connection, question);
      if (PQresultStatus (result) == PGRES_TUPLES_OK)
        answer = g_strdup (PQgetvalue (result, 0, 0));
      else
        self->base.condition = BS_SQL_BROKEN;
      PQclear (result);
      if (g_strcmp0 (answer, "committed") == 0)
        return TRUE;
      if (g_strcmp0 (answer, "aborted") == 0)
        {
          self->base.condition = BS_SQL_AGAIN;
          break;
        }
      /* The server has not noticed yet that nobody listens any more. */
      g_usleep (RECONNECT_PAUSE);
    }

  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                       _ ("The desk’s database broke off while it was writing. Try again; what was "
                          "done already is not done twice"));
  return FALSE;
}

static gboolean
postgres_commit (BsSql *sql, GError **error)
{
  Postgres *self = (Postgres *) sql;
  PGresult *result = PQexec (self->connection, "COMMIT");
  g_autoptr (GError) failure = NULL;

  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    fail (self, result, &failure);
  else if (!g_str_equal (PQcmdStatus (result), "COMMIT"))
    {
      /* Of a transaction that failed before, COMMIT says politely that it is rolled back. */
      sql->condition = BS_SQL_AGAIN;
      g_set_error_literal (&failure, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                           _ ("The desk’s database took the change back. Try again"));
    }
  PQclear (result);

  if (failure == NULL)
    return TRUE;
  if (sql->condition == BS_SQL_BROKEN && self->transaction != 0)
    return ask_outcome (self, error);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
postgres_in_transaction (BsSql *sql)
{
  Postgres *self = (Postgres *) sql;

  return self->connection != NULL && PQstatus (self->connection) == CONNECTION_OK
         && PQtransactionStatus (self->connection) != PQTRANS_IDLE;
}

/* Prepares @text once a connection, typed by @values. NULL with @error. */
static const char *
prepare (Postgres *self, const char *text, const BsSqlValue *values, GError **error)
{
  static const Oid types_of[] = {
    [BS_SQL_TEXT] = TYPE_TEXT, [BS_SQL_NUMBER] = TYPE_INT8, [BS_SQL_BYTES] = TYPE_BYTEA
  };
  const char *known = g_hash_table_lookup (self->statements, text);
  guint count = bs_sql_count_values (values);
  Oid types[BS_SQL_MAX_VALUES];
  PGresult *result;
  char *name;

  if (known != NULL)
    return known;

  for (guint i = 0; i < count; i++)
    types[i] = types_of[values[i].type];
  name = g_strdup_printf ("s%u", g_hash_table_size (self->statements));
  result = PQprepare (self->connection, name, text, count, types);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      fail (self, result, error);
      PQclear (result);
      g_free (name);
      return NULL;
    }
  PQclear (result);
  g_assert (g_hash_table_size (self->statements) < MAX_STATEMENTS);
  g_hash_table_insert (self->statements, g_strdup (text), name);

  return name;
}

static PGresult *
execute (Postgres *self, const char *text, const BsSqlValue *values, GError **error)
{
  const char *name = prepare (self, text, values, error);
  guint count = bs_sql_count_values (values);
  const char *data[BS_SQL_MAX_VALUES];
  gint64 numbers[BS_SQL_MAX_VALUES];
  int lengths[BS_SQL_MAX_VALUES];
  int formats[BS_SQL_MAX_VALUES];
  PGresult *result;
  ExecStatusType status;

  if (name == NULL)
    return NULL;

  for (guint i = 0; i < count; i++)
    {
      numbers[i] = GINT64_TO_BE (values[i].number);
      formats[i] = values[i].type != BS_SQL_TEXT;
      data[i] = values[i].type == BS_SQL_NUMBER  ? (const char *) &numbers[i]
                : values[i].type == BS_SQL_BYTES ? values[i].bytes
                                                 : values[i].text;
      lengths[i] = values[i].type == BS_SQL_NUMBER ? (int) sizeof numbers[i] : values[i].length;
    }
  result = PQexecPrepared (self->connection, name, count, data, lengths, formats, 1);
  status = PQresultStatus (result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return result;

  fail (self, result, error);
  PQclear (result);

  return NULL;
}

static gboolean
postgres_run (BsSql *sql, const char *text, const BsSqlValue *values, GError **error)
{
  PGresult *result = execute ((Postgres *) sql, text, values, error);

  if (result == NULL)
    return FALSE;
  sql->changes = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
  PQclear (result);

  return TRUE;
}

static BsSqlRows *
postgres_query (BsSql *sql, const char *text, const BsSqlValue *values, GError **error)
{
  PGresult *result = execute ((Postgres *) sql, text, values, error);
  PostgresRows *rows;

  if (result == NULL)
    return NULL;
  rows = g_new0 (PostgresRows, 1);
  rows->base.sql = sql;
  rows->result = result;
  rows->row = -1;

  return &rows->base;
}

static gboolean
postgres_rows_next (BsSqlRows *base, GError **error)
{
  PostgresRows *rows = (PostgresRows *) base;

  rows->row++;

  return rows->row < PQntuples (rows->result);
}

static const char *
postgres_rows_text (BsSqlRows *base, int column)
{
  PostgresRows *rows = (PostgresRows *) base;

  /* libpq puts a zero byte behind every value. */
  return PQgetisnull (rows->result, rows->row, column)
           ? NULL
           : PQgetvalue (rows->result, rows->row, column);
}

static char *
postgres_rows_dup (BsSqlRows *base, int column)
{
  PostgresRows *rows = (PostgresRows *) base;

  return PQgetisnull (rows->result, rows->row, column)
           ? NULL
           : g_strndup (PQgetvalue (rows->result, rows->row, column),
                        PQgetlength (rows->result, rows->row, column));
}

static gint64
postgres_rows_number (BsSqlRows *base, int column)
{
  PostgresRows *rows = (PostgresRows *) base;
  const char *value = PQgetvalue (rows->result, rows->row, column);
  gint64 large;
  gint32 medium;
  gint16 small;

  if (PQgetisnull (rows->result, rows->row, column))
    return 0;
  switch (PQgetlength (rows->result, rows->row, column))
    {
    case sizeof large:
      memcpy (&large, value, sizeof large);
      return GINT64_FROM_BE (large);
    case sizeof medium:
      memcpy (&medium, value, sizeof medium);
      return GINT32_FROM_BE (medium);
    case sizeof small:
      memcpy (&small, value, sizeof small);
      return GINT16_FROM_BE (small);
    default:
      g_return_val_if_reached (0);
    }
}

static gconstpointer
postgres_rows_bytes (BsSqlRows *base, int column, gsize *length)
{
  PostgresRows *rows = (PostgresRows *) base;

  *length = PQgetlength (rows->result, rows->row, column);

  return PQgetvalue (rows->result, rows->row, column);
}

static void
postgres_rows_free (BsSqlRows *base)
{
  PQclear (((PostgresRows *) base)->result);
  g_free (base);
}

static void
postgres_free (BsSql *sql)
{
  Postgres *self = (Postgres *) sql;

  disconnect (self);
  g_hash_table_unref (self->statements);
  g_free (self->address);
  g_free (self);
}

static const BsSqlDriver postgres_driver = {
  .postgres = TRUE,
  .row_lock = " FOR UPDATE",
  .free = postgres_free,
  .ensure = postgres_ensure,
  .begin = postgres_begin,
  .commit = postgres_commit,
  .in_transaction = postgres_in_transaction,
  .script = run_script,
  .control = run_script,
  .run = postgres_run,
  .query = postgres_query,
  .rows_next = postgres_rows_next,
  .rows_text = postgres_rows_text,
  .rows_dup = postgres_rows_dup,
  .rows_number = postgres_rows_number,
  .rows_bytes = postgres_rows_bytes,
  .rows_free = postgres_rows_free,
};

/**
 * bs_sql_new_postgres:
 * @address: "postgresql://…"
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_BUSY where it cannot be reached,
 *   _STORE where it is of no use
 */
BsSql *
bs_sql_new_postgres (const char *address, GError **error)
{
  Postgres *self = g_new0 (Postgres, 1);

  self->base.driver = &postgres_driver;
  self->address = g_strdup (address);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!try_to_connect (self, error))
    {
      postgres_free (&self->base);
      return NULL;
    }

  return &self->base;
}
