/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a driver must bring: SQLite's and PostgreSQL's half of bs-sql.h. Nobody else includes it.
 */
#pragma once

#include "bs-sql.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean postgres;
  const char *row_lock;

  void     (*free)      (BsSql *self);
  gboolean (*ensure)    (BsSql *self, GError **error);
  void     (*tidy)      (BsSql *self); /* NULL: nothing to do */
  gboolean (*begin)     (BsSql *self, BsSqlMode mode, GError **error);
  gboolean (*commit)    (BsSql *self, GError **error);
  gboolean (*in_transaction) (BsSql *self);
  gboolean (*script)    (BsSql *self, const char *script, GError **error);
  gboolean (*control)   (BsSql *self, const char *statement, GError **error); /* savepoints */
  gboolean (*run)       (BsSql *self, const char *statement, const BsSqlValue *values, GError **error);
  BsSqlRows *(*query)   (BsSql *self, const char *statement, const BsSqlValue *values, GError **error);

  gboolean      (*rows_next)   (BsSqlRows *rows, GError **error);
  const char   *(*rows_text)   (BsSqlRows *rows, int column);
  char         *(*rows_dup)    (BsSqlRows *rows, int column);
  gint64        (*rows_number) (BsSqlRows *rows, int column);
  gconstpointer (*rows_bytes)  (BsSqlRows *rows, int column, gsize *length);
  void          (*rows_free)   (BsSqlRows *rows);
} BsSqlDriver;

struct _BsSql
{
  const BsSqlDriver *driver;
  BsSqlCondition condition;
  gint64 changes;
  guint connections; /* that there were so far */
};

struct _BsSqlRows
{
  BsSql *sql;
};

guint bs_sql_count_values (const BsSqlValue *values);

G_END_DECLS
