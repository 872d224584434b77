/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tells of submissions that come in while no window of the application is in front: one notification
 * that counts, renewed at intervals, gone as soon as somebody looks. Never tells of what was there.
 */
#pragma once

#include "bs-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lives as long as @application. */
void bs_desk_notice_start (GtkApplication *application, BsDesk *desk);

/* The user asked to see what came in. */
void bs_desk_notice_seen  (GtkApplication *application);

G_END_DECLS
