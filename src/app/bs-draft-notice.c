/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-notice.h"

#include "bs-config.h"
#include "bs-draft-words.h"

#include <glib/gi18n-lib.h>

static gboolean
is_in_front (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  return window != NULL && gtk_window_is_active (window);
}

void
bs_draft_notice_decided (GtkApplication *application, BsOutboxEntry *entry)
{
  BsSubmission *submission = bs_outbox_entry_get_submission (entry);
  gboolean accepted = submission->state == BS_SUBMISSION_ACCEPTED;
  g_autofree char *title = bs_draft_words_dup_headline (entry);
  g_autofree char *decision = bs_draft_words_dup_decision (submission);
  g_autofree char *body = *submission->note != '\0'
                            ? g_strdup_printf ("%s\n%s", decision, submission->note)
                            : g_strdup (decision);
  g_autofree char *id = g_strconcat ("draft-", bs_outbox_entry_get_id (entry), NULL);
  g_autoptr (GNotification) notification = NULL;

  if (is_in_front (application))
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, accepted ? G_NOTIFICATION_PRIORITY_NORMAL
                                                      : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.open-draft", "s",
                                                bs_outbox_entry_get_id (entry));
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

void
bs_draft_notice_waiting (GtkApplication *application, guint waiting, gboolean sending)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u draft waits to be sent",
                                                         "%u drafts wait to be sent",
                                                         (gulong) waiting),
                                            waiting);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification,
                           sending
                             ? _ ("It is being sent now. What does not get through is safe on "
                                  "this computer, and goes out when Broadsheet is open again.")
                             : _ ("It is safe on this computer, and goes out when Broadsheet "
                                  "is open again and the desk can be reached."));
  g_notification_set_default_action (notification, "app.my-drafts");
  g_application_send_notification (G_APPLICATION (application), "drafts-waiting", notification);
}
