/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-close-keeper.h"

#include "bs-config.h"

/* Of a window that was closed GTK 4.8 only drops its own reference (gtkwindow.c, gtk_window_destroy). Where
 * a task still holds one, the window keeps its parent, and looks for it when that has long been freed: as a
 * window that goes with its parent it is to be destroyed then, has been already, and so is not told
 * (gtk_window_transient_parent_destroyed). */
static void
closed (GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
}

/* The list holds a window until that is closed, so that none of @known is freed before. */
static void
windows_changed (GListModel *windows, guint position, guint n_removed, guint n_added,
                 GPtrArray *known)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_removed; i++)
    g_ptr_array_add (gone, g_object_ref (g_ptr_array_index (known, position + i)));
  if (n_removed > 0)
    g_ptr_array_remove_range (known, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, position + i);

      g_ptr_array_insert (known, (int) (position + i), window);
    }
  g_ptr_array_foreach (gone, (GFunc) (void (*) (void)) closed, NULL);
}

void
bs_close_keeper_start (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *known = g_ptr_array_new ();

  windows_changed (windows, 0, 0, g_list_model_get_n_items (windows), known);
  g_signal_connect_data (windows, "items-changed", G_CALLBACK (windows_changed), known,
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
}
