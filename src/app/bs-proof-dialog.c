/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-dialog.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-proof-print.h"
#include "bs-settings.h"
#include "bs-thumbnail.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_SIZE 440
#define SPARSE 5

struct _BsProofDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkWidget *print;
  GtkWidget *save;
  GtkBox *preview;
  GtkLabel *facts;
  GtkToggleButton *a4;
  GtkToggleButton *a3;
  GtkWidget *numbers_row;
  GtkToggleButton *every_line;
  GtkToggleButton *fifth_line;
  GtkWidget *size_row;
  GtkToggleButton *reduced;
  GtkToggleButton *full_size;

  /* Owned */
  BsSession *session;
  char *id;
  GCancellable *cancellable;
  BsProof *proof; /* that is shown */

  BsThumbnail *thumbnail; /* borrowed */
  gboolean of_page;
  gboolean offered; /* the first proof is there */
};

G_DEFINE_FINAL_TYPE (BsProofDialog, bs_proof_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  PRINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static BsProofRequest
make_request (BsProofDialog *self)
{
  BsProofOptions paper = { 0 };

  bs_proof_options_set_paper (&paper,
                              gtk_toggle_button_get_active (self->a3) ? BS_PROOF_A3 : BS_PROOF_A4);

  return (BsProofRequest){
    .of_page = self->of_page,
    .id = self->id,
    .width = paper.width,
    .height = paper.height,
    .number_every = gtk_toggle_button_get_active (self->fifth_line) ? SPARSE : 1,
    .full_size = gtk_toggle_button_get_active (self->full_size),
  };
}

static void
stop (BsProofDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_facts (BsProofDialog *self)
{
  guint n = self->proof->sheets->len;
  g_autofree char *sheets = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u sheet", "%u sheets",
                                                          (gulong) n),
                                             n);
  /* Translators: "2 sheets", and the version of a proof, six letters and digits. */
  g_autofree char *text = g_strdup_printf (_ ("%s · version %s"), sheets, self->proof->version);

  gtk_label_set_label (self->facts, text);
}

static void
made (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsProofDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  BsProof *proof = bs_proof_job_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->print, proof != NULL);
  /* It could not have the focus when the window came: it had nothing to print yet. */
  if (proof != NULL && !self->offered)
    {
      self->offered = TRUE;
      gtk_window_set_default_widget (GTK_WINDOW (self), self->print);
      gtk_widget_grab_focus (self->print);
    }
  gtk_widget_set_sensitive (self->save, proof != NULL);
  if (proof == NULL)
    {
      gtk_label_set_label (self->facts, error->message);
      return;
    }
  g_clear_pointer (&self->proof, bs_proof_free);
  self->proof = proof;
  bs_thumbnail_show (self->thumbnail, g_ptr_array_index (proof->sheets, 0),
                     bs_session_get_renderer (self->session));
  show_facts (self);
}

static void
make (BsProofDialog *self)
{
  BsProofRequest request;

  if (self->session == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  request = make_request (self);
  bs_proof_job_start (self->session, &request, self->cancellable, made, g_object_ref (self));
}

static void
remember (BsProofDialog *self)
{
  if (!self->of_page)
    bs_settings_set_int ("proof-number-every",
                         gtk_toggle_button_get_active (self->fifth_line) ? SPARSE : 1);
  bs_settings_set_string (self->of_page ? "proof-page-paper" : "proof-story-paper",
                          gtk_toggle_button_get_active (self->a3) ? "a3" : "a4");
}

/* As PDF */

static void
saved (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsProofDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsProof) proof = bs_proof_job_finish (result, &error);
  g_autoptr (GFile) file = g_object_steal_data (G_OBJECT (self), "target");

  if (self->session == NULL)
    return; /* it was closed meanwhile */
  if (proof != NULL)
    {
      g_signal_emit (self, signals[SAVED], 0, file);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->print, TRUE);
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Proof Was Not Saved"), error->message);
}

