/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-menus.h"

/* A popover of GTK 4.8 keeps a reference to every section of its menu for
   ever (gtkmenutracker.c, add_items). Menus made anew with each window would
   stay in memory; one of each for all windows is kept anyway. */

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
