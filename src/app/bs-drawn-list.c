/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-drawn-list.h"

#include "bs-config.h"
#include "bs-list-tab.h"
#include "bs-slot-selection.h"

/* --- Rows --- */

static void
setup_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *list_item, gpointer data)
{
  GtkWidget *row = g_object_new (GPOINTER_TO_SIZE (data), NULL);

  bs_drawn_row_set_list_item (BS_DRAWN_ROW (row), list_item);
  gtk_list_item_set_child (list_item, row);
}

static void
show_slot (BsDrawnRow *row, BsSlot *slot)
{
  bs_drawn_row_set_item (row, bs_slot_get_item (slot));
}

static void
bind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *list_item,
          gpointer data G_GNUC_UNUSED)
{
  BsDrawnRow *row = BS_DRAWN_ROW (gtk_list_item_get_child (list_item));
  BsSlot *slot = gtk_list_item_get_item (list_item);

  g_signal_connect_object (slot, "changed", G_CALLBACK (show_slot), row, G_CONNECT_SWAPPED);
  show_slot (row, slot);
}

static void
unbind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *list_item,
            gpointer data G_GNUC_UNUSED)
{
  BsDrawnRow *row = BS_DRAWN_ROW (gtk_list_item_get_child (list_item));

  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), row);
  bs_drawn_row_set_item (row, NULL);
}

/* --- The list --- */

static BsDrawnRow *
get_row (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return BS_IS_DRAWN_ROW (child) ? BS_DRAWN_ROW (child) : NULL;
}

static void
for_each_row (GtkListView *view, void (*func) (BsDrawnRow *row))
{
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (view)); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    if (get_row (widget) != NULL)
      func (get_row (widget));
}

void
bs_drawn_list_make (GtkListView *view, GtkSelectionModel *model, GType row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (BsSlotSelection) slots = bs_slot_selection_new (model);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  g_return_if_fail (GTK_IS_LIST_VIEW (view));
  g_return_if_fail (g_type_is_a (row, BS_TYPE_DRAWN_ROW));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), GSIZE_TO_POINTER (row));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (view, factory);
  bs_list_tab_leaves (GTK_WIDGET (view));
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (slots));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (bs_drawn_list_moved), view,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (bs_drawn_list_moved), view,
                           G_CONNECT_SWAPPED);
}

void
bs_drawn_list_moved (GtkListView *view)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (view));

  for_each_row (view, bs_drawn_row_moved);
}

void
bs_drawn_list_refresh (GtkListView *view)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (view));

  for_each_row (view, bs_drawn_row_refresh);
}

BsDrawnRow *
bs_drawn_list_find (GtkListView *view, double x, double y)
{
  GtkWidget *widget;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (view), NULL);

  widget = gtk_widget_pick (GTK_WIDGET (view), x, y, GTK_PICK_DEFAULT);
  if (widget == NULL || BS_IS_DRAWN_ROW (widget))
    return BS_DRAWN_ROW (widget);

  /* The padding around the row is the row's, too. */
  return get_row (widget);
}