static void
file_chosen (GListModel *files, gpointer data)
{
  BsProofDialog *self = data;
  BsProofRequest request = make_request (self);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  stop (self);
  self->cancellable = g_cancellable_new ();
  request.file = file;
  remember (self);
  gtk_widget_set_sensitive (self->print, FALSE);
  gtk_widget_set_sensitive (self->save, FALSE);
  g_object_set_data_full (G_OBJECT (self), "target", g_object_ref (file), g_object_unref);
  bs_proof_job_start (self->session, &request, self->cancellable, saved, g_object_ref (self));
}

static void
save_clicked (BsProofDialog *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const char *headline = bs_node_get_text (bs_issue_get_story (root, self->id), "headline");
  g_autofree char *name = g_strdup_printf ("%s %s %s.pdf",
                                           self->of_page || *headline == '\0' ? self->id : headline,
                                           bs_node_get_text (root, "date"), self->proof->version);

  g_strdelimit (name, "/\n", '-');
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_EXPORT_PDF, name, file_chosen, self);
}

/* On paper */

static void
print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, BsProofDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Proof Was Not Printed"),
                        error != NULL ? error->message : "");
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      g_signal_emit (self, signals[PRINTED], 0, _ ("The proof is on its way to the printer"));
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
print_clicked (BsProofDialog *self)
{
  BsProofRequest request = make_request (self);
  g_autoptr (GtkPrintOperation) operation = bs_proof_print_new (self->session, &request);

  remember (self);
  g_signal_connect_object (operation, "done", G_CALLBACK (print_done), self, 0);
  /* What goes wrong comes with "done". */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           NULL);
}

static void
bs_proof_dialog_dispose (GObject *object)
{
  BsProofDialog *self = BS_PROOF_DIALOG (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->proof, bs_proof_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (bs_proof_dialog_parent_class)->dispose (object);
}

static void
bs_proof_dialog_class_init (BsProofDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_proof_dialog_dispose;

  signals[SAVED] = g_signal_new ("saved", BS_TYPE_PROOF_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[PRINTED] = g_signal_new ("printed", BS_TYPE_PROOF_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-proof-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, print);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, save);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, a4);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, a3);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, numbers_row);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, every_line);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, fifth_line);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, reduced);
  gtk_widget_class_bind_template_child (widget_class, BsProofDialog, full_size);
  gtk_widget_class_bind_template_callback (widget_class, make);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_proof_dialog_init (BsProofDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->thumbnail = BS_THUMBNAIL (bs_thumbnail_new (PREVIEW_SIZE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->thumbnail), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("First sheet"), -1);
  gtk_box_append (self->preview, GTK_WIDGET (self->thumbnail));
}

GtkWidget *
bs_proof_dialog_new (GtkWindow *parent, BsSession *session, gboolean of_page, const char *id)
{
  BsProofDialog *self = g_object_new (BS_TYPE_PROOF_DIALOG, "transient-for", parent, "modal", TRUE,
                                      "title", of_page ? _ ("Page Proof") : _ ("Story Proof"),
                                      NULL);
  g_autofree char *paper = bs_settings_dup_string (of_page ? "proof-page-paper"
                                                           : "proof-story-paper");
  gboolean a3 = *paper != '\0' ? g_str_equal (paper, "a3") : of_page;

  self->of_page = of_page;
  self->id = g_strdup (id);
  gtk_widget_set_visible (self->numbers_row, !of_page);
  gtk_widget_set_visible (self->size_row, of_page);
  gtk_toggle_button_set_active (a3 ? self->a3 : self->a4, TRUE);
  gtk_toggle_button_set_active (
    bs_settings_get_int ("proof-number-every", 1) == 1 ? self->every_line : self->fifth_line, TRUE);
  self->session = g_object_ref (session);
  make (self);

  return GTK_WIDGET (self);
}
