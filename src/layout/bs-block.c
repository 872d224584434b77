/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-block-private.h"

#include <string.h>

#define LEAF_SHARE 1.3f /* of one item alone, of the limit */
#define KEEP_ONE 48     /* blocks of one set and width that are kept, by number of items */
#define KEEP_PAIR 32
#define KEEP_MORE 22
#define BLOCKS_A_SET 90 /* of all widths, as measured */
#define N_LINES 128
#define N_HEADS 8
#define NONE 1e6f
#define N_STEPS 256 /* of excess, for counting */
#define STEP_SCALE (N_STEPS / 32.0f)

/* Taste, as in shapes. */
#define LONG_GUTTER 40
#define LONG_GUTTER_COST 0.1f
#define RANK_STEP_STACKED 0.4f
#define RANK_STEP_BESIDE 0.15f

/* How a block is put together; it is built only when it turns out to be kept. */
typedef struct
{
  guint32 first;
  guint32 second;
  guint8 kind;
} Join;

/* The best joins found so far for each height and kind of edges. Only the @keep cheapest of them will
 * be kept: how many there are of each step of excess tells what is not worth offering any more. */
typedef struct
{
  float least[N_LINES][N_HEADS]; /* NONE: nothing yet */
  Join joins[N_LINES][N_HEADS];
  guint16 used[N_LINES * N_HEADS]; /* which of them hold something */
  guint n_used;
  guint16 counts[N_STEPS];
  guint max_lines;
  guint keep;
  float limit;
} Scratch;

typedef struct
{
  BsBlockTable *table;
  Scratch *scratch;
  const BsBlockRequest *request;
  guint8 *classes; /* greatest class among the stories of a set, 5: none */
} Builder;

static guint
count_bits (guint set)
{
  return (guint) __builtin_popcount (set);
}

static gboolean
is_worse (const Scratch *scratch, guint lines, guint heads, float excess)
{
  return excess > scratch->limit || scratch->least[lines][heads] <= excess;
}

static guint
excess_step (float excess)
{
  return MIN (N_STEPS - 1, (guint) (excess * STEP_SCALE));
}

static void
offer (Scratch *scratch, guint lines, guint heads, float excess, Join join)
{
  if (scratch->least[lines][heads] < NONE)
    scratch->counts[excess_step (scratch->least[lines][heads])]--;
  else
    scratch->used[scratch->n_used++] = (guint16) (lines * N_HEADS + heads);
  scratch->counts[excess_step (excess)]++;
  scratch->least[lines][heads] = excess;
  scratch->joins[lines][heads] = join;
}

/* Looked at now and then: what is dearer than as many as will be kept needs no further look. */
static void
lower_limit (Scratch *scratch)
{
  guint n = 0;

  for (guint step = 0; step < N_STEPS && (float) step <= scratch->limit * STEP_SCALE; step++)
    {
      n += scratch->counts[step];
      if (n >= scratch->keep)
        {
          scratch->limit = MIN (scratch->limit, (float) (step + 1) / STEP_SCALE);
          return;
        }
    }
}

static guint
shape_heads (const BsShape *shape)
{
  return (shape->edges.head_left != 0 ? 1 : 0) | (shape->edges.head_right != 0 ? 2 : 0)
         | (shape->edges.head_left & 1 ? 4 : 0);
}

static void
add_leaves (Builder *builder, guint item, guint columns)
{
  const BsLayoutItem *of = &builder->table->problem->items[item];
  GArray *shapes = of->shapes[columns];

  for (guint i = 0; i < shapes->len; i++)
    {
      const BsShape *shape = &g_array_index (shapes, BsShape, i);
      float excess = shape->cost - of->least_cost;
      guint heads = shape_heads (shape);

      if (shape->lines <= builder->scratch->max_lines
          && excess <= builder->request->excess_limit * LEAF_SHARE
          && excess < builder->scratch->least[shape->lines][heads])
        offer (builder->scratch, shape->lines, heads, excess, (Join){ item, i, BS_BLOCK_LEAF });
    }
}

