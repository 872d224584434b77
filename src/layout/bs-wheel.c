/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-wheel-private.h"

#include <string.h>

#define LEAST_MIDDLE_LINES 5
#define MOST_MIDDLE_ITEMS 3
#define KEEP_A_GROUP 3
#define N_CORNERS 4 /* kept pairs of B and C: by whether their headlines touch the left edge */

typedef struct
{
  guint32 upper; /* B */
  guint32 lower; /* C */
  float excess;  /* G_MAXFLOAT: none */
} Corner;

typedef struct
{
  guint64 key; /* 0: free */
  Corner corners[N_CORNERS];
} Memo;

typedef struct
{
  guint32 a, d;
  float excess;
} Pair;

typedef struct
{
  const BsWheelRequest *request;
  const BsBlockTable *table;
  const BsLayoutProblem *problem;
  guint columns;
  guint lines;
  guint all; /* every item */
  guint64 nodes;

  GArray **by_height; /* block numbers by columns and lines, by excess */
  guint *least_area;  /* of a set */
  guint *most_area;

  Memo *memo;
  gsize memo_size;
  gsize memo_used;

  GPtrArray *pages;   /* BsWheelPage */
} Search;

/* The five blocks with where they stand. */
typedef struct
{
  guint32 a, b, c, d, e;
  guint upper_gutter; /* column of the gutter right of A */
  guint lower_gutter; /* right of D */
  float excess;
} Wheel;

void
bs_wheel_page_free (BsWheelPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->placements);
  g_free (page);
}

static const BsBlock *
get (const Search *search, guint32 block)
{
  return bs_block_table_get (search->table, block);
}

static int
compare_by_excess (gconstpointer a, gconstpointer b, gpointer data)
{
  const Search *search = data;
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;
  float one = get (search, first)->excess;
  float two = get (search, second)->excess;

  if (one != two)
    return one < two ? -1 : 1;

  return first < second ? -1 : first > second ? 1 : 0;
}

static GArray *
blocks_of_height (const Search *search, guint columns, guint lines)
{
  return search->by_height[columns * (BS_MASK_LINES + 2) + lines];
}

static void
index_heights (Search *search)
{
  guint n = (search->columns + 1) * (BS_MASK_LINES + 2);

  search->by_height = g_new0 (GArray *, n);
  for (guint i = 0; i < n; i++)
    search->by_height[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < search->table->blocks->len; i++)
    {
      const BsBlock *block = get (search, i);

      g_array_append_val (blocks_of_height (search, block->columns, block->lines), i);
    }
  for (guint i = 0; i < n; i++)
    g_array_sort_with_data (search->by_height[i], compare_by_excess, search);
}

static void
sum_areas (Search *search)
{
  gsize n = (gsize) 1 << search->table->n_items;

  search->least_area = g_new0 (guint, n);
  search->most_area = g_new0 (guint, n);
  for (gsize set = 1; set < n; set++)
    {
      guint item = (guint) __builtin_ctz ((guint) set);
      gsize rest = set & (set - 1);

      search->least_area[set]
          = search->least_area[rest] + search->problem->items[item].least_area;
      search->most_area[set] = search->most_area[rest] + search->problem->items[item].most_area;
    }
}

static gboolean
area_fits (const Search *search, guint set, guint area)
{
  return search->least_area[set] <= area && area <= search->most_area[set];
}

/* Pages that look alike compete; of each group a few stay. */
static void
keep_page (Search *search, const Wheel *wheel, GArray *placements, float cost)
{
  guint lead_columns = 0;
  guint group;
  BsWheelPage *worst = NULL;
  guint n_group = 0;
  BsWheelPage *page;

  for (guint i = 0; i < placements->len; i++)
    {
      const BsPlacement *placement = &g_array_index (placements, BsPlacement, i);

      if (search->problem->items[placement->item].lead)
        lead_columns = placement->shape->columns;
    }
  group = lead_columns * 2 + (wheel->upper_gutter > wheel->lower_gutter ? 0 : 1);
  for (guint i = 0; i < search->pages->len; i++)
    {
      page = g_ptr_array_index (search->pages, i);
      if (page->group != group)
        continue;
      n_group++;
      if (worst == NULL || page->cost > worst->cost)
        worst = page;
    }
  if (n_group >= KEEP_A_GROUP)
    {
      if (worst->cost <= cost)
        {
          g_array_unref (placements);
          return;
        }
      g_ptr_array_remove (search->pages, worst);
    }
  page = g_new0 (BsWheelPage, 1);
  page->placements = placements;
  page->lines = search->lines;
  page->cost = cost;
  page->group = group;
  g_ptr_array_add (search->pages, page);
}

