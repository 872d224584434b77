/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-paragraph.h"

#include "bs-classify.h"
#include "bs-paragraph-private.h"

#include <string.h>

/* No page reaches there; only text without a single break does. */
#define FARTHEST ((gint64) 1 << 30)

struct _BsParagraph
{
  gatomicrefcount ref_count;
  char *text;
  gsize length;
  BsLine *lines;
  guint n_lines;
  BsGlyph *glyphs;
  guint n_glyphs;
  BsMissing *missing;
  guint n_missing;
};

/* Gives out a whole in shares, such that rounding never adds up: after all parts the whole is
 * given, to the unit. */
typedef struct
{
  gint64 total, limit;
  gint64 seen, given;
} Shares;

typedef struct
{
  const BsFit *fit;
  const BsFitLine *line;
  const BsFitPlace *place;
  BsFitAdjustment adjustment;
  Shares shares[BS_N_ADJUSTS];
  BsUnit spacing;
  BsUnit squeezed;
  guint n_squeezed;
} Setting;

static BsUnit
take_share (Shares *shares, gint64 part)
{
  gint64 now;
  BsUnit share;

  if (shares->limit <= 0 || shares->total == 0 || part <= 0)
    return 0;
  shares->seen += part;
  now = shares->total * shares->seen / shares->limit;
  share = (BsUnit) (now - shares->given);
  shares->given = now;

  return share;
}

/* What a blank of which @part can go loses to @adjust in a line that shrinks. */
static BsUnit
squeeze (Setting *setting, guint8 adjust, BsUnit part)
{
  BsUnit share;

  if (adjust >= BS_N_ADJUSTS || !setting->adjustment.shrinks)
    return 0;
  share = take_share (&setting->shares[adjust], part);
  setting->squeezed += share;
  setting->n_squeezed += share > 0;

  return share;
}

/* The space between two atoms of the line. */
static BsUnit
set_joint (Setting *setting, guint32 index)
{
  const BsPrepared *prepared = setting->fit->prepared;
  const BsJoint *joint = BS_JOINT (prepared, index);
  gboolean shrinks = setting->adjustment.shrinks;
  BsUnit width = joint->right + joint->left + joint->gap + joint->spacing;

  width -= squeeze (setting, BS_ATOM (prepared, index - 1)->adjust, joint->right);
  if (BS_ATOM (prepared, index)->left > 0)
    width -= squeeze (setting, BS_ATOM (prepared, index)->adjust, joint->left);
  if (joint->gap > 0)
    {
      const BsSpaceSize *gap = &setting->fit->tables->latin_gap;
      BsUnit em = setting->fit->style->size;

      width += shrinks ? -squeeze (setting, BS_ADJUST_LATIN_GAP,
                                   joint->gap - bs_unit_scale (em, gap->least, 1000))
                       : take_share (&setting->shares[BS_ADJUST_LATIN_GAP],
                                     bs_unit_scale (em, gap->greatest, 1000) - joint->gap);
    }
  if (!shrinks)
    {
      width += take_share (&setting->shares[BS_ADJUST_ADJACENT], joint->restores);
      width += take_share (&setting->shares[BS_ADJUST_MARK], joint->opens);
    }
  if (joint->stretches)
    width += setting->spacing;
  if (shrinks ? joint->tightens : joint->stretches)
    {
      BsUnit share = take_share (&setting->shares[BS_ADJUST_HAN], 1);

      width += shrinks ? -share : share;
    }

  return width;
}

static BsUnit
set_body (Setting *setting, const BsAtom *atom)
{
  if (atom->greatest == 0)
    return atom->body;
  if (setting->adjustment.shrinks)
    return atom->body - squeeze (setting, atom->adjust, atom->body - atom->least);
  return atom->body + take_share (&setting->shares[atom->adjust], atom->greatest - atom->body);
}

static BsUnit
get_align_offset (const Setting *setting)
{
  BsAlign align = setting->fit->style->align;
  gint64 slack = setting->place->measure - setting->adjustment.natural;

  if (slack <= 0 || align == BS_ALIGN_JUSTIFY || align == BS_ALIGN_START)
    return 0;
  return (BsUnit) (align == BS_ALIGN_CENTER ? slack / 2 : slack);
}

