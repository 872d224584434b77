/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_BATCH 128
#define MAX_ATTEMPTS 6
#define FIRST_PAUSE 2000 /* microseconds; doubled at every further attempt */

static const BsStoreDuty sqlite_duties[] = { BS_STORE_WRITER, BS_STORE_READER, BS_STORE_READER };
static const BsStoreDuty postgres_duties[] = { BS_STORE_WRITER, BS_STORE_CARRIER, BS_STORE_CARRIER,
                                               BS_STORE_READER, BS_STORE_READER };

static void
free_job (BsStoreJob *job)
{
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

static gboolean
return_task (gpointer data)
{
  BsStoreJob *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);

  return G_SOURCE_REMOVE;
}

/* What the work holds is let go where the task came from, never in a thread of the store. */
static void
answer (BsStore *self, BsStoreJob *job)
{
  if (job->task != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, return_task, job, (GDestroyNotify) free_job);
      g_source_attach (source, g_task_get_context (job->task));
    }
  else if (job->answered != NULL)
    {
      g_mutex_lock (&self->lock);
      job->done = TRUE;
      g_cond_signal (job->answered);
      g_mutex_unlock (&self->lock);
    }
  else
    free_job (job);
}

static void
answer_all (BsStore *self, GQueue *jobs, const GError *error)
{
  BsStoreJob *job;

  while ((job = g_queue_pop_head (jobs)) != NULL)
    {
      if (error != NULL)
        {
          g_clear_error (&job->error);
          job->error = g_error_copy (error);
        }
      answer (self, job);
    }
}

static gboolean
run_func (BsStoreWork *work, BsStoreJob *job, GError **error)
{
  if (job->task != NULL
      && g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), error))
    return FALSE;
  if (job->func (work, job->data, error))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
                         _ ("The desk’s store: the change was given up. Try again"));

  return FALSE;
}

typedef enum
{
  FINE,
  ONCE_MORE,  /* without what was answered meanwhile */
  MET_OTHERS, /* once more, after a pause */
  FAILED
} Outcome;

static Outcome
judge_failure (BsSql *sql)
{
  return bs_sql_get_condition (sql) == BS_SQL_REFUSED ? FAILED : MET_OTHERS;
}

/* Runs one job of many so that its failure takes back nothing but itself. */
static Outcome
run_one (BsStoreWork *work, BsStoreJob *job, GError **error)
{
  gboolean locked = work->locked;
  gint64 sequence = work->sequence;
  guint n_leftovers = work->leftovers->len;
  g_autoptr (GError) failure = NULL;

  g_clear_error (&job->error);
  if (!bs_sql_mark (work->sql, error))
    return judge_failure (work->sql);
  if (run_func (work, job, &failure))
    return bs_sql_release (work->sql, error) ? FINE : judge_failure (work->sql);

  if (bs_sql_get_condition (work->sql) != BS_SQL_REFUSED)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return MET_OTHERS;
    }
  job->error = g_steal_pointer (&failure);
  work->locked = locked;
  work->sequence = sequence;
  g_ptr_array_set_size (work->leftovers, n_leftovers);
  /* A full disk, for one, makes SQLite take back everything. */
  if (!bs_sql_in_transaction (work->sql))
    return ONCE_MORE;

  return bs_sql_go_back (work->sql, error) ? FINE : judge_failure (work->sql);
}

static void
hand_to_carrier (BsStore *self, BsStoreJob *job)
{
  BsStoreLane *lane = &self->lanes[BS_STORE_CARRIER];

  g_clear_error (&job->error);
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&lane->jobs, job);
  g_cond_signal (&lane->wake);
  g_mutex_unlock (&self->lock);
}

/* Those that are refused stay in @jobs: what they are told may be another thing if the transaction
 * has to run again. */
static Outcome
run_jobs (BsStoreWork *work, GQueue *jobs, GError **error)
{
  for (GList *link = jobs->head, *next; link != NULL; link = next)
    {
      BsStoreJob *job = link->data;
      Outcome outcome;

      next = link->next;
      work->wants_alone = FALSE;
      outcome = run_one (work, job, error);
      if (outcome != FINE && outcome != ONCE_MORE)
        return outcome;
      if (work->wants_alone || outcome == ONCE_MORE)
        g_queue_delete_link (jobs, link);
      if (work->wants_alone)
        hand_to_carrier (work->store, job);
      else if (outcome == ONCE_MORE)
        answer (work->store, job);
      if (outcome == ONCE_MORE)
        return ONCE_MORE;
    }

  return FINE;
}

static Outcome
run_transaction (BsStoreWork *work, GQueue *jobs, GError **error)
{
  Outcome outcome;

  if (!bs_sql_ensure (work->sql, error))
    return FAILED;
  if (!bs_sql_begin (work->sql, BS_SQL_WRITE, error)
      || (!work->alone && !bs_store_lock_desk (work, error)))
    return judge_failure (work->sql);
  outcome = run_jobs (work, jobs, error);
  if (outcome != FINE)
    return outcome;
  if (!bs_store_end_counting (work, error) || !bs_sql_commit (work->sql, error))
    return judge_failure (work->sql);

  return FINE;
}

static void
finish_transaction (BsStoreWork *work, GQueue *jobs)
{
  for (guint i = 0; i < work->leftovers->len; i++)
    g_unlink (g_ptr_array_index (work->leftovers, i));
  answer_all (work->store, jobs, NULL);
  if (work->locked && work->sequence != work->first)
    bs_store_feed_announce (work->store->feed, work->sequence);
}