static float
worst_kept (const Search *search)
{
  float worst = 0;

  if (search->pages->len < 3 * KEEP_A_GROUP)
    return G_MAXFLOAT;
  for (guint i = 0; i < search->pages->len; i++)
    worst = MAX (worst, ((BsWheelPage *) g_ptr_array_index (search->pages, i))->cost);

  return worst;
}

/* Whether headlines or photos meet across the seams between the five blocks. */
static gboolean
seams_are_clean (const Search *search, const Wheel *wheel)
{
  const BsBlock *a = get (search, wheel->a);
  const BsBlock *b = get (search, wheel->b);
  const BsBlock *c = get (search, wheel->c);
  const BsBlock *d = get (search, wheel->d);
  const BsBlock *e = get (search, wheel->e);
  guint middle = MIN (a->lines, b->lines);
  BsLineMask upper_left = a->edges.head_right;
  BsLineMask upper_right = b->edges.head_left;
  BsLineMask lower_left = d->edges.head_right << a->lines;
  BsLineMask lower_right = c->edges.head_left << b->lines;
  BsLineMask photo_upper_left = a->edges.photo_right;
  BsLineMask photo_upper_right = b->edges.photo_left;
  BsLineMask photo_lower_left = d->edges.photo_right << a->lines;
  BsLineMask photo_lower_right = c->edges.photo_left << b->lines;
  gboolean below_a = a->lines < b->lines;
  guint tops, feet;

  /* Below A and left of B, or below B and right of A: E touches three gutters' sides. */
  if (below_a)
    {
      upper_left |= e->edges.head_right << middle;
      lower_right |= e->edges.head_left << middle;
      photo_upper_left |= e->edges.photo_right << middle;
      photo_lower_right |= e->edges.photo_left << middle;
    }
  else
    {
      upper_right |= e->edges.head_left << middle;
      lower_left |= e->edges.head_right << middle;
      photo_upper_right |= e->edges.photo_left << middle;
      photo_lower_left |= e->edges.photo_right << middle;
    }
  if ((bs_mask_dilate (upper_left) & upper_right) != 0
      || (bs_mask_dilate (lower_left) & lower_right) != 0
      || (photo_upper_left & photo_upper_right) != 0
      || (photo_lower_left & photo_lower_right) != 0)
    return FALSE;

  /* Seam below A (chirality of E below A) or below B, then the one above C or D. */
  if (below_a)
    {
      tops = d->edges.photo_top | ((guint) e->edges.photo_top << wheel->lower_gutter);
      feet = ((guint) e->edges.photo_foot << wheel->lower_gutter)
             | ((guint) b->edges.photo_foot << wheel->upper_gutter);
      return (a->edges.photo_foot & tops) == 0
             && (feet & ((guint) c->edges.photo_top << wheel->lower_gutter)) == 0;
    }
  tops = ((guint) e->edges.photo_top << wheel->upper_gutter)
         | ((guint) c->edges.photo_top << wheel->lower_gutter);
  feet = a->edges.photo_foot | ((guint) e->edges.photo_foot << wheel->upper_gutter);

  return (((guint) b->edges.photo_foot << wheel->upper_gutter) & tops) == 0
         && (feet & d->edges.photo_top) == 0;
}

static void
judge_wheel (Search *search, const Wheel *wheel)
{
  const BsBlock *a = get (search, wheel->a);
  const BsBlock *b = get (search, wheel->b);
  GArray *placements;
  float cost;

  if (wheel->excess >= worst_kept (search) || !seams_are_clean (search, wheel))
    return;
  placements = g_array_new (FALSE, FALSE, sizeof (BsPlacement));
  bs_block_table_unfold (search->table, wheel->a, 0, 0, placements);
  bs_block_table_unfold (search->table, wheel->b, wheel->upper_gutter, 0, placements);
  bs_block_table_unfold (search->table, wheel->c, wheel->lower_gutter, b->lines, placements);
  bs_block_table_unfold (search->table, wheel->d, 0, a->lines, placements);
  bs_block_table_unfold (search->table, wheel->e,
                         MIN (wheel->upper_gutter, wheel->lower_gutter),
                         MIN (a->lines, b->lines), placements);
  cost = wheel->excess + bs_page_taste (search->problem, placements, search->lines);
  keep_page (search, wheel, placements, cost);
}

