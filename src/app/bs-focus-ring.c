/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-focus-ring.h"

#include "bs-config.h"

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
enter (const BsFocusStop *stop)
{
  if (!gtk_widget_get_mapped (stop->widget))
    return FALSE;
  if (stop->focus != NULL)
    stop->focus (stop->widget);

  return has_focus (stop->widget) || gtk_widget_child_focus (stop->widget, GTK_DIR_TAB_FORWARD);
}

gboolean
bs_focus_ring_step (const BsFocusStop *stops, guint n_stops, int step)
{
  int n = (int) n_stops;
  int from = step > 0 ? n - 1 : 0;

  g_return_val_if_fail (stops != NULL && (step == 1 || step == -1), FALSE);

  for (int i = 0; i < n; i++)
    if (has_focus (stops[i].widget))
      {
        from = i;
        break;
      }
  for (int i = 1; i <= n; i++)
    if (enter (&stops[(from + n + i * step) % n]))
      return TRUE;

  return FALSE;
}
