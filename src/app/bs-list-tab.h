/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tab leaves a list of many rows, as it does elsewhere in GNOME: GTK 4.8 goes through all of them,
 * and nobody comes out of ten thousand. For views with a GtkListView. Keeps nothing.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on Tab and Shift+Tab in @list go to what is behind or before it. */
void bs_list_tab_leaves (GtkWidget *list);

G_END_DECLS
