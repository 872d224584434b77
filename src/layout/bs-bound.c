/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-bound-private.h"

/* The least excess of one item for each step of area. A step that no shape hits but shapes on both
 * sides do is taken as the better of them: blocks trade lines among their items. */
static void
rate_item (const BsLayoutItem *item, float *least, guint n_steps, guint *first, guint *last)
{
  *first = n_steps;
  *last = 0;
  for (guint i = 0; i < n_steps; i++)
    least[i] = BS_BOUND_NEVER;
  for (guint columns = 1; columns <= 16; columns++)
    for (guint i = 0; i < item->shapes[columns]->len; i++)
      {
        const BsShape *shape = &g_array_index (item->shapes[columns], BsShape, i);
        guint step = ((guint) shape->lines * columns + BS_BOUND_STEP / 2) / BS_BOUND_STEP;

        if (step >= n_steps)
          continue;
        least[step] = MIN (least[step], shape->cost - item->least_cost);
        *first = MIN (*first, step);
        *last = MAX (*last, step);
      }
}

/**
 * bs_bound_new:
 * @problem: items with their shapes
 * @lines: of the highest page that will be asked about
 *
 * Returns: (transfer full): the least excess for every set and area
 */
BsBound *
bs_bound_new (const BsLayoutProblem *problem, guint lines)
{
  BsBound *bound = g_new0 (BsBound, 1);
  guint n_steps = lines * problem->columns / BS_BOUND_STEP + 2;
  g_autofree float *own = g_new (float, (gsize) n_steps *MAX (1, problem->n_items));
  guint first[BS_MAX_ITEMS];
  guint last[BS_MAX_ITEMS];

  bound->n_steps = n_steps;
  bound->n_items = problem->n_items;
  bound->least = g_new (float, (gsize) n_steps << problem->n_items);
  for (guint i = 0; i < problem->n_items; i++)
    rate_item (&problem->items[i], own + (gsize) i * n_steps, n_steps, &first[i], &last[i]);
  for (guint i = 0; i < n_steps; i++)
    bound->least[i] = i == 0 ? 0 : BS_BOUND_NEVER;
  for (guint set = 1; set < 1u << problem->n_items; set++)
    {
      guint item = (guint) __builtin_ctz (set);
      const float *rest = bound->least + (gsize) (set & (set - 1)) * n_steps;
      const float *mine = own + (gsize) item * n_steps;
      float *sum = bound->least + (gsize) set * n_steps;

      for (guint i = 0; i < n_steps; i++)
        sum[i] = BS_BOUND_NEVER;
      for (guint j = first[item]; j <= last[item] && j < n_steps; j++)
        {
          float add = mine[j];

          if (add >= BS_BOUND_NEVER)
            continue;
          for (guint i = 0; i + j < n_steps; i++)
            sum[i + j] = MIN (sum[i + j], rest[i] + add);
        }
    }

  return bound;
}

void
bs_bound_free (BsBound *bound)
{
  if (bound == NULL)
    return;
  g_free (bound->least);
  g_free (bound);
}
