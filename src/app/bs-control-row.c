/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-control-row.h"

#include "bs-config.h"

struct _BsControlRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (BsControlRow, bs_control_row, ADW_TYPE_ACTION_ROW)

/* Where nothing in it can have the focus the row has it: a list does not look for another one. */
static gboolean
bs_control_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_child_focus (child, direction))
    return TRUE;
  if (gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return GTK_WIDGET_CLASS (bs_control_row_parent_class)->grab_focus (widget);
}

static gboolean
bs_control_row_grab_focus (GtkWidget *widget)
{
  return bs_control_row_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
bs_control_row_class_init (BsControlRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = bs_control_row_focus;
  widget_class->grab_focus = bs_control_row_grab_focus;
}

static void
bs_control_row_init (BsControlRow *self G_GNUC_UNUSED)
{
}

GtkWidget *
bs_control_row_new (void)
{
  return g_object_new (BS_TYPE_CONTROL_ROW, NULL);
}
