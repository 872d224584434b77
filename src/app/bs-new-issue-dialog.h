/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks what a new issue is to be: of which publication, its date and numbers, its pages, its file.
 * Makes it in a worker and hands it over.
 */
#pragma once

#include "bs-publications.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_NEW_ISSUE_DIALOG (bs_new_issue_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsNewIssueDialog, bs_new_issue_dialog, BS, NEW_ISSUE_DIALOG, AdwWindow)

/* Signal "created" (BsDocument): the issue, journaled, saved or not. @publication: id of a template
 * to begin with; NULL: the last one. */
GtkWidget *bs_new_issue_dialog_new (GtkWindow *parent, BsEnvironment *environment, const char *publication);

G_END_DECLS
