/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the keyboard alive in every window of the program: a menu that closes gives the focus back to
 * where it was before, even where GTK leaves it on an item that nobody sees any longer, and one that goes
 * with its view or window lets go of the keys. For the application, once. Never moves a focus that is
 * seen.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches all windows, those to come too. */
void bs_focus_keeper_start (void);

G_END_DECLS
