/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-cache.h"

#include "bs-config.h"

/* A page has some eight faces; a page, the pages around it and the whole issue are exported in
 * turn. Streams: one to Unicode a face, and the profiles. */
#define MAX_SUBSETS 32
#define MAX_STREAMS 40
#define MAX_BYTES (24 * 1024 * 1024)

typedef struct
{
  BsFace *face; /* held, so that no other can come to lie where it lay */
  hb_set_t *glyphs;
  BsPdfSubset *subset;
} Subset;

typedef struct
{
  GBytes *plain;
  GBytes *deflated;
  BsPdfDataKind kind;
} Stream;

struct _BsExportCache
{
  GMutex mutex;
  GQueue subsets; /* Subset, used last first */
  GQueue streams; /* Stream, the same */
  gsize n_bytes;  /* that both hold */
};

G_LOCK_DEFINE_STATIC (attach);

static gsize
get_subset_size (const Subset *known)
{
  const BsPdfSubset *subset = known->subset;

  return g_bytes_get_size (subset->program)
         + (subset->cid_to_gid != NULL ? g_bytes_get_size (subset->cid_to_gid) : 0);
}

static gsize
get_stream_size (const Stream *known)
{
  return g_bytes_get_size (known->plain) + g_bytes_get_size (known->deflated);
}

static void
subset_free (gpointer data)
{
  Subset *known = data;

  bs_face_unref (known->face);
  hb_set_destroy (known->glyphs);
  bs_pdf_subset_unref (known->subset);
  g_free (known);
}

static void
stream_free (gpointer data)
{
  Stream *known = data;

  g_bytes_unref (known->plain);
  g_bytes_unref (known->deflated);
  g_free (known);
}

/**
 * bs_export_cache_clear:
 *
 * Gives its memory back. What an export under way holds stays with that export; the next one takes
 * as long as a first one.
 */
void
bs_export_cache_clear (BsExportCache *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  g_queue_clear_full (&self->subsets, subset_free);
  g_queue_clear_full (&self->streams, stream_free);
  self->n_bytes = 0;
  g_mutex_unlock (&self->mutex);
}

static void
cache_free (gpointer data)
{
  BsExportCache *self = data;

  g_queue_clear_full (&self->subsets, subset_free);
  g_queue_clear_full (&self->streams, stream_free);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * bs_environment_get_export_cache:
 *
 * Returns: (transfer none): the environment's own, made when it is first asked for
 */
BsExportCache *
bs_environment_get_export_cache (BsEnvironment *environment)
{
  static const char key[] = "bs-export-cache";
  BsExportCache *self;

  G_LOCK (attach);
  self = g_object_get_data (G_OBJECT (environment), key);
  if (self == NULL)
    {
      self = g_new0 (BsExportCache, 1);
      g_mutex_init (&self->mutex);
      g_queue_init (&self->subsets);
      g_queue_init (&self->streams);
      g_object_set_data_full (G_OBJECT (environment), key, self, cache_free);
    }
  G_UNLOCK (attach);

  return self;
}

/* What was used longest ago goes, subsets and streams in turn. */
static void
make_room (BsExportCache *self)
{
  while (self->subsets.length > MAX_SUBSETS
         || (self->n_bytes > MAX_BYTES && self->subsets.length > 0))
    {
      Subset *gone = g_queue_pop_tail (&self->subsets);

      self->n_bytes -= get_subset_size (gone);
      subset_free (gone);
    }
  while (self->streams.length > MAX_STREAMS
         || (self->n_bytes > MAX_BYTES && self->streams.length > 0))
    {
      Stream *gone = g_queue_pop_tail (&self->streams);

      self->n_bytes -= get_stream_size (gone);
      stream_free (gone);
    }
}

static BsPdfSubset *
find_subset (BsExportCache *self, const BsFace *face, const hb_set_t *glyphs)
{
  for (GList *link = self->subsets.head; link != NULL; link = link->next)
    {
      const Subset *known = link->data;

      if (known->face != face || !hb_set_is_equal (known->glyphs, glyphs))
        continue;
      g_queue_unlink (&self->subsets, link);
      g_queue_push_head_link (&self->subsets, link);
      return bs_pdf_subset_ref (known->subset);
    }

  return NULL;
}

/**
 * bs_export_cache_get_subset:
 * @glyphs: of @face
 *
 * As bs_pdf_subset_new(). Failures are not remembered.
 *
 * Returns: (transfer full): a subset with exactly @glyphs, or %NULL with %BS_PRINT_ERROR_FONT
 */
BsPdfSubset *
bs_export_cache_get_subset (BsExportCache *self, BsFace *face, const hb_set_t *glyphs,
                            GError **error)
{
  BsPdfSubset *subset;
  Subset *known;

  g_return_val_if_fail (self != NULL && face != NULL && glyphs != NULL, NULL);

  g_mutex_lock (&self->mutex);
  subset = find_subset (self, face, glyphs);
  g_mutex_unlock (&self->mutex);
  if (subset != NULL)
    return subset;

  subset = bs_pdf_subset_new (face, glyphs, error);
  if (subset == NULL)
    return NULL;
  known = g_new0 (Subset, 1);
  known->face = bs_face_ref (face);
  known->glyphs = hb_set_copy (glyphs);
  known->subset = bs_pdf_subset_ref (subset);
  g_mutex_lock (&self->mutex);
  self->n_bytes += get_subset_size (known);
  g_queue_push_head (&self->subsets, known);
  make_room (self);
  g_mutex_unlock (&self->mutex);

  return subset;
}

static GBytes *
find_deflated (BsExportCache *self, GBytes *plain, BsPdfDataKind kind)
{
  for (GList *link = self->streams.head; link != NULL; link = link->next)
    {
      const Stream *known = link->data;

      if (known->kind != kind || !g_bytes_equal (known->plain, plain))
        continue;
      g_queue_unlink (&self->streams, link);
      g_queue_push_head_link (&self->streams, link);
      return g_bytes_ref (known->deflated);
    }

  return NULL;
}

/**
 * bs_export_cache_get_deflated:
 * @plain: of something that exports repeat, such as a profile; not a page's content
 *
 * As bs_pdf_deflate().
 *
 * Returns: (transfer full): @plain, compressed
 */
GBytes *
bs_export_cache_get_deflated (BsExportCache *self, GBytes *plain, BsPdfDataKind kind)
{
  GBytes *deflated;
  Stream *known;

  g_return_val_if_fail (self != NULL && plain != NULL, NULL);

  g_mutex_lock (&self->mutex);
  deflated = find_deflated (self, plain, kind);
  g_mutex_unlock (&self->mutex);
  if (deflated != NULL)
    return deflated;

  deflated = bs_pdf_deflate (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), kind);
  known = g_new0 (Stream, 1);
  known->plain = g_bytes_ref (plain);
  known->deflated = g_bytes_ref (deflated);
  known->kind = kind;
  g_mutex_lock (&self->mutex);
  self->n_bytes += get_stream_size (known);
  g_queue_push_head (&self->streams, known);
  make_room (self);
  g_mutex_unlock (&self->mutex);

  return deflated;
}
