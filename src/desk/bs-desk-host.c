/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-host.h"

#include "bs-certificate.h"
#include "bs-config.h"
#include "bs-desk-accounts.h"
#include "bs-desk-error.h"

#include "base/bs-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STOP_SECONDS 5
#define LOOPBACK "127.0.0.1"
#define OWN_ACCOUNT "own-account" /* file: which one is this machine's */
#define MAX_ID 64

/* One desk from its opening to its closing. Its thread sets what is told by the start before that, and
 * nothing later, but the service, which is the thread's alone. */
typedef struct
{
  BsEnvironment *environment;
  char *folder;
  char *name;
  char **addresses;
  guint16 wanted_port;

  GThread *thread;
  GMainContext *context; /* of the thread */
  GMainLoop *loop;
  BsDeskService *service;

  BsStore *store; /* opened and closed in the thread; its work may come from any */
  char *fingerprint;
  guint16 port;
} Run;

struct _BsDeskHost
{
  GObject parent;

  BsEnvironment *environment;
  char *folder;
  Run *run;          /* NULL: there is none, or it is being closed */
  gboolean open;     /* @run has told that it is */
  gboolean stopping; /* a former one is not closed yet */
  char *own_account; /* id; NULL: nobody entered yet */
};

G_DEFINE_FINAL_TYPE (BsDeskHost, bs_desk_host, G_TYPE_OBJECT)

static void
run_clear (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->environment);
  g_free (run->folder);
  g_free (run->name);
  g_strfreev (run->addresses);
  g_main_loop_unref (run->loop);
  g_main_context_unref (run->context);
  g_clear_object (&run->store);
  g_free (run->fingerprint);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, run_clear);
}

static Run *
run_new (BsDeskHost *self, const BsDeskHostSettings *settings)
{
  Run *run = g_atomic_rc_box_new0 (Run);

  run->environment = g_object_ref (self->environment);
  run->folder = g_strdup (self->folder);
  run->name = g_strdup (settings->name);
  run->addresses = g_strdupv ((char **) settings->addresses);
  run->wanted_port = settings->port;
  run->context = g_main_context_new ();
  run->loop = g_main_loop_new (run->context, FALSE);

  return run;
}

/* --- In the thread --- */

static gboolean
open_desk (Run *run, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (run->folder);
  g_autofree char *spool = g_build_filename (run->folder, "spool", NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;
  BsDeskSettings settings = {
    .name = run->name,
    .addresses = (const char *const *) run->addresses,
    .port = run->wanted_port,
    .spool = spool,
    .listen_fd = -1,
  };

  run->store = bs_store_open (run->environment, run->folder, error);
  if (run->store == NULL)
    return FALSE;
  certificate = bs_certificate_ensure (folder, g_get_host_name (), error);
  if (certificate == NULL)
    return FALSE;
  settings.certificate = certificate;
  run->service = bs_desk_service_new (run->environment, run->store, &settings);
  if (!bs_desk_service_start (run->service, error))
    return FALSE;
  run->fingerprint = bs_certificate_fingerprint (certificate);
  run->port = bs_desk_service_get_port (run->service);

  return TRUE;
}

static gpointer
run_thread (gpointer data)
{
  GTask *task = data;
  Run *run = g_atomic_rc_box_acquire (g_task_get_task_data (task));
  GError *error = NULL;

  g_main_context_push_thread_default (run->context);
  if (open_desk (run, &error))
    {
      g_task_return_boolean (task, TRUE);
      g_clear_object (&task);
      g_main_loop_run (run->loop);
    }
  g_clear_object (&run->service);
  if (run->store != NULL)
    bs_store_close (run->store);
  /* What was closed still has its last callbacks to come. */
  while (g_main_context_iteration (run->context, FALSE))
    ;
  g_main_context_pop_thread_default (run->context);
  if (task != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  run_unref (run);

  return NULL;
}

static void
on_service_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  bs_desk_service_stop_finish (BS_DESK_SERVICE (source), result, NULL);
  g_main_loop_quit (data);
}

static gboolean
stop_in_thread (gpointer data)
{
  Run *run = data;

  /* NULL: it could not be opened, and the thread is about to end. */
  if (run->service != NULL)
    bs_desk_service_stop_async (run->service, STOP_SECONDS, on_service_stopped, run->loop);

  return G_SOURCE_REMOVE;
}

/* --- Starting and stopping --- */

void
bs_desk_host_start_async (BsDeskHost *self, const BsDeskHostSettings *settings,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_start_async);
  if (self->open)
    g_task_return_boolean (task, TRUE);
  else if (self->run != NULL || self->stopping)
    g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                             _ ("The desk is just being opened or closed. Try again in a moment"));
  else
    {
      self->run = run_new (self, settings);
      g_task_set_task_data (task, g_atomic_rc_box_acquire (self->run), run_unref);
      self->run->thread = g_thread_new ("desk", run_thread, g_object_ref (task));
    }
}

