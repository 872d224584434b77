/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * My Drafts: what a reporter has written here, how each stands with the desk, and which desk that is.
 * One for the application.
 */
#pragma once

#include "bs-reporter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_DRAFTS_WINDOW (bs_drafts_window_get_type ())
G_DECLARE_FINAL_TYPE (BsDraftsWindow, bs_drafts_window, BS, DRAFTS_WINDOW, AdwApplicationWindow)

/* The one there is, or a new one; to be presented. */
GtkWindow *bs_drafts_window_get (GtkApplication *application, BsReporter *reporter);

G_END_DECLS
