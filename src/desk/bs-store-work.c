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
  g_autofree char *statement = g_strconcat ("SELECT sequence FROM desk",
                                            bs_sql_row_lock (work->sql), NULL);
  gint64 sequence;

  return bs_sql_ask (work->sql, &sequence, error, statement, NULL);
}

/* The row stays locked until the commit, so that who reads what came after a number never misses one
 * that is smaller and commits later. */
gint64
bs_store_next_sequence (BsStoreWork *work, GError **error)
{
  gint64 sequence = 0;

  if (!bs_sql_ask (work->sql, &sequence, error,
                   "UPDATE desk SET sequence = sequence + 1 RETURNING sequence", NULL))
    return 0;
  work->sequence = sequence;

  return sequence;
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

  bs_sql_ask (work->sql, &sequence, error, "SELECT sequence FROM desk", NULL);

  return sequence;
}
