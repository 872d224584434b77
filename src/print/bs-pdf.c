/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf.h"

#include "bs-config.h"
#include "bs-export-cache.h"
#include "bs-output-profile.h"
#include "bs-pdf-content.h"
#include "bs-pdf-metadata.h"
#include "bs-pdf-photo.h"
#include "bs-pdf-sheet.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (bs - print - error - quark, bs_print_error)

typedef struct
{
  BsDisplayList *list; /* borrowed */
  BsPdfSheet *sheet;
  GBytes *content;
} Page;

typedef struct
{
  BsEnvironment *environment;
  const BsPdfOptions *options;
  GCancellable *cancellable;
  GDateTime *now;
  BsOutputProfile *profile;
  GThread *deflating; /* of the profile */
  BsPdfFontTable *fonts;
  BsPdfPhotoTable *photos;
  Page *pages;
  guint n_pages;
} Export;

static void
export_clear (Export *self)
{
  if (self->deflating != NULL)
    g_bytes_unref (g_thread_join (self->deflating));
  g_clear_pointer (&self->photos, bs_pdf_photo_table_free);
  g_clear_pointer (&self->fonts, bs_pdf_font_table_free);
  for (guint i = 0; i < self->n_pages; i++)
    {
      g_clear_pointer (&self->pages[i].sheet, bs_pdf_sheet_free);
      g_clear_pointer (&self->pages[i].content, g_bytes_unref);
    }
  g_clear_pointer (&self->pages, g_free);
  g_clear_pointer (&self->profile, bs_output_profile_free);
  g_clear_pointer (&self->now, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
advance (Export *self, double fraction, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->options->progress != NULL)
    self->options->progress (fraction, self->options->progress_data);

  return TRUE;
}

static gpointer
deflate_profile (gpointer data)
{
  Export *self = data;

  return bs_export_cache_get_deflated (bs_environment_get_export_cache (self->environment),
                                       bs_output_profile_get_bytes (self->profile), BS_PDF_BINARY);
}

static gboolean
load_profile (Export *self, GError **error)
{
  self->profile = bs_output_profile_choose (self->environment, self->options->profile, error);
  if (self->profile == NULL)
    return FALSE;
  self->deflating = g_thread_new ("profile", deflate_profile, self);

  return TRUE;
}

/* Errors stop an export before anything is made; a proof is there to show them. */
static gboolean
pass_preflight (Export *self, GError **error)
{
  if (self->options->proof || self->options->working_paper)
    return TRUE;

  for (guint i = 0; i < self->n_pages; i++)
    {
      g_autoptr (GPtrArray) findings = bs_preflight (self->environment, self->pages[i].list,
                                                     self->options);

      for (guint j = 0; j < findings->len; j++)
        {
          const BsFinding *finding = g_ptr_array_index (findings, j);

          if (finding->level != BS_LEVEL_ERROR)
            continue;
          g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PREFLIGHT,
                       _ ("Page %s is not ready for print: %s. Mend this, or print a proof"),
                       bs_display_list_get_page (self->pages[i].list), finding->message);
          return FALSE;
        }
    }

  return TRUE;
}

static void
collect (Export *self)
{
  for (guint i = 0; i < self->n_pages; i++)
    {
      Page *page = &self->pages[i];

      for (guint j = 0; j < bs_display_list_get_n_items (page->list); j++)
        {
          const BsItem *item = bs_display_list_get_item (page->list, j);

          if (item->kind == BS_ITEM_GLYPHS)
            bs_pdf_font_table_add_run (self->fonts, &item->glyphs);
          else if (item->kind == BS_ITEM_IMAGE)
            bs_pdf_photo_table_add (self->photos, &item->image);
        }
      bs_pdf_sheet_add_fonts (page->sheet, self->fonts);
    }
}

static void
draw_placeholder (BsPdfContent *content, const BsRect *rect)
{
  const BsPaint gray = { BS_PAINT_COLOR, { 0, 0, 0, 150 } };

  bs_pdf_content_fill (content, rect, &gray);
}

