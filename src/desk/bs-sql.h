/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One connection to a database, and SQL that SQLite and PostgreSQL both understand. Private to the
 * store. A connection is used by one thread at a time; it knows nothing of submissions.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BsSql BsSql;
typedef struct _BsSqlRows BsSqlRows;

typedef enum
{
  BS_SQL_READ,  /* one snapshot for all statements of the transaction */
  BS_SQL_WRITE  /* SQLite: alone among all processes; PostgreSQL: by row locks */
} BsSqlMode;

/* Why the last call failed, as far as the one who runs the transaction must know. */
typedef enum
{
  BS_SQL_REFUSED, /* this statement alone; the transaction may go on from a savepoint */
  BS_SQL_AGAIN,   /* the transaction met another one: run it again from its beginning */
  BS_SQL_BROKEN   /* the connection is gone, and the transaction with it */
} BsSqlCondition;

typedef enum
{
  BS_SQL_END,     /* behind the last value */
  BS_SQL_TEXT,
  BS_SQL_NUMBER,
  BS_SQL_BYTES
} BsSqlType;

typedef struct
{
  BsSqlType type;
  const char *text;
  gint64 number;
  gconstpointer bytes;
  gsize length;
} BsSqlValue;

/* bs_sql_run (sql, error, "… name = $1 AND size > $2", BS_VALUES (BS_TEXT (name), BS_NUMBER (size))) */
#define BS_TEXT(value) ((BsSqlValue) { .type = BS_SQL_TEXT, .text = (value) }) /* NULL is NULL */
#define BS_NUMBER(value) ((BsSqlValue) { .type = BS_SQL_NUMBER, .number = (value) })
#define BS_BYTES(value, size) ((BsSqlValue) { .type = BS_SQL_BYTES, .bytes = (value), .length = (size) })
#define BS_VALUES(...) ((const BsSqlValue[]) { __VA_ARGS__, { BS_SQL_END } })
#define BS_SQL_MAX_VALUES 32

/* @create: makes folder and file where there are none. */
BsSql   *bs_sql_new_sqlite   (const char *folder, gboolean create, GError **error);
BsSql   *bs_sql_new_postgres (const char *address, GError **error);
void     bs_sql_free         (BsSql *self);
/* Connects again where the connection broke; TRUE at once where it did not. */
gboolean bs_sql_ensure       (BsSql *self, GError **error);

/* Once a second by somebody who has time, so that writers need not stop for it. */
void     bs_sql_tidy         (BsSql *self);

gboolean bs_sql_begin    (BsSql *self, BsSqlMode mode, GError **error);
/* TRUE: it is on the disk. Where the connection breaks in the middle of it, asks the database what
 * became of it; BS_SQL_AGAIN: it is certain that nothing happened. */
gboolean bs_sql_commit   (BsSql *self, GError **error);
void     bs_sql_rollback (BsSql *self);
/* Savepoints do not nest. */
gboolean bs_sql_mark     (BsSql *self, GError **error);
gboolean bs_sql_release  (BsSql *self, GError **error);
gboolean bs_sql_go_back  (BsSql *self, GError **error);
/* FALSE where the database took back the whole transaction by itself. */
gboolean bs_sql_in_transaction (BsSql *self);

BsSqlCondition bs_sql_get_condition (BsSql *self);
/* For what only one of them has: row locks, notifications, photos in rows. */
gboolean       bs_sql_is_postgres   (BsSql *self);
/* " FOR UPDATE" where rows have locks of their own, else "". */
const char    *bs_sql_row_lock      (BsSql *self);

/* Several statements without values; for migrations. */
gboolean   bs_sql_script (BsSql *self, const char *script, GError **error);
/* @values may be NULL. Without rows. */
gboolean   bs_sql_run    (BsSql *self, GError **error, const char *statement, const BsSqlValue *values);
guint      bs_sql_count_connections (BsSql *self); /* another: what was known of the database may not be true */
gint64     bs_sql_get_changes (BsSql *self);  /* rows that the last bs_sql_run() touched */
BsSqlRows *bs_sql_query  (BsSql *self, GError **error, const char *statement, const BsSqlValue *values);
/* One number; it stays as it was where there is no row. */
gboolean   bs_sql_ask    (BsSql *self, gint64 *number, GError **error, const char *statement, const BsSqlValue *values);

/* FALSE at the end, and with @error. Texts and bytes are good until the next call. */
gboolean      bs_sql_rows_next   (BsSqlRows *rows, GError **error);
/* Whether the loop over it ended with the last row; else @failure (transfer full) goes to @error. */
gboolean      bs_sql_rows_ended  (GError *failure, GError **error);
const char   *bs_sql_rows_text   (BsSqlRows *rows, int column); /* NULL where it is */
char         *bs_sql_rows_dup    (BsSqlRows *rows, int column); /* the same, for keeps */
gint64        bs_sql_rows_number (BsSqlRows *rows, int column); /* 0 where it is NULL */
gconstpointer bs_sql_rows_bytes  (BsSqlRows *rows, int column, gsize *length);
void          bs_sql_rows_free   (BsSqlRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsSql, bs_sql_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsSqlRows, bs_sql_rows_free)

G_END_DECLS
