/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks for a new issue: paper, date, number, format, pages.
 */
#pragma once

#include "model/bs-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_NEW_ISSUE_DIALOG (bs_new_issue_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsNewIssueDialog, bs_new_issue_dialog, BS, NEW_ISSUE_DIALOG, AdwWindow)

/* Signal "created" (BsDocument): then the dialog is closed. */

GtkWidget *bs_new_issue_dialog_new (GtkWindow *parent, BsEnvironment *environment);

G_END_DECLS
