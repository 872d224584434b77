/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole issue laid out: stories and photos without a page are spread over the pages, each page is
 * then arranged, and what finds no room moves on to another page or is listed with the reason. For
 * the command line and the application. Planning reads an issue and changes nothing; applying a
 * plan is one step of undo.
 */
#pragma once

#include "layout/bs-layout.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

/* One page of the plan. */
typedef struct
{
  char *page;
  GPtrArray *arrangements; /* BsArrangement, best first; empty: the page had nothing to place */
  guint chosen;            /* among them */
  GStrv added;             /* ids of stories and photos that the plan put on it */
} BsPlannedPage;

/* A story or photo that stands on no page. */
typedef struct
{
  char *id;
  gboolean photo;
  char *page;   /* the one that it nearly fits, or is meant for; "" for none */
  int characters; /* too many for that page, about; 0: that is not the reason */
  char *reason; /* translated, a sentence */
} BsUnplaced;

typedef struct
{
  int ref_count;
  BsNode *issue;       /* as the plan would have it */
  GPtrArray *pages;    /* BsPlannedPage, in the order of the issue */
  GPtrArray *unplaced; /* BsUnplaced */
} BsIssuePlan;

typedef struct
{
  guint n_alternatives; /* that each page has, at least 1 */
  guint choose;         /* of them, from 1; 0: the best */
  guint64 seed;
  guint n_threads;      /* 0: two */
  GCancellable *cancellable;
  BsLayoutProgress progress; /* called in the calling thread */
  gpointer progress_data;
} BsIssuePlanOptions;

BsIssuePlan *bs_issue_plan_new   (BsEnvironment *environment, const BsNode *issue,
                                  const BsIssuePlanOptions *options, GError **error);
gboolean     bs_issue_plan_apply (const BsIssuePlan *plan, BsDocument *document, GError **error);
BsIssuePlan *bs_issue_plan_ref   (BsIssuePlan *plan);
void         bs_issue_plan_unref (BsIssuePlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsIssuePlan, bs_issue_plan_unref)

G_END_DECLS
