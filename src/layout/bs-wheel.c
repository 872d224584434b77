/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-wheel-corners-private.h"

#include <string.h>

#define LEAST_MIDDLE_LINES 5
#define CHEAP_LOOKS 16 /* looks at a block's height cost as much as one at its edges */
#define MOST_MIDDLE_ITEMS 3
#define KEEP_A_GROUP 2
#define SPREAD 10.0f /* of cost, from the best page to the last alternative */
#define FIRST_PAIR_LIMIT 1.0f
#define PAIR_LIMIT_STEP 1.0f
#define ENOUGH_PAIRS 2000
#define LOOKS_AVOIDED 2 /* of so many that there could be, one is taken: the rest are too dear */

/* A block as pairing sees it: all of it in one line of the cache. */
typedef struct
{
  float excess;
  guint32 block;
  guint16 set;
} Entry;

typedef struct
{
  guint32 a, d;
  float excess;
  float least; /* with what the rest must cost */
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
  float limit; /* what costs more is not worth going on with */

  BsWheelBinding binding;
  GArray **uppers; /* A: Entry by columns and lines, by excess */
  GArray **lowers; /* D */
  guint8 *counts;  /* items of a set */
  GArray *middles; /* sets that E may hold */

  BsWheelCorners *corners;

  GPtrArray *pages; /* BsWheelPage */
} Search;

static const BsBlock *
get (const Search *search, guint32 block)
{
  return bs_block_table_get (search->table, block);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a;
  const Entry *two = b;

  if (one->excess != two->excess)
    return one->excess < two->excess ? -1 : 1;

  return one->block < two->block ? -1 : one->block > two->block ? 1 : 0;
}

static guint
height_index (guint columns, guint lines)
{
  return columns * (BS_MASK_LINES + 2) + lines;
}

static GArray **
new_height_index (const Search *search)
{
  guint n = height_index (search->columns + 1, 0);
  GArray **index = g_new (GArray *, n);

  for (guint i = 0; i < n; i++)
    index[i] = g_array_new (FALSE, FALSE, sizeof (Entry));

  return index;
}

static void
free_height_index (const Search *search, GArray **index)
{
  for (guint i = 0; i < height_index (search->columns + 1, 0); i++)
    g_array_unref (index[i]);
  g_free (index);
}

static void
index_heights (Search *search)
{
  search->uppers = new_height_index (search);
  search->lowers = new_height_index (search);
  for (guint32 i = 0; i < search->table->blocks->len; i++)
    {
      const BsBlock *block = get (search, i);
      Entry entry = { block->excess, i, block->set };
      guint at = height_index (block->columns, block->lines);

      if (bs_wheel_may_be (&search->binding, BS_WHEEL_A, block->set))
        g_array_append_val (search->uppers[at], entry);
      if (bs_wheel_may_be (&search->binding, BS_WHEEL_D, block->set))
        g_array_append_val (search->lowers[at], entry);
    }
  for (guint i = 0; i < height_index (search->columns + 1, 0); i++)
    {
      g_array_sort (search->uppers[i], compare_entries);
      g_array_sort (search->lowers[i], compare_entries);
    }
}

static void
count_items (Search *search)
{
  gsize n = (gsize) 1 << search->table->n_items;

  search->counts = g_new0 (guint8, n);
  search->middles = g_array_new (FALSE, FALSE, sizeof (guint16));
  for (gsize set = 1; set < n; set++)
    {
      guint16 small = (guint16) set;

      search->counts[set] = (guint8) (search->counts[set & (set - 1)] + 1);
      if (search->counts[set] <= MOST_MIDDLE_ITEMS
          && bs_wheel_may_be (&search->binding, BS_WHEEL_E, small)
          && (!search->request->frame->middle_alone || small == search->binding.sets[BS_WHEEL_E]))
        g_array_append_val (search->middles, small);
    }
}

/* What filling @area with @set must cost at least. */
static float
bound (const Search *search, guint set, guint area)
{
  return bs_bound_get (search->request->bound, set, area);
}

