/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An advertisement, to be placed or looked at: its picture, who booked it, what is printed over it
 * and how large it is. Changes the document only when it is confirmed, as one step of undo.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_AD_DIALOG (bs_ad_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsAdDialog, bs_ad_dialog, BS, AD_DIALOG, AdwWindow)

/* @box: that of an advertisement on the session's page; NULL: a new one. */
GtkWidget *bs_ad_dialog_new (GtkWindow *parent, BsSession *session, const char *box);

G_END_DECLS
