/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-sql-private.h"

void
bs_sql_free (BsSql *self)
{
  self->driver->free (self);
}

gboolean
bs_sql_ensure (BsSql *self, GError **error)
{
  return self->driver->ensure (self, error);
}

void
bs_sql_tidy (BsSql *self)
{
  if (self->driver->tidy != NULL)
    self->driver->tidy (self);
}

gboolean
bs_sql_begin (BsSql *self, BsSqlMode mode, GError **error)
{
  if (self->condition != BS_SQL_BROKEN)
    self->condition = BS_SQL_REFUSED;

  return self->driver->begin (self, mode, error);
}

gboolean
bs_sql_commit (BsSql *self, GError **error)
{
  return self->driver->commit (self, error);
}

/* A transaction that cannot even be taken back is gone with its connection. */
void
bs_sql_rollback (BsSql *self)
{
  BsSqlCondition condition = self->condition;

  if (self->driver->in_transaction (self))
    self->driver->script (self, "ROLLBACK", NULL);
  if (self->condition != BS_SQL_BROKEN)
    self->condition = condition;
}

gboolean
bs_sql_mark (BsSql *self, GError **error)
{
  return self->driver->control (self, "SAVEPOINT one", error);
}

gboolean
bs_sql_release (BsSql *self, GError **error)
{
  return self->driver->control (self, "RELEASE one", error);
}

gboolean
bs_sql_go_back (BsSql *self, GError **error)
{
  return self->driver->control (self, "ROLLBACK TO one", error)
         && self->driver->control (self, "RELEASE one", error);
}

gboolean
bs_sql_in_transaction (BsSql *self)
{
  return self->driver->in_transaction (self);
}

BsSqlCondition
bs_sql_get_condition (BsSql *self)
{
  return self->condition;
}

gboolean
bs_sql_is_postgres (BsSql *self)
{
  return self->driver->postgres;
}

const char *
bs_sql_row_lock (BsSql *self)
{
  return self->driver->row_lock;
}

gboolean
bs_sql_script (BsSql *self, const char *script, GError **error)
{
  return self->driver->script (self, script, error);
}

gboolean
bs_sql_run (BsSql *self, GError **error, const char *statement, const BsSqlValue *values)
{
  return self->driver->run (self, statement, values, error);
}

guint
bs_sql_count_connections (BsSql *self)
{
  return self->connections;
}

gint64
bs_sql_get_changes (BsSql *self)
{
  return self->changes;
}

BsSqlRows *
bs_sql_query (BsSql *self, GError **error, const char *statement, const BsSqlValue *values)
{
  return self->driver->query (self, statement, values, error);
}

gboolean
bs_sql_ask (BsSql *self, gint64 *number, GError **error, const char *statement,
            const BsSqlValue *values)
{
  g_autoptr (BsSqlRows) rows = bs_sql_query (self, error, statement, values);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  if (bs_sql_rows_next (rows, &failure))
    *number = bs_sql_rows_number (rows, 0);

  return bs_sql_rows_ended (g_steal_pointer (&failure), error);
}

gboolean
bs_sql_rows_next (BsSqlRows *rows, GError **error)
{
  return rows->sql->driver->rows_next (rows, error);
}

gboolean
bs_sql_rows_ended (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

const char *
bs_sql_rows_text (BsSqlRows *rows, int column)
{
  return rows->sql->driver->rows_text (rows, column);
}

char *
bs_sql_rows_dup (BsSqlRows *rows, int column)
{
  return rows->sql->driver->rows_dup (rows, column);
}

gint64
bs_sql_rows_number (BsSqlRows *rows, int column)
{
  return rows->sql->driver->rows_number (rows, column);
}

gconstpointer
bs_sql_rows_bytes (BsSqlRows *rows, int column, gsize *length)
{
  return rows->sql->driver->rows_bytes (rows, column, length);
}

void
bs_sql_rows_free (BsSqlRows *rows)
{
  rows->sql->driver->rows_free (rows);
}

guint
bs_sql_count_values (const BsSqlValue *values)
{
  guint count = 0;

  while (values != NULL && values[count].type != BS_SQL_END)
    count++;
  g_assert (count <= BS_SQL_MAX_VALUES);

  return count;
}
