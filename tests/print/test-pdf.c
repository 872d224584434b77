/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-page.h"

#include "compose/bs-font-set.h"
#include "print/bs-cff.h"
#include "print/bs-export-cache.h"
#include "print/bs-pdf-content.h"
#include "print/bs-pdf-subset.h"
#include "print/bs-pdf.h"
#include "print/bs-press-cache.h"

#include <glib/gstdio.h>
#include <hb-subset.h>
#include <locale.h>
#include <string.h>
#include <zlib.h>

static const BsPaint black = { BS_PAINT_COLOR, { 0, 0, 0, 1000 } };
static const BsPaint white = { BS_PAINT_COLOR, { 0, 0, 0, 0 } };

static BsFace *
find_face (BsEnvironment *environment, const char *family)
{
  return bs_font_set_find (bs_environment_get_fonts (environment), family, 400, NULL, NULL);
}

static char *
inflate_bytes (GBytes *bytes)
{
  uLongf length = 1 << 20;
  char *text = g_malloc0 (length + 1);

  g_assert_cmpint (uncompress ((guint8 *) text, &length, g_bytes_get_data (bytes, NULL),
                               g_bytes_get_size (bytes)),
                   ==, Z_OK);

  return text;
}

static char *
finish (BsPdfContent *content)
{
  g_autoptr (GBytes) bytes = bs_pdf_content_finish (content);

  return inflate_bytes (bytes);
}

static void
test_numbers (void)
{
  g_autoptr (BsPdfContent) content = bs_pdf_content_new (BS_POINTS (100), 0, 0);
  const double half_turn[6] = { -1, 0, 0, -1, 102400, 51200 };
  g_autofree char *text = NULL;

  bs_pdf_content_save (content);
  bs_pdf_content_clip (content, &(BsRect){ -1024, 1536, 1, 10240 });
  bs_pdf_content_concat (content, half_turn);
  bs_pdf_content_fill (content, &(BsRect){ 512, 0, 1024000, 2048 },
                       &(BsPaint){ BS_PAINT_COLOR, { 5, 50, 500, 1000 } });
  bs_pdf_content_restore (content);
  text = finish (content);
  g_assert_cmpstr (text, ==,
                   "q\n-1 88.5 .001 10 re W n\n-1 0 0 -1 100 150 cm\n"
                   ".005 .05 .5 1 k\n.5 98 1000 2 re f\nQ\n");
}

static void
test_overprint (void)
{
  g_autoptr (BsPdfContent) content = bs_pdf_content_new (BS_POINTS (100), 0, 0);
  const BsRect rule = { 0, 0, BS_POINTS (50), BS_POINTS (1) };
  const BsRect slab = { 0, 0, BS_POINTS (50), BS_POINTS (50) };
  const BsPaint gray = { BS_PAINT_COLOR, { 0, 0, 0, 200 } };
  g_autofree char *text = NULL;

  bs_pdf_content_fill (content, &rule, &black);
  bs_pdf_content_fill (content, &rule, &white);
  bs_pdf_content_fill (content, &slab, &black);
  bs_pdf_content_save (content);
  bs_pdf_content_fill (content, &rule, &black);
  bs_pdf_content_restore (content);
  bs_pdf_content_fill (content, &rule, &gray);
  bs_pdf_content_image (content, &slab, "P1");
  bs_pdf_content_fill (content, &rule, &black);
  bs_pdf_content_image (content, &slab, "P2");
  text = finish (content);
  g_assert_cmpstr (text, ==,
                   "/GK gs\n0 0 0 1 k\n0 99 50 1 re f\n"
                   "/GN gs\n0 0 0 0 k\n0 99 50 1 re f\n"
                   "0 0 0 1 k\n0 50 50 50 re f\n"
                   "q\n/GK gs\n0 99 50 1 re f\nQ\n"
                   "0 0 0 .2 k\n0 99 50 1 re f\n"
                   "q 50 0 0 50 0 50 cm /P1 Do Q\n"
                   "/GK gs\n0 0 0 1 k\n0 99 50 1 re f\n"
                   "/GN gs\nq 50 0 0 50 0 50 cm /P2 Do Q\n");
}

