/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cairo-text.h"

#include <cairo-ft.h>
#include <string.h>

/* Cairo keeps fonts for a while after they were let go: each holds the library. Counted. */
typedef struct
{
  FT_Library library;
} Library;

typedef struct
{
  Library *library;
  FT_Face face;
} HeldFace;

struct _BsCairoText
{
  Library *library;
  GHashTable *fonts; /* BsFace -> cairo_font_face_t; NULL where it cannot be used */
};

static const cairo_user_data_key_t ft_face_key;

static void
clear_library (gpointer data)
{
  FT_Done_FreeType (((Library *) data)->library);
}

static void
destroy_held_face (void *data)
{
  HeldFace *held = data;

  FT_Done_Face (held->face);
  g_atomic_rc_box_release_full (held->library, clear_library);
  g_free (held);
}

static void
font_free (gpointer font)
{
  if (font != NULL)
    cairo_font_face_destroy (font);
}

BsCairoText *
bs_cairo_text_new (void)
{
  BsCairoText *self = g_new0 (BsCairoText, 1);

  self->library = g_atomic_rc_box_new0 (Library);
  if (FT_Init_FreeType (&self->library->library) != 0)
    g_error ("FreeType does not start");
  self->fonts = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bs_face_unref, font_free);

  return self;
}

void
bs_cairo_text_free (BsCairoText *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->fonts);
  g_atomic_rc_box_release_full (self->library, clear_library);
  g_free (self);
}

static cairo_font_face_t *
make_font (BsCairoText *self, BsFace *face)
{
  HeldFace *held;
  cairo_font_face_t *font;
  FT_Face ft_face;

  /* By its path: it stays readable as long as Cairo holds it, whoever drops @face. */
  if (FT_New_Face (self->library->library, bs_face_get_path (face), bs_face_get_index (face),
                   &ft_face)
      != 0)
    return NULL;
  held = g_new0 (HeldFace, 1);
  held->face = ft_face;
  held->library = g_atomic_rc_box_acquire (self->library);
  font = cairo_ft_font_face_create_for_ft_face (ft_face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  if (cairo_font_face_set_user_data (font, &ft_face_key, held, destroy_held_face)
      != CAIRO_STATUS_SUCCESS)
    {
      cairo_font_face_destroy (font);
      destroy_held_face (held);
      return NULL;
    }

  return font;
}

static cairo_font_face_t *
get_font (BsCairoText *self, BsFace *face)
{
  gpointer font = NULL;

  if (!g_hash_table_lookup_extended (self->fonts, face, NULL, &font))
    {
      font = make_font (self, face);
      g_hash_table_insert (self->fonts, bs_face_ref (face), font);
    }

  return font;
}

/* Which glyphs set which bytes of the text. Runs are set from left to right, clusters rising. */
static guint
make_clusters (const BsGlyphRun *run, cairo_text_cluster_t *clusters)
{
  guint length = (guint) strlen (run->text);
  guint n = 0;

  for (guint i = 0; i < run->n_glyphs;)
    {
      guint first = i;
      guint start = n == 0 ? 0 : MIN (run->glyphs[i].cluster, length);
      guint end;

      while (i < run->n_glyphs && run->glyphs[i].cluster <= run->glyphs[first].cluster)
        i++;
      end = i < run->n_glyphs ? MIN (run->glyphs[i].cluster, length) : length;
      if (end < start)
        return 0;
      clusters[n].num_bytes = (int) (end - start);
      clusters[n].num_glyphs = (int) (i - first);
      n++;
    }

  return n;
}

gboolean
bs_cairo_text_show (BsCairoText *self, cairo_t *cairo, const BsGlyphRun *run)
{
  cairo_font_face_t *font = get_font (self, run->face);
  g_autofree cairo_glyph_t *glyphs = NULL;
  g_autofree cairo_text_cluster_t *clusters = NULL;
  guint n_clusters;

  if (font == NULL || run->rotated)
    return FALSE;

  glyphs = g_new (cairo_glyph_t, run->n_glyphs);
  clusters = g_new0 (cairo_text_cluster_t, run->n_glyphs);
  for (guint i = 0; i < run->n_glyphs; i++)
    glyphs[i] = (cairo_glyph_t){ run->glyphs[i].id, bs_unit_to_points (run->glyphs[i].x),
                                 bs_unit_to_points (run->glyphs[i].y) };
  n_clusters = make_clusters (run, clusters);
  cairo_set_font_face (cairo, font);
  cairo_set_font_size (cairo, bs_unit_to_points (run->size));
  if (n_clusters > 0)
    cairo_show_text_glyphs (cairo, run->text, -1, glyphs, (int) run->n_glyphs, clusters,
                            (int) n_clusters, 0);
  else
    cairo_show_glyphs (cairo, glyphs, (int) run->n_glyphs);

  return TRUE;
}
