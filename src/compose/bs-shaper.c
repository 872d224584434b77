/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-shaper.h"

#include <string.h>

/* Strings, not characters: those of a whole issue are some thousand. Beyond, start afresh. */
#define MAX_STRINGS 20000

typedef struct
{
  BsFace *face;
  BsShapeKind kind;
  guint32 length;
  const char *text;
} Key;

struct _BsShaper
{
  hb_buffer_t *buffer;
  hb_language_t chinese;
  BsFace *last_face;       /* of last_characters */
  GHashTable *last_characters;
  GHashTable *characters;  /* face -> (character -> BsShaped) */
  GHashTable *strings;     /* Key -> BsShaped */
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;
  guint hash = g_direct_hash (key->face) * 31 + (guint) key->kind;

  for (guint i = 0; i < key->length; i++)
    hash = hash * 33 + (guchar) key->text[i];

  return hash;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->face == other->face && one->kind == other->kind && one->length == other->length
         && memcmp (one->text, other->text, one->length) == 0;
}

static void
measure_ink (BsShaped *shaped)
{
  gint64 pen = 0;
  gboolean any = FALSE;

  shaped->ordered = TRUE;
  for (guint i = 0; i < shaped->n_glyphs; i++)
    {
      const BsShapedGlyph *glyph = &shaped->glyphs[i];
      hb_glyph_extents_t extents;

      if (i > 0 && glyph->cluster < shaped->glyphs[i - 1].cluster)
        shaped->ordered = FALSE;
      if (hb_font_get_glyph_extents (bs_face_get_hb_font (shaped->face), glyph->id, &extents)
          && extents.width != 0)
        {
          gint32 left = (gint32) pen + glyph->x + extents.x_bearing;

          shaped->ink_left = any ? MIN (shaped->ink_left, left) : left;
          shaped->ink_right = any ? MAX (shaped->ink_right, left + extents.width)
                                  : left + extents.width;
          any = TRUE;
        }
      pen += glyph->advance;
    }
  shaped->advance = (gint32) CLAMP (pen, 0, G_MAXINT16 * 64);
}

static BsShaped *
shape (BsShaper *self, BsFace *face, const char *text, gsize length, BsShapeKind kind)
{
  static const hb_feature_t proportional
      = { HB_TAG ('p', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
  hb_buffer_t *buffer = self->buffer;
  const hb_glyph_info_t *infos;
  const hb_glyph_position_t *positions;
  guint n;
  BsShaped *shaped;

  hb_buffer_clear_contents (buffer);
  hb_buffer_add_utf8 (buffer, text, (int) length, 0, (int) length);
  if (kind == BS_SHAPE_HAN)
    {
      hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
      hb_buffer_set_script (buffer, HB_SCRIPT_HAN);
    }
  else
    hb_buffer_guess_segment_properties (buffer);
  hb_buffer_set_language (buffer, self->chinese);
  hb_shape (bs_face_get_hb_font (face), buffer, &proportional, kind == BS_SHAPE_LATIN ? 1 : 0);

  infos = hb_buffer_get_glyph_infos (buffer, &n);
  positions = hb_buffer_get_glyph_positions (buffer, &n);
  shaped = g_malloc0 (sizeof (BsShaped) + n * sizeof (BsShapedGlyph));
  shaped->face = face;
  shaped->n_glyphs = n;
  for (guint i = 0; i < n; i++)
    {
      shaped->glyphs[i].id = infos[i].codepoint;
      shaped->glyphs[i].cluster = infos[i].cluster;
      shaped->glyphs[i].x = positions[i].x_offset;
      shaped->glyphs[i].y = positions[i].y_offset;
      shaped->glyphs[i].advance = positions[i].x_advance;
    }
  measure_ink (shaped);

  return shaped;
}

BsShaper *
bs_shaper_new (void)
{
  BsShaper *self = g_new0 (BsShaper, 1);

  self->buffer = hb_buffer_create ();
  hb_buffer_set_cluster_level (self->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
  self->chinese = hb_language_from_string ("zh-Hans", -1);
  self->characters = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->strings = g_hash_table_new_full (key_hash, key_equal, g_free, g_free);

  return self;
}

void
bs_shaper_free (BsShaper *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->buffer, hb_buffer_destroy);
  g_clear_pointer (&self->characters, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_hash_table_unref);
  g_free (self);
}

/**
 * bs_shaper_char:
 *
 * One character in its full-width form.
 *
 * Returns: (transfer none): valid as long as the shaper
 */
const BsShaped *
bs_shaper_char (BsShaper *self, BsFace *face, gunichar c)
{
  BsShaped *shaped;

  if (face != self->last_face)
    {
      self->last_characters = g_hash_table_lookup (self->characters, face);
      if (self->last_characters == NULL)
        {
          self->last_characters = g_hash_table_new_full (NULL, NULL, NULL, g_free);
          g_hash_table_insert (self->characters, face, self->last_characters);
        }
      self->last_face = face;
    }

  shaped = g_hash_table_lookup (self->last_characters, GUINT_TO_POINTER (c));
  if (shaped == NULL)
    {
      char text[6];

      shaped = shape (self, face, text, (gsize) g_unichar_to_utf8 (c, text), BS_SHAPE_HAN);
      g_hash_table_insert (self->last_characters, GUINT_TO_POINTER (c), shaped);
    }

  return shaped;
}

/**
 * bs_shaper_shape:
 * @length: bytes of @text
 *
 * Returns: (transfer none): valid until the next call
 */
const BsShaped *
bs_shaper_shape (BsShaper *self, BsFace *face, const char *text, gsize length, BsShapeKind kind)
{
  Key key = { face, kind, (guint32) length, text };
  BsShaped *shaped = g_hash_table_lookup (self->strings, &key);
  Key *stored;

  if (shaped != NULL)
    return shaped;

  if (g_hash_table_size (self->strings) >= MAX_STRINGS)
    g_hash_table_remove_all (self->strings);
  shaped = shape (self, face, text, length, kind);
  stored = g_malloc (sizeof *stored + length);
  *stored = key;
  memcpy (stored + 1, text, length);
  stored->text = (const char *) (stored + 1);
  g_hash_table_insert (self->strings, stored, shaped);

  return shaped;
}