/* Excess from which on no page would be shown. */
static float
worst_kept (const Search *search)
{
  float best = search->request->excess_limit;

  for (guint i = 0; i < search->pages->len; i++)
    best = MIN (best, ((BsWheelPage *) g_ptr_array_index (search->pages, i))->cost);

  return MIN (best + SPREAD, search->request->excess_limit);
}

static void
keep_page (Search *search, const BsWheel *wheel, GArray *placements, float cost)
{
  BsWheelPage *page = g_new0 (BsWheelPage, 1);

  page->placements = placements;
  page->lines = search->lines;
  page->cost = cost;
  page->group = (bs_page_get_lead_columns (search->problem, placements) * 2
                 + (wheel->upper_gutter > wheel->lower_gutter ? 0 : 1))
                  * 4
                + bs_page_get_picture_corner (search->problem, placements, search->lines);
  bs_wheel_pages_keep (search->pages, page, KEEP_A_GROUP);
  search->limit = worst_kept (search);
}

static void
judge_wheel (Search *search, const BsWheel *wheel)
{
  const BsBlock *a = get (search, wheel->a);
  const BsBlock *b = get (search, wheel->b);
  GArray *placements;
  float cost;

  if (wheel->excess >= search->limit || !bs_wheel_is_clean (search->table, wheel))
    return;
  placements = g_array_new (FALSE, FALSE, sizeof (BsPlacement));
  bs_block_table_unfold (search->table, wheel->a, 0, 0, placements);
  bs_block_table_unfold (search->table, wheel->b, wheel->upper_gutter, 0, placements);
  bs_block_table_unfold (search->table, wheel->c, wheel->lower_gutter, b->lines, placements);
  bs_block_table_unfold (search->table, wheel->d, 0, a->lines, placements);
  bs_block_table_unfold (search->table, wheel->e, MIN (wheel->upper_gutter, wheel->lower_gutter),
                         MIN (a->lines, b->lines), placements);
  if (bs_page_count_cuts (search->problem, placements, search->lines) > 0
      || !bs_page_keeps_locks (search->problem, placements))
    {
      g_array_unref (placements);
      return;
    }
  cost = wheel->excess + bs_page_taste (search->problem, placements, search->lines);
  keep_page (search, wheel, placements, cost);
}

static gboolean
is_framed (guint wanted, guint value)
{
  return wanted == 0 || wanted == value;
}

/* B's lines, where A and E have so many; negative: it would have none. */
static int
upper_lines (const BsWheel *wheel, guint a_lines, guint e_lines)
{
  return wheel->upper_gutter > wheel->lower_gutter ? (int) (a_lines + e_lines)
                                                   : (int) a_lines - (int) e_lines;
}

static void
try_middle (Search *search, BsWheel *wheel, guint set, guint upper, float excess)
{
  const BsCornerPair *pairs;
  guint n;

  search->nodes++;
  if (!bs_wheel_middle_is_clean (search->table, wheel, upper))
    return;
  pairs = bs_wheel_corners_look_up (search->corners, set, wheel, upper, &n, &search->nodes);
  for (guint i = 0; i < n; i++)
    {
      wheel->b = pairs[i].upper;
      wheel->c = pairs[i].lower;
      wheel->excess = excess + pairs[i].excess;
      judge_wheel (search, wheel);
    }
}

