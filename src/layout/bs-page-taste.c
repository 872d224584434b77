/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-wheel-private.h"

#include <math.h>

/* What a page costs beyond its items. */
#define LESS_BEFORE_MORE 0.5f /* a step of class, for a lesser story that stands better */
#define PHOTOS_TOO_NEAR 3.0f  /* at most, for two photos */
#define NEAR_SHARE 0.2f       /* of the page's width */
#define PHOTO_BALANCE 16.0f   /* times the squared distance of the photos' centre from the page's */
#define PICTURE_ORDER 1.5f    /* times the logarithm of how much larger a lesser picture is */
#define SECOND_SHARE 0.6f     /* of the dominant picture, that the others should not pass */
#define SECOND_COST 2.5f      /* times what they do */
#define OUTSHONE 4.0f         /* times the logarithm of how much larger than the lead's block … */
#define FOLD_SHARE 0.5f       /* … a picture that is not its own is above the fold */
#define EQUAL_LADDER 1.2f     /* a third box of the same columns on a stack of two */
#define ALIGNED_GAP 0.25f     /* a box top that goes on from its neighbour's */
#define HEADLESS_TOP 15.0f    /* text before its headline in the page's first row */

/* Upper left is worth most, then upper right, lower right, lower left. */
static float
standing (const BsLayoutProblem *problem, const BsPlacement *placement, guint lines)
{
  float x = ((float) placement->column + placement->shape->columns / 2.0f) / problem->columns;
  float y = (float) placement->line / (float) lines;

  return y * 2 + (y < 0.5f ? x : 1 - x) * 0.5f;
}

static float
judge_rank (const BsLayoutProblem *problem, const GArray *placements, guint lines)
{
  float cost = 0;

  for (guint i = 0; i < placements->len; i++)
    for (guint j = 0; j < placements->len; j++)
      {
        const BsPlacement *greater = &g_array_index (placements, BsPlacement, i);
        const BsPlacement *lesser = &g_array_index (placements, BsPlacement, j);
        guint one = problem->items[greater->item].story_class;
        guint two = problem->items[lesser->item].story_class;

        if (one == 0 || two <= one)
          continue;
        if (standing (problem, lesser, lines) + 0.35f < standing (problem, greater, lines))
          cost += LESS_BEFORE_MORE * (float) (two - one);
      }

  return cost;
}

static gboolean
is_picture (const BsPlacement *placement)
{
  const BsBox *box = &placement->shape->box;

  return box->kind == BS_BOX_PHOTO || box->kind == BS_BOX_GROUP || box->picture_lines > 0;
}

/* Distance of two boxes' edges, in widths of the page; a column is about as wide as 13 lines. */
static float
distance (const BsLayoutProblem *problem, const BsPlacement *a, const BsPlacement *b)
{
  const BsPageFormat *format = problem->setting.format;
  float column = (float) bs_page_format_get_columns_width (format, 1);
  float line = (float) format->line_height;
  float right = (float) MAX (a->column, b->column)
                - (float) MIN (a->column + a->shape->columns, b->column + b->shape->columns);
  float down = (float) MAX (a->line, b->line)
               - (float) MIN (a->line + a->shape->lines, b->line + b->shape->lines);

  right = MAX (0, right) * column;
  down = MAX (0, down) * line;

  return sqrtf (right * right + down * down) / (float) format->type_area.width;
}

static float
judge_photos (const BsLayoutProblem *problem, const GArray *placements, guint lines)
{
  float x = 0, y = 0, weight = 0, cost = 0;

  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *a = &g_array_index (placements, BsPlacement, i);
      float area = (float) a->shape->columns * a->shape->lines;

      if (!is_picture (a))
        continue;
      x += area * ((float) a->column + a->shape->columns / 2.0f) / problem->columns;
      y += area * ((float) a->line + a->shape->lines / 2.0f) / (float) lines;
      weight += area;
      for (guint j = i + 1; j < placements->len; j++)
        {
          const BsPlacement *b = &g_array_index (placements, BsPlacement, j);

          if (is_picture (b) && distance (problem, a, b) < NEAR_SHARE)
            cost += PHOTOS_TOO_NEAR * (1 - distance (problem, a, b) / NEAR_SHARE);
        }
    }
  if (weight > 0)
    {
      x = x / weight - 0.5f;
      y = y / weight - 0.47f;
      cost += PHOTO_BALANCE * (x * x + y * y);
    }

  return cost;
}

/* In column-lines. */
static float
picture_area (const BsPlacement *at)
{
  const BsBox *box = &at->shape->box;
  guint legs = box->legs > 0 ? box->legs : box->columns;

  if (box->kind != BS_BOX_STORY)
    return (float) (at->shape->columns * at->shape->lines);

  return (float) (box->picture_legs * box->columns * box->picture_lines) / (float) MAX (1, legs);
}

