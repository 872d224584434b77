/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to the issue's pages and sections from the window: makes a change, shows the page
 * it is about, and tells what happened, with Undo. Knows no widget.
 */
#pragma once

#include "bs-session.h"
#include "model/bs-issue-edit.h"

G_BEGIN_DECLS

/* Takes what the bs_issue_edit_ functions return. @edit NULL without @error: nothing to do. On
 * failure tells the user why. Whether something was changed. */
gboolean bs_issue_commands_apply     (BsSession *session, BsIssueEdit *edit /* transfer full */, GError *error /* transfer full */);

void     bs_issue_commands_remove_page    (BsSession *session, const char *page);
void     bs_issue_commands_duplicate_page (BsSession *session, const char *page);
void     bs_issue_commands_step_page      (BsSession *session, const char *page, int step);
void     bs_issue_commands_clear_page     (BsSession *session, const char *page);

G_END_DECLS
