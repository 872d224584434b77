/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-settings.h"

#include <glib/gi18n-lib.h>

BsStoryEditor *
bs_window_get_editor (BsWindow *self)
{
  BsStoryEditor *editor;

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "pages") == 0)
    editor = bs_pages_view_get_editor (self->pages_view);
  else
    editor = bs_stories_view_get_editor (bs_window_get_stories_view (self));

  if (editor == self->editor)
    return editor;
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_func (self->editor, bs_window_update_actions, self);
  g_set_weak_pointer (&self->editor, editor);
  g_signal_connect_object (editor, "notify::role", G_CALLBACK (bs_window_update_actions), self,
                           G_CONNECT_SWAPPED);

  return editor;
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
compare (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_compare (data);
}

static void
save_over (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_save_over (data);
}

static void
hide_banner (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  bs_window_hide_banner (data);
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

static gboolean
shows (BsWindow *self, const char *view)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), view) == 0;
}

static void
find (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  if (shows (self, "submissions"))
    {
      g_action_group_change_action_state (G_ACTION_GROUP (self), "show-sidebar",
                                          g_variant_new_boolean (TRUE));
      bs_submissions_view_find (bs_window_get_submissions_view (self));
      return;
    }
  adw_view_stack_set_visible_child_name (self->views, "stories");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-sidebar",
                                      g_variant_new_boolean (TRUE));
  bs_stories_view_find (bs_window_get_stories_view (self));
}

static void
step_focus (BsWindow *self, int step)
{
  if (shows (self, "pages"))
    bs_pages_view_step_focus (self->pages_view, step);
  else if (shows (self, "submissions"))
    bs_submissions_view_step_focus (bs_window_get_submissions_view (self), step);
  else
    bs_stories_view_step_focus (bs_window_get_stories_view (self), step);
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
}

static void
next_pane (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  step_focus (data, 1);
}

static void
previous_pane (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  step_focus (data, -1);
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
menu (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_menu_button_popup (BS_WINDOW (data)->menu_button);
}

/* Made when it is first asked for: where GTK looks for it by itself, it makes it with each window.
 * The action that GTK then adds takes this one's place. */
static void
show_help_overlay (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                   gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
    "/org/broadsheet/Broadsheet/ui/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (data),
                                           GTK_SHORTCUTS_WINDOW (overlay));
  gtk_window_present (GTK_WINDOW (overlay));
}

/* --- States --- */

static void
change_view (GSimpleAction *action, GVariant *value, gpointer data)
{
  AdwViewStack *views = BS_WINDOW (data)->views;
  const char *name = g_variant_get_string (value, NULL);

  /* Other programs can activate actions too, over the bus. */
  if (adw_view_stack_get_child_by_name (views, name) == NULL)
    return;
  if (BS_WINDOW (data)->session == NULL)
    {
      if (g_str_equal (name, "submissions"))
        bs_window_show_submissions (data);
      return;
    }
  adw_view_stack_set_visible_child_name (views, name);
  g_simple_action_set_state (action, value);
}

static void
show_start (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  if (self->session != NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "start");
  bs_window_update_actions (self);
  bs_window_schedule_title (self);
}

static void
change_role (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsWindow *self = data;

  if (self->session != NULL && bs_session_get_story (self->session) != NULL)
    bs_story_editor_set_role (bs_window_get_editor (self), g_variant_get_string (value, NULL));
  bs_window_update_actions (self);
}

static void
set_state (BsWindow *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (
                               g_action_map_lookup_action (G_ACTION_MAP (self), name)),
                             state);
}

static void
set_pane (BsWindow *self, const char *name, gboolean shown)
{
  if (self->stories_view != NULL)
    g_object_set (self->stories_view, name, shown, NULL);
  if (self->submissions_view != NULL)
    g_object_set (self->submissions_view, name, shown, NULL);
  g_object_set (self->pages_view, name, shown, NULL);
  set_state (self, name, g_variant_new_boolean (shown));
}

/* What is shown instead of the page, for want of room, is no wish to be remembered. */
static void
change_sidebar (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsWindow *self = data;
  gboolean shown = g_variant_get_boolean (value);

  set_pane (self, "show-sidebar", shown);
  if (bs_adaptive_bin_get_level (self->bin) < 2)
    bs_settings_set_boolean ("show-sidebar", shown);
  else if (shown)
    set_pane (self, "show-inspector", FALSE);
}

static void
change_inspector (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsWindow *self = data;
  gboolean shown = g_variant_get_boolean (value);
  guint level = bs_adaptive_bin_get_level (self->bin);

  set_pane (self, "show-inspector", shown);
  if (level == 0)
    bs_settings_set_boolean ("show-inspector", shown);
  else if (level == 2 && shown)
    set_pane (self, "show-sidebar", FALSE);
}

/* From a list to what was chosen in it, where they are not side by side. */
static void
show_content (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;
  guint level = bs_adaptive_bin_get_level (self->bin);

  if (level >= 1)
    set_pane (self, "show-inspector", FALSE);
  if (level >= 2)
    set_pane (self, "show-sidebar", FALSE);
}

