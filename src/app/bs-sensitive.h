/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fields that are closed to writing while somebody may be in them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As gtk_widget_set_sensitive(). For everything in which text is written: what has the focus in it lets go
 * of it while it still hears of that. */
void bs_set_sensitive (GtkWidget *widget, gboolean sensitive);

G_END_DECLS
