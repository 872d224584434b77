/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-panes.h"

#include "bs-config.h"

static gboolean
place (gpointer data)
{
  GtkPaned *paned = data;
  int most;

  g_object_get (paned, "max-position", &most, NULL);
  if (most > 0 && most < G_MAXINT)
    gtk_paned_set_position (paned, most);

  return G_SOURCE_REMOVE;
}

/* The first size is known; the place cannot be changed while it is being given. */
static void
sized (GtkPaned *paned)
{
  int most;

  g_object_get (paned, "max-position", &most, NULL);
  if (most <= 0 || most == G_MAXINT)
    return;

  g_signal_handlers_disconnect_by_func (paned, sized, NULL);
  g_idle_add_full (GDK_PRIORITY_REDRAW - 10, place, g_object_ref (paned), g_object_unref);
}

void
bs_panes_begin_narrow (GtkPaned *paned)
{
  g_return_if_fail (GTK_IS_PANED (paned));

  g_signal_connect (paned, "notify::max-position", G_CALLBACK (sized), NULL);
}
