/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How cheaply a set of items could fill an area if shape did not matter: a knapsack over all sets.
 * It tells at once whether copy is too long or too short for a page, and which half-built pages
 * are worth going on with. Areas are counted in coarse steps, so it is an estimate.
 */
#pragma once

#include "layout/bs-shape-private.h"

G_BEGIN_DECLS

typedef struct
{
  float *least; /* by set and step of area */
  guint n_steps;
  guint n_items;
} BsBound;

#define BS_BOUND_STEP 12 /* column-lines */
#define BS_BOUND_NEVER 1e6f

BsBound *bs_bound_new  (const BsLayoutProblem *problem, guint lines);
void     bs_bound_free (BsBound *bound);

static inline float
bs_bound_get (const BsBound *bound, guint set, guint area)
{
  guint step = (area + BS_BOUND_STEP / 2) / BS_BOUND_STEP;

  return step < bound->n_steps ? bound->least[(gsize) set * bound->n_steps + step] : BS_BOUND_NEVER;
}

G_END_DECLS
