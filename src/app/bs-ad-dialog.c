/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-ad-dialog.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-import-queue.h"

#include "layout/bs-page-edit.h"

#include <glib/gi18n-lib.h>

/* What the law has printed over an advertisement in a Chinese paper. */
#define USUAL_LABEL "广告"
#define USUAL_COLUMNS 2
#define USUAL_LINES 12

struct _BsAdDialog
{
  AdwWindow parent_instance;

  GtkButton *done;
  AdwActionRow *picture;
  GtkButton *choose;
  AdwEntryRow *customer;
  AdwEntryRow *label;
  GtkSpinButton *columns;
  GtkSpinButton *lines;
  GtkLabel *mistake;

  BsSession *session;
  char *page;
  char *box;   /* NULL: a new one */
  GFile *file; /* chosen here; NULL: the picture stays as it is */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (BsAdDialog, bs_ad_dialog, ADW_TYPE_WINDOW)

static void
show_mistake (BsAdDialog *self, const char *mistake)
{
  gtk_label_set_label (self->mistake, mistake != NULL ? mistake : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), mistake != NULL);
}

static void
show_picture (BsAdDialog *self, const char *name)
{
  const char *label = name != NULL ? _ ("Replace…") : _ ("Choose…");

  adw_action_row_set_subtitle (self->picture,
                               name != NULL ? name : _ ("JPEG, PNG or TIFF; save a PDF as TIFF"));
  gtk_button_set_label (self->choose, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? _ ("Replace the picture") : _ ("Choose a picture"),
                                  -1);
}

static void
file_chosen (GListModel *files, gpointer data)
{
  BsAdDialog *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);

  g_set_object (&self->file, file);
  show_picture (self, shown);
  show_mistake (self, NULL);
}

static void
choose_file (BsAdDialog *self)
{
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_PICTURE, NULL, file_chosen, self);
}

/* --- The change --- */

static BsNode *
make_words (BsAdDialog *self)
{
  BsNodeBuilder *words = bs_node_builder_new_object ();
  g_autoptr (BsNode) customer = bs_node_new_string (
    gtk_editable_get_text (GTK_EDITABLE (self->customer)));
  g_autoptr (BsNode) label = bs_node_new_string (
    gtk_editable_get_text (GTK_EDITABLE (self->label)));

  bs_node_builder_set (words, "customer", bs_node_ref (customer));
  bs_node_builder_set (words, "label", bs_node_ref (label));

  return bs_node_builder_end (words);
}

/* Takes both, as bs_session_apply() does, and tells the mistake here. */
static gboolean
apply_edit (BsAdDialog *self, BsPageEdit *edit, GError **error)
{
  g_autoptr (BsPageEdit) taken = edit;

  if (edit == NULL || !bs_page_edit_apply (edit, bs_session_get_document (self->session), error))
    return FALSE;
  if (self->box == NULL)
    self->box = g_strdup (edit->box);

  return TRUE;
}

static gboolean
place (BsAdDialog *self, const BsPageContext *context, GError **error)
{
  guint columns = (guint) gtk_spin_button_get_value_as_int (self->columns);
  guint lines = (guint) gtk_spin_button_get_value_as_int (self->lines);

  return apply_edit (self,
                     bs_page_edit_add_ad (context, columns, lines,
                                          gtk_editable_get_text (GTK_EDITABLE (self->label)),
                                          gtk_editable_get_text (GTK_EDITABLE (self->customer)),
                                          error),
                     error);
}

