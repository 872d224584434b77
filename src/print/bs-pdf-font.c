/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-font.h"

#include "bs-config.h"
#include "bs-export-cache.h"
#include "bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <hb-ot.h>
#include <string.h>

/* ISO 32000-1, 9.10.3: at most 100 entries a block. */
#define CMAP_BLOCK 100

/* A subset takes some megabytes of memory while it is made. */
#define MAX_THREADS 4

typedef struct
{
  const char *text; /* borrowed from a display list, or from the slug */
  guint length;
} GlyphText;

struct _BsPdfFont
{
  BsFace *face;
  char name[8];
  hb_set_t *glyphs;
  GlyphText *texts; /* by glyph; touched, and so in memory, only where the page uses it */
  guint n_glyphs;   /* of the face */
  guint32 space;

  BsPdfSubset *subset;
  GBytes *to_unicode;
  GError *error;
};

struct _BsPdfFontTable
{
  BsExportCache *cache; /* borrowed */
  GHashTable *by_face;  /* BsFace, borrowed → BsPdfFont, borrowed */
  GPtrArray *fonts;     /* owned, in order of first use */
  GThreadPool *pool;
  gboolean started;
};

static gboolean
is_in_order (const BsGlyphRun *run)
{
  for (guint i = 1; i < run->n_glyphs; i++)
    if (run->glyphs[i].cluster < run->glyphs[i - 1].cluster)
      return FALSE;

  return TRUE;
}

/* Spaces that the line break swallowed must still come out of the PDF between two words. */
static guint
count_blanks (const char *text, guint length)
{
  guint n = 0;

  while (n < length && text[length - n - 1] == ' ')
    n++;

  return n;
}

/**
 * bs_pdf_cluster_next:
 * @cluster: zeroed before the first call
 *
 * Walks through a run. Characters before the first glyph belong to the first cluster; a run whose
 * clusters do not ascend is one cluster.
 *
 * Returns: %FALSE after the last
 */
gboolean
bs_pdf_cluster_next (const BsGlyphRun *run, BsPdfCluster *cluster)
{
  const char *text = run->text != NULL ? run->text : "";
  guint length = strlen (text);
  guint first = cluster->first + cluster->n_glyphs;
  guint start, end, last;

  if (first >= run->n_glyphs)
    {
      *cluster = (BsPdfCluster){ .first = run->n_glyphs };
      return FALSE;
    }

  start = first == 0 ? 0 : MIN (run->glyphs[first].cluster, length);
  last = first + 1;
  while (last < run->n_glyphs && run->glyphs[last].cluster == run->glyphs[first].cluster)
    last++;
  if (first == 0 && !is_in_order (run))
    last = run->n_glyphs;
  end = last < run->n_glyphs ? MIN (run->glyphs[last].cluster, length) : length;

  cluster->first = first;
  cluster->n_glyphs = last - first;
  cluster->text = text + start;
  cluster->length = end > start ? end - start : 0;
  /* A line's end, should one have come this far, is not text. */
  while (cluster->length > 0 && (guchar) cluster->text[cluster->length - 1] < 0x20)
    cluster->length--;
  cluster->n_blanks = count_blanks (cluster->text, cluster->length);
  if (cluster->n_blanks > 0 && cluster->n_blanks == cluster->length)
    cluster->n_blanks--;

  return TRUE;
}

static void
font_free (gpointer data)
{
  BsPdfFont *self = data;

  g_clear_pointer (&self->subset, bs_pdf_subset_unref);
  g_clear_pointer (&self->to_unicode, g_bytes_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->glyphs, hb_set_destroy);
  g_clear_pointer (&self->texts, g_free);
  g_clear_pointer (&self->face, bs_face_unref);
  g_free (self);
}

/**
 * bs_pdf_font_table_new:
 * @environment: keeps subsets for the next export; must live as long as the table
 *
 * Returns: (transfer full): a table without fonts
 */
BsPdfFontTable *
bs_pdf_font_table_new (BsEnvironment *environment)
{
  BsPdfFontTable *self = g_new0 (BsPdfFontTable, 1);

  self->cache = bs_environment_get_export_cache (environment);
  self->by_face = g_hash_table_new (NULL, NULL);
  self->fonts = g_ptr_array_new_with_free_func (font_free);

  return self;
}

