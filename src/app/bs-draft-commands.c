/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-commands.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-draft-window.h"
#include "bs-drafts-window.h"
#include "bs-join-dialog.h"
#include "bs-settings.h"

#include <glib/gi18n-lib.h>

/* What waits until the drafts are read. */
typedef struct
{
  GtkApplication *application;
  BsReporter *reporter;
  char *id; /* of the draft to open; NULL: a new one */
} Waiting;

static void
waiting_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Waiting *waiting = data;

  g_application_release (G_APPLICATION (waiting->application));
  g_object_unref (waiting->application);
  g_free (waiting->id);
  g_free (waiting);
}

/* --- What is done once they are --- */

static void
add_draft (GtkApplication *application, BsReporter *reporter)
{
  BsOutbox *outbox = bs_reporter_get_outbox (reporter);
  const char *known = bs_reporter_get_name (reporter);
  g_autofree char *author = *known != '\0' ? g_strdup (known) : bs_settings_dup_author ();
  g_autoptr (GError) error = NULL;
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, author, &error);

  if (entry != NULL)
    {
      bs_draft_window_open (application, reporter, entry);
      return;
    }
  bs_draft_commands_show (application, reporter);
  bs_dialogs_error (gtk_application_get_active_window (application), _ ("No Draft Could Be Begun"),
                    error->message);
}

static void
open_draft (GtkApplication *application, BsReporter *reporter, const char *id)
{
  GListModel *entries = G_LIST_MODEL (bs_reporter_get_outbox (reporter));

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (entries, i);

      if (g_strcmp0 (bs_outbox_entry_get_id (entry), id) != 0)
        continue;
      bs_draft_window_open (application, reporter, entry);
      return;
    }
  bs_draft_commands_show (application, reporter);
}

static void
go_on (BsReporter *reporter, Waiting *waiting)
{
  BsReporterState state = bs_reporter_get_state (reporter);
  g_autoptr (GtkApplication) application = g_object_ref (waiting->application);
  g_autofree char *id = NULL;

  if (state == BS_REPORTER_STARTING)
    return;
  id = g_strdup (waiting->id);
  g_application_hold (G_APPLICATION (application));
  g_signal_handlers_disconnect_by_data (reporter, waiting);
  if (state == BS_REPORTER_FAILED)
    bs_draft_commands_show (application, reporter);
  else if (id != NULL)
    open_draft (application, reporter, id);
  else
    add_draft (application, reporter);
  g_application_release (G_APPLICATION (application));
}

static void
when_read (GtkApplication *application, BsReporter *reporter, const char *id)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->application = g_object_ref (application);
  waiting->id = g_strdup (id);
  g_application_hold (G_APPLICATION (application));
  g_signal_connect_data (reporter, "changed", G_CALLBACK (go_on), waiting, waiting_free, 0);
  bs_reporter_start (reporter);
  go_on (reporter, waiting);
}

/* --- The commands --- */

void
bs_draft_commands_show (GtkApplication *application, BsReporter *reporter)
{
  gtk_window_present (bs_drafts_window_get (application, reporter));
}

void
bs_draft_commands_new (GtkApplication *application, BsReporter *reporter)
{
  when_read (application, reporter, NULL);
}

void
bs_draft_commands_open (GtkApplication *application, BsReporter *reporter, const char *id)
{
  when_read (application, reporter, id);
}

typedef struct
{
  GtkApplication *application; /* borrowed: it outlives its windows */
  BsReporter *reporter;
  BsDesk *desk;
} Joining;

static void
joining_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Joining *joining = data;

  g_object_unref (joining->reporter);
  g_object_unref (joining->desk);
  g_free (joining);
}

/* Who joins from a draft goes on writing it. */
static gboolean
has_drafts_window (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (BS_IS_DRAFTS_WINDOW (l->data) || BS_IS_DRAFT_WINDOW (l->data))
      return TRUE;

  return FALSE;
}

/* Whichever place the dialog was opened from, the right one takes the invitation. */
static void
joined (BsJoinDialog *dialog G_GNUC_UNUSED, const BsInvitation *invitation,
        const BsDeskIdentity *identity, Joining *joining)
{
  if (identity->role == BS_ROLE_EDITOR)
    {
      bs_desk_join (joining->desk, invitation);
      g_action_group_activate_action (G_ACTION_GROUP (joining->application), "show-submissions",
                                      NULL);
      return;
    }
  bs_reporter_start (joining->reporter);
  bs_reporter_join (joining->reporter, invitation, identity->desk, identity->name);
  if (!has_drafts_window (joining->application))
    bs_draft_commands_show (joining->application, joining->reporter);
}

void
bs_draft_commands_join (GtkApplication *application, BsReporter *reporter, BsDesk *desk,
                        const char *wanted)
{
  GtkWidget *dialog = bs_join_dialog_new (gtk_application_get_active_window (application),
                                          g_strcmp0 (wanted, "editor") == 0 ? BS_ROLE_EDITOR
                                                                            : BS_ROLE_REPORTER);
  Joining *joining = g_new0 (Joining, 1);

  joining->application = application;
  joining->reporter = g_object_ref (reporter);
  joining->desk = g_object_ref (desk);
  g_signal_connect_data (dialog, "joined", G_CALLBACK (joined), joining, joining_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