static void
fill_corners (Search *search, Memo *memo, guint set, const Wheel *wheel, guint upper_lines)
{
  guint upper_columns = search->columns - wheel->upper_gutter;
  guint lower_columns = search->columns - wheel->lower_gutter;
  guint lower_lines = search->lines - upper_lines;

  for (guint i = 0; i < N_CORNERS; i++)
    memo->corners[i].excess = G_MAXFLOAT;
  for (guint upper = (set - 1) & set; upper != 0; upper = (upper - 1) & set)
    {
      const BsBlockRange *uppers
          = bs_block_table_get_range (search->table, upper_columns, upper);
      const BsBlockRange *lowers
          = bs_block_table_get_range (search->table, lower_columns, set & ~upper);

      if (uppers->n == 0 || lowers->n == 0
          || !area_fits (search, upper, upper_columns * upper_lines))
        continue;
      search->nodes++;
      for (guint32 i = uppers->start; i < uppers->start + uppers->n; i++)
        {
          const BsBlock *b = get (search, i);

          if (b->lines != upper_lines)
            continue;
          for (guint32 j = lowers->start; j < lowers->start + lowers->n; j++)
            {
              const BsBlock *c = get (search, j);
              guint index = (b->heads & 1) | ((c->heads & 1) << 1);
              float excess = b->excess + c->excess;

              if (c->lines == lower_lines && excess < memo->corners[index].excess)
                memo->corners[index] = (Corner) { i, j, excess };
            }
        }
    }
}

static void
grow_memo (Search *search)
{
  gsize old_size = search->memo_size;
  Memo *old = search->memo;

  search->memo_size = old_size == 0 ? 16384 : old_size * 2;
  search->memo = g_new0 (Memo, search->memo_size);
  for (gsize i = 0; i < old_size; i++)
    {
      gsize slot;

      if (old[i].key == 0)
        continue;
      slot = (gsize) (old[i].key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> 20)
             & (search->memo_size - 1);
      while (search->memo[slot].key != 0)
        slot = (slot + 1) & (search->memo_size - 1);
      search->memo[slot] = old[i];
    }
  g_free (old);
}

/* The best pairs of B and C for a set and their shared height; worked out once. */
static const Memo *
look_up_corners (Search *search, guint set, const Wheel *wheel, guint upper_lines)
{
  guint64 key = ((guint64) set << 32) | ((guint64) upper_lines << 16)
                | ((guint64) wheel->upper_gutter << 8) | (guint64) wheel->lower_gutter;
  gsize slot;

  if (search->memo_used * 2 >= search->memo_size)
    grow_memo (search);
  slot = (gsize) (key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> 20) & (search->memo_size - 1);
  while (search->memo[slot].key != 0 && search->memo[slot].key != key)
    slot = (slot + 1) & (search->memo_size - 1);
  if (search->memo[slot].key == 0)
    {
      search->memo[slot].key = key;
      search->memo_used++;
      fill_corners (search, &search->memo[slot], set, wheel, upper_lines);
    }

  return &search->memo[slot];
}

static void
try_middle (Search *search, Wheel *wheel, guint rest, float excess)
{
  const BsBlock *a = get (search, wheel->a);
  const BsBlock *e = get (search, wheel->e);
  int upper = wheel->upper_gutter > wheel->lower_gutter ? a->lines + e->lines
                                                        : (int) a->lines - e->lines;
  guint set = rest & ~e->set;
  const Memo *memo;
  guint area;

  if (upper < LEAST_MIDDLE_LINES || upper > (int) search->lines - LEAST_MIDDLE_LINES)
    return;
  area = (search->columns - wheel->upper_gutter) * (guint) upper
         + (search->columns - wheel->lower_gutter) * (search->lines - (guint) upper);
  if (!area_fits (search, set, area))
    return;
  search->nodes++;
  memo = look_up_corners (search, set, wheel, (guint) upper);
  for (guint i = 0; i < N_CORNERS; i++)
    {
      if (memo->corners[i].excess == G_MAXFLOAT)
        continue;
      wheel->b = memo->corners[i].upper;
      wheel->c = memo->corners[i].lower;
      wheel->excess = excess + e->excess + memo->corners[i].excess;
      judge_wheel (search, wheel);
    }
}

static gboolean
is_spent (const Search *search)
{
  return search->nodes > search->request->budget
         || g_cancellable_is_cancelled (search->request->cancellable);
}

