/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-every-window.h"

#include "bs-config.h"

static void
windows_changed (GListModel *windows, guint position, guint n_removed G_GNUC_UNUSED, guint n_added,
                 gpointer data)
{
  BsEveryWindowFunc watch = (BsEveryWindowFunc) data;

  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, position + i);

      watch (window);
    }
}

/**
 * bs_every_window:
 * @watch: is called for as long as the program runs
 */
void
bs_every_window (BsEveryWindowFunc watch)
{
  GListModel *windows = gtk_window_get_toplevels ();

  windows_changed (windows, 0, 0, g_list_model_get_n_items (windows), (gpointer) watch);
  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed), (gpointer) watch);
}
