/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a submission goes: page, section and more tags, each with what its author wished for. Only
 * asks; who opens it accepts.
 */
#pragma once

#include "bs-session.h"
#include "bs-submission-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_ACCEPT_DIALOG (bs_accept_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsAcceptDialog, bs_accept_dialog, BS, ACCEPT_DIALOG, AdwWindow)

/* Signal "accept" (page, section, tags: GStrv) → gboolean: it has begun; else the dialog stays. Texts are ""
 * for none, of @section: the page's. */
GtkWidget *bs_accept_dialog_new (GtkWindow *parent, BsSession *session, const BsReading *reading);

G_END_DECLS
