/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-sheet.h"

#include "bs-config.h"
#include "bs-pdf-slug.h"

#include <string.h>

/* All in millimetres, from the trim outwards. Crop marks start outside the bleed and at least this
 * far out, so that a page trimmed badly shows none of them. */
#define MIN_OFFSET 3.0
#define CROP_LENGTH 5.0
#define SLUG_DEPTH 9.0
#define TARGET_RADIUS 1.5
#define TARGET_ARM 3.0
#define PATCH_SIDE 5.0
#define MARK_LINE BS_POINTS (0.25)
#define SLUG_SIZE BS_POINTS (7)

/* ISO 12647-3, 4.3.4: these three together print as a neutral gray on newsprint. */
static const BsColor patches[] = {
  { 1000, 0, 0, 0 },    { 0, 1000, 0, 0 },    { 0, 0, 1000, 0 },    { 0, 0, 0, 1000 },
  { 500, 0, 0, 0 },     { 0, 500, 0, 0 },     { 0, 0, 500, 0 },     { 0, 0, 0, 500 },
  { 0, 1000, 1000, 0 }, { 1000, 0, 1000, 0 }, { 1000, 1000, 0, 0 }, { 300, 240, 240, 0 },
  { 0, 0, 0, 300 },
};

/* Each plate names itself. */
static const struct
{
  const char *name;
  BsColor color;
} plates[] = {
  { "Cyan", { 1000, 0, 0, 0 } },
  { "Magenta", { 0, 1000, 0, 0 } },
  { "Yellow", { 0, 0, 1000, 0 } },
  { "Black", { 0, 0, 0, 1000 } },
};

struct _BsPdfSheet
{
  BsUnit width;
  BsUnit height;
  BsUnit bleed;
  BsUnit offset; /* where marks begin */
  BsUnit margin;
  gboolean marks;
  BsPdfSlug *slug; /* NULL without marks */
  BsPdfSlug *plate_names[G_N_ELEMENTS (plates)];
  BsPdfSlug *proof; /* NULL unless a proof */
};

static const BsPaint registration = { .kind = BS_PAINT_REGISTRATION };

/* The face most of the page's first words are set in: sure to be embedded anyway. */
static BsFace *
find_face (BsDisplayList *list)
{
  BsFace *first = NULL;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind != BS_ITEM_GLYPHS)
        continue;
      if (first == NULL)
        first = item->glyphs.face;
      if (bs_face_has_char (item->glyphs.face, 0x6821))
        return item->glyphs.face;
    }

  return first;
}

/* Title, page and time; what the title says already is not said twice. */
static char *
make_slug_text (BsDisplayList *list, const BsPdfOptions *options, GDateTime *now)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *title = options->title != NULL ? options->title : "";
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H:%M UTC");

  if (options->publication != NULL && strstr (title, options->publication) == NULL)
    g_string_append_printf (text, "%s  ", options->publication);
  g_string_append_printf (text, "%s  ", title);
  if (options->date != NULL && strstr (title, options->date) == NULL)
    g_string_append_printf (text, "%s  ", options->date);
  g_string_append_printf (text, "%s  %s", bs_display_list_get_page (list), time);
  if (options->proof)
    g_string_append (text, "  校样 PROOF");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
make_slug (BsPdfSheet *self, BsEnvironment *environment, BsFace *face, const char *text)
{
  BsUnit x = bs_unit_from_mm (PATCH_SIDE);
  BsUnit y = -self->offset - bs_unit_from_mm (SLUG_DEPTH / 2);

  self->slug = bs_pdf_slug_new (environment, face, text, SLUG_SIZE);
  bs_pdf_slug_place (self->slug, x, y);
  x += bs_pdf_slug_get_width (self->slug) + 2 * SLUG_SIZE;
  for (guint i = 0; i < G_N_ELEMENTS (plates); i++)
    {
      self->plate_names[i] = bs_pdf_slug_new (environment, face, plates[i].name, SLUG_SIZE);
      bs_pdf_slug_place (self->plate_names[i], x, y);
      x += bs_pdf_slug_get_width (self->plate_names[i]) + SLUG_SIZE;
    }
}

/**
 * bs_pdf_sheet_new:
 * @now: for the slug line
 *
 * Returns: (transfer full): what stands around the page @list
 */
