/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-service-private.h"

#include <math.h>

/* Who has not asked for so long is forgotten. */
#define MEMORY_SECONDS (10 * 60)
#define TIDY_AT 1000

/* A token bucket: it fills at the allowed pace, a minute's worth at most, and each request takes one. */
typedef struct
{
  double tokens;
  gint64 filled; /* monotonic */
} Bucket;

struct _BsPacer
{
  double per_second;
  double most;
  GHashTable *buckets; /* account → Bucket */
};

BsPacer *
bs_pacer_new (guint requests_per_minute)
{
  BsPacer *self = g_new0 (BsPacer, 1);

  self->per_second = requests_per_minute / 60.0;
  self->most = requests_per_minute;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
bs_pacer_free (BsPacer *self)
{
  g_hash_table_unref (self->buckets);
  g_free (self);
}

static gboolean
is_old (gpointer key G_GNUC_UNUSED, gpointer value, gpointer data)
{
  return ((Bucket *) value)->filled + MEMORY_SECONDS * G_TIME_SPAN_SECOND < *(gint64 *) data;
}

gboolean
bs_pacer_take (BsPacer *self, const char *account, gint64 now, guint *retry_after)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, account);

  if (bucket == NULL)
    {
      if (g_hash_table_size (self->buckets) >= TIDY_AT)
        g_hash_table_foreach_remove (self->buckets, is_old, &now);
      bucket = g_new (Bucket, 1);
      bucket->tokens = self->most;
      bucket->filled = now;
      g_hash_table_insert (self->buckets, g_strdup (account), bucket);
    }
  bucket->tokens += (now - bucket->filled) / (double) G_USEC_PER_SEC * self->per_second;
  bucket->tokens = MIN (bucket->tokens, self->most);
  bucket->filled = now;
  if (bucket->tokens < 1)
    {
      *retry_after = MAX (1, (guint) ceil ((1 - bucket->tokens) / self->per_second));
      return FALSE;
    }
  bucket->tokens -= 1;

  return TRUE;
}
