/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-export-dialog.h"
#include "bs-proof-dialog.h"

#include <glib/gi18n-lib.h>

static void
show_in_folder (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (data));
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, NULL, NULL);
}

static void
open_file (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (data));
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);

  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL),
                                           G_APP_LAUNCH_CONTEXT (context), NULL, NULL, NULL);
}

/* One file is opened, of several the folder is shown. */
void
bs_window_tell_exported (BsWindow *self, GListModel *files)
{
  guint n = g_list_model_get_n_items (files);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *uri = g_file_get_uri (file);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = n == 1
                            ? g_strdup_printf (_ ("Exported %s"), name)
                            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Exported %u file",
                                                            "Exported %u files", (gulong) n),
                                               n);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, n == 1 ? _ ("Open") : _ ("Show in Folder"));
  adw_toast_set_action_name (toast, n == 1 ? "win.open-file" : "win.show-in-folder");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_set_timeout (toast, 8);
  bs_toaster_show (self->toaster, toast);
}

static void
exported (BsExportDialog *dialog G_GNUC_UNUSED, GListModel *files, BsWindow *self)
{
  bs_window_tell_exported (self, files);
}

/* To the page, and there to what is at fault. */
static void
show_finding (BsExportDialog *dialog G_GNUC_UNUSED, gpointer data, BsWindow *self)
{
  const BsFinding *finding = data;

  adw_view_stack_set_visible_child_name (self->views, "pages");
  if (finding->page != NULL)
    bs_session_set_page (self->session, finding->page);
  if (finding->story != NULL)
    bs_session_set_story (self->session, finding->story);
  if (finding->box != NULL)
    bs_session_set_box (self->session, finding->box);
}

static void export(GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                   gpointer data)
{
  BsWindow *self = data;
  GtkWidget *dialog = bs_export_dialog_new (GTK_WINDOW (self), self->session);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported), self, 0);
  g_signal_connect_object (dialog, "show-finding", G_CALLBACK (show_finding), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
proof_saved (BsProofDialog *dialog G_GNUC_UNUSED, GFile *file, BsWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  bs_window_tell_exported (self, G_LIST_MODEL (files));
}

static void
proof_printed (BsProofDialog *dialog G_GNUC_UNUSED, const char *text, BsWindow *self)
{
  bs_window_toast (self, text);
}

static void
show_proof (BsWindow *self, gboolean of_page, const char *id)
{
  GtkWidget *dialog = bs_proof_dialog_new (GTK_WINDOW (self), self->session, of_page, id);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (proof_saved), self, 0);
  g_signal_connect_object (dialog, "printed", G_CALLBACK (proof_printed), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
print_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  show_proof (self, TRUE, bs_session_get_page (self->session));
}

static void
print_story (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  show_proof (self, FALSE, bs_session_get_story (self->session));
}

static void
update (BsWindow *self, gboolean writable G_GNUC_UNUSED)
{
  BsSession *session = self->session;

  bs_window_set_enabled (self, "export", session != NULL && bs_session_get_page (session) != NULL);
  bs_window_set_enabled (self, "print-page",
                         session != NULL && bs_session_get_page (session) != NULL);
  bs_window_set_enabled (self, "print-story",
                         session != NULL && bs_session_get_story (session) != NULL);
}

static const GActionEntry entries[] = {
  { "export", export },
  { "open-file", open_file, "s" },
  { "print-page", print_page },
  { "print-story", print_story },
  { "show-in-folder", show_in_folder, "s" },
};

const BsWindowActions bs_window_export_actions = { entries, G_N_ELEMENTS (entries), update };
