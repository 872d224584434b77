/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fault-popover.h"

#include "bs-config.h"

struct _BsFaultPopover
{
  GtkPopover parent_instance;

  GtkLabel *message;
  GtkButton *mend;
  GtkWidget *pass_here;
  GtkWidget *pass_everywhere;

  BsFaultWatch *watch;
  char *path;
  gsize offset;
};

G_DEFINE_FINAL_TYPE (BsFaultPopover, bs_fault_popover, GTK_TYPE_POPOVER)

static gboolean
find (BsFaultPopover *self, BsFoundFault *found)
{
  return self->watch != NULL
         && bs_fault_watch_find_at (self->watch, self->path, self->offset, found);
}

static void
mend (BsFaultPopover *self)
{
  BsFoundFault found;
  gboolean there = find (self, &found);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (there)
    bs_fault_watch_mend (self->watch, &found);
}

static void
let_pass (BsFaultPopover *self, gboolean everywhere)
{
  BsFoundFault found;
  gboolean there = find (self, &found);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (there)
    bs_fault_watch_let_pass (self->watch, &found, everywhere);
}

static void
pass_here (BsFaultPopover *self)
{
  let_pass (self, FALSE);
}

static void
pass_everywhere (BsFaultPopover *self)
{
  let_pass (self, TRUE);
}

static void
bs_fault_popover_dispose (GObject *object)
{
  BsFaultPopover *self = BS_FAULT_POPOVER (object);

  g_clear_object (&self->watch);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (bs_fault_popover_parent_class)->dispose (object);
}

static void
bs_fault_popover_class_init (BsFaultPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_fault_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-fault-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, BsFaultPopover, message);
  gtk_widget_class_bind_template_child (widget_class, BsFaultPopover, mend);
  gtk_widget_class_bind_template_child (widget_class, BsFaultPopover, pass_here);
  gtk_widget_class_bind_template_child (widget_class, BsFaultPopover, pass_everywhere);
  gtk_widget_class_bind_template_callback (widget_class, mend);
  gtk_widget_class_bind_template_callback (widget_class, pass_here);
  gtk_widget_class_bind_template_callback (widget_class, pass_everywhere);
}

static void
bs_fault_popover_init (BsFaultPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_fault_popover_new (void)
{
  return g_object_new (BS_TYPE_FAULT_POPOVER, NULL);
}

void
bs_fault_popover_show (BsFaultPopover *self, BsFaultWatch *watch, const BsFoundFault *found)
{
  g_autofree char *label = NULL;

  g_return_if_fail (BS_IS_FAULT_POPOVER (self));

  g_set_object (&self->watch, watch);
  g_free (self->path);
  self->path = g_strdup (found->path);
  self->offset = found->fault->offset;
  label = bs_fault_dup_mend_label (found->fault);
  gtk_label_set_label (self->message, found->fault->message);
  gtk_button_set_label (self->mend, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mend), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  found->fault->message, -1);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->mend));
}
