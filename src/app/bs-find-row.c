/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-find-row.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

struct _BsFindRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *check;
  GtkLabel *label;
  GtkLabel *detail;

  GBinding *binding; /* borrowed: of check and item */
};

G_DEFINE_FINAL_TYPE (BsFindRow, bs_find_row, GTK_TYPE_WIDGET)

static void
bs_find_row_dispose (GObject *object)
{
  BsFindRow *self = BS_FIND_ROW (object);

  g_clear_pointer (&self->binding, g_binding_unbind);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_find_row_parent_class)->dispose (object);
}

static void
bs_find_row_class_init (BsFindRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_find_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-find-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsFindRow, box);
  gtk_widget_class_bind_template_child (widget_class, BsFindRow, check);
  gtk_widget_class_bind_template_child (widget_class, BsFindRow, label);
  gtk_widget_class_bind_template_child (widget_class, BsFindRow, detail);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_find_row_init (BsFindRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_find_row_new (void)
{
  return g_object_new (BS_TYPE_FIND_ROW, NULL);
}

void
bs_find_row_set_item (BsFindRow *self, BsFindItem *item)
{
  gboolean hit;

  g_return_if_fail (BS_IS_FIND_ROW (self));

  g_clear_pointer (&self->binding, g_binding_unbind);
  if (item == NULL)
    return;

  hit = bs_find_item_get_hit (item) != NULL;
  gtk_widget_set_visible (self->check, hit);
  if (hit)
    {
      gtk_label_set_markup (self->label, bs_find_item_get_label (item));
      gtk_widget_remove_css_class (GTK_WIDGET (self->label), "row-headline");
      self->binding = g_object_bind_property (item, "chosen", self->check, "active",
                                              G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
    }
  else
    {
      gtk_label_set_text (self->label, bs_find_item_get_label (item));
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "row-headline");
    }
  gtk_label_set_label (self->detail, bs_find_item_get_detail (item));
}
