/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-seams-private.h"

/* The two gutters of a wheel, with what touches them from either side. */
typedef struct
{
  BsLineMask head[2][2]; /* upper and lower gutter; left and right of it */
  BsLineMask photo[2][2];
} Seams;

static void
touch (Seams *seams, guint gutter, gboolean right, const BsBlock *block, guint line)
{
  const BsEdges *edges = &block->edges;

  seams->head[gutter][right] |= (right ? edges->head_left : edges->head_right) << line;
  seams->photo[gutter][right] |= (right ? edges->photo_left : edges->photo_right) << line;
}

static gboolean
gutters_are_clean (const Seams *seams)
{
  for (guint i = 0; i < 2; i++)
    if ((bs_mask_dilate (seams->head[i][0]) & seams->head[i][1]) != 0
        || (seams->photo[i][0] & seams->photo[i][1]) != 0)
      return FALSE;

  return TRUE;
}

/* Whether A, D and E can stand together, whatever B and C are. */
gboolean
bs_wheel_middle_is_clean (const BsBlockTable *table, const BsWheel *wheel, guint upper_lines)
{
  const BsBlock *a = bs_block_table_get (table, wheel->a);
  const BsBlock *d = bs_block_table_get (table, wheel->d);
  const BsBlock *e = bs_block_table_get (table, wheel->e);
  gboolean below_a = wheel->upper_gutter > wheel->lower_gutter;
  Seams seams = { 0 };

  if (below_a)
    {
      touch (&seams, 1, FALSE, d, a->lines);
      touch (&seams, 1, TRUE, e, a->lines);
      return gutters_are_clean (&seams)
             && (a->edges.photo_foot & ((guint) e->edges.photo_top << wheel->lower_gutter)) == 0;
    }
  touch (&seams, 0, FALSE, a, 0);
  touch (&seams, 0, TRUE, e, upper_lines);

  return gutters_are_clean (&seams)
         && (d->edges.photo_top & ((guint) e->edges.photo_foot << wheel->upper_gutter)) == 0;
}

/* Whether headlines or photos meet across the seams between the five blocks. */
gboolean
bs_wheel_is_clean (const BsBlockTable *table, const BsWheel *wheel)
{
  const BsBlock *a = bs_block_table_get (table, wheel->a);
  const BsBlock *b = bs_block_table_get (table, wheel->b);
  const BsBlock *c = bs_block_table_get (table, wheel->c);
  const BsBlock *d = bs_block_table_get (table, wheel->d);
  const BsBlock *e = bs_block_table_get (table, wheel->e);
  gboolean below_a = wheel->upper_gutter > wheel->lower_gutter;
  guint middle = MIN (a->lines, b->lines);
  Seams seams = { 0 };
  guint tops, feet;

  touch (&seams, 0, FALSE, a, 0);
  touch (&seams, 0, TRUE, b, 0);
  touch (&seams, 1, FALSE, d, a->lines);
  touch (&seams, 1, TRUE, c, b->lines);
  touch (&seams, 0, !below_a, e, middle);
  touch (&seams, 1, below_a, e, middle);
  if (!gutters_are_clean (&seams))
    return FALSE;

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
