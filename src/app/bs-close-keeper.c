/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-close-keeper.h"

#include "bs-config.h"

/* Of a window that was closed GTK 4.8 only drops its own reference (gtkwindow.c, gtk_window_destroy). Where
 * a task still holds one, the window keeps its parent, and looks for it when that has long been freed: as a
 * window that goes with its parent it is to be destroyed then, has been already, and so is not told
 * (gtk_window_transient_parent_destroyed). */
static void
forget_parent (GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
}

/* What a dialog cancels and lets go of it does as it is disposed; what answers nevertheless finds nothing
 * to act on. A window of an issue, of a draft or of drafts does so as it is asked to close, and what it has
 * to save still goes on; those of GTK are its own. */
static gboolean
ends_with_closing (GtkWindow *window)
{
  return g_str_has_prefix (G_OBJECT_TYPE_NAME (window), "Bs")
         && !GTK_IS_APPLICATION_WINDOW (window);
}

static gboolean
end (gpointer data)
{
  GWeakRef *closed = data;
  g_autoptr (GObject) window = g_weak_ref_get (closed);

  if (window != NULL)
    g_object_run_dispose (window);

  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Whoever closes a window may need it to the end of what they do, and GTK to the end of the key or the
 * click. Before any answer that is still to come, though. */
static void
end_soon (GtkWindow *window)
{
  GWeakRef *closed = g_new0 (GWeakRef, 1);

  g_weak_ref_init (closed, window);
  g_idle_add_full (G_PRIORITY_HIGH, end, closed, weak_ref_free);
}

static void
closed (GtkWindow *window)
{
  forget_parent (window);
  if (ends_with_closing (window))
    end_soon (window);
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
