/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-unplaced-dialog.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

struct _BsUnplacedDialog
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkLabel *summary;

  BsSession *session;
};

G_DEFINE_FINAL_TYPE (BsUnplacedDialog, bs_unplaced_dialog, ADW_TYPE_WINDOW)

static void
row_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsUnplacedDialog *self)
{
  const char *story = g_object_get_data (G_OBJECT (row), "story");

  if (bs_issue_get_story (bs_session_get_root (self->session), story) == NULL)
    return;

  bs_session_set_story (self->session, story);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bs_unplaced_dialog_finalize (GObject *object)
{
  BsUnplacedDialog *self = BS_UNPLACED_DIALOG (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (bs_unplaced_dialog_parent_class)->finalize (object);
}

static void
bs_unplaced_dialog_class_init (BsUnplacedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_unplaced_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-unplaced-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsUnplacedDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BsUnplacedDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_unplaced_dialog_init (BsUnplacedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (BsUnplacedDialog *self, const BsUnplaced *item)
{
  const char *icon = item->photo ? "image-x-generic-symbolic" : "text-x-generic-symbolic";
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !item->photo);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, item->reason,
                                  -1);
  if (!item->photo)
    g_object_set_data_full (G_OBJECT (row), "story", g_strdup (item->id), g_free);
  gtk_list_box_append (self->list, row);
}

GtkWidget *
bs_unplaced_dialog_new (GtkWindow *parent, BsSession *session, const BsIssuePlan *plan)
{
  BsUnplacedDialog *self = g_object_new (BS_TYPE_UNPLACED_DIALOG, "transient-for", parent, "modal",
                                         TRUE, "destroy-with-parent", TRUE, NULL);
  guint n = plan->unplaced->len;
  g_autofree char *summary = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u story or photo found no room. It waits beside the pages.",
                 "%u stories and photos found no room. They wait beside the pages.", (gulong) n),
    n);

  self->session = g_object_ref (session);
  gtk_label_set_label (self->summary, summary);
  for (guint i = 0; i < n; i++)
    add_row (self, g_ptr_array_index (plan->unplaced, i));

  return GTK_WIDGET (self);
}
