/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-slug.h"

#include "compose/bs-font-set.h"

struct _BsPdfSlug
{
  GPtrArray *texts;  /* of the runs */
  GArray *runs;      /* BsGlyphRun, whose glyphs are arrays of their own */
  GPtrArray *glyphs; /* GArray of BsRunGlyph, one a run */
  BsUnit width;
};

static BsFace *
face_for (BsEnvironment *environment, BsFace *face, gunichar c)
{
  BsFontSet *fonts;

  if (face != NULL && bs_face_has_char (face, c))
    return face;
  fonts = bs_environment_get_fonts (environment);
  if (fonts == NULL)
    return NULL;
  if (face == NULL)
    face = bs_font_set_find (fonts, "Noto Sans CJK SC", 400, NULL, NULL);

  return face != NULL ? bs_font_set_find_for_char (fonts, face, c) : NULL;
}

static void
add_run (BsPdfSlug *self, BsFace *face, const char *text, gsize length, BsUnit size)
{
  char *copy = g_strndup (text, length);
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (BsRunGlyph));
  hb_buffer_t *buffer = hb_buffer_create ();
  guint em = bs_face_get_units_per_em (face);
  hb_glyph_info_t *infos;
  hb_glyph_position_t *positions;
  gint64 pen = 0;
  guint n;

  hb_buffer_add_utf8 (buffer, copy, -1, 0, -1);
  hb_buffer_guess_segment_properties (buffer);
  hb_shape (bs_face_get_hb_font (face), buffer, NULL, 0);
  infos = hb_buffer_get_glyph_infos (buffer, &n);
  positions = hb_buffer_get_glyph_positions (buffer, &n);
  for (guint i = 0; i < n; i++)
    {
      BsUnit x = self->width + bs_unit_scale (size, pen + positions[i].x_offset, em);
      BsRunGlyph glyph = { .id = infos[i].codepoint, .cluster = infos[i].cluster, .x = x };

      g_array_append_val (glyphs, glyph);
      pen += positions[i].x_advance;
    }
  hb_buffer_destroy (buffer);
  self->width += bs_unit_scale (size, pen, em);

  g_ptr_array_add (self->texts, copy);
  g_ptr_array_add (self->glyphs, glyphs);
  g_array_append_val (self->runs, ((BsGlyphRun){ .face = face,
                                                 .size = size,
                                                 .text = copy,
                                                 .path = "",
                                                 .glyphs = (gpointer) glyphs->data,
                                                 .n_glyphs = n }));
}

/**
 * bs_pdf_slug_new:
 * @face: (nullable): preferred; what it lacks is set in another
 *
 * Returns: (transfer full): a line of text at 0, 0; characters that no font has are left out
 */
BsPdfSlug *
bs_pdf_slug_new (BsEnvironment *environment, BsFace *face, const char *text, BsUnit size)
{
  BsPdfSlug *self = g_new0 (BsPdfSlug, 1);
  const char *start = text;
  BsFace *current = NULL;

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->runs = g_array_new (FALSE, FALSE, sizeof (BsGlyphRun));
  self->glyphs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      BsFace *next = *at != '\0' ? face_for (environment, face, g_utf8_get_char (at)) : NULL;

      if (next != current || *at == '\0')
        {
          if (current != NULL && at > start)
            add_run (self, current, start, at - start, size);
          start = at;
          current = next;
        }
      if (*at == '\0')
        break;
    }

  return self;
}

/**
 * bs_pdf_slug_free:
 * @self: (transfer full): a line
 */
void
bs_pdf_slug_free (BsPdfSlug *self)
{
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->glyphs, g_ptr_array_unref);
  g_free (self);
}

/**
 * bs_pdf_slug_get_width:
 *
 * Returns: how wide it is
 */
BsUnit
bs_pdf_slug_get_width (const BsPdfSlug *self)
{
  return self->width;
}

/**
 * bs_pdf_slug_place:
 * @x: to move it by, as @y
 */
void
bs_pdf_slug_place (BsPdfSlug *self, BsUnit x, BsUnit y)
{
  for (guint i = 0; i < self->glyphs->len; i++)
    {
      GArray *glyphs = g_ptr_array_index (self->glyphs, i);

      for (guint j = 0; j < glyphs->len; j++)
        {
          BsRunGlyph *glyph = &g_array_index (glyphs, BsRunGlyph, j);

          glyph->x += x;
          glyph->y += y;
        }
    }
}

/**
 * bs_pdf_slug_get_n_runs:
 *
 * Returns: how many runs it has, one for each change of face
 */
guint
bs_pdf_slug_get_n_runs (const BsPdfSlug *self)
{
  return self->runs->len;
}

/**
 * bs_pdf_slug_get_run:
 *
 * Returns: (transfer none): a run
 */
const BsGlyphRun *
bs_pdf_slug_get_run (const BsPdfSlug *self, guint index)
{
  return &g_array_index (self->runs, BsGlyphRun, index);
}
