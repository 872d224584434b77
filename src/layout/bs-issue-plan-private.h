/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The making of a plan: rounds in which threads lay pages out and what found no room moves on
 * (bs-issue-plan-rounds.c), and what is told of it in the end (bs-issue-plan.c). Nobody else needs it.
 */
#pragma once

#include "layout/bs-issue-plan.h"
#include "layout/bs-spread-private.h"
#include "layout/bs-thread-private.h"

G_BEGIN_DECLS

/* A page's state while the plan is made. */
typedef struct
{
  BsSpreadPage *page;      /* borrowed from the spread */
  gboolean due;            /* to be laid out in this round */
  gboolean done;           /* laid out in this round */
  GPtrArray *arrangements; /* the best so far; NULL: none */
  GPtrArray *found;        /* in this round; NULL: failed */
  GError *error;
} BsPlanSheet;

typedef struct
{
  BsEnvironment *environment;
  const BsIssuePlanOptions *options;
  BsLayout *layout;   /* of the calling thread */
  GPtrArray *helpers; /* BsLayout of each other thread, kept from round to round */
  BsSpread *spread;
  BsThreads *threads; /* of the issue as it is: stories that stand on several pages by hand */
  BsNode *issue; /* as the plan has it in the end */
  guint n_sheets;
  BsPlanSheet *sheets;
  GHashTable *unplaced; /* id -> id: what found no room on the page that it is meant for */

  GMutex mutex;
  GCond finished; /* a sheet is done: another one may have waited for it */
  guint n_taken;  /* sheets of this round */
  double done;    /* sheets, in parts, of this round */
  guint n_due;
  double begun; /* share of the work that the rounds before were taken for */
} BsPlanner;

/* Lays out, round after round, until nothing moves any more. */
gboolean bs_planner_run          (BsPlanner *planner, GError **error);
/* The issue with everything where the plan has it so far. @final: without what is only for laying
 * out. */
BsNode  *bs_planner_build_issue  (const BsPlanner *planner, gboolean final);
/* Of several ways the one that was asked for; @index: (out) (optional). */
const BsArrangement *bs_planner_get_chosen (const BsPlanner *planner, const GPtrArray *arrangements, guint *index);

G_END_DECLS