static void
put_glyphs (const BsPrepared *prepared, const BsAtom *atom, gint64 x, BsUnit body, BsGlyph *out)
{
  for (guint32 i = 0; i < atom->n_glyphs; i++)
    {
      out[i] = g_array_index (prepared->glyphs, BsAtomGlyph, atom->glyph + i);
      if (prepared->vertical)
        out[i].y = (BsUnit) CLAMP (out[i].y + x, -FARTHEST, FARTHEST);
      else
        out[i].x = (BsUnit) CLAMP (out[i].x + x, -FARTHEST, FARTHEST);
      if (atom->greatest > 0)
        out[i].advance = body;
    }
}

static void
begin_setting (Setting *setting)
{
  bs_fit_adjust (setting->fit, setting->line, setting->place, &setting->adjustment);
  for (guint i = 0; i < BS_N_ADJUSTS; i++)
    {
      setting->shares[i].total = setting->adjustment.used[i];
      setting->shares[i].limit = setting->adjustment.limits[i];
    }
}

/* Fills @out and @glyphs; returns how many glyphs. */
static guint
set_line (const BsFit *fit, const BsFitLine *line, guint number, BsLine *out, BsGlyph *glyphs)
{
  const BsPrepared *prepared = fit->prepared;
  BsUnit indent = bs_fit_get_indent (fit, number);
  BsUnit measure = fit->measures[MIN (number, fit->n_measures - 1)].width;
  BsFitPlace place = { measure - indent, number == 0, FALSE };
  Setting setting = { .fit = fit, .line = line, .place = &place };
  guint n = 0;
  gint64 x;

  place.is_last = line->end == prepared->atoms->len
                  || (line->end > 0 && BS_ATOM (prepared, line->end - 1)->forced);
  if (fit->spacings != NULL)
    setting.spacing = fit->spacings[number];
  begin_setting (&setting);
  x = indent + get_align_offset (&setting);
  if (number == 0 && line->inked > line->start)
    {
      guint8 adjust = BS_ATOM (prepared, line->start)->adjust;
      BsUnit untrimmed = bs_fit_get_untrimmed (fit, line, TRUE, adjust);

      x += untrimmed - squeeze (&setting, adjust, untrimmed);
    }
  if (!setting.adjustment.shrinks)
    x += setting.adjustment.used[BS_ADJUST_LINE_START];

  for (guint32 i = line->start; i < line->end; i++)
    {
      const BsAtom *atom = BS_ATOM (prepared, i);
      BsUnit body = i < line->inked ? 0 : atom->body;

      if (i < line->inked)
        {
          if (i > line->start)
            x += set_joint (&setting, i);
          body = set_body (&setting, atom);
        }
      put_glyphs (prepared, atom, x, body, glyphs + n);
      n += atom->n_glyphs;
      x += body;
      if (i + 1 == line->inked && BS_JOINT (prepared, line->end)->hyphen)
        {
          glyphs[n] = prepared->hyphen;
          glyphs[n].x = (BsUnit) CLAMP (x, -FARTHEST, FARTHEST);
          glyphs[n++].cluster = atom->start;
          x += prepared->hyphen.advance;
        }
      if (i + 1 == line->inked)
        out->width = (BsUnit) MIN (MIN (x, MAX (measure, x - atom->body)), FARTHEST);
    }

  out->glyphs = glyphs;
  out->n_glyphs = n;
  out->start = line->start < line->end ? BS_ATOM (prepared, line->start)->start : 0;
  out->end = line->start < line->end ? BS_ATOM (prepared, line->end - 1)->end : 0;
  out->measure = measure;
  out->squeezed = setting.squeezed;
  out->n_squeezed = setting.n_squeezed;
  out->overfull = setting.adjustment.rest < 0;
  if (out->overfull)
    out->width = (BsUnit) MAX (out->width, MIN (x, FARTHEST));
  if (setting.adjustment.limits[BS_ADJUST_HAN] > 0)
    out->han_gap = (BsUnit) (setting.adjustment.used[BS_ADJUST_HAN]
                             / setting.adjustment.limits[BS_ADJUST_HAN])
                   * (setting.adjustment.shrinks ? -1 : 1);

  return n;
}