/* What a run of one glyph a cluster becomes. */
static char *
set_run (BsEnvironment *environment, BsFace *face, const char *text, const guint32 *clusters,
         guint n, const BsUnit *x)
{
  g_autoptr (BsPdfFontTable) fonts = bs_pdf_font_table_new (environment);
  g_autoptr (BsPdfContent) content = bs_pdf_content_new (BS_POINTS (100), 0, 0);
  g_autofree BsRunGlyph *glyphs = g_new0 (BsRunGlyph, n);
  BsGlyphRun run = {
    .face = face, .size = BS_POINTS (10), .text = text, .path = "", .n_glyphs = n, .glyphs = glyphs
  };

  for (guint i = 0; i < n; i++)
    {
      const char *at = text + MIN (clusters[i], strlen (text) - 1);
      hb_codepoint_t glyph = 0;

      hb_font_get_nominal_glyph (bs_face_get_hb_font (face), g_utf8_get_char (at), &glyph);
      glyphs[i] = (BsRunGlyph){ glyph, clusters[i], x[i], 0 };
    }
  bs_pdf_font_table_add_run (fonts, &run);
  bs_pdf_content_glyphs (content, &run, NULL, bs_pdf_font_table_lookup (fonts, face), &black);

  return finish (content);
}

static void
test_gaps_are_no_spaces (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFace *face = find_face (environment, "Noto Serif CJK SC");
  const guint32 clusters[] = { 0, 3, 6 };
  const BsUnit solid[] = { 0, BS_POINTS (10), BS_POINTS (20) };
  const BsUnit open[] = { 0, BS_POINTS (10), BS_POINTS (22.5) };
  g_autofree char *plain = set_run (environment, face, "一二三", clusters, 3, solid);
  g_autofree char *spread = set_run (environment, face, "一二三", clusters, 3, open);

  g_assert_null (strstr (plain, "ActualText"));
  g_assert_nonnull (strstr (plain, ">] TJ"));
  g_assert_nonnull (strstr (spread, "/ActualText<FEFF4E8C4E09>"));
  g_assert_nonnull (strstr (spread, "-250<"));
}

static void
test_squeezed_is_no_new_line (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFace *face = find_face (environment, "Noto Serif CJK SC");
  const guint32 clusters[] = { 0, 3, 6 };
  const BsUnit squeezed[] = { 0, BS_POINTS (10), BS_POINTS (15) };
  g_autofree char *text = set_run (environment, face, "一，三", clusters, 3, squeezed);

  g_assert_nonnull (strstr (text, "/ActualText<FEFFFF0C4E09>"));
}

/* An arrow and the caption behind it are runs of their own. */
static void
test_gap_between_runs (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFace *face = find_face (environment, "Noto Serif CJK SC");
  const BsUnit places[] = { BS_POINTS (10), BS_POINTS (12), BS_POINTS (5) };
  const BsRunGlyph first = { 5000, 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (BsPdfFontTable) fonts = bs_pdf_font_table_new (environment);
      g_autoptr (BsPdfContent) content = bs_pdf_content_new (BS_POINTS (100), 0, 0);
      const BsRunGlyph second = { 5001, 0, places[i], 0 };
      const BsGlyphRun run = { .face = face,
                               .size = BS_POINTS (10),
                               .text = "▲",
                               .path = "",
                               .n_glyphs = 1,
                               .glyphs = &first };
      const BsGlyphRun next = { .face = face,
                                .size = BS_POINTS (10),
                                .text = "一",
                                .path = "",
                                .n_glyphs = 1,
                                .glyphs = &second };
      g_autofree char *text = NULL;

      bs_pdf_font_table_add_run (fonts, &run);
      bs_pdf_font_table_add_run (fonts, &next);
      bs_pdf_content_glyphs (content, &run, &next, bs_pdf_font_table_lookup (fonts, face), &black);
      text = finish (content);
      g_assert_true ((strstr (text, "/ActualText<FEFF25B2>") != NULL) == (i > 0));
    }
}

static void
test_shared_glyph (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFace *face = find_face (environment, "Noto Serif CJK SC");
  const guint32 one[] = { 0 };
  const guint32 two[] = { 0, 0 };
  const BsUnit x[] = { 0, BS_POINTS (10) };
  g_autofree char *ligature = set_run (environment, face, "——", one, 1, x);
  g_autofree char *split = set_run (environment, face, "é", two, 2, x);

  /* One glyph for two characters needs no ActualText: its ToUnicode holds both. */
  g_assert_null (strstr (ligature, "ActualText"));
  /* Two glyphs for one character do. */
  g_assert_nonnull (strstr (split, "/ActualText<FEFF00E9>"));
}

