/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tray beside the pages: stories and photos that stand on none, to be dragged to a page or
 * placed by a key where they stand best. Chooses a story in the session.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_TRAY (bs_tray_get_type ())
G_DECLARE_FINAL_TYPE (BsTray, bs_tray, BS, TRAY, GtkWidget)

/* Properties: "filter" ("all" or "page": what is meant for the page that is looked at);
 * "n-waiting" (read, notify): how many there are in all.
 * Action "tray.place": the chosen ones are put on the page. */

void  bs_tray_set_session   (BsTray *self, BsSession *session);
guint bs_tray_get_n_waiting (BsTray *self);
void  bs_tray_focus         (BsTray *self);

G_END_DECLS
