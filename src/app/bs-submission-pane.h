/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One submission to be read and decided upon: its text and photos, how it stands, and the buttons that
 * take it into the issue, compare or return it. What it does it does in the background, several at
 * once. The middle of the submissions view.
 */
#pragma once

#include "bs-desk.h"
#include "bs-session.h"
#include "bs-submission-reader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_PANE (bs_submission_pane_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionPane, bs_submission_pane, BS, SUBMISSION_PANE, GtkWidget)

/* Signals: "changed" (): what is read, or can be done; "show-story" (id): the editor asks for it;
 * "taken" (text, story): into the issue by one step of undo, to be told; "finished" (id): decided upon;
 * "told" (text): something for people; "issue-wanted" (id): to be taken into one, and none is open. */

typedef enum
{
  BS_SUBMISSION_DO_MAIN,      /* what it makes most sense to do now: take it in where it would go by
                               * itself, compare its newer version, show its story */
  BS_SUBMISSION_DO_ACCEPT_AS, /* asks where */
  BS_SUBMISSION_DO_RETURN,
  BS_SUBMISSION_DO_COMPARE,
  BS_SUBMISSION_DO_CLAIM,
  BS_SUBMISSION_DO_LET_GO,
  BS_SUBMISSION_N_DOS
} BsSubmissionDo;

void             bs_submission_pane_set_desk     (BsSubmissionPane *self, BsDesk *desk, BsEnvironment *environment);
void             bs_submission_pane_desk_changed (BsSubmissionPane *self);
void             bs_submission_pane_set_session  (BsSubmissionPane *self, BsSession *session /* nullable */);
/* As it is at the desk; NULL: none. */
void             bs_submission_pane_show         (BsSubmissionPane *self, const BsSubmission *submission);
void             bs_submission_pane_show_version (BsSubmissionPane *self, guint version /* 0: the newest */);
/* What is shown, borrowed; NULL: nothing yet. */
const BsReading *bs_submission_pane_get_reading  (BsSubmissionPane *self);
void             bs_submission_pane_focus        (BsSubmissionPane *self);

gboolean         bs_submission_pane_can          (BsSubmissionPane *self, BsSubmissionDo what);
void             bs_submission_pane_do           (BsSubmissionPane *self, BsSubmissionDo what);

/* Opens the comparison as soon as @id, chosen now, is read; not if another is chosen meanwhile. */
void             bs_submission_pane_compare_soon (BsSubmissionPane *self, const char *id);

G_END_DECLS
