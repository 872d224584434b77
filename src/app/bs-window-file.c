/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-window-private.h"

#include "bs-config.h"
#include "bs-conflict-dialog.h"
#include "bs-dialogs.h"
#include "bs-load-job.h"
#include "bs-publications.h"
#include "bs-recent-issues.h"

#include "model/bs-model-error.h"

#include <glib/gi18n-lib.h>

/* --- Opening --- */

/* For the start page. */
void
bs_window_remember (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  GFile *file = bs_document_get_file (document);
  const BsNode *root = bs_document_get_root (document);
  g_autofree char *title = NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  /* The private copy of the sample is nothing to come back to. */
  if (path == NULL || g_str_has_prefix (path, g_get_user_cache_dir ()))
    return;

  title = g_strdup_printf ("%s %s",
                           bs_node_get_text (bs_node_get_member (root, "publication"), "name"),
                           bs_node_get_text (root, "date"));
  bs_recent_issues_remember (file, title);
  bs_publications_record (bs_publications_get (self->environment), root);
}

static void
finish_loading (BsWindow *self, BsLoadJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_load_job_finish (job, &error);

  g_clear_pointer (&self->loading, bs_load_job_unref);
  if (document == NULL)
    {
      g_clear_pointer (&self->wanted_submission, g_free);
      gtk_stack_set_visible_child_name (self->stack, self->session != NULL ? "issue" : "start");
      bs_window_update_actions (self);
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Issue Could Not Be Opened"), error->message);
      return;
    }

  bs_window_set_document (self, document);
}

static void
loaded (BsLoadJob *job, gpointer data)
{
  g_autoptr (BsWindow) self = data;

  /* Another issue may have been asked for, or the window closed. */
  if (job != self->loading)
    return;

  finish_loading (self, job);
}

/**
 * bs_window_open_job:
 *
 * Shows the issue that @job brings, at once if it has done so already.
 */
void
bs_window_open_job (BsWindow *self, BsLoadJob *job)
{
  g_return_if_fail (BS_IS_WINDOW (self));

  g_clear_pointer (&self->loading, bs_load_job_unref);
  self->loading = bs_load_job_ref (job);
  if (bs_load_job_is_done (job))
    {
      finish_loading (self, job);
      return;
    }

  if (self->session == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  bs_load_job_wait (job, loaded, g_object_ref (self));
}

/**
 * bs_window_open:
 * @as_copy: whether a private copy is opened, as for the sample
 */
void
bs_window_open (BsWindow *self, GFile *file, gboolean as_copy)
{
  g_autoptr (BsLoadJob) job = NULL;

  g_return_if_fail (BS_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  job = bs_load_job_start (self->environment, file, as_copy);
  bs_window_open_job (self, job);
}

static void
read_saved (GTask *task, gpointer source, gpointer environment,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  BsDocument *saved = bs_document_load_saved (environment, bs_document_get_file (source), &error);

  if (saved != NULL)
    g_task_return_pointer (task, saved, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
saved_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) saved = g_task_propagate_pointer (G_TASK (result), &error);

  /* The window may have another issue by now, or none that is to be changed any more. */
  if (bs_window_get_document (self) != BS_DOCUMENT (source) || self->closed)
    return;

  if (saved == NULL || !bs_document_merge (BS_DOCUMENT (source), saved, &error))
    {
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Issue Was Not Reloaded"), error->message);
      return;
    }
  bs_window_hide_banner (self);
  bs_window_toast_undo (self, _ ("The issue is as it was saved by somebody else"), 1);
}

/* Who writes the issue keeps it, with the lock, and takes over what was saved; who may only read
 * opens it anew: the lock may be free now. */
void
bs_window_reload (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) file = NULL;

  if (document == NULL || bs_document_get_file (document) == NULL)
    return;

  if (bs_document_get_read_only (document))
    {
      file = g_object_ref (bs_document_get_file (document));
      bs_window_hide_banner (self);
      bs_window_open (self, file, FALSE);
      return;
    }
  task = g_task_new (document, NULL, saved_read, g_object_ref (self));
  g_task_set_source_tag (task, bs_window_reload);
  g_task_set_task_data (task, g_object_ref (self->environment), g_object_unref);
  g_task_run_in_thread (task, read_saved);
}

/* --- Changed by somebody else --- */

static void
file_changed (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);

  if (document == NULL || self->saving || !bs_document_changed_on_disk (document))
    return;

  if (bs_document_get_modified (document))
    bs_window_show_banner (self,
                           _ ("Somebody else changed this issue's file. Look at what they did, so "
                              "that neither your work nor theirs is lost."),
                           _ ("Compare…"), "win.compare");
  else
    bs_window_show_banner (self, _ ("Somebody else changed this issue's file."), _ ("Reload"),
                           "win.reload");
}

