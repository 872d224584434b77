/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-arrange-job.h"
#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-export-dialog.h"
#include "bs-settings.h"

#include <glib/gi18n-lib.h>

static BsStoryEditor *
get_editor (BsWindow *self)
{
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "pages") == 0)
    return bs_pages_view_get_editor (self->pages_view);

  return bs_stories_view_get_editor (self->stories_view);
}

static void
save (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_save (data);
}

static void
save_as (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_save_as (data);
}

static void
reload (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_reload (data);
}

static void
close_window (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
}

static void
import (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_choose_import (data);
}

static void
undo_toast (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_undo_toast (data);
}

static void
undo (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_document_undo (bs_window_get_document (data));
}

static void
redo (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_document_redo (bs_window_get_document (data));
}

static void
find (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  adw_view_stack_set_visible_child_name (self->views, "stories");
  g_object_set (self->stories_view, "show-sidebar", TRUE, NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (
                               g_action_map_lookup_action (G_ACTION_MAP (self), "show-sidebar")),
                             g_variant_new_boolean (TRUE));
  bs_stories_view_find (self->stories_view);
}

static void
new_story (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_new_story (data);
}

static void
delete_story (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_delete_story (data);
}

static void
show_on_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  bs_pages_view_reveal_story (self->pages_view, bs_session_get_story (self->session));
  adw_view_stack_set_visible_child_name (self->views, "pages");
}

static void
previous_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  bs_pages_view_step_page (BS_WINDOW (data)->pages_view, -1);
}

static void
next_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_pages_view_step_page (BS_WINDOW (data)->pages_view, 1);
}

static void
zoom_in (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_canvas_step_zoom (bs_pages_view_get_canvas (BS_WINDOW (data)->pages_view), 1);
}

static void
zoom_out (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_canvas_step_zoom (bs_pages_view_get_canvas (BS_WINDOW (data)->pages_view), -1);
}

static void
zoom (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  BsCanvas *canvas = bs_pages_view_get_canvas (BS_WINDOW (data)->pages_view);
  const char *target = g_variant_get_string (parameter, NULL);

  if (g_str_equal (target, "fit"))
    bs_canvas_set_zoom_mode (canvas, BS_ZOOM_FIT);
  else if (g_str_equal (target, "width"))
    bs_canvas_set_zoom_mode (canvas, BS_ZOOM_WIDTH);
  else
    bs_canvas_set_zoom (canvas, 1);
}

static void
menu (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_menu_button_popup (BS_WINDOW (data)->menu_button);
}

/* --- Laying out --- */

static void
show_layout_progress (double fraction, gpointer data)
{
  bs_pages_view_set_progress (BS_WINDOW (data)->pages_view, fraction);
}

static void
arranged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  BsSession *session = BS_SESSION (source);
  g_autoptr (GError) error = NULL;
  guint unplaced = 0;
  gboolean done;

  /* The window may have another issue by now. */
  if (session != self->session)
    return;

  done = bs_arrange_job_finish (session, result, &unplaced, &error);
  g_clear_object (&self->arranging);
  bs_pages_view_set_progress (self->pages_view, -1);
  bs_window_update_actions (self);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Page Was Not Laid Out"), error->message);
    }
  else if (done && unplaced > 0)
    {
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "%u item found no room on the page",
                                                            "%u items found no room on the page",
                                                            (gulong) unplaced),
                                               unplaced);

      bs_window_toast (self, text);
    }
}

static void
lay_out (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  if (self->arranging != NULL)
    return;

  self->arranging = g_cancellable_new ();
  adw_view_stack_set_visible_child_name (self->views, "pages");
  bs_pages_view_set_progress (self->pages_view, 0);
  bs_window_update_actions (self);
  bs_arrange_job_start (self->session, bs_session_get_page (self->session), self->arranging,
                        show_layout_progress, arranged, g_object_ref (self));
}

static void
cancel_layout (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  g_cancellable_cancel (BS_WINDOW (data)->arranging);
}

