/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-header-private.h"

/* Kicker and deck against their headline, per mille. */
#define KICKER_SIZE 620
#define DECK_SIZE 560
#define MAX_SMALL_LINES 2
#define SMALLEST_SIZE 105

/* Per mille of a size. */
#define HEADLINE_PITCH 1200
#define SMALL_PITCH 1300
#define GAP_BELOW_KICKER 350
#define GAP_ABOVE_DECK 550
#define GAP_ABOVE_BYLINE 700
#define WHITE_OF_LINE 500     /* of the body line, below every header */
#define WHITE_OF_HEADLINE 180 /* of the headline's size, besides */

#define FLAG_PADDING BS_POINTS (5)
#define FLAG_HEIGHT BS_POINTS (13.5)
#define FLAG_GAP BS_POINTS (5)

/* The largest of the series that is no more than @share of @size. */
static guint
smaller_size (guint size, guint share)
{
  guint i = 0;

  while (bs_headline_sizes[i] * 1000 > size * share && bs_headline_sizes[i + 1] >= SMALLEST_SIZE)
    i++;

  return bs_headline_sizes[i];
}

static BsUnit
tenths_to_unit (guint tenths)
{
  return (BsUnit) (tenths * BS_UNITS_PER_POINT / 10);
}

gboolean
bs_header_carries_byline (const BsNode *story)
{
  const BsNode *first = bs_node_get_element (bs_story_get_bylines (story), 0);
  const char *form = bs_node_get_text (first, "form");

  /* With a dateline the reporters stand in the opening words. */
  if (*bs_node_get_text (story, "dateline") != '\0')
    return FALSE;

  return g_str_equal (form, "reporter") || g_str_equal (form, "correspondent");
}

static void
take_headline (BsHeaderItem *item, BsHeadline *set, const BsNode *story, const char *member)
{
  item->part.paragraph = bs_paragraph_ref (set->paragraph);
  item->part.style = &item->style;
  item->part.segments[0].path = "";
  item->part.n_segments = 1;
  bs_part_add_source (&item->part, 0,
                      bs_issue_dup_path ("stories", bs_node_get_text (story, "id"), member));
  item->style.size = tenths_to_unit (set->size);
  item->n_lines = set->n_lines;
}

static void
set_headline (BsHeader *header, const BsSetting *setting, const BsNode *story)
{
  BsHeaderItem *item = &header->items[BS_HEADER_HEADLINE];
  const char *text = bs_node_get_text (story, "headline");
  BsHeadline set = { 0 };
  BsHeadlineRequest request = {
    .style = &item->style,
    .measure = header->request.width,
    .min_size = header->request.min_size,
    .max_size = header->request.max_size,
    .max_lines = header->request.lines > 0 ? header->request.lines : 3,
    .exact_lines = header->request.lines,
  };

  item->style = *bs_page_format_get_style (setting->format, "headline");
  header->fits = TRUE;
  header->fill = 1;
  header->size = header->request.max_size;
  if (*text == '\0')
    return;
  bs_composer_set_headline (setting->composer, text, &request, &set);
  take_headline (item, &set, story, "headline");
  item->pitch = bs_unit_scale (item->style.size, HEADLINE_PITCH, 1000);
  header->size = set.size;
  header->n_lines = set.n_lines;
  header->fits = set.fits;
  header->splits_word = set.splits_word;
  header->fill = set.fill;
  header->widest = set.widest;
  bs_headline_clear (&set);
}

static void
set_small (BsHeader *header, const BsSetting *setting, const BsNode *story, BsHeaderPart which)
{
  const char *member = which == BS_HEADER_KICKER ? "kicker" : "deck";
  const char *text = bs_node_get_text (story, member);
  BsHeaderItem *item = &header->items[which];
  BsHeadline set = { 0 };
  BsHeadlineRequest request = {
    .style = &item->style,
    .measure = header->request.width,
    .min_size = SMALLEST_SIZE,
    .max_size = smaller_size (header->size, which == BS_HEADER_KICKER ? KICKER_SIZE : DECK_SIZE),
    .max_lines = 1,
  };

  item->style = *bs_page_format_get_style (setting->format, member);
  if (*text == '\0')
    return;
  /* A deck wider than its headline would carry it like a table its top. */
  if (which == BS_HEADER_DECK && header->n_lines > 0)
    request.measure = MAX (request.measure / 2, header->widest);
  bs_composer_set_headline (setting->composer, text, &request, &set);
  if (!set.fits)
    {
      bs_headline_clear (&set);
      request.max_lines = MAX_SMALL_LINES;
      bs_composer_set_headline (setting->composer, text, &request, &set);
    }
  take_headline (item, &set, story, member);
  item->pitch = bs_unit_scale (item->style.size, SMALL_PITCH, 1000);
  bs_headline_clear (&set);
}

