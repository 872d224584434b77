/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sees to it that in every window of the program all that is drawn has been laid out before, where
 * GTK 4.8 forgets some of it, that nothing is laid out in a window that has gone, and that no key goes
 * through what has not been laid out yet. For the application, once. Never changes what a widget asks for.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches all windows, those to come too. */
void bs_layout_keeper_start (void);

G_END_DECLS
