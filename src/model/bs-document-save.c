/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document goes into its file. All that waits for the disk is done by a job that needs nothing
 * of the document but what it was given, so that a worker can do it while editing goes on.
 */

#include "bs-document-private.h"

#include "base/bs-file.h"
#include "bs-json.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  SAVE_CHECKED, /* not over somebody else's changes */
  SAVE_FORCED,
  SAVE_AS
} SaveMode;

typedef struct
{
  /* what is to be done */
  SaveMode mode;
  GFile *file;
  BsNode *root;
  guint64 state; /* of the document, at the time of @root */
  gboolean modified;
  char *old_digest;   /* of the file as it was loaded or saved */
  GFile *media;       /* to be copied; or NULL */
  BsJournal *journal; /* borrowed; to begin anew; or NULL */
  BsJournalMark mark; /* the journal's end, at the time of @root */
  BsLock *lock;       /* on the new file of a save-as; or NULL */

  /* what came of it */
  BsFileState disk;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_clear_object (&job->file);
  g_clear_object (&job->media);
  g_clear_pointer (&job->root, bs_node_unref);
  g_clear_pointer (&job->old_digest, g_free);
  g_clear_pointer (&job->lock, bs_lock_free);
  bs_file_state_clear (&job->disk);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveJob, save_job_free)

static gboolean
fail_write (GError **error, GError *reason)
{
  const char *remedy = _ ("Save it under another name or in another folder");

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    remedy = _ ("Make room on the disk, or save it elsewhere");

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE, _ ("%s. The old file is as it was. %s"),
               reason->message, remedy);
  return FALSE;
}

/* NULL where there is no file. A file that cannot be read, or is huge, is not what was loaded. */
static char *
digest_on_disk (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bs_file_read (file, BS_JSON_MAX_SIZE, &error);

  if (bytes != NULL)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? NULL : g_strdup ("unreadable");
}

static gboolean
same_stat (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec
         && a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* FALSE where somebody else wrote the file; *untouched where there is nothing to write. */
static gboolean
look_at_file (SaveJob *job, gboolean *untouched, GError **error)
{
  g_autofree char *digest = digest_on_disk (job->file);

  if (digest != NULL && g_strcmp0 (digest, job->old_digest) != 0)
    {
      g_autofree char *name = bs_document_display_name (job->file);

      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
                   _ ("%s: was changed by another program since it was opened. Save under another "
                      "name, or overwrite what the other program wrote"),
                   name);
      return FALSE;
    }
  *untouched = digest != NULL && !job->modified;

  return TRUE;
}

/* A crash before the file is replaced finds the old base, one after it finds the new one. */
static void
announce (SaveJob *job, const char *digest)
{
  g_autoptr (BsNode) line = NULL;

  if (job->journal == NULL)
    return;

  line = bs_document_journal_saving (digest, job->mark);
  /* Where the journal cannot be written, the more reason to save. */
  if (bs_journal_append (job->journal, line, NULL))
    bs_journal_sync (job->journal, NULL);
}

static void
begin_journal_anew (SaveJob *job)
{
  g_autoptr (BsNode) header = NULL;

  if (job->journal == NULL)
    return;

  /* If it fails, the old one with its announcement does as well. */
  header = bs_document_journal_header (job->disk.digest, NULL, FALSE);
  bs_journal_rebase (job->journal, header, job->mark, NULL);
}

/* Any thread. */
static gboolean
run_save_job (SaveJob *job, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *text = NULL;
  gboolean untouched = FALSE;
  gsize length;

  if (job->mode == SAVE_CHECKED && !look_at_file (job, &untouched, error))
    return FALSE;
  if (untouched)
    {
      job->disk.digest = g_strdup (job->old_digest);
      bs_document_stat (job->file, &job->disk.info);
      return TRUE;
    }
  if (job->media != NULL)
    {
      g_autoptr (GFile) folder = bs_document_media_folder_of (job->file);

      if (!bs_document_copy_media (job->media, folder, error))
        return FALSE;
    }

  text = bs_json_write (job->root, BS_JSON_LINES, &length);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, length);
  announce (job, digest);
  if (!bs_file_write (job->file, text, length, &reason))
    return fail_write (error, reason);

  job->disk.digest = g_steal_pointer (&digest);
  bs_document_stat (job->file, &job->disk.info);
  begin_journal_anew (job);

  return TRUE;
}

