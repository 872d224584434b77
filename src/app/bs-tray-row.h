/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of the tray: what a story or photo is about, how long it is, which page it is meant for.
 */
#pragma once

#include "bs-session.h"
#include "bs-tray-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_TRAY_ROW (bs_tray_row_get_type ())
G_DECLARE_FINAL_TYPE (BsTrayRow, bs_tray_row, BS, TRAY_ROW, GtkWidget)

GtkWidget  *bs_tray_row_new      (void);
void        bs_tray_row_set_item (BsTrayRow *self, BsTrayItem *item /* nullable */, BsSession *session);
BsTrayItem *bs_tray_row_get_item (BsTrayRow *self);

G_END_DECLS
