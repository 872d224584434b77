/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-content.h"

#include "bs-config.h"

#include <math.h>
#include <string.h>

/* A black bar this thick or thinner is a rule and overprints; a thicker one knocks out, so that
 * nothing beneath it shines through and paper looks as the screen does. */
#define MAX_RULE BS_POINTS (4)

/* Size from which a thousandth of an em is too coarse to place glyphs by. */
#define LARGE_SIZE BS_POINTS (24)

/* Number of decimals kept: 1/1024 point is 0.00098. */
#define LENGTH_DECIMALS 3
#define MATRIX_DECIMALS 6

typedef struct
{
  gboolean overprint;
  gboolean painted;
  BsPaint paint;
  const BsPdfFont *font;
  BsUnit size;
} State;

struct _BsPdfContent
{
  GString *data;
  BsUnit page_height;
  State state;
  GArray *saved;
  gboolean in_text;
};

static const gint64 powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* @value is in units of 10^-decimals. */
static void
append_fixed (GString *out, gint64 value, guint decimals)
{
  char digits[24];
  guint64 rest = ABS (value);
  guint n = 0;

  if (value < 0)
    g_string_append_c (out, '-');
  while (decimals > 0 && rest % 10 == 0)
    {
      rest /= 10;
      decimals--;
    }
  do
    {
      digits[n++] = '0' + rest % 10;
      rest /= 10;
      if (n == decimals)
        {
          digits[n++] = '.';
          if (rest == 0)
            break;
        }
    }
  while (rest > 0 || n < decimals);
  while (n > 0)
    g_string_append_c (out, digits[--n]);
}

static void
append_length (GString *out, BsUnit value)
{
  gint64 scaled = (gint64) value * powers[LENGTH_DECIMALS];
  gint64 half = BS_UNITS_PER_POINT / 2;

  append_fixed (out, (scaled + (scaled < 0 ? -half : half)) / BS_UNITS_PER_POINT, LENGTH_DECIMALS);
  g_string_append_c (out, ' ');
}

static void
append_factor (GString *out, double value)
{
  append_fixed (out, llround (CLAMP (value, -1e9, 1e9) * (double) powers[MATRIX_DECIMALS]),
                MATRIX_DECIMALS);
  g_string_append_c (out, ' ');
}

static void
append_point (BsPdfContent *self, BsUnit x, BsUnit y)
{
  append_length (self->data, x);
  append_length (self->data, self->page_height - y);
}

static void
leave_text (BsPdfContent *self)
{
  if (self->in_text)
    g_string_append (self->data, "ET\n");
  self->in_text = FALSE;
}

gboolean
bs_color_is_solid_black (BsColor color)
{
  return color.c == 0 && color.m == 0 && color.y == 0 && color.k == 1000;
}

gboolean
bs_rect_is_rule (const BsRect *rect)
{
  return MIN (rect->width, rect->height) <= MAX_RULE;
}

/* Overprint stays on for one kind of object only: white with it on prints nothing at all, and a
 * tint would take the black of what lies beneath. */
static void
set_overprint (BsPdfContent *self, gboolean overprint)
{
  if (self->state.overprint == overprint)
    return;
  g_string_append (self->data, overprint ? "/GK gs\n" : "/GN gs\n");
  self->state.overprint = overprint;
}

static gboolean
same_paint (const BsPaint *a, const BsPaint *b)
{
  return a->kind == b->kind && a->color.c == b->color.c && a->color.m == b->color.m
         && a->color.y == b->color.y && a->color.k == b->color.k;
}

/* Only marks are stroked, in the registration colour. */
static void
set_paint (BsPdfContent *self, const BsPaint *paint)
{
  const guint16 parts[] = { paint->color.c, paint->color.m, paint->color.y, paint->color.k };

  if (self->state.painted && same_paint (&self->state.paint, paint))
    return;
  if (paint->kind == BS_PAINT_REGISTRATION)
    g_string_append (self->data, "/All cs 1 scn /All CS 1 SCN\n");
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          append_fixed (self->data, MIN (parts[i], 1000), 3);
          g_string_append_c (self->data, ' ');
        }
      g_string_append (self->data, "k\n");
    }
  self->state.painted = TRUE;
  self->state.paint = *paint;
}

/**
 * bs_pdf_content_new:
 * @page_height: of the trimmed page
 * @origin_x: of the trim's bottom left corner on the sheet
 * @origin_y: likewise, upwards
 */
BsPdfContent *
bs_pdf_content_new (BsUnit page_height, BsUnit origin_x, BsUnit origin_y)
{
  BsPdfContent *self = g_new0 (BsPdfContent, 1);

  self->data = g_string_sized_new (1 << 16);
  self->page_height = page_height;
  self->saved = g_array_new (FALSE, FALSE, sizeof (State));
  if (origin_x != 0 || origin_y != 0)
    {
      g_string_append (self->data, "1 0 0 1 ");
      append_length (self->data, origin_x);
      append_length (self->data, origin_y);
      g_string_append (self->data, "cm\n");
    }

  return self;
}

