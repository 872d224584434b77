/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the application does with its desk, by name ("app.receive-submissions" …), for menus, views and
 * notifications. Knows windows, which the desk does not.
 */
#pragma once

#include "bs-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* receive-submissions (stateful boolean), show-submissions, invite-reporter, invite-editor; they live as
 * long as @application. */
void bs_desk_actions_add (GtkApplication *application, BsDesk *desk);
/* The window in which to show something, presented: the active one, one with an issue, any, or a new. */
GtkWindow *bs_desk_actions_take_window (GtkApplication *application);

G_END_DECLS
