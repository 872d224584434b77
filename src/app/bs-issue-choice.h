/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks which issue a submission shall go into, where the window has none: those that are open elsewhere,
 * those that were opened last, a new one, or another file. Whoever cancels one of the last two comes back
 * to it. Shows nothing itself.
 */
#pragma once

#include "base/bs-environment.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_ISSUE_CHOICE (bs_issue_choice_get_type ())
G_DECLARE_FINAL_TYPE (BsIssueChoice, bs_issue_choice, BS, ISSUE_CHOICE, AdwWindow)

/* Signals, after which it is gone: "window" (BsWindow): one that has the issue; "file" (GFile);
 * "made" (BsDocument): a new one. @submission: id of the one that shall go there. */

GtkWidget  *bs_issue_choice_new            (GtkWindow *parent, BsEnvironment *environment, const char *submission);
const char *bs_issue_choice_get_submission (BsIssueChoice *self);

G_END_DECLS