static void
draw_run (Export *self, BsDisplayList *list, guint index, BsPdfContent *content)
{
  const BsGlyphRun *run = &bs_display_list_get_item (list, index)->glyphs;
  const BsItem *next = index + 1 < bs_display_list_get_n_items (list)
                         ? bs_display_list_get_item (list, index + 1)
                         : NULL;
  const BsPaint paint = { BS_PAINT_COLOR, run->color };

  bs_pdf_content_glyphs (content, run,
                         next != NULL && next->kind == BS_ITEM_GLYPHS ? &next->glyphs : NULL,
                         bs_pdf_font_table_lookup (self->fonts, run->face), &paint);
}

static void
draw_items (Export *self, BsDisplayList *list, BsPdfContent *content)
{
  guint n_items = bs_display_list_get_n_items (list);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i <= n_items; i++)
    {
      const BsItem *item;

      while (ends->len > 0 && (i == n_items || g_array_index (ends, guint, ends->len - 1) <= i))
        {
          bs_pdf_content_restore (content);
          g_array_set_size (ends, ends->len - 1);
        }
      if (i == n_items)
        break;

      item = bs_display_list_get_item (list, i);
      if (item->kind == BS_ITEM_GLYPHS)
        draw_run (self, list, i, content);
      else if (item->kind == BS_ITEM_FILL)
        {
          const BsPaint paint = { BS_PAINT_COLOR, item->fill.color };

          bs_pdf_content_fill (content, &item->fill.rect, &paint);
        }
      else if (item->kind == BS_ITEM_IMAGE)
        {
          const char *name = bs_pdf_photo_table_lookup (self->photos, &item->image);

          if (name != NULL)
            bs_pdf_content_image (content, &item->image.rect, name);
          else
            draw_placeholder (content, &item->image.rect);
        }
      else
        {
          guint end = i + 1 + item->group.n_items;

          bs_pdf_content_save (content);
          if (item->group.clip.width > 0)
            bs_pdf_content_clip (content, &item->group.clip);
          bs_pdf_content_concat (content, item->group.matrix);
          g_array_append_val (ends, end);
        }
    }
}

static void
draw_page (Export *self, Page *page)
{
  BsUnit margin = bs_pdf_sheet_get_margin (page->sheet);
  g_autoptr (BsPdfContent) content = bs_pdf_content_new (bs_display_list_get_height (page->list),
                                                         margin, margin);

  draw_items (self, page->list, content);
  bs_pdf_sheet_draw_proof (page->sheet, content, self->fonts);
  bs_pdf_sheet_draw_marks (page->sheet, content, self->fonts);
  page->content = bs_pdf_content_finish (content);
}

/* Resources are the same dictionary for all pages: fonts and photos are embedded once a file. */
static BsPdfObject
make_resources (Export *self, BsPdfFile *file, GError **error)
{
  BsPdfObject resources = bs_pdf_file_add (file, "<< >>");
  BsPdfObject fonts = bs_pdf_file_add (file, "<< >>");
  BsPdfObject photos = bs_pdf_file_add (file, "<< >>");
  /* ISO 32000-1, 8.6.6.4: All is every plate there is; shown as black where there are no plates. */
  BsPdfObject all = bs_pdf_file_parse (file,
                                       "<< /All [/Separation /All /DeviceCMYK << /FunctionType 2 "
                                       "/Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1] >>] >>");
  /* OPM 1 (8.6.7): a zero component leaves that plate alone, not only an absent one. */
  BsPdfObject states = bs_pdf_file_parse (
    file, "<< /GK << /Type /ExtGState /OP true /op true /OPM 1 >> "
          "/GN << /Type /ExtGState /OP false /op false /OPM 0 >> "
          "/GM << /Type /ExtGState /OP false /op false /OPM 0 /BM /Multiply >> >>");

  if (!bs_pdf_font_table_embed (self->fonts, file, fonts, error)
      || !bs_pdf_photo_table_embed (self->photos, file, photos, error))
    return 0;
  bs_pdf_file_set (file, resources, "/Font", fonts);
  bs_pdf_file_set (file, resources, "/XObject", photos);
  bs_pdf_file_set (file, resources, "/ColorSpace", all);
  bs_pdf_file_set (file, resources, "/ExtGState", states);

  return resources;
}