gboolean
bs_desk_host_start_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    {
      /* Else who stops it waits for its end. */
      if (run != NULL && run == self->run)
        {
          g_thread_join (run->thread);
          g_clear_pointer (&self->run, run_unref);
        }
      return FALSE;
    }
  if (run != NULL && run != self->run)
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                           _ ("The desk was closed while it was being opened. Open it again"));
      return FALSE;
    }
  self->open = TRUE;

  return TRUE;
}

static void
stop_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  Run *run = data;
  g_autoptr (GSource) stop = g_idle_source_new ();

  g_source_set_priority (stop, G_PRIORITY_DEFAULT);
  g_source_set_callback (stop, stop_in_thread, run, NULL);
  g_source_attach (stop, run->context);
  g_thread_join (run->thread);
  g_source_destroy (stop);
  g_task_return_boolean (task, TRUE);
}

void
bs_desk_host_stop_async (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_stop_async);
  if (self->run == NULL)
    g_task_return_boolean (task, TRUE);
  else
    {
      self->open = FALSE;
      self->stopping = TRUE;
      g_task_set_task_data (task, g_steal_pointer (&self->run), run_unref);
      g_task_run_in_thread (task, stop_thread);
    }
}

gboolean
bs_desk_host_stop_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (g_task_get_task_data (G_TASK (result)) != NULL)
    self->stopping = FALSE;

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
bs_desk_host_get_running (BsDeskHost *self)
{
  return self->open;
}

guint16
bs_desk_host_get_port (BsDeskHost *self)
{
  return self->open ? self->run->port : 0;
}

/* --- Accounts --- */

typedef struct
{
  BsStore *store;
  char *folder;
  char *account; /* name or id */
  BsRole role;
  char *host; /* of the invitation */
  guint16 port;
  char *fingerprint;
  char *own; /* id, of who entered */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_free (job->folder);
  g_free (job->account);
  g_free (job->host);
  g_free (job->fingerprint);
  g_free (job->own);
  g_free (job);
}

/* Runs @func in a worker, where the desk is open. */
static void
start_job (BsDeskHost *self, GTask *task, Job job, GTaskThreadFunc func)
{
  if (!self->open)
    {
      g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                               _ ("The desk is not open. Switch “Receive Submissions” on first"));
      return;
    }
  job.store = g_object_ref (self->run->store);
  job.folder = g_strdup (self->folder);
  job.account = g_strdup (job.account);
  job.host = g_strdup (job.host != NULL ? job.host : LOOPBACK);
  job.port = self->run->port;
  job.fingerprint = g_strdup (self->run->fingerprint);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), job_free);
  g_task_run_in_thread (task, func);
}

static void
return_invitation (GTask *task, const Job *job, const BsAccount *account, char *token,
                   GError *error)
{
  const BsInvitation invitation = { job->host, job->port, token, job->fingerprint };

  if (account == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bs_invitation_copy (&invitation),
                           (GDestroyNotify) bs_invitation_free);
}

static void
invite_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  g_autofree char *token = NULL;
  GError *error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_invite (job->store, job->account, job->role,
                                                           FALSE, &token, &error);

  return_invitation (task, job, account, token, error);
}

void
bs_desk_host_invite_async (BsDeskHost *self, const char *account_name, BsRole role,
                           const char *host_name, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_invite_async);
  start_job (self, task,
             (Job){ .account = (char *) account_name, .role = role, .host = (char *) host_name },
             invite_thread);
}

