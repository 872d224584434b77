/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-group.h"

#include "bs-config.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

struct _BsPageGroup
{
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkLabel *name;
  GtkLabel *letter;
  GtkFlowBox *flow;
  GtkWidget *nothing;

  char *section;
};

G_DEFINE_FINAL_TYPE (BsPageGroup, bs_page_group, GTK_TYPE_WIDGET)

static void
bs_page_group_dispose (GObject *object)
{
  BsPageGroup *self = BS_PAGE_GROUP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->section, g_free);

  G_OBJECT_CLASS (bs_page_group_parent_class)->dispose (object);
}

static void
bs_page_group_class_init (BsPageGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_page_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-page-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPageGroup, heading);
  gtk_widget_class_bind_template_child (widget_class, BsPageGroup, name);
  gtk_widget_class_bind_template_child (widget_class, BsPageGroup, letter);
  gtk_widget_class_bind_template_child (widget_class, BsPageGroup, flow);
  gtk_widget_class_bind_template_child (widget_class, BsPageGroup, nothing);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pagegroup");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bs_page_group_init (BsPageGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (
                                    gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
bs_page_group_new (const BsNode *section, gboolean show_heading)
{
  BsPageGroup *self = g_object_new (BS_TYPE_PAGE_GROUP, NULL);
  const char *id = bs_node_get_text (section, "id");
  const char *name = bs_node_get_text (section, "name");

  self->section = g_strdup (id);
  if (section == NULL)
    /* Translators: heading over pages that belong to no section of the paper. */
    name = _ ("No Section");
  else if (*name == '\0')
    name = id;
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->letter, g_str_equal (name, id) ? "" : id);
  gtk_widget_set_visible (self->heading, show_heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flow), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);

  return GTK_WIDGET (self);
}

const char *
bs_page_group_get_section (BsPageGroup *self)
{
  g_return_val_if_fail (BS_IS_PAGE_GROUP (self), NULL);

  return self->section;
}

GtkFlowBox *
bs_page_group_get_flow (BsPageGroup *self)
{
  g_return_val_if_fail (BS_IS_PAGE_GROUP (self), NULL);

  return self->flow;
}

void
bs_page_group_add (BsPageGroup *self, BsPageTile *tile)
{
  g_return_if_fail (BS_IS_PAGE_GROUP (self));

  gtk_flow_box_append (self->flow, GTK_WIDGET (tile));
  gtk_widget_set_visible (self->nothing, FALSE);
}

void
bs_page_group_show_drop (BsPageGroup *self, gboolean shown)
{
  g_return_if_fail (BS_IS_PAGE_GROUP (self));

  if (shown)
    gtk_widget_add_css_class (self->heading, "drop-into");
  else
    gtk_widget_remove_css_class (self->heading, "drop-into");
}
