/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>

void
bs_store_answer_clear (BsStoreAnswer *answer)
{
  g_clear_pointer (&answer->body, g_free);
  g_clear_pointer (&answer->etag, g_free);
  g_clear_pointer (&answer->location, g_free);
  answer->status = 0;
}

/**
 * bs_store_find_answer:
 * @answer: (out caller-allocates): filled only where %TRUE is returned; clear it with
 *   bs_store_answer_clear()
 *
 * Returns: %TRUE where the same was done before; %FALSE without @error where @request is a new one;
 *   %FALSE with %BS_DESK_ERROR_CONFLICT where its key stands for something else
 */
gboolean
bs_store_find_answer (BsStoreWork *work, const BsStoreRequest *request, BsStoreAnswer *answer,
                      GError **error)
{
  g_autoptr (BsSqlRows) rows = NULL;

  rows = bs_sql_query (work->sql, error,
                       "SELECT digest, status, body, etag, location FROM request "
                       "WHERE account = $1 AND key = $2",
                       BS_VALUES (BS_TEXT (request->account), BS_TEXT (request->key)));
  if (rows == NULL || !bs_sql_rows_next (rows, error))
    return FALSE;
  if (!g_str_equal (bs_sql_rows_text (rows, 0), request->digest))
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONFLICT,
                   _ ("The key “%s”: another request was sent with it. Send this one with a new "
                      "key"),
                   request->key);
      return FALSE;
    }

  answer->status = bs_sql_rows_number (rows, 1);
  answer->body = bs_sql_rows_dup (rows, 2);
  answer->etag = bs_sql_rows_dup (rows, 3);
  answer->location = bs_sql_rows_dup (rows, 4);

  return TRUE;
}

gboolean
bs_store_record_answer (BsStoreWork *work, const BsStoreRequest *request,
                        const BsStoreAnswer *answer, GError **error)
{
  return bs_sql_run (
    work->sql, error,
    "INSERT INTO request (account, key, digest, status, body, etag, location, answered) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    BS_VALUES (BS_TEXT (request->account), BS_TEXT (request->key), BS_TEXT (request->digest),
               BS_NUMBER (answer->status), BS_TEXT (answer->body), BS_TEXT (answer->etag),
               BS_TEXT (answer->location), BS_NUMBER (bs_store_now (work))));
}
