/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-load-job.h"

#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _BsLoadJob
{
  gatomicrefcount ref_count;
  BsEnvironment *environment;
  GFile *file;
  gboolean as_copy;
  int done; /* atomic; the two below are the thread's until then */
  BsDocument *document;
  GError *error;

  /* Main thread */
  gboolean told; /* the thread's end has come through the main loop */
  BsLoaded loaded;
  gpointer data;
};

static gboolean
copy_media (GFile *from, GFile *to, GError **error)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (from,
                                                                 G_FILE_ATTRIBUTE_STANDARD_NAME,
                                                                 G_FILE_QUERY_INFO_NONE, NULL,
                                                                 NULL);

  /* An issue without photos has no such folder. */
  if (files == NULL)
    return TRUE;
  if (!g_file_make_directory_with_parents (to, NULL, error))
    return FALSE;

  for (;;)
    {
      GFile *child;
      g_autoptr (GFile) target = NULL;
      GFileInfo *info;

      if (!g_file_enumerator_iterate (files, &info, &child, NULL, error))
        return FALSE;
      if (info == NULL)
        return TRUE;
      target = g_file_get_child (to, g_file_info_get_name (info));
      if (!g_file_copy (child, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
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
copy_issue (GFile *file, GError **error)
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
  if (!g_file_copy (file, copy, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error)
      || !copy_media (media, media_copy, error))
    return NULL;

  return g_steal_pointer (&copy);
}

static BsDocument *
load (BsLoadJob *job, GError **error)
{
  g_autoptr (GFile) file = job->as_copy ? copy_issue (job->file, error) : g_object_ref (job->file);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) minor = NULL;
  BsDocument *document;

  document = file != NULL ? bs_document_load (job->environment, file, error) : NULL;
  if (document == NULL)
    return NULL;

  /* Somebody else has it: the document is then read-only and says who. */
  if (!bs_document_get_read_only (document) && !bs_document_lock (document, &minor))
    g_info ("%s", minor->message);
  folder = bs_load_job_get_unsaved_folder ();
  g_clear_error (&minor);
  if (!bs_document_get_read_only (document)
      && !bs_document_start_journal (document, folder, &minor))
    g_message ("%s", minor->message);

  return document;
}

static void
run (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
     GCancellable *cancellable G_GNUC_UNUSED)
{
  BsLoadJob *job = data;

  job->document = load (job, &job->error);
  g_atomic_int_set (&job->done, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
tell (BsLoadJob *job)
{
  BsLoaded loaded = g_steal_pointer (&job->loaded);

  if (loaded != NULL)
    loaded (job, job->data);
}

static void
ran (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsLoadJob *job = g_task_get_task_data (G_TASK (result));

  job->told = TRUE;
  tell (job);
}

static gboolean
tell_when_idle (gpointer data)
{
  tell (data);

  return G_SOURCE_REMOVE;
}

/**
 * bs_load_job_start:
 * @as_copy: whether to open a private copy in the cache folder
 *
 * Returns: (transfer full): the job, at work
 */
BsLoadJob *
bs_load_job_start (BsEnvironment *environment, GFile *file, gboolean as_copy)
{
  BsLoadJob *job = g_new0 (BsLoadJob, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, ran, NULL);

  g_atomic_ref_count_init (&job->ref_count);
  job->environment = g_object_ref (environment);
  job->file = g_object_ref (file);
  job->as_copy = as_copy;
  g_task_set_source_tag (task, bs_load_job_start);
  g_task_set_task_data (task, bs_load_job_ref (job), (GDestroyNotify) bs_load_job_unref);
  g_task_run_in_thread (task, run);

  return job;
}

GFile *
bs_load_job_get_file (BsLoadJob *job)
{
  return job->file;
}

void
bs_load_job_wait (BsLoadJob *job, BsLoaded loaded, gpointer data)
{
  g_return_if_fail (job->loaded == NULL);

  job->loaded = loaded;
  job->data = data;
  if (job->told)
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_when_idle, bs_load_job_ref (job),
                     (GDestroyNotify) bs_load_job_unref);
}

gboolean
bs_load_job_is_done (BsLoadJob *job)
{
  return g_atomic_int_get (&job->done);
}

gboolean
bs_load_job_has_document (BsLoadJob *job)
{
  g_return_val_if_fail (bs_load_job_is_done (job), FALSE);

  return job->document != NULL;
}

/**
 * bs_load_job_finish:
 *
 * Returns: (transfer full) (nullable): the document, as on the first call; %NULL with @error set
 */
BsDocument *
bs_load_job_finish (BsLoadJob *job, GError **error)
{
  g_return_val_if_fail (bs_load_job_is_done (job), NULL);

  if (job->document == NULL)
    g_propagate_error (error, g_error_copy (job->error));

  return g_steal_pointer (&job->document);
}

BsLoadJob *
bs_load_job_ref (BsLoadJob *job)
{
  g_atomic_ref_count_inc (&job->ref_count);

  return job;
}

void
bs_load_job_unref (BsLoadJob *job)
{
  if (!g_atomic_ref_count_dec (&job->ref_count))
    return;

  g_clear_object (&job->environment);
  g_clear_object (&job->file);
  g_clear_object (&job->document);
  g_clear_error (&job->error);
  g_free (job);
}

GFile *
bs_load_job_get_unsaved_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "broadsheet", "unsaved", NULL);

  if (g_mkdir_with_parents (path, 0700) != 0)
    g_message ("%s: %s", path, g_strerror (errno));

  return g_file_new_for_path (path);
}
