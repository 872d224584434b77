/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-dialogs.h"

#include "bs-config.h"
#include "bs-settings.h"
#include "model/bs-template.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  GtkNativeDialog *dialog;
  GtkWindow *parent; /* weak */
  BsFilesChosen chosen;
  gpointer data;
  const char *ending;        /* of what is saved; NULL: nothing is */
  GCancellable *cancellable; /* NULL: nothing is looked up */
} Choosing;

typedef struct
{
  BsAnswered answered;
  gpointer data;
  gboolean has_answer;
} Asking;

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* Cameras and old systems write endings in capitals. */
static void
add_suffix_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser, BsChoice choice)
{
  static const char *const issues[] = { "*.broadsheet", NULL };
  static const char *const copy[] = { "txt",    "text", "md",   "markdown", "docx", "odt",  "json",
                                      "ndjson", "jpg",  "jpeg", "png",      "tif",  "tiff", NULL };
  static const char *const photos[] = { "jpg", "jpeg", "png", "tif", "tiff", NULL };
  static const char *const pdf[] = { "*.pdf", NULL };
  static const char *const templates[] = { "*.broadsheet-template", NULL };
  static const char *const profiles[] = { "*.icc", "*.icm", "*.ICC", "*.ICM", NULL };
  static const char *const all[] = { "*", NULL };

  if (choice == BS_CHOOSE_FOLDER)
    return;
  if (choice == BS_CHOOSE_OPEN_TEMPLATE || choice == BS_CHOOSE_SAVE_TEMPLATE)
    add_filter (chooser, _ ("Publication Templates"), templates);
  else if (choice == BS_CHOOSE_IMPORT)
    add_suffix_filter (chooser, _ ("Text and Photos"), copy);
  else if (choice == BS_CHOOSE_PHOTOS || choice == BS_CHOOSE_PICTURE)
    add_suffix_filter (chooser, _ ("Photos"), photos);
  else if (choice == BS_CHOOSE_EXPORT_PDF)
    add_filter (chooser, _ ("PDF Documents"), pdf);
  else if (choice == BS_CHOOSE_PROFILE)
    add_filter (chooser, _ ("Color Profiles"), profiles);
  else
    add_filter (chooser, _ ("Broadsheet Issues"), issues);
  add_filter (chooser, _ ("All Files"), all);
}

/* Of what was chosen: a path that was typed leads elsewhere than what the dialog showed. */
static void
remember_folder (GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    bs_settings_set_string ("last-folder", uri);
}

static void
choosing_free (Choosing *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->parent != NULL)
    g_signal_handlers_disconnect_by_data (self->parent, self);
  g_clear_weak_pointer (&self->parent);
  g_signal_handlers_disconnect_by_data (self->dialog, self);
  gtk_native_dialog_destroy (self->dialog);
  g_object_unref (self->dialog);
  g_free (self);
}

static const char *
get_ending (BsChoice choice)
{
  switch (choice)
    {
    case BS_CHOOSE_SAVE_ISSUE:
      return ".broadsheet";
    case BS_CHOOSE_EXPORT_PDF:
      return ".pdf";
    case BS_CHOOSE_SAVE_TEMPLATE:
      return BS_TEMPLATE_ENDING;
    default:
      return NULL;
    }
}

/* With the ending once: who types another name over the suggested one leaves the ending that was
 * not chosen with it, and may have typed one as well. */
static char *
dup_mended_name (const char *name, const char *ending)
{
  gsize length = strlen (name);
  gsize tail = strlen (ending);

  if (!g_str_has_suffix (name, ending))
    return g_strconcat (name, ending, NULL);
  while (length > 2 * tail && strncmp (name + length - 2 * tail, ending, tail) == 0)
    length -= tail;

  return g_strndup (name, length);
}

/* Whoever asked may close the parent, which would free it a second time. */
static void
deliver_all (Choosing *choosing, GListModel *files)
{
  BsFilesChosen chosen = choosing->chosen;
  gpointer data = choosing->data;

  choosing_free (choosing);
  chosen (files, data);
}

