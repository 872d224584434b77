/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-job.h"

#include "bs-config.h"
#include "bs-settings.h"

#include "base/bs-file.h"

typedef struct
{
  BsEnvironment *environment;
  BsNode *issue;
  BsProofRequest request; /* its strings and files are owned */
  GFile *media_folder;
  GDateTime *time;
  char *who;
} ProofJob;

static void
proof_job_free (ProofJob *job)
{
  g_clear_object (&job->environment);
  g_clear_pointer (&job->issue, bs_node_unref);
  g_free ((char *) job->request.id);
  g_clear_object (&job->request.file);
  g_clear_object (&job->media_folder);
  g_clear_pointer (&job->time, g_date_time_unref);
  g_free (job->who);
  g_free (job);
}

static gboolean
write_pdf (const ProofJob *job, const BsProof *proof, const BsProofOptions *options,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) pdf = bs_proof_to_pdf (job->environment, proof, options, cancellable, error);
  const void *data;
  gsize length;

  if (pdf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  data = g_bytes_get_data (pdf, &length);

  return bs_file_write (job->request.file, data, length, error);
}

static void
work (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const ProofJob *job = data;
  const BsProofOptions options = {
    .width = job->request.width,
    .height = job->request.height,
    .number_every = job->request.number_every,
    .full_size = job->request.full_size,
    .who = job->who,
    .time = job->time,
    .media_folder = job->media_folder,
  };
  GError *error = NULL;
  g_autoptr (BsProof) proof = NULL;

  if (job->request.of_page)
    proof = bs_proof_new_page (job->environment, job->issue, job->request.id, &options, &error);
  else
    proof = bs_proof_new_story (job->environment, job->issue, job->request.id, &options, &error);
  if (proof == NULL
      || (job->request.file != NULL && !write_pdf (job, proof, &options, cancellable, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&proof), (GDestroyNotify) bs_proof_free);
}

void
bs_proof_job_start (BsSession *session, const BsProofRequest *request, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GDateTime) now = NULL;
  ProofJob *job;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (request->id != NULL);

  task = g_task_new (session, cancellable, callback, data);
  job = g_new0 (ProofJob, 1);
  job->environment = g_object_ref (bs_session_get_environment (session));
  job->issue = bs_node_ref (bs_session_get_root (session));
  job->request = *request;
  job->request.id = g_strdup (request->id);
  job->request.file = request->file != NULL ? g_object_ref (request->file) : NULL;
  job->media_folder = bs_document_get_media_folder (bs_session_get_document (session));
  now = bs_environment_now (job->environment);
  job->time = g_date_time_to_local (now);
  job->who = bs_settings_dup_author ();
  g_task_set_source_tag (task, bs_proof_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) proof_job_free);
  g_task_run_in_thread (task, work);
}

BsProof *
bs_proof_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