static float
rank_cost (const Builder *builder, guint before, guint after, float step)
{
  int first = builder->classes[before];
  int second = builder->classes[after];

  return second < first && second < 5 ? step * (float) (MIN (first, 4) - second) : 0;
}

gboolean
bs_blocks_may_stack (const BsBlock *top, const BsBlock *foot)
{
  return (top->edges.photo_foot & foot->edges.photo_top) == 0;
}

gboolean
bs_blocks_may_stand_beside (const BsBlock *one, const BsBlock *two)
{
  return (bs_mask_dilate (one->edges.head_right) & two->edges.head_left) == 0
         && (one->edges.photo_right & two->edges.photo_left) == 0;
}

static BsEdges
stack_edges (const BsBlock *top, const BsBlock *foot)
{
  return (BsEdges){
    .head_left = top->edges.head_left | (foot->edges.head_left << top->lines),
    .head_right = top->edges.head_right | (foot->edges.head_right << top->lines),
    .photo_left = top->edges.photo_left | (foot->edges.photo_left << top->lines),
    .photo_right = top->edges.photo_right | (foot->edges.photo_right << top->lines),
    .photo_top = top->edges.photo_top,
    .photo_foot = foot->edges.photo_foot,
  };
}

static BsEdges
beside_edges (const BsBlock *one, const BsBlock *two)
{
  return (BsEdges){
    .head_left = one->edges.head_left,
    .head_right = two->edges.head_right,
    .photo_left = one->edges.photo_left,
    .photo_right = two->edges.photo_right,
    .photo_top = (guint16) (one->edges.photo_top | (two->edges.photo_top << one->columns)),
    .photo_foot = (guint16) (one->edges.photo_foot | (two->edges.photo_foot << one->columns)),
  };
}

static float
least_excess (const BsBlockTable *table, const BsBlockRange *range)
{
  if (range->n == 0)
    return NONE;

  return bs_block_table_get_key (table, range->start + bs_block_table_get_cheap (table, range, 0))
    ->excess;
}

static void
stack_sets (Builder *builder, guint columns, guint above, guint below)
{
  const BsBlockRange *tops = bs_block_table_get_range (builder->table, columns, above);
  const BsBlockRange *feet = bs_block_table_get_range (builder->table, columns, below);
  float extra = rank_cost (builder, above, below, RANK_STEP_STACKED);

  /* Both in order of excess: those that follow are dearer still. */
  for (guint i = 0; i < tops->n; i++)
    {
      guint32 one = tops->start + bs_block_table_get_cheap (builder->table, tops, i);
      const BsBlockKey *top = bs_block_table_get_key (builder->table, one);
      float own = top->excess + extra;
      guint j;

      for (j = 0; j < feet->n; j++)
        {
          guint32 two = feet->start + bs_block_table_get_cheap (builder->table, feet, j);
          const BsBlockKey *foot = bs_block_table_get_key (builder->table, two);
          guint lines = (guint) top->lines + foot->lines;
          guint heads = top->heads | (foot->heads & 3u);

          if (own + foot->excess > builder->scratch->limit)
            break;
          if (lines <= builder->scratch->max_lines
              && !is_worse (builder->scratch, lines, heads, own + foot->excess)
              && bs_blocks_may_stack (bs_block_table_get (builder->table, one),
                                      bs_block_table_get (builder->table, two)))
            offer (builder->scratch, lines, heads, own + foot->excess,
                   (Join){ one, two, BS_BLOCK_STACK });
        }
      if (j == 0)
        break;
    }
}

static float
gutter_cost (guint lines)
{
  return lines > LONG_GUTTER ? LONG_GUTTER_COST * (float) (lines - LONG_GUTTER) : 0;
}

