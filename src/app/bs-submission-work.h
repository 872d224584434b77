/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window is doing with submissions: which it holds, which it is taking in or giving back, each
 * in the background, several at once. Tells what came of it. Knows no widget.
 */
#pragma once

#include "bs-accept-job.h"
#include "bs-submission-claims.h"

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_WORK (bs_submission_work_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionWork, bs_submission_work, BS, SUBMISSION_WORK, GObject)

/* Signals:
 *   "changed" (id)               what is being done with it, or whether we hold it
 *   "accepted" (id, story, added) it is in the issue, and the desk knows; @added: by one step of undo
 *   "returned" (id)              its author gets it back
 *   "failed" (id, message)       nothing was done; why, and what helps */

BsSubmissionWork *bs_submission_work_new         (BsDesk *desk, BsSubmissionReader *reader);
/* What is under way for the issue before is given up. NULL: no issue is open. */
void              bs_submission_work_set_session (BsSubmissionWork *self, BsSession *session);

/* Both return whether it has begun; where not, "failed" has told why. */
gboolean          bs_submission_work_accept      (BsSubmissionWork *self, const BsAcceptOrder *order);
gboolean          bs_submission_work_return      (BsSubmissionWork *self, const BsSubmission *submission, const char *note);
/* What is being done with it, for people; NULL: nothing. */
const char       *bs_submission_work_get_doing   (BsSubmissionWork *self, const char *id);

/* Ours until it is let go or decided upon; renewed meanwhile. Not where another window has it. */
void              bs_submission_work_hold        (BsSubmissionWork *self, const char *id);
void              bs_submission_work_let_go      (BsSubmissionWork *self, const char *id);
BsClaim           bs_submission_work_get_claim   (BsSubmissionWork *self, const char *id);

G_END_DECLS
