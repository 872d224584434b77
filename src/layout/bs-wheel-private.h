/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole pages from five blocks set like a pinwheel: A upper left, B upper right, C lower right,
 * D lower left, E in the middle. The least figure without a gap that runs through the page.
 */
#pragma once

#include "layout/bs-block-private.h"
#include "layout/bs-bound-private.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *placements; /* BsPlacement */
  guint lines;        /* that it fills, with the blank one beyond its foot */
  float cost;         /* excess with what the whole page costs */
  guint group;        /* pages of one group look alike: turn and width of the lead */
} BsWheelPage;

typedef struct
{
  const BsBlockTable *table;
  const BsBound *bound;
  guint lines;        /* to fill */
  guint64 budget;     /* combinations to look at: not time, so that results do not depend on it */
  float excess_limit; /* of the five blocks together */
  float pair_limit;   /* of the two at the left edge */
  GCancellable *cancellable;
} BsWheelRequest;

/* Finds pages, best first, a few of each group; empty when there is none. Returns BsWheelPage. */
GPtrArray *bs_wheel_search    (const BsWheelRequest *request);
void       bs_wheel_page_free (BsWheelPage *page);

/* What taste says of the whole page: standing of the stories, distance of the photos. */
float      bs_page_taste      (const BsLayoutProblem *problem, const GArray *placements, guint lines);

/* A gutter or a gap that nothing crosses (断版, 通缝). */
gboolean   bs_page_has_cut     (const BsLayoutProblem *problem, const GArray *placements, guint lines);

G_END_DECLS
