/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cache.h"

/* What an entry takes beside its key and value. */
#define ENTRY_BYTES 64

struct _BsCache
{
  const BsCacheKind *kind;
  GHashTable *young, *old; /* GBytes -> value */
  gsize bytes;             /* of the young */
};

static GHashTable *
new_generation (const BsCacheKind *kind)
{
  return g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                kind->unref);
}

/**
 * bs_cache_new:
 * @kind: lives as long as the program
 *
 * Returns: (transfer full): an empty cache
 */
BsCache *
bs_cache_new (const BsCacheKind *kind)
{
  BsCache *self = g_new0 (BsCache, 1);

  self->kind = kind;
  self->young = new_generation (kind);
  self->old = new_generation (kind);

  return self;
}

/**
 * bs_cache_free:
 * @self: (transfer full): a cache
 */
void
bs_cache_free (BsCache *self)
{
  g_clear_pointer (&self->young, g_hash_table_unref);
  g_clear_pointer (&self->old, g_hash_table_unref);
  g_free (self);
}

/**
 * bs_cache_get:
 *
 * Returns: (transfer none) (nullable): what was put there; the caller takes a reference to keep it
 */
gpointer
bs_cache_get (BsCache *self, GBytes *key)
{
  gpointer value = g_hash_table_lookup (self->young, key);

  if (value != NULL)
    return value;
  value = g_hash_table_lookup (self->old, key);
  if (value != NULL)
    bs_cache_put (self, key, self->kind->ref (value));
  return value;
}

/**
 * bs_cache_put:
 * @value: (transfer full): takes the place of an earlier one
 */
void
bs_cache_put (BsCache *self, GBytes *key, gpointer value)
{
  gsize size = self->kind->measure (value) + g_bytes_get_size (key) + ENTRY_BYTES;

  self->bytes += size;
  if (self->bytes > self->kind->most_bytes)
    {
      g_hash_table_unref (self->old);
      self->old = self->young;
      self->young = new_generation (self->kind);
      self->bytes = size;
    }
  g_hash_table_insert (self->young, g_bytes_ref (key), value);
}
