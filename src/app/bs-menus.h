/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menus of resources/gtk/menus.ui, which all windows share, and the way to
   show one made for the moment. Never what stands in them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu called @name there, kept as long as the application. Borrowed. */
GMenuModel *bs_menus_get     (const char *name);

/* Lets a template ask for a menu:
     <binding name="menu-model">
       <closure type="GMenuModel" function="bs_menus_get">
         <constant type="gchararray">NAME</constant> */
void        bs_menus_bind    (GtkWidgetClass *widget_class);

/* A menu, or a part of one, for bs_menus_set_own(): nothing is in it. Owned by
   the caller. */
GMenu      *bs_menus_new     (void);

/* Lets @widget, a GtkMenuButton or a GtkPopoverMenu, show @menu, which was made
   for it alone, as were its sections and submenus: all are of bs_menus_new(),
   none of bs_menus_get(). When it shows another or is gone, all of them are
   emptied, and bs_menus_new() gives them out again. */
void        bs_menus_set_own (GtkWidget *widget, GMenuModel *menu);

/* Pops @popover up at @place of the widget it belongs to, or where in the window
   is nearest to it: that may be scrolled out of sight. */
void        bs_menus_pop_up  (GtkPopover *popover, const GdkRectangle *place);

G_END_DECLS
