/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-header-private.h"

/* Kicker and deck against their headline, per mille. */
#define KICKER_SIZE 620
#define DECK_SIZE 560
#define MAX_SMALL_LINES 2
#define MAX_HEADLINE_LINES 3

/* Per mille of a size. */
#define HEADLINE_PITCH 1200
#define SMALL_PITCH 1300
#define GAP_BELOW_KICKER 350
#define GAP_ABOVE_DECK 550
#define WHITE_OF_LINE 500 /* of the body line, below every header */
#define VERTICAL_WHITE 5  /* lines more than that, and a vertical header stands in their middle */
#define WHITE_OF_HEADLINE 180 /* of the headline's size, besides */

/* The largest of the series that is no more than @share of @size. */
static guint
smaller_size (guint size, guint share)
{
  guint i = 0;

  while (bs_headline_sizes[i] * 1000 > size * share && bs_headline_sizes[i + 1] >= BS_SMALLEST_HEAD)
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

guint
bs_header_get_kicker_size (guint size)
{
  return smaller_size (size, KICKER_SIZE);
}

guint
bs_header_get_deck_size (guint size)
{
  return smaller_size (size, DECK_SIZE);
}

const char *
bs_header_get_text (const BsHeader *header, const BsNode *story)
{
  return header->request.text != NULL ? header->request.text : bs_node_get_text (story, "headline");
}

char *
bs_header_dup_path (const BsHeader *header, const BsNode *story, const char *member)
{
  if (header->request.text_path != NULL && g_str_equal (member, "headline"))
    return g_strdup (header->request.text_path);

  return bs_issue_dup_path ("stories", bs_node_get_text (story, "id"), member);
}

void
bs_header_item_take (BsHeaderItem *item, const BsHeadline *set, char *path)
{
  item->part.paragraph = bs_paragraph_ref (set->paragraph);
  item->part.style = &item->style;
  item->part.segments[0].path = "";
  item->part.n_segments = 1;
  bs_part_add_source (&item->part, 0, path);
  item->style.size = tenths_to_unit (set->size);
  item->n_lines = set->n_lines;
}

/* What fits in no lines as asked is set in other ones, at last in the smallest size as a paragraph
 * would be: the checks tell it, but nothing stands outside its box. */
static void
set_fitting (const BsSetting *setting, const char *text, const BsHeadlineRequest *request,
             BsHeadline *set)
{
  BsHeadlineRequest free = *request;
  BsMeasure measure = { 0, request->measure };
  BsTextStyle style = *request->style;

  bs_composer_set_headline (setting->composer, text, request, set);
  if (set->fits)
    return;
  free.exact_lines = 0;
  free.max_lines = MAX_HEADLINE_LINES;
  bs_headline_clear (set);
  bs_composer_set_headline (setting->composer, text, &free, set);
  if (set->fits)
    {
      set->fits = FALSE; /* not as it was asked for */
      return;
    }
  style.size = tenths_to_unit (BS_SMALLEST_HEAD);
  style.align = BS_ALIGN_START;
  bs_headline_clear (set);
  set->paragraph = bs_composer_compose (setting->composer, text, &style, &measure, 1);
  set->size = BS_SMALLEST_HEAD;
  set->n_lines = bs_paragraph_get_n_lines (set->paragraph);
  set->widest = request->measure;
  set->fits = FALSE;
  set->splits_word = TRUE;
  set->fill = 1;
}

static void
set_headline (BsHeader *header, const BsSetting *setting, const BsNode *story)
{
  BsHeaderItem *item = &header->items[BS_HEADER_HEADLINE];
  const char *text = bs_header_get_text (header, story);
  BsHeadline set = { 0 };
  BsHeadlineRequest request = {
    .style = &item->style,
    .measure = header->request.width,
    .min_size = header->request.min_size,
    .max_size = header->request.max_size,
    .max_lines = header->request.lines > 0 ? header->request.lines : MAX_HEADLINE_LINES,
    .exact_lines = header->request.lines,
  };

  item->style = *bs_page_format_get_style (setting->format, "headline");
  header->fits = TRUE;
  header->fill = 1;
  header->size = header->request.max_size;
  if (*text == '\0')
    return;
  set_fitting (setting, text, &request, &set);
  bs_header_item_take (item, &set, bs_header_dup_path (header, story, "headline"));
  item->pitch = bs_unit_scale (item->style.size, HEADLINE_PITCH, 1000);
  header->size = set.size;
  header->n_lines = set.n_lines;
  header->fits = set.fits;
  header->splits_word = set.splits_word;
  header->ragged = set.ragged;
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
    .min_size = BS_SMALLEST_HEAD,
    .max_size = which == BS_HEADER_KICKER ? bs_header_get_kicker_size (header->size)
                                          : bs_header_get_deck_size (header->size),
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
      set_fitting (setting, text, &request, &set);
    }
  bs_header_item_take (item, &set, bs_header_dup_path (header, story, member));
  item->pitch = bs_unit_scale (item->style.size, SMALL_PITCH, 1000);
  bs_headline_clear (&set);
}