static void
wait_for_all (BsPdfFontTable *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}

/**
 * bs_pdf_font_table_free:
 * @self: (transfer full): a table; waits for its threads
 */
void
bs_pdf_font_table_free (BsPdfFontTable *self)
{
  wait_for_all (self);
  g_clear_pointer (&self->by_face, g_hash_table_unref);
  g_clear_pointer (&self->fonts, g_ptr_array_unref);
  g_free (self);
}

static void
use_glyph (BsPdfFont *font, guint32 glyph, const char *text, guint length)
{
  hb_set_add (font->glyphs, glyph);
  if (glyph < font->n_glyphs && font->texts[glyph].text == NULL && length > 0)
    font->texts[glyph] = (GlyphText){ text, length };
}

static BsPdfFont *
add_face (BsPdfFontTable *self, BsFace *face)
{
  BsPdfFont *font = g_new0 (BsPdfFont, 1);
  hb_codepoint_t space = 0;

  font->face = bs_face_ref (face);
  g_snprintf (font->name, sizeof font->name, "F%u", self->fonts->len + 1);
  font->glyphs = hb_set_create ();
  font->n_glyphs = hb_face_get_glyph_count (bs_face_get_hb_face (face));
  font->texts = g_new0 (GlyphText, MAX (font->n_glyphs, 1));
  hb_font_get_nominal_glyph (bs_face_get_hb_font (face), ' ', &space);
  font->space = space;
  /* For the ends of lines and the gaps between runs. */
  if (space != 0)
    use_glyph (font, space, " ", 1);
  g_hash_table_insert (self->by_face, face, font);
  g_ptr_array_add (self->fonts, font);

  return font;
}

/**
 * bs_pdf_font_table_lookup:
 *
 * Returns: (transfer none) (nullable): the font of a @face that a run was added with
 */
BsPdfFont *
bs_pdf_font_table_lookup (BsPdfFontTable *self, BsFace *face)
{
  return g_hash_table_lookup (self->by_face, face);
}

/* One glyph a character, as nearly all Chinese text is: each glyph then says its own character. */
static gboolean
is_one_to_one (const BsPdfCluster *cluster)
{
  return g_utf8_strlen (cluster->text, cluster->length - cluster->n_blanks)
         == (glong) cluster->n_glyphs;
}

/**
 * bs_pdf_font_table_add_run:
 * @run: its text must live as long as the table
 *
 * Notes the glyphs and the first characters each was seen to stand for. To be called for all runs
 * before bs_pdf_font_table_start().
 */
void
bs_pdf_font_table_add_run (BsPdfFontTable *self, const BsGlyphRun *run)
{
  BsPdfFont *font = bs_pdf_font_table_lookup (self, run->face);
  BsPdfCluster cluster = { 0 };

  if (font == NULL)
    font = add_face (self, run->face);

  while (bs_pdf_cluster_next (run, &cluster))
    {
      const char *text = cluster.text;
      guint length = cluster.length - cluster.n_blanks;
      gboolean single = cluster.n_glyphs == 1;
      gboolean each = !single && is_one_to_one (&cluster);

      for (guint i = 0; i < cluster.n_glyphs; i++)
        {
          guint bytes = each ? (guint) (g_utf8_next_char (text) - text) : single ? length : 0;

          use_glyph (font, run->glyphs[cluster.first + i].id, text, bytes);
          text += bytes;
        }
    }
}

/**
 * bs_pdf_font_get_name:
 *
 * Returns: (transfer none): its name in the resources, without a slash
 */
const char *
bs_pdf_font_get_name (const BsPdfFont *self)
{
  return self->name;
}

/**
 * bs_pdf_font_get_width:
 *
 * Returns: how wide @glyph is, in 1/1000 em
 */
guint
bs_pdf_font_get_width (const BsPdfFont *self, guint32 glyph)
{
  guint em = bs_face_get_units_per_em (self->face);
  hb_position_t advance = hb_font_get_glyph_h_advance (bs_face_get_hb_font (self->face), glyph);

  return em == 0 || advance < 0 ? 0 : ((guint64) advance * 1000 + em / 2) / em;
}