static void
add_page (Export *self, BsPdfFile *file, Page *page, BsPdfObject resources)
{
  g_autofree char *boxes = bs_pdf_sheet_get_boxes (page->sheet);
  /* The group's colour space is that in which the proof's word is multiplied. */
  g_autofree char *syntax = g_strdup_printf ("<< /Type /Page %s%s >>", boxes,
                                             self->options->proof
                                               ? "/Group << /S /Transparency /CS /DeviceCMYK >>"
                                               : "");
  BsPdfObject object = bs_pdf_file_add (file, syntax);

  bs_pdf_file_set (file, object, "/Resources", resources);
  bs_pdf_file_set (file, object, "/Contents",
                   bs_pdf_file_add_stream (file, "<< >>", page->content, "/FlateDecode"));
  bs_pdf_file_add_page (file, object);
}

static char *
make_digest (Export *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *time = g_date_time_format (self->now, "%s");
  const char *title = self->options->title != NULL ? self->options->title : "";

  g_checksum_update (sum, (const guchar *) title, -1);
  g_checksum_update (sum, (const guchar *) time, -1);
  for (guint i = 0; i < self->n_pages; i++)
    g_checksum_update (sum, g_bytes_get_data (self->pages[i].content, NULL),
                       g_bytes_get_size (self->pages[i].content));
  bs_pdf_photo_table_digest (self->photos, sum);

  return g_strdup (g_checksum_get_string (sum));
}

static GBytes *
assemble (Export *self, GError **error)
{
  g_autoptr (BsPdfFile) file = bs_pdf_file_new ();
  g_autoptr (GBytes) profile = NULL;
  g_autofree char *digest = NULL;
  BsPdfObject resources = make_resources (self, file, error);

  if (resources == 0)
    return NULL;

  for (guint i = 0; i < self->n_pages; i++)
    add_page (self, file, &self->pages[i], resources);
  digest = make_digest (self);
  bs_pdf_metadata_add (file, &(BsPdfMetadata){ self->options, self->now, digest });
  profile = g_thread_join (g_steal_pointer (&self->deflating));
  bs_pdf_metadata_add_intent (file, self->profile, profile);

  return bs_pdf_file_write (file, error);
}

/**
 * bs_pdf_export:
 * @environment: clock, profile and, for the slug line, fonts
 * @pages: finished pages, in order
 * @n_pages: at least 1
 * @options: see #BsPdfOptions; its progress function is called on this thread
 * @cancellable: (nullable): looked at between the steps
 *
 * Makes one PDF/X-4 of all pages. Fonts and photos are prepared in threads of their own. Each page
 * is preflighted first; findings of error level refuse the export unless it is a proof.
 *
 * Returns: (transfer full): the whole file, or %NULL with a #BsPrintError or %G_IO_ERROR_CANCELLED
 */
GBytes *
bs_pdf_export (BsEnvironment *environment, BsDisplayList *const *pages, guint n_pages,
               const BsPdfOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Export) self = { environment, options, cancellable };

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (pages != NULL && n_pages > 0, NULL);
  g_return_val_if_fail (options != NULL && options->standard == BS_STANDARD_X4, NULL);

  self.now = bs_environment_now (environment);
  self.pages = g_new0 (Page, n_pages);
  self.n_pages = n_pages;
  for (guint i = 0; i < n_pages; i++)
    self.pages[i].list = pages[i];

  if (!advance (&self, 0, error) || !load_profile (&self, error) || !pass_preflight (&self, error))
    return NULL;

  self.fonts = bs_pdf_font_table_new (environment);
  self.photos = bs_pdf_photo_table_new (environment, options, self.profile);
  for (guint i = 0; i < n_pages; i++)
    self.pages[i].sheet = bs_pdf_sheet_new (environment, pages[i], options, self.now);
  collect (&self);
  bs_pdf_font_table_start (self.fonts);
  bs_pdf_photo_table_start (self.photos, cancellable);

  for (guint i = 0; i < n_pages; i++)
    {
      if (!advance (&self, 0.1 + 0.5 * i / n_pages, error))
        return NULL;
      draw_page (&self, &self.pages[i]);
    }
  if (!advance (&self, 0.6, error))
    return NULL;

  return assemble (&self, error);
}