void
bs_pdf_content_free (BsPdfContent *self)
{
  if (self->data != NULL)
    g_string_free (self->data, TRUE);
  g_clear_pointer (&self->saved, g_array_unref);
  g_free (self);
}

void
bs_pdf_content_save (BsPdfContent *self)
{
  leave_text (self);
  g_string_append (self->data, "q\n");
  g_array_append_val (self->saved, self->state);
}

void
bs_pdf_content_restore (BsPdfContent *self)
{
  g_return_if_fail (self->saved->len > 0);

  leave_text (self);
  g_string_append (self->data, "Q\n");
  self->state = g_array_index (self->saved, State, self->saved->len - 1);
  g_array_set_size (self->saved, self->saved->len - 1);
}

/**
 * bs_pdf_content_concat:
 * @matrix: a b c d e f as in PDF, but for display coordinates (e and f in units, y down)
 */
void
bs_pdf_content_concat (BsPdfContent *self, const double matrix[6])
{
  const double *m = matrix;
  double height = bs_unit_to_points (self->page_height);
  double e = m[4] / BS_UNITS_PER_POINT;
  double f = m[5] / BS_UNITS_PER_POINT;
  /* F M F⁻¹, where F turns y over: (x, y) → (x, height − y). */
  const double turned[6] = { m[0], -m[1], -m[2], m[3], m[2] * height + e, height - m[3] * height - f };

  leave_text (self);
  for (guint i = 0; i < G_N_ELEMENTS (turned); i++)
    append_factor (self->data, turned[i]);
  g_string_append (self->data, "cm\n");
}

static void
append_rect (BsPdfContent *self, const BsRect *rect)
{
  append_point (self, rect->x, rect->y + rect->height);
  append_length (self->data, rect->width);
  append_length (self->data, rect->height);
  g_string_append (self->data, "re ");
}

void
bs_pdf_content_clip (BsPdfContent *self, const BsRect *rect)
{
  leave_text (self);
  append_rect (self, rect);
  g_string_append (self->data, "W n\n");
}

void
bs_pdf_content_fill (BsPdfContent *self, const BsRect *rect, const BsPaint *paint)
{
  gboolean black;

  /* ISO 32000-1, 8.5.3.1: a rectangle without area would still paint a line, of any thickness. */
  if (rect->width <= 0 || rect->height <= 0)
    return;
  black = paint->kind == BS_PAINT_COLOR && bs_color_is_solid_black (paint->color);

  leave_text (self);
  set_overprint (self, black && bs_rect_is_rule (rect));
  set_paint (self, paint);
  append_rect (self, rect);
  g_string_append (self->data, "f\n");
}

/**
 * bs_pdf_content_circle:
 * @line: thickness of the line; 0 fills the circle
 */
void
bs_pdf_content_circle (BsPdfContent *self, BsUnit x, BsUnit y, BsUnit radius, BsUnit line,
                       const BsPaint *paint)
{
  /* The usual four Bézier arcs: 4/3 (√2 − 1). */
  BsUnit k = bs_unit_scale (radius, 5523, 10000);
  const BsUnit arcs[4][6] = {
    { x + radius, y - k, x + k, y - radius, x, y - radius },
    { x - k, y - radius, x - radius, y - k, x - radius, y },
    { x - radius, y + k, x - k, y + radius, x, y + radius },
    { x + k, y + radius, x + radius, y + k, x + radius, y },
  };

  leave_text (self);
  set_overprint (self, FALSE);
  set_paint (self, paint);
  if (line > 0)
    {
      append_length (self->data, line);
      g_string_append (self->data, "w ");
    }
  append_point (self, x + radius, y);
  g_string_append (self->data, "m ");
  for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
    {
      for (guint j = 0; j < 6; j += 2)
        append_point (self, arcs[i][j], arcs[i][j + 1]);
      g_string_append (self->data, "c ");
    }
  g_string_append (self->data, line > 0 ? "s\n" : "f\n");
}

void
bs_pdf_content_image (BsPdfContent *self, const BsRect *rect, const char *name)
{
  leave_text (self);
  set_overprint (self, FALSE);
  g_string_append (self->data, "q ");
  append_length (self->data, rect->width);
  g_string_append (self->data, "0 0 ");
  append_length (self->data, rect->height);
  append_point (self, rect->x, rect->y + rect->height);
  g_string_append_printf (self->data, "cm /%s Do Q\n", name);
}

