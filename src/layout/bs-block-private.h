/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks: the best ways to fill a rectangle of some width and height with a few items, by stacking
 * and setting side by side (shape curves joined as in Stockmeyer 1983, with what shows at the
 * edges kept apart). Automatic layout builds pages from five of them.
 */
#pragma once

#include "layout/bs-shape-private.h"
#include "layout/bs-work-private.h"

G_BEGIN_DECLS

#define BS_BLOCK_ITEMS 4       /* at most in one block */
#define BS_TABLE_ITEMS 16      /* at most in a table */

typedef enum
{
  BS_BLOCK_LEAF,
  BS_BLOCK_STACK,
  BS_BLOCK_BESIDE
} BsBlockKind;

typedef struct
{
  BsEdges edges;
  guint32 first;  /* of two joined blocks; item of a leaf */
  guint32 second; /* shape of a leaf */
  float excess;   /* cost above what its items cost at best */
  guint16 set;    /* items, as bits */
  guint8 lines;
  guint8 columns;
  guint8 kind;
  guint8 heads;   /* 1 a headline touches the left edge, 2 the right, 4 the left at its top */
} BsBlock;

/* What joining looks at first; beside each block. */
typedef struct
{
  float excess;
  guint8 lines;
  guint8 heads;
} BsBlockKey;

typedef struct
{
  guint32 start;
  guint32 n;
  BsLineMask heights; /* that its blocks have */
} BsBlockRange;

typedef struct
{
  const BsLayoutProblem *problem;
  GArray *blocks;       /* BsBlock */
  GArray *keys;         /* BsBlockKey, the same order */
  GArray *order;        /* guint16: those of one range by excess, as offsets into it */
  BsBlockRange *ranges; /* by columns and set; blocks of one range by lines */
  guint n_items;
  guint16 fixed;                 /* set of what is locked */
  guint16 corners[BS_N_CORNERS]; /* sets of what must keep to a corner */
} BsBlockTable;

/* What a table shall hold. */
typedef struct
{
  const BsLayoutProblem *problem;
  guint most_items;          /* of one block */
  gboolean whole_width;      /* blocks as wide as the page as well */
  float excess_limit;        /* of one block */
  guint effort;              /* 1, or 2 for a page that turned out to be hard */
  const guint16 *apart;      /* sets of which no block holds items of two; NULL: none */
  guint n_apart;
  BsWork *work;              /* that it is taken from; NULL: nobody counts */
  GCancellable *cancellable;
} BsBlockRequest;

/* NULL: cancelled. */
BsBlockTable *bs_block_table_new  (const BsBlockRequest *request);
void          bs_block_table_free (BsBlockTable *table);
/* About what making one takes. */
guint64       bs_block_table_estimate_work (guint n_items);

/* Whether two blocks, or two sets of items, can stand like that: the lead and locked boxes keep to
 * their corners, headlines and photos apart. */
gboolean bs_sets_may_stack          (const guint16 *corners, guint above, guint below);
gboolean bs_sets_may_stand_beside   (const guint16 *corners, guint left, guint right);
gboolean bs_blocks_may_stack        (const BsBlock *top, const BsBlock *foot);
gboolean bs_blocks_may_stand_beside (const BsBlock *one, const BsBlock *two);

static inline const BsBlock *
bs_block_table_get (const BsBlockTable *table, guint32 index)
{
  return &((const BsBlock *) (gpointer) table->blocks->data)[index];
}

static inline const BsBlockKey *
bs_block_table_get_key (const BsBlockTable *table, guint32 index)
{
  return &((const BsBlockKey *) (gpointer) table->keys->data)[index];
}

/* The @rank-th cheapest of a range. */
static inline guint
bs_block_table_get_cheap (const BsBlockTable *table, const BsBlockRange *range, guint rank)
{
  return ((const guint16 *) (gpointer) table->order->data)[range->start + rank];
}

static inline const BsBlockRange *
bs_block_table_get_range (const BsBlockTable *table, guint columns, guint set)
{
  return &table->ranges[((gsize) columns << table->n_items) + set];
}

/* A rectangle of the page with what was chosen to stand in it; lines from the first usable one. */
typedef struct
{
  guint item;
  const BsShape *shape;
  guint column;
  guint line;
} BsPlacement;

/* Appends the placements of a block whose corner stands at (@column, @line). */
void bs_block_table_unfold (const BsBlockTable *table, guint32 block, guint column, guint line, GArray *placements);

G_END_DECLS
