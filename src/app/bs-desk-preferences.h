/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page "Desk" of the preferences: receive submissions here, or join another machine's desk; who is
 * invited. Every switch holds at once; never shows a secret.
 */
#pragma once

#include "bs-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_DESK_PREFERENCES (bs_desk_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskPreferences, bs_desk_preferences, BS, DESK_PREFERENCES, AdwPreferencesPage)

/* Once, before it is shown. The page uses actions of the application: it must reach them. */
void bs_desk_preferences_set_desk (BsDeskPreferences *self, BsDesk *desk);

G_END_DECLS
