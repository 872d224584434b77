/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-reporter.h"

#include "bs-config.h"
#include "bs-draft-notice.h"
#include "bs-settings.h"

#include "desk/bs-desk-error.h"
#include "desk/bs-secrets.h"
#include "model/bs-document.h"

#include <glib/gi18n-lib.h>

#define PURPOSE "reporter"

struct _BsReporter
{
  GObject parent_instance;

  GtkApplication *application; /* borrowed: it owns this */
  BsEnvironment *environment;
  GFile *folder;
  GCancellable *cancellable;

  BsOutbox *outbox;         /* NULL: not read yet */
  BsInvitation *invitation; /* NULL: none */
  BsDeskClient *client;
  GError *error;   /* of the folder or the keyring */
  GError *refusal; /* why what waits is not sent before somebody acts */
  char *desk;
  char *name;
  gboolean starting;
  gboolean started;
  gboolean held; /* the application is, by this */
  gboolean waiting_told;
};

G_DEFINE_FINAL_TYPE (BsReporter, bs_reporter, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (BsReporter *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- What became of a draft --- */

/* How it stood at the desk when the draft was first seen, or was told of since: an etag, which changes
 * with versions and decisions alone. */
#define TOLD "bs-reporter-told"

static const char *
get_etag (BsOutboxEntry *entry)
{
  BsSubmission *submission = bs_outbox_entry_get_submission (entry);

  return submission != NULL ? submission->etag : NULL;
}

static void
remember_told (BsOutboxEntry *entry)
{
  g_object_set_data_full (G_OBJECT (entry), TOLD, g_strdup (get_etag (entry)), g_free);
}

static void
submission_changed (BsOutboxEntry *entry, GParamSpec *pspec G_GNUC_UNUSED, BsReporter *self)
{
  BsSubmission *submission = bs_outbox_entry_get_submission (entry);

  if (g_strcmp0 (get_etag (entry), g_object_get_data (G_OBJECT (entry), TOLD)) == 0)
    return;
  remember_told (entry);
  if (submission != NULL && submission->state != BS_SUBMISSION_RECEIVED)
    bs_draft_notice_decided (self->application, entry);
}

/* --- While something is being sent --- */

static gboolean
is_sending (BsReporter *self)
{
  GListModel *entries = G_LIST_MODEL (self->outbox);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (entries, i);

      if (bs_outbox_entry_get_state (entry) == BS_OUTBOX_SENDING)
        return TRUE;
    }

  return FALSE;
}

/* Without a window too; what only waits is safe on the disk, and goes on with the next start. */
static void
hold (BsReporter *self)
{
  gboolean sending = self->outbox != NULL && is_sending (self);

  if (sending == self->held)
    return;
  self->held = sending;
  if (sending)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

/* A draft may hear it long before the connection that only listens. */
static void
find_refusal (BsReporter *self)
{
  GListModel *entries = G_LIST_MODEL (self->outbox);

  g_clear_error (&self->refusal);
  for (guint i = 0; i < g_list_model_get_n_items (entries) && self->refusal == NULL; i++)
    {
      g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (entries, i);
      const char *message = bs_outbox_entry_get_error (entry);

      if (bs_outbox_entry_get_state (entry) == BS_OUTBOX_WAITING && message != NULL
          && bs_outbox_entry_get_next_try (entry) == 0)
        self->refusal = g_error_new_literal (BS_DESK_ERROR, BS_DESK_ERROR_TOKEN, message);
    }
}

static void
state_changed (BsOutboxEntry *entry, GParamSpec *pspec G_GNUC_UNUSED, BsReporter *self)
{
  if (bs_outbox_entry_get_state (entry) == BS_OUTBOX_WAITING)
    self->waiting_told = FALSE;
  hold (self);
  find_refusal (self);
  emit_changed (self);
}

static void
watch_entries (GListModel *entries, guint position, guint removed G_GNUC_UNUSED, guint added,
               BsReporter *self)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (entries, position + i);

      /* One that was restored is watched already. */
      g_signal_handlers_disconnect_by_data (entry, self);
      remember_told (entry);
      g_signal_connect_object (entry, "notify::submission", G_CALLBACK (submission_changed), self,
                               0);
      g_signal_connect_object (entry, "notify::state", G_CALLBACK (state_changed), self, 0);
    }
  find_refusal (self);
  emit_changed (self);
}