BsPdfSheet *
bs_pdf_sheet_new (BsEnvironment *environment, BsDisplayList *list, const BsPdfOptions *options,
                  GDateTime *now)
{
  BsPdfSheet *self = g_new0 (BsPdfSheet, 1);
  BsFace *face = find_face (list);

  self->width = bs_display_list_get_width (list);
  self->height = bs_display_list_get_height (list);
  self->bleed = MAX (options->bleed, 0);
  self->marks = options->marks;
  self->offset = MAX (self->bleed, bs_unit_from_mm (MIN_OFFSET));
  self->margin = self->marks ? self->offset + bs_unit_from_mm (SLUG_DEPTH) : self->bleed;

  if (self->marks)
    {
      g_autofree char *text = make_slug_text (list, options, now);

      make_slug (self, environment, face, text);
    }
  if (options->proof)
    {
      /* As wide as the page when it climbs along the diagonal. */
      BsUnit size = MIN (self->width, self->height) / 8;

      self->proof = bs_pdf_slug_new (environment, face, "校样 PROOF", size);
      bs_pdf_slug_place (self->proof, -bs_pdf_slug_get_width (self->proof) / 2, size / 3);
    }

  return self;
}

/**
 * bs_pdf_sheet_free:
 * @self: (transfer full): a sheet
 */
void
bs_pdf_sheet_free (BsPdfSheet *self)
{
  g_clear_pointer (&self->slug, bs_pdf_slug_free);
  g_clear_pointer (&self->proof, bs_pdf_slug_free);
  for (guint i = 0; i < G_N_ELEMENTS (plates); i++)
    g_clear_pointer (&self->plate_names[i], bs_pdf_slug_free);
  g_free (self);
}

/**
 * bs_pdf_sheet_get_margin:
 *
 * Returns: from the sheet's edge to the trim, on all sides
 */
BsUnit
bs_pdf_sheet_get_margin (const BsPdfSheet *self)
{
  return self->margin;
}

static void
append_box (GString *out, const char *name, BsUnit inset, const BsPdfSheet *self)
{
  const BsUnit edges[4] = { inset, inset, self->width + 2 * self->margin - inset,
                            self->height + 2 * self->margin - inset };

  g_string_append_printf (out, "/%s [", name);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      gint64 micro = ((gint64) edges[i] * 10000 + BS_UNITS_PER_POINT / 2) / BS_UNITS_PER_POINT;

      g_string_append_printf (out, "%s%" G_GINT64_FORMAT ".%04d", i > 0 ? " " : "", micro / 10000,
                              (int) (micro % 10000));
    }
  g_string_append (out, "] ");
}

/**
 * bs_pdf_sheet_get_boxes:
 *
 * ISO 15930-7, 6.12: MediaBox around BleedBox around TrimBox. Without marks or bleed the three are
 * one.
 */
char *
bs_pdf_sheet_get_boxes (const BsPdfSheet *self)
{
  GString *out = g_string_new (NULL);

  append_box (out, "MediaBox", 0, self);
  append_box (out, "BleedBox", self->margin - self->bleed, self);
  append_box (out, "TrimBox", self->margin, self);

  return g_string_free (out, FALSE);
}

static void
add_slug_fonts (BsPdfSlug *slug, BsPdfFontTable *fonts)
{
  for (guint i = 0; slug != NULL && i < bs_pdf_slug_get_n_runs (slug); i++)
    bs_pdf_font_table_add_run (fonts, bs_pdf_slug_get_run (slug, i));
}

/**
 * bs_pdf_sheet_add_fonts:
 *
 * Adds the texts of slug and proof to @fonts; before bs_pdf_font_table_start().
 */
void
bs_pdf_sheet_add_fonts (BsPdfSheet *self, BsPdfFontTable *fonts)
{
  add_slug_fonts (self->slug, fonts);
  for (guint i = 0; i < G_N_ELEMENTS (plates); i++)
    add_slug_fonts (self->plate_names[i], fonts);
  add_slug_fonts (self->proof, fonts);
}

static void
draw_slug (BsPdfContent *content, BsPdfSlug *slug, BsPdfFontTable *fonts, const BsPaint *paint)
{
  for (guint i = 0; i < bs_pdf_slug_get_n_runs (slug); i++)
    {
      const BsGlyphRun *run = bs_pdf_slug_get_run (slug, i);

      bs_pdf_content_glyphs (content, run, NULL, bs_pdf_font_table_lookup (fonts, run->face),
                             paint);
    }
}

