/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The note with which a submission goes back to its author: some usual ones to begin with, then what
 * the editor writes. Only asks; who opens it returns the submission.
 */
#pragma once

#include "desk/bs-submission.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_RETURN_DIALOG (bs_return_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsReturnDialog, bs_return_dialog, BS, RETURN_DIALOG, AdwWindow)

/* Signal "return" (note) → gboolean: it has begun; else the dialog stays. @note: what was written and not sent before; NULL: nothing. @in_issue: its
 * story is in the issue and stays there. */
GtkWidget  *bs_return_dialog_new      (GtkWindow *parent, const BsSubmission *submission, const char *note, gboolean in_issue);
/* (transfer full) */
char       *bs_return_dialog_dup_note (BsReturnDialog *self);

G_END_DECLS
