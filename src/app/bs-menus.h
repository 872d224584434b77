/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menus of resources/gtk/menus.ui, which all windows share. Never the
   menus that are made of an issue's contents. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu called @name there, kept as long as the application. Borrowed. */
GMenuModel *bs_menus_get  (const char *name);

/* Lets a template ask for a menu:
     <binding name="menu-model">
       <closure type="GMenuModel" function="bs_menus_get">
         <constant type="gchararray">NAME</constant> */
void        bs_menus_bind (GtkWidgetClass *widget_class);

G_END_DECLS
