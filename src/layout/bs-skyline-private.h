/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search for pages that the wheel cannot make: around locked boxes, with very few or very many
 * items. Items fall into the highest place where they fit; annealing tries orders and shapes.
 */
#pragma once

#include "layout/bs-wheel-private.h"

G_BEGIN_DECLS

typedef struct
{
  const BsLayoutProblem *problem;
  BsLineMask taken[17]; /* by column: lines of locked boxes, with a blank one */
  const BsPlacement *fixed; /* locked boxes, for what they show at their edges */
  guint n_fixed;
  guint lines;
  guint64 seed;
  guint n_steps;
  GCancellable *cancellable;
} BsSkylineRequest;

/* (transfer full): a page; placements may reach below its foot when the copy is too long. NULL:
 * nothing to place. */
BsWheelPage *bs_skyline_search (const BsSkylineRequest *request);

G_END_DECLS
