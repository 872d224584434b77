/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-arrange-private.h"

/* Alternatives differ where another thing stands on so much of the page, per cent: the first is what
 * one aims at, the last what one is content with before offering nothing at all. */
static const guint differences[] = { 40, 28, 15, 4 };

/* A page that is so much worse than the best is no alternative while there are others. */
#define MOST_WORSE 12.0f

#define NOTHING 255
#define MOST_CELLS (17 * BS_MASK_LINES)

/* Item by column and line. */
typedef struct
{
  guint8 cells[MOST_CELLS];
} Map;

static void
draw_map (const BsWheelPage *page, Map *map)
{
  for (guint i = 0; i < MOST_CELLS; i++)
    map->cells[i] = NOTHING;
  for (guint i = 0; i < page->placements->len; i++)
    {
      const BsPlacement *at = &g_array_index (page->placements, BsPlacement, i);
      guint foot = MIN (BS_MASK_LINES, at->line + at->shape->lines);

      for (guint column = at->column; column < at->column + at->shape->columns; column++)
        for (guint line = at->line; line < foot; line++)
          map->cells[column * BS_MASK_LINES + line] = (guint8) at->item;
    }
}

/* Of the cells that either fills, how many show another item, per cent. */
static guint
compare_maps (const Map *one, const Map *two)
{
  guint n = 0;
  guint other = 0;

  for (guint i = 0; i < MOST_CELLS; i++)
    {
      if (one->cells[i] == NOTHING && two->cells[i] == NOTHING)
        continue;
      n++;
      other += one->cells[i] != two->cells[i];
    }

  return n == 0 ? 0 : other * 100 / n;
}

static gboolean
differs (const Map *maps, const GArray *chosen, guint index, guint least)
{
  for (guint i = 0; i < chosen->len; i++)
    if (compare_maps (&maps[g_array_index (chosen, guint, i)], &maps[index]) < least)
      return FALSE;

  return TRUE;
}

static int
compare_costs (gconstpointer a, gconstpointer b, gpointer data)
{
  GPtrArray *pages = data;
  const BsWheelPage *one = g_ptr_array_index (pages, *(const guint *) a);
  const BsWheelPage *two = g_ptr_array_index (pages, *(const guint *) b);

  if (one->faults != two->faults)
    return one->faults < two->faults ? -1 : 1;

  return one->cost < two->cost ? -1 : one->cost > two->cost ? 1 : 0;
}

/**
 * bs_arrange_choose:
 * @arrange: with pages found, best first
 *
 * Returns: (transfer full) (element-type guint): indices of as many pages as were asked for, best
 *   first; each is truly another page than those before it, as far as there are such
 */
GArray *
bs_arrange_choose (const BsArrange *arrange)
{
  guint wanted = MAX (1, arrange->options->n_alternatives);
  GPtrArray *pages = arrange->pages;
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree Map *maps = g_new (Map, pages->len);
  float best = ((const BsWheelPage *) g_ptr_array_index (pages, 0))->cost;

  for (guint i = 0; i < pages->len; i++)
    draw_map (g_ptr_array_index (pages, i), &maps[i]);
  for (guint round = 0; round < 2 * G_N_ELEMENTS (differences); round++)
    for (guint i = 0; i < pages->len && chosen->len < wanted; i++)
      {
        const BsWheelPage *page = g_ptr_array_index (pages, i);
        gboolean far_worse = page->cost > best + MOST_WORSE || page->faults > 0;

        /* First those that are nearly as good, however small the difference has to be. */
        if ((round < G_N_ELEMENTS (differences) && far_worse)
            || !differs (maps, chosen, i, differences[round % G_N_ELEMENTS (differences)]))
          continue;
        g_array_append_val (chosen, i);
      }
  g_array_sort_with_data (chosen, compare_costs, pages);

  return chosen;
}
