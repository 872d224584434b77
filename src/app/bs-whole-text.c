/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-whole-text.h"

#include "bs-config.h"

static gboolean
show_whole_text (GtkWidget *label, int x G_GNUC_UNUSED, int y G_GNUC_UNUSED,
                 gboolean keyboard G_GNUC_UNUSED, GtkTooltip *tooltip, gpointer data G_GNUC_UNUSED)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));

  return TRUE;
}

void
bs_whole_text_offer (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_LABEL (root) && gtk_label_get_ellipsize (GTK_LABEL (root)) != PANGO_ELLIPSIZE_NONE
      && !gtk_widget_get_has_tooltip (root))
    {
      gtk_widget_set_has_tooltip (root, TRUE);
      g_signal_connect (root, "query-tooltip", G_CALLBACK (show_whole_text), NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bs_whole_text_offer (child);
}