static void
draw_line (BsPdfContent *content, BsUnit x, BsUnit y, BsUnit width, BsUnit height)
{
  const BsRect rect = { width > 0 ? x : x - MARK_LINE / 2, height > 0 ? y : y - MARK_LINE / 2,
                        width > 0 ? width : MARK_LINE, height > 0 ? height : MARK_LINE };

  bs_pdf_content_fill (content, &rect, &registration);
}

static void
draw_crop_marks (BsPdfSheet *self, BsPdfContent *content)
{
  BsUnit length = bs_unit_from_mm (CROP_LENGTH);
  const BsUnit before = -self->offset - length;

  for (guint corner = 0; corner < 4; corner++)
    {
      BsUnit x = corner % 2 == 0 ? 0 : self->width;
      BsUnit y = corner / 2 == 0 ? 0 : self->height;

      draw_line (content, x == 0 ? before : self->width + self->offset, y, length, 0);
      draw_line (content, x, y == 0 ? before : self->height + self->offset, 0, length);
    }
}

static void
draw_target (BsPdfContent *content, BsUnit x, BsUnit y)
{
  BsUnit arm = bs_unit_from_mm (TARGET_ARM);

  draw_line (content, x - arm, y, 2 * arm, 0);
  draw_line (content, x, y - arm, 0, 2 * arm);
  bs_pdf_content_circle (content, x, y, bs_unit_from_mm (TARGET_RADIUS), MARK_LINE, &registration);
}

static void
draw_color_bar (BsPdfSheet *self, BsPdfContent *content)
{
  BsUnit side = bs_unit_from_mm (PATCH_SIDE);
  BsRect rect = { side, self->height + self->offset + bs_unit_from_mm (2), side, side };

  for (guint i = 0; i < G_N_ELEMENTS (patches); i++)
    {
      const BsPaint paint = { BS_PAINT_COLOR, patches[i] };

      bs_pdf_content_fill (content, &rect, &paint);
      rect.x += side;
    }
}

/**
 * bs_pdf_sheet_draw_marks:
 *
 * Draws nothing where none were asked for. Nothing lies on the bleed or the page.
 */
void
bs_pdf_sheet_draw_marks (BsPdfSheet *self, BsPdfContent *content, BsPdfFontTable *fonts)
{
  BsUnit middle = self->offset + bs_unit_from_mm (SLUG_DEPTH / 2);

  if (!self->marks)
    return;

  /* ISO 32000-1, 14.8.2.2: no part of the text, for those who read it aloud or copy it. */
  bs_pdf_content_begin (content, "/Artifact", "<</Type/Page>>");
  draw_crop_marks (self, content);
  draw_target (content, self->width / 2, -middle);
  draw_target (content, self->width / 2, self->height + middle);
  draw_target (content, -middle, self->height / 2);
  draw_target (content, self->width + middle, self->height / 2);
  draw_color_bar (self, content);
  draw_slug (content, self->slug, fonts, &registration);
  for (guint i = 0; i < G_N_ELEMENTS (plates); i++)
    {
      const BsPaint paint = { BS_PAINT_COLOR, plates[i].color };

      draw_slug (content, self->plate_names[i], fonts, &paint);
    }
  bs_pdf_content_end (content);
}

/**
 * bs_pdf_sheet_draw_proof:
 *
 * A light word across the page, multiplied with what lies beneath, so that all stays legible and
 * nobody prints it by mistake.
 */
void
bs_pdf_sheet_draw_proof (BsPdfSheet *self, BsPdfContent *content, BsPdfFontTable *fonts)
{
  /* cos and sin of 55°, about the diagonal of a newspaper page; upwards, so minus. */
  const double c = 0.573576, s = -0.819152;
  const double turn[6] = { c, s, -s, c, self->width / 2.0, self->height / 2.0 };
  const BsPaint paint = { BS_PAINT_COLOR, { 0, 0, 0, 120 } };

  if (self->proof == NULL)
    return;

  bs_pdf_content_begin (content, "/Artifact", "<</Type/Page>>");
  bs_pdf_content_save (content);
  bs_pdf_content_concat (content, turn);
  bs_pdf_content_state (content, "GM");
  draw_slug (content, self->proof, fonts, &paint);
  bs_pdf_content_restore (content);
  bs_pdf_content_end (content);
}
