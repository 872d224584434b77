/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done about drafts from anywhere in the application: write one, see them, open one that
 * a notification tells of, join a desk. For the application's table of actions.
 */
#pragma once

#include "bs-desk.h"
#include "bs-reporter.h"

G_BEGIN_DECLS

void bs_draft_commands_show (GtkApplication *application, BsReporter *reporter);
void bs_draft_commands_new  (GtkApplication *application, BsReporter *reporter);
/* Where there is no such draft, all of them. */
void bs_draft_commands_open (GtkApplication *application, BsReporter *reporter, const char *id);
/* @wanted: "reporter" or "editor", for the words; what the invitation is decides. */
void bs_draft_commands_join (GtkApplication *application, BsReporter *reporter, BsDesk *desk,
                             const char *wanted);

G_END_DECLS
