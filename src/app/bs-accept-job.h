/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes one submission into the open issue and tells the desk, in an order in which nothing can be
 * half done: claim, text, photos into the issue's folder, one step of undo, decision. Where the desk
 * refuses, the step is taken back; where the program ends between the two, the story knows where it
 * came from and the desk can be told later (bs-standing.h). Shows nothing.
 */
#pragma once

#include "bs-desk.h"
#include "bs-session.h"
#include "bs-submission-reader.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  guint version;     /* that the editor has read: no other is taken */
  const char *page;  /* where it goes; NULL: on no page yet */
  const char *section;
  const char *const *tags;
  /* For a newer version of a story in the issue: what its text becomes, an object with a story's
   * members; NULL: it is a new story. */
  const BsNode *merged;
} BsAcceptOrder;

/* @what: "Fetching photo 2 of 5…" */
typedef void (*BsAcceptProgress) (const char *what, gpointer data);

typedef struct
{
  BsSubmission *submission; /* as it is at the desk now */
  char *story;
  gboolean added;           /* the issue was changed, as one step of undo */
} BsAccepted;

void        bs_accept_job_start  (BsDesk *desk, BsSubmissionReader *reader, BsSession *session, const BsAcceptOrder *order,
                                  BsAcceptProgress progress, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BsAccepted *bs_accept_job_finish (GAsyncResult *result, GError **error);
void        bs_accepted_free     (BsAccepted *accepted);

/* The issue as the desk and its reporters call it: name and date. */
char       *bs_accept_job_dup_issue_name (const BsNode *issue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsAccepted, bs_accepted_free)

G_END_DECLS
