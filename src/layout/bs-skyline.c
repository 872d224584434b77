/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-skyline-private.h"

#include <math.h>
#include <string.h>

#define SHAPE_EXCESS 9.0f
#define HOT 8.0f
#define COLD 0.05f

#define COST_OVER 6.0f   /* a column-line beyond the foot */
#define COST_EMPTY 0.12f /* a column-line left empty above something */
#define COST_FOOT 0.04f  /* a column-line left empty at the foot */
#define COST_BUMP 12.0f
#define COST_TOUCH 4.0f
#define COST_CUT 12.0f

typedef struct
{
  guint order[BS_MAX_ITEMS];
  const BsShape *shape[BS_MAX_ITEMS];
} Genes;

typedef struct
{
  const BsSkylineRequest *request;
  const BsLayoutProblem *problem;
  guint64 state;
  GPtrArray *shapes[BS_MAX_ITEMS]; /* that an item may take */
  BsPlacement placed[BS_MAX_ITEMS];
  GArray *view; /* the same as an array, for bs_page_taste() */
} Anneal;

/* xorshift64* (Vigna 2016): small, the same everywhere. */
static guint64
next_random (Anneal *anneal)
{
  anneal->state ^= anneal->state >> 12;
  anneal->state ^= anneal->state << 25;
  anneal->state ^= anneal->state >> 27;

  return anneal->state * G_GUINT64_CONSTANT (2685821657736338717);
}

static guint
random_below (Anneal *anneal, guint n)
{
  return (guint) ((next_random (anneal) >> 33) % MAX (1, n));
}

static float
random_share (Anneal *anneal)
{
  return (float) (next_random (anneal) >> 40) / (float) (1 << 24);
}

/* First line from which @lines lines are free in @taken; what fits nowhere stands at @limit. A bit
 * stays set while the run of free lines from it on is long enough; runs double. */
static guint
find_gap (BsLineMask taken, guint lines, guint limit)
{
  BsLineMask free_lines = ~taken;
  guint run = 1;

  while (run < lines)
    {
      guint step = MIN (run, lines - run);

      free_lines &= free_lines >> step;
      run += step;
    }
  if ((guint64) free_lines != 0)
    return (guint) __builtin_ctzll ((guint64) free_lines);
  if ((guint64) (free_lines >> 64) != 0)
    return MIN (limit, 64 + (guint) __builtin_ctzll ((guint64) (free_lines >> 64)));

  return limit;
}

static void
place (Anneal *anneal, const Genes *genes)
{
  guint columns = anneal->problem->columns;
  guint limit = MIN (BS_MASK_LINES, anneal->request->lines + 40);
  BsLineMask taken[17];

  memcpy (taken, anneal->request->taken, sizeof taken);
  for (guint i = 0; i < anneal->problem->n_items; i++)
    {
      guint item = genes->order[i];
      const BsShape *shape = genes->shape[item];
      guint best_line = G_MAXUINT;
      guint best_column = 0;

      for (guint column = 0; column + shape->columns <= columns; column++)
        {
          BsLineMask all = 0;
          guint line;

          for (guint j = 0; j < shape->columns; j++)
            all |= taken[column + j];
          line = find_gap (all, shape->lines, limit);
          if (line < best_line)
            {
              best_line = line;
              best_column = column;
            }
        }
      for (guint j = 0; j < shape->columns; j++)
        taken[best_column + j] |= bs_mask_shift (bs_mask_lines (shape->lines), best_line);
      anneal->placed[i] = (BsPlacement){ item, shape, best_column, best_line };
    }
}

/* What @a and @b cost where @b stands right of @a or below it. */
static float
judge_contact (const BsPlacement *a, const BsPlacement *b)
{
  const BsEdges *one = &a->shape->edges;
  const BsEdges *two = &b->shape->edges;
  float cost = 0;

  if (a->column + a->shape->columns == b->column)
    {
      BsLineMask left = bs_mask_shift (one->head_right, a->line);
      BsLineMask right = bs_mask_shift (two->head_left, b->line);

      if ((bs_mask_dilate (left) & right) != 0)
        cost += COST_BUMP;
      if ((bs_mask_shift (one->photo_right, a->line) & bs_mask_shift (two->photo_left, b->line))
          != 0)
        cost += COST_TOUCH;
    }
  if (a->line + a->shape->lines == b->line
      && (((guint) one->photo_foot << a->column) & ((guint) two->photo_top << b->column)) != 0)
    cost += COST_TOUCH;

  return cost;
}