/* --- Export --- */

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
exported (BsExportDialog *dialog G_GNUC_UNUSED, GFile *file, BsWindow *self)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *uri = g_file_get_uri (file);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = g_strdup_printf (_ ("Exported %s"), name);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Show in Folder"));
  adw_toast_set_action_name (toast, "win.show-in-folder");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_finding (BsExportDialog *dialog G_GNUC_UNUSED, gpointer data, BsWindow *self)
{
  const BsFinding *finding = data;

  adw_view_stack_set_visible_child_name (self->views, "pages");
  if (finding->page != NULL)
    bs_session_set_page (self->session, finding->page);
  if (finding->story != NULL)
    bs_session_set_story (self->session, finding->story);
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

/* --- States --- */

static void
change_view (GSimpleAction *action, GVariant *value, gpointer data)
{
  adw_view_stack_set_visible_child_name (BS_WINDOW (data)->views,
                                         g_variant_get_string (value, NULL));
  g_simple_action_set_state (action, value);
}

static void
change_role (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsWindow *self = data;

  if (self->session != NULL && bs_session_get_story (self->session) != NULL)
    bs_story_editor_set_role (get_editor (self), g_variant_get_string (value, NULL));
  bs_window_update_actions (self);
}

static void
change_sidebar (GSimpleAction *action, GVariant *value, gpointer data)
{
  BsWindow *self = data;
  gboolean shown = g_variant_get_boolean (value);

  g_object_set (self->stories_view, "show-sidebar", shown, NULL);
  g_object_set (self->pages_view, "show-sidebar", shown, NULL);
  g_simple_action_set_state (action, value);
  bs_settings_set_boolean ("show-sidebar", shown);
}

static void
change_inspector (GSimpleAction *action, GVariant *value, gpointer data)
{
  BsWindow *self = data;
  gboolean shown = g_variant_get_boolean (value);

  g_object_set (self->stories_view, "show-inspector", shown, NULL);
  g_object_set (self->pages_view, "show-inspector", shown, NULL);
  g_simple_action_set_state (action, value);
  bs_settings_set_boolean ("show-inspector", shown);
}

static void
change_grid (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_object_set (BS_WINDOW (data)->pages_view, "show-grid", g_variant_get_boolean (value), NULL);
  g_simple_action_set_state (action, value);
  bs_settings_set_boolean ("show-grid", g_variant_get_boolean (value));
}

static const GActionEntry entries[] = {
  { "save", save },
  { "save-as", save_as },
  { "reload", reload },
  { "close", close_window },
  { "import", import },
  { "undo-toast", undo_toast },
  { "export", export },
  { "show-in-folder", show_in_folder, "s" },
  { "undo", undo },
  { "redo", redo },
  { "find", find },
  { "new-story", new_story },
  { "delete-story", delete_story },
  { "role", NULL, "s", "'body'", change_role },
  { "view", NULL, "s", "'stories'", change_view },
  { "show-sidebar", NULL, NULL, "true", change_sidebar },
  { "show-inspector", NULL, NULL, "true", change_inspector },
  { "show-grid", NULL, NULL, "false", change_grid },
  { "show-on-page", show_on_page },
  { "previous-page", previous_page },
  { "next-page", next_page },
  { "lay-out", lay_out },
  { "cancel-layout", cancel_layout },
  { "zoom-in", zoom_in },
  { "zoom-out", zoom_out },
  { "zoom", zoom, "s" },
  { "menu", menu },
};

const GActionEntry *
bs_window_get_action_entries (guint *n_entries)
{
  *n_entries = G_N_ELEMENTS (entries);

  return entries;
}

static void
set_enabled (BsWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (g_action_get_enabled (action) != enabled)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (BsWindow *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (
                               g_action_map_lookup_action (G_ACTION_MAP (self), name)),
                             state);
}

static void
label_button (GtkButton *button, const char *plain, const char *format, const char *label)
{
  g_autofree char *text = label != NULL ? g_strdup_printf (format, label) : g_strdup (plain);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), text) == 0)
    return;

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* What can be done now, and what undoing would undo. */
void
bs_window_update_actions (BsWindow *self)
{
  static const char *const of_issue[] = {
    "export", "find",      "view",         "previous-page",  "next-page", "zoom-in", "zoom-out",
    "zoom",   "show-grid", "show-sidebar", "show-inspector", "reload",    "save-as"
  };
  BsDocument *document = bs_window_get_document (self);
  gboolean writable = document != NULL && !bs_document_get_read_only (document);
  gboolean story = document != NULL && bs_session_get_story (self->session) != NULL;
  const char *undoes = writable ? bs_document_get_undo_label (document) : NULL;
  const char *redoes = writable ? bs_document_get_redo_label (document) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_issue); i++)
    set_enabled (self, of_issue[i], document != NULL);
  set_enabled (self, "save", document != NULL && !self->saving);
  set_enabled (self, "import", writable && self->importing == NULL);
  set_enabled (self, "new-story", writable);
  set_enabled (self, "lay-out", writable && self->arranging == NULL);
  set_enabled (self, "cancel-layout", self->arranging != NULL);
  set_enabled (self, "undo", undoes != NULL);
  set_enabled (self, "redo", redoes != NULL);
  set_enabled (self, "role", writable && story);
  set_enabled (self, "delete-story", writable && story);
  set_enabled (self, "show-on-page",
               story
                 && bs_session_find_placed_page (self->session,
                                                 bs_session_get_story (self->session))
                      != NULL);
  /* Translators: %s is what was done, such as "Typing". */
  label_button (self->undo_button, _ ("Undo"), _ ("Undo %s"), undoes);
  /* Translators: %s is what was undone, such as "Typing". */
  label_button (self->redo_button, _ ("Redo"), _ ("Redo %s"), redoes);
  if (story)
    set_state (self, "role", g_variant_new_string (bs_story_editor_get_role (get_editor (self))));
}

static void
view_changed (BsWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->views);

  if (name != NULL)
    set_state (self, "view", g_variant_new_string (name));
  bs_window_update_actions (self);
}

static void
restore_switch (BsWindow *self, const char *name, gboolean fallback)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), name,
                                      g_variant_new_boolean (
                                        bs_settings_get_boolean (name, fallback)));
}

void
bs_window_add_actions (BsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  restore_switch (self, "show-sidebar", TRUE);
  restore_switch (self, "show-inspector", TRUE);
  restore_switch (self, "show-grid", FALSE);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (view_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bs_stories_view_get_editor (self->stories_view), "notify::role",
                           G_CALLBACK (bs_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bs_pages_view_get_editor (self->pages_view), "notify::role",
                           G_CALLBACK (bs_window_update_actions), self, G_CONNECT_SWAPPED);
}
