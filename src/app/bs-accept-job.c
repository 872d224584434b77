/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-accept-job.h"

#include "bs-config.h"

#include "desk/bs-accept.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-standing.h"
#include "model/bs-issue.h"
#include "model/bs-left-media.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The decision is sent again with the same key, which the desk answers as the first time. */
#define MOST_TRIES 4
#define FIRST_PAUSE 700 /* milliseconds; twice as long each time */

typedef struct
{
  BsDesk *desk;
  BsDeskClient *client;
  BsSubmissionReader *reader;
  BsSession *session;
  GCancellable *cancellable;
  gulong cancelled;
  char *id;
  guint version;
  char *page, *section;
  char **tags;
  BsNode *merged;
  BsAcceptProgress progress;
  gpointer progress_data;

  BsReading *reading;
  GPtrArray *names; /* of photos */
  guint n_stored;   /* of @names, from the first; some may have gone again */
  guint fetched;    /* index in @names of the one that is being fetched */
  GFile *folder;    /* where they are stored; NULL: none yet */
  GPtrArray *added; /* those of @names that were not there before */
  char *story;
  BsNode *after; /* the issue after our step; NULL: it was not changed */
  char *key;
  guint tries;
} Job;

static void read_text (GTask *task);
static void fetch_next (GTask *task);
static void decide (GTask *task);

static void
job_free (Job *job)
{
  g_clear_signal_handler (&job->cancelled, job->cancellable);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->desk);
  g_clear_object (&job->client);
  g_clear_object (&job->reader);
  g_clear_object (&job->session);
  g_free (job->id);
  g_free (job->page);
  g_free (job->section);
  g_strfreev (job->tags);
  g_clear_pointer (&job->merged, bs_node_unref);
  g_clear_pointer (&job->reading, bs_reading_free);
  g_ptr_array_unref (job->added);
  g_clear_pointer (&job->names, g_ptr_array_unref);
  g_clear_object (&job->folder);
  g_free (job->story);
  g_clear_pointer (&job->after, bs_node_unref);
  g_free (job->key);
  g_free (job);
}

void
bs_accepted_free (BsAccepted *accepted)
{
  g_clear_pointer (&accepted->submission, bs_submission_unref);
  g_free (accepted->story);
  g_free (accepted);
}

char *
bs_accept_job_dup_issue_name (const BsNode *issue)
{
  const char *name = bs_node_get_text (bs_node_get_member (issue, "publication"), "name");
  g_autofree char *both = g_strdup_printf ("%s %s", name, bs_node_get_text (issue, "date"));

  return g_strdup (g_strstrip (both));
}

static void
tell (Job *job, const char *what)
{
  if (job->progress != NULL)
    job->progress (what, job->progress_data);
}

static BsDocument *
get_document (Job *job)
{
  return bs_session_get_document (job->session);
}

/* --- The step --- */

/* Where nothing else was done since, as if it had never been; else as a step of its own. */
static void
take_back (Job *job)
{
  BsDocument *document = get_document (job);

  if (job->after == NULL || bs_document_get_read_only (document))
    return;
  if (bs_document_get_root (document) == job->after)
    bs_document_undo (document);
  else if (job->merged == NULL)
    bs_accept_take_out (document, job->story, NULL);
}

static gboolean
check_writable (Job *job, GError **error)
{
  if (!bs_document_get_read_only (get_document (job)))
    return TRUE;
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_FORBIDDEN,
               _ ("“%s” was not taken in: the issue cannot be changed. Save a copy and take it "
                  "into that"),
               job->reading->submission->headline);

  return FALSE;
}

static gboolean
add_story (Job *job, GError **error)
{
  const BsAcceptPlace place = { job->page, job->section, (const char *const *) job->tags };

  job->story = bs_accept_submission (get_document (job), job->reading->submission, &place, error);

  return job->story != NULL;
}

static gboolean
merge_story (Job *job, const BsNode *story, GError **error)
{
  job->story = g_strdup (bs_node_get_text (story, "id"));

  return bs_accept_merged (get_document (job), bs_session_get_environment (job->session),
                           job->story, job->reading->submission, job->merged, error);
}

/* What a crash or another window has left done is not done again. */
static gboolean
change_issue (Job *job, GError **error)
{
  BsDocument *document = get_document (job);
  const BsNode *story = NULL;
  gboolean done;

  if (!check_writable (job, error))
    return FALSE;
  bs_standing_of (job->reading->submission, bs_document_get_root (document), &story);
  if (story != NULL && job->merged == NULL)
    {
      job->story = g_strdup (bs_node_get_text (story, "id"));
      return TRUE;
    }

  if (job->names->len > 0)
    bs_session_media_changed (job->session);
  done = story != NULL && job->merged != NULL ? merge_story (job, story, error)
                                              : add_story (job, error);
  if (done)
    job->after = bs_node_ref (bs_document_get_root (document));

  return done;
}