/* --- The desk --- */

static void
set_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
}

static void
remember_desk (BsReporter *self, const char *desk, const char *name)
{
  set_text (&self->desk, desk);
  set_text (&self->name, name);
  bs_settings_set_string ("drafts-desk", desk);
  bs_settings_set_string ("drafts-author", name);
}

static void
identified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsReporter) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDeskIdentity) identity = bs_desk_client_identify_finish (BS_DESK_CLIENT (source),
                                                                        result, &error);

  /* What goes wrong the outbox notices too, and tells. */
  if (identity == NULL || self->client != BS_DESK_CLIENT (source))
    return;
  remember_desk (self, identity->desk, identity->name);
  emit_changed (self);
}

static void
connect_desk (BsReporter *self)
{
  g_clear_object (&self->client);
  if (self->invitation != NULL)
    self->client = bs_desk_client_new (self->invitation);
  if (self->outbox == NULL)
    return;
  bs_outbox_set_client (self->outbox, self->client);
  if (self->client != NULL && !bs_outbox_get_read_only (self->outbox))
    bs_desk_client_identify_async (self->client, self->cancellable, identified,
                                   g_object_ref (self));
}

static void
network_changed (BsReporter *self, gboolean available)
{
  if (available && self->outbox != NULL)
    bs_outbox_retry (self->outbox);
}

/* --- Starting --- */

typedef struct
{
  BsEnvironment *environment;
  GFile *folder;
  BsOutbox *outbox;
  BsInvitation *invitation;
  GError *error;
} Start;

static void
start_free (Start *start)
{
  g_clear_object (&start->environment);
  g_clear_object (&start->folder);
  g_clear_object (&start->outbox);
  g_clear_pointer (&start->invitation, bs_invitation_free);
  g_clear_error (&start->error);
  g_free (start);
}

/* What was written when the program was last ended by force goes into the draft itself: it can be
 * sent from the list, too. */
static void
recover_draft (BsEnvironment *environment, BsOutbox *outbox, BsOutboxEntry *entry)
{
  GFile *file = bs_outbox_entry_get_file (entry);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *journal = g_strconcat (path, ".journal", NULL);
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (journal, G_FILE_TEST_EXISTS))
    return;
  document = bs_document_load (environment, file, &error);
  if (document != NULL && bs_document_start_journal (document, NULL, &error)
      && bs_document_get_recovered (document) > 0 && bs_document_save (document, &error))
    bs_outbox_refresh (outbox, entry);
  if (document != NULL)
    bs_document_close (document);
  if (error != NULL)
    g_message ("%s", error->message);
}

static void
run_start (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Start *start = data;
  g_autoptr (GError) minor = NULL;

  start->outbox = bs_outbox_open (start->environment, start->folder, &start->error);
  if (start->outbox != NULL && !bs_outbox_get_read_only (start->outbox))
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (start->outbox)); i++)
      {
        g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (start->outbox), i);

        recover_draft (start->environment, start->outbox, entry);
      }
  start->invitation = bs_secrets_load (PURPOSE, start->folder, cancellable, &minor);
  if (minor != NULL && start->error == NULL)
    start->error = g_steal_pointer (&minor);
  g_task_return_boolean (task, TRUE);
}

