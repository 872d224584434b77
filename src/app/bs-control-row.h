/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row that is a name for the control in it: Tab stops at the control, not at the row before it.
 * For rows of forms and inspectors; a row whose control cannot be used has the
 * keys itself.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_CONTROL_ROW (bs_control_row_get_type ())
G_DECLARE_FINAL_TYPE (BsControlRow, bs_control_row, BS, CONTROL_ROW, AdwActionRow)

GtkWidget *bs_control_row_new (void);

G_END_DECLS