static void
set_sets_beside (Builder *builder, guint columns, guint left, guint right)
{
  float extra = rank_cost (builder, left, right, RANK_STEP_BESIDE);

  for (guint split = 1; split < columns; split++)
    {
      const BsBlockRange *ones = bs_block_table_get_range (builder->table, split, left);
      const BsBlockRange *twos = bs_block_table_get_range (builder->table, columns - split, right);
      const BsBlockKey *second;
      guint j = 0;

      if (least_excess (builder->table, ones) + least_excess (builder->table, twos) + extra
          > builder->scratch->limit)
        continue;
      second = bs_block_table_get_key (builder->table, twos->start);

      /* Both are in order of lines. */
      for (guint i = 0; i < ones->n; i++)
        {
          const BsBlockKey *one = bs_block_table_get_key (builder->table, ones->start + i);
          float own = one->excess + extra + gutter_cost (one->lines);

          if (own > builder->scratch->limit)
            continue;
          while (j < twos->n && second[j].lines < one->lines)
            j++;
          for (guint k = j; k < twos->n && second[k].lines == one->lines; k++)
            {
              guint heads = (one->heads & 5u) | (second[k].heads & 2u);

              if (!is_worse (builder->scratch, one->lines, heads, own + second[k].excess)
                  && bs_blocks_may_stand_beside (
                    bs_block_table_get (builder->table, ones->start + i),
                    bs_block_table_get (builder->table, twos->start + k)))
                offer (builder->scratch, one->lines, heads, own + second[k].excess,
                       (Join){ ones->start + i, twos->start + k, BS_BLOCK_BESIDE });
            }
        }
    }
}

/* The lead keeps the upper left corner of whatever it is part of, a locked box its own. */
gboolean
bs_sets_may_stack (const guint16 *corners, guint above, guint below)
{
  return (below & (corners[BS_CORNER_UPPER_LEFT] | corners[BS_CORNER_UPPER_RIGHT])) == 0
         && (above & (corners[BS_CORNER_LOWER_LEFT] | corners[BS_CORNER_LOWER_RIGHT])) == 0;
}

gboolean
bs_sets_may_stand_beside (const guint16 *corners, guint left, guint right)
{
  return (right & (corners[BS_CORNER_UPPER_LEFT] | corners[BS_CORNER_LOWER_LEFT])) == 0
         && (left & (corners[BS_CORNER_UPPER_RIGHT] | corners[BS_CORNER_LOWER_RIGHT])) == 0;
}

/* A set that no page could show as one block need not be looked at. */
static gboolean
is_possible (const BsBlockRequest *request, guint set)
{
  guint n = 0;

  for (guint i = 0; i < request->n_apart; i++)
    n += (set & request->apart[i]) != 0;

  return n <= 1;
}

static void
join_set (Builder *builder, guint set, guint columns)
{
  for (guint first = (set - 1) & set; first != 0; first = (first - 1) & set)
    {
      guint second = set & ~first;

      if (bs_sets_may_stack (builder->table->corners, first, second))
        stack_sets (builder, columns, first, second);
      if (bs_sets_may_stand_beside (builder->table->corners, first, second))
        set_sets_beside (builder, columns, first, second);
      lower_limit (builder->scratch);
    }
}

static BsBlock
build_block (const Builder *builder, const Join *join, guint columns)
{
  const BsBlock *first;
  const BsBlock *second;
  BsBlock block = { .first = join->first, .second = join->second };

  block.kind = join->kind;
  block.columns = (guint8) columns;
  if (join->kind == BS_BLOCK_LEAF)
    {
      GArray *shapes = builder->table->problem->items[join->first].shapes[columns];

      block.edges = g_array_index (shapes, BsShape, join->second).edges;
      return block;
    }
  first = bs_block_table_get (builder->table, join->first);
  second = bs_block_table_get (builder->table, join->second);
  block.edges = join->kind == BS_BLOCK_STACK ? stack_edges (first, second)
                                             : beside_edges (first, second);

  return block;
}