static void
test_blank_at_line_end (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFace *face = find_face (environment, "Noto Serif CJK SC");
  const guint32 clusters[] = { 0, 1 };
  const BsUnit x[] = { 0, BS_POINTS (5) };
  hb_codepoint_t space = 0;
  g_autofree char *text = set_run (environment, face, "ab ", clusters, 2, x);
  g_autofree char *wanted = NULL;

  hb_font_get_nominal_glyph (bs_face_get_hb_font (face), ' ', &space);
  wanted = g_strdup_printf ("%04X>] TJ", space);
  g_assert_null (strstr (text, "ActualText"));
  g_assert_nonnull (strstr (text, wanted));
}

/* The CFF tables of regional subsets have CIDs other than their glyph ids. */
static void
test_regional_cff (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFace *face = find_face (environment, "Noto Serif CJK SC");
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_face_t *subset;
  hb_blob_t *blob;
  hb_map_t *cids = hb_map_create ();
  g_autoptr (GByteArray) cff = g_byte_array_new ();
  guint length, before;

  hb_set_add_range (hb_subset_input_glyph_set (input), 1000, 1019);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_DESUBROUTINIZE);
  subset = hb_subset_or_fail (bs_face_get_hb_face (face), input);
  blob = hb_face_reference_table (subset, HB_TAG ('C', 'F', 'F', ' '));
  g_byte_array_append (cff, (const guint8 *) hb_blob_get_data (blob, NULL),
                       hb_blob_get_length (blob));
  hb_blob_get_data (blob, &length);

  g_assert_true (bs_cff_is_cid_keyed (cff->data, cff->len));
  for (guint i = 0; i < hb_face_get_glyph_count (subset); i++)
    hb_map_set (cids, i, i == 0 ? 0 : 5000 + 3 * i);
  before = cff->len;
  g_assert_true (bs_cff_set_charset (cff, cids));
  g_assert_cmpuint (cff->len, ==, before + 1 + 2 * (hb_face_get_glyph_count (subset) - 1));
  /* Now it says so already. */
  before = cff->len;
  g_assert_true (bs_cff_set_charset (cff, cids));
  g_assert_cmpuint (cff->len, ==, before);

  /* No part of a font makes it read beyond. */
  for (guint i = 0; i < MIN (length, 600); i++)
    {
      g_autofree guint8 *part = g_memdup2 (cff->data, i + 1);
      g_autoptr (GByteArray) array = g_byte_array_new ();

      bs_cff_is_cid_keyed (part, i + 1);
      g_byte_array_append (array, part, i + 1);
      bs_cff_set_charset (array, cids);
    }

  hb_map_destroy (cids);
  hb_blob_destroy (blob);
  hb_face_destroy (subset);
  hb_subset_input_destroy (input);
}

typedef struct
{
  BsEnvironment *environment;
  BsDisplayListBuilder *builder;
  char *folder;
} Desk;

static void
desk_setup (Desk *desk, gconstpointer data)
{
  desk->environment = bs_environment_new_default ();
  desk->builder = bs_display_list_builder_new ("A1", bs_unit_from_mm (275), bs_unit_from_mm (390));
  desk->folder = g_dir_make_tmp ("print-XXXXXX", NULL);
}