/* Every way to fill the middle with @set, the cheapest first; @rest is for B and C. */
static void
try_middles (Search *search, BsWheel *wheel, guint set, guint rest, float excess)
{
  guint columns = wheel->upper_gutter > wheel->lower_gutter
                    ? wheel->upper_gutter - wheel->lower_gutter
                    : wheel->lower_gutter - wheel->upper_gutter;
  const BsBlockRange *range = bs_block_table_get_range (search->table, columns, set);
  guint a_lines = get (search, wheel->a)->lines;
  guint b_columns = search->columns - wheel->upper_gutter;
  guint c_columns = search->columns - wheel->lower_gutter;

  search->nodes += range->n / CHEAP_LOOKS;
  for (guint rank = 0; rank < range->n; rank++)
    {
      guint32 block = range->start + bs_block_table_get_cheap (search->table, range, rank);
      const BsBlockKey *key = bs_block_table_get_key (search->table, block);
      int upper = upper_lines (wheel, a_lines, key->lines);
      guint area;

      if (excess + key->excess > search->limit)
        return;
      if (key->lines < LEAST_MIDDLE_LINES || upper < LEAST_MIDDLE_LINES
          || upper > (int) search->lines - LEAST_MIDDLE_LINES
          || !is_framed (search->request->frame->b_lines, (guint) upper))
        continue;
      area = b_columns * (guint) upper + c_columns * (search->lines - (guint) upper);
      if (excess + key->excess + bound (search, rest, area) > search->limit)
        continue;
      wheel->e = block;
      try_middle (search, wheel, rest, (guint) upper, excess + key->excess);
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
  BsWheel wheel = { .a = pair->a, .d = pair->d };

  wheel.upper_gutter = upper_gutter;
  wheel.lower_gutter = lower_gutter;
  for (guint at = 0; at < search->middles->len; at++)
    {
      guint set = g_array_index (search->middles, guint16, at);

      if ((set & ~rest) != 0 || search->counts[rest & ~set] > 2 * BS_BLOCK_ITEMS
          || search->counts[rest & ~set] < 2)
        continue;
      try_middles (search, &wheel, set, rest & ~set, pair->excess);
      if (is_spent (search))
        return;
    }
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *one = a;
  const Pair *two = b;

  if (one->least != two->least)
    return one->least < two->least ? -1 : 1;
  if (one->a != two->a)
    return one->a < two->a ? -1 : 1;

  return one->d < two->d ? -1 : one->d > two->d ? 1 : 0;
}

/* A and D fill the left edge together; what they leave must be worth going on with. */
static guint64
collect_pairs_below (Search *search, guint upper_gutter, guint lower_gutter, float limit,
                     GArray *pairs)
{
  guint64 looks = 0;
  guint total = search->columns * search->lines;

  for (guint lines = LEAST_MIDDLE_LINES; lines + LEAST_MIDDLE_LINES <= search->lines; lines++)
    {
      GArray *uppers = search->uppers[height_index (upper_gutter, lines)];
      GArray *lowers = search->lowers[height_index (lower_gutter, search->lines - lines)];
      guint area = total - upper_gutter * lines - lower_gutter * (search->lines - lines);

      if (!is_framed (search->request->frame->a_lines, lines))
        continue;
      for (guint i = 0; i < uppers->len; i++)
        {
          const Entry *a = &g_array_index (uppers, Entry, i);

          if (a->excess > limit)
            break;
          for (guint j = 0; j < lowers->len; j++)
            {
              const Entry *d = &g_array_index (lowers, Entry, j);
              Pair pair = { a->block, d->block, a->excess + d->excess, 0 };
              guint rest = search->all & ~((guint) a->set | d->set);

              looks++;
              if (pair.excess > limit)
                break;
              if ((a->set & d->set) != 0 || search->counts[rest] < 3
                  || search->counts[rest] > 2 * BS_BLOCK_ITEMS + MOST_MIDDLE_ITEMS)
                continue;
              pair.least = pair.excess + bound (search, rest, area);
              if (pair.least <= search->request->excess_limit)
                g_array_append_val (pairs, pair);
            }
        }
    }

  return looks;
}

static guint
count_entries_below (const GArray *entries, float limit)
{
  guint low = 0;
  guint high = entries->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (entries, Entry, middle).excess <= limit)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* How many looks collect_pairs_below() takes, at most. */
static guint64
count_looks_below (const Search *search, guint upper_gutter, guint lower_gutter, float limit)
{
  guint64 looks = 0;

  for (guint lines = LEAST_MIDDLE_LINES; lines + LEAST_MIDDLE_LINES <= search->lines; lines++)
    {
      const GArray *uppers = search->uppers[height_index (upper_gutter, lines)];
      const GArray *lowers = search->lowers[height_index (lower_gutter, search->lines - lines)];

      if (is_framed (search->request->frame->a_lines, lines))
        looks += (guint64) count_entries_below (uppers, limit)
                 * count_entries_below (lowers, limit);
    }

  return looks;
}

/* There may be millions; those of least excess are tried first and few others ever are. No more
 * are collected than are worth as much work as @share, which trying them gets. */
static void
collect_pairs (Search *search, guint upper_gutter, guint lower_gutter, guint64 share, GArray *pairs)
{
  for (float limit = FIRST_PAIR_LIMIT; limit <= search->request->pair_limit + 1e-3f;
       limit += PAIR_LIMIT_STEP)
    {
      guint64 looks;

      if (limit > FIRST_PAIR_LIMIT
          && count_looks_below (search, upper_gutter, lower_gutter, limit)
               > share * BS_WORK_LOOKS * LOOKS_AVOIDED)
        break;
      g_array_set_size (pairs, 0);
      looks = collect_pairs_below (search, upper_gutter, lower_gutter, limit, pairs);
      bs_work_spend (search->request->work, looks / BS_WORK_LOOKS);
      if (pairs->len >= ENOUGH_PAIRS)
        break;
    }
  g_array_sort (pairs, compare_pairs);
}

/* The lead stands in A, unless something locked has its corner. */
static void
bind_sets (Search *search)
{
  BsWheelBinding *binding = &search->binding;

  for (guint block = 0; block < BS_WHEEL_N_BLOCKS; block++)
    binding->sets[block] = search->request->frame->sets[block];
  binding->sets[BS_WHEEL_A] |= search->table->corners[BS_CORNER_UPPER_LEFT] & ~search->table->fixed;
  for (guint block = 0; block < BS_WHEEL_N_BLOCKS; block++)
    binding->all |= binding->sets[block];
}

static void
search_turns (Search *search)
{
  const BsWheelFrame *frame = search->request->frame;
  guint n_upper = frame->upper_gutter > 0 ? 1 : search->columns - 1;
  guint n_lower = frame->lower_gutter > 0 ? 1 : search->columns - 2;
  guint64 share = search->request->budget / (n_upper * n_lower);
  guint64 allowed = 0;

  /* Each position of the two gutters gets its share, and what others left. */
  for (guint upper = 1; upper < search->columns; upper++)
    for (guint lower = 1; lower < search->columns; lower++)
      {
        g_autoptr (GArray) pairs = NULL;

        if (upper == lower || !is_framed (frame->upper_gutter, upper)
            || !is_framed (frame->lower_gutter, lower))
          continue;
        allowed += share;
        pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
        collect_pairs (search, upper, lower, share, pairs);
        for (guint i = 0; i < pairs->len && search->nodes < allowed; i++)
          {
            const Pair *pair = &g_array_index (pairs, Pair, i);

            if (pair->least >= search->limit)
              break;
            try_pair (search, pair, upper, lower);
          }
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

  search.limit = request->excess_limit;
  search.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_wheel_page_free);
  if (request->lines > BS_MASK_LINES || search.columns < 3 || request->table->n_items < 5)
    return search.pages;
  bind_sets (&search);
  index_heights (&search);
  count_items (&search);
  search.corners = bs_wheel_corners_new (search.table, &search.binding, search.counts,
                                         search.lines);
  search_turns (&search);
  bs_work_spend (request->work, search.nodes);
  bs_wheel_pages_sort (search.pages);

  free_height_index (&search, search.uppers);
  free_height_index (&search, search.lowers);
  g_free (search.counts);
  g_array_unref (search.middles);
  bs_wheel_corners_free (search.corners);

  return search.pages;
}