static void
order_by_excess (BsBlockTable *table, const BsBlockRange *range)
{
  guint16 *order;

  g_array_set_size (table->order, range->start + range->n);
  order = &g_array_index (table->order, guint16, range->start);
  for (guint i = 0; i < range->n; i++)
    {
      float excess = bs_block_table_get_key (table, range->start + i)->excess;
      guint at = i;

      while (at > 0
             && bs_block_table_get_key (table, range->start + order[at - 1])->excess > excess)
        {
          order[at] = order[at - 1];
          at--;
        }
      order[at] = (guint16) i;
    }
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

/* Moves what is worth keeping from the scratch to the table, in order of lines. */
static void
store (Builder *builder, guint set, guint columns)
{
  BsBlockTable *table = builder->table;
  Scratch *scratch = builder->scratch;
  BsBlockRange *range = &table->ranges[((gsize) columns << table->n_items) + set];
  guint n = 0;

  lower_limit (scratch);
  for (guint i = 0; i < scratch->n_used; i++)
    {
      float *excess = &scratch->least[0][0] + scratch->used[i];

      if (*excess <= scratch->limit)
        scratch->used[n++] = scratch->used[i];
      else
        *excess = NONE;
    }
  qsort (scratch->used, n, sizeof (guint16), compare_slots);
  range->start = table->blocks->len;
  range->n = n;
  for (guint i = 0; i < n; i++)
    {
      guint lines = scratch->used[i] / N_HEADS;
      guint heads = scratch->used[i] % N_HEADS;
      BsBlock block = build_block (builder, &scratch->joins[lines][heads], columns);
      BsBlockKey key = { scratch->least[lines][heads], (guint8) lines, (guint8) heads };

      block.excess = key.excess;
      block.set = (guint16) set;
      block.lines = key.lines;
      block.heads = key.heads;
      g_array_append_val (table->blocks, block);
      g_array_append_val (table->keys, key);
      range->heights |= bs_mask_shift (1, lines);
      scratch->least[lines][heads] = NONE;
    }
  order_by_excess (table, range);
  memset (scratch->counts, 0, sizeof scratch->counts);
  scratch->n_used = 0;
}

/* How many blocks of one set and width are worth keeping, by the number of items. */
static void
begin (Builder *builder, guint n_items)
{
  builder->scratch->limit = n_items == 1 ? NONE : builder->request->excess_limit;
  builder->scratch->keep = builder->request->effort
                           * (n_items == 1   ? KEEP_ONE
                              : n_items == 2 ? KEEP_PAIR
                                             : KEEP_MORE);
}

static void
rate_sets (Builder *builder)
{
  const BsLayoutProblem *problem = builder->table->problem;
  guint n_sets = 1u << builder->table->n_items;

  builder->classes[0] = 5;
  for (guint set = 1; set < n_sets; set++)
    {
      guint item = (guint) __builtin_ctz (set);
      guint8 rest = builder->classes[set & (set - 1)];
      guint8 own = problem->items[item].story_class > 0 ? (guint8) problem->items[item].story_class
                                                        : 5;

      builder->classes[set] = MIN (rest, own);
    }
}

static BsBlockTable *
prepare_table (const BsBlockRequest *request)
{
  const BsLayoutProblem *problem = request->problem;
  BsBlockTable *table = g_new0 (BsBlockTable, 1);

  table->problem = problem;
  table->n_items = problem->n_items;
  table->blocks = g_array_sized_new (FALSE, FALSE, sizeof (BsBlock), 65536);
  table->keys = g_array_sized_new (FALSE, FALSE, sizeof (BsBlockKey), 65536);
  table->order = g_array_sized_new (FALSE, FALSE, sizeof (guint16), 65536);
  table->ranges = g_new0 (BsBlockRange, (gsize) (problem->columns + 1) << problem->n_items);
  for (guint i = 0; i < problem->n_items; i++)
    {
      table->corners[problem->items[i].corner] |= (guint16) (1u << i);
      if (problem->items[i].fixed)
        table->fixed |= (guint16) (1u << i);
    }

  return table;
}

static void
fill_set (Builder *builder, guint set, guint widest)
{
  guint n_items = count_bits (set);

  for (guint columns = 1; columns <= widest; columns++)
    {
      begin (builder, n_items);
      if (n_items == 1)
        add_leaves (builder, (guint) __builtin_ctz (set), columns);
      else
        join_set (builder, set, columns);
      store (builder, set, columns);
    }
}

/**
 * bs_block_table_new:
 * @request: at most %BS_TABLE_ITEMS items, and what blocks are wanted
 *
 * Returns: (transfer full): all blocks worth keeping; NULL if cancelled
 */
BsBlockTable *
bs_block_table_new (const BsBlockRequest *request)
{
  const BsLayoutProblem *problem = request->problem;
  g_autofree Scratch *scratch = g_new0 (Scratch, 1);
  g_autofree guint8 *classes = g_new0 (guint8, (gsize) 1 << problem->n_items);
  Builder builder = { NULL, scratch, request, classes };
  guint widest = request->whole_width ? problem->columns : problem->columns - 1;

  g_return_val_if_fail (problem->n_items <= BS_TABLE_ITEMS, NULL);

  builder.table = prepare_table (request);
  scratch->max_lines = MIN (problem->lines, BS_MASK_LINES);
  for (guint i = 0; i < N_LINES * N_HEADS; i++)
    scratch->least[i / N_HEADS][i % N_HEADS] = NONE;
  rate_sets (&builder);
  for (guint n = 1; n <= request->most_items; n++)
    for (guint set = 1; set < 1u << problem->n_items; set++)
      {
        if (count_bits (set) != n || !is_possible (request, set))
          continue;
        if (g_cancellable_is_cancelled (request->cancellable))
          {
            bs_block_table_free (builder.table);
            return NULL;
          }
        fill_set (&builder, set, widest);
      }

  if (request->work != NULL)
    bs_work_spend (request->work, (guint64) builder.table->blocks->len * BS_WORK_BLOCK);

  return builder.table;
}

guint64
bs_block_table_estimate_work (guint n_items)
{
  guint64 n_sets = 0;
  guint64 n = 1;

  for (guint i = 1; i <= MIN (BS_BLOCK_ITEMS, n_items); i++)
    {
      n = n * (n_items - i + 1) / i;
      n_sets += n;
    }

  return n_sets * BLOCKS_A_SET * BS_WORK_BLOCK;
}

void
bs_block_table_free (BsBlockTable *table)
{
  if (table == NULL)
    return;
  g_array_unref (table->blocks);
  g_array_unref (table->keys);
  g_array_unref (table->order);
  g_free (table->ranges);
  g_free (table);
}

void
bs_block_table_unfold (const BsBlockTable *table, guint32 block, guint column, guint line,
                       GArray *placements)
{
  const BsBlock *of = bs_block_table_get (table, block);
  const BsBlock *first;

  if (of->kind == BS_BLOCK_LEAF)
    {
      GArray *shapes = table->problem->items[of->first].shapes[of->columns];
      BsPlacement placement = {
        .item = of->first,
        .shape = &g_array_index (shapes, BsShape, of->second),
        .column = column,
        .line = line,
      };

      g_array_append_val (placements, placement);
      return;
    }
  first = bs_block_table_get (table, of->first);
  bs_block_table_unfold (table, of->first, column, line, placements);
  if (of->kind == BS_BLOCK_STACK)
    bs_block_table_unfold (table, of->second, column, line + first->lines, placements);
  else
    bs_block_table_unfold (table, of->second, column + first->columns, line, placements);
}
