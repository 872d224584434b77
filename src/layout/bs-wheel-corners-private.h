/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two blocks at the right of a wheel, B over C: for what is left once the others stand, the
 * best pairs, worked out once and remembered. Used by the search for wheels alone.
 */
#pragma once

#include "layout/bs-seams-private.h"

G_BEGIN_DECLS

/* What each block of the wheel must hold: the lead and what is locked belong to one block each. */
typedef struct
{
  guint16 sets[BS_WHEEL_N_BLOCKS];
  guint16 all; /* of them together */
} BsWheelBinding;

typedef struct
{
  guint32 upper; /* B */
  guint32 lower; /* C */
  float excess;  /* G_MAXFLOAT: none */
} BsCornerPair;

typedef struct _BsWheelCorners BsWheelCorners;

/* All is borrowed; @counts: items of each set. */
BsWheelCorners     *bs_wheel_corners_new     (const BsBlockTable *table, const BsWheelBinding *binding,
                                              const guint8 *counts, guint lines);
void                bs_wheel_corners_free    (BsWheelCorners *self);
/* Pairs that fill the right of @wheel with @set, B so high; valid until the next call. What it took
 * is added to @nodes. */
const BsCornerPair *bs_wheel_corners_look_up (BsWheelCorners *self, guint set, const BsWheel *wheel,
                                              guint upper_lines, guint *n, guint64 *nodes);

/* Whether @set may be that block. */
static inline gboolean
bs_wheel_may_be (const BsWheelBinding *binding, BsWheelBlock block, guint set)
{
  return (set & binding->all) == binding->sets[block];
}

G_END_DECLS
