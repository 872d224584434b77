/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>

/* Any number does, as long as no other program locks the same one. */
#define LOCK "SELECT pg_advisory_xact_lock (8790424453)"

/* Times are seconds since 1970. What a list shows stands in the submission itself, names included,
 * so that ten thousand of them are one walk along one index. */
static const char first_script[]
  = "CREATE TABLE desk (one BIGINT PRIMARY KEY CHECK (one = 1), sequence BIGINT NOT NULL, "
    " accounts BIGINT NOT NULL);"
    "INSERT INTO desk (one, sequence, accounts) VALUES (1, 0, 0);"

    "CREATE TABLE account (id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, name TEXT NOT NULL, "
    " role TEXT NOT NULL, token TEXT NOT NULL UNIQUE, created BIGINT NOT NULL, "
    " last_seen BIGINT NOT NULL DEFAULT 0, revoked BIGINT NOT NULL DEFAULT 0);"

    "CREATE TABLE submission (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), "
    " author TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL, "
    " accepted_version BIGINT NOT NULL DEFAULT 0, decisions BIGINT NOT NULL DEFAULT 0, "
    " sequence BIGINT NOT NULL, headline TEXT NOT NULL, section TEXT NOT NULL, "
    " characters BIGINT NOT NULL, photos BIGINT NOT NULL, created BIGINT NOT NULL, "
    " updated BIGINT NOT NULL, note TEXT NOT NULL DEFAULT '', decided_by TEXT, "
    " decided BIGINT NOT NULL DEFAULT 0, issue TEXT NOT NULL DEFAULT '', "
    " page TEXT NOT NULL DEFAULT '', claim TEXT REFERENCES account (id), claimed_by TEXT, "
    " claimed BIGINT NOT NULL DEFAULT 0, claimed_until BIGINT NOT NULL DEFAULT 0);"
    "CREATE UNIQUE INDEX submission_sequence ON submission (sequence);"
    "CREATE INDEX submission_account ON submission (account, sequence);"

    "CREATE TABLE version (submission TEXT NOT NULL REFERENCES submission (id), "
    " number BIGINT NOT NULL, received BIGINT NOT NULL, headline TEXT NOT NULL, "
    " section TEXT NOT NULL, characters BIGINT NOT NULL, photos BIGINT NOT NULL, "
    " item TEXT NOT NULL, PRIMARY KEY (submission, number));"

    "CREATE TABLE decision (submission TEXT NOT NULL REFERENCES submission (id), "
    " number BIGINT NOT NULL, version BIGINT NOT NULL, state TEXT NOT NULL, "
    " account TEXT NOT NULL REFERENCES account (id), decided BIGINT NOT NULL, note TEXT NOT NULL, "
    " issue TEXT NOT NULL, page TEXT NOT NULL, section TEXT NOT NULL, "
    " PRIMARY KEY (submission, number));"

    "CREATE TABLE request (account TEXT NOT NULL REFERENCES account (id), key TEXT NOT NULL, "
    " digest TEXT NOT NULL, status BIGINT NOT NULL, body TEXT, etag TEXT, location TEXT, "
    " answered BIGINT NOT NULL, PRIMARY KEY (account, key));"

    "CREATE TABLE media (sha TEXT PRIMARY KEY, media_type TEXT NOT NULL, size BIGINT NOT NULL);"
    "CREATE TABLE media_owner (account TEXT NOT NULL REFERENCES account (id), "
    " sha TEXT NOT NULL REFERENCES media (sha), given BIGINT NOT NULL, "
    " PRIMARY KEY (account, sha));"
    "CREATE INDEX media_owner_given ON media_owner (account, given);"
    "CREATE INDEX media_owner_sha ON media_owner (sha);"
    "CREATE TABLE media_use (sha TEXT NOT NULL REFERENCES media (sha), submission TEXT NOT NULL, "
    " version BIGINT NOT NULL, PRIMARY KEY (sha, submission, version));";

/* Photos are compressed already. */
static const char first_postgres[]
  = "CREATE TABLE media_chunk (sha TEXT NOT NULL, number BIGINT NOT NULL, bytes BYTEA NOT NULL, "
    " PRIMARY KEY (sha, number));"
    "ALTER TABLE media_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;";

