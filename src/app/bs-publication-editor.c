/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-publication-editor.h"

#include "bs-adaptive-bin.h"
#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-publication-forms.h"
#include "bs-publication-preview.h"
#include "bs-publications.h"

#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

#define SAVE_MILLISECONDS 400

struct _BsPublicationEditor
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  BsPublicationPreview *preview;
  GtkRevealer *refusal;
  GtkLabel *refusal_label;
  GtkWidget *undo;
  GtkWidget *redo;
  BsAdaptiveBin *bin;
  GtkWidget *preview_edge;
  GtkWidget *preview_side;

  BsEnvironment *environment;
  BsDocument *document;
  BsForm *form;
  GFile *file;  /* of the template; NULL: the document is an issue's */
  BsNode *base; /* what is in the file, as far as it is known here */
  BsNode *waiting;
  guint save_source;
  gboolean copy_first;
  gboolean copying;
};

G_DEFINE_FINAL_TYPE (BsPublicationEditor, bs_publication_editor, ADW_TYPE_WINDOW)

/* --- The template's file --- */

static void write_root (BsPublicationEditor *self, BsNode *root);

static void
written (GFile *file, const GError *error, gpointer data)
{
  g_autoptr (BsPublicationEditor) self = data;

  if (self->copying)
    {
      self->copying = FALSE;
      self->copy_first = error != NULL;
      if (error == NULL)
        g_set_object (&self->file, file);
    }
  if (self->waiting != NULL)
    write_root (self, g_steal_pointer (&self->waiting));
  if (error == NULL)
    return;
  if (self->title == NULL)
    {
      bs_dialogs_error (NULL, _ ("The Publication Was Not Saved"), error->message);
      return;
    }
  gtk_label_set_label (self->refusal_label, error->message);
  gtk_revealer_set_reveal_child (self->refusal, TRUE);
}

/* Takes @root. A template of the program is nobody's to change: what is changed becomes the user's
 * own, and what is changed until that has a file waits for it. */
static void
write_root (BsPublicationEditor *self, BsNode *root)
{
  BsPublicationSave save = { .file = self->file, .root = root, .base = self->base };
  g_autoptr (GFile) photos = NULL;

  if (self->copying)
    {
      g_clear_pointer (&self->waiting, bs_node_unref);
      self->waiting = root;
      return;
    }
  if (self->copy_first)
    {
      photos = bs_template_get_media_folder (self->file);
      save.file = NULL;
      save.base = NULL;
      save.photos = photos;
      self->copy_first = FALSE;
      self->copying = TRUE;
    }
  bs_publications_save (bs_publications_get (self->environment), &save, written,
                        g_object_ref (self));
  g_clear_pointer (&self->base, bs_node_unref);
  self->base = root;
}

static gboolean
save_now (gpointer data)
{
  BsPublicationEditor *self = data;

  self->save_source = 0;
  write_root (self, bs_template_from_draft (bs_document_get_root (self->document)));

  return G_SOURCE_REMOVE;
}

static void
show_history (BsPublicationEditor *self)
{
  gtk_widget_set_sensitive (self->undo, bs_document_get_undo_label (self->document) != NULL);
  gtk_widget_set_sensitive (self->redo, bs_document_get_redo_label (self->document) != NULL);
}

static void
show_title (BsPublicationEditor *self)
{
  const BsNode *root = bs_document_get_root (self->document);
  const char *name = bs_node_get_text (bs_node_get_member (root, "publication"), "name");

  adw_window_title_set_title (self->title, *name != '\0' ? name : _ ("Publication"));
  gtk_window_set_title (GTK_WINDOW (self), *name != '\0' ? name : _ ("Publication"));
}

static void
changed (BsPublicationEditor *self)
{
  show_title (self);
  show_history (self);
  if (self->file != NULL && self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_MILLISECONDS, save_now, self);
}

/* --- What is refused --- */

static gboolean
check (const BsNode *root, GError **error, gpointer data)
{
  BsPublicationEditor *self = data;
  g_autoptr (BsPageFormat) format = bs_page_format_load_for_page (self->environment, root, NULL,
                                                                  error);
  g_autoptr (BsPageFormat) now = NULL;

  if (format == NULL)
    return FALSE;
  /* What was wrong before is not the fault of this change. */
  now = bs_page_format_load_for_page (self->environment, bs_document_get_root (self->document),
                                      NULL, NULL);
  if (format->problems->len <= (now != NULL ? now->problems->len : 0))
    return TRUE;
  g_set_error_literal (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT,
                       g_ptr_array_index (format->problems, format->problems->len - 1));

  return FALSE;
}

static void
tell (const char *message, gpointer data)
{
  BsPublicationEditor *self = data;

  if (message != NULL)
    gtk_label_set_label (self->refusal_label, message);
  gtk_revealer_set_reveal_child (self->refusal, message != NULL);
}