/* What was stored for nothing goes, unless something else has come to need it. */
static void
drop_photos (Job *job)
{
  BsDocument *document = get_document (job);
  g_autoptr (GFile) now = bs_document_get_media_folder (document);

  if (job->folder == NULL || !g_file_equal (now, job->folder))
    return;
  g_ptr_array_add (job->added, NULL);
  bs_left_media_drop (document, (const char *const *) job->added->pdata);
  g_ptr_array_set_size (job->added, 0);
}

/* Who closed the issue meanwhile will find the story in it where it came that far, and the desk can be
 * told then; where it did not, nothing stays. */
static void
leave (Job *job)
{
  if (job->after == NULL)
    drop_photos (job);
}

/* At once: where the program ends with the window, no answer to the task comes any more. */
static void
on_cancelled (GCancellable *cancellable G_GNUC_UNUSED, Job *job)
{
  leave (job);
}

static gboolean
left_if_cancelled (GTask *task)
{
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  leave (g_task_get_task_data (task));

  return g_task_return_error_if_cancelled (task);
}

/* Takes back the step there may be, and drops the photos. */
static void
fail (GTask *task, GError *error)
{
  Job *job = g_task_get_task_data (task);
  gboolean added = job->after != NULL;

  if (left_if_cancelled (task))
    {
      g_error_free (error);
      return;
    }
  take_back (job);
  drop_photos (job);
  if (added)
    g_prefix_error (&error, _ ("“%s” is not in the issue, because the desk could not be told. "),
                    job->reading->submission->headline);
  g_task_return_error (task, error);
}

/* --- Telling the desk --- */

static gboolean
decide_again (gpointer data)
{
  GTask *task = data;

  if (!g_task_return_error_if_cancelled (task))
    decide (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static void
decided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BsSubmission) submission = bs_desk_client_decide_finish (BS_DESK_CLIENT (source),
                                                                      result, &error);
  BsAccepted *accepted;

  if (submission == NULL && bs_desk_error_passes (error) && ++job->tries < MOST_TRIES)
    {
      g_clear_error (&error);
      tell (job, _ ("Telling the desk…"));
      g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) FIRST_PAUSE << (job->tries - 1), decide_again,
                          g_steal_pointer (&task), g_object_unref);
      return;
    }
  if (submission == NULL)
    {
      fail (task, error);
      return;
    }

  if (bs_desk_get_feed (job->desk) != NULL)
    bs_desk_feed_take (bs_desk_get_feed (job->desk), submission);
  accepted = g_new0 (BsAccepted, 1);
  accepted->submission = g_steal_pointer (&submission);
  accepted->story = g_strdup (job->story);
  accepted->added = job->after != NULL;
  g_task_return_pointer (task, accepted, (GDestroyNotify) bs_accepted_free);
}

static void
decide (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  const BsNode *issue = bs_session_get_root (job->session);
  const BsNode *story = bs_issue_get_story (issue, job->story);
  g_autofree char *name = bs_accept_job_dup_issue_name (issue);
  const BsDeskDecision decision = {
    .accept = TRUE,
    .note = "",
    .issue = name,
    .page = bs_node_get_text (story, "page"),
    .section = story != NULL ? bs_issue_get_section_of (issue, story) : "",
  };

  bs_desk_client_decide_async (job->client, job->reading->submission, &decision, job->key,
                               g_task_get_cancellable (task), decided, task);
}

/* --- Photos --- */

typedef struct
{
  GFile *folder;
  GFile *photo;
  int mode; /* of the folder, where it has to be made */
  gboolean added;
} Storing;

static void
storing_free (Storing *storing)
{
  g_object_unref (storing->folder);
  g_object_unref (storing->photo);
  g_free (storing);
}

static void
store_photo (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  Storing *storing = data;
  GError *error = NULL;
  g_autofree char *expected = g_file_get_basename (storing->photo);
  g_autofree char *name = bs_left_media_store (storing->folder, storing->mode, storing->photo,
                                               &storing->added, &error);

  if (name == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (strcmp (name, expected) != 0)
    {
      g_autoptr (GFile) copy = g_file_get_child (storing->folder, name);

      if (storing->added)
        g_file_delete (copy, NULL, NULL);
      g_file_delete (storing->photo, NULL, NULL);
      g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                               _ ("The photo: it was damaged on this machine. Try again"));
    }
  else
    {
      g_task_return_boolean (task, TRUE);
    }
}

/* An issue that was saved elsewhere meanwhile has another folder. */
static void
note_stored (Job *job, const Storing *storing)
{
  if (job->folder == NULL || !g_file_equal (job->folder, storing->folder))
    {
      g_set_object (&job->folder, storing->folder);
      g_ptr_array_set_size (job->added, 0);
    }
  if (storing->added)
    g_ptr_array_add (job->added, g_strdup (g_ptr_array_index (job->names, job->fetched)));
}

static void
photo_stored (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (task, error);
      return;
    }
  note_stored (job, g_task_get_task_data (G_TASK (result)));
  job->n_stored = MAX (job->n_stored, job->fetched + 1);
  fetch_next (g_steal_pointer (&task));
}

