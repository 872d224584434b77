/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-new-issue-job.h"

#include "bs-config.h"
#include "bs-load-job.h"

#include "model/bs-template.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BsEnvironment *environment;
  BsNode *root;
  GFile *photos;
  GFile *file;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->environment);
  g_clear_pointer (&job->root, bs_node_unref);
  g_clear_object (&job->photos);
  g_clear_object (&job->file);
  g_free (job);
}

static gboolean
save (Job *job, BsDocument *document, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (job->file);
  g_autoptr (GError) reason = NULL;

  if (g_file_query_exists (job->file, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _ ("%s: there is a file of this name already. Choose another name, or open that "
                      "issue."),
                   g_file_peek_path (job->file));
      return FALSE;
    }
  if (!g_file_make_directory_with_parents (folder, NULL, &reason)
      && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  return bs_document_save_as (document, job->file, error);
}

static void
make (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
      GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (BsDocument) document = bs_document_new_from (job->environment, bs_node_ref (job->root),
                                                          &error);
  g_autoptr (GFile) unsaved = bs_load_job_get_unsaved_folder ();
  g_autoptr (GError) minor = NULL;

  if (document == NULL || (job->file != NULL && !save (job, document, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  /* It can be worked on without: the window tells when the journal fails. */
  if (!bs_document_start_journal (document, unsaved, &minor))
    g_message ("%s", minor->message);
  if (job->photos != NULL)
    {
      g_autoptr (GFile) media = bs_document_get_media_folder (document);

      if (!bs_template_copy_media (job->root, job->photos, media, &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }
  g_task_return_pointer (task, g_steal_pointer (&document), g_object_unref);
}

void
bs_new_issue_job_start (BsEnvironment *environment, const BsNode *root, GFile *photos, GFile *file,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = g_new0 (Job, 1);

  job->environment = g_object_ref (environment);
  job->root = bs_node_ref (root);
  g_set_object (&job->photos, photos);
  g_set_object (&job->file, file);
  g_task_set_source_tag (task, bs_new_issue_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, make);
}

BsDocument *
bs_new_issue_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
