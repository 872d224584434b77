/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-arrange-job.h"

#include "bs-config.h"
#include "bs-job-progress.h"

/* The search takes most of the time, setting what it found the rest. */
#define SEARCH_SHARE 0.8

typedef struct
{
  BsEnvironment *environment;
  BsNode *issue;
  char *page;
  guint n_alternatives;
  guint64 seed;
  BsProgressRelay *relay;
  double share; /* of the whole that is being told now */
} ArrangeJob;

BsAlternative *
bs_alternative_ref (BsAlternative *alternative)
{
  g_return_val_if_fail (alternative != NULL, NULL);
  g_atomic_int_inc (&alternative->ref_count);

  return alternative;
}

void
bs_alternative_unref (BsAlternative *alternative)
{
  if (alternative == NULL || !g_atomic_int_dec_and_test (&alternative->ref_count))
    return;

  g_clear_pointer (&alternative->arrangement, bs_arrangement_free);
  g_clear_pointer (&alternative->list, bs_display_list_unref);
  g_free (alternative);
}

static void
arrange_job_free (ArrangeJob *job)
{
  g_clear_object (&job->environment);
  g_clear_pointer (&job->issue, bs_node_unref);
  g_clear_pointer (&job->page, g_free);
  g_clear_pointer (&job->relay, bs_progress_relay_free);
  g_free (job);
}

static void
tell (double fraction, gpointer data)
{
  ArrangeJob *job = data;

  bs_progress_relay_tell (fraction * job->share, job->relay);
}

/* @arrangement: (transfer full) */
static BsAlternative *
set_alternative (ArrangeJob *job, BsLayout *layout, BsArrangement *arrangement)
{
  BsAlternative *alternative = g_new0 (BsAlternative, 1);
  g_autoptr (BsPageEdit) edit = NULL;
  g_autoptr (BsPageResult) result = NULL;

  alternative->ref_count = 1;
  alternative->arrangement = arrangement;
  edit = bs_page_edit_arrange (job->issue, job->page, arrangement, NULL);
  if (edit != NULL)
    result = bs_layout_page (layout, edit->issue, job->page, NULL);
  if (result == NULL)
    return alternative;

  alternative->list = bs_display_list_ref (result->list);
  for (guint i = 0; i < result->findings->len; i++)
    if (((BsFinding *) g_ptr_array_index (result->findings, i))->level == BS_LEVEL_ERROR)
      alternative->n_errors++;

  return alternative;
}

static void
arrange (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  ArrangeJob *job = data;
  GError *error = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (job->environment, &error);
  BsArrangeOptions options = { job->n_alternatives, job->seed, cancellable, tell, job };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) alternatives = NULL;

  job->share = SEARCH_SHARE;
  if (layout != NULL)
    found = bs_layout_arrange (layout, job->issue, job->page, &options, &error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_alternative_unref);
  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      g_ptr_array_add (alternatives, set_alternative (job, layout, g_ptr_array_index (found, i)));
      job->share = 1;
      tell (SEARCH_SHARE + (1 - SEARCH_SHARE) * (i + 1) / found->len, job);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&alternatives),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
fill (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  ArrangeJob *job = data;
  GError *error = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (job->environment, &error);
  BsArrangeOptions options = { 1, job->seed, cancellable, tell, job };
  BsPageContext context = { layout, job->issue, job->page };
  BsPageEdit *edit = NULL;

  job->share = 1;
  if (layout != NULL)
    edit = bs_page_edit_fill_page (&context, &options, &error);

  if (edit == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, edit, (GDestroyNotify) bs_page_edit_unref);
}

static void
plan (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  ArrangeJob *job = data;
  GError *error = NULL;
  BsIssuePlanOptions options = { .n_alternatives = job->n_alternatives,
                                 .seed = job->seed,
                                 .cancellable = cancellable,
                                 .progress = tell,
                                 .progress_data = job };
  BsIssuePlan *found;

  job->share = 1;
  found = bs_issue_plan_new (job->environment, job->issue, &options, &error);
  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) bs_issue_plan_unref);
}

static void
start (BsSession *session, const BsArrangeRequest *request, GTaskThreadFunc work,
       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, request->cancellable, callback, data);
  ArrangeJob *job = g_new0 (ArrangeJob, 1);

  job->environment = g_object_ref (bs_session_get_environment (session));
  job->issue = bs_node_ref (bs_session_get_root (session));
  job->page = g_strdup (request->page);
  job->n_alternatives = MAX (request->n_alternatives, 1);
  job->seed = request->seed;
  job->relay = bs_progress_relay_new (task, request->progress, data);
  g_task_set_task_data (task, job, (GDestroyNotify) arrange_job_free);
  g_task_set_source_tag (task, work);
  g_task_run_in_thread (task, work);
}

void
bs_arrange_job_start (BsSession *session, const BsArrangeRequest *request,
                      GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (BS_IS_SESSION (session));

  start (session, request, arrange, callback, data);
}

GPtrArray *
bs_arrange_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bs_fill_job_start (BsSession *session, const BsArrangeRequest *request,
                   GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (BS_IS_SESSION (session));

  start (session, request, fill, callback, data);
}

BsPageEdit *
bs_fill_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bs_plan_job_start (BsSession *session, const BsArrangeRequest *request,
                   GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (BS_IS_SESSION (session));

  start (session, request, plan, callback, data);
}

BsIssuePlan *
bs_plan_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