/* The story's flag, or the byline that stands above its text. */
void
bs_header_set_line (BsHeader *header, const BsSetting *setting, const BsNode *story,
                    BsHeaderPart which)
{
  gboolean flag = which == BS_HEADER_FLAG;
  BsHeaderItem *item = &header->items[which];
  BsMeasure measure = { 0, header->request.width };
  g_autofree char *text = NULL;

  item->style = *bs_page_format_get_style (setting->format, flag ? "flag" : "byline");
  if (flag)
    text = g_strdup (bs_node_get_text (story, "flag"));
  else if (bs_header_carries_byline (story))
    text = bs_story_dup_byline (story);
  if (text == NULL || *text == '\0')
    return;
  item->style.align = flag ? BS_ALIGN_START : BS_ALIGN_CENTER;
  item->part.paragraph = bs_composer_compose (setting->composer, text, &item->style, &measure, 1);
  item->part.style = &item->style;
  item->part.segments[0].path = "";
  item->part.n_segments = 1;
  if (flag)
    bs_part_add_source (&item->part, 0, bs_header_dup_path (header, story, "flag"));
  item->n_lines = bs_paragraph_get_n_lines (item->part.paragraph);
  item->pitch = bs_unit_scale (item->style.size, SMALL_PITCH, 1000);
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
  badge = bs_part_get_line_end (&flag->part, 0) + 2 * BS_FLAG_PADDING;
  kicker_width = bs_paragraph_get_line (kicker->part.paragraph, 0)->width;

  return (header->request.width - kicker_width) / 2 > badge + flag->style.size;
}

/* On a row of its own it begins where the first line below it does. */
static void
place_flag (BsHeader *header)
{
  BsHeaderItem *flag = &header->items[BS_HEADER_FLAG];
  BsUnit badge = bs_part_get_line_end (&flag->part, 0) + 2 * BS_FLAG_PADDING;

  for (guint i = BS_HEADER_KICKER; i <= BS_HEADER_HEADLINE; i++)
    {
      const BsHeaderItem *item = &header->items[i];

      if (item->n_lines == 0)
        continue;
      flag->x = aligned_x (item, 0, header->request.width);
      break;
    }
  flag->x = CLAMP (flag->x, 0, MAX (0, header->request.width - badge));
}

static BsUnit
stack_item (BsHeaderItem *item, BsUnit y)
{
  item->y = y;

  return y + item->style.size + (BsUnit) (item->n_lines - 1) * item->pitch;
}

/* With the white below it. */
void
bs_header_count_lines (BsHeader *header, const BsPageFormat *format)
{
  BsUnit white = bs_unit_scale (format->line_height, WHITE_OF_LINE, 1000)
                 + bs_unit_scale (tenths_to_unit (header->size), WHITE_OF_HEADLINE, 1000);

  header->grid_lines = 0;
  if (header->height > 0)
    header->grid_lines = (guint) ((header->height + white + format->line_height - 1)
                                  / format->line_height);
}

