/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-load-job.h"

#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  BsEnvironment *environment;
  GFile *file;
  gboolean as_copy;
} LoadJob;

static void
load_job_free (LoadJob *job)
{
  g_clear_object (&job->environment);
  g_clear_object (&job->file);
  g_free (job);
}

static gboolean
copy_media (GFile *from, GFile *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (from,
                                                                 G_FILE_ATTRIBUTE_STANDARD_NAME,
                                                                 G_FILE_QUERY_INFO_NONE,
                                                                 cancellable, NULL);

  /* An issue without photos has no such folder. */
  if (files == NULL)
    return TRUE;
  if (!g_file_make_directory_with_parents (to, cancellable, error))
    return FALSE;

  for (;;)
    {
      GFile *child;
      g_autoptr (GFile) target = NULL;
      GFileInfo *info;

      if (!g_file_enumerator_iterate (files, &info, &child, cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;
      target = g_file_get_child (to, g_file_info_get_name (info));
      if (!g_file_copy (child, target, G_FILE_COPY_NONE, cancellable, NULL, NULL, error))
        return FALSE;
    }
}

static GFile *
sibling (GFile *file, const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *stem = g_str_has_suffix (name, ".broadsheet")
                            ? g_strndup (name, strlen (name) - strlen (".broadsheet"))
                            : g_strdup (name);
  g_autofree char *other = g_strconcat (stem, suffix, NULL);

  return g_file_get_child (folder, other);
}

/* The sample is everybody's: what is tried on it must not change it. */
static GFile *
copy_issue (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "broadsheet", NULL);
  g_autofree char *folder = g_build_filename (parent, "sample-XXXXXX", NULL);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) copy = NULL;
  g_autoptr (GFile) media = sibling (file, ".media");
  g_autoptr (GFile) media_copy = NULL;

  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp (folder) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The sample could not be copied to %s: %s. Make room or set XDG_CACHE_HOME."),
                   parent, g_strerror (errno));
      return NULL;
    }

  copy = g_file_new_build_filename (folder, name, NULL);
  media_copy = sibling (copy, ".media");
  if (!g_file_copy (file, copy, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, error)
      || !copy_media (media, media_copy, cancellable, error))
    return NULL;

  return g_steal_pointer (&copy);
}

static void
load (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  LoadJob *job = data;
  GError *error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) minor = NULL;
  BsDocument *document;

  file = job->as_copy ? copy_issue (job->file, cancellable, &error) : g_object_ref (job->file);
  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  document = bs_document_load (job->environment, file, &error);
  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Somebody else has it: the document is then read-only and says who. */
  if (!bs_document_get_read_only (document) && !bs_document_lock (document, &minor))
    g_info ("%s", minor->message);
  folder = bs_load_job_get_unsaved_folder ();
  g_clear_error (&minor);
  if (!bs_document_get_read_only (document)
      && !bs_document_start_journal (document, folder, &minor))
    g_message ("%s", minor->message);

  g_task_return_pointer (task, document, g_object_unref);
}

/**
 * bs_load_job_start:
 * @as_copy: whether to open a private copy in the cache folder
 */
void
bs_load_job_start (BsEnvironment *environment, GFile *file, gboolean as_copy,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  LoadJob *job = g_new0 (LoadJob, 1);

  job->environment = g_object_ref (environment);
  job->file = g_object_ref (file);
  job->as_copy = as_copy;
  g_task_set_source_tag (task, bs_load_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) load_job_free);
  g_task_run_in_thread (task, load);
}

BsDocument *
bs_load_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
bs_load_job_get_unsaved_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "broadsheet", "unsaved", NULL);

  if (g_mkdir_with_parents (path, 0700) != 0)
    g_message ("%s: %s", path, g_strerror (errno));

  return g_file_new_for_path (path);
}