static gboolean
check_can_save (BsDocument *self, SaveMode mode, GFile *file, GError **error)
{
  gboolean elsewhere = mode == SAVE_AS && (self->file == NULL || !g_file_equal (self->file, file));

  if (self->saving)
    {
      g_set_error_literal (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
                           _ ("The issue is being saved already. Wait until that is done"));
      return FALSE;
    }
  /* Whoever may not write this file may still keep a copy. */
  if (!(elsewhere && self->read_only_code == BS_MODEL_ERROR_LOCKED)
      && !bs_document_check_writable (self, error))
    return FALSE;
  if (file == NULL)
    {
      g_set_error_literal (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
                           _ ("The issue has no file yet. Save it under a name"));
      return FALSE;
    }
  if (!g_file_is_native (file))
    {
      g_set_error_literal (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
                           _ ("Only files on this machine can be written. Save it in a folder "
                              "here"));
      return FALSE;
    }

  return TRUE;
}

/* NULL if it must not be begun. */
static SaveJob *
prepare_save_job (BsDocument *self, SaveMode mode, GFile *file, GError **error)
{
  g_autoptr (SaveJob) job = NULL;
  gboolean elsewhere;

  if (!check_can_save (self, mode, file, error))
    return NULL;

  elsewhere = self->file == NULL || !g_file_equal (self->file, file);
  job = g_new0 (SaveJob, 1);
  job->mode = mode;
  job->file = g_object_ref (file);
  job->root = bs_node_ref (self->root);
  job->state = self->state;
  job->modified = bs_document_get_modified (self);
  job->old_digest = g_strdup (self->disk.digest);
  if (elsewhere && self->file != NULL)
    job->media = bs_document_media_folder_of (self->file);
  else if (elsewhere && self->scratch_media != NULL)
    job->media = g_object_ref (self->scratch_media);
  if (!elsewhere && self->journal != NULL)
    {
      job->journal = self->journal;
      job->mark = bs_journal_get_end (self->journal);
    }
  if (elsewhere && (self->lock != NULL || self->journal != NULL))
    {
      job->lock = bs_lock_new (self->environment, file, error);
      if (job->lock == NULL)
        return NULL;
    }
  else if ((elsewhere || self->lock == NULL) && !bs_lock_check_free (file, error))
    return NULL;

  return g_steal_pointer (&job);
}

/* Photos that were taken in while a worker saved the issue elsewhere. */
static gboolean
fetch_late_media (BsDocument *self, GFile *file)
{
  g_autoptr (GFile) to = bs_document_media_folder_of (file);
  g_autoptr (GFile) from = self->file != NULL            ? bs_document_media_folder_of (self->file)
                           : self->scratch_media != NULL ? g_object_ref (self->scratch_media)
                                                         : NULL;

  return from == NULL || bs_document_copy_media (from, to, NULL);
}

/* What the document makes of a job that was done. */
static void
take_over (BsDocument *self, SaveJob *job)
{
  gboolean elsewhere = self->file == NULL || !g_file_equal (self->file, job->file);
  gboolean media_is_complete = !elsewhere || fetch_late_media (self, job->file);

  g_set_object (&self->file, job->file);
  g_clear_pointer (&self->saved_root, bs_node_unref);
  self->saved_root = bs_node_ref (job->root);
  bs_file_state_clear (&self->disk);
  self->disk = job->disk;
  memset (&job->disk, 0, sizeof job->disk);
  if (job->lock != NULL)
    {
      g_clear_pointer (&self->lock, bs_lock_free);
      self->lock = g_steal_pointer (&job->lock);
    }
  if (elsewhere && self->read_only_reason != NULL)
    bs_document_make_read_only (self, BS_MODEL_ERROR_LOCKED, NULL);
  bs_document_journal_saved (self);
  bs_document_mark_saved (self, job->state);
  if (elsewhere)
    {
      bs_document_move_journal (self);
      /* Rather a folder too many than a photo too few. */
      self->scratch_is_temporary = media_is_complete;
      bs_document_drop_scratch (self);
    }
}

