/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-subset.h"

#include "bs-cff.h"
#include "bs-config.h"
#include "bs-pdf-file.h"
#include "bs-pdf-font.h"
#include "bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/* OpenType, OS/2 table, fsType. */
#define FS_TYPE_OFFSET 8
#define FS_TYPE_USAGE_MASK 0x000F
#define FS_TYPE_RESTRICTED 0x0002
#define FS_TYPE_NO_SUBSET 0x0100
#define FS_TYPE_BITMAP_ONLY 0x0200

/* What a PDF reader looks at (ISO 32000-1, 9.9). Leaving out cmap, GSUB and the rest spares
 * HarfBuzz from walking through 60,000 characters, and from adding glyphs that could be reached. */
static const hb_tag_t kept_tables[] = {
  HB_TAG ('C', 'F', 'F', ' '), HB_TAG ('c', 'v', 't', ' '), HB_TAG ('f', 'p', 'g', 'm'),
  HB_TAG ('g', 'l', 'y', 'f'), HB_TAG ('h', 'e', 'a', 'd'), HB_TAG ('h', 'h', 'e', 'a'),
  HB_TAG ('h', 'm', 't', 'x'), HB_TAG ('l', 'o', 'c', 'a'), HB_TAG ('m', 'a', 'x', 'p'),
  HB_TAG ('p', 'r', 'e', 'p'),
};

static hb_blob_t *
reference_kept_table (hb_face_t *face G_GNUC_UNUSED, hb_tag_t tag, void *data)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept_tables); i++)
    if (kept_tables[i] == tag)
      return hb_face_reference_table (data, tag);

  return NULL;
}

static guint
read_u16 (hb_face_t *face, hb_tag_t tag, guint offset)
{
  hb_blob_t *table = hb_face_reference_table (face, tag);
  guint length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (table, &length);
  guint value = offset + 2 <= length ? data[offset] << 8 | data[offset + 1] : 0;

  hb_blob_destroy (table);
  return value;
}

static gboolean
has_table (hb_face_t *face, hb_tag_t tag)
{
  hb_blob_t *table = hb_face_reference_table (face, tag);
  gboolean found = hb_blob_get_length (table) > 0;

  hb_blob_destroy (table);
  return found;
}

/**
 * bs_pdf_font_refusal:
 *
 * Returns: (transfer full) (nullable): a translated reason and remedy
 */
char *
bs_pdf_font_refusal (BsFace *face)
{
  hb_face_t *source = bs_face_get_hb_face (face);
  guint fs_type = read_u16 (source, HB_TAG ('O', 'S', '/', '2'), FS_TYPE_OFFSET);

  if (!has_table (source, HB_TAG ('C', 'F', 'F', ' '))
      && !has_table (source, HB_TAG ('g', 'l', 'y', 'f')))
    return g_strdup_printf (_ ("%s: its outlines are of a kind that PDF cannot hold. "
                               "Use a static TrueType or OpenType font"),
                            bs_face_get_postscript_name (face));
  if ((fs_type & FS_TYPE_USAGE_MASK) == FS_TYPE_RESTRICTED || (fs_type & FS_TYPE_BITMAP_ONLY) != 0)
    return g_strdup_printf (_ ("%s: its licence forbids embedding it. Use another font"),
                            bs_face_get_postscript_name (face));
  if ((fs_type & FS_TYPE_NO_SUBSET) != 0)
    return g_strdup_printf (_ ("%s: its licence forbids embedding a part of it. Use another font"),
                            bs_face_get_postscript_name (face));

  return NULL;
}

BsPdfSubset *
bs_pdf_subset_ref (BsPdfSubset *self)
{
  g_atomic_int_inc (&self->ref_count);

  return self;
}

/**
 * bs_pdf_subset_unref:
 * @self: (transfer full): a subset
 */
void
bs_pdf_subset_unref (BsPdfSubset *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->program, g_bytes_unref);
  g_clear_pointer (&self->cid_to_gid, g_bytes_unref);
  g_free (self);
}

static hb_subset_plan_t *
make_plan (hb_face_t *source, const hb_set_t *glyphs, hb_subset_flags_t flags)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_subset_plan_t *plan;

  if (input == NULL)
    return NULL;
  hb_set_union (hb_subset_input_glyph_set (input), glyphs);
  hb_subset_input_set_flags (input, flags);
  plan = hb_subset_plan_create_or_fail (source, input);
  hb_subset_input_destroy (input);

  return plan;
}

/* A name-keyed CFF has no CIDs: codes are its glyph indices (ISO 32000-1, 9.7.4.2), which must then
 * stay as they were. */
static gboolean
take_cff (BsPdfSubset *self, hb_face_t *face, const hb_map_t *new_to_old, gboolean cid_keyed)
{
  hb_blob_t *table = hb_face_reference_table (face, HB_TAG ('C', 'F', 'F', ' '));
  guint length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (table, &length);
  g_autoptr (GByteArray) cff = g_byte_array_sized_new (length);
  gboolean good = length > 0;

  g_byte_array_append (cff, data, length);
  hb_blob_destroy (table);
  if (good && cid_keyed)
    good = bs_cff_set_charset (cff, new_to_old);
  if (!good)
    return FALSE;

  self->program = bs_pdf_deflate (cff->data, cff->len, BS_PDF_BINARY);
  self->program_length = cff->len;

  return TRUE;
}