static void
renew_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  g_autofree char *token = NULL;
  GError *error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_renew (job->store, job->account, &token, &error);

  return_invitation (task, job, account, token, error);
}

void
bs_desk_host_renew_async (BsDeskHost *self, const char *account_id, const char *host_name,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_renew_async);
  start_job (self, task, (Job){ .account = (char *) account_id, .host = (char *) host_name },
             renew_thread);
}

BsInvitation *
bs_desk_host_invite_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Which account it was the last time is kept beside the store; where that cannot be read or written
 * there is a new one, which does no harm. */
static void
enter_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  g_autoptr (GFile) folder = g_file_new_for_path (job->folder);
  g_autoptr (GFile) file = g_file_get_child (folder, OWN_ACCOUNT);
  g_autoptr (GBytes) bytes = bs_file_read (file, MAX_ID, NULL);
  g_autofree char *id = bytes != NULL
                          ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                          : NULL;
  g_autofree char *token = NULL;
  GError *error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_enter (job->store, id, job->account, &token,
                                                          &error);

  if (account != NULL)
    {
      job->own = g_strdup (account->id);
      if (g_strcmp0 (id, account->id) != 0)
        bs_file_write (file, account->id, strlen (account->id), NULL);
    }
  return_invitation (task, job, account, token, error);
}

void
bs_desk_host_enter_async (BsDeskHost *self, const char *account_name, GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_enter_async);
  start_job (self, task, (Job){ .account = (char *) account_name }, enter_thread);
}

BsInvitation *
bs_desk_host_enter_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  BsInvitation *invitation = bs_desk_host_invite_finish (self, result, error);

  if (invitation != NULL)
    {
      Job *job = g_task_get_task_data (G_TASK (result));

      g_free (self->own_account);
      self->own_account = g_strdup (job->own);
    }

  return invitation;
}

const char *
bs_desk_host_get_own_account (BsDeskHost *self)
{
  return self->own_account;
}

static void
list_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  GPtrArray *accounts = bs_desk_accounts_list (((Job *) data)->store, &error);

  if (accounts == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, accounts, (GDestroyNotify) g_ptr_array_unref);
}

void
bs_desk_host_list_accounts_async (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_list_accounts_async);
  start_job (self, task, (Job){ 0 }, list_thread);
}

GPtrArray *
bs_desk_host_list_accounts_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_done (GTask *task, BsAccount *account, GError *error)
{
  if (account == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_clear_pointer (&account, bs_account_free);
}

static void
revoke_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;
  BsAccount *account = bs_desk_accounts_revoke (job->store, job->account, &error);

  return_done (task, account, error);
}

static void
restore_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;
  BsAccount *account = bs_desk_accounts_restore (job->store, job->account, &error);

  return_done (task, account, error);
}

void
bs_desk_host_revoke_async (BsDeskHost *self, const char *account_id, gboolean revoked,
                           GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_revoke_async);
  start_job (self, task, (Job){ .account = (char *) account_id },
             revoked ? revoke_thread : restore_thread);
}

gboolean
bs_desk_host_revoke_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Object --- */

static void
bs_desk_host_finalize (GObject *object)
{
  BsDeskHost *self = BS_DESK_HOST (object);

  g_assert (self->run == NULL && !self->stopping);
  g_clear_object (&self->environment);
  g_free (self->folder);
  g_free (self->own_account);

  G_OBJECT_CLASS (bs_desk_host_parent_class)->finalize (object);
}

static void
bs_desk_host_class_init (BsDeskHostClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bs_desk_host_finalize;
}

static void
bs_desk_host_init (BsDeskHost *self G_GNUC_UNUSED)
{
}

/**
 * bs_desk_host_new:
 *
 * Returns: (transfer full): not running; must be stopped before it is let go of
 */
BsDeskHost *
bs_desk_host_new (BsEnvironment *environment, const char *folder)
{
  BsDeskHost *self = g_object_new (BS_TYPE_DESK_HOST, NULL);

  self->environment = g_object_ref (environment);
  self->folder = g_strdup (folder);

  return self;
}