/* --- */

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  BsDocument *document = BS_PUBLICATION_EDITOR (widget)->document;

  if (g_str_equal (name, "publication.undo"))
    bs_document_undo (document);
  else
    bs_document_redo (document);
}

static void
add_page (BsPublicationEditor *self, GtkWidget *page, const char *name, const char *title)
{
  gtk_stack_add_titled (self->stack, page, name, title);
}

static void
add_pages (BsPublicationEditor *self)
{
  BsForm *form = self->form;

  add_page (self, bs_publication_identity_new (form, self->file == NULL), "identity",
            _ ("Identity"));
  add_page (self, bs_publication_items_new (form), "masthead", _ ("Masthead and Folio"));
  add_page (self, bs_publication_formats_new (form, self->environment), "format",
            _ ("Page Format"));
  add_page (self, bs_publication_styles_new (form, self->environment), "styles",
            _ ("Fonts and Styles"));
  add_page (self, bs_publication_rules_new (form), "rules", _ ("House Rules"));
  add_page (self, bs_publication_print_new (form), "print", _ ("Print"));
}

static void
bs_publication_editor_dispose (GObject *object)
{
  BsPublicationEditor *self = BS_PUBLICATION_EDITOR (object);

  if (self->save_source != 0)
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      save_now (self);
      self->save_source = 0;
    }
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->form != NULL)
    bs_form_set_guard (self->form, NULL, NULL, NULL);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (bs_publication_editor_parent_class)->dispose (object);
}

static void
bs_publication_editor_finalize (GObject *object)
{
  BsPublicationEditor *self = BS_PUBLICATION_EDITOR (object);

  g_clear_object (&self->form);
  g_clear_object (&self->file);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->base, bs_node_unref);
  g_clear_pointer (&self->waiting, bs_node_unref);

  G_OBJECT_CLASS (bs_publication_editor_parent_class)->finalize (object);
}

/* Where there is no room for both, the settings matter. */
static void
level_changed (BsPublicationEditor *self)
{
  gboolean wide = bs_adaptive_bin_get_level (self->bin) == 0;

  gtk_widget_set_visible (self->preview_edge, wide);
  gtk_widget_set_visible (self->preview_side, wide);
}

static void
bs_publication_editor_class_init (BsPublicationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_publication_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_publication_editor_finalize;

  g_type_ensure (BS_TYPE_PUBLICATION_PREVIEW);
  g_type_ensure (BS_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/broadsheet/Broadsheet/ui/bs-publication-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, title);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, refusal);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, undo);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, redo);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, bin);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, preview_edge);
  gtk_widget_class_bind_template_child (widget_class, BsPublicationEditor, preview_side);
  gtk_widget_class_bind_template_callback (widget_class, level_changed);
  gtk_widget_class_install_action (widget_class, "publication.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "publication.redo", NULL, undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                       "publication.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "publication.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bs_publication_editor_init (BsPublicationEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static BsPublicationEditor *
editor_new (GtkWindow *parent, BsEnvironment *environment, BsDocument *document, GFile *file)
{
  BsPublicationEditor *self = g_object_new (BS_TYPE_PUBLICATION_EDITOR, "transient-for", parent,
                                            "destroy-with-parent", TRUE, NULL);

  self->environment = g_object_ref (environment);
  self->document = g_object_ref (document);
  self->form = bs_form_new (document);
  g_set_object (&self->file, file);
  bs_form_set_guard (self->form, check, tell, self);
  add_pages (self);
  bs_publication_preview_set_document (self->preview, environment, document);
  show_title (self);
  show_history (self);
  adw_window_title_set_subtitle (self->title,
                                 file != NULL ? _ ("Publication") : _ ("Issue Properties"));
  g_signal_connect_swapped (document, "changed", G_CALLBACK (changed), self);

  return self;
}

void
bs_publication_editor_edit_template (GtkWindow *parent, BsEnvironment *environment, GFile *file,
                                     const BsNode *root, gboolean copy_first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_new_from (environment,
                                                          bs_template_to_issue (root, NULL, NULL),
                                                          &error);
  BsPublicationEditor *self;

  g_return_if_fail (document != NULL);

  self = editor_new (parent, environment, document, file);
  self->base = bs_node_ref (root);
  self->copy_first = copy_first;
  gtk_window_present (GTK_WINDOW (self));
}

void
bs_publication_editor_edit_issue (GtkWindow *parent, BsEnvironment *environment,
                                  BsDocument *document, const char *page)
{
  BsPublicationEditor *self = editor_new (parent, environment, document, NULL);

  if (page != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
  gtk_window_present (GTK_WINDOW (self));
}
