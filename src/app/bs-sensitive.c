/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-sensitive.h"

#include "bs-config.h"

/* GTK takes the focus from what is insensitive, but tells nothing that is insensitive of it: the caret
 * would go on blinking, in a field that thinks that it has the keys (gtkwidget.c of 4.8,
 * gtk_widget_propagate_state; gtkeventcontroller.c, gtk_event_controller_filter_crossing). */
void
bs_set_sensitive (GtkWidget *widget, gboolean sensitive)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!sensitive && focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (widget, sensitive);
}