static void
ran_start (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsReporter *self = BS_REPORTER (source);
  Start *start = g_task_get_task_data (G_TASK (result));

  self->starting = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->error = g_steal_pointer (&start->error);
  g_set_object (&self->outbox, start->outbox);
  if (self->invitation == NULL)
    self->invitation = g_steal_pointer (&start->invitation);
  if (self->outbox != NULL)
    {
      self->started = TRUE;
      g_signal_connect_object (self->outbox, "items-changed", G_CALLBACK (watch_entries), self, 0);
      g_signal_connect_object (self->outbox, "connection-changed", G_CALLBACK (emit_changed), self,
                               G_CONNECT_SWAPPED);
      watch_entries (G_LIST_MODEL (self->outbox), 0, 0,
                     g_list_model_get_n_items (G_LIST_MODEL (self->outbox)), self);
      connect_desk (self);
    }
  emit_changed (self);
}

void
bs_reporter_start (BsReporter *self)
{
  Start *start;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BS_IS_REPORTER (self));

  if (self->starting || self->started)
    return;
  self->starting = TRUE;
  g_clear_error (&self->error);
  start = g_new0 (Start, 1);
  start->environment = g_object_ref (self->environment);
  start->folder = g_object_ref (self->folder);
  task = g_task_new (self, self->cancellable, ran_start, NULL);
  g_task_set_source_tag (task, bs_reporter_start);
  g_task_set_task_data (task, start, (GDestroyNotify) start_free);
  g_task_run_in_thread (task, run_start);
  g_signal_handlers_disconnect_by_data (g_network_monitor_get_default (), self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed), self, G_CONNECT_SWAPPED);
}

/* --- Keeping the invitation --- */

typedef struct
{
  BsInvitation *invitation; /* NULL: forget it */
  GFile *folder;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_clear_pointer (&keeping->invitation, bs_invitation_free);
  g_object_unref (keeping->folder);
  g_free (keeping);
}

static void
run_keep (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Keeping *keeping = data;
  GError *error = NULL;
  gboolean kept = keeping->invitation != NULL
                    ? bs_secrets_store (PURPOSE, keeping->invitation, keeping->folder, cancellable,
                                        &error)
                    : bs_secrets_forget (PURPOSE, keeping->folder, cancellable, &error);

  if (kept)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ran_keep (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsReporter *self = BS_REPORTER (source);

  g_clear_error (&self->error);
  g_task_propagate_boolean (G_TASK (result), &self->error);
  emit_changed (self);
}

static void
keep_invitation (BsReporter *self)
{
  Keeping *keeping = g_new0 (Keeping, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, ran_keep, NULL);

  keeping->invitation = self->invitation != NULL ? bs_invitation_copy (self->invitation) : NULL;
  keeping->folder = g_object_ref (self->folder);
  g_task_set_source_tag (task, keep_invitation);
  g_task_set_task_data (task, keeping, (GDestroyNotify) keeping_free);
  g_task_run_in_thread (task, run_keep);
}

void
bs_reporter_join (BsReporter *self, const BsInvitation *invitation, const char *desk,
                  const char *name)
{
  g_return_if_fail (BS_IS_REPORTER (self));
  g_return_if_fail (invitation != NULL);

  g_clear_pointer (&self->invitation, bs_invitation_free);
  self->invitation = bs_invitation_copy (invitation);
  remember_desk (self, desk, name);
  keep_invitation (self);
  connect_desk (self);
  emit_changed (self);
}

void
bs_reporter_leave (BsReporter *self)
{
  g_return_if_fail (BS_IS_REPORTER (self));

  g_clear_pointer (&self->invitation, bs_invitation_free);
  remember_desk (self, "", "");
  keep_invitation (self);
  connect_desk (self);
  emit_changed (self);
}

void
bs_reporter_retry (BsReporter *self)
{
  g_return_if_fail (BS_IS_REPORTER (self));

  if (self->outbox == NULL || bs_outbox_get_read_only (self->outbox))
    {
      self->started = FALSE;
      bs_reporter_start (self);
    }
  else
    {
      bs_outbox_retry (self->outbox);
    }
}

/* --- Leaving --- */

/* Whatever waits is told of, once, when no window is left to show it. */
static void
window_removed (BsReporter *self)
{
  guint waiting = self->outbox != NULL ? bs_outbox_count_waiting (self->outbox) : 0;

  if (waiting == 0 || self->waiting_told || self->client == NULL
      || gtk_application_get_windows (self->application) != NULL)
    return;
  self->waiting_told = TRUE;
  bs_draft_notice_waiting (self->application, waiting, self->held);
}

/* --- Object --- */

static void
bs_reporter_dispose (GObject *object)
{
  BsReporter *self = BS_REPORTER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->outbox != NULL)
    bs_outbox_set_client (self->outbox, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (bs_reporter_parent_class)->dispose (object);
}

static void
bs_reporter_finalize (GObject *object)
{
  BsReporter *self = BS_REPORTER (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->environment);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->invitation, bs_invitation_free);
  g_clear_error (&self->error);
  g_clear_error (&self->refusal);
  g_free (self->desk);
  g_free (self->name);

  G_OBJECT_CLASS (bs_reporter_parent_class)->finalize (object);
}