/* A draft is known again by its item's URI. */
static const char second_script[] = "ALTER TABLE submission ADD COLUMN uri TEXT;"
                                    "CREATE INDEX submission_uri ON submission (account, uri);";
static const char second_postgres[]
  = "UPDATE submission SET uri = (SELECT item::json ->> 'uri' FROM version "
    "WHERE version.submission = submission.id AND number = 1);";
static const char second_sqlite[]
  = "UPDATE submission SET uri = (SELECT json_extract (item, '$.uri') FROM version "
    "WHERE version.submission = submission.id AND number = 1);";

/* What came within one second has an order, too. Of what is there already only the last change is
 * known. */
static const char third_script[]
  = "ALTER TABLE submission ADD COLUMN arrived BIGINT NOT NULL DEFAULT 0;"
    "UPDATE submission SET arrived = sequence;";

static const BsStoreMigration migrations[] = {
  { 1, first_script, first_postgres, NULL },
  { 2, second_script, second_postgres, second_sqlite },
  { 3, third_script, NULL, NULL },
  { 0 },
};

const BsStoreMigration *
bs_store_get_migrations (void)
{
  return migrations;
}

static gboolean
refuse_newer (gint64 number, guint newest, GError **error)
{
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
               _ ("The desk’s store: it was made by a newer Broadsheet (its format is %d, this "
                  "program knows %u). Install the newer program"),
               (int) number, newest);
  return FALSE;
}

static gboolean
apply (BsSql *sql, const BsStoreMigration *migration, gint64 now, GError **error)
{
  const char *besides = bs_sql_is_postgres (sql) ? migration->postgres : migration->sqlite;

  return bs_sql_script (sql, migration->script, error)
         && (besides == NULL || bs_sql_script (sql, besides, error))
         && bs_sql_run (sql, error, "INSERT INTO migration (number, applied) VALUES ($1, $2)",
                        BS_VALUES (BS_NUMBER (migration->number), BS_NUMBER (now)));
}

static gboolean
migrate_within (BsSql *sql, const BsStoreMigration *list, gint64 now, GError **error)
{
  gint64 number = 0;
  guint newest = 0;

  while (list[newest].number != 0)
    newest++;
  if (bs_sql_is_postgres (sql) && !bs_sql_script (sql, LOCK, error))
    return FALSE;
  if (bs_sql_is_postgres (sql)
      && !bs_sql_script (sql, "CREATE SCHEMA IF NOT EXISTS broadsheet", error))
    return FALSE;
  if (!bs_sql_script (sql,
                      "CREATE TABLE IF NOT EXISTS migration "
                      "(number BIGINT PRIMARY KEY, applied BIGINT NOT NULL)",
                      error)
      || !bs_sql_ask (sql, &number, error, "SELECT MAX (number) FROM migration", NULL))
    return FALSE;
  if (number > newest)
    return refuse_newer (number, newest, error);
  for (guint i = number; i < newest; i++)
    if (!apply (sql, &list[i], now, error))
      return FALSE;

  return TRUE;
}

/* So that an up-to-date store is opened without waiting for anybody's lock, and without the right to
 * make tables. */
static gboolean
is_up_to_date (BsSql *sql, const BsStoreMigration *list)
{
  gint64 number = 0;
  guint newest = 0;
  gboolean known;

  while (list[newest].number != 0)
    newest++;
  known = bs_sql_begin (sql, BS_SQL_READ, NULL)
          && bs_sql_ask (sql, &number, NULL, "SELECT MAX (number) FROM migration", NULL);
  bs_sql_rollback (sql);

  return known && number == newest;
}

/**
 * bs_store_migrate:
 *
 * Brings a store up to date, all or nothing, once among all processes that try it at the same time.
 *
 * Returns: %FALSE with %BS_DESK_ERROR_STORE, also where the store is of a newer program
 */
gboolean
bs_store_migrate (BsSql *sql, const BsStoreMigration *list, gint64 now, GError **error)
{
  if (is_up_to_date (sql, list))
    return TRUE;
  if (!bs_sql_begin (sql, BS_SQL_WRITE, error))
    return FALSE;
  if (!migrate_within (sql, list, now, error))
    {
      bs_sql_rollback (sql);
      return FALSE;
    }

  return bs_sql_commit (sql, error);
}
