/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-copy-private.h"

/* Where the baseline lies in the em box of Chinese fonts, from its top, per mille (OpenType BASE
 * "ideo" of the common faces is 0.12 below). */
#define EM_BOX_ASCENT 880

/**
 * bs_part_new_styled:
 * @setting: what to compose with
 * @text: the text
 * @style: how to set it
 * @measures: one a line, the last repeating
 * @n_measures: at least 1
 *
 * Returns: (transfer full): @text composed, coming from nowhere until bs_part_add_source()
 */
BsPart *
bs_part_new_styled (const BsSetting *setting, const char *text, const BsTextStyle *style,
                    const BsMeasure *measures, guint n_measures)
{
  BsPart *part = g_rc_box_new0 (BsPart);

  part->style = style;
  part->paragraph = bs_composer_compose (setting->composer, text, style, measures, n_measures);
  part->segments[0].path = "";
  part->n_segments = 1;

  return part;
}

/**
 * bs_part_new:
 * @setting: what to compose with
 * @text: the text
 * @style: name of a style of the page format
 * @measure: width
 *
 * Returns: (transfer full): @text composed, coming from nowhere until bs_part_add_source()
 */
BsPart *
bs_part_new (const BsSetting *setting, const char *text, const char *style, BsUnit measure)
{
  BsMeasure line = { 0, measure };

  return bs_part_new_styled (setting, text, bs_page_format_get_style (setting->format, style),
                             &line, 1);
}

BsPart *
bs_part_ref (BsPart *part)
{
  return g_rc_box_acquire (part);
}

static void
part_clear (BsPart *part)
{
  bs_paragraph_unref (part->paragraph);
  for (guint i = 0; i < BS_PART_SEGMENTS; i++)
    g_free (part->paths[i]);
}

void
bs_part_free (BsPart *part)
{
  if (part != NULL)
    g_rc_box_release_full (part, (GDestroyNotify) part_clear);
}

/**
 * bs_part_add_source:
 * @part: a part
 * @start: byte in its text
 * @path: (transfer full): the string in the issue whose beginning stands there, "" for the program
 */
void
bs_part_add_source (BsPart *part, guint32 start, char *path)
{
  guint index = part->n_segments;

  if (start == 0)
    index = 0;
  else if (index >= BS_PART_SEGMENTS)
    {
      g_free (path);
      return;
    }
  else
    part->n_segments++;
  g_free (part->paths[index]);
  part->paths[index] = path;
  part->segments[index] = (BsTextSegment){ .start = start, .path = path, .offset = 0 };
}

/**
 * bs_part_add_source_from:
 * @part: a part
 * @segment: byte in its text, string in the issue and byte in that; its path is copied
 *
 * For a part that begins in the middle of its source.
 */
void
bs_part_add_source_from (BsPart *part, const BsTextSegment *segment)
{
  guint n_before = part->n_segments;

  bs_part_add_source (part, segment->start, g_strdup (segment->path));
  if (segment->start == 0 || part->n_segments > n_before)
    part->segments[segment->start == 0 ? 0 : n_before].offset = segment->offset;
}

BsUnit
bs_part_get_line_end (const BsPart *part, guint line)
{
  const BsLine *set = bs_paragraph_get_line (part->paragraph, line);
  const BsGlyph *last;

  if (set->n_glyphs == 0)
    return 0;
  last = &set->glyphs[set->n_glyphs - 1];

  return last->x + last->advance;
}

/* From the top of a slot in whose middle the em box stands. */
static BsUnit
get_baseline (const BsTextStyle *style, BsUnit slot_height)
{
  return (slot_height - style->size) / 2 + bs_unit_scale (style->size, EM_BOX_ASCENT, 1000);
}

void
bs_part_draw (const BsPart *part, guint line, const BsRect *slot, BsDisplayListBuilder *builder)
{
  BsRect origin = { slot->x, slot->y + get_baseline (part->style, slot->height), 0, 0 };

  bs_display_list_builder_add_segmented_line (builder, part->paragraph, line, &origin, part->style,
                                              part->segments, part->n_segments);
}
