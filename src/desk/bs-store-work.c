/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include <string.h>

#define SHA_CHARACTERS 64

gint64
bs_store_now (BsStoreWork *work)
{
  if (work->now == 0)
    {
      g_autoptr (GDateTime) now = bs_environment_now (work->store->environment);

      work->now = g_date_time_to_unix (now);
    }

  return work->now;
}

gboolean
bs_store_lock_desk (BsStoreWork *work, GError **error)
{
  const char *statement = bs_sql_is_postgres (work->sql) ? "SELECT sequence FROM desk FOR UPDATE"
                                                         : "SELECT sequence FROM desk";

  if (work->locked)
    return TRUE;
  work->first = -1;
  if (!bs_sql_ask (work->sql, &work->first, error, statement, NULL))
    return FALSE;
  work->sequence = work->first;
  work->locked = TRUE;

  return TRUE;
}

/* The row stays locked until the commit, so that who reads what came after a number never misses one
 * that is smaller and commits later. */
gint64
bs_store_next_sequence (BsStoreWork *work, GError **error)
{
  g_return_val_if_fail (work->writing, 0);

  return bs_store_lock_desk (work, error) ? ++work->sequence : 0;
}

/* Once for all that are committed together. */
gboolean
bs_store_end_counting (BsStoreWork *work, GError **error)
{
  g_autofree char *notify = NULL;

  if (!work->locked || work->sequence == work->first)
    return TRUE;
  if (!bs_sql_run (work->sql, error, "UPDATE desk SET sequence = $1",
                   BS_VALUES (BS_NUMBER (work->sequence))))
    return FALSE;
  if (!bs_sql_is_postgres (work->sql))
    return TRUE;
  notify = g_strdup_printf ("NOTIFY broadsheet, '%" G_GINT64_FORMAT "'", work->sequence);

  return bs_sql_script (work->sql, notify, error);
}

gboolean
bs_store_is_sha (const char *sha)
{
  return strlen (sha) == SHA_CHARACTERS && strspn (sha, "0123456789abcdef") == SHA_CHARACTERS;
}

gint64
bs_store_get_sequence (BsStoreWork *work, GError **error)
{
  gint64 sequence = -1;

  if (work->locked)
    return work->sequence;
  bs_sql_ask (work->sql, &sequence, error, "SELECT sequence FROM desk", NULL);

  return sequence;
}
