/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-menus.h"

/* A popover of GTK 4.8 keeps a reference to every section of its menu for
   ever (gtkmenutracker.c, add_items). So all windows share one of each menu,
   which is kept anyway, and what is made for the moment is emptied after it and
   filled again for the next. */

static GPtrArray *emptied; /* GMenu: as many as were ever shown at a time */

GMenuModel *
bs_menus_get (const char *name)
{
  GApplication *app = g_application_get_default ();
  GMenu *menu = gtk_application_get_menu_by_id (GTK_APPLICATION (app), name);

  if (menu == NULL)
    g_error ("No menu is called “%s”", name);

  return G_MENU_MODEL (menu);
}

/* What a closure returns becomes the binding's. */
static GMenuModel *
get_for_template (gpointer template G_GNUC_UNUSED, const char *name)
{
  return g_object_ref (bs_menus_get (name));
}

void
bs_menus_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback_full (widget_class, "bs_menus_get",
                                                G_CALLBACK (get_for_template));
}

GMenu *
bs_menus_new (void)
{
  if (emptied == NULL || emptied->len == 0)
    return g_menu_new ();

  return g_ptr_array_steal_index_fast (emptied, emptied->len - 1);
}

/* What a popover still listens to is left as it is. */
static void
empty (GMenuModel *menu)
{
  guint changed = g_signal_lookup ("items-changed", G_TYPE_MENU_MODEL);
  int n_items = g_menu_model_get_n_items (menu);

  for (int i = 0; i < n_items; i++)
    {
      g_autoptr (GMenuLinkIter) links = g_menu_model_iterate_item_links (menu, i);
      GMenuModel *link;

      while (g_menu_link_iter_get_next (links, NULL, &link))
        {
          empty (link);
          g_object_unref (link);
        }
    }
  if (g_signal_has_handler_pending (menu, changed, 0, TRUE))
    return;
  g_menu_remove_all (G_MENU (menu));
  if (emptied == NULL)
    emptied = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (emptied, g_object_ref (menu));
}

static gboolean
empty_now (gpointer menu)
{
  empty (menu);

  return G_SOURCE_REMOVE;
}

/* A popover that closes just now listens a little longer. */
static void
let_go (gpointer menu)
{
  g_idle_add_full (G_PRIORITY_LOW, empty_now, menu, g_object_unref);
}

void
bs_menus_set_own (GtkWidget *widget, GMenuModel *menu)
{
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (widget), menu);
  else
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (widget), menu);
  g_object_set_data_full (G_OBJECT (widget), "bs-own-menu", g_object_ref (menu), let_go);
}

/* GTK cannot place a popover beyond the screen. */
void
bs_menus_pop_up (GtkPopover *popover, const GdkRectangle *place)
{
  GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (popover));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  GdkRectangle kept = *place;
  double x;
  double y;

  gtk_widget_translate_coordinates (widget, root, place->x, place->y, &x, &y);
  kept.x += (int) (CLAMP (x, 0, gtk_widget_get_width (root) - 1) - x);
  kept.y += (int) (CLAMP (y, 0, MAX (gtk_widget_get_height (root) - place->height, 0)) - y);
  gtk_popover_set_pointing_to (popover, &kept);
  gtk_popover_popup (popover);
}
