/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-actions.h"

#include "bs-desk-notice.h"
#include "bs-invite-dialog.h"
#include "bs-join-dialog.h"
#include "bs-window.h"

#define KEY "bs-desk-actions"

typedef struct
{
  GtkApplication *application; /* borrowed: it has the actions */
  BsDesk *desk;
} DeskActions;

static void
desk_actions_free (gpointer data)
{
  DeskActions *self = data;

  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_object_unref (self->desk);
  g_free (self);
}

static gboolean
has_issue (gpointer window)
{
  return BS_IS_WINDOW (window) && !bs_window_is_empty (window);
}

GtkWindow *
bs_desk_actions_take_window (GtkApplication *application)
{
  GtkWindow *active = gtk_application_get_active_window (application);
  GtkWindow *found = BS_IS_WINDOW (active) ? active : NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (BS_IS_WINDOW (l->data) && (found == NULL || (has_issue (l->data) && !has_issue (found))))
      found = l->data;
  if (found == NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
      found = gtk_application_get_active_window (application);
    }
  else
    gtk_window_present (found);

  return found;
}

static void
show_submissions (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                  gpointer data)
{
  DeskActions *self = data;
  GtkWindow *window = bs_desk_actions_take_window (self->application);

  bs_desk_take_up (self->desk);
  bs_desk_notice_seen (self->application);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "submissions");
}

static void
change_receive (GSimpleAction *action G_GNUC_UNUSED, GVariant *state, gpointer data)
{
  DeskActions *self = data;

  bs_desk_host_here (self->desk, g_variant_get_boolean (state));
}

/* Over the window that has the focus, whatever it is; else over what lies over the others. */
static GtkWindow *
find_parent (DeskActions *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *over = gtk_application_get_active_window (self->application);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return window;
      if (gtk_widget_get_visible (GTK_WIDGET (window)) && gtk_window_get_modal (window))
        over = window;
    }

  return over;
}

static void
invite (DeskActions *self, BsRole role)
{
  gtk_window_present (GTK_WINDOW (bs_invite_dialog_new (find_parent (self), self->desk, role)));
}

static void
invite_reporter (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                 gpointer data)
{
  invite (data, BS_ROLE_REPORTER);
}

static void
invite_editor (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  invite (data, BS_ROLE_EDITOR);
}

static const GActionEntry entries[] = {
  { "invite-editor", invite_editor },
  { "invite-reporter", invite_reporter },
  { "receive-submissions", NULL, NULL, "false", change_receive },
  { "show-submissions", show_submissions },
};

/* The switch tells what is wanted; whether it came to that, the desk's state does. */
static void
show_state (DeskActions *self)
{
  static const char *const of_host[] = { "invite-editor", "invite-reporter" };
  GAction *receive = g_action_map_lookup_action (G_ACTION_MAP (self->application),
                                                 "receive-submissions");

  g_simple_action_set_state (G_SIMPLE_ACTION (receive),
                             g_variant_new_boolean (bs_desk_is_host (self->desk)));
  for (guint i = 0; i < G_N_ELEMENTS (of_host); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->application), of_host[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   bs_desk_get_state (self->desk) == BS_DESK_HOSTED);
    }
}

void
bs_desk_actions_add (GtkApplication *application, BsDesk *desk)
{
  DeskActions *self = g_new0 (DeskActions, 1);

  self->application = application;
  self->desk = g_object_ref (desk);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_swapped (desk, "notify::state", G_CALLBACK (show_state), self);
  g_object_set_data_full (G_OBJECT (application), KEY, self, desk_actions_free);
  show_state (self);
}
