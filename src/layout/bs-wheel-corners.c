/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-wheel-corners-private.h"

#define CHEAP_LOOKS 16 /* looks at a block's height cost as much as one at its edges */
#define N_KEPT 8       /* pairs of a key: by where headlines touch their left edges */
#define FIRST_SIZE 16384

/* Where the pairs kept for a key stand in the pool. */
typedef struct
{
  guint64 key; /* 0: free */
  guint32 first;
  guint32 n;
} Memo;

struct _BsWheelCorners
{
  const BsBlockTable *table;
  const BsWheelBinding *binding;
  const guint8 *counts;
  guint columns;
  guint lines;
  guint64 nodes;

  Memo *memo;
  gsize size;
  gsize used;
  GArray *pairs; /* BsCornerPair: those of all memos */
};

/* First block of a range that has @lines; the range's end if none has. */
static guint32
find_height (const BsWheelCorners *self, const BsBlockRange *range, guint lines)
{
  guint32 low = range->start;
  guint32 high = range->start + range->n;

  while (low < high)
    {
      guint32 middle = (low + high) / 2;

      if (bs_block_table_get_key (self->table, middle)->lines < lines)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
has_height (const BsWheelCorners *self, const BsBlockRange *range, guint32 block, guint lines)
{
  return block < range->start + range->n
         && bs_block_table_get_key (self->table, block)->lines == lines;
}

static void
find_corners (BsWheelCorners *self, BsCornerPair *corners, guint set, const BsWheel *wheel,
              guint upper_lines)
{
  guint upper_columns = self->columns - wheel->upper_gutter;
  guint lower_columns = self->columns - wheel->lower_gutter;
  guint lower_lines = self->lines - upper_lines;

  self->nodes += (1u << self->counts[set]) / CHEAP_LOOKS;
  for (guint i = 0; i < N_KEPT; i++)
    corners[i].excess = G_MAXFLOAT;
  for (guint upper = (set - 1) & set; upper != 0; upper = (upper - 1) & set)
    {
      const BsBlockRange *uppers;
      const BsBlockRange *lowers;
      guint32 first;
      guint32 second;

      if (self->counts[upper] > BS_BLOCK_ITEMS || self->counts[set & ~upper] > BS_BLOCK_ITEMS
          || !bs_wheel_may_be (self->binding, BS_WHEEL_B, upper)
          || !bs_wheel_may_be (self->binding, BS_WHEEL_C, set & ~upper))
        continue;
      uppers = bs_block_table_get_range (self->table, upper_columns, upper);
      lowers = bs_block_table_get_range (self->table, lower_columns, set & ~upper);
      if (((uppers->heights >> upper_lines) & 1) == 0
          || ((lowers->heights >> lower_lines) & 1) == 0)
        continue;
      first = find_height (self, uppers, upper_lines);
      second = find_height (self, lowers, lower_lines);
      self->nodes++;
      for (guint32 i = first; has_height (self, uppers, i, upper_lines); i++)
        for (guint32 j = second; has_height (self, lowers, j, lower_lines); j++)
          {
            const BsBlockKey *b = bs_block_table_get_key (self->table, i);
            const BsBlockKey *c = bs_block_table_get_key (self->table, j);
            guint index = (b->heads & 1) | ((b->heads & 4) >> 1) | ((c->heads & 1) << 2);
            float excess = b->excess + c->excess;

            if (excess < corners[index].excess)
              corners[index] = (BsCornerPair){ i, j, excess };
          }
    }
}

static void
fill_memo (BsWheelCorners *self, Memo *memo, guint set, const BsWheel *wheel, guint upper_lines)
{
  BsCornerPair corners[N_KEPT];

  find_corners (self, corners, set, wheel, upper_lines);
  memo->first = self->pairs->len;
  for (guint i = 0; i < N_KEPT; i++)
    if (corners[i].excess < G_MAXFLOAT)
      g_array_append_val (self->pairs, corners[i]);
  memo->n = self->pairs->len - memo->first;
}

static gsize
find_slot (const Memo *memo, gsize size, guint64 key)
{
  gsize slot = (gsize) (key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> 20) & (size - 1);

  while (memo[slot].key != 0 && memo[slot].key != key)
    slot = (slot + 1) & (size - 1);

  return slot;
}

static void
grow_memo (BsWheelCorners *self)
{
  gsize old_size = self->size;
  Memo *old = self->memo;

  self->size = old_size == 0 ? FIRST_SIZE : old_size * 2;
  self->memo = g_new0 (Memo, self->size);
  for (gsize i = 0; i < old_size; i++)
    if (old[i].key != 0)
      self->memo[find_slot (self->memo, self->size, old[i].key)] = old[i];
  g_free (old);
}

BsWheelCorners *
bs_wheel_corners_new (const BsBlockTable *table, const BsWheelBinding *binding,
                      const guint8 *counts, guint lines)
{
  BsWheelCorners *self = g_new0 (BsWheelCorners, 1);

  self->table = table;
  self->binding = binding;
  self->counts = counts;
  self->columns = table->problem->columns;
  self->lines = lines;
  self->pairs = g_array_new (FALSE, FALSE, sizeof (BsCornerPair));

  return self;
}

void
bs_wheel_corners_free (BsWheelCorners *self)
{
  g_array_unref (self->pairs);
  g_free (self->memo);
  g_free (self);
}

const BsCornerPair *
bs_wheel_corners_look_up (BsWheelCorners *self, guint set, const BsWheel *wheel, guint upper_lines,
                          guint *n, guint64 *nodes)
{
  guint64 key = ((guint64) set << 32) | ((guint64) upper_lines << 16)
                | ((guint64) wheel->upper_gutter << 8) | (guint64) wheel->lower_gutter;
  Memo *memo;

  if (self->used * 2 >= self->size)
    grow_memo (self);
  memo = &self->memo[find_slot (self->memo, self->size, key)];
  if (memo->key == 0)
    {
      memo->key = key;
      self->used++;
      self->nodes = 0;
      fill_memo (self, memo, set, wheel, upper_lines);
      *nodes += self->nodes;
    }
  *n = memo->n;

  return *n > 0 ? &g_array_index (self->pairs, BsCornerPair, memo->first) : NULL;
}
