/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Remembers results by the bytes they were made from, within a bound of memory. Two generations:
 * when the younger is full the older goes, and what is asked for again moves to the younger.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gpointer (*BsCacheRef) (gpointer value);

typedef struct
{
  BsCacheRef ref;
  GDestroyNotify unref;
  gsize (*measure) (gconstpointer value); /* bytes of memory, about */
  gsize most_bytes;                       /* of one generation */
} BsCacheKind;

typedef struct _BsCache BsCache;

BsCache *bs_cache_new  (const BsCacheKind *kind); /* @kind lives as long as the program */
void     bs_cache_free (BsCache *self);
gpointer bs_cache_get  (BsCache *self, GBytes *key); /* (transfer none) (nullable) */
void     bs_cache_put  (BsCache *self, GBytes *key, gpointer value /* transfer full */);

G_END_DECLS