static gboolean
save_now (BsDocument *self, SaveMode mode, GFile *file, GError **error)
{
  g_autoptr (SaveJob) job = prepare_save_job (self, mode, file, error);

  if (job == NULL || !run_save_job (job, error))
    return FALSE;
  take_over (self, job);

  return TRUE;
}

/**
 * bs_document_save:
 *
 * Writes the file anew as a whole; when this returns %TRUE it is on the disk. A file that already
 * holds exactly this issue is left alone.
 *
 * Returns: %TRUE if saved; else the file is as it was and the issue still modified:
 *   %BS_MODEL_ERROR_CONFLICT if somebody else changed the file (see bs_document_save_forced()),
 *   _WRITE, _TOO_NEW or _LOCKED
 */
gboolean
bs_document_save (BsDocument *self, GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->open == NULL, FALSE);

  return save_now (self, SAVE_CHECKED, self->file, error);
}

/**
 * bs_document_save_forced:
 *
 * As bs_document_save(), though the file was changed by somebody else: their work is overwritten.
 */
gboolean
bs_document_save_forced (BsDocument *self, GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->open == NULL, FALSE);

  return save_now (self, SAVE_FORCED, self->file, error);
}

/**
 * bs_document_save_as:
 * @file: is overwritten if it exists; becomes the file
 *
 * Photos are copied into the media folder of @file first. Lock and journal move to @file.
 */
gboolean
bs_document_save_as (BsDocument *self, GFile *file, GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (self->open == NULL, FALSE);

  return save_now (self, SAVE_AS, file, error);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_save_job (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bs_document_save_async:
 * @file: (nullable): %NULL: as bs_document_save(); else as bs_document_save_as()
 * @cancellable: (nullable): has an effect before the writing begins only
 *
 * Saves the issue as it is now, in a worker. Editing may go on meanwhile; another save may not.
 */
void
bs_document_save_async (BsDocument *self, GFile *file, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  SaveJob *job;

  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (self->open == NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bs_document_save_async);
  g_task_set_check_cancellable (task, FALSE);
  job = prepare_save_job (self, file != NULL ? SAVE_AS : SAVE_CHECKED,
                          file != NULL ? file : self->file, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, job, (GDestroyNotify) save_job_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  self->saving = TRUE;
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * bs_document_save_finish:
 *
 * Must be called: only now the document takes over what the worker did.
 *
 * Returns: as bs_document_save(); also %G_IO_ERROR_CANCELLED
 */
gboolean
bs_document_save_finish (BsDocument *self, GAsyncResult *result, GError **error)
{
  GTask *task;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  task = G_TASK (result);
  if (g_task_get_task_data (task) != NULL)
    self->saving = FALSE;
  if (!g_task_propagate_boolean (task, error))
    return FALSE;
  take_over (self, g_task_get_task_data (task));

  return TRUE;
}

/**
 * bs_document_changed_on_disk:
 *
 * Cheap while nothing has happened to the file; else its content decides.
 *
 * Returns: whether the file is gone or has another content than was loaded or saved
 */
gboolean
bs_document_changed_on_disk (BsDocument *self)
{
  g_autofree char *digest = NULL;
  struct stat info;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);

  if (self->file == NULL || self->saving)
    return FALSE;
  if (bs_document_stat (self->file, &info) && same_stat (&info, &self->disk.info))
    return FALSE;

  digest = digest_on_disk (self->file);
  if (g_strcmp0 (digest, self->disk.digest) != 0)
    return TRUE;

  self->disk.info = info;
  return FALSE;
}

/**
 * bs_document_lock:
 *
 * Says to other windows and machines that this one writes the file, until the document goes. Where
 * somebody else does, the document becomes read-only, with the reason.
 *
 * Returns: %TRUE if nobody else does; else %BS_MODEL_ERROR_LOCKED, naming them, or _WRITE where no
 *   lock can be made
 */
gboolean
bs_document_lock (BsDocument *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->file != NULL, FALSE);

  if (self->lock != NULL)
    return TRUE;
  self->lock = bs_lock_new (self->environment, self->file, &reason);
  if (self->lock != NULL)
    return TRUE;

  if (g_error_matches (reason, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED)
      && self->read_only_reason == NULL)
    bs_document_make_read_only (self, BS_MODEL_ERROR_LOCKED, reason->message);
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}