static float
judge_neighbours (const Anneal *anneal)
{
  const BsSkylineRequest *request = anneal->request;
  guint n = anneal->problem->n_items;
  float cost = 0;

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        if (i != j)
          cost += judge_contact (&anneal->placed[i], &anneal->placed[j]);
      for (guint j = 0; j < request->n_fixed; j++)
        cost += judge_contact (&anneal->placed[i], &request->fixed[j])
                + judge_contact (&request->fixed[j], &anneal->placed[i]);
    }

  return cost;
}

/* Lines above the foot of the lowest item: a gap below everything cuts nothing. */
static BsLineMask
used_lines (const Anneal *anneal)
{
  guint foot = 1;

  for (guint i = 0; i < anneal->problem->n_items; i++)
    foot = MAX (foot, anneal->placed[i].line + anneal->placed[i].shape->lines);

  return bs_mask_lines (MIN (foot - 1, BS_MASK_LINES));
}

static int
count_runs (BsLineMask mask)
{
  BsLineMask starts = mask & ~(mask << 1);

  return __builtin_popcountll ((guint64) starts) + __builtin_popcountll ((guint64) (starts >> 64));
}

static float
judge_area (const Anneal *anneal)
{
  guint columns = anneal->problem->columns;
  guint lines = anneal->request->lines;
  BsLineMask taken[17];
  guint open_gutters = (1u << columns) - 2;
  BsLineMask open_gaps = bs_mask_lines (lines - 1) & ~(BsLineMask) 1;
  float cost = 0;

  memcpy (taken, anneal->request->taken, sizeof taken);
  /* A locked box crosses a gap where it holds the lines on both sides. */
  for (guint column = 0; column < columns; column++)
    open_gaps &= ~(taken[column] & (taken[column] << 1) & (taken[column] >> 1));
  for (guint i = 0; i < anneal->problem->n_items; i++)
    {
      const BsPlacement *at = &anneal->placed[i];
      guint foot = at->line + at->shape->lines;

      for (guint j = 0; j < at->shape->columns; j++)
        taken[at->column + j] |= bs_mask_shift (bs_mask_lines (at->shape->lines), at->line);
      if (foot > lines)
        cost += COST_OVER * (float) ((foot - lines) * at->shape->columns);
      open_gaps &= ~bs_mask_shift (bs_mask_lines (at->shape->lines - 2u), at->line + 1);
      for (guint gutter = at->column + 1; gutter < at->column + at->shape->columns; gutter++)
        open_gutters &= ~(1u << gutter);
    }
  for (guint column = 0; column < columns; column++)
    {
      gboolean above = FALSE;

      for (guint line = lines; line > 0; line--)
        {
          gboolean here = (taken[column] >> (line - 1)) & 1;

          above |= here;
          if (!here)
            cost += above ? COST_EMPTY : COST_FOOT;
        }
    }

  /* Four boxes or fewer cannot do without a cut. */
  if (anneal->problem->n_items < 5)
    return cost;

  return cost
         + COST_CUT
             * (float) (__builtin_popcount (open_gutters)
                        + MIN (3, count_runs (open_gaps & used_lines (anneal))));
}

static float
judge (Anneal *anneal, const Genes *genes)
{
  const BsLayoutProblem *problem = anneal->problem;
  float cost = 0;

  place (anneal, genes);
  for (guint i = 0; i < problem->n_items; i++)
    {
      cost += genes->shape[i]->cost - problem->items[i].least_cost;
      g_array_index (anneal->view, BsPlacement, i) = anneal->placed[i];
    }

  return cost + judge_area (anneal) + judge_neighbours (anneal)
         + bs_page_taste (problem, anneal->view, anneal->request->lines);
}

