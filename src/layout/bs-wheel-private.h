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
  gboolean checked;   /* laid out and checked as the desk will see it */
  guint findings;     /* errors and warnings, then */
  guint faults;       /* more of them than the best such page has */
  guint group;        /* pages of one group look alike: turn, width of the lead, its largest picture */
} BsWheelPage;

typedef enum
{
  BS_WHEEL_A,
  BS_WHEEL_B,
  BS_WHEEL_C,
  BS_WHEEL_D,
  BS_WHEEL_E,
  BS_WHEEL_N_BLOCKS
} BsWheelBlock;

/* What locked boxes say of the wheel; 0: nothing. */
typedef struct
{
  guint16 sets[BS_WHEEL_N_BLOCKS]; /* that each block must hold */
  guint upper_gutter;              /* column right of A */
  guint lower_gutter;              /* right of D */
  guint a_lines;
  guint b_lines;
  gboolean middle_alone;           /* E holds nothing else */
} BsWheelFrame;

typedef struct
{
  const BsBlockTable *table;
  const BsBound *bound;
  const BsWheelFrame *frame;
  guint lines;        /* to fill */
  guint64 budget;     /* units of work for going on from the left edge */
  BsWork *work;       /* what all of it is taken from; never time: results do not depend on it */
  float excess_limit; /* of the five blocks together */
  float pair_limit;   /* of the two at the left edge */
  GCancellable *cancellable;
} BsWheelRequest;

/* Finds pages, best first, a few of each group; empty when there is none. Returns BsWheelPage. */
GPtrArray *bs_wheel_search    (const BsWheelRequest *request);
void       bs_wheel_page_free (BsWheelPage *page);
/* Takes @page; of each group at most @most stay, the best. */
void       bs_wheel_pages_keep (GPtrArray *pages, BsWheelPage *page, guint most);
void       bs_wheel_pages_sort (GPtrArray *pages);

/* What taste says of the whole page: standing of the stories, distance of the photos. */
float      bs_page_taste      (const BsLayoutProblem *problem, const GArray *placements, guint lines);

/* Gutters and gaps that nothing crosses (断版, 通缝). */
guint      bs_page_count_cuts  (const BsLayoutProblem *problem, const GArray *placements, guint lines);
/* 0 … 3: where the largest picture stands; of no picture 0. */
guint      bs_page_get_picture_corner (const BsLayoutProblem *problem, const GArray *placements, guint lines);
/* Whether locked boxes stand where they are. */
gboolean   bs_page_keeps_locks (const BsLayoutProblem *problem, const GArray *placements);
guint      bs_page_get_lead_columns (const BsLayoutProblem *problem, const GArray *placements); /* 0: no lead */

G_END_DECLS