static void
deliver (Choosing *choosing, GFile *file)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  deliver_all (choosing, G_LIST_MODEL (files));
}

/* The dialog has asked about a file of the name that was typed. */
typedef struct
{
  BsFilesChosen chosen;
  gpointer data;
  GFile *file;
} Replacing;

static void
replace_answered (const char *response, gpointer data)
{
  Replacing *replacing = data;

  if (g_str_equal (response, "action"))
    {
      g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

      g_list_store_append (files, replacing->file);
      replacing->chosen (G_LIST_MODEL (files), replacing->data);
    }
  g_object_unref (replacing->file);
  g_free (replacing);
}

static void
ask_to_replace (Choosing *choosing, GFile *file)
{
  Replacing *replacing = g_new0 (Replacing, 1);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *body = g_strdup_printf (
    /* Translators: %s is the path of a file */
    _ ("%s exists already. What is in it would be lost."), name);
  const BsQuestion question = { .heading = _ ("Replace the File?"),
                                .body = body,
                                .cancel = _ ("_Cancel"),
                                .action = _ ("_Replace"),
                                .action_destroys = TRUE };

  replacing->chosen = choosing->chosen;
  replacing->data = choosing->data;
  replacing->file = g_object_ref (file);
  bs_dialogs_ask (choosing->parent, &question, replace_answered, replacing);
  choosing_free (choosing);
}

static void
looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Choosing *choosing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* it went with its window */
  if (info != NULL)
    ask_to_replace (choosing, G_FILE (source));
  else
    deliver (choosing, G_FILE (source));
}

static void
save_chosen (Choosing *choosing, GFile *file)
{
  g_autofree char *typed = g_file_get_basename (file);
  g_autofree char *name = dup_mended_name (typed, choosing->ending);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) mended = NULL;

  if (g_str_equal (name, typed) || folder == NULL)
    {
      deliver (choosing, file);
      return;
    }
  mended = g_file_get_child (folder, name);
  choosing->cancellable = g_cancellable_new ();
  g_file_query_info_async (mended, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, choosing->cancellable, looked_up, choosing);
}

static void
chooser_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choosing *choosing = user_data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      remember_folder (files);
    }

  gtk_native_dialog_hide (dialog);
  if (files == NULL || g_list_model_get_n_items (files) == 0)
    {
      choosing_free (choosing);
    }
  else if (choosing->ending != NULL)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, 0);

      save_chosen (choosing, file);
    }
  else
    {
      deliver_all (choosing, files);
    }
}

static const char *
get_title (BsChoice choice)
{
  switch (choice)
    {
    case BS_CHOOSE_OPEN_ISSUE:
      return _ ("Open an Issue");
    case BS_CHOOSE_SAVE_ISSUE:
      return _ ("Save the Issue");
    case BS_CHOOSE_IMPORT:
      return _ ("Import Text and Photos");
    case BS_CHOOSE_FOLDER:
      return _ ("Choose a Folder");
    case BS_CHOOSE_OPEN_TEMPLATE:
      return _ ("Import a Publication");
    case BS_CHOOSE_SAVE_TEMPLATE:
      return _ ("Export the Publication");
    case BS_CHOOSE_PROFILE:
      return _ ("Choose an Output Profile");
    case BS_CHOOSE_PHOTOS:
      return _ ("Add Photos");
    case BS_CHOOSE_PICTURE:
      return _ ("Add the Picture");
    case BS_CHOOSE_EXPORT_PDF:
    default:
      return _ ("Save as PDF");
    }
}

static const char *
get_accept (BsChoice choice)
{
  switch (choice)
    {
    case BS_CHOOSE_OPEN_ISSUE:
      return _ ("_Open");
    case BS_CHOOSE_SAVE_ISSUE:
      return _ ("_Save");
    case BS_CHOOSE_IMPORT:
    case BS_CHOOSE_OPEN_TEMPLATE:
      return _ ("_Import");
    case BS_CHOOSE_FOLDER:
    case BS_CHOOSE_PROFILE:
      return _ ("_Choose");
    case BS_CHOOSE_PHOTOS:
    case BS_CHOOSE_PICTURE:
      return _ ("_Add");
    case BS_CHOOSE_EXPORT_PDF:
    default:
      return _ ("_Save");
    }
}

