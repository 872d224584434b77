/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-host.h"

#include "bs-certificate.h"
#include "bs-config.h"
#include "bs-desk-accounts.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>

#define STOP_SECONDS 5
#define LOOPBACK "127.0.0.1"

struct _BsDeskHost
{
  GObject parent;

  BsEnvironment *environment;
  char *folder;

  GThread *thread;       /* NULL: not running */
  GMainContext *context; /* of the thread */
  GMainLoop *loop;
  BsStore *store;         /* made and closed in the thread; its work may come from any */
  BsDeskService *service; /* the thread's alone */
  char *fingerprint;
  guint16 port;
};

G_DEFINE_FINAL_TYPE (BsDeskHost, bs_desk_host, G_TYPE_OBJECT)

typedef struct
{
  char *name;
  guint16 port;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_free (start->name);
  g_free (start);
}

/* --- In the thread --- */

static gboolean
open_desk (BsDeskHost *self, const Start *start, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autofree char *spool = g_build_filename (self->folder, "spool", NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;
  BsDeskSettings settings = {
    .name = start->name, .port = start->port, .spool = spool, .listen_fd = -1
  };

  self->store = bs_store_open (self->environment, self->folder, error);
  if (self->store == NULL)
    return FALSE;
  certificate = bs_certificate_ensure (folder, g_get_host_name (), error);
  if (certificate == NULL)
    return FALSE;
  settings.certificate = certificate;
  self->service = bs_desk_service_new (self->environment, self->store, &settings);
  if (!bs_desk_service_start (self->service, error))
    return FALSE;
  self->fingerprint = bs_certificate_fingerprint (certificate);
  self->port = bs_desk_service_get_port (self->service);

  return TRUE;
}

static void
close_desk (BsDeskHost *self)
{
  g_clear_object (&self->service);
  if (self->store != NULL)
    bs_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->fingerprint, g_free);
}

static gpointer
run_thread (gpointer data)
{
  GTask *task = data;
  BsDeskHost *self = g_object_ref (g_task_get_source_object (task));
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GMainLoop) loop = g_main_loop_ref (self->loop);
  GError *error = NULL;

  g_main_context_push_thread_default (context);
  if (open_desk (self, g_task_get_task_data (task), &error))
    {
      g_task_return_boolean (task, TRUE);
      g_clear_object (&task);
      g_main_loop_run (loop);
    }
  close_desk (self);
  /* What was closed still has its last callbacks to come. */
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  if (task != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  g_object_unref (self);

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
  BsDeskHost *self = data;

  bs_desk_service_stop_async (self->service, STOP_SECONDS, on_service_stopped, self->loop);

  return G_SOURCE_REMOVE;
}

/* --- Starting and stopping --- */

static void
forget_thread (BsDeskHost *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  self->port = 0;
}

void
bs_desk_host_start_async (BsDeskHost *self, const char *name, guint16 port,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Start *start;

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_start_async);
  if (self->thread != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  start = g_new (Start, 1);
  start->name = g_strdup (name);
  start->port = port;
  g_task_set_task_data (task, start, start_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("desk", run_thread, task);
}

gboolean
bs_desk_host_start_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (g_task_propagate_boolean (G_TASK (result), error))
    return TRUE;
  forget_thread (self);

  return FALSE;
}

static void
stop_thread (GTask *task, gpointer source, gpointer data G_GNUC_UNUSED,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  BsDeskHost *self = source;

  g_main_context_invoke (self->context, stop_in_thread, self);
  g_thread_join (g_steal_pointer (&self->thread));
  g_task_return_boolean (task, TRUE);
}

void
bs_desk_host_stop_async (BsDeskHost *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_stop_async);
  if (self->thread == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_run_in_thread (task, stop_thread);
}

gboolean
bs_desk_host_stop_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  forget_thread (self);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
bs_desk_host_get_running (BsDeskHost *self)
{
  return self->port != 0;
}

guint16
bs_desk_host_get_port (BsDeskHost *self)
{
  return self->port;
}

/* --- Accounts --- */

typedef struct
{
  BsStore *store;
  char *name;
  BsRole role;
  char *host;
  guint16 port;
  char *fingerprint;
} Invite;

static void
invite_free (gpointer data)
{
  Invite *invite = data;

  g_clear_object (&invite->store);
  g_free (invite->name);
  g_free (invite->host);
  g_free (invite->fingerprint);
  g_free (invite);
}

/* FALSE: the task has its error. */
static gboolean
prepare (BsDeskHost *self, GTask *task, const char *name)
{
  Invite *invite;

  if (self->store == NULL || self->port == 0)
    {
      g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                               _ ("The desk is not open. Switch “Receive Submissions” on first"));
      return FALSE;
    }
  invite = g_new0 (Invite, 1);
  invite->store = g_object_ref (self->store);
  invite->name = g_strdup (name);
  invite->port = self->port;
  invite->fingerprint = g_strdup (self->fingerprint);
  g_task_set_task_data (task, invite, invite_free);

  return TRUE;
}

static void
invite_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Invite *invite = data;
  g_autofree char *token = NULL;
  GError *error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_invite (invite->store, invite->name,
                                                           invite->role, TRUE, &token, &error);
  const BsInvitation invitation = { invite->host, invite->port, token, invite->fingerprint };

  if (account == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bs_invitation_copy (&invitation),
                           (GDestroyNotify) bs_invitation_free);
}

void
bs_desk_host_invite_async (BsDeskHost *self, const char *account_name, BsRole role,
                           const char *host_name, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Invite *invite;

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_invite_async);
  if (!prepare (self, task, account_name))
    return;
  invite = g_task_get_task_data (task);
  invite->role = role;
  invite->host = g_strdup (host_name != NULL ? host_name : LOOPBACK);
  g_task_run_in_thread (task, invite_thread);
}

BsInvitation *
bs_desk_host_invite_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  GPtrArray *accounts = bs_desk_accounts_list (((Invite *) data)->store, &error);

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
  if (prepare (self, task, NULL))
    g_task_run_in_thread (task, list_thread);
}

GPtrArray *
bs_desk_host_list_accounts_finish (BsDeskHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
revoke_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Invite *invite = data;
  GError *error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_revoke (invite->store, invite->name, &error);

  if (account == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
bs_desk_host_revoke_async (BsDeskHost *self, const char *account_id, GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (BS_IS_DESK_HOST (self));

  g_task_set_source_tag (task, bs_desk_host_revoke_async);
  if (prepare (self, task, account_id))
    g_task_run_in_thread (task, revoke_thread);
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

  g_assert (self->thread == NULL);
  g_clear_object (&self->environment);
  g_free (self->folder);

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
