/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lets go of what is pressed when it goes away under the pointer: GTK would keep it, and with it the issue
 * it shows, for ever. For the application, once. Never changes what a click does.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches all windows, those to come too. */
void bs_pointer_keeper_start (void);

/* Lets go of @widget and all that stands in it. */
void bs_pointer_keeper_release (GtkWidget *widget);

G_END_DECLS
