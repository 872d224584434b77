/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-photo-box-private.h"

#include "layout/bs-caption-private.h"

#include <math.h>

#define ROW_GAP 1 /* lines, below captions */
#define COMMON_CAPTION_GAP BS_POINTS (1.5)
/* A big picture's share of the width, per mille. */
#define LEAST_BIG 450
#define MOST_BIG 780
#define LEAST_CHARACTERS 6 /* of the narrowest picture */
#define MOST_IN_A_COLUMN 3 /* beside a big one; more stand in two columns */

/* Pictures side by side, all of one height. Or, beside a big one, a single picture of a column. */
typedef struct
{
  guint first;
  guint n_photos;
  guint caption_lines;
  double natural; /* height of the pictures, in lines */
  BsUnit x[BS_MAX_REFS];
  BsUnit width[BS_MAX_REFS];
} Row;

/* Rows below each other. */
typedef struct
{
  Row rows[BS_MAX_REFS];
  guint n_rows;
} Stack;

typedef struct
{
  const BsPictureBlock *block;
  const BsSetting *setting;
  Stack main;
  Stack aside;           /* beside the first picture; of no rows where none is big */
  const BsNode *caption; /* the photo whose caption and credit stand for all; NULL: each its own */
  guint caption_lines;   /* of that */
} Plan;

static BsUnit
get_gutter (const BsSetting *setting)
{
  return (BsUnit) setting->format->gutter_characters * setting->format->em;
}

static gboolean
has_words (const BsNode *photo)
{
  g_autofree char *credit = bs_photo_dup_credit (photo);

  return *bs_node_get_text (photo, "caption") != '\0' || *credit != '\0';
}

/* One caption for all where only one of them has words. */
static const BsNode *
find_common_caption (const BsPictureBlock *block)
{
  const BsNode *found = NULL;

  for (guint i = 0; i < block->n_photos && block->n_photos > 1; i++)
    if (has_words (block->photos[i]))
      {
        if (found != NULL)
          return NULL;
        found = block->photos[i];
      }

  return found;
}

static guint
count_caption_lines (const Plan *plan, const BsNode *photo, BsUnit width)
{
  BsCaption caption;
  guint n_lines;

  bs_caption_init (&caption, plan->setting, photo, width, BS_CAPTION_BELOW);
  n_lines = caption.n_lines;
  bs_caption_clear (&caption);

  return n_lines;
}

/* Equal widths where that cuts off no more than is allowed; else widths by their shapes, so that
 * equal heights cut off nothing. Whole units; the last ends where the row does. */
static void
share_width (Row *row, const Plan *plan, BsUnit left, BsUnit width)
{
  BsUnit gutter = get_gutter (plan->setting);
  BsUnit room = width - (BsUnit) (row->n_photos - 1) * gutter;
  double sum = 0;
  gboolean equal = TRUE;
  BsUnit x = left;

  for (guint i = 0; i < row->n_photos; i++)
    sum += bs_photo_get_shape (plan->block->photos[row->first + i]);
  for (guint i = 0; i < row->n_photos; i++)
    {
      const BsNode *photo = plan->block->photos[row->first + i];
      double ratio = bs_photo_get_shape (photo) * row->n_photos / sum;
      double limit = 1 - bs_photo_get_crop_limit (photo);

      equal &= ratio > limit && ratio < 1 / limit;
    }
  for (guint i = 0; i < row->n_photos; i++)
    {
      const BsNode *photo = plan->block->photos[row->first + i];
      double share = equal ? 1.0 / row->n_photos : bs_photo_get_shape (photo) / sum;

      row->x[i] = x;
      row->width[i] = (BsUnit) (room * share);
      if (i + 1 == row->n_photos)
        row->width[i] = left + width - x;
      x += row->width[i] + gutter;
    }
}

static void
measure_row (Row *row, const Plan *plan, BsUnit left, BsUnit width)
{
  share_width (row, plan, left, width);
  row->natural = 0;
  row->caption_lines = 0;
  for (guint i = 0; i < row->n_photos; i++)
    {
      const BsNode *photo = plan->block->photos[row->first + i];

      if (plan->caption == NULL)
        row->caption_lines = MAX (row->caption_lines,
                                  count_caption_lines (plan, photo, row->width[i]));
      row->natural += row->width[i] / bs_photo_get_shape (photo)
                      / plan->setting->format->line_height / row->n_photos;
    }
}

/* Fewer, larger pictures come first: 2 + 3, not 3 + 2. */
static void
fill_stack (Stack *stack, const Plan *plan, guint first, guint across, BsUnit left, BsUnit width)
{
  guint n_photos = plan->block->n_photos - first;
  guint n_rows = (n_photos + across - 1) / across;

  for (guint i = 0; i < n_rows; i++)
    {
      Row *row = &stack->rows[stack->n_rows++];

      row->first = first;
      row->n_photos = (plan->block->n_photos - first) / (n_rows - i);
      first += row->n_photos;
      measure_row (row, plan, left, width);
    }
}

