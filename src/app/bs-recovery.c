/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-recovery.h"

#include "bs-config.h"
#include "bs-load-job.h"

typedef struct
{
  BsEnvironment *environment;
  BsRecovered recovered;
  BsRecoveryDone done;
  gpointer data;
} Recovery;

typedef struct
{
  Recovery *recovery;
  BsDocument *document;
  GError *error;
} Found;

static gboolean
deliver (gpointer data)
{
  Found *found = data;

  found->recovery->recovered (found->document, found->error, found->recovery->data);
  g_clear_object (&found->document);
  g_clear_error (&found->error);
  g_free (found);

  return G_SOURCE_REMOVE;
}

static void
look (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
      GCancellable *cancellable G_GNUC_UNUSED)
{
  Recovery *recovery = data;
  g_autoptr (GFile) folder = bs_load_job_get_unsaved_folder ();
  g_autoptr (GPtrArray) journals = bs_document_list_unsaved (folder);

  for (guint i = 0; journals != NULL && i < journals->len; i++)
    {
      Found *found = g_new0 (Found, 1);

      found->recovery = recovery;
      found->document = bs_document_load_unsaved (recovery->environment,
                                                  g_ptr_array_index (journals, i), &found->error);
      g_idle_add_full (G_PRIORITY_DEFAULT, deliver, found, NULL);
    }
  g_task_return_boolean (task, TRUE);
}

static void
looked (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Recovery *recovery = data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  if (recovery->done != NULL)
    recovery->done (recovery->data);
  g_object_unref (recovery->environment);
  g_free (recovery);
}

/**
 * bs_recovery_start:
 * @recovered: called for each issue, before @done
 */
void
bs_recovery_start (BsEnvironment *environment, BsRecovered recovered, BsRecoveryDone done,
                   gpointer data)
{
  Recovery *recovery = g_new0 (Recovery, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, looked, recovery);

  recovery->environment = g_object_ref (environment);
  recovery->recovered = recovered;
  recovery->done = done;
  recovery->data = data;
  g_task_set_source_tag (task, bs_recovery_start);
  /* After what was found, which is told at the same priority. */
  g_task_set_priority (task, G_PRIORITY_DEFAULT);
  g_task_set_task_data (task, recovery, NULL);
  g_task_run_in_thread (task, look);
}
