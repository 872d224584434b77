/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>

#define COLUMNS "id, name, role, created, last_seen, revoked"
#define HOUR 3600

static BsAccount *
read_account (BsSqlRows *rows)
{
  BsAccount *account = g_new0 (BsAccount, 1);

  account->id = bs_sql_rows_dup (rows, 0);
  account->name = bs_sql_rows_dup (rows, 1);
  /* Who knows which role a newer program has thought of: it may do the least. */
  if (!bs_role_from_string (bs_sql_rows_text (rows, 2), &account->role))
    account->role = BS_ROLE_REPORTER;
  account->created = bs_sql_rows_number (rows, 3);
  account->last_seen = bs_sql_rows_number (rows, 4);
  account->revoked = bs_sql_rows_number (rows, 5);

  return account;
}

static BsAccount *
find_account (BsStoreWork *work, const char *statement, const char *value, GError **error)
{
  g_autoptr (BsSqlRows) rows = bs_sql_query (work->sql, error, statement,
                                             BS_VALUES (BS_TEXT (value)));

  if (rows == NULL || !bs_sql_rows_next (rows, error))
    return NULL;

  return read_account (rows);
}

static gboolean
fail_unknown (const char *id, GError **error)
{
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND,
               _ ("Account “%s”: there is none. See the list of accounts"), id);
  return FALSE;
}

char *
bs_store_dup_account_name (BsStoreWork *work, const char *id, GError **error)
{
  g_autoptr (BsSqlRows) rows = bs_sql_query (work->sql, error,
                                             "SELECT name FROM account WHERE id = $1",
                                             BS_VALUES (BS_TEXT (id)));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return NULL;
  if (bs_sql_rows_next (rows, &failure))
    return bs_sql_rows_dup (rows, 0);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    fail_unknown (id, error);

  return NULL;
}

/**
 * bs_store_add_account:
 * @token_digest: from bs_token_digest(); one that is known already gives its account again
 *
 * Returns: (transfer full) (nullable): the new account
 */
BsAccount *
bs_store_add_account (BsStoreWork *work, const char *name, BsRole role, const char *token_digest,
                      GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *id = NULL;
  gint64 number = 0;
  BsAccount *known;

  known = find_account (work, "SELECT " COLUMNS " FROM account WHERE token = $1", token_digest,
                        &failure);
  if (known != NULL)
    return known;
  if (!bs_sql_rows_ended (g_steal_pointer (&failure), error))
    return NULL;

  if (!bs_sql_ask (work->sql, &number, error,
                   "UPDATE desk SET accounts = accounts + 1 RETURNING accounts", NULL))
    return NULL;
  id = g_strdup_printf ("a%" G_GINT64_FORMAT, number);
  if (!bs_sql_run (work->sql, error,
                   "INSERT INTO account (id, number, name, role, token, created) "
                   "VALUES ($1, $2, $3, $4, $5, $6)",
                   BS_VALUES (BS_TEXT (id), BS_NUMBER (number), BS_TEXT (name),
                              BS_TEXT (bs_role_to_string (role)), BS_TEXT (token_digest),
                              BS_NUMBER (bs_store_now (work)))))
    return NULL;

  return find_account (work, "SELECT " COLUMNS " FROM account WHERE id = $1", id, error);
}

/**
 * bs_store_renew_account:
 *
 * Also brings back an account that was revoked.
 */
gboolean
bs_store_renew_account (BsStoreWork *work, const char *id, const char *token_digest, GError **error)
{
  if (!bs_sql_run (work->sql, error, "UPDATE account SET token = $2, revoked = 0 WHERE id = $1",
                   BS_VALUES (BS_TEXT (id), BS_TEXT (token_digest))))
    return FALSE;

  return bs_sql_get_changes (work->sql) > 0 || fail_unknown (id, error);
}

/**
 * bs_store_revoke_account:
 *
 * Its token is worth nothing from then on; what it sent stays. Again: nothing happens.
 */
