/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-face.h"

#include "bs-config.h"
#include "bs-font-set.h"

#include <glib/gi18n-lib.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A font with more faces or glyph space than this is not one a newspaper is set with. */
#define MAX_FILE_SIZE (512u * 1024u * 1024u)

struct _BsFace
{
  gatomicrefcount ref_count;

  char *path;
  guint index;
  char *family;
  char *postscript_name;
  guint weight;
  guint units_per_em;
  gboolean is_cff;

  GMappedFile *file; /* kept by the blob */
  hb_blob_t *blob;
  hb_face_t *hb_face;
  hb_font_t *hb_font;
};

G_DEFINE_BOXED_TYPE (BsFace, bs_face, bs_face_ref, bs_face_unref)

static gboolean
has_table (hb_face_t *face, hb_tag_t tag)
{
  hb_blob_t *table = hb_face_reference_table (face, tag);
  gboolean found = hb_blob_get_length (table) > 0;

  hb_blob_destroy (table);
  return found;
}

/* Names are wanted in English: they go into PDF, documents and logs, which are the same for all. */
static char *
dup_name (hb_face_t *face, hb_ot_name_id_t id)
{
  hb_language_t english = hb_language_from_string ("en", -1);
  char name[256];
  guint length = sizeof name;

  if (hb_ot_name_get_utf8 (face, id, english, &length, name) == 0 || *name == '\0')
    return NULL;
  return g_utf8_validate (name, -1, NULL) ? g_strdup (name) : NULL;
}

