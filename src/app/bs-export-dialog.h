/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export: what preflight found, then which pages, as what, and to which files; progress that can be
 * cancelled. Remembers what was chosen last.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_EXPORT_DIALOG (bs_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsExportDialog, bs_export_dialog, BS, EXPORT_DIALOG, AdwWindow)

/* Signals: "exported" (GListModel of GFile), then the dialog is closed; "show-finding" (gpointer
 * BsFinding), likewise. */

GtkWidget *bs_export_dialog_new (GtkWindow *parent, BsSession *session);

G_END_DECLS
