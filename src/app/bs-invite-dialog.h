/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes an invitation to the desk that is hosted here, and shows it once: a line to paste, a link for a
 * browser and a code for a phone. Forgets it when it closes.
 */
#pragma once

#include "bs-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_INVITE_DIALOG (bs_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsInviteDialog, bs_invite_dialog, BS, INVITE_DIALOG, AdwWindow)

/* Somebody new. @parent may be NULL. */
GtkWidget *bs_invite_dialog_new       (GtkWindow *parent, BsDesk *desk, BsRole role);
/* Somebody who has an account: the invitation they had is worth nothing from then on. */
GtkWidget *bs_invite_dialog_new_again (GtkWindow *parent, BsDesk *desk, const BsAccount *account);

G_END_DECLS