static void
write_batch (BsStoreThread *thread, GQueue *jobs)
{
  guint attempt = 0;

  while (!g_queue_is_empty (jobs))
    {
      g_autoptr (GPtrArray) leftovers = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      BsStoreWork work = { .store = thread->store,
                           .sql = thread->sql,
                           .writing = TRUE,
                           .alone = thread->duty == BS_STORE_CARRIER,
                           .leftovers = leftovers };
      Outcome outcome = run_transaction (&work, jobs, &error);

      if (outcome == FINE)
        {
          finish_transaction (&work, jobs);
          return;
        }
      bs_sql_rollback (thread->sql);
      if (outcome == MET_OTHERS && ++attempt < MAX_ATTEMPTS)
        g_usleep (g_random_int_range (FIRST_PAUSE / 2, FIRST_PAUSE << attempt));
      else if (outcome != ONCE_MORE)
        answer_all (thread->store, jobs, error);
    }
}

static Outcome
read_once (BsStoreThread *thread, BsStoreJob *job)
{
  BsStoreWork work = { .store = thread->store, .sql = thread->sql, .texts = thread->texts };
  Outcome outcome;

  g_clear_error (&job->error);
  if (!bs_sql_ensure (thread->sql, &job->error))
    return FAILED;
  bs_store_texts_be_of (thread->texts, bs_sql_count_connections (thread->sql));
  if (bs_sql_begin (thread->sql, BS_SQL_READ, &job->error) && run_func (&work, job, &job->error))
    outcome = FINE;
  else
    outcome = judge_failure (thread->sql);
  bs_sql_rollback (thread->sql);

  return outcome;
}

static void
read_job (BsStoreThread *thread, BsStoreJob *job)
{
  for (guint attempt = 0; attempt < MAX_ATTEMPTS; attempt++)
    if (read_once (thread, job) != MET_OTHERS)
      break;
  answer (thread->store, job);
}

/* Returns: FALSE when there is nothing to do any more */
static gboolean
take_jobs (BsStoreThread *thread, GQueue *jobs)
{
  BsStore *self = thread->store;
  BsStoreLane *lane = &self->lanes[thread->duty];
  BsStoreStage end = thread->duty == BS_STORE_CARRIER ? BS_STORE_CLOSED : BS_STORE_CLOSING;
  guint most = thread->duty == BS_STORE_WRITER ? MAX_BATCH : 1;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&lane->jobs) && self->stage < end)
    g_cond_wait (&lane->wake, &self->lock);
  while (jobs->length < most && !g_queue_is_empty (&lane->jobs))
    g_queue_push_tail (jobs, g_queue_pop_head (&lane->jobs));
  g_mutex_unlock (&self->lock);

  return !g_queue_is_empty (jobs);
}

static gpointer
serve (gpointer data)
{
  BsStoreThread *thread = data;
  GQueue jobs = G_QUEUE_INIT;

  while (take_jobs (thread, &jobs))
    if (thread->duty == BS_STORE_READER)
      read_job (thread, g_queue_pop_head (&jobs));
    else
      write_batch (thread, &jobs);

  return NULL;
}

void
bs_store_push (BsStore *self, BsStoreDuty duty, BsStoreJob *job)
{
  BsStoreLane *lane = &self->lanes[duty];
  gboolean open;

  g_mutex_lock (&self->lock);
  open = self->stage == BS_STORE_OPEN;
  if (open)
    {
      g_queue_push_tail (&lane->jobs, job);
      g_cond_signal (&lane->wake);
    }
  g_mutex_unlock (&self->lock);

  if (!open)
    {
      g_set_error_literal (&job->error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                           _ ("The desk is being closed. Try again when it is open"));
      answer (self, job);
    }
}

gboolean
bs_store_start_threads (BsStore *self, GError **error)
{
  gboolean postgres = bs_store_is_postgres (self->where);
  const BsStoreDuty *duties = postgres ? postgres_duties : sqlite_duties;
  guint count = postgres ? G_N_ELEMENTS (postgres_duties) : G_N_ELEMENTS (sqlite_duties);

  G_STATIC_ASSERT (G_N_ELEMENTS (postgres_duties) <= BS_STORE_MAX_THREADS);

  for (guint i = 0; i < count; i++)
    {
      BsStoreThread *thread = &self->threads[i];

      thread->store = self;
      thread->duty = duties[i];
      thread->sql = bs_store_connect (self->where, FALSE, error);
      if (thread->sql == NULL)
        return FALSE;
      self->n_threads++;
      if (thread->duty == BS_STORE_READER)
        thread->texts = bs_store_texts_new ();
      thread->thread = g_thread_new ("store", serve, thread);
    }

  return TRUE;
}

static void
enter_stage (BsStore *self, BsStoreStage stage)
{
  g_mutex_lock (&self->lock);
  self->stage = MAX (self->stage, stage);
  for (guint i = 0; i < BS_STORE_N_DUTIES; i++)
    g_cond_broadcast (&self->lanes[i].wake);
  g_mutex_unlock (&self->lock);
}

void
bs_store_stop_threads (BsStore *self)
{
  enter_stage (self, BS_STORE_CLOSING);
  for (guint i = 0; i < self->n_threads; i++)
    if (self->threads[i].duty != BS_STORE_CARRIER)
      g_clear_pointer (&self->threads[i].thread, g_thread_join);
  enter_stage (self, BS_STORE_CLOSED);
  for (guint i = 0; i < self->n_threads; i++)
    {
      g_clear_pointer (&self->threads[i].thread, g_thread_join);
      g_clear_pointer (&self->threads[i].sql, bs_sql_free);
      g_clear_pointer (&self->threads[i].texts, bs_store_texts_free);
    }
  self->n_threads = 0;
}
