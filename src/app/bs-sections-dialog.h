/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of an issue: named, put in order, added and taken away. Each change is made at once,
 * as a step of undo.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_SECTIONS_DIALOG (bs_sections_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsSectionsDialog, bs_sections_dialog, BS, SECTIONS_DIALOG, AdwWindow)

GtkWidget *bs_sections_dialog_new (GtkWindow *parent, BsSession *session);

G_END_DECLS