void
bs_window_watch_file (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  GFile *file = document != NULL ? bs_document_get_file (document) : NULL;

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (file == NULL)
    return;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed), self,
                             G_CONNECT_SWAPPED);
}

/* --- Saving --- */

/* Shows what they changed and what was changed here, and what can be done. */
void
bs_window_compare (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);

  if (document != NULL && bs_document_get_saved_root (document) != NULL)
    gtk_window_present (GTK_WINDOW (bs_conflict_dialog_new (GTK_WINDOW (self), self->session)));
}

/* Over what somebody else wrote, when that was looked at. */
void
bs_window_save_over (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  g_autoptr (GError) error = NULL;

  if (document == NULL || self->saving)
    return;
  if (!bs_document_save_forced (document, &error))
    {
      bs_dialogs_error (GTK_WINDOW (self), _ ("The Issue Was Not Saved"), error->message);
      return;
    }
  bs_window_hide_banner (self);
  bs_window_schedule_title (self);
}

static void
save_failed (BsWindow *self, const GError *error)
{
  if (g_error_matches (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT))
    bs_window_compare (self);
  else
    bs_dialogs_error (GTK_WINDOW (self), _ ("The Issue Was Not Saved"), error->message);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsWindow) self = user_data;
  BsDocument *document = BS_DOCUMENT (source);
  g_autoptr (GError) error = NULL;
  gboolean done = bs_document_save_finish (document, result, &error);

  self->saving = FALSE;
  bs_window_schedule_title (self);
  bs_window_update_actions (self);
  if (!done)
    {
      self->close_after_save = FALSE;
      self->save_again = FALSE;
      save_failed (self, error);
      return;
    }
  /* The window may have another issue by now. */
  if (bs_window_get_document (self) != document)
    return;

  bs_window_hide_banner (self);
  bs_window_watch_file (self);
  bs_window_remember (self);
  if (self->save_again && bs_document_get_modified (document))
    {
      bs_window_save (self);
      return;
    }
  if (self->close_after_save)
    {
      self->close_after_save = FALSE;
      /* Something may have been typed while it was saved. */
      if (!bs_document_get_modified (document))
        gtk_window_close (GTK_WINDOW (self));
    }
}

static void
save_to (BsWindow *self, GFile *file)
{
  BsDocument *document = bs_window_get_document (self);

  self->saving = TRUE;
  self->save_again = FALSE;
  bs_window_schedule_title (self);
  bs_window_update_actions (self);
  bs_document_save_async (document, file, NULL, saved, g_object_ref (self));
}

static void
save_chosen (GListModel *files, gpointer data)
{
  BsWindow *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  save_to (self, file);
}

void
bs_window_save_as (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  const BsNode *root;
  g_autofree char *name = NULL;

  if (document == NULL || self->saving)
    return;

  root = bs_document_get_root (document);
  name = g_strdup_printf ("%s %s.broadsheet",
                          bs_node_get_text (bs_node_get_member (root, "publication"), "name"),
                          bs_node_get_text (root, "date"));
  g_strdelimit (name, "/", '-');
  bs_dialogs_choose (GTK_WINDOW (self), BS_CHOOSE_SAVE_ISSUE, name, save_chosen, self);
}

void
bs_window_save (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);

  if (document == NULL)
    return;
  if (self->saving)
    self->save_again = TRUE;
  else if (bs_document_get_file (document) == NULL || bs_document_get_read_only (document))
    bs_window_save_as (self);
  else
    save_to (self, NULL);
}

/* --- Closing --- */

static void
close_answered (const char *response, gpointer data)
{
  g_autoptr (BsWindow) self = data;

  if (g_strcmp0 (response, "action") == 0)
    {
      self->close_after_save = TRUE;
      bs_window_save (self);
    }
  else if (g_strcmp0 (response, "alternative") == 0)
    {
      self->closing = TRUE;
      bs_document_discard_journal (bs_window_get_document (self));
      gtk_window_close (GTK_WINDOW (self));
    }
}

gboolean
bs_window_close_request (BsWindow *self)
{
  BsDocument *document = bs_window_get_document (self);
  BsQuestion question = {
    .heading = _ ("Save the Changes?"),
    .body = _ ("Changes that are not saved are lost for good."),
    .cancel = _ ("_Cancel"),
    .alternative = _ ("_Discard"),
    .alternative_destroys = TRUE,
    .action = _ ("_Save"),
  };

  if (self->closing || document == NULL)
    return FALSE;
  /* A copy of what may only be read is saved too. */
  if (self->saving)
    {
      self->close_after_save = TRUE;
      return TRUE;
    }
  if (bs_document_get_read_only (document) || !bs_document_get_modified (document))
    return FALSE;

  bs_dialogs_ask (GTK_WINDOW (self), &question, close_answered, g_object_ref (self));

  return TRUE;
}
