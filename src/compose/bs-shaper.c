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

typedef struct
{
  GHashTable *characters; /* character -> BsShaped */
  gboolean is_plain;      /* ideographs need no shaping */
} FaceGlyphs;

struct _BsShaper
{
  hb_buffer_t *buffer;
  hb_language_t chinese;
  BsFace *last_face;
  FaceGlyphs *last_glyphs; /* of it; borrowed from faces */
  GHashTable *faces;       /* BsFace -> FaceGlyphs */
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
add_up (BsShaped *shaped)
{
  gint64 advance = 0;

  shaped->ordered = TRUE;
  for (guint i = 0; i < shaped->n_glyphs; i++)
    {
      advance += shaped->glyphs[i].advance;
      if (i > 0 && shaped->glyphs[i].cluster < shaped->glyphs[i - 1].cluster)
        shaped->ordered = FALSE;
    }
  shaped->advance = (gint32) CLAMP (advance, 0, G_MAXINT16 * 64);
}

/* Outlines are read for it, so only for what has blanks to be squeezed. */
static void
measure_ink (BsShaped *shaped, gboolean vertical)
{
  gint64 pen = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < shaped->n_glyphs; i++)
    {
      const BsShapedGlyph *glyph = &shaped->glyphs[i];
      hb_glyph_extents_t extents;

      if (hb_font_get_glyph_extents (bs_face_get_hb_font (shaped->face), glyph->id, &extents)
          && extents.width != 0)
        {
          gint32 left = (gint32) pen
                        + (vertical ? -glyph->y - extents.y_bearing : glyph->x + extents.x_bearing);
          gint32 right = left + (vertical ? -extents.height : extents.width);

          shaped->ink_left = any ? MIN (shaped->ink_left, left) : left;
          shaped->ink_right = any ? MAX (shaped->ink_right, right) : right;
          any = TRUE;
        }
      pen += glyph->advance;
    }
}

static BsShaped *
shape (BsShaper *self, BsFace *face, const char *text, gsize length, BsShapeKind kind)
{
  static const hb_feature_t proportional = { HB_TAG ('p', 'w', 'i', 'd'), 1,
                                             HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
  hb_buffer_t *buffer = self->buffer;
  const hb_glyph_info_t *infos;
  const hb_glyph_position_t *positions;
  guint n;
  BsShaped *shaped;

  hb_buffer_clear_contents (buffer);
  hb_buffer_add_utf8 (buffer, text, (int) length, 0, (int) length);
  if (kind != BS_SHAPE_LATIN)
    {
      hb_buffer_set_direction (buffer, kind == BS_SHAPE_HAN ? HB_DIRECTION_LTR : HB_DIRECTION_TTB);
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
      shaped->glyphs[i].advance = kind == BS_SHAPE_VERTICAL ? -positions[i].y_advance
                                                            : positions[i].x_advance;
    }
  add_up (shaped);
  if (kind != BS_SHAPE_LATIN)
    measure_ink (shaped, kind == BS_SHAPE_VERTICAL);

  return shaped;
}

static gboolean
is_ideograph (gunichar c)
{
  return (c >= 0x4E00 && c < 0xA000) || (c >= 0x3400 && c < 0x4DC0)
         || (c >= 0x20000 && c < 0x32000);
}

/* The glyph that the font's cmap gives, without its features. */
static BsShaped *
shape_plainly (BsFace *face, gunichar c)
{
  hb_font_t *font = bs_face_get_hb_font (face);
  BsShaped *shaped = g_malloc0 (sizeof (BsShaped) + sizeof (BsShapedGlyph));

  shaped->face = face;
  shaped->n_glyphs = 1;
  hb_font_get_nominal_glyph (font, c, &shaped->glyphs[0].id);
  shaped->glyphs[0].advance = hb_font_get_glyph_h_advance (font, shaped->glyphs[0].id);
  add_up (shaped);

  return shaped;
}

/* Whether the face draws these, which differ between China, Japan, Korea and Taiwan, for our
 * readers without being asked. Then it will draw all ideographs so, and shaping them one by one,
 * which takes most of a cold start, can be left out. */
static gboolean
is_plain (BsShaper *self, BsFace *face)
{
  static const gunichar probes[] = {
    0x9AA8, 0x76F4, 0x89D2, 0x8FD4, 0x5165, 0x6D77, 0x95E8, 0x4E00
  };

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      char text[6];
      g_autofree BsShaped *shaped = shape (self, face, text,
                                           (gsize) g_unichar_to_utf8 (probes[i], text),
                                           BS_SHAPE_HAN);
      g_autofree BsShaped *plain = shape_plainly (face, probes[i]);

      if (shaped->n_glyphs != 1 || shaped->glyphs[0].id != plain->glyphs[0].id
          || shaped->advance != plain->advance || shaped->glyphs[0].x != 0
          || shaped->glyphs[0].y != 0)
        return FALSE;
    }

  return TRUE;
}

static FaceGlyphs *
get_face_glyphs (BsShaper *self, BsFace *face)
{
  FaceGlyphs *found = g_hash_table_lookup (self->faces, face);

  if (found == NULL)
    {
      found = g_new0 (FaceGlyphs, 1);
      found->characters = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      found->is_plain = is_plain (self, face);
      g_hash_table_insert (self->faces, face, found);
    }

  return found;
}

static void
face_glyphs_free (gpointer data)
{
  FaceGlyphs *glyphs = data;

  g_hash_table_unref (glyphs->characters);
  g_free (glyphs);
}

BsShaper *
bs_shaper_new (void)
{
  BsShaper *self = g_new0 (BsShaper, 1);

  self->buffer = hb_buffer_create ();
  hb_buffer_set_cluster_level (self->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
  self->chinese = hb_language_from_string ("zh-Hans", -1);
  self->faces = g_hash_table_new_full (NULL, NULL, NULL, face_glyphs_free);
  self->strings = g_hash_table_new_full (key_hash, key_equal, g_free, g_free);

  return self;
}

/**
 * bs_shaper_free:
 * @self: (transfer full): a shaper
 */
void
bs_shaper_free (BsShaper *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->buffer, hb_buffer_destroy);
  g_clear_pointer (&self->faces, g_hash_table_unref);
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
      self->last_glyphs = get_face_glyphs (self, face);
      self->last_face = face;
    }

  shaped = g_hash_table_lookup (self->last_glyphs->characters, GUINT_TO_POINTER (c));
  if (shaped == NULL)
    {
      char text[6];

      shaped = self->last_glyphs->is_plain && is_ideograph (c)
                 ? shape_plainly (face, c)
                 : shape (self, face, text, (gsize) g_unichar_to_utf8 (c, text), BS_SHAPE_HAN);
      g_hash_table_insert (self->last_glyphs->characters, GUINT_TO_POINTER (c), shaped);
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