static gboolean
take_truetype (BsPdfSubset *self, hb_face_t *face, const hb_set_t *glyphs,
               const hb_map_t *old_to_new)
{
  hb_blob_t *blob = hb_face_reference_blob (face);
  guint length;
  const char *data = hb_blob_get_data (blob, &length);
  guint n_codes = hb_set_get_max (glyphs) + 1;
  g_autofree guint8 *map = g_malloc0 (n_codes * 2);
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

  if (length > 0)
    self->program = bs_pdf_deflate (data, length, BS_PDF_BINARY);
  self->program_length = length;
  hb_blob_destroy (blob);
  if (length == 0)
    return FALSE;

  while (hb_set_next (glyphs, &glyph))
    {
      hb_codepoint_t new_glyph = hb_map_get (old_to_new, glyph);

      if (new_glyph == HB_MAP_VALUE_INVALID)
        continue;
      map[glyph * 2] = new_glyph >> 8;
      map[glyph * 2 + 1] = new_glyph & 0xFF;
    }
  self->cid_to_gid = bs_pdf_deflate (map, n_codes * 2, BS_PDF_TEXT);

  return TRUE;
}

static gboolean
is_cid_keyed (hb_face_t *source)
{
  hb_blob_t *table = hb_face_reference_table (source, HB_TAG ('C', 'F', 'F', ' '));
  guint length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (table, &length);
  gboolean keyed = bs_cff_is_cid_keyed (data, length);

  hb_blob_destroy (table);
  return keyed;
}

/**
 * bs_pdf_subset_new:
 * @glyphs: of @face
 *
 * Hints are left out: no imagesetter uses them, and they are a tenth of the file.
 *
 * Returns: (transfer full): the subset, or %NULL with %BS_PRINT_ERROR_FONT
 */
BsPdfSubset *
bs_pdf_subset_new (BsFace *face, const hb_set_t *glyphs, GError **error)
{
  g_autoptr (BsPdfSubset) self = g_new0 (BsPdfSubset, 1);
  g_autofree char *refusal = bs_pdf_font_refusal (face);
  hb_face_t *original = bs_face_get_hb_face (face);
  gboolean cff = bs_face_is_cff (face);
  gboolean cid_keyed = cff && is_cid_keyed (original);
  hb_subset_flags_t flags = HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING
                            | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
  hb_face_t *source, *result = NULL;
  hb_subset_plan_t *plan;
  gboolean good = FALSE;

  self->ref_count = 1;
  if (refusal != NULL)
    {
      g_set_error_literal (error, BS_PRINT_ERROR, BS_PRINT_ERROR_FONT, refusal);
      return NULL;
    }

  if (cff && !cid_keyed)
    flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
  source = hb_face_create_for_tables (reference_kept_table, original, NULL);
  plan = make_plan (source, glyphs, flags);
  if (plan != NULL)
    result = hb_subset_plan_execute_or_fail (plan);
  if (result != NULL)
    good = cff
             ? take_cff (self, result, hb_subset_plan_new_to_old_glyph_mapping (plan), cid_keyed)
             : take_truetype (self, result, glyphs, hb_subset_plan_old_to_new_glyph_mapping (plan));
  hb_face_destroy (result);
  hb_subset_plan_destroy (plan);
  hb_face_destroy (source);

  if (!good)
    {
      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_FONT,
                   _ ("%s: the font file is damaged. Install the font again, or choose another"),
                   bs_face_get_path (face));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static int
to_thousandths (int value, guint em)
{
  return em == 0 ? 0 : (int) ((gint64) value * 1000 / (int) em);
}

/* The thickness of stems is nowhere in an OpenType font; what everybody guesses from the weight. */
static guint
guess_stem (guint weight)
{
  guint excess = weight > 50 ? weight - 50 : 0;

  return 10 + 220 * excess / 900;
}

/**
 * bs_pdf_subset_describe:
 * @name: with its subset tag
 *
 * Returns: (transfer full): a FontDescriptor (ISO 32000-1, 9.8) in PDF syntax
 */
char *
bs_pdf_subset_describe (BsPdfSubset *self G_GNUC_UNUSED, BsFace *face, const char *name)
{
  hb_face_t *source = bs_face_get_hb_face (face);
  hb_font_t *font = bs_face_get_hb_font (face);
  guint em = bs_face_get_units_per_em (face);
  const hb_tag_t head = HB_TAG ('h', 'e', 'a', 'd');
  hb_position_t cap = 0;
  hb_font_extents_t extents = { 0 };
  int box[4];

  /* OpenType, head table: xMin, yMin, xMax, yMax. */
  for (guint i = 0; i < 4; i++)
    box[i] = to_thousandths ((gint16) read_u16 (source, head, 36 + 2 * i), em);
  hb_font_get_h_extents (font, &extents);
  if (!hb_ot_metrics_get_position (font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap) || cap <= 0)
    cap = extents.ascender;

  /* Flag 4: symbolic, that is not limited to the standard Latin characters. */
  return g_strdup_printf ("<< /Type /FontDescriptor /FontName /%s /Flags 4 "
                          "/FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d "
                          "/CapHeight %d /StemV %u >>",
                          name, box[0], box[1], box[2], box[3],
                          to_thousandths (extents.ascender, em),
                          to_thousandths (extents.descender, em), to_thousandths (cap, em),
                          guess_stem (bs_face_get_weight (face)));
}
