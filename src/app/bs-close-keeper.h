/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sees to it that a window of the program that was closed is done with, whoever still holds it: it has no
 * parent any longer, and what it began for itself ends with it. For the application, once. Never touches a
 * window that is only hidden.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches all windows, those to come too. */
void bs_close_keeper_start (void);

G_END_DECLS