/* The lead stays first: it takes the upper left. */
static void
mutate (Anneal *anneal, Genes *genes)
{
  guint n = anneal->problem->n_items;
  guint item = random_below (anneal, n);

  if (n > 2 && random_below (anneal, 3) == 0)
    {
      guint first = 1 + random_below (anneal, n - 1);
      guint second = 1 + random_below (anneal, n - 1);
      guint swap = genes->order[first];

      genes->order[first] = genes->order[second];
      genes->order[second] = swap;
      return;
    }
  genes->shape[item] = g_ptr_array_index (anneal->shapes[item],
                                          random_below (anneal, anneal->shapes[item]->len));
}

static void
collect_shapes (Anneal *anneal, guint index)
{
  const BsLayoutItem *item = &anneal->problem->items[index];

  anneal->shapes[index] = g_ptr_array_new ();
  for (guint columns = 1; columns <= anneal->problem->columns; columns++)
    for (guint i = 0; i < item->shapes[columns]->len; i++)
      {
        const BsShape *shape = &g_array_index (item->shapes[columns], BsShape, i);

        if (shape->cost <= item->least_cost + SHAPE_EXCESS
            && shape->lines <= anneal->request->lines)
          g_ptr_array_add (anneal->shapes[index], (gpointer) shape);
      }
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const BsLayoutProblem *problem = data;
  const BsLayoutItem *one = &problem->items[*(const guint *) a];
  const BsLayoutItem *two = &problem->items[*(const guint *) b];

  if (one->lead != two->lead)
    return one->lead ? -1 : 1;
  if (one->natural_area != two->natural_area)
    return one->natural_area > two->natural_area ? -1 : 1;

  return *(const guint *) a < *(const guint *) b ? -1 : 1;
}

static float
run (Anneal *anneal, Genes *best)
{
  Genes current = *best;
  float best_cost = judge (anneal, best);
  float cost = best_cost;

  for (guint step = 0; step < anneal->request->n_steps; step++)
    {
      float share = (float) step / (float) anneal->request->n_steps;
      float heat = HOT * powf (COLD / HOT, share);
      Genes next = current;
      float next_cost;

      if (step % 256 == 0 && g_cancellable_is_cancelled (anneal->request->cancellable))
        break;
      mutate (anneal, &next);
      next_cost = judge (anneal, &next);
      if (next_cost > cost && random_share (anneal) >= expf ((cost - next_cost) / heat))
        continue;
      current = next;
      cost = next_cost;
      if (cost < best_cost)
        {
          best_cost = cost;
          *best = current;
        }
    }

  return judge (anneal, best);
}

/**
 * bs_skyline_search:
 * @request: what to place, and where not
 *
 * Deterministic for one seed.
 *
 * Returns: (transfer full) (nullable): the best page found
 */
BsWheelPage *
bs_skyline_search (const BsSkylineRequest *request)
{
  Anneal anneal = { .request = request, .problem = request->problem };
  guint n = request->problem->n_items;
  BsWheelPage *page = NULL;
  gboolean possible = n > 0;
  Genes genes;

  anneal.state = request->seed * 2 + G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  anneal.view = g_array_new (FALSE, TRUE, sizeof (BsPlacement));
  g_array_set_size (anneal.view, n);
  for (guint i = 0; i < n; i++)
    {
      genes.order[i] = i;
      collect_shapes (&anneal, i);
      possible &= anneal.shapes[i]->len > 0;
    }
  if (possible)
    {
      g_qsort_with_data (genes.order, (int) n, sizeof (guint), compare_items,
                         (gpointer) request->problem);
      for (guint i = 0; i < n; i++)
        genes.shape[i] = g_ptr_array_index (anneal.shapes[i], 0);
      page = g_new0 (BsWheelPage, 1);
      page->cost = run (&anneal, &genes);
      page->lines = request->lines;
      page->placements = g_array_ref (anneal.view);
    }
  for (guint i = 0; i < n; i++)
    g_ptr_array_unref (anneal.shapes[i]);
  g_array_unref (anneal.view);

  return page;
}
