/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-job.h"

#include "bs-config.h"
#include "bs-job-progress.h"

#include "base/bs-file.h"
#include "print/bs-pdf.h"

typedef struct
{
  BsEnvironment *environment;
  BsNode *issue;
  GStrv pages;
  gboolean marks;
  gboolean proof;
  GFile *file;
  GFile *media_folder;
  BsProgressRelay *relay;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_clear_object (&job->environment);
  g_clear_pointer (&job->issue, bs_node_unref);
  g_clear_pointer (&job->pages, g_strfreev);
  g_clear_object (&job->file);
  g_clear_object (&job->media_folder);
  g_clear_pointer (&job->relay, bs_progress_relay_free);
  g_free (job);
}

static void
move_findings (GPtrArray *to, GPtrArray *from)
{
  if (from != NULL)
    g_ptr_array_extend_and_steal (to, from);
}

static BsFinding *
copy_finding (const BsFinding *finding)
{
  BsFinding *copy = bs_finding_new (finding->code, finding->level, finding->page);

  copy->story = g_strdup (finding->story);
  copy->photo = g_strdup (finding->photo);
  copy->box = g_strdup (finding->box);
  copy->message = g_strdup (finding->message);
  copy->lines = finding->lines;
  copy->characters = finding->characters;
  copy->rect = finding->rect;

  return copy;
}

static gboolean
lay_out (ExportJob *job, const BsPdfOptions *options, GPtrArray *lists, GPtrArray *findings,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (BsLayout) layout = bs_layout_new (job->environment, error);
  guint n = g_strv_length (job->pages);

  if (layout == NULL)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsPageResult) result = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      result = bs_layout_page (layout, job->issue, job->pages[i], error);
      if (result == NULL)
        return FALSE;
      for (guint k = 0; k < result->findings->len; k++)
        g_ptr_array_add (findings, copy_finding (g_ptr_array_index (result->findings, k)));
      move_findings (findings, bs_preflight (job->environment, result->list, options));
      g_ptr_array_add (lists, bs_display_list_ref (result->list));
      bs_progress_relay_tell (0.3 * (i + 1) / n, job->relay);
    }

  return TRUE;
}

static void
tell_writing (double fraction, gpointer relay)
{
  bs_progress_relay_tell (0.3 + 0.7 * fraction, relay);
}

static gboolean
write_pdf (ExportJob *job, const BsPdfOptions *options, GPtrArray *lists, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GBytes) bytes = bs_pdf_export (job->environment, (BsDisplayList *const *) lists->pdata,
                                            lists->len, options, cancellable, error);
  gconstpointer data;
  gsize length;

  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  data = g_bytes_get_data (bytes, &length);

  return bs_file_write (job->file, data, length, error);
}

static void export(GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                   GCancellable *cancellable)
{
  ExportJob *job = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_display_list_unref);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_finding_free);
  const BsNode *publication = bs_node_get_member (job->issue, "publication");
  const char *name = bs_node_get_text (publication, "name");
  const char *date = bs_node_get_text (job->issue, "date");
  const char *language = bs_node_get_text (publication, "language");
  g_autofree char *title = g_strdup_printf ("%s %s", name, date);
  BsPdfOptions options = {
    .standard = BS_STANDARD_X4,
    .marks = job->marks,
    .proof = job->proof,
    .title = title,
    .publication = name,
    .date = date,
    .language = *language != '\0' ? language : "zh-CN",
    .media_folder = job->media_folder,
    .progress = tell_writing,
    .progress_data = job->relay,
  };

  g_autoptr (BsPageFormat) format = bs_page_format_load_for_issue (
    job->environment, job->issue,
    bs_issue_get_page_format (job->issue, bs_issue_get_page (job->issue, job->pages[0])), NULL);

  if (format != NULL)
    options.bleed = format->bleed;

  if (!lay_out (job, &options, lists, findings, cancellable, &error)
      || (job->file != NULL && !write_pdf (job, &options, lists, cancellable, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&findings), (GDestroyNotify) g_ptr_array_unref);
}

void
bs_export_job_start (BsSession *session, const BsExportRequest *request, GCancellable *cancellable,
                     BsJobProgress progress, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  ExportJob *job;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (request->pages != NULL && request->pages[0] != NULL);

  task = g_task_new (session, cancellable, callback, data);
  job = g_new0 (ExportJob, 1);
  job->environment = g_object_ref (bs_session_get_environment (session));
  job->issue = bs_node_ref (bs_session_get_root (session));
  job->pages = g_strdupv ((char **) request->pages);
  job->marks = request->marks;
  job->proof = request->proof;
  job->file = request->file != NULL ? g_object_ref (request->file) : NULL;
  job->media_folder = bs_document_get_media_folder (bs_session_get_document (session));
  job->relay = bs_progress_relay_new (task, progress, data);
  g_task_set_source_tag (task, bs_export_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) export_job_free);
  g_task_run_in_thread (task, export);
}

GPtrArray *
bs_export_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
bs_export_count_errors (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    if (((BsFinding *) g_ptr_array_index (findings, i))->level == BS_LEVEL_ERROR)
      n++;

  return n;
}
