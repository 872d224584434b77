/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-arrange-job.h"

#include "bs-config.h"
#include "bs-job-progress.h"
#include "layout/bs-page-edit.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BsEnvironment *environment;
  BsNode *issue;
  char *page;
  BsProgressRelay *relay;
} ArrangeJob;

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
arrange (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  ArrangeJob *job = data;
  GError *error = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (job->environment, &error);
  BsArrangeOptions options = { 1, 0, cancellable, bs_progress_relay_tell, job->relay };
  GPtrArray *found = NULL;

  if (layout != NULL)
    found = bs_layout_arrange (layout, job->issue, job->page, &options, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * bs_arrange_job_start:
 * @cancellable: (nullable): what stops it
 * @callback: to call bs_arrange_job_finish() from
 *
 * Searches a good place for everything that belongs to @page, as the issue is now.
 */
void
bs_arrange_job_start (BsSession *session, const char *page, GCancellable *cancellable,
                      BsJobProgress progress, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);
  ArrangeJob *job = g_new0 (ArrangeJob, 1);

  g_return_if_fail (BS_IS_SESSION (session));

  g_task_set_source_tag (task, bs_arrange_job_start);
  job->environment = g_object_ref (bs_session_get_environment (session));
  job->issue = bs_node_ref (bs_session_get_root (session));
  job->page = g_strdup (page);
  job->relay = bs_progress_relay_new (task, progress, data);
  g_task_set_task_data (task, job, (GDestroyNotify) arrange_job_free);
  g_task_run_in_thread (task, arrange);
}

gboolean
bs_arrange_job_finish (BsSession *session, GAsyncResult *result, guint *unplaced, GError **error)
{
  GTask *task = G_TASK (result);
  ArrangeJob *job = g_task_get_task_data (task);
  BsDocument *document = bs_session_get_document (session);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (task, error);
  g_autoptr (BsPageEdit) edit = NULL;
  const BsArrangement *best;

  if (found == NULL)
    return FALSE;
  if (found->len == 0)
    {
      /* Translators: WHAT: WHY. REMEDY; %s is a page. */
      g_set_error (
        error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
        _ ("Page %s was not laid out: no arrangement was found. Move a story to another page."),
        job->page);
      return FALSE;
    }

  best = g_ptr_array_index (found, 0);
  if (unplaced != NULL)
    *unplaced = best->unplaced != NULL ? g_strv_length (best->unplaced) : 0;
  edit = bs_page_edit_arrange (bs_document_get_root (document), job->page, best, error);

  return edit != NULL && bs_page_edit_apply (edit, document, error);
}