/* PDF and PostScript allow printable ASCII but ten delimiters (OpenType, name ID 6). */
static char *
make_postscript_name (hb_face_t *face, const char *family)
{
  g_autofree char *name = dup_name (face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
  GString *clean = g_string_new (NULL);

  for (const char *at = name != NULL ? name : family; *at != '\0' && clean->len < 63; at++)
    if (*at > ' ' && *at < 127 && strchr ("[](){}<>/%", *at) == NULL)
      g_string_append_c (clean, *at);
  if (clean->len == 0)
    g_string_append (clean, "Unnamed");

  return g_string_free (clean, FALSE);
}

/* Mapped here rather than by HarfBuzz, which may read a file into memory instead: pages are given
 * back in bs_face_release_pages(), and must come from the file again. */
static gboolean
map (BsFace *self)
{
  gsize length;

  self->file = g_mapped_file_new (self->path, FALSE, NULL);
  if (self->file == NULL)
    return FALSE;
  length = g_mapped_file_get_length (self->file);
  if (length == 0 || length > MAX_FILE_SIZE)
    {
      g_clear_pointer (&self->file, g_mapped_file_unref);
      return FALSE;
    }
  self->blob = hb_blob_create (g_mapped_file_get_contents (self->file), (guint) length,
                               HB_MEMORY_MODE_READONLY, self->file,
                               (hb_destroy_func_t) g_mapped_file_unref);

  return TRUE;
}

static gboolean
load (BsFace *self)
{
  if (!map (self) || self->index >= hb_face_count (self->blob))
    return FALSE;

  self->hb_face = hb_face_create (self->blob, self->index);
  if (hb_face_get_glyph_count (self->hb_face) == 0
      || !has_table (self->hb_face, HB_TAG ('c', 'm', 'a', 'p')))
    return FALSE;

  self->units_per_em = hb_face_get_upem (self->hb_face);
  self->hb_font = hb_font_create (self->hb_face);
  self->is_cff = has_table (self->hb_face, HB_TAG ('C', 'F', 'F', ' '));
  self->weight = (guint) CLAMP (hb_style_get_value (self->hb_font, HB_STYLE_TAG_WEIGHT), 1, 1000);
  self->family = dup_name (self->hb_face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
  if (self->family == NULL)
    self->family = dup_name (self->hb_face, HB_OT_NAME_ID_FONT_FAMILY);
  if (self->family == NULL)
    self->family = g_path_get_basename (self->path);
  self->postscript_name = make_postscript_name (self->hb_face, self->family);

  hb_face_make_immutable (self->hb_face);
  hb_font_make_immutable (self->hb_font);

  return TRUE;
}

/**
 * bs_face_new:
 * @path: a font file: TrueType, OpenType or a collection
 * @index: the face within a collection, else 0
 * @error: return location for a #BsComposeError
 *
 * Maps the file; pages of it are read as they are needed.
 *
 * Returns: (transfer full): the face, or %NULL with @error set when the file cannot be read or
 *   is not a font
 */
BsFace *
bs_face_new (const char *path, guint index, GError **error)
{
  g_autoptr (BsFace) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (BsFace, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->index = index;

  if (!load (self))
    {
      g_set_error (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_FONT,
                   _ ("%s: not a usable font file. Install the font again, or choose another."),
                   path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * bs_face_ref:
 *
 * Returns: (transfer full): @face
 */
BsFace *
bs_face_ref (BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);

  g_atomic_ref_count_inc (&face->ref_count);
  return face;
}

/**
 * bs_face_unref:
 * @face: (transfer full): a face
 */
void
bs_face_unref (BsFace *face)
{
  g_return_if_fail (face != NULL);

  if (!g_atomic_ref_count_dec (&face->ref_count))
    return;

  g_clear_pointer (&face->hb_font, hb_font_destroy);
  g_clear_pointer (&face->hb_face, hb_face_destroy);
  g_clear_pointer (&face->blob, hb_blob_destroy);
  g_free (face->postscript_name);
  g_free (face->family);
  g_free (face->path);
  g_free (face);
}

/**
 * bs_face_get_path:
 *
 * Returns: (transfer none): the font file
 */
const char *
bs_face_get_path (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->path;
}

/**
 * bs_face_get_index:
 *
 * Returns: which face of a collection it is, from 0
 */
guint
bs_face_get_index (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, 0);
  return face->index;
}

/**
 * bs_face_get_family:
 *
 * Returns: (transfer none): the family, in English
 */
const char *
bs_face_get_family (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->family;
}

/**
 * bs_face_get_postscript_name:
 *
 * Returns: (transfer none): a name that PDF allows: printable ASCII without delimiters
 */
const char *
bs_face_get_postscript_name (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->postscript_name;
}

/**
 * bs_face_get_weight:
 *
 * Returns: the weight as in CSS and OpenType: 400 regular, 700 bold
 */
guint
bs_face_get_weight (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, 400);
  return face->weight;
}

/**
 * bs_face_get_units_per_em:
 *
 * Returns: the units of all that HarfBuzz says of the face
 */
guint
bs_face_get_units_per_em (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, 1000);
  return face->units_per_em;
}

/**
 * bs_face_is_cff:
 *
 * Returns: whether its outlines are in a `CFF ` table; else they are TrueType
 */
gboolean
bs_face_is_cff (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, FALSE);
  return face->is_cff;
}

/**
 * bs_face_get_hb_face:
 *
 * Returns: (transfer none): immutable
 */
hb_face_t *
bs_face_get_hb_face (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->hb_face;
}

/**
 * bs_face_get_hb_font:
 *
 * Returns: (transfer none): immutable, at the scale of the units per em
 */
hb_font_t *
bs_face_get_hb_font (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->hb_font;
}

/**
 * bs_face_get_file_blob:
 *
 * Returns: (transfer none): the whole font file
 */
hb_blob_t *
bs_face_get_file_blob (const BsFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->blob;
}

/**
 * bs_face_has_char:
 *
 * Returns: whether the face's cmap has a glyph for @c
 */
gboolean
bs_face_has_char (const BsFace *face, gunichar c)
{
  hb_codepoint_t glyph;

  g_return_val_if_fail (face != NULL, FALSE);
  return hb_font_get_nominal_glyph (face->hb_font, c, &glyph) && glyph != 0;
}

/**
 * bs_face_release_pages:
 *
 * Gives the parts of the file that have been read back to the system, which reads them again when
 * they are next needed. For when much of a large font has been looked at and will not be soon again.
 */
void
bs_face_release_pages (const BsFace *face)
{
  char *start;
  gsize length;

  g_return_if_fail (face != NULL);

  start = g_mapped_file_get_contents (face->file);
  length = g_mapped_file_get_length (face->file);
  /* Mappings begin with a page; the last one may be partial. */
  if ((guintptr) start % (gsize) sysconf (_SC_PAGESIZE) == 0)
    madvise (start, length, MADV_DONTNEED);
}