static void
try_pair (Search *search, const Pair *pair, guint upper_gutter, guint lower_gutter)
{
  guint rest = search->all & ~(get (search, pair->a)->set | get (search, pair->d)->set);
  guint middle_columns = upper_gutter > lower_gutter ? upper_gutter - lower_gutter
                                                     : lower_gutter - upper_gutter;
  Wheel wheel = { .a = pair->a, .d = pair->d };

  wheel.upper_gutter = upper_gutter;
  wheel.lower_gutter = lower_gutter;
  for (guint set = rest; set != 0; set = (set - 1) & rest)
    {
      const BsBlockRange *range;

      if (__builtin_popcount (set) > MOST_MIDDLE_ITEMS
          || __builtin_popcount (rest & ~set) > 2 * BS_BLOCK_ITEMS
          || __builtin_popcount (rest & ~set) < 2)
        continue;
      range = bs_block_table_get_range (search->table, middle_columns, set);
      for (guint32 i = range->start; i < range->start + range->n; i++)
        {
          if (get (search, i)->lines < LEAST_MIDDLE_LINES)
            continue;
          wheel.e = i;
          try_middle (search, &wheel, rest, pair->excess);
        }
      if (is_spent (search))
        return;
    }
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *one = a;
  const Pair *two = b;

  if (one->excess != two->excess)
    return one->excess < two->excess ? -1 : 1;
  if (one->a != two->a)
    return one->a < two->a ? -1 : 1;

  return one->d < two->d ? -1 : one->d > two->d ? 1 : 0;
}

/* A and D fill the left edge together; what they leave must suit the other items' areas. */
static void
collect_pairs (Search *search, guint upper_gutter, guint lower_gutter, GArray *pairs)
{
  guint total = search->columns * search->lines;

  for (guint lines = LEAST_MIDDLE_LINES; lines + LEAST_MIDDLE_LINES <= search->lines; lines++)
    {
      GArray *uppers = blocks_of_height (search, upper_gutter, lines);
      GArray *lowers = blocks_of_height (search, lower_gutter, search->lines - lines);
      guint area = total - upper_gutter * lines - lower_gutter * (search->lines - lines);

      for (guint i = 0; i < uppers->len; i++)
        {
          guint32 upper = g_array_index (uppers, guint32, i);
          const BsBlock *a = get (search, upper);

          if (a->excess > search->request->excess_limit)
            break;
          if ((a->set & search->table->lead) != search->table->lead)
            continue;
          for (guint j = 0; j < lowers->len; j++)
            {
              guint32 lower = g_array_index (lowers, guint32, j);
              const BsBlock *d = get (search, lower);
              Pair pair = { upper, lower, a->excess + d->excess };
              guint rest = search->all & ~((guint) a->set | d->set);

              if (pair.excess > search->request->excess_limit)
                break;
              if ((a->set & d->set) == 0 && area_fits (search, rest, area)
                  && __builtin_popcount (rest) <= 2 * BS_BLOCK_ITEMS + MOST_MIDDLE_ITEMS
                  && __builtin_popcount (rest) >= 3)
                g_array_append_val (pairs, pair);
            }
        }
    }
  g_array_sort (pairs, compare_pairs);
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  const BsWheelPage *one = *(const BsWheelPage *const *) a;
  const BsWheelPage *two = *(const BsWheelPage *const *) b;

  return one->cost < two->cost ? -1 : one->cost > two->cost ? 1 : 0;
}

static void
search_turns (Search *search)
{
  guint n_turns = (search->columns - 1) * (search->columns - 2);
  guint64 share = search->request->budget / MAX (1, n_turns);
  guint64 allowed = 0;

  /* Each position of the two gutters gets its share, and what others left. */
  for (guint upper = 1; upper < search->columns; upper++)
    for (guint lower = 1; lower < search->columns; lower++)
      {
        g_autoptr (GArray) pairs = NULL;

        if (upper == lower)
          continue;
        allowed += share;
        pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
        collect_pairs (search, upper, lower, pairs);
        for (guint i = 0; i < pairs->len && search->nodes < allowed; i++)
          try_pair (search, &g_array_index (pairs, Pair, i), upper, lower);
        if (g_cancellable_is_cancelled (search->request->cancellable))
          return;
      }
}

/**
 * bs_wheel_search:
 * @request: the blocks, how many lines to fill, and how long to look
 *
 * Deterministic: the same request gives the same pages.
 *
 * Returns: (transfer full) (element-type BsWheelPage): pages, best first
 */
GPtrArray *
bs_wheel_search (const BsWheelRequest *request)
{
  Search search = {
    .request = request,
    .table = request->table,
    .problem = request->table->problem,
    .columns = request->table->problem->columns,
    .lines = request->lines,
    .all = (1u << request->table->n_items) - 1,
  };

  search.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_wheel_page_free);
  if (request->lines > BS_MASK_LINES || search.columns < 3 || request->table->n_items < 5)
    return search.pages;
  index_heights (&search);
  sum_areas (&search);
  search_turns (&search);
  g_ptr_array_sort (search.pages, compare_pages);

  for (guint i = 0; i < (search.columns + 1) * (BS_MASK_LINES + 2); i++)
    g_array_unref (search.by_height[i]);
  g_free (search.by_height);
  g_free (search.least_area);
  g_free (search.most_area);
  g_free (search.memo);

  return search.pages;
}