static void
stack (BsHeader *header, const BsPageFormat *format)
{
  BsHeaderItem *items = header->items;
  BsUnit y = 0;

  if (items[BS_HEADER_FLAG].n_lines > 0)
    {
      items[BS_HEADER_FLAG].y = 0;
      if (!flag_stands_beside_kicker (header))
        {
          place_flag (header);
          y = BS_FLAG_HEIGHT + BS_FLAG_GAP;
        }
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
      y += bs_unit_scale (items[BS_HEADER_BYLINE].style.size, BS_GAP_ABOVE_BYLINE, 1000);
      y = stack_item (&items[BS_HEADER_BYLINE], y);
    }
  header->height = y;
  bs_header_count_lines (header, format);
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

  header->request = *request;
  if (request->vertical && bs_header_set_vertical (header, setting, story))
    return header;
  set_headline (header, setting, story);
  if (!request->continuation)
    {
      set_small (header, setting, story, BS_HEADER_KICKER);
      set_small (header, setting, story, BS_HEADER_DECK);
      if (header->items[BS_HEADER_FLAG].part.paragraph == NULL)
        bs_header_set_line (header, setting, story, BS_HEADER_FLAG);
      if (header->items[BS_HEADER_BYLINE].part.paragraph == NULL)
        bs_header_set_line (header, setting, story, BS_HEADER_BYLINE);
    }
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

static void
draw_flag (const BsHeaderItem *item, BsUnit x, BsUnit y, BsDisplayListBuilder *builder)
{
  BsRect badge = { x, y, 0, BS_FLAG_HEIGHT };
  BsRect slot = { x + BS_FLAG_PADDING, y, 0, BS_FLAG_HEIGHT };

  badge.width = bs_part_get_line_end (&item->part, 0) + 2 * BS_FLAG_PADDING;
  bs_display_list_builder_add_fill (builder, &badge, (BsColor){ 0, 0, 0, 1000 });
  bs_part_draw (&item->part, 0, &slot, builder);
}

/* First baseline of a line that is not there: below the rectangle nothing is drawn. */
static gboolean
is_inside (const BsRect *rect, BsUnit y, const BsHeaderItem *item)
{
  return y + item->style.size <= bs_rect_bottom (rect);
}

static void
draw_item (const BsHeaderItem *item, gboolean composed, const BsRect *rect, BsUnit top,
           BsDisplayListBuilder *builder)
{
  for (guint line = 0; line < item->n_lines; line++)
    {
      /* Byline and other composed lines bring their own alignment, headlines start at 0. */
      BsUnit x = composed ? 0 : aligned_x (item, line, rect->width);
      BsRect slot = { rect->x + x, top + item->y + (BsUnit) line * item->pitch, 0,
                      item->style.size };

      if (is_inside (rect, slot.y, item))
        bs_part_draw (&item->part, line, &slot, builder);
    }
}

/* Columns from the right to the left. */
static void
draw_columns (const BsHeaderItem *item, const BsRect *rect, BsUnit top,
              BsDisplayListBuilder *builder)
{
  for (guint line = 0; line < item->n_lines; line++)
    {
      BsUnit height = bs_paragraph_get_line (item->part.paragraph, line)->width;
      BsRect origin = { rect->x + item->x - (BsUnit) line * item->pitch, top + item->y, 0, 0 };

      if (origin.y + height <= bs_rect_bottom (rect))
        bs_display_list_builder_add_segmented_line (builder, item->part.paragraph, line, &origin,
                                                    &item->style, item->part.segments,
                                                    item->part.n_segments);
    }
}

/* Where a header's own top stands in lines that are more than it needs. */
static BsUnit
find_top (const BsHeader *header, const BsSetting *setting, const BsRect *rect)
{
  BsUnit spare = MAX (0, rect->height - header->height);
  BsUnit edge = (setting->format->line_height - setting->format->em) / 2;

  /* A vertical one begins where the text beside it does; with its legs to itself it stands a little
   * above their middle. */
  if (header->vertical)
    return rect->y
           + (spare <= VERTICAL_WHITE * setting->format->line_height ? MIN (spare, edge)
                                                                     : spare / 3);

  return rect->y + MAX (0, (spare - setting->format->line_height / 2) / 2);
}

/**
 * bs_header_draw:
 * @header: a header
 * @setting: what it was composed with
 * @rect: whole lines of the page; what does not go in is not drawn
 * @builder: takes the drawing, in reading order
 *
 * What is higher than the header becomes white above and below it, so shared out that with the
 * blank line above every box it stands in the middle of its white.
 */
void
bs_header_draw (const BsHeader *header, const BsSetting *setting, const BsRect *rect,
                BsDisplayListBuilder *builder)
{
  BsUnit top = find_top (header, setting, rect);

  for (guint i = 0; i < BS_HEADER_N_PARTS; i++)
    {
      const BsHeaderItem *item = &header->items[i];
      gboolean composed = i == BS_HEADER_BYLINE || i == BS_HEADER_FLAG;

      if (item->n_lines == 0)
        continue;
      if (i == BS_HEADER_FLAG)
        {
          if (top + item->y + BS_FLAG_HEIGHT <= bs_rect_bottom (rect))
            draw_flag (item, rect->x + item->x, top + item->y, builder);
        }
      else if (header->vertical && !composed)
        draw_columns (item, rect, top, builder);
      else
        draw_item (item, composed, rect, top, builder);
    }
}