static void
bs_reporter_class_init (BsReporterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_reporter_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_reporter_finalize;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_REPORTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bs_reporter_init (BsReporter *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "broadsheet", "outbox", NULL);

  self->folder = g_file_new_for_path (path);
  self->cancellable = g_cancellable_new ();
  self->desk = bs_settings_dup_string ("drafts-desk");
  self->name = bs_settings_dup_string ("drafts-author");
}

BsReporter *
bs_reporter_new (GtkApplication *application, BsEnvironment *environment)
{
  BsReporter *self = g_object_new (BS_TYPE_REPORTER, NULL);

  self->application = application;
  self->environment = g_object_ref (environment);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

gboolean
bs_reporter_has_drafts (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), FALSE);

  return g_file_test (g_file_peek_path (self->folder), G_FILE_TEST_IS_DIR);
}

gboolean
bs_reporter_was_joined (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), FALSE);

  return *self->desk != '\0';
}

static BsReporterState
get_connection (BsReporter *self)
{
  const GError *error = bs_outbox_get_feed_error (self->outbox);

  if (self->invitation == NULL)
    return self->error != NULL ? BS_REPORTER_REFUSED : BS_REPORTER_ALONE;
  if (self->refusal != NULL)
    return BS_REPORTER_REFUSED;
  if (error != NULL)
    return bs_desk_error_passes (error) ? BS_REPORTER_OFFLINE : BS_REPORTER_REFUSED;

  return bs_outbox_get_up_to_date (self->outbox) ? BS_REPORTER_CONNECTED : BS_REPORTER_CONNECTING;
}

BsReporterState
bs_reporter_get_state (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), BS_REPORTER_STARTING);

  if (self->outbox == NULL)
    return self->error != NULL && !self->starting ? BS_REPORTER_FAILED : BS_REPORTER_STARTING;
  if (bs_outbox_get_read_only (self->outbox))
    return BS_REPORTER_ELSEWHERE;

  return get_connection (self);
}

const GError *
bs_reporter_get_error (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), NULL);

  if (self->error != NULL || self->outbox == NULL)
    return self->error;

  return self->refusal != NULL ? self->refusal : bs_outbox_get_feed_error (self->outbox);
}

BsOutbox *
bs_reporter_get_outbox (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), NULL);

  return self->outbox;
}

gboolean
bs_reporter_get_joined (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), FALSE);

  return self->invitation != NULL;
}

const char *
bs_reporter_get_desk (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), "");

  return *self->desk == '\0' && self->invitation != NULL ? self->invitation->host : self->desk;
}

const char *
bs_reporter_get_name (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), "");

  return self->name;
}

BsEnvironment *
bs_reporter_get_environment (BsReporter *self)
{
  g_return_val_if_fail (BS_IS_REPORTER (self), NULL);

  return self->environment;
}