/* A picture that matters less should not be much the larger. */
static float
judge_picture_sizes (const BsLayoutProblem *problem, const GArray *placements)
{
  float cost = 0;

  for (guint i = 0; i < placements->len; i++)
    for (guint j = 0; j < placements->len; j++)
      {
        const BsPlacement *a = &g_array_index (placements, BsPlacement, i);
        const BsPlacement *b = &g_array_index (placements, BsPlacement, j);
        const BsLayoutItem *greater = &problem->items[a->item];
        const BsLayoutItem *lesser = &problem->items[b->item];
        float ratio;

        if (greater->picture_rank == 0 || lesser->picture_rank <= greater->picture_rank
            || lesser->kind == BS_BOX_GROUP || greater->kind == BS_BOX_GROUP)
          continue;
        ratio = (picture_area (b) + 1) / (picture_area (a) + 1);
        if (ratio > 1)
          cost += PICTURE_ORDER * MIN (2, logf (ratio))
                  * (float) (lesser->picture_rank - greater->picture_rank);
      }

  return cost;
}

/* One picture leads the eye; of several of a size none does. */
static float
judge_dominance (const GArray *placements)
{
  float largest = 0;
  float cost = 0;
  gboolean seen = FALSE;

  for (guint i = 0; i < placements->len; i++)
    if (is_picture (&g_array_index (placements, BsPlacement, i)))
      largest = MAX (largest, picture_area (&g_array_index (placements, BsPlacement, i)));
  for (guint i = 0; i < placements->len && largest > 0; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);
      float share = is_picture (at) ? picture_area (at) / largest : 0;

      if (!seen && share >= 1)
        seen = TRUE;
      else if (share > SECOND_SHARE)
        cost += SECOND_COST * (share - SECOND_SHARE);
    }

  return cost;
}

/* Above the fold nothing is larger than the lead's block. */
static float
judge_lead (const BsLayoutProblem *problem, const GArray *placements, guint lines)
{
  float lead = 0;
  float cost = 0;

  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);

      if (problem->items[at->item].lead)
        lead = (float) (at->shape->columns * at->shape->lines);
    }
  for (guint i = 0; i < placements->len && lead > 0; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);

      if (problem->items[at->item].lead || !is_picture (at)
          || (float) at->line > FOLD_SHARE * (float) lines || picture_area (at) <= lead)
        continue;
      cost += OUTSHONE * logf (picture_area (at) / lead);
    }

  return cost;
}

static float
judge_joints (const BsLayoutProblem *problem, const GArray *placements)
{
  float cost = 0;

  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *a = &g_array_index (placements, BsPlacement, i);
      guint run = 0;

      if (a->line == 0 && a->shape->box.kind == BS_BOX_STORY
          && a->shape->box.position == BS_HEAD_RIGHT)
        cost += HEADLESS_TOP;

      for (guint j = 0; j < placements->len; j++)
        {
          const BsPlacement *b = &g_array_index (placements, BsPlacement, j);

          if (i == j)
            continue;
          if (a->line > 0 && a->line == b->line && a->column + a->shape->columns == b->column)
            cost += ALIGNED_GAP;
          if (a->column == b->column && a->shape->columns == b->shape->columns
              && (a->line + a->shape->lines == b->line || b->line + b->shape->lines == a->line))
            run++;
        }
      if (run >= 2)
        cost += EQUAL_LADDER;
    }

  return cost;
}

float
bs_page_taste (const BsLayoutProblem *problem, const GArray *placements, guint lines)
{
  return judge_rank (problem, placements, lines) + judge_photos (problem, placements, lines)
         + judge_picture_sizes (problem, placements) + judge_joints (problem, placements)
         + judge_dominance (placements) + judge_lead (problem, placements, lines);
}

static guint
count_runs (BsLineMask mask)
{
  BsLineMask starts = mask & ~(mask << 1);

  return (guint) (__builtin_popcountll ((guint64) starts)
                  + __builtin_popcountll ((guint64) (starts >> 64)));
}

guint
bs_page_count_cuts (const BsLayoutProblem *problem, const GArray *placements, guint lines)
{
  BsLineMask gaps = bs_mask_lines (lines - 1) & ~(BsLineMask) 1;
  guint gutters = (1u << problem->columns) - 2;

  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);

      /* Without its blank line: gaps a line apart still read as one. */
      gaps &= ~bs_mask_shift (bs_mask_lines (at->shape->lines - 2u), at->line + 1);
      gutters &= ~(((1u << (at->shape->columns - 1)) - 1) << (at->column + 1));
    }

  return count_runs (gaps) + (guint) __builtin_popcount (gutters);
}

gboolean
bs_page_keeps_locks (const BsLayoutProblem *problem, const GArray *placements)
{
  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);
      const BsLayoutItem *item = &problem->items[at->item];

      if (item->fixed && (item->column != at->column || item->line != at->line))
        return FALSE;
    }

  return TRUE;
}

guint
bs_page_get_lead_columns (const BsLayoutProblem *problem, const GArray *placements)
{
  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);

      if (problem->items[at->item].lead)
        return at->shape->columns;
    }

  return 0;
}

guint
bs_page_get_picture_corner (const BsLayoutProblem *problem, const GArray *placements, guint lines)
{
  const BsPlacement *largest = NULL;

  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (placements, BsPlacement, i);

      if (is_picture (at) && (largest == NULL || picture_area (at) > picture_area (largest)))
        largest = at;
    }
  if (largest == NULL)
    return 0;

  return (largest->line * 2 + largest->shape->lines < lines ? 0u : 2u)
         + (largest->column * 2 + largest->shape->columns <= problem->columns ? 0u : 1u);
}
