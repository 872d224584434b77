/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define DAY (24 * 3600)

static gboolean
check_sha (const char *sha, GError **error)
{
  if (bs_store_is_sha (sha))
    return TRUE;

  g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT,
                       _ ("The photo: its name is no SHA-256. Name it by 64 lower-case hexadecimal "
                          "digits"));
  return FALSE;
}

/**
 * bs_store_add_media:
 * @path: the verified bytes; the file is removed once the change is on the disk, and stays where it
 *   is if the change fails
 *
 * On PostgreSQL the work runs a second time, in a transaction of its own, so that nobody waits for the
 * bytes of a photo.
 */
gboolean
bs_store_add_media (BsStoreWork *work, const char *account, const char *sha, const char *media_type,
                    const char *path, GError **error)
{
  GStatBuf status;
  gboolean known;

  if (!check_sha (sha, error))
    return FALSE;
  if (g_stat (path, &status) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
                   _ ("The photo: what arrived of it cannot be read: %s. Send it again"),
                   g_strerror (saved_errno));
      return FALSE;
    }
  if (!bs_sql_run (work->sql, error,
                   "INSERT INTO media (sha, media_type, size) VALUES ($1, $2, $3) "
                   "ON CONFLICT DO NOTHING",
                   BS_VALUES (BS_TEXT (sha), BS_TEXT (media_type), BS_NUMBER (status.st_size))))
    return FALSE;
  known = bs_sql_get_changes (work->sql) == 0;
  if (!bs_store_shelf_add (work, sha, path, known, error)
      || !bs_sql_run (work->sql, error,
                      "INSERT INTO media_owner (account, sha, given) VALUES ($1, $2, $3) "
                      "ON CONFLICT DO NOTHING",
                      BS_VALUES (BS_TEXT (account), BS_TEXT (sha),
                                 BS_NUMBER (bs_store_now (work)))))
    return FALSE;
  g_ptr_array_add (work->leftovers, g_strdup (path));

  return TRUE;
}

/**
 * bs_store_has_media:
 * @account: (nullable): who must have given it; %NULL: anybody
 * @size: (out) (optional):
 * @media_type: (out) (optional) (transfer full):
 *
 * Returns: %FALSE without @error where it is not there
 */
gboolean
bs_store_has_media (BsStoreWork *work, const char *account, const char *sha, goffset *size,
                    char **media_type, GError **error)
{
  g_autoptr (BsSqlRows) rows = NULL;

  if (!bs_store_is_sha (sha))
    return FALSE;
  rows = account != NULL
           ? bs_sql_query (work->sql, error,
                           "SELECT media.size, media.media_type FROM media "
                           "JOIN media_owner ON media_owner.sha = media.sha "
                           "WHERE media.sha = $1 AND media_owner.account = $2",
                           BS_VALUES (BS_TEXT (sha), BS_TEXT (account)))
           : bs_sql_query (work->sql, error, "SELECT size, media_type FROM media WHERE sha = $1",
                           BS_VALUES (BS_TEXT (sha)));
  if (rows == NULL || !bs_sql_rows_next (rows, error))
    return FALSE;
  if (size != NULL)
    *size = bs_sql_rows_number (rows, 0);
  if (media_type != NULL)
    *media_type = bs_sql_rows_dup (rows, 1);

  return TRUE;
}

/**
 * bs_store_read_media:
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_NOT_FOUND
 */
GBytes *
bs_store_read_media (BsStoreWork *work, const char *sha, goffset offset, gsize length,
                     GError **error)
{
  g_autoptr (GError) failure = NULL;
  goffset size = 0;

  if (!bs_store_has_media (work, NULL, sha, &size, NULL, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND,
                             _ ("The photo: the desk does not have it. Send it first"));
      return NULL;
    }
  if (offset < 0 || offset >= size || length == 0)
    return g_bytes_new (NULL, 0);

  return bs_store_shelf_read (work, sha, offset, MIN (length, (gsize) (size - offset)), error);
}

/**
 * bs_store_count_media:
 *
 * Returns: bytes; -1 with @error
 */
gint64
bs_store_count_media (BsStoreWork *work, const char *account, gint64 since, GError **error)
{
  gint64 bytes = -1;

  bs_sql_ask (work->sql, &bytes, error,
              "SELECT CAST (COALESCE (SUM (media.size), 0) AS BIGINT) FROM media_owner "
              "JOIN media ON media.sha = media_owner.sha "
              "WHERE media_owner.account = $1 AND media_owner.given >= $2",
              BS_VALUES (BS_TEXT (account), BS_NUMBER (since)));

  return bytes;
}

/**
 * bs_store_purge_media:
 * @days: how long a photo waits for a submission; 30 is a good number
 *
 * Forgets photos that no version of any submission refers to and that nobody has given for @days.
 * What one call forgets in a folder, the next one takes off the disk: nothing is removed before it is
 * certain that nothing is recorded of it.
 */
gboolean
bs_store_purge_media (BsStoreWork *work, guint days, GError **error)
{
#define FORGOTTEN                                                                                  \
  "sha IN (SELECT sha FROM media_owner GROUP BY sha HAVING MAX (given) < $1) "                     \
  "AND NOT EXISTS (SELECT 1 FROM media_use WHERE media_use.sha = media_owner.sha)"
  gint64 before = bs_store_now (work) - (gint64) days * DAY;

  if (!bs_store_lock_desk (work, error) || !bs_store_shelf_sweep (work, error))
    return FALSE;

  return bs_sql_run (work->sql, error, "DELETE FROM media_owner WHERE " FORGOTTEN,
                     BS_VALUES (BS_NUMBER (before)))
         && bs_sql_run (work->sql, error,
                        "DELETE FROM media WHERE NOT EXISTS (SELECT 1 FROM media_owner "
                        "WHERE media_owner.sha = media.sha)",
                        NULL);
#undef FORGOTTEN
}
