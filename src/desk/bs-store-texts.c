/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-texts.h"

#include <string.h>

/* As many as are listed at once; as many again, of those that were used before them, are kept. */
#define MAX_TEXTS 10000

typedef struct
{
  gint64 sequence;
  gsize length;
  char text[];
} Text;

struct _BsStoreTexts
{
  GHashTable *recent; /* sequence → Text, which it is in */
  GHashTable *older;
  gint64 newest;
  guint connection;
};

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

BsStoreTexts *
bs_store_texts_new (void)
{
  BsStoreTexts *self = g_new0 (BsStoreTexts, 1);

  self->recent = make_table ();
  self->older = make_table ();

  return self;
}

void
bs_store_texts_free (BsStoreTexts *self)
{
  g_hash_table_unref (self->recent);
  g_hash_table_unref (self->older);
  g_free (self);
}

static void
keep (BsStoreTexts *self, Text *text)
{
  if (g_hash_table_size (self->recent) >= MAX_TEXTS)
    {
      g_hash_table_unref (self->older);
      self->older = g_steal_pointer (&self->recent);
      self->recent = make_table ();
    }
  g_hash_table_replace (self->recent, &text->sequence, text);
}

void
bs_store_texts_be_of (BsStoreTexts *self, guint connection)
{
  if (self->connection == connection)
    return;
  g_hash_table_remove_all (self->recent);
  g_hash_table_remove_all (self->older);
  self->newest = 0;
  self->connection = connection;
}

const char *
bs_store_texts_find (BsStoreTexts *self, gint64 sequence, gsize *length)
{
  Text *text = g_hash_table_lookup (self->recent, &sequence);

  if (text == NULL)
    {
      text = g_hash_table_lookup (self->older, &sequence);
      if (text == NULL)
        return NULL;
      g_hash_table_steal (self->older, &sequence);
      keep (self, text);
    }
  *length = text->length;

  return text->text;
}

void
bs_store_texts_add (BsStoreTexts *self, gint64 sequence, const char *text, gsize length)
{
  Text *kept;

  if (self == NULL)
    return;
  kept = g_malloc (sizeof *kept + length);
  kept->sequence = sequence;
  kept->length = length;
  memcpy (kept->text, text, length);
  keep (self, kept);
  self->newest = MAX (self->newest, sequence);
}

gint64
bs_store_texts_get_newest (const BsStoreTexts *self)
{
  return self != NULL ? self->newest : 0;
}
