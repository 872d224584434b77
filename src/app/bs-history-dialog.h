/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The versions of a story: when, by whom, why, and what changed since, by characters; any two side
 * by side or in one text. Restores one as a single undo step. Made by the window for one story.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_HISTORY_DIALOG (bs_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsHistoryDialog, bs_history_dialog, BS, HISTORY_DIALOG, AdwWindow)

GtkWidget *bs_history_dialog_new (GtkWindow *parent, BsSession *session, const char *story);

G_END_DECLS
