/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages and sections of the issue.
 */

#include "bs-window-private.h"

#include "bs-issue-commands.h"
#include "bs-page-dialog.h"
#include "bs-sections-dialog.h"

static void
add_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  gtk_window_present (GTK_WINDOW (bs_page_dialog_new (GTK_WINDOW (self), self->session, NULL)));
}

static void
page_properties (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                 gpointer data)
{
  BsWindow *self = data;

  gtk_window_present (GTK_WINDOW (
    bs_page_dialog_new (GTK_WINDOW (self), self->session, bs_session_get_page (self->session))));
}

static void
duplicate_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  BsSession *session = BS_WINDOW (data)->session;

  bs_issue_commands_duplicate_page (session, bs_session_get_page (session));
}

static void
delete_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsSession *session = BS_WINDOW (data)->session;

  bs_issue_commands_remove_page (session, bs_session_get_page (session));
}

static void
clear_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsSession *session = BS_WINDOW (data)->session;

  bs_issue_commands_clear_page (session, bs_session_get_page (session));
}

static void
move_page_up (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsSession *session = BS_WINDOW (data)->session;

  bs_issue_commands_step_page (session, bs_session_get_page (session), -1);
}

static void
move_page_down (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  BsSession *session = BS_WINDOW (data)->session;

  bs_issue_commands_step_page (session, bs_session_get_page (session), 1);
}

static void
show_sections (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  BsWindow *self = data;

  gtk_window_present (GTK_WINDOW (bs_sections_dialog_new (GTK_WINDOW (self), self->session)));
}

static void
show_tray (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsWindow *self = data;

  adw_view_stack_set_visible_child_name (self->views, "pages");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-sidebar",
                                      g_variant_new_boolean (TRUE));
  bs_pages_view_focus_tray (self->pages_view);
}

static void
update (BsWindow *self, gboolean writable)
{
  static const char *const of_page[] = { "page-properties", "duplicate-page", "delete-page",
                                         "move-page-up",    "move-page-down", "clear-page" };
  gboolean page = writable && bs_session_get_page (self->session) != NULL;

  bs_window_set_enabled (self, "add-page", writable);
  bs_window_set_enabled (self, "sections", writable);
  bs_window_set_enabled (self, "show-tray", self->session != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_page); i++)
    bs_window_set_enabled (self, of_page[i], page);
}

static const GActionEntry entries[] = {
  { "add-page", add_page },
  { "page-properties", page_properties },
  { "duplicate-page", duplicate_page },
  { "delete-page", delete_page },
  { "clear-page", clear_page },
  { "move-page-up", move_page_up },
  { "move-page-down", move_page_down },
  { "sections", show_sections },
  { "show-tray", show_tray },
};

const BsWindowActions bs_window_issue_actions = { entries, G_N_ELEMENTS (entries), update };
