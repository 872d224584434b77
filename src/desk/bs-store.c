/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-desk-error.h"

G_DEFINE_FINAL_TYPE (BsStore, bs_store, G_TYPE_OBJECT)

static void
bs_store_finalize (GObject *object)
{
  BsStore *self = BS_STORE (object);

  bs_store_close (self);
  for (guint i = 0; i < BS_STORE_N_DUTIES; i++)
    g_cond_clear (&self->lanes[i].wake);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->shelf, bs_store_shelf_free);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->where, g_free);

  G_OBJECT_CLASS (bs_store_parent_class)->finalize (object);
}

static void
bs_store_class_init (BsStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_store_finalize;

  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
bs_store_init (BsStore *self)
{
  g_mutex_init (&self->lock);
  for (guint i = 0; i < BS_STORE_N_DUTIES; i++)
    {
      g_queue_init (&self->lanes[i].jobs);
      g_cond_init (&self->lanes[i].wake);
    }
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

gboolean
bs_store_is_postgres (const char *where)
{
  return g_str_has_prefix (where, "postgresql://") || g_str_has_prefix (where, "postgres://");
}

BsSql *
bs_store_connect (const char *where, gboolean create, GError **error)
{
  return bs_store_is_postgres (where) ? bs_sql_new_postgres (where, error)
                                      : bs_sql_new_sqlite (where, create, error);
}

static gboolean
prepare (BsStore *self, GError **error)
{
  g_autoptr (BsSql) sql = bs_store_connect (self->where, TRUE, error);
  g_autoptr (GDateTime) now = bs_environment_now (self->environment);

  return sql != NULL
         && bs_store_migrate (sql, bs_store_get_migrations (), g_date_time_to_unix (now), error);
}

/**
 * bs_store_open:
 * @where: a folder, made with mode 0700, or "postgresql://…"
 *
 * Blocks. Migrates an older store.
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_STORE (also where it is of a newer
 *   program), _DISK, or _BUSY where the database is not running
 */
BsStore *
bs_store_open (BsEnvironment *environment, const char *where, GError **error)
{
  g_autoptr (BsStore) self = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (BS_TYPE_STORE, NULL);
  self->environment = g_object_ref (environment);
  self->where = bs_store_is_postgres (where) ? g_strdup (where)
                                             : g_canonicalize_filename (where, NULL);
  self->shelf = bs_store_shelf_new (self->where);
  self->feed = bs_store_feed_new (self);
  if (!prepare (self, error) || !bs_store_start_threads (self, error)
      || !bs_store_feed_start (self->feed, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
bs_store_close (BsStore *self)
{
  g_return_if_fail (BS_IS_STORE (self));

  bs_store_stop_threads (self);
  g_clear_pointer (&self->feed, bs_store_feed_free);
}

static gboolean
run_and_wait (BsStore *self, BsStoreDuty duty, BsStoreJob job, GError **error)
{
  GCond answered;

  g_cond_init (&answered);
  job.answered = &answered;
  bs_store_push (self, duty, &job);
  g_mutex_lock (&self->lock);
  while (!job.done)
    g_cond_wait (&answered, &self->lock);
  g_mutex_unlock (&self->lock);
  g_cond_clear (&answered);

  if (job.error == NULL)
    return TRUE;
  g_propagate_error (error, job.error);

  return FALSE;
}

/**
 * bs_store_write:
 *
 * Blocks until the change is on the disk. Never called by work of the store itself.
 *
 * Returns: %FALSE with what @func failed with, or the store
 */
gboolean
bs_store_write (BsStore *self, BsStoreFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (BS_IS_STORE (self), FALSE);

  return run_and_wait (self, BS_STORE_WRITER, (BsStoreJob){ .func = func, .data = data }, error);
}

gboolean
bs_store_read (BsStore *self, BsStoreFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (BS_IS_STORE (self), FALSE);

  return run_and_wait (self, BS_STORE_READER, (BsStoreJob){ .func = func, .data = data }, error);
}

static void
push_task (BsStore *self, BsStoreDuty duty, BsStoreFunc func, GTask *task)
{
  BsStoreJob *job = g_new0 (BsStoreJob, 1);

  /* What is written is written, whether or not somebody lost interest meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  job->func = func;
  job->data = g_task_get_task_data (task);
  job->task = task;
  bs_store_push (self, duty, job);
}

void
bs_store_write_async (BsStore *self, BsStoreFunc func, gpointer data, GDestroyNotify destroy,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bs_store_write_async);
  g_task_set_task_data (task, data, destroy);
  push_task (self, BS_STORE_WRITER, func, task);
}

void
bs_store_read_async (BsStore *self, BsStoreFunc func, gpointer data, GDestroyNotify destroy,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bs_store_read_async);
  g_task_set_task_data (task, data, destroy);
  push_task (self, BS_STORE_READER, func, task);
}

gboolean
bs_store_finish (BsStore *self, GAsyncResult *result, gpointer *data_out, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (data_out != NULL)
    *data_out = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error);
}