static void
append_text_string (GString *out, const char *text, guint length)
{
  g_string_append (out, "<FEFF");
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x10000)
        g_string_append_printf (out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
                                0xDC00 + ((c - 0x10000) & 0x3FF));
      else
        g_string_append_printf (out, "%04X", c);
    }
  g_string_append_c (out, '>');
}

/* Setting of one line of glyphs: where the next glyph would stand by the font's own widths, in
 * units times @grain, and whether a string or an array is open. */
typedef struct
{
  const BsPdfFont *font;
  BsUnit size;
  gboolean rotated;
  guint grain; /* steps an em is divided into for moves */
  gint64 pen;
  BsUnit cross;
  gboolean in_array;
  gboolean in_string;
} Line;

static void
close_string (BsPdfContent *self, Line *line)
{
  if (line->in_string)
    g_string_append_c (self->data, '>');
  line->in_string = FALSE;
}

static void
close_array (BsPdfContent *self, Line *line)
{
  close_string (self, line);
  if (line->in_array)
    g_string_append (self->data, "] TJ\n");
  line->in_array = FALSE;
}

static void
move_to (BsPdfContent *self, Line *line, const BsRunGlyph *glyph)
{
  close_array (self, line);
  g_string_append (self->data, line->rotated ? "0 -1 1 0 " : "1 0 0 1 ");
  append_point (self, glyph->x, glyph->y);
  g_string_append (self->data, "Tm\n");
  line->pen = (gint64) (line->rotated ? glyph->y : glyph->x) * line->grain;
  line->cross = line->rotated ? glyph->x : glyph->y;
}

static gint64
round_divide (gint64 value, gint64 divisor)
{
  return (value + (value < 0 ? -divisor / 2 : divisor / 2)) / divisor;
}

static void
show_code (BsPdfContent *self, Line *line, guint32 glyph)
{
  static const char hex[] = "0123456789ABCDEF";

  if (!line->in_array)
    g_string_append_c (self->data, '[');
  line->in_array = TRUE;
  if (!line->in_string)
    g_string_append_c (self->data, '<');
  line->in_string = TRUE;
  for (int shift = 12; shift >= 0; shift -= 4)
    g_string_append_c (self->data, hex[glyph >> shift & 0xF]);
  line->pen += (gint64) bs_pdf_font_get_width (line->font, glyph) * line->size
               * (line->grain / 1000);
}

static void
show_glyph (BsPdfContent *self, Line *line, const BsRunGlyph *glyph)
{
  BsUnit along = line->rotated ? glyph->y : glyph->x;
  BsUnit cross = line->rotated ? glyph->x : glyph->y;
  gint64 move;

  if (cross != line->cross)
    move_to (self, line, glyph);
  /* Rounding errors do not add up: each move starts from where the last one really ended. */
  move = round_divide (line->pen - (gint64) along * line->grain, line->size);
  if (move != 0)
    {
      close_string (self, line);
      if (!line->in_array)
        g_string_append_c (self->data, '[');
      line->in_array = TRUE;
      append_fixed (self->data, move, line->grain == 1000 ? 0 : 1);
      line->pen -= move * line->size;
    }
  show_code (self, line, glyph->id);
}

/* Whether the glyphs' ToUnicode entries together give back the cluster's characters. */
static gboolean
cluster_speaks (const Line *line, const BsGlyphRun *run, const BsPdfCluster *cluster)
{
  const char *text = cluster->text;
  const char *end = text + cluster->length - cluster->n_blanks;

  if (cluster->n_glyphs == 1)
    return bs_pdf_font_says (line->font, run->glyphs[cluster->first].id, text, end - text);

  for (guint i = 0; i < cluster->n_glyphs; i++)
    {
      const char *next;

      if (text >= end)
        return FALSE;
      next = g_utf8_next_char (text);
      if (!bs_pdf_font_says (line->font, run->glyphs[cluster->first + i].id, text, next - text))
        return FALSE;
      text = next;
    }

  return text == end;
}

/* Readers take a gap this wide, in thousandths of an em, for a space: poppler from 100 on. */
#define MAX_GAP 80

/* Whether a reader would see a space between glyph @last and the next where there is none: after
 * justifying, between Han and Latin, or down a vertical line. */
static gboolean
seems_blank (const Line *line, const BsGlyphRun *run, guint last)
{
  const BsRunGlyph *a = &run->glyphs[last], *b = a + 1;
  gint64 gap = line->rotated ? b->y - a->y : b->x - a->x;

  if (line->rotated ? a->x != b->x : a->y != b->y)
    return TRUE;

  return gap * 1000
         > (gint64) line->size * (bs_pdf_font_get_width (line->font, a->id) + MAX_GAP);
}

