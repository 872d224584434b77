/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a check found, as a list whose rows lead to the place. The pages view shows a page's, the
 * export dialog those of what is to be exported.
 */
#pragma once

#include "layout/bs-finding.h"
#include "model/bs-issue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PROBLEMS_PANEL (bs_problems_panel_get_type ())
G_DECLARE_FINAL_TYPE (BsProblemsPanel, bs_problems_panel, BS, PROBLEMS_PANEL, GtkWidget)

/* Signal "activated" (gpointer BsFinding, valid during the call). */

/* @findings: BsFinding, borrowed by reference; NULL: not checked yet. @issue tells what a photo is
 * called. */
void bs_problems_panel_show (BsProblemsPanel *self, GPtrArray *findings, const BsNode *issue);

G_END_DECLS