static void
set_line (BsHeader *header, const BsSetting *setting, const char *text, BsHeaderPart which)
{
  BsHeaderItem *item = &header->items[which];
  BsMeasure measure = { 0, header->request.width };

  item->style = *bs_page_format_get_style (setting->format,
                                           which == BS_HEADER_FLAG ? "flag" : "byline");
  if (*text == '\0')
    return;
  item->style.align = which == BS_HEADER_FLAG ? BS_ALIGN_START : BS_ALIGN_CENTER;
  item->part.paragraph = bs_composer_compose (setting->composer, text, &item->style, &measure, 1);
  item->part.style = &item->style;
  item->part.segments[0].path = "";
  item->part.n_segments = 1;
  item->n_lines = bs_paragraph_get_n_lines (item->part.paragraph);
  item->pitch = bs_unit_scale (item->style.size, SMALL_PITCH, 1000);
}

/* Whether the flag's badge and a centred kicker do not meet on one row. */
static gboolean
flag_stands_beside_kicker (const BsHeader *header)
{
  const BsHeaderItem *flag = &header->items[BS_HEADER_FLAG];
  const BsHeaderItem *kicker = &header->items[BS_HEADER_KICKER];
  BsUnit badge;
  BsUnit kicker_width;

  if (kicker->n_lines != 1)
    return FALSE;
  badge = bs_part_get_line_end (&flag->part, 0) + 2 * FLAG_PADDING;
  kicker_width = bs_paragraph_get_line (kicker->part.paragraph, 0)->width;

  return (header->request.width - kicker_width) / 2 > badge + flag->style.size;
}

static BsUnit
stack_item (BsHeaderItem *item, BsUnit y)
{
  item->y = y;

  return y + item->style.size + (BsUnit) (item->n_lines - 1) * item->pitch;
}

static void
stack (BsHeader *header, const BsPageFormat *format)
{
  BsHeaderItem *items = header->items;
  BsUnit white;
  BsUnit y = 0;

  if (items[BS_HEADER_FLAG].n_lines > 0)
    {
      items[BS_HEADER_FLAG].y = 0;
      if (!flag_stands_beside_kicker (header))
        y = FLAG_HEIGHT + FLAG_GAP;
    }
  if (items[BS_HEADER_KICKER].n_lines > 0)
    y = stack_item (&items[BS_HEADER_KICKER], y)
        + bs_unit_scale (items[BS_HEADER_KICKER].style.size, GAP_BELOW_KICKER, 1000);
  if (items[BS_HEADER_HEADLINE].n_lines > 0)
    y = stack_item (&items[BS_HEADER_HEADLINE], y);
  if (items[BS_HEADER_DECK].n_lines > 0)
    {
      y += bs_unit_scale (items[BS_HEADER_DECK].style.size, GAP_ABOVE_DECK, 1000);
      y = stack_item (&items[BS_HEADER_DECK], y);
    }
  if (items[BS_HEADER_BYLINE].n_lines > 0)
    {
      y += bs_unit_scale (items[BS_HEADER_BYLINE].style.size, GAP_ABOVE_BYLINE, 1000);
      y = stack_item (&items[BS_HEADER_BYLINE], y);
    }
  header->height = y;
  if (y == 0)
    return;
  white = bs_unit_scale (format->line_height, WHITE_OF_LINE, 1000)
          + bs_unit_scale (tenths_to_unit (header->size), WHITE_OF_HEADLINE, 1000);
  header->grid_lines = (guint) ((y + white + format->line_height - 1) / format->line_height);
}

