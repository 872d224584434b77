/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-slices-private.h"

#define KEEP_A_GROUP 3
#define COST_CUT 2.5f /* each gap that nothing crosses */

typedef struct
{
  const BsBlockTable *table;
  guint lines;
  GPtrArray *pages; /* BsWheelPage */
} Search;

static void
judge (Search *search, GArray *placements, float excess)
{
  const BsLayoutProblem *problem = search->table->problem;
  BsWheelPage *page;

  if (!bs_page_keeps_locks (problem, placements))
    {
      g_array_unref (placements);
      return;
    }
  page = g_new0 (BsWheelPage, 1);
  page->placements = placements;
  page->lines = search->lines;
  page->cost = excess + bs_page_taste (problem, placements, search->lines)
               + COST_CUT * (float) bs_page_count_cuts (problem, placements, search->lines);
  page->group = bs_page_get_lead_columns (problem, placements) * 2;
  bs_wheel_pages_keep (search->pages, page, KEEP_A_GROUP);
}

static void
try_leaf (Search *search, const BsBlockRange *range)
{
  for (guint32 i = range->start; i < range->start + range->n; i++)
    {
      const BsBlock *block = bs_block_table_get (search->table, i);
      GArray *placements;

      if (block->lines != search->lines)
        continue;
      placements = g_array_new (FALSE, FALSE, sizeof (BsPlacement));
      bs_block_table_unfold (search->table, i, 0, 0, placements);
      judge (search, placements, block->excess);
    }
}

static void
try_stack (Search *search, guint first, guint second)
{
  guint columns = search->table->problem->columns;
  const BsBlockRange *tops = bs_block_table_get_range (search->table, columns, first);
  const BsBlockRange *feet = bs_block_table_get_range (search->table, columns, second);

  for (guint32 i = tops->start; i < tops->start + tops->n; i++)
    for (guint32 j = feet->start; j < feet->start + feet->n; j++)
      {
        const BsBlock *top = bs_block_table_get (search->table, i);
        const BsBlock *foot = bs_block_table_get (search->table, j);
        GArray *placements;

        if ((guint) top->lines + foot->lines != search->lines || !bs_blocks_may_stack (top, foot))
          continue;
        placements = g_array_new (FALSE, FALSE, sizeof (BsPlacement));
        bs_block_table_unfold (search->table, i, 0, 0, placements);
        bs_block_table_unfold (search->table, j, 0, top->lines, placements);
        judge (search, placements, top->excess + foot->excess);
      }
}

static void
try_beside (Search *search, guint first, guint second, guint split)
{
  guint columns = search->table->problem->columns;
  const BsBlockRange *ones = bs_block_table_get_range (search->table, split, first);
  const BsBlockRange *twos = bs_block_table_get_range (search->table, columns - split, second);

  for (guint32 i = ones->start; i < ones->start + ones->n; i++)
    for (guint32 j = twos->start; j < twos->start + twos->n; j++)
      {
        const BsBlock *one = bs_block_table_get (search->table, i);
        const BsBlock *two = bs_block_table_get (search->table, j);
        GArray *placements;

        if (one->lines != search->lines || two->lines != search->lines
            || !bs_blocks_may_stand_beside (one, two))
          continue;
        placements = g_array_new (FALSE, FALSE, sizeof (BsPlacement));
        bs_block_table_unfold (search->table, i, 0, 0, placements);
        bs_block_table_unfold (search->table, j, split, 0, placements);
        judge (search, placements, one->excess + two->excess);
      }
}

static void
try_partition (Search *search, guint first, guint second)
{
  const guint16 *corners = search->table->corners;

  if (bs_sets_may_stack (corners, first, second))
    try_stack (search, first, second);
  if (bs_sets_may_stand_beside (corners, first, second))
    for (guint split = 1; split < search->table->problem->columns; split++)
      try_beside (search, first, second, split);
}

/**
 * bs_slices_search:
 * @table: blocks of up to all items, as wide as the page
 * @lines: to fill
 *
 * Returns: (transfer full) (element-type BsWheelPage): pages, best first
 */
GPtrArray *
bs_slices_search (const BsBlockTable *table, guint lines)
{
  guint all = (1u << table->n_items) - 1;
  Search search = { .table = table, .lines = lines };

  search.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_wheel_page_free);
  if (table->n_items == 1)
    try_leaf (&search, bs_block_table_get_range (table, table->problem->columns, all));
  for (guint first = (all - 1) & all; first != 0; first = (first - 1) & all)
    try_partition (&search, first, all & ~first);
  bs_wheel_pages_sort (search.pages);

  return search.pages;
}
