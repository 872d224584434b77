/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a check found, as a list whose rows lead to the place. The export dialog shows those of what
 * is to be exported; beside a page it follows the session by itself, and offers remedies.
 */
#pragma once

#include "bs-adviser.h"
#include "bs-session.h"
#include "layout/bs-finding.h"
#include "model/bs-issue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PROBLEMS_PANEL (bs_problems_panel_get_type ())
G_DECLARE_FINAL_TYPE (BsProblemsPanel, bs_problems_panel, BS, PROBLEMS_PANEL, GtkWidget)

/* Signal "activated" (gpointer BsFinding, valid during the call). */

/* @findings: BsFinding, borrowed by reference; NULL: not checked yet. @issue tells what a photo is
 * called. */
void bs_problems_panel_show        (BsProblemsPanel *self, GPtrArray *findings, const BsNode *issue);
/* From now on it shows what is wrong with the session's page, or issue; @adviser finds remedies. */
void bs_problems_panel_set_session (BsProblemsPanel *self, BsSession *session, BsAdviser *adviser);
/* The pointer moved near it: what is under it stays where it is for a moment. */
void     bs_problems_panel_keep_still (BsProblemsPanel *self);
/* To the first problem, where one is shown. */
void     bs_problems_panel_focus   (BsProblemsPanel *self);
/* To the next problem, which is told as if it were pressed; FALSE: there is none. */
gboolean bs_problems_panel_step    (BsProblemsPanel *self, gboolean backward);
/* Applies the first remedy of the problem that has the focus, or of the first; FALSE: none is shown. */
gboolean bs_problems_panel_mend    (BsProblemsPanel *self);

G_END_DECLS
