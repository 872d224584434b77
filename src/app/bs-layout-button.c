/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-layout-button.h"

#include "bs-config.h"
#include "bs-menus.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _BsLayoutButton
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *button;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (BsLayoutButton, bs_layout_button, GTK_TYPE_WIDGET)

static void
bs_layout_button_dispose (GObject *object)
{
  BsLayoutButton *self = BS_LAYOUT_BUTTON (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;

  G_OBJECT_CLASS (bs_layout_button_parent_class)->dispose (object);
}

static void
bs_layout_button_class_init (BsLayoutButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_layout_button_dispose;

  g_type_ensure (ADW_TYPE_SPLIT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-layout-button.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsLayoutButton, stack);
  gtk_widget_class_bind_template_child (widget_class, BsLayoutButton, button);
  gtk_widget_class_bind_template_child (widget_class, BsLayoutButton, progress);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_layout_button_init (BsLayoutButton *self)
{
  GtkWidget *child;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* A split button names the half that opens its menu for the eye only. */
  for (child = gtk_widget_get_first_child (self->button); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Other ways to lay out"), -1);
}

void
bs_layout_button_set_progress (BsLayoutButton *self, double fraction)
{
  g_return_if_fail (BS_IS_LAYOUT_BUTTON (self));

  gtk_stack_set_visible_child_name (self->stack, fraction < 0 ? "idle" : "busy");
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
}
