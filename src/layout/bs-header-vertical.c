/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vertical headlines (竖题): kicker at the right, columns of the headline, deck at the left, its foot
 * level with the headline's. Flag and byline stay horizontal, above and below.
 */
#include "layout/bs-header-private.h"

/* Columns of a headline that may be as high as it likes, in body lines. */
#define NATURAL_LINES 32
#define MAX_COLUMNS 3
#define MAX_SMALL_COLUMNS 2

/* Per mille of a size. */
#define COLUMN_PITCH 1180
#define SMALL_PITCH 1250
#define GAP_BESIDE_HEADLINE 550 /* of the kicker's or deck's */

/* One try: everything set at one size of the headline. */
typedef struct
{
  BsHeadline parts[BS_HEADER_N_PARTS]; /* kicker, headline and deck are used */
  BsUnit width;
  BsUnit height;
  gboolean fits;
} Try;

static void
try_clear (Try *try)
{
  for (guint i = 0; i < BS_HEADER_N_PARTS; i++)
    if (try->parts[i].paragraph != NULL)
      bs_headline_clear (&try->parts[i]);
}

static BsUnit
unit_of (guint tenths)
{
  return (BsUnit) (tenths * BS_UNITS_PER_POINT / 10);
}

/* Across the columns of one part. */
static BsUnit
part_width (const BsHeadline *part, guint pitch)
{
  BsUnit size = unit_of (part->size);

  return size + (BsUnit) (part->n_lines - 1) * bs_unit_scale (size, pitch, 1000);
}

static void
set_small (Try *try, const BsHeader *header, const BsSetting *setting, const BsNode *story,
           BsHeaderPart which)
{
  const char *member = which == BS_HEADER_KICKER ? "kicker" : "deck";
  const char *text = bs_node_get_text (story, member);
  guint size = try->parts[BS_HEADER_HEADLINE].size;
  BsHeadline *set = &try->parts[which];
  BsHeadlineRequest request = {
    .style = &header->items[which].style,
    .measure = header->request.height,
    .min_size = BS_SMALLEST_HEAD,
    .max_size = which == BS_HEADER_KICKER ? bs_header_get_kicker_size (size)
                                          : bs_header_get_deck_size (size),
    .max_lines = 1,
  };

  if (*text == '\0' || header->request.continuation)
    return;
  /* Beside a headline no column is higher than it, unless it could not be set at all. */
  request.measure = MIN (request.measure,
                         MAX (try->parts[BS_HEADER_HEADLINE].widest, 8 * request.style->size));
  bs_composer_set_vertical (setting->composer, text, &request, set);
  if (!set->fits || set->size * 10 < request.max_size * 8)
    {
      bs_headline_clear (set);
      request.max_lines = MAX_SMALL_COLUMNS;
      bs_composer_set_vertical (setting->composer, text, &request, set);
    }
  try->fits &= set->fits;
  try->width += part_width (set, SMALL_PITCH)
                + bs_unit_scale (unit_of (set->size), GAP_BESIDE_HEADLINE, 1000);
  try->height = MAX (try->height, set->widest);
}

static void
try_init (Try *try, const BsHeader *header, const BsSetting *setting, const BsNode *story,
          const BsHeadlineRequest *request)
{
  BsHeadline *main = &try->parts[BS_HEADER_HEADLINE];

  *try = (Try){ .fits = TRUE };
  bs_composer_set_vertical (setting->composer, bs_header_get_text (header, story), request, main);
  try->fits = main->fits && !main->splits_word;
  try->width = part_width (main, COLUMN_PITCH);
  try->height = main->widest;
  if (!try->fits || try->width > header->request.width)
    return;
  set_small (try, header, setting, story, BS_HEADER_KICKER);
  set_small (try, header, setting, story, BS_HEADER_DECK);
}

/* The largest size at which everything stands side by side in the width, in as few columns as the
 * height allows; FALSE: there is none, and @try holds the smallest. */
static gboolean
find_size (Try *try, const BsHeader *header, const BsSetting *setting, const BsNode *story)
{
  guint lines = header->request.lines;
  guint least = lines > 0 ? lines : 1;
  guint most = lines > 0 ? lines : MAX_COLUMNS;

  for (guint i = 0; bs_headline_sizes[i] != 0; i++)
    {
      guint size = bs_headline_sizes[i];

      if (size > header->request.max_size && bs_headline_sizes[i + 1] != 0)
        continue;
      for (guint n = least; n <= most; n++)
        {
          BsHeadlineRequest request = {
            .style = &header->items[BS_HEADER_HEADLINE].style,
            .measure = header->request.height,
            .min_size = size,
            .max_size = size,
            .max_lines = n,
            .exact_lines = n,
          };

          try_clear (try);
          try_init (try, header, setting, story, &request);
          if (try->fits && try->width <= header->request.width)
            return TRUE;
        }
    }

  return FALSE;
}

static BsUnit
place_columns (BsHeaderItem *item, BsUnit right, guint pitch)
{
  item->pitch = bs_unit_scale (item->style.size, pitch, 1000);
  item->x = right - item->style.size / 2;

  return right - item->style.size - (BsUnit) (item->n_lines - 1) * item->pitch;
}