static void
desk_teardown (Desk *desk, gconstpointer data)
{
  static const char *const names[] = { "rgb.jpg",   "short.jpg", "gray.jpg",   "cmyk.jpg",
                                       "adobe.jpg", "alpha.png", "color.tiff", "turned.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (desk->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_clear_object (&desk->environment);
  g_free (desk->folder);
}

static void
add_text (Desk *desk, const char *text, BsUnit size, BsUnit x, BsColor color)
{
  BsFace *face = find_face (desk->environment, "Noto Serif CJK SC");
  hb_codepoint_t glyph = 0;
  BsRunGlyph placed;

  hb_font_get_nominal_glyph (bs_face_get_hb_font (face), g_utf8_get_char (text), &glyph);
  placed = (BsRunGlyph){ glyph, 0, x, bs_unit_from_mm (100) };
  bs_display_list_builder_add_glyphs (desk->builder, &(BsGlyphRun){ .face = face,
                                                                    .size = size,
                                                                    .color = color,
                                                                    .glyphs = &placed,
                                                                    .n_glyphs = 1,
                                                                    .text = text,
                                                                    .path = "/p" });
}

static void
add_image (Desk *desk, const char *file, double mm)
{
  bs_display_list_builder_add_image (
    desk->builder, &(BsImageItem){ .file = file,
                                   .photo = "photo-1",
                                   .rect = { bs_unit_from_mm (20), bs_unit_from_mm (20),
                                             bs_unit_from_mm (mm), bs_unit_from_mm (mm * 2 / 3) },
                                   .pixel_width = 600,
                                   .pixel_height = 400 });
}

/* "code level, code level", in drawing order. */
static char *
preflight (Desk *desk)
{
  g_autoptr (BsDisplayList) list = bs_display_list_builder_end (desk->builder);
  g_autoptr (GFile) media = g_file_new_for_path (desk->folder);
  BsPdfOptions options = { .media_folder = media };
  g_autoptr (GPtrArray) findings = NULL;
  GString *out = g_string_new (NULL);

  demo_photos_write (desk->folder);
  findings = bs_preflight (desk->environment, list, &options);
  for (guint i = 0; i < findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpstr (finding->page, ==, "A1");
      g_assert_nonnull (finding->message);
      g_assert_cmpint (finding->rect.width, >, 0);
      g_string_append_printf (out, "%s%s %s", i > 0 ? ", " : "", finding->code,
                              bs_level_to_string (finding->level));
    }

  return g_string_free (out, FALSE);
}

static void
test_preflight_photos (Desk *desk, gconstpointer data)
{
  g_autofree char *found = NULL;

  add_image (desk, "gray.jpg", 50);
  add_image (desk, "rgb.jpg", 50);
  add_image (desk, "gray.jpg", 100);
  add_image (desk, "gray.jpg", 230);
  add_image (desk, "none.jpg", 50);
  found = preflight (desk);
  g_assert_cmpstr (found, ==,
                   "rgb-image info, low-resolution warning, low-resolution error, "
                   "missing-photo error");
}

static void
test_preflight_text (Desk *desk, gconstpointer data)
{
  const BsRect panel = { 0, bs_unit_from_mm (80), bs_unit_from_mm (275), bs_unit_from_mm (60) };
  const BsColor ink = { 0, 0, 0, 1000 }, paper = { 0 }, gray = { 0, 0, 0, 600 };
  g_autofree char *found = NULL;

  add_text (desk, "白", BS_POINTS (7), bs_unit_from_mm (40), paper);
  bs_display_list_builder_add_fill (desk->builder, &panel, (BsColor){ 500, 500, 0, 0 });
  add_text (desk, "黑", BS_POINTS (7), bs_unit_from_mm (30), ink);
  add_text (desk, "大", BS_POINTS (12), bs_unit_from_mm (40), paper);
  add_text (desk, "白", BS_POINTS (7), bs_unit_from_mm (40), paper);
  add_text (desk, "灰", BS_POINTS (10), bs_unit_from_mm (50), gray);
  add_text (desk, "外", BS_POINTS (10), bs_unit_from_mm (273), ink);
  bs_display_list_builder_add_fill (desk->builder, &(BsRect){ 0, 0, BS_POINTS (100), 200 }, ink);
  bs_display_list_builder_add_fill (desk->builder, &panel, (BsColor){ 800, 800, 800, 0 });
  bs_display_list_builder_add_fill (desk->builder, &panel, (BsColor){ 900, 900, 900, 0 });
  found = preflight (desk);
  g_assert_cmpstr (found, ==,
                   "small-colour-text warning, text-not-overprinting warning, "
                   "text-outside-trim error, hairline warning, too-much-ink warning");
}

static GBytes *export(Desk *desk, BsDisplayList *list, gboolean proof, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GFile) media = g_file_new_for_path (desk->folder);
  BsPdfOptions options = { .media_folder = media, .proof = proof, .marks = TRUE, .title = "标题" };

  return bs_pdf_export (desk->environment, &list, 1, &options, cancellable, error);
}

