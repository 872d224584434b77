/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody else saved the issue meanwhile: what they changed and what you did, side by side, and
 * what can be done about it. Reads the file in a worker; changes the document only when told to,
 * by bs_document_merge().
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_CONFLICT_DIALOG (bs_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsConflictDialog, bs_conflict_dialog, BS, CONFLICT_DIALOG, AdwWindow)

/* Uses the parent's actions "win.save-as" and "win.save-over". */
GtkWidget *bs_conflict_dialog_new (GtkWindow *parent, BsSession *session);

G_END_DECLS
