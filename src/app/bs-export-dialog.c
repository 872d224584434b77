/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-dialog.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-export-job.h"
#include "bs-problems-panel.h"
#include "bs-settings.h"

#include <glib/gi18n-lib.h>

struct _BsExportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwComboRow *pages;
  AdwActionRow *marks_row;
  GtkSwitch *marks;
  AdwActionRow *proof_row;
  GtkSwitch *proof;
  BsProblemsPanel *problems;
  GtkLabel *note;
  GtkWidget *cancel;
  GtkWidget *export;
  GtkProgressBar *progress;

  BsSession *session;
  GPtrArray *findings; /* NULL: being checked */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BsExportDialog, bs_export_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  SHOW_FINDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GStrv
dup_pages (BsExportDialog *self)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (adw_combo_row_get_selected (self->pages) == 0)
    g_strv_builder_add (builder, bs_session_get_page (self->session));
  else
    for (guint i = 0; i < bs_node_get_length (pages); i++)
      g_strv_builder_add (builder, bs_node_get_text (bs_node_get_element (pages, i), "id"));

  return g_strv_builder_end (builder);
}

static void
update (BsExportDialog *self)
{
  guint errors = bs_export_count_errors (self->findings);
  gboolean proof = gtk_switch_get_active (self->proof);
  const char *note = "";

  if (self->findings == NULL)
    note = _ ("Checking the pages…");
  else if (errors > 0 && !proof)
    note = _ ("A page with errors cannot go to print. Put them right, or export as proof.");
  else if (errors > 0)
    note = _ ("The pages are exported with their errors and marked as a proof.");

  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
  gtk_widget_set_sensitive (self->export, self->findings != NULL && (errors == 0 || proof));
  if (self->findings != NULL && gtk_window_get_focus (GTK_WINDOW (self)) == self->cancel)
    gtk_widget_grab_focus (gtk_widget_get_sensitive (self->export) ? self->export
                                                                   : GTK_WIDGET (self->proof));
}

static void
checked (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = bs_export_job_finish (result, &error);

  if (findings == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (findings == NULL)
    {
      BsFinding *finding = bs_finding_new ("not-laid-out", BS_LEVEL_ERROR, NULL);

      finding->message = g_strdup (error->message);
      findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
      g_ptr_array_add (findings, finding);
    }

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_steal_pointer (&findings);
  bs_problems_panel_show (self->problems, self->findings, bs_session_get_root (self->session));
  update (self);
}

static void
stop (BsExportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
check (BsExportDialog *self)
{
  g_auto (GStrv) pages = NULL;
  BsExportRequest request = { 0 };

  if (self->session == NULL)
    return;

  stop (self);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  pages = dup_pages (self);
  request.pages = (const char *const *) pages;
  update (self);
  bs_export_job_start (self->session, &request, self->cancellable, NULL, checked,
                       g_object_ref (self));
}

static void
show_progress (double fraction, gpointer data)
{
  gtk_progress_bar_set_fraction (BS_EXPORT_DIALOG (data)->progress, fraction);
}

static void
exported (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = bs_export_job_finish (result, &error);
  g_autoptr (GFile) file = g_object_steal_data (G_OBJECT (self), "target");

  if (findings != NULL)
    {
      g_signal_emit (self, signals[EXPORTED], 0, file);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "options");
  gtk_widget_set_visible (self->export, TRUE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    {
      g_autofree char *text = g_strdup_printf (_ ("%s. %s"), error->message,
                                               _ ("Make room on the disk, or save it elsewhere"));

      bs_dialogs_error (GTK_WINDOW (self), _ ("The PDF Was Not Written"), text);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bs_dialogs_error (GTK_WINDOW (self), _ ("The PDF Was Not Written"), error->message);
}

static void
file_chosen (GListModel *files, gpointer data)
{
  BsExportDialog *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *name = g_file_get_basename (file);
  g_auto (GStrv) pages = dup_pages (self);
  BsExportRequest request = { (const char *const *) pages, gtk_switch_get_active (self->marks),
                              gtk_switch_get_active (self->proof), NULL };

  if (strchr (name, '.') == NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *full = g_strconcat (name, ".pdf", NULL);

      g_object_unref (file);
      file = g_file_get_child (folder, full);
    }

  stop (self);
  self->cancellable = g_cancellable_new ();
  request.file = file;
  bs_settings_set_boolean ("export-marks", request.marks);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  gtk_widget_set_visible (self->export, FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  g_object_set_data_full (G_OBJECT (self), "target", g_object_ref (file), g_object_unref);
  bs_export_job_start (self->session, &request, self->cancellable, show_progress, exported,
                       g_object_ref (self));
}

static void
export_clicked (BsExportDialog *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *publication = bs_node_get_member (root, "publication");
  g_autofree char *name = NULL;

  name = adw_combo_row_get_selected (self->pages) == 0
           ? g_strdup_printf ("%s %s %s.pdf", bs_node_get_text (publication, "name"),
                              bs_node_get_text (root, "date"), bs_session_get_page (self->session))
           : g_strdup_printf ("%s %s.pdf", bs_node_get_text (publication, "name"),
                              bs_node_get_text (root, "date"));
  g_strdelimit (name, "/", '-');
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_EXPORT_PDF, name, file_chosen, self);
}

static void
cancel_clicked (BsExportDialog *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "progress") == 0)
    stop (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
problem_activated (BsProblemsPanel *panel G_GNUC_UNUSED, gpointer finding, BsExportDialog *self)
{
  g_signal_emit (self, signals[SHOW_FINDING], 0, finding);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bs_export_dialog_dispose (GObject *object)
{
  BsExportDialog *self = BS_EXPORT_DIALOG (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_export_dialog_parent_class)->dispose (object);
}

static void
bs_export_dialog_class_init (BsExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_export_dialog_dispose;

  signals[EXPORTED] = g_signal_new ("exported", BS_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SHOW_FINDING] = g_signal_new ("show-finding", BS_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (BS_TYPE_PROBLEMS_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, marks_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, marks);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, proof_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, proof);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, problems);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, note);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, export);
  gtk_widget_class_bind_template_child (widget_class, BsExportDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, problem_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_export_dialog_init (BsExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bs_export_dialog_new (GtkWindow *parent, BsSession *session)
{
  BsExportDialog *self = g_object_new (BS_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal",
                                       TRUE, NULL);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *this_page
    /* Translators: which pages to export; %s is "A1". */
    = g_strdup_printf (_ ("This Page (%s)"), bs_session_get_page (session));
  guint n = bs_node_get_length (bs_issue_get_pages (bs_session_get_root (session)));
  g_autofree char *all_pages = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "All %u Page",
                                                             "All %u Pages", (gulong) n),
                                                n);

  gtk_switch_set_active (self->marks, bs_settings_get_boolean ("export-marks", TRUE));
  gtk_string_list_append (choices, this_page);
  if (n > 1)
    gtk_string_list_append (choices, all_pages);
  adw_combo_row_set_model (self->pages, G_LIST_MODEL (choices));
  self->session = g_object_ref (session);
  check (self);

  return GTK_WIDGET (self);
}
