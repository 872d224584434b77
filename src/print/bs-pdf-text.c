/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-content-private.h"

#include "bs-config.h"

/* Size from which a thousandth of an em is too coarse to place glyphs by. */
#define LARGE_SIZE BS_POINTS (24)

/* Readers take a gap this wide, in thousandths of an em, for a space, and a step back as far for a
 * new line: poppler from 100 on. */
#define MAX_GAP 80

static void
append_text_string (GString *out, const char *text, guint length)
{
  g_string_append (out, "<FEFF");
  bs_pdf_font_append_utf16 (out, text, length);
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
  bs_pdf_content_append_point (self, glyph->x, glyph->y);
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
      bs_pdf_content_append_fixed (self->data, move, line->grain == 1000 ? 0 : 1);
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

/* How far from the end of @glyph's own width @next stands, in units times 1000. */
static gint64
measure_gap (const Line *line, const BsRunGlyph *glyph, const BsRunGlyph *next)
{
  gint64 step = line->rotated ? (gint64) next->y - glyph->y : (gint64) next->x - glyph->x;

  return step * 1000 - (gint64) line->size * bs_pdf_font_get_width (line->font, glyph->id);
}

/* Whether a reader would see a space or a new line between glyph @last and the next where there is
 * none: after justifying, between Han and Latin, behind squeezed punctuation, or down a vertical
 * line. */
static gboolean
seems_apart (const Line *line, const BsGlyphRun *run, guint last)
{
  const BsRunGlyph *a = &run->glyphs[last], *b = a + 1;

  if (line->rotated ? a->x != b->x : a->y != b->y)
    return TRUE;

  return ABS (measure_gap (line, a, b)) > (gint64) line->size * MAX_GAP;
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
  while (bs_pdf_cluster_next (run, ahead) && seems_apart (line, run, ahead->first - 1)
         && !borders_on_space (span, ahead))
    {
      span->n_glyphs += ahead->n_glyphs;
      span->length = ahead->text + ahead->length - span->text;
      span->n_blanks = ahead->n_blanks;
      bridged = TRUE;
    }

  return bridged;
}

/* Whether the gap before @next, the run that goes on with the line, would read as a space, or the
 * step back to it as a new line. */
static gboolean
must_reach (const Line *line, const BsGlyphRun *run, const BsPdfCluster *span,
            const BsGlyphRun *next)
{
  const BsRunGlyph *last = &run->glyphs[run->n_glyphs - 1];
  BsPdfCluster after = { 0 };

  if (next == NULL || run->line_end || run->rotated || next->rotated || next->n_glyphs == 0
      || next->glyphs[0].y != last->y || bs_pdf_font_get_space (line->font) == 0)
    return FALSE;
  bs_pdf_cluster_next (next, &after);

  return span->n_blanks == 0 && !borders_on_space (span, &after)
         && ABS (measure_gap (line, last, &next->glyphs[0])) > (gint64) line->size * MAX_GAP;
}

/* A blank that ends where the next run begins: within ActualText it is no space, but what stands
 * there then ends at that place for readers. */
static void
show_reach (BsPdfContent *self, Line *line, const BsRunGlyph *next)
{
  guint32 space = bs_pdf_font_get_space (line->font);
  BsRunGlyph blank = *next;

  blank.id = space;
  blank.x -= bs_unit_scale (line->size, bs_pdf_font_get_width (line->font, space), 1000);
  show_glyph (self, line, &blank);
}

/* @reach: (nullable): the glyph in another run that follows without a space. */
static void
show_span (BsPdfContent *self, Line *line, const BsGlyphRun *run, const BsPdfCluster *cluster,
           gboolean bridged, const BsRunGlyph *reach)
{
  guint blanks = bs_pdf_font_get_space (line->font) != 0 ? cluster->n_blanks : 0;
  gboolean speaks = !bridged && reach == NULL && blanks == cluster->n_blanks
                    && cluster_speaks (line, run, cluster);

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
  if (reach != NULL)
    show_reach (self, line, reach);
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
 * @next: (nullable): the run that is set right after it
 * @font: of the run's face
 *
 * Sets a run so that every reader gets exactly the run's text back, be it that one glyph serves
 * several characters or several glyphs one.
 */
void
bs_pdf_content_glyphs (BsPdfContent *self, const BsGlyphRun *run, const BsGlyphRun *next,
                       const BsPdfFont *font, const BsPaint *paint)
{
  gboolean large = run->size >= LARGE_SIZE;
  gboolean black = paint->kind == BS_PAINT_COLOR && bs_color_is_solid_black (paint->color);
  Line line = {
    .font = font, .size = run->size, .rotated = run->rotated, .grain = large ? 10000 : 1000
  };
  BsPdfCluster ahead = { 0 };

  if (run->n_glyphs == 0 || run->size <= 0)
    return;

  if (!self->in_text)
    g_string_append (self->data, "BT\n");
  self->in_text = TRUE;
  bs_pdf_content_set_overprint (self, black);
  bs_pdf_content_set_paint (self, paint);
  if (self->state.font != font || self->state.size != run->size)
    {
      g_string_append_printf (self->data, "/%s ", bs_pdf_font_get_name (font));
      bs_pdf_content_append_length (self->data, run->size);
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
      gboolean last = ahead.first >= run->n_glyphs;

      show_span (self, &line, run, &span, bridged,
                 last && must_reach (&line, run, &span, next) ? &next->glyphs[0] : NULL);
    }
  close_array (self, &line);
}
