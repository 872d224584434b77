/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-files.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-issue-words.h"

#include <glib/gi18n-lib.h>

#define MAX_NAMES 3

struct _BsExportFiles
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  AdwActionRow *folder_row;
  GtkWidget *choose_folder;
  GtkEditable *pattern;
  GtkMenuButton *fields;
  GtkLabel *names;

  /* Owned */
  BsSession *session;
  GFile *folder;
  GCancellable *cancellable; /* of looking for a folder */
};

G_DEFINE_FINAL_TYPE (BsExportFiles, bs_export_files, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_changed (BsExportFiles *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Folder --- */

static void
stop_looking (BsExportFiles *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Takes @folder. */
static void
take_folder (BsExportFiles *self, GFile *folder)
{
  g_autofree char *path = g_file_get_parse_name (folder);
  g_autofree char *shown = bs_issue_words_dup_folder (path);

  stop_looking (self);
  g_clear_object (&self->folder);
  self->folder = folder;
  adw_action_row_set_subtitle (self->folder_row, shown);
  tell_changed (self);
}

static GFile *
find_usual_folder (BsExportFiles *self)
{
  GFile *issue = bs_document_get_file (bs_session_get_document (self->session));

  return issue != NULL ? g_file_get_parent (issue) : g_file_new_for_path (g_get_home_dir ());
}

static void
folder_looked_at (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsExportFiles) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_folder (self, info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
                       ? g_object_ref (G_FILE (source))
                       : find_usual_folder (self));
}

static void
find_folder (BsExportFiles *self, const char *uri)
{
  g_autoptr (GFile) last = NULL;

  if (*uri == '\0')
    {
      take_folder (self, find_usual_folder (self));
      return;
    }
  last = g_file_new_for_uri (uri);
  self->cancellable = g_cancellable_new ();
  g_file_query_info_async (last, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, folder_looked_at,
                           g_object_ref (self));
}

static void
folder_chosen (GListModel *files, gpointer data)
{
  take_folder (data, g_list_model_get_item (files, 0));
}

static void
choose_folder_clicked (BsExportFiles *self)
{
  bs_dialogs_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), BS_CHOOSE_FOLDER, NULL,
                     folder_chosen, self);
}

/* --- Names --- */

static void
insert_field (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  BsExportFiles *self = BS_EXPORT_FILES (widget);
  int position = gtk_editable_get_position (self->pattern);

  gtk_editable_delete_selection (self->pattern);
  gtk_editable_insert_text (self->pattern, g_variant_get_string (parameter, NULL), -1, &position);
  gtk_widget_grab_focus (GTK_WIDGET (self->pattern));
  gtk_editable_set_position (self->pattern, position);
}

static void
add_fields (BsExportFiles *self)
{
  const char *const labels[] = { _ ("Paper"),  _ ("Date"), _ ("Date without Dashes"),
                                 _ ("Number"), _ ("Page"), _ ("Section") };
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; bs_export_fields[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (item, "export.insert-field", "s", bs_export_fields[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->fields, G_MENU_MODEL (menu));
}

/* "A_A1.pdf, A_A2.pdf and 3 more". */
static char *
dup_names (BsExportFiles *self, const BsExportWish *wish)
{
  g_autoptr (GPtrArray) plan = bs_export_plan (bs_session_get_root (self->session), wish);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (plan->len, MAX_NAMES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((BsExportFile *) g_ptr_array_index (plan, i))->name);
  if (plan->len > MAX_NAMES)
    {
      guint more = plan->len - MAX_NAMES;
      g_autofree char *rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more",
                                                            "and %u more", (gulong) more),
                                               more);

      g_string_append_printf (text, "\n%s", rest);
    }

  return g_string_free (text, FALSE);
}

/* --- */

static void
bs_export_files_dispose (GObject *object)
{
  BsExportFiles *self = BS_EXPORT_FILES (object);

  stop_looking (self);
  g_clear_object (&self->session);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (bs_export_files_parent_class)->dispose (object);
}

static void
bs_export_files_class_init (BsExportFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_export_files_dispose;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_EXPORT_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-export-files.ui");
  gtk_widget_class_bind_template_child (widget_class, BsExportFiles, folder_row);
  gtk_widget_class_bind_template_child (widget_class, BsExportFiles, choose_folder);
  gtk_widget_class_bind_template_child (widget_class, BsExportFiles, pattern);
  gtk_widget_class_bind_template_child (widget_class, BsExportFiles, fields);
  gtk_widget_class_bind_template_child (widget_class, BsExportFiles, names);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_clicked);
  gtk_widget_class_bind_template_callback (widget_class, tell_changed);
  gtk_widget_class_install_action (widget_class, "export.insert-field", "s", insert_field);
}

static void
bs_export_files_init (BsExportFiles *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_export_files_fill (BsExportFiles *self, BsSession *session, const char *pattern,
                      const char *folder)
{
  g_return_if_fail (BS_IS_EXPORT_FILES (self) && BS_IS_SESSION (session));

  g_set_object (&self->session, session);
  add_fields (self);
  gtk_editable_set_text (self->pattern, pattern);
  find_folder (self, folder);
}

void
bs_export_files_show (BsExportFiles *self, BsExportKind kind, const char *const *pages)
{
  const char *pattern = gtk_editable_get_text (self->pattern);
  const BsExportWish wish = { kind, pages, pattern, FALSE };
  g_autofree char *refusal = bs_export_plan_refuse (pattern);
  g_autofree char *names = refusal == NULL && pages[0] != NULL ? dup_names (self, &wish) : NULL;

  gtk_label_set_label (self->names, refusal != NULL ? refusal : names != NULL ? names : "");
  if (refusal != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->pattern), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pattern), "error");
}

gboolean
bs_export_files_is_possible (BsExportFiles *self)
{
  g_autofree char *refusal = bs_export_plan_refuse (gtk_editable_get_text (self->pattern));

  return refusal == NULL && self->folder != NULL;
}

const char *
bs_export_files_get_pattern (BsExportFiles *self)
{
  return gtk_editable_get_text (self->pattern);
}

GFile *
bs_export_files_get_folder (BsExportFiles *self)
{
  return self->folder;
}
