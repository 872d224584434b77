/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows a BsFindItem: the headline of a story, or a hit that can be ticked off.
 */
#pragma once

#include "bs-find-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_FIND_ROW (bs_find_row_get_type ())
G_DECLARE_FINAL_TYPE (BsFindRow, bs_find_row, BS, FIND_ROW, GtkWidget)

GtkWidget *bs_find_row_new      (void);
void       bs_find_row_set_item (BsFindRow *self, BsFindItem *item /* nullable */);

G_END_DECLS
