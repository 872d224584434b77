/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A dialog that is closed while it is at work does nothing any more, and is freed. Needs a display:
 * in-display.py runs it in one.
 */

#include "app/bs-ad-dialog.h"
#include "app/bs-close-keeper.h"
#include "app/bs-dialogs.h"
#include "app/bs-export-dialog.h"
#include "app/bs-new-issue-dialog.h"
#include "app/bs-preferences.h"
#include "app/bs-proof-dialog.h"
#include "app/bs-publication-editor.h"

typedef struct
{
  BsSession *session;
  GtkWidget *dialog; /* that is tried */
  gboolean ended;    /* nobody holds it any more */
} Fixture;

static char *
dup_sample_path (const char *name)
{
  return g_build_filename (g_getenv ("BROADSHEET_DATA_DIR"), "sample", name, NULL);
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autofree char *path = dup_sample_path ("sample.broadsheet");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BsDocument) document = NULL;
  GError *error = NULL;

  document = bs_document_load_saved (environment, file, &error);
  g_assert_no_error (error);
  self->session = bs_session_new (environment, document);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  bs_session_close (self->session);
  g_object_unref (self->session);
}

static void
wait_until (const gboolean *said)
{
  while (!*said)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_true (gpointer said)
{
  *(gboolean *) said = TRUE;
}

static void
show (Fixture *self, GtkWidget *dialog)
{
  self->dialog = dialog;
  self->ended = FALSE;
  /* A weak reference goes when it is disposed, be it held or not. */
  g_object_set_data_full (G_OBJECT (dialog), "test", &self->ended, set_true);
  gtk_window_present (GTK_WINDOW (dialog));
  while (!gtk_widget_get_mapped (dialog))
    g_main_context_iteration (NULL, TRUE);
}

static void
click (Fixture *self, GType type, const char *button)
{
  GObject *child = gtk_widget_get_template_child (self->dialog, type, button);

  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (child)));
  g_signal_emit_by_name (child, "clicked");
}

/* What it began cannot have come to an end: that would be told here first. */
static void
close_at_once (Fixture *self)
{
  gtk_window_close (GTK_WINDOW (self->dialog));
  wait_until (&self->ended);
}

static gboolean
is_a (GtkWidget *widget, GType type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, type);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (is_a (window, type))
        return window;
    }

  return NULL;
}

/* The first one in @widget. */
static GtkWidget *
find_within (GtkWidget *widget, GType type)
{
  GtkWidget *found = is_a (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_within (child, type);

  return found;
}

/* --- Advertisement --- */

/* In the chooser that is open. */
static void
choose_file (GFile *file)
{
  GtkWidget *chooser = find_window (GTK_TYPE_FILE_CHOOSER);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) chosen = NULL;

  g_assert_nonnull (chooser);
  if (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    }
  else
    {
      gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
    }
  while (chosen == NULL || !g_file_equal (chosen, file))
    {
      g_main_context_iteration (NULL, TRUE);
      g_clear_object (&chosen);
      chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    }
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
}

static void
test_advertisement (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const BsNode *photo = bs_node_get_element (bs_issue_get_photos (
                                               bs_session_get_root (self->session)),
                                             0);
  g_autofree char *media = dup_sample_path ("sample.media");
  g_autoptr (GFile) file = g_file_new_build_filename (media, bs_node_get_text (photo, "file"),
                                                      NULL);
  g_autoptr (BsNode) before = bs_node_ref ((BsNode *) bs_session_get_root (self->session));

  show (self, bs_ad_dialog_new (NULL, self->session, NULL));
  click (self, BS_TYPE_AD_DIALOG, "choose");
  choose_file (file);
  click (self, BS_TYPE_AD_DIALOG, "done");
  close_at_once (self);
  g_assert_true (bs_session_get_root (self->session) == before);
}

/* --- Proof and export --- */

static void
test_proof (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  show (self, bs_proof_dialog_new (NULL, self->session, TRUE, bs_session_get_page (self->session)));
  close_at_once (self);
}

static void
test_export (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  show (self, bs_export_dialog_new (NULL, self->session));
  close_at_once (self);
}

static void
test_saved_proof (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GFile) file = g_file_new_build_filename (g_get_tmp_dir (), "closed-dialogs.pdf", NULL);
  gboolean saved = FALSE;
  GtkWidget *save;

  show (self, bs_proof_dialog_new (NULL, self->session, TRUE, bs_session_get_page (self->session)));
  g_signal_connect_swapped (self->dialog, "saved", G_CALLBACK (set_true), &saved);
  save = GTK_WIDGET (gtk_widget_get_template_child (self->dialog, BS_TYPE_PROOF_DIALOG, "save"));
  while (!gtk_widget_get_sensitive (save))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (save, "clicked");
  choose_file (file);
  while (gtk_widget_get_sensitive (save)) /* the chooser looks whether it is there */
    g_main_context_iteration (NULL, TRUE);
  close_at_once (self);
  g_assert_false (saved);
  g_file_delete (file, NULL, NULL); /* where it had been written already */
}