static void
photo_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  GFile *file = bs_submission_reader_get_photo_finish (BS_SUBMISSION_READER (source), result,
                                                       &error);
  g_autoptr (GTask) storing_task = NULL;
  Storing *storing;

  if (file == NULL)
    {
      fail (task, error);
      return;
    }
  if (left_if_cancelled (task))
    {
      g_object_unref (file);
      return;
    }
  storing = g_new0 (Storing, 1);
  storing->folder = bs_document_get_media_folder (get_document (job));
  storing->photo = file;
  storing->mode = bs_document_get_file (get_document (job)) != NULL ? 0777 : 0700;
  storing_task = g_task_new (NULL, NULL, photo_stored, g_steal_pointer (&task));
  g_task_set_source_tag (storing_task, photo_fetched);
  g_task_set_task_data (storing_task, storing, (GDestroyNotify) storing_free);
  g_task_run_in_thread (storing_task, store_photo);
}

/* The index of one that has still to be stored, or again: another submission that was refused may have
 * dropped the same photo, or the issue have been saved elsewhere. The number of photos: none. */
static guint
find_missing (const Job *job)
{
  BsDocument *document = bs_session_get_document (job->session);
  guint i = job->n_stored;

  if (i < job->names->len)
    return i;
  for (i = 0; i < job->names->len; i++)
    if (!bs_left_media_is_there (document, job->folder, g_ptr_array_index (job->names, i)))
      break;

  return i;
}

static void
fetch_next (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autofree char *what = NULL;
  GError *error = NULL;

  if (left_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  job->fetched = find_missing (job);
  if (job->fetched < job->names->len)
    {
      /* Translators: the second of five photos of a submission is being fetched from the desk. */
      what = g_strdup_printf (_ ("Fetching photo %u of %u…"), job->fetched + 1, job->names->len);
      tell (job, what);
      bs_submission_reader_get_photo_async (job->reader,
                                            g_ptr_array_index (job->names, job->fetched),
                                            g_task_get_cancellable (task), photo_fetched, task);
      return;
    }
  if (!change_issue (job, &error))
    {
      fail (task, error);
      g_object_unref (task);
      return;
    }
  tell (job, _ ("Telling the desk…"));
  decide (task);
}

/* --- Text and claim --- */

static void
text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->reading = bs_submission_reader_read_finish (BS_SUBMISSION_READER (source), result, &error);
  if (job->reading == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->reading->submission->version != job->version)
    {
      if (bs_desk_get_feed (job->desk) != NULL)
        bs_desk_feed_take (bs_desk_get_feed (job->desk), job->reading->submission);
      g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED,
                               _ ("“%s”: %s has sent a newer version meanwhile. Read it, then "
                                  "accept that"),
                               job->reading->submission->headline,
                               job->reading->submission->author);
      return;
    }
  job->names = bs_accept_list_media (job->reading->submission);
  fetch_next (g_steal_pointer (&task));
}

static void
read_text (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  bs_submission_reader_read_async (job->reader, job->id, 0, g_task_get_cancellable (task),
                                   text_read, task);
}

static void
claimed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!bs_desk_client_claim_finish (BS_DESK_CLIENT (source), result, &error))
    g_task_return_error (task, error);
  else
    read_text (g_steal_pointer (&task));
}

static Job *
job_new (BsDesk *desk, BsSubmissionReader *reader, BsSession *session, const BsAcceptOrder *order)
{
  Job *job = g_new0 (Job, 1);

  job->desk = g_object_ref (desk);
  job->reader = g_object_ref (reader);
  job->session = g_object_ref (session);
  g_set_object (&job->client, bs_desk_get_client (desk));
  job->id = g_strdup (order->id);
  job->version = order->version;
  job->page = g_strdup (order->page);
  job->section = g_strdup (order->section);
  job->tags = g_strdupv ((char **) order->tags);
  job->merged = order->merged != NULL ? bs_node_ref (order->merged) : NULL;
  job->key = g_uuid_string_random ();
  job->added = g_ptr_array_new_with_free_func (g_free);

  return job;
}

void
bs_accept_job_start (BsDesk *desk, BsSubmissionReader *reader, BsSession *session,
                     const BsAcceptOrder *order, BsAcceptProgress progress,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job *job = job_new (desk, reader, session, order);

  g_task_set_source_tag (task, bs_accept_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  job->progress = progress;
  job->progress_data = data;
  if (job->client == NULL)
    {
      g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_OFFLINE,
                               _ ("The desk cannot be reached. Try again when it is back"));
      g_object_unref (task);
      return;
    }
  if (g_set_object (&job->cancellable, cancellable))
    job->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled), job);
  tell (job, _ ("Taking it in…"));
  bs_desk_client_claim_async (job->client, job->id, TRUE, cancellable, claimed, task);
}

BsAccepted *
bs_accept_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