static void
test_errors_stop_it (Desk *desk, gconstpointer data)
{
  g_autoptr (BsDisplayList) list = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  add_image (desk, "none.jpg", 50);
  list = bs_display_list_builder_end (desk->builder);
  pdf = export(desk, list, FALSE, NULL, &error);
  g_assert_null (pdf);
  g_assert_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PREFLIGHT);
  g_assert_nonnull (strstr (error->message, "photo-1"));

  pdf = export(desk, list, TRUE, NULL, NULL);
  g_assert_nonnull (pdf);
}

static void
test_damaged_photo (Desk *desk, gconstpointer data)
{
  g_autoptr (BsDisplayList) list = NULL;
  g_autoptr (GBytes) proof = NULL;
  g_autoptr (GError) error = NULL;

  demo_photos_write (desk->folder);
  add_image (desk, "short.jpg", 50);
  list = bs_display_list_builder_end (desk->builder);
  g_assert_null (export(desk, list, FALSE, NULL, &error));
  g_assert_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO);
  g_assert_nonnull (strstr (error->message, "short.jpg"));
  g_clear_error (&error);

  /* A proof shows all that there is. */
  proof = export(desk, list, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (proof);
}

static void
test_cancelled (Desk *desk, gconstpointer data)
{
  g_autoptr (BsDisplayList) list = bs_display_list_builder_end (desk->builder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (export(desk, list, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_same_bytes (Desk *desk, gconstpointer data)
{
  const DemoPage page = { .specials = TRUE, .n_lines = 20 };
  g_autoptr (BsDisplayList) list = demo_page_new (desk->environment, &page, NULL);
  g_autoptr (GBytes) first = export(desk, list, TRUE, NULL, NULL);

  bs_display_list_unref (bs_display_list_builder_end (desk->builder));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) again = NULL;

      /* A locale with a decimal comma, where there is one. */
      setlocale (LC_ALL, i % 2 == 0 ? "de_DE.UTF-8" : "C");
      again = export(desk, list, TRUE, NULL, NULL);
      g_assert_true (g_bytes_equal (first, again));
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* The picture is kept from one export to the next, but not beyond the file's change. */
static void
test_changed_photo (Desk *desk, gconstpointer data)
{
  g_autoptr (BsDisplayList) list = NULL;
  g_autofree char *path = g_build_filename (desk->folder, "rgb.jpg", NULL);
  g_autofree char *other = g_build_filename (desk->folder, "cmyk.jpg", NULL);
  g_autoptr (GBytes) first = NULL, again = NULL, changed = NULL;

  demo_photos_write (desk->folder);
  add_image (desk, "rgb.jpg", 50);
  list = bs_display_list_builder_end (desk->builder);
  first = export(desk, list, FALSE, NULL, NULL);
  again = export(desk, list, FALSE, NULL, NULL);
  g_assert_true (g_bytes_equal (first, again));

  g_assert_cmpint (g_rename (other, path), ==, 0);
  changed = export(desk, list, FALSE, NULL, NULL);
  g_assert_nonnull (changed);
  g_assert_false (g_bytes_equal (first, changed));
}

/* Pictures that stand ready for the next export are made again where memory was wanted meanwhile. */
static void
test_pictures_are_given_back (Desk *desk, gconstpointer data)
{
  BsPressCache *cache = bs_environment_get_press_cache (desk->environment);
  g_autoptr (BsOutputProfile) profile = bs_output_profile_choose (desk->environment, NULL, NULL);
  g_autofree char *path = g_build_filename (desk->folder, "rgb.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const BsPhotoWish wish = { .max_width = 40, .max_height = 40 };
  g_autoptr (BsPressImage) first = NULL, kept = NULL, anew = NULL;

  demo_photos_write (desk->folder);
  first = bs_press_cache_get_image (cache, file, "rgb.jpg", &wish, profile, NULL);
  kept = bs_press_cache_get_image (cache, file, "rgb.jpg", &wish, profile, NULL);
  g_assert_nonnull (first);
  g_assert_true (kept == first);

  bs_press_cache_clear (cache);
  anew = bs_press_cache_get_image (cache, file, "rgb.jpg", &wish, profile, NULL);
  g_assert_true (anew != first);
  g_assert_true (g_bytes_equal (anew->jpeg, first->jpeg));
}

/* A copy of an installed font that says of itself that nobody may embed it. */
static void
test_forbidden_font (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  const char *installed = bs_face_get_path (find_face (environment, "DejaVu Sans"));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "broadsheet-forbidden.ttf", NULL);
  g_autofree char *data = NULL;
  g_autofree char *refusal = NULL;
  g_autoptr (BsFace) face = NULL;
  gsize length;
  guint n_tables;

  g_assert_true (g_file_get_contents (installed, &data, &length, NULL));
  if (g_str_has_prefix (data, "ttcf"))
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }
  n_tables = (guint8) data[4] << 8 | (guint8) data[5];
  for (guint i = 0; i < n_tables; i++)
    {
      const char *entry = data + 12 + 16 * i;
      guint32 offset;

      memcpy (&offset, entry + 8, sizeof offset);
      if (memcmp (entry, "OS/2", 4) == 0)
        memcpy (data + GUINT32_FROM_BE (offset) + 8, "\0\x02", 2);
    }
  g_assert_true (g_file_set_contents (path, data, length, NULL));
  face = bs_face_new (path, 0, NULL);
  refusal = bs_pdf_font_refusal (face);
  g_assert_nonnull (strstr (refusal, "licence"));
  g_unlink (path);
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_setup, function, desk_teardown)

static GBytes *
export_demo (BsEnvironment *environment, BsEnvironment *fonts, guint n_lines)
{
  const DemoPage demo = { .specials = TRUE, .n_lines = n_lines };
  g_autoptr (BsDisplayList) list = demo_page_new (fonts, &demo, NULL);
  const BsPdfOptions options = { .proof = TRUE, .title = "标题" };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = bs_pdf_export (environment, &list, 1, &options, NULL, &error);

  g_assert_no_error (error);

  return pdf;
}

/* Subsets and streams are taken over from exports before; a subset of too many glyphs would do for
 * a reader, but not for an archive that compares files. */
static void
test_same_after_others (void)
{
  g_autoptr (BsEnvironment) used = bs_environment_new_default ();
  g_autoptr (BsEnvironment) fresh = bs_environment_new_default ();
  g_autoptr (GBytes) more = export_demo (used, used, 60);
  g_autoptr (GBytes) after = export_demo (used, used, 3);
  g_autoptr (GBytes) again = export_demo (used, used, 3);
  g_autoptr (GBytes) alone = export_demo (fresh, used, 3);
  g_autoptr (GBytes) from_nothing = NULL;

  bs_export_cache_clear (bs_environment_get_export_cache (used));
  from_nothing = export_demo (used, used, 3);
  g_assert_false (g_bytes_equal (more, after));
  g_assert_true (g_bytes_equal (after, alone));
  g_assert_true (g_bytes_equal (again, alone));
  g_assert_true (g_bytes_equal (from_nothing, alone));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/print/content/numbers-are-plain-and-exact", test_numbers);
  g_test_add_func ("/print/content/black-overprints-and-nothing-else", test_overprint);
  g_test_add_func ("/print/text/gaps-of-justification-are-no-spaces", test_gaps_are_no_spaces);
  g_test_add_func ("/print/text/squeezed-punctuation-is-no-new-line", test_squeezed_is_no_new_line);
  g_test_add_func ("/print/text/gap-between-runs-is-no-space", test_gap_between_runs);
  g_test_add_func ("/print/text/each-character-comes-back-whatever-its-glyphs", test_shared_glyph);
  g_test_add_func ("/print/text/blank-swallowed-at-a-line-end-comes-back", test_blank_at_line_end);
  g_test_add_func ("/print/cache/an-export-after-others-has-the-same-bytes",
                   test_same_after_others);
  g_test_add_func ("/print/font/regional-fonts-show-the-right-glyphs", test_regional_cff);
  g_test_add_func ("/print/font/one-that-may-not-be-embedded-is-named", test_forbidden_font);
  ADD ("/print/preflight/finds-photos-that-would-print-badly", test_preflight_photos);
  ADD ("/print/preflight/finds-text-and-rules-that-would-print-badly", test_preflight_text);
  ADD ("/print/export/errors-stop-it-unless-a-proof", test_errors_stop_it);
  ADD ("/print/export/damaged-photo-is-named-and-gray-in-a-proof", test_damaged_photo);
  ADD ("/print/export/changed-photo-is-noticed", test_changed_photo);
  ADD ("/print/cache/pictures-are-given-back", test_pictures_are_given_back);
  ADD ("/print/export/can-be-cancelled", test_cancelled);
  ADD ("/print/export/same-page-gives-same-bytes-in-any-locale", test_same_bytes);

  return g_test_run ();
}
