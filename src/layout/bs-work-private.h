/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much automatic layout may look for one page. All its searches draw on one account, so that
 * a hard page takes no longer than is bearable; in units of work, never of time, so that the same
 * page comes out on every machine.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A unit is about what trying one block in the middle of a wheel takes. Beside it, as measured: */
#define BS_WORK_LOOKS 16       /* pairs of blocks at the left edge looked at */
#define BS_WORK_BLOCK 5        /* units to find, build and keep a block */
#define BS_WORK_BOUND_STEPS 48 /* of a bound */

typedef struct
{
  guint64 left;
} BsWork;

static inline void
bs_work_spend (BsWork *work, guint64 units)
{
  work->left -= MIN (work->left, units);
}

G_END_DECLS