BsParagraph *
bs_paragraph_set (const BsFit *fit, const GArray *lines)
{
  const BsPrepared *prepared = fit->prepared;
  BsParagraph *self = g_new0 (BsParagraph, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->length = prepared->length;
  self->text = g_strndup (prepared->text, prepared->length);
  self->n_missing = prepared->missing->len;
  self->missing = g_memdup2 (prepared->missing->data, self->n_missing * sizeof (BsMissing));
  self->n_lines = lines->len;
  self->lines = g_new0 (BsLine, lines->len);
  /* One more a line, for hyphens. */
  self->glyphs = g_new (BsGlyph, prepared->glyphs->len + lines->len);

  for (guint i = 0; i < lines->len; i++)
    self->n_glyphs += set_line (fit, &g_array_index (lines, BsFitLine, i), i, &self->lines[i],
                                self->glyphs + self->n_glyphs);

  return self;
}

gsize
bs_paragraph_get_size (const BsParagraph *paragraph)
{
  return sizeof *paragraph + paragraph->length + paragraph->n_lines * sizeof (BsLine)
         + paragraph->n_glyphs * sizeof (BsGlyph);
}

/**
 * bs_paragraph_ref:
 *
 * Returns: (transfer full): @paragraph
 */
BsParagraph *
bs_paragraph_ref (BsParagraph *paragraph)
{
  g_return_val_if_fail (paragraph != NULL, NULL);

  g_atomic_ref_count_inc (&paragraph->ref_count);
  return paragraph;
}

/**
 * bs_paragraph_unref:
 * @paragraph: (transfer full): a paragraph
 */
void
bs_paragraph_unref (BsParagraph *paragraph)
{
  g_return_if_fail (paragraph != NULL);

  if (!g_atomic_ref_count_dec (&paragraph->ref_count))
    return;
  g_free (paragraph->missing);
  g_free (paragraph->glyphs);
  g_free (paragraph->lines);
  g_free (paragraph->text);
  g_free (paragraph);
}

/**
 * bs_paragraph_get_n_lines:
 *
 * Returns: how many lines it has, at least 1
 */
guint
bs_paragraph_get_n_lines (const BsParagraph *paragraph)
{
  g_return_val_if_fail (paragraph != NULL, 0);
  return paragraph->n_lines;
}

/**
 * bs_paragraph_get_line:
 *
 * Returns: (transfer none): the line, valid as long as @paragraph
 */
const BsLine *
bs_paragraph_get_line (const BsParagraph *paragraph, guint index)
{
  g_return_val_if_fail (paragraph != NULL, NULL);
  g_return_val_if_fail (index < paragraph->n_lines, NULL);
  return &paragraph->lines[index];
}

/**
 * bs_paragraph_get_text:
 *
 * Returns: (transfer none): the text it was composed from, UTF-8
 */
const char *
bs_paragraph_get_text (const BsParagraph *paragraph)
{
  g_return_val_if_fail (paragraph != NULL, NULL);
  return paragraph->text;
}

/**
 * bs_paragraph_get_n_missing:
 *
 * Returns: how many characters no font has
 */
guint
bs_paragraph_get_n_missing (const BsParagraph *paragraph)
{
  g_return_val_if_fail (paragraph != NULL, 0);
  return paragraph->n_missing;
}

/**
 * bs_paragraph_get_missing:
 * @offset: (out) (optional): its byte in the text
 *
 * Returns: the @index-th character that no font has
 */
gunichar
bs_paragraph_get_missing (const BsParagraph *paragraph, guint index, guint32 *offset)
{
  g_return_val_if_fail (paragraph != NULL, 0);
  g_return_val_if_fail (index < paragraph->n_missing, 0);

  if (offset != NULL)
    *offset = paragraph->missing[index].offset;
  return paragraph->missing[index].c;
}
