/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-newer-dialog.h"

#include "bs-compare-view.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>

struct _BsNewerDialog
{
  AdwWindow parent_instance;

  BsCompareView *compare;

  BsNode *story;
  BsReading *newer;
};

G_DEFINE_FINAL_TYPE (BsNewerDialog, bs_newer_dialog, ADW_TYPE_WINDOW)

enum
{
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take (BsNewerDialog *self)
{
  g_signal_emit (self, signals[TAKE], 0, bs_reading_get_story (self->newer));
  gtk_window_close (GTK_WINDOW (self));
}

static void
bs_newer_dialog_dispose (GObject *object)
{
  BsNewerDialog *self = BS_NEWER_DIALOG (object);

  g_clear_pointer (&self->story, bs_node_unref);
  g_clear_pointer (&self->newer, bs_reading_free);

  G_OBJECT_CLASS (bs_newer_dialog_parent_class)->dispose (object);
}

static void
bs_newer_dialog_class_init (BsNewerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_newer_dialog_dispose;

  signals[TAKE] = g_signal_new ("take", BS_TYPE_NEWER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (BS_TYPE_COMPARE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-newer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsNewerDialog, compare);
  gtk_widget_class_bind_template_callback (widget_class, take);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_newer_dialog_init (BsNewerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_newer_dialog_new (GtkWindow *parent, const BsNode *story, const BsReading *newer,
                     BsSubmissionReader *reader G_GNUC_UNUSED)
{
  BsNewerDialog *self = g_object_new (BS_TYPE_NEWER_DIALOG, "transient-for", parent, "modal", TRUE,
                                      "destroy-with-parent", TRUE, NULL);

  self->story = bs_node_ref (story);
  self->newer = bs_reading_copy (newer);
  bs_compare_view_show (self->compare, story, bs_reading_get_story (newer));

  return GTK_WIDGET (self);
}
