/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an invitation to a desk is pasted, by a reporter or an editor. Asks the desk whom it invites
 * before anybody goes on. Keeps nothing: who opened it does.
 */
#pragma once

#include "desk/bs-desk-client.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_JOIN_DIALOG (bs_join_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsJoinDialog, bs_join_dialog, BS, JOIN_DIALOG, AdwWindow)

/* Signal "joined" (BsInvitation *, BsDeskIdentity *), both borrowed, once, before it closes. What the
 * identity says of the role holds, whatever was wanted. Where a reporter has no network the desk is
 * not asked, and name and desk are "". */

/* @wanted: for the words alone. @parent may be NULL. */
GtkWidget *bs_join_dialog_new (GtkWindow *parent, BsRole wanted);

G_END_DECLS