static gboolean
borders_on_space (const BsPdfCluster *before, const BsPdfCluster *after)
{
  const char *last;

  if (before->length == 0 || after->length == 0)
    return FALSE;
  last = g_utf8_find_prev_char (before->text, before->text + before->length);

  return g_unichar_isspace (g_utf8_get_char (last))
         || g_unichar_isspace (g_utf8_get_char (after->text));
}

/* Takes clusters from @ahead for as long as their gaps must be bridged. Returns whether any was. */
static gboolean
take_span (const Line *line, const BsGlyphRun *run, BsPdfCluster *ahead, BsPdfCluster *span)
{
  gboolean bridged = FALSE;

  *span = *ahead;
  while (bs_pdf_cluster_next (run, ahead)
         && seems_blank (line, run, ahead->first - 1) && !borders_on_space (span, ahead))
    {
      span->n_glyphs += ahead->n_glyphs;
      span->length = ahead->text + ahead->length - span->text;
      span->n_blanks = ahead->n_blanks;
      bridged = TRUE;
    }

  return bridged;
}

static void
show_span (BsPdfContent *self, Line *line, const BsGlyphRun *run, const BsPdfCluster *cluster,
           gboolean bridged)
{
  guint blanks = bs_pdf_font_get_space (line->font) != 0 ? cluster->n_blanks : 0;
  gboolean speaks =
    !bridged && blanks == cluster->n_blanks && cluster_speaks (line, run, cluster);

  if (!speaks)
    {
      /* ISO 32000-1, 14.9.4: replaces what the glyphs inside would say. */
      close_array (self, line);
      g_string_append (self->data, "/Span<</ActualText");
      append_text_string (self->data, cluster->text, cluster->length);
      g_string_append (self->data, ">>BDC\n");
    }
  for (guint i = 0; i < cluster->n_glyphs; i++)
    show_glyph (self, line, &run->glyphs[cluster->first + i]);
  if (!speaks)
    {
      close_array (self, line);
      g_string_append (self->data, "EMC\n");
      return;
    }
  for (guint i = 0; i < blanks; i++)
    show_code (self, line, bs_pdf_font_get_space (line->font));
}

/**
 * bs_pdf_content_glyphs:
 * @font: of the run's face
 *
 * Sets a run so that every reader gets exactly the run's text back, be it that one glyph serves
 * several characters or several glyphs one.
 */
void
bs_pdf_content_glyphs (BsPdfContent *self, const BsGlyphRun *run, const BsPdfFont *font,
                       const BsPaint *paint)
{
  gboolean large = run->size >= LARGE_SIZE;
  Line line = { .font = font,
                .size = run->size,
                .rotated = run->rotated,
                .grain = large ? 10000 : 1000 };
  BsPdfCluster ahead = { 0 };

  if (run->n_glyphs == 0 || run->size <= 0)
    return;

  if (!self->in_text)
    g_string_append (self->data, "BT\n");
  self->in_text = TRUE;
  set_overprint (self, paint->kind == BS_PAINT_COLOR && bs_color_is_solid_black (paint->color));
  set_paint (self, paint);
  if (self->state.font != font || self->state.size != run->size)
    {
      g_string_append_printf (self->data, "/%s ", bs_pdf_font_get_name (font));
      append_length (self->data, run->size);
      g_string_append (self->data, "Tf\n");
      self->state.font = font;
      self->state.size = run->size;
    }

  move_to (self, &line, &run->glyphs[0]);
  bs_pdf_cluster_next (run, &ahead);
  while (ahead.first < run->n_glyphs)
    {
      BsPdfCluster span;
      gboolean bridged = take_span (&line, run, &ahead, &span);

      show_span (self, &line, run, &span, bridged);
    }
  close_array (self, &line);
}

void
bs_pdf_content_state (BsPdfContent *self, const char *name)
{
  leave_text (self);
  g_string_append_printf (self->data, "/%s gs\n", name);
}

/**
 * bs_pdf_content_begin:
 * @tag: with its slash
 * @properties: (nullable): dictionary in PDF syntax
 */
void
bs_pdf_content_begin (BsPdfContent *self, const char *tag, const char *properties)
{
  leave_text (self);
  if (properties != NULL)
    g_string_append_printf (self->data, "%s %s BDC\n", tag, properties);
  else
    g_string_append_printf (self->data, "%s BMC\n", tag);
}

void
bs_pdf_content_end (BsPdfContent *self)
{
  leave_text (self);
  g_string_append (self->data, "EMC\n");
}

/**
 * bs_pdf_content_finish:
 *
 * Returns: (transfer full): the stream, for `/FlateDecode`
 */
GBytes *
bs_pdf_content_finish (BsPdfContent *self)
{
  g_return_val_if_fail (self->saved->len == 0, NULL);

  leave_text (self);

  return bs_pdf_deflate (self->data->str, self->data->len, BS_PDF_TEXT);
}