static double
count_stack_lines (const Stack *stack, const Plan *plan)
{
  double lines = 0;

  for (guint i = 0; i < stack->n_rows; i++)
    lines += stack->rows[i].natural + stack->rows[i].caption_lines;
  /* Without captions a gap is as wide as a gutter. */
  if (stack->n_rows > 1)
    lines += (stack->n_rows - 1)
             * (plan->caption == NULL
                  ? ROW_GAP
                  : get_gutter (plan->setting) / (double) plan->setting->format->line_height);

  return lines;
}

/* Pictures side by side beside the big one. */
static guint
aside_across (const BsPictureBlock *block)
{
  guint n_others = block->n_photos - 1;

  if (block->across > 0)
    return MIN (block->across, n_others);

  return n_others > MOST_IN_A_COLUMN ? 2 : 1;
}

/* The first picture @big wide, the others in a column beside it. */
static double
try_big (Plan *plan, BsUnit big)
{
  const BsPictureBlock *block = plan->block;
  BsUnit rest = block->width - big - get_gutter (plan->setting);
  gboolean at_left = block->shape == BS_GROUP_BIG_LEFT;
  Row *row = &plan->main.rows[0];

  plan->main = plan->aside = (Stack){ 0 };
  plan->main.n_rows = 1;
  row->n_photos = 1;
  measure_row (row, plan, at_left ? 0 : block->width - big, big);
  fill_stack (&plan->aside, plan, 1, aside_across (block), at_left ? block->width - rest : 0, rest);

  return fabs (
    log (count_stack_lines (&plan->aside, plan) / count_stack_lines (&plan->main, plan)));
}

/* Along the columns of the page where the two heights then agree well enough, else where they agree
 * best. */
static void
place_big (Plan *plan)
{
  const BsPictureBlock *block = plan->block;
  const BsPageFormat *format = plan->setting->format;
  BsUnit em = format->em;
  BsUnit best = 0;
  double least = HUGE_VAL;

  for (guint columns = 1; columns < block->columns; columns++)
    {
      BsUnit big = bs_page_format_get_columns_width (format, columns);
      double off;

      if (big < bs_unit_scale (block->width, LEAST_BIG, 1000)
          || big > bs_unit_scale (block->width, MOST_BIG, 1000))
        continue;
      off = try_big (plan, big);
      if (off < least)
        {
          least = off;
          best = big;
        }
    }
  if (least > -log (1 - BS_CROP_LIMIT))
    for (BsUnit big = bs_unit_scale (block->width, LEAST_BIG, 1000) / em * em;
         big <= bs_unit_scale (block->width, MOST_BIG, 1000)
         && block->width - big >= (BsUnit) aside_across (block) * LEAST_CHARACTERS * em;
         big += em)
      {
        double off = try_big (plan, big);

        if (off < least)
          {
            least = off;
            best = big;
          }
      }
  try_big (plan, best > 0 ? best : block->width / 2);
}

static guint
choose_across (const BsPictureBlock *block, guint n_photos)
{
  guint across = block->across > 0 ? block->across : MIN (n_photos, 3);

  return CLAMP (across, 1, MAX (1, n_photos));
}

static void
plan_init (Plan *plan, const BsPictureBlock *block, const BsSetting *setting)
{
  BsGroupShape shape = block->n_photos > 1 ? block->shape : BS_GROUP_EVEN;

  *plan = (Plan){ .block = block, .setting = setting };
  plan->caption = find_common_caption (block);
  if (plan->caption != NULL)
    plan->caption_lines = count_caption_lines (plan, plan->caption, block->width);
  if (shape == BS_GROUP_BIG_LEFT || shape == BS_GROUP_BIG_RIGHT)
    {
      place_big (plan);
      return;
    }
  if (shape == BS_GROUP_BIG_TOP)
    {
      plan->main.n_rows = 1;
      plan->main.rows[0].n_photos = 1;
      measure_row (&plan->main.rows[0], plan, 0, block->width);
      fill_stack (&plan->main, plan, 1, choose_across (block, block->n_photos - 1), 0,
                  block->width);
      return;
    }
  fill_stack (&plan->main, plan, 0, choose_across (block, block->n_photos), 0, block->width);
}

/**
 * bs_picture_block_measure:
 * @block: photos, width and shape
 * @setting: what to compose with
 * @lines: (out): heights with captions and gaps
 */