void
bs_dialogs_choose (GtkWindow *parent, BsChoice choice, const char *suggested_name,
                   BsFilesChosen chosen, gpointer data)
{
  g_autofree char *uri = bs_settings_dup_string ("last-folder");
  g_autoptr (GFile) folder = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;

  bs_dialogs_choose_in (parent, choice, folder, suggested_name, chosen, data);
}

void
bs_dialogs_choose_in (GtkWindow *parent, BsChoice choice, GFile *folder, const char *suggested_name,
                      BsFilesChosen chosen, gpointer data)
{
  gboolean saves = get_ending (choice) != NULL;
  GtkFileChooserAction action = choice == BS_CHOOSE_FOLDER ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                : saves                    ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                           : GTK_FILE_CHOOSER_ACTION_OPEN;
  Choosing *choosing = g_new0 (Choosing, 1);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (get_title (choice), parent, action,
                                                              get_accept (choice), _ ("_Cancel"));

  choosing->dialog = GTK_NATIVE_DIALOG (dialog);
  choosing->chosen = chosen;
  choosing->data = data;
  choosing->ending = get_ending (choice);

  gtk_native_dialog_set_modal (choosing->dialog, TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog),
                                        choice == BS_CHOOSE_IMPORT || choice == BS_CHOOSE_PHOTOS);
  add_filters (GTK_FILE_CHOOSER (dialog), choice);
  if (folder != NULL)
    {
      if (choice == BS_CHOOSE_SAVE_TEMPLATE && g_file_peek_path (folder) != NULL)
        g_mkdir_with_parents (g_file_peek_path (folder), 0777);
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
    }
  if (saves && suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);
  g_signal_connect (dialog, "response", G_CALLBACK (chooser_response), choosing);
  /* Whoever asked goes with the parent and has nobody to tell then. */
  g_set_weak_pointer (&choosing->parent, parent);
  if (parent != NULL)
    g_signal_connect_swapped (parent, "destroy", G_CALLBACK (choosing_free), choosing);
  gtk_native_dialog_show (choosing->dialog);
}

/* Something that went wrong is told also to who has closed the window since: where they are now. */
static GtkWindow *
find_open (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GApplication *application = g_application_get_default ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window == parent)
        return parent;
    }

  return GTK_IS_APPLICATION (application)
           ? gtk_application_get_active_window (GTK_APPLICATION (application))
           : NULL;
}

void
bs_dialogs_error (GtkWindow *parent, const char *heading, const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (find_open (parent), heading, message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A question that goes with its window is answered, too: whoever asked may hold things until then. */
static void
asking_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Asking *asking = data;

  if (!asking->has_answer)
    asking->answered ("cancel", asking->data);
  g_free (asking);
}

static void
asked_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;

  /* The answer may close the window that asked, and the dialog is told so too late to forget it. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  asking->has_answer = TRUE;
  asking->answered (response, asking->data);
}

void
bs_dialogs_ask (GtkWindow *parent, const BsQuestion *question, BsAnswered answered, gpointer data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (parent, question->heading, question->body));
  Asking *asking = g_new0 (Asking, 1);

  asking->answered = answered;
  asking->data = data;

  adw_message_dialog_add_response (dialog, "cancel", question->cancel);
  if (question->alternative != NULL)
    {
      adw_message_dialog_add_response (dialog, "alternative", question->alternative);
      if (question->alternative_destroys)
        adw_message_dialog_set_response_appearance (dialog, "alternative",
                                                    ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_add_response (dialog, "action", question->action);
  adw_message_dialog_set_response_appearance (dialog, "action",
                                              question->action_destroys ? ADW_RESPONSE_DESTRUCTIVE
                                                                        : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, question->action_destroys ? "cancel" : "action");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (asked_response), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
