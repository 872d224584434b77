/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The third of the window's views: what reporters have sent, to be read, taken into the issue, or
 * given back. Works with the application's desk; what it does to the issue goes through the session.
 */
#pragma once

#include "bs-desk.h"
#include "bs-submission-pane.h"

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSIONS_VIEW (bs_submissions_view_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionsView, bs_submissions_view, BS, SUBMISSIONS_VIEW, GtkWidget)

/* Properties: "show-sidebar", "show-inspector", "level" (of bs-panes.h).
 * Signals: "changed" (): what can be done with the chosen one; "show-story" (id): the editor asks for
 * it; "taken" (text, story): into the issue by one step of undo, to be told; "told" (text): something
 * for people; "issue-wanted" (id): to be taken into one, and none is open. */

GtkWidget *bs_submissions_view_new         (BsDesk *desk, BsEnvironment *environment);
void       bs_submissions_view_set_session (BsSubmissionsView *self, BsSession *session /* nullable */);
void       bs_submissions_view_find        (BsSubmissionsView *self);
void       bs_submissions_view_step_focus  (BsSubmissionsView *self, int step);
/* FALSE: the desk has none such. */
gboolean   bs_submissions_view_choose      (BsSubmissionsView *self, const char *id);

/* Chooses it, and opens the comparison with the issue when it can be read. */
void       bs_submissions_view_compare     (BsSubmissionsView *self, const char *id);

/* With the chosen one. */
gboolean   bs_submissions_view_can         (BsSubmissionsView *self, BsSubmissionDo what);
void       bs_submissions_view_do          (BsSubmissionsView *self, BsSubmissionDo what);

G_END_DECLS