/* Its foot and its outer side stay where they are if they can: advertisements grow from there. */
static gboolean
resize (BsAdDialog *self, const BsPageContext *context, GError **error)
{
  const BsNode *page = bs_issue_get_page (context->issue, context->page);
  const BsNode *box = bs_node_find_by_id (bs_node_get_member (page, "boxes"), self->box);
  guint columns = (guint) gtk_spin_button_get_value_as_int (self->columns);
  guint lines = (guint) gtk_spin_button_get_value_as_int (self->lines);
  int wider = (int) columns - (int) bs_node_get_number (box, "columns", 1);
  int higher = (int) lines - (int) bs_node_get_number (box, "lines", 1);
  BsPageEdit *edit = NULL;

  if (wider == 0 && higher == 0)
    return TRUE;

  for (guint side = 0; side < 4 && edit == NULL; side++)
    {
      int column = (int) bs_node_get_number (box, "column", 0) - (side < 2 ? wider : 0);
      int line = (int) bs_node_get_number (box, "line", 0) - (side % 2 == 0 ? higher : 0);
      const BsGridRect rect = { (guint) MAX (column, 0), columns, (guint) MAX (line, 0), lines };

      g_clear_error (error);
      edit = bs_page_edit_resize (context, self->box, &rect, BS_OVERLAP_PUSH, error);
    }

  return apply_edit (self, edit, error);
}

/* Placed, or told anew; then as large as it shall be; then its picture. */
static gboolean
change (BsAdDialog *self, const char *photo, GError **error)
{
  g_autoptr (BsNode) words = make_words (self);
  gboolean fresh = self->box == NULL;
  BsPageContext context;

  if (!bs_session_get_context (self->session, &context, error))
    return FALSE;
  context.page = self->page;
  if (fresh
        ? !place (self, &context, error)
        : !apply_edit (self, bs_page_edit_set_variant (&context, self->box, words, error), error))
    return FALSE;
  context.issue = bs_session_get_root (self->session);
  if (!fresh && !resize (self, &context, error))
    return FALSE;
  context.issue = bs_session_get_root (self->session);

  return photo == NULL
         || apply_edit (self, bs_page_edit_set_artwork (&context, self->box, photo, error), error);
}

static char *
take_picture (BsAdDialog *self, BsImportCopy *copy, GError **error)
{
  const BsImportTarget target = { .page = self->page, .story = "" };
  BsImportReport *report = bs_import_copy_apply (copy, bs_session_get_document (self->session),
                                                 NULL, &target, error);
  char *photo = NULL;

  for (guint i = 0; report != NULL && i < report->entries->len && photo == NULL; i++)
    photo = g_strdup (((BsImportEntry *) g_ptr_array_index (report->entries, i))->id);
  g_clear_pointer (&report, bs_import_report_free);

  return photo;
}

static void
commit (BsAdDialog *self, BsImportCopy *copy)
{
  BsDocument *document = bs_session_get_document (self->session);
  gboolean fresh = self->box == NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *photo = NULL;

  bs_document_begin (document, fresh ? _ ("Place Advertisement") : _ ("Change Advertisement"),
                     NULL);
  if (copy != NULL)
    photo = take_picture (self, copy, &error);
  if (error != NULL || !change (self, photo, &error))
    {
      bs_document_cancel (document);
      if (fresh)
        g_clear_pointer (&self->box, g_free);
      show_mistake (self, error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->done), TRUE);
      return;
    }
  bs_document_end (document);
  if (copy != NULL)
    bs_session_media_changed (self->session);
  bs_session_set_page (self->session, self->page);
  bs_session_set_box (self->session, self->box);
  if (fresh)
    bs_session_tell (self->session, _ ("Advertisement placed"), 1);
  gtk_window_close (GTK_WINDOW (self));
}