gboolean
bs_store_revoke_account (BsStoreWork *work, const char *id, GError **error)
{
  if (!bs_sql_run (work->sql, error,
                   "UPDATE account SET revoked = CASE WHEN revoked = 0 THEN $2 ELSE revoked END "
                   "WHERE id = $1",
                   BS_VALUES (BS_TEXT (id), BS_NUMBER (bs_store_now (work)))))
    return FALSE;

  return bs_sql_get_changes (work->sql) > 0 || fail_unknown (id, error);
}

gboolean
bs_store_restore_account (BsStoreWork *work, const char *id, GError **error)
{
  if (!bs_sql_run (work->sql, error, "UPDATE account SET revoked = 0 WHERE id = $1",
                   BS_VALUES (BS_TEXT (id))))
    return FALSE;

  return bs_sql_get_changes (work->sql) > 0 || fail_unknown (id, error);
}

gboolean
bs_store_rename_account (BsStoreWork *work, const char *id, const char *name, GError **error)
{
  if (!bs_sql_run (work->sql, error, "UPDATE account SET name = $2 WHERE id = $1",
                   BS_VALUES (BS_TEXT (id), BS_TEXT (name))))
    return FALSE;

  return bs_sql_get_changes (work->sql) > 0 || fail_unknown (id, error);
}

/**
 * bs_store_find_account:
 *
 * The database is asked for the digest alone: how long it takes says nothing about the token.
 *
 * Returns: (transfer full) (nullable): %NULL without @error where nobody has this token; a revoked
 *   account is returned too
 */
BsAccount *
bs_store_find_account (BsStoreWork *work, const char *token_digest, GError **error)
{
  BsAccount *account = find_account (work, "SELECT " COLUMNS " FROM account WHERE token = $1",
                                     token_digest, error);

  if (account != NULL && account->revoked == 0)
    bs_store_note_seen (work, account);

  return account;
}

/**
 * bs_store_list_accounts:
 *
 * Returns: (transfer full) (element-type BsAccount) (nullable): all, in the order they were added
 */
GPtrArray *
bs_store_list_accounts (BsStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_account_free);
  g_autoptr (BsSqlRows) rows = bs_sql_query (work->sql, error,
                                             "SELECT " COLUMNS " FROM account ORDER BY number",
                                             NULL);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return NULL;
  while (bs_sql_rows_next (rows, &failure))
    g_ptr_array_add (accounts, read_account (rows));
  if (!bs_sql_rows_ended (g_steal_pointer (&failure), error))
    return NULL;

  return g_steal_pointer (&accounts);
}

static gboolean
write_seen (BsStoreWork *work, gpointer data, GError **error)
{
  return bs_sql_run (work->sql, error, "UPDATE account SET last_seen = $2 WHERE id = $1",
                     BS_VALUES (BS_TEXT (data), BS_NUMBER (bs_store_now (work))));
}

/* Nobody waits for it, and where it fails the next hour tries again. */
void
bs_store_note_seen (BsStoreWork *work, const BsAccount *account)
{
  BsStore *store = work->store;
  gint64 hour = bs_store_now (work) / HOUR;
  const gint64 *last;
  gboolean news;
  BsStoreJob *job;

  if (account->last_seen / HOUR == hour && account->last_seen != 0)
    return;

  g_mutex_lock (&store->lock);
  last = g_hash_table_lookup (store->seen, account->id);
  news = last == NULL || *last != hour;
  if (news)
    g_hash_table_insert (store->seen, g_strdup (account->id), g_memdup2 (&hour, sizeof hour));
  g_mutex_unlock (&store->lock);
  if (!news)
    return;

  job = g_new0 (BsStoreJob, 1);
  job->func = write_seen;
  job->data = g_strdup (account->id);
  job->destroy = g_free;
  bs_store_push (store, BS_STORE_WRITER, job);
}
