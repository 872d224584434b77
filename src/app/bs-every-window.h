/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever keeps something right in every window of the program is told of each: those that are there
 * and those to come.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @window may be told of again where it is shown anew: see whether it is known. */
typedef void (*BsEveryWindowFunc) (GtkWindow *window);

void bs_every_window (BsEveryWindowFunc watch);

G_END_DECLS
