/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Automatic layout in worker threads: ways to fill a page, to be chosen from; the rest of a page
 * filled; the whole issue planned. They work on the issue as it is when they start, and change
 * nothing: what they find is applied by whoever asked.
 */
#pragma once

#include "bs-session.h"
#include "layout/bs-issue-plan.h"

G_BEGIN_DECLS

/* @fraction: 0 … 1; called in the main context. */
typedef void (*BsJobProgress) (double fraction, gpointer data);

/* One way to fill a page, and how it would look. */
typedef struct
{
  int ref_count;
  BsArrangement *arrangement;
  BsDisplayList *list; /* NULL: it could not be set */
  guint n_errors;      /* that its check found */
} BsAlternative;

BsAlternative *bs_alternative_ref   (BsAlternative *alternative);
void           bs_alternative_unref (BsAlternative *alternative);

typedef struct
{
  const char *page;
  guint n_alternatives; /* at most; at least 1 */
  guint64 seed;
  GCancellable *cancellable;
  BsJobProgress progress; /* nullable; gets the data of the callback */
} BsArrangeRequest;

void        bs_arrange_job_start  (BsSession *session, const BsArrangeRequest *request, GAsyncReadyCallback callback, gpointer data);
/* (element-type BsAlternative): best first, at least one */
GPtrArray  *bs_arrange_job_finish (GAsyncResult *result, GError **error);

/* What is meant for the page and stands on none is put where there is room. */
void        bs_fill_job_start     (BsSession *session, const BsArrangeRequest *request, GAsyncReadyCallback callback, gpointer data);
BsPageEdit *bs_fill_job_finish    (GAsyncResult *result, GError **error);

/* All pages; the page of the request is not looked at. */
void         bs_plan_job_start    (BsSession *session, const BsArrangeRequest *request, GAsyncReadyCallback callback, gpointer data);
BsIssuePlan *bs_plan_job_finish   (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsAlternative, bs_alternative_unref)

G_END_DECLS