void
bs_picture_block_measure (const BsPictureBlock *block, const BsSetting *setting,
                          BsPhotoLines *lines)
{
  double pictures = 0;
  double natural;
  double fixed;
  Plan plan;

  *lines = (BsPhotoLines){ 0 };
  if (block->n_photos == 0)
    return;
  if (block->n_photos == 1)
    {
      bs_photo_measure_in (setting, block->photos[0], block->box, block->width, lines);
      return;
    }
  plan_init (&plan, block, setting);
  natural = count_stack_lines (&plan.main, &plan);
  for (guint i = 0; i < plan.main.n_rows; i++)
    pictures += plan.main.rows[i].natural;
  fixed = natural - pictures + plan.caption_lines;
  lines->caption = (guint) ceil (fixed);
  lines->natural = (guint) MAX (2, lround (fixed + pictures));
  lines->least = (guint) MAX (2, ceil (fixed + pictures * (1 - BS_CROP_LIMIT)));
  lines->most = (guint) MAX (lines->least, floor (fixed + pictures / (1 - BS_CROP_LIMIT)));
  lines->natural = CLAMP (lines->natural, lines->least, lines->most);
  lines->shape = 1;
}

static void
draw_cell (const Plan *plan, const Row *row, guint index, const BsRect *cell,
           BsDisplayListBuilder *builder)
{
  const BsNode *photo = plan->block->photos[row->first + index];

  /* Equal pictures: a shorter caption leaves its white below, not in the picture. */
  if (plan->caption == NULL)
    {
      BsUnit pitch = plan->setting->format->line_height;
      BsRect rect = *cell;

      rect.height -= (BsUnit) (row->caption_lines - count_caption_lines (plan, photo, cell->width))
                     * pitch;
      bs_photo_draw (plan->setting, photo, plan->block->box, &rect, builder);
      return;
    }
  bs_photo_draw_picture (plan->setting, photo, plan->block->box, cell, builder);
}

/* With captions rows are whole lines; without, only the outer edges of all of them are. */
static void
draw_stack (const Stack *stack, const Plan *plan, const BsRect *rect, BsDisplayListBuilder *builder)
{
  BsUnit pitch = plan->setting->format->line_height;
  BsUnit gap = plan->caption == NULL ? ROW_GAP * pitch : get_gutter (plan->setting);
  BsUnit step = plan->caption == NULL ? pitch : 1;
  BsUnit room = rect->height - (BsUnit) (stack->n_rows - 1) * gap;
  BsUnit y = rect->y;
  double natural = 0;
  double wanted = 0;
  BsUnit given = 0;

  for (guint i = 0; i < stack->n_rows; i++)
    {
      natural += stack->rows[i].natural;
      room -= (BsUnit) stack->rows[i].caption_lines * pitch;
    }
  room = MAX (0, room);
  for (guint i = 0; i < stack->n_rows; i++)
    {
      const Row *row = &stack->rows[i];
      BsUnit height;

      wanted += row->natural / MAX (natural, 0.001) * (room / step);
      height = MAX (1, (BsUnit) lround (wanted) - given);
      given += height;
      height = height * step + (BsUnit) row->caption_lines * pitch;
      for (guint j = 0; j < row->n_photos && y + height <= bs_rect_bottom (rect); j++)
        draw_cell (plan, row, j, &(BsRect){ rect->x + row->x[j], y, row->width[j], height },
                   builder);
      y += height + gap;
    }
}

static void
draw_common_caption (const Plan *plan, const BsRect *rect, BsDisplayListBuilder *builder)
{
  BsRegion region = { .kind = BS_REGION_CAPTION,
                      .id = plan->block->box->id,
                      .ref = bs_node_get_text (plan->caption, "id"),
                      .rect = *rect };
  BsCaption caption;

  bs_caption_init (&caption, plan->setting, plan->caption, rect->width, BS_CAPTION_BELOW);
  bs_display_list_builder_add_region (builder, &region);
  bs_caption_draw (&caption, plan->setting, rect, builder);
  bs_caption_clear (&caption);
}

/**
 * bs_picture_block_draw:
 * @block: photos and shape
 * @setting: what to compose with
 * @rect: whole lines
 * @builder: takes the drawing
 */
void
bs_picture_block_draw (const BsPictureBlock *block, const BsSetting *setting, const BsRect *rect,
                       BsDisplayListBuilder *builder)
{
  BsUnit pitch = setting->format->line_height;
  BsUnit trim = (pitch - setting->format->em) / 2;
  BsRect pictures = *rect;
  Plan plan;

  if (block->n_photos == 0)
    return;
  if (block->n_photos == 1)
    {
      bs_photo_draw (setting, block->photos[0], block->box, rect, builder);
      return;
    }
  plan_init (&plan, block, setting);
  if (plan.caption != NULL)
    {
      BsRect caption = *rect;

      caption.height = MIN ((BsUnit) plan.caption_lines * pitch, rect->height);
      caption.y = bs_rect_bottom (rect) - caption.height;
      pictures.y += trim;
      pictures.height = MAX (0, caption.y - pictures.y - COMMON_CAPTION_GAP);
      draw_common_caption (&plan, &caption, builder);
    }
  draw_stack (&plan.main, &plan, &pictures, builder);
  draw_stack (&plan.aside, &plan, &pictures, builder);
}
