/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Lay Out", with what else can be laid out in its menu; while that goes on, how far it is, and
 * Cancel. Does nothing itself: the window's actions do.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_LAYOUT_BUTTON (bs_layout_button_get_type ())
G_DECLARE_FINAL_TYPE (BsLayoutButton, bs_layout_button, BS, LAYOUT_BUTTON, GtkWidget)

/* 0 … 1; below 0: nothing goes on. */
void bs_layout_button_set_progress (BsLayoutButton *self, double fraction);

G_END_DECLS