/* --- Questions --- */

static void
answered (const char *response, gpointer said)
{
  g_assert_cmpstr (response, ==, "cancel");
  set_true (said);
}

static void
test_question (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const BsQuestion question = { .heading = "Go on?", .cancel = "No", .action = "Yes" };
  gboolean said = FALSE;

  show (self, bs_proof_dialog_new (NULL, self->session, TRUE, bs_session_get_page (self->session)));
  bs_dialogs_ask (GTK_WINDOW (self->dialog), &question, answered, &said);
  close_at_once (self);
  wait_until (&said);
}

/* --- Publication --- */

/* Nothing of what it was asked to keep gets lost unnoticed. */
static void
test_publication (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) file = g_file_new_build_filename (g_getenv ("BROADSHEET_DATA_DIR"),
                                                      "publications",
                                                      "riverside.broadsheet-template", NULL);
  g_autoptr (GFile) lost = g_file_new_for_path ("/dev/null/lost.broadsheet-template");
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) root = bs_template_load (file, &error);
  GtkWidget *editor;
  GtkWidget *told;

  g_assert_no_error (error);
  bs_publication_editor_edit_template (NULL, environment, lost, root, FALSE);
  editor = find_window (BS_TYPE_PUBLICATION_EDITOR);
  show (self, editor);
  gtk_editable_set_text (GTK_EDITABLE (find_within (editor, ADW_TYPE_ENTRY_ROW)), "River Weekly");
  close_at_once (self);
  told = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (told);
  gtk_window_destroy (GTK_WINDOW (told));
}

static void
windows_changed (GListModel *windows, guint position, guint n_removed G_GNUC_UNUSED, guint n_added,
                 gboolean *opened)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      *opened = *opened || BS_IS_PUBLICATION_EDITOR (window);
    }
}

/* What is added is there, but nobody waits any more to write it: not even for a moment is it opened. */
static void
test_preferences (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GFile) folder = g_file_new_build_filename (g_get_user_data_dir (), "desk", NULL);
  g_autoptr (BsDesk) desk = bs_desk_new (environment, folder);
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean opened = FALSE;
  GtkWidget *preferences;

  bs_preferences_show (NULL, environment, desk);
  preferences = find_window (BS_TYPE_PREFERENCES);
  show (self, preferences);
  g_assert_true (gtk_widget_activate_action (preferences, "publication.add", NULL));
  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed), &opened);
  close_at_once (self);
  g_signal_handlers_disconnect_by_data (windows, &opened);
  g_assert_false (opened);
  bs_desk_close (desk);
}

/* A window that has gone is no place to tell something. */
static void
test_error (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *dialog = bs_export_dialog_new (NULL, self->session);
  GtkWidget *told;

  show (self, g_object_ref (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  bs_dialogs_error (GTK_WINDOW (dialog), "Nothing Was Written", "The disk is full.");
  told = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_null (gtk_window_get_transient_for (GTK_WINDOW (told)));
  gtk_window_destroy (GTK_WINDOW (told));
  g_object_unref (dialog);
  wait_until (&self->ended);
}

/* --- New issue --- */

static void
created (BsNewIssueDialog *dialog G_GNUC_UNUSED, BsDocument *document, BsDocument **made)
{
  g_assert_null (*made);
  *made = g_object_ref (document);
}

/* It is being written already, and is shown when it is there. */
static void
test_new_issue (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsDocument *made = NULL;

  show (self, bs_new_issue_dialog_new (NULL, environment, NULL));
  gtk_editable_set_text (
    GTK_EDITABLE (gtk_widget_get_template_child (self->dialog, BS_TYPE_NEW_ISSUE_DIALOG, "paper")),
    "柳湾晚报");
  g_signal_connect (self->dialog, "created", G_CALLBACK (created), &made);
  click (self, BS_TYPE_NEW_ISSUE_DIALOG, "create");
  close_at_once (self);
  g_assert_nonnull (made);
  bs_document_close (made);
  g_object_unref (made);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/closed-dialogs/advertisement", test_advertisement },
    { "/closed-dialogs/error", test_error },
    { "/closed-dialogs/export", test_export },
    { "/closed-dialogs/new-issue", test_new_issue },
    { "/closed-dialogs/preferences", test_preferences },
    { "/closed-dialogs/proof", test_proof },
    { "/closed-dialogs/publication", test_publication },
    { "/closed-dialogs/question", test_question },
    { "/closed-dialogs/saved-proof", test_saved_proof },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bs_close_keeper_start ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
