/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preferences: of the one who edits, and the publications of the desk. What is set holds at
 * once; what is deleted comes back by Undo.
 */
#pragma once

#include "bs-desk.h"
#include "bs-publications.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_PREFERENCES (bs_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BsPreferences, bs_preferences, BS, PREFERENCES, AdwPreferencesWindow)

/* There is one at most; it comes to the front. */
void bs_preferences_show (GtkWindow *parent, BsEnvironment *environment, BsDesk *desk);
/* The same, at the page of the desk. */
void bs_preferences_show_desk (GtkWindow *parent, BsEnvironment *environment, BsDesk *desk);

G_END_DECLS