/* One file: there is nothing to count. */
static void
reading_on (const char *name G_GNUC_UNUSED, guint done_with G_GNUC_UNUSED,
            guint total G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

static void
was_read (BsImportReading *reading, gpointer data)
{
  BsAdDialog *self = data;
  BsImportCopy *copy = reading->copies->len > 0 ? g_ptr_array_index (reading->copies, 0) : NULL;

  g_clear_object (&self->reading);
  if (copy != NULL && copy->kind == BS_SOURCE_PHOTO)
    commit (self, copy);
  else
    {
      show_mistake (self, reading->failures->len > 0
                            ? g_ptr_array_index (reading->failures, 0)
                            : _ ("The file is no picture: an advertisement is printed from a JPEG, "
                                 "PNG or TIFF file. Choose one of these."));
      gtk_widget_set_sensitive (GTK_WIDGET (self->done), TRUE);
    }
  bs_import_reading_free (reading);
  g_object_unref (self);
}

static void
done (BsAdDialog *self)
{
  BsImportWatch watch = { reading_on, was_read, g_object_unref, self };
  g_autoptr (GPtrArray) inputs = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->done), FALSE);
  if (self->file == NULL)
    {
      commit (self, NULL);
      return;
    }
  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_input_free);
  g_ptr_array_add (inputs, bs_import_input_new_file (self->file));
  self->reading = g_cancellable_new ();
  g_object_ref (self);
  bs_import_queue_start (bs_session_get_document (self->session), inputs, self->reading, &watch);
}

static void
bs_ad_dialog_dispose (GObject *object)
{
  BsAdDialog *self = BS_AD_DIALOG (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);

  G_OBJECT_CLASS (bs_ad_dialog_parent_class)->dispose (object);
}

static void
bs_ad_dialog_finalize (GObject *object)
{
  BsAdDialog *self = BS_AD_DIALOG (object);

  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->box, g_free);

  G_OBJECT_CLASS (bs_ad_dialog_parent_class)->finalize (object);
}

static void
bs_ad_dialog_class_init (BsAdDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bs_ad_dialog_dispose;
  object_class->finalize = bs_ad_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-ad-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, done);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, customer);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, label);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, BsAdDialog, mistake);
  gtk_widget_class_bind_template_callback (widget_class, done);
  gtk_widget_class_bind_template_callback (widget_class, choose_file);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bs_ad_dialog_init (BsAdDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_ad (BsAdDialog *self, const BsNode *issue, const BsNode *box)
{
  const char *ref = bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));
  const BsNode *photo = ref != NULL ? bs_issue_get_photo (issue, ref) : NULL;
  const char *caption = bs_node_get_text (photo, "caption");

  gtk_editable_set_text (GTK_EDITABLE (self->customer), bs_node_get_text (box, "customer"));
  gtk_editable_set_text (GTK_EDITABLE (self->label), bs_node_get_text (box, "label"));
  gtk_spin_button_set_value (self->columns, (double) bs_node_get_number (box, "columns", 1));
  gtk_spin_button_set_value (self->lines, (double) bs_node_get_number (box, "lines", 1));
  show_picture (self, photo == NULL ? NULL : *caption != '\0' ? caption : _ ("Chosen"));
}

GtkWidget *
bs_ad_dialog_new (GtkWindow *parent, BsSession *session, const char *box)
{
  BsAdDialog *self = g_object_new (BS_TYPE_AD_DIALOG, "transient-for", parent, "modal", TRUE,
                                   "destroy-with-parent", TRUE, NULL);
  const BsNode *issue = bs_session_get_root (session);
  const BsNode *page = bs_issue_get_page (issue, bs_session_get_page (session));
  const char *label = box != NULL ? _ ("Apply") : _ ("Place");

  self->session = g_object_ref (session);
  self->page = g_strdup (bs_session_get_page (session));
  self->box = g_strdup (box);
  gtk_spin_button_set_value (self->columns, USUAL_COLUMNS);
  gtk_spin_button_set_value (self->lines, USUAL_LINES);
  gtk_editable_set_text (GTK_EDITABLE (self->label), USUAL_LABEL);
  show_picture (self, NULL);
  if (box != NULL)
    show_ad (self, issue, bs_node_find_by_id (bs_node_get_member (page, "boxes"), box));
  gtk_window_set_title (GTK_WINDOW (self),
                        box != NULL ? _ ("Advertisement") : _ ("New Advertisement"));
  gtk_button_set_label (self->done, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->done), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->done),
                            !bs_document_get_read_only (bs_session_get_document (session)));

  return GTK_WIDGET (self);
}