/* The block of columns in the middle of the width. */
static void
place_all (BsHeader *header, const Try *try, BsUnit top)
{
  BsHeaderItem *kicker = &header->items[BS_HEADER_KICKER];
  BsHeaderItem *main = &header->items[BS_HEADER_HEADLINE];
  BsHeaderItem *deck = &header->items[BS_HEADER_DECK];
  BsUnit right = (header->request.width + try->width) / 2;

  kicker->y = main->y = deck->y = top;
  if (kicker->n_lines > 0)
    right = place_columns (kicker, right, SMALL_PITCH)
            - bs_unit_scale (kicker->style.size, GAP_BESIDE_HEADLINE, 1000);
  right = place_columns (main, right, COLUMN_PITCH);
  if (deck->n_lines > 0)
    {
      place_columns (deck, right - bs_unit_scale (deck->style.size, GAP_BESIDE_HEADLINE, 1000),
                     SMALL_PITCH);
      deck->y += MAX (0, try->parts[BS_HEADER_HEADLINE].widest - try->parts[BS_HEADER_DECK].widest);
    }
}

static void
take_parts (BsHeader *header, const BsNode *story, const Try *try)
{
  static const char *const members[] = { "flag", "kicker", "headline", "deck" };
  const BsHeadline *main = &try->parts[BS_HEADER_HEADLINE];

  for (guint i = BS_HEADER_KICKER; i <= BS_HEADER_DECK; i++)
    if (try->parts[i].paragraph != NULL)
      bs_header_item_take (&header->items[i], &try->parts[i],
                           bs_header_dup_path (header, story, members[i]));
  header->size = main->size;
  header->n_lines = main->n_lines;
  header->fits = try->fits && try->width <= header->request.width;
  header->splits_word = main->splits_word;
  header->ragged = main->ragged;
  header->fill = main->fill;
  header->widest = try->width;
}

/* The block of columns with the flag above and the byline below. */
static void
stack (BsHeader *header, const Try *try)
{
  BsHeaderItem *flag = &header->items[BS_HEADER_FLAG];
  BsHeaderItem *byline = &header->items[BS_HEADER_BYLINE];
  BsUnit y = 0;

  if (flag->n_lines > 0)
    {
      BsUnit badge = bs_part_get_line_end (&flag->part, 0) + 2 * BS_FLAG_PADDING;

      flag->x = MAX (0, (header->request.width - badge) / 2);
      y = BS_FLAG_HEIGHT + BS_FLAG_GAP;
    }
  place_all (header, try, y);
  y += try->height;
  if (byline->n_lines > 0)
    {
      byline->y = y + bs_unit_scale (byline->style.size, BS_GAP_ABOVE_BYLINE, 1000);
      y = byline->y + byline->style.size + (BsUnit) (byline->n_lines - 1) * byline->pitch;
    }
  header->height = y;
}

/* What stands above and below the columns takes of the height there is for them. */
static void
reserve_lines (BsHeader *header)
{
  const BsHeaderItem *flag = &header->items[BS_HEADER_FLAG];
  const BsHeaderItem *byline = &header->items[BS_HEADER_BYLINE];
  BsUnit height = header->request.height;

  if (flag->n_lines > 0)
    height -= BS_FLAG_HEIGHT + BS_FLAG_GAP;
  if (byline->n_lines > 0)
    height -= (BsUnit) byline->n_lines * byline->pitch
              + bs_unit_scale (byline->style.size, BS_GAP_ABOVE_BYLINE, 1000);
  header->request.height = height;
}

/* FALSE where it does not go into its width at any size; @header is then as it was. */
gboolean
bs_header_set_vertical (BsHeader *header, const BsSetting *setting, const BsNode *story)
{
  static const char *const styles[] = { "flag", "kicker", "headline", "deck", "byline" };
  const BsPageFormat *format = setting->format;
  BsUnit asked = header->request.height;
  Try try = { 0 };

  for (guint i = 0; i < BS_HEADER_N_PARTS; i++)
    header->items[i].style = *bs_page_format_get_style (format, styles[i]);
  header->fits = TRUE;
  header->fill = 1;
  header->size = header->request.max_size;
  if (!header->request.continuation)
    {
      bs_header_set_line (header, setting, story, BS_HEADER_FLAG);
      bs_header_set_line (header, setting, story, BS_HEADER_BYLINE);
    }
  header->request.height = asked > 0 ? asked - format->line_height / 2
                                     : NATURAL_LINES * format->line_height;
  reserve_lines (header);
  header->request.height = MAX (header->request.height, 2 * format->line_height);
  header->vertical = *bs_header_get_text (header, story) != '\0'
                     && find_size (&try, header, setting, story);
  header->request.height = asked;
  if (!header->vertical)
    {
      try_clear (&try);
      return FALSE;
    }
  take_parts (header, story, &try);
  stack (header, &try);
  try_clear (&try);
  bs_header_count_lines (header, format);
  if (asked > 0 && header->height > 0)
    header->grid_lines = MAX (1, (guint) (asked / format->line_height));

  return TRUE;
}