void
bs_window_fit (BsWindow *self)
{
  guint level = bs_adaptive_bin_get_level (self->bin);

  gboolean issue = self->session != NULL;

  gtk_widget_set_visible (self->start_button, !issue);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), issue);
  gtk_widget_set_visible (GTK_WIDGET (self->redo_button), issue);
  gtk_widget_set_visible (self->import_button, issue && level == 0);
  gtk_widget_set_visible (self->export_button, issue && level == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), issue && level < 2);
  adw_view_switcher_set_policy (self->switcher, level == 0 ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                           : ADW_VIEW_SWITCHER_POLICY_NARROW);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, issue && level == 2);
  if (self->stories_view != NULL)
    g_object_set (self->stories_view, "level", level, NULL);
  if (self->submissions_view != NULL)
    g_object_set (self->submissions_view, "level", level, NULL);
  g_object_set (self->pages_view, "level", level, NULL);
  set_pane (self, "show-sidebar", level < 2 && bs_settings_get_boolean ("show-sidebar", TRUE));
  set_pane (self, "show-inspector", level < 1 && bs_settings_get_boolean ("show-inspector", TRUE));
}

static const GActionEntry entries[] = {
  { "save", save },
  { "save-as", save_as },
  { "save-over", save_over },
  { "compare", compare },
  { "hide-banner", hide_banner },
  { "reload", reload },
  { "close", close_window },
  { "import", import },
  { "undo-toast", undo_toast },
  { "undo", undo },
  { "redo", redo },
  { "find", find },
  { "new-story", new_story },
  { "delete-story", delete_story },
  { "role", NULL, "s", "'body'", change_role },
  { "view", NULL, "s", "'pages'", change_view },
  { "show-start", show_start },
  { "show-content", show_content },
  { "show-sidebar", NULL, NULL, "true", change_sidebar },
  { "show-inspector", NULL, NULL, "true", change_inspector },
  { "next-pane", next_pane },
  { "previous-pane", previous_pane },
  { "menu", menu },
  { "show-help-overlay", show_help_overlay },
};

static void update_common (BsWindow *self, gboolean writable);

static const BsWindowActions common = { entries, G_N_ELEMENTS (entries), update_common };

static const BsWindowActions *const parts[] = {
  &common,
  &bs_window_editor_actions,
  &bs_window_export_actions,
  &bs_window_import_actions,
  &bs_window_issue_actions,
  &bs_window_layout_actions,
  &bs_window_pages_actions,
  &bs_window_story_actions,
  &bs_window_submissions_actions,
  &bs_window_publication_actions,
};

/* Whether windows have an action @name, for the test of the shortcuts. */
gboolean
bs_window_has_action (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint j = 0; j < parts[i]->n_entries; j++)
      if (g_str_equal (parts[i]->entries[j].name, name))
        return TRUE;

  return FALSE;
}

void
bs_window_set_enabled (BsWindow *self, const char *action, gboolean enabled)
{
  GAction *found = g_action_map_lookup_action (G_ACTION_MAP (self), action);

  if (g_action_get_enabled (found) != enabled)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
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
static void
update_common (BsWindow *self, gboolean writable)
{
  static const char *const of_views[] = { "find", "show-sidebar", "show-inspector", "next-pane",
                                          "previous-pane" };
  static const char *const of_issue[] = { "reload", "save", "save-as" };
  BsDocument *document = bs_window_get_document (self);
  gboolean story = document != NULL && bs_session_get_story (self->session) != NULL;
  const char *undoes = writable ? bs_document_get_undo_label (document) : NULL;
  const char *redoes = writable ? bs_document_get_redo_label (document) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_issue); i++)
    bs_window_set_enabled (self, of_issue[i], document != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_views); i++)
    bs_window_set_enabled (self, of_views[i],
                           document != NULL || bs_window_shows_submissions (self));
  bs_window_set_enabled (self, "show-start", document == NULL);
  bs_window_set_enabled (self, "import", writable && self->importing == NULL);
  bs_window_set_enabled (self, "new-story", writable);
  bs_window_set_enabled (self, "undo", undoes != NULL);
  bs_window_set_enabled (self, "redo", redoes != NULL);
  bs_window_set_enabled (self, "role", writable && story);
  bs_window_set_enabled (self, "delete-story", writable && story);
  /* Translators: %s is what was done, such as "Typing". */
  label_button (self->undo_button, _ ("Undo"), _ ("Undo %s"), undoes);
  /* Translators: %s is what was undone, such as "Typing". */
  label_button (self->redo_button, _ ("Redo"), _ ("Redo %s"), redoes);
  if (story)
    set_state (self, "role",
               g_variant_new_string (bs_story_editor_get_role (bs_window_get_editor (self))));
}

void
bs_window_update_actions (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  gboolean writable = document != NULL && !bs_document_get_read_only (document);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i]->update != NULL)
      parts[i]->update (self, writable);
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
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_action_map_add_action_entries (G_ACTION_MAP (self), parts[i]->entries,
                                     (int) parts[i]->n_entries, self);
  bs_window_fit (self);
  restore_switch (self, "show-grid", FALSE);
  restore_switch (self, "show-rulers", TRUE);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (view_changed), self,
                           G_CONNECT_SWAPPED);
}