/**
 * bs_header_new:
 * @setting: what to compose with
 * @story: the story
 * @request: width, and the sizes the headline may have
 *
 * Returns: (transfer full): the header, its parts stacked
 */
BsHeader *
bs_header_new (const BsSetting *setting, const BsNode *story, const BsHeaderRequest *request)
{
  BsHeader *header = g_new0 (BsHeader, 1);
  g_autofree char *byline = NULL;

  header->request = *request;
  set_headline (header, setting, story);
  set_small (header, setting, story, BS_HEADER_KICKER);
  set_small (header, setting, story, BS_HEADER_DECK);
  set_line (header, setting, bs_node_get_text (story, "flag"), BS_HEADER_FLAG);
  if (header->items[BS_HEADER_FLAG].n_lines > 0)
    bs_part_add_source (&header->items[BS_HEADER_FLAG].part, 0,
                        bs_issue_dup_path ("stories", bs_node_get_text (story, "id"), "flag"));
  if (bs_header_carries_byline (story))
    byline = bs_story_dup_byline (story);
  set_line (header, setting, byline != NULL ? byline : "", BS_HEADER_BYLINE);
  stack (header, setting->format);

  return header;
}

void
bs_header_free (BsHeader *header)
{
  if (header == NULL)
    return;
  for (guint i = 0; i < BS_HEADER_N_PARTS; i++)
    {
      g_clear_pointer (&header->items[i].part.paragraph, bs_paragraph_unref);
      for (guint j = 0; j < BS_PART_SEGMENTS; j++)
        g_free (header->items[i].part.paths[j]);
    }
  g_free (header);
}

static BsUnit
aligned_x (const BsHeaderItem *item, guint line, BsUnit width)
{
  /* Not up to the last glyph's edge: the blank at which the writer let a line break trails. */
  BsUnit spare = width - bs_paragraph_get_line (item->part.paragraph, line)->width;

  if (item->style.align == BS_ALIGN_CENTER)
    return MAX (0, spare / 2);

  return item->style.align == BS_ALIGN_END ? MAX (0, spare) : 0;
}

static void
draw_flag (const BsHeaderItem *item, BsUnit x, BsUnit y, BsDisplayListBuilder *builder)
{
  BsRect badge = { x, y, 0, FLAG_HEIGHT };
  BsRect slot = { x + FLAG_PADDING, y, 0, FLAG_HEIGHT };

  badge.width = bs_part_get_line_end (&item->part, 0) + 2 * FLAG_PADDING;
  bs_display_list_builder_add_fill (builder, &badge, (BsColor){ 0, 0, 0, 1000 });
  bs_part_draw (&item->part, 0, &slot, builder);
}

/**
 * bs_header_draw:
 * @header: a header
 * @setting: what it was composed with
 * @rect: whole lines of the page, at least as high as the header
 * @builder: takes the drawing
 *
 * What is higher than the header becomes white above and below it, so shared out that with the
 * blank line above every box it stands in the middle of its white.
 */
void
bs_header_draw (const BsHeader *header, const BsSetting *setting, const BsRect *rect,
                BsDisplayListBuilder *builder)
{
  BsUnit spare = rect->height - header->height;
  BsUnit top = rect->y + MAX (0, (spare - setting->format->line_height / 2) / 2);

  for (guint i = 0; i < BS_HEADER_N_PARTS; i++)
    {
      const BsHeaderItem *item = &header->items[i];

      if (item->n_lines == 0)
        continue;
      if (i == BS_HEADER_FLAG)
        {
          draw_flag (item, rect->x, top + item->y, builder);
          continue;
        }
      for (guint line = 0; line < item->n_lines; line++)
        {
          /* Byline and other composed lines bring their own alignment, headlines start at 0. */
          BsUnit x = i == BS_HEADER_BYLINE ? 0 : aligned_x (item, line, rect->width);
          BsRect slot = { rect->x + x, top + item->y + (BsUnit) line * item->pitch, 0,
                          item->style.size };

          bs_part_draw (&item->part, line, &slot, builder);
        }
    }
}