/**
 * bs_pdf_font_get_space:
 *
 * Returns: the glyph of the space; 0 if the face has none
 */
guint32
bs_pdf_font_get_space (const BsPdfFont *self)
{
  return self->space;
}

/* Whether ToUnicode gives exactly @text for @glyph. */
gboolean
bs_pdf_font_says (const BsPdfFont *self, guint32 glyph, const char *text, guint length)
{
  const GlyphText *known;

  if (glyph >= self->n_glyphs)
    return FALSE;
  known = &self->texts[glyph];

  return known->text != NULL && known->length == length && memcmp (known->text, text, length) == 0;
}

void
bs_pdf_font_append_utf16 (GString *out, const char *text, guint length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x10000)
        g_string_append_printf (out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
                                0xDC00 + ((c - 0x10000) & 0x3FF));
      else
        g_string_append_printf (out, "%04X", c);
    }
}

/* ISO 32000-1, 9.10.3. */
static GBytes *
make_to_unicode (BsPdfFont *self, BsExportCache *cache)
{
  g_autoptr (GBytes) plain = NULL;
  GString *cmap = g_string_new (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  g_autoptr (GString) block = g_string_new (NULL);
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  gboolean more = TRUE;
  guint n = 0;

  while (more)
    {
      more = hb_set_next (self->glyphs, &glyph);
      if (more && glyph < self->n_glyphs && self->texts[glyph].text != NULL)
        {
          g_string_append_printf (block, "<%04X> <", glyph);
          bs_pdf_font_append_utf16 (block, self->texts[glyph].text, self->texts[glyph].length);
          g_string_append (block, ">\n");
          n++;
        }
      if (n == CMAP_BLOCK || (!more && n > 0))
        {
          g_string_append_printf (cmap, "%u beginbfchar\n%sendbfchar\n", n, block->str);
          g_string_truncate (block, 0);
          n = 0;
        }
    }
  g_string_append (cmap, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");

  plain = g_string_free_to_bytes (cmap);

  return bs_export_cache_get_deflated (cache, plain, BS_PDF_TEXT);
}

static void
subset (gpointer data, gpointer user_data)
{
  BsPdfFont *self = data;
  BsExportCache *cache = user_data;

  self->to_unicode = make_to_unicode (self, cache);
  self->subset = bs_export_cache_get_subset (cache, self->face, self->glyphs, &self->error);
  /* Outlines of a thousand glyphs lie all over the file; nobody needs them any more. */
  bs_face_release_pages (self->face);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const BsPdfFont *one = *(BsPdfFont *const *) a, *other = *(BsPdfFont *const *) b;

  return (int) hb_set_get_population (other->glyphs) - (int) hb_set_get_population (one->glyphs);
}

/**
 * bs_pdf_font_table_start:
 *
 * Begins to subset the faces in threads, the largest first, while the caller writes the content.
 */
void
bs_pdf_font_table_start (BsPdfFontTable *self)
{
  g_autoptr (GPtrArray) sorted = NULL;

  g_return_if_fail (!self->started);

  self->started = TRUE;
  if (self->fonts->len == 0)
    return;
  sorted = g_ptr_array_copy (self->fonts, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_sizes);
  self->pool = g_thread_pool_new (subset, self->cache,
                                  MIN ((int) g_get_num_processors (), MAX_THREADS), FALSE, NULL);
  for (guint i = 0; i < sorted->len; i++)
    g_thread_pool_push (self->pool, g_ptr_array_index (sorted, i), NULL);
}

/* Six letters that depend on the glyphs, so that two PDFs' subsets do not pass for one font
 * (ISO 32000-1, 9.6.4). */
static char *
make_font_name (BsPdfFont *self)
{
  guint32 hash = 5381;
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  char tag[7] = "";

  while (hb_set_next (self->glyphs, &glyph))
    hash = hash * 33 + glyph;
  for (guint i = 0; i < 6; i++, hash /= 26)
    tag[i] = 'A' + hash % 26;

  return g_strdelimit (g_strdup_printf ("%s+%s", tag, bs_face_get_postscript_name (self->face)),
                       "#", '_');
}

/* Runs of equal deviation from /DW are rare; single entries compress well enough. */
static char *
make_widths (BsPdfFont *self)
{
  GString *widths = g_string_new ("[");
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  hb_codepoint_t expected = HB_SET_VALUE_INVALID;

  while (hb_set_next (self->glyphs, &glyph))
    {
      guint width = bs_pdf_font_get_width (self, glyph);

      if (width == 1000)
        continue;
      if (glyph == expected)
        g_string_append_printf (widths, " %u", width);
      else
        g_string_append_printf (widths, "%s %u [%u", widths->len > 1 ? "]" : "", glyph, width);
      expected = glyph + 1;
    }
  g_string_append (widths, widths->len > 1 ? "]]" : "]");

  return g_string_free (widths, FALSE);
}

static BsPdfObject
embed_font (BsPdfFont *self, BsPdfFile *file)
{
  g_autofree char *name = make_font_name (self);
  g_autofree char *widths = make_widths (self);
  g_autofree char *descriptor = bs_pdf_subset_describe (self->subset, self->face, name);
  gboolean cff = bs_face_is_cff (self->face);
  g_autofree char *descendant_syntax = g_strdup_printf (
    "<< /Type /Font /Subtype /%s /BaseFont /%s /DW 1000 /W %s "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    cff ? "CIDFontType0" : "CIDFontType2", name, widths);
  /* ISO 32000-1, 9.7.6.1: with a CIDFontType0 the CMap's name is part of the font's. */
  g_autofree char *font_syntax = g_strdup_printf (
    "<< /Type /Font /Subtype /Type0 /BaseFont /%s%s /Encoding /Identity-H >>", name,
    cff ? "-Identity-H" : "");
  g_autofree char *program_syntax = cff ? g_strdup ("<< /Subtype /CIDFontType0C >>")
                                        : g_strdup_printf ("<< /Length1 %" G_GSIZE_FORMAT " >>",
                                                           self->subset->program_length);
  BsPdfObject font = bs_pdf_file_add (file, font_syntax);
  BsPdfObject descendant = bs_pdf_file_add (file, descendant_syntax);
  BsPdfObject described = bs_pdf_file_add (file, descriptor);
  BsPdfObject descendants = bs_pdf_file_parse (file, "[]");

  bs_pdf_file_set (file, described, cff ? "/FontFile3" : "/FontFile2",
                   bs_pdf_file_add_stream (file, program_syntax, self->subset->program,
                                           "/FlateDecode"));
  bs_pdf_file_set (file, descendant, "/FontDescriptor", described);
  if (self->subset->cid_to_gid != NULL)
    bs_pdf_file_set (file, descendant, "/CIDToGIDMap",
                     bs_pdf_file_add_stream (file, "<< >>", self->subset->cid_to_gid,
                                             "/FlateDecode"));
  bs_pdf_file_append (file, descendants, descendant);
  bs_pdf_file_set (file, font, "/DescendantFonts", descendants);
  bs_pdf_file_set (file, font, "/ToUnicode",
                   bs_pdf_file_add_stream (file, "<< >>", self->to_unicode, "/FlateDecode"));

  return font;
}

/**
 * bs_pdf_font_table_embed:
 * @resources: a /Font resource dictionary, which receives all fonts by name
 *
 * Returns: %FALSE with %BS_PRINT_ERROR_FONT when a face cannot be embedded
 */
gboolean
bs_pdf_font_table_embed (BsPdfFontTable *self, BsPdfFile *file, BsPdfObject resources,
                         GError **error)
{
  g_return_val_if_fail (self->started, FALSE);

  wait_for_all (self);
  for (guint i = 0; i < self->fonts->len; i++)
    {
      BsPdfFont *font = g_ptr_array_index (self->fonts, i);
      g_autofree char *key = g_strconcat ("/", font->name, NULL);

      if (font->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&font->error));
          return FALSE;
        }
      bs_pdf_file_set (file, resources, key, embed_font (font, file));
    }

  return TRUE;
}
