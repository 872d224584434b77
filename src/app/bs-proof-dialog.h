/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A proof on paper before it is printed: its first sheet, the choice of paper and numbers; then the
 * system's print dialog, or a PDF.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_PROOF_DIALOG (bs_proof_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsProofDialog, bs_proof_dialog, BS, PROOF_DIALOG, AdwWindow)

/* Signals: "saved" (GFile); "printed" (string: what became of it). Then the dialog is closed. */

GtkWidget *bs_proof_dialog_new (GtkWindow *parent, BsSession *session, gboolean of_page, const char *id);

G_END_DECLS
