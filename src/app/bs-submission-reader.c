/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-reader.h"

#include "bs-config.h"

#include "desk/bs-accept.h"
#include "desk/bs-desk-error.h"
#include "model/bs-issue.h"
#include "model/bs-media-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whole submissions that are kept: some hundred kilobytes each at most. */
#define MOST_READINGS 100
#define SHA_CHARACTERS 64

/* Photos nobody asked for so long are fetched anew. */
#define KEPT_SECONDS (30 * 24 * 3600)

struct _BsSubmissionReader
{
  GObject parent_instance;

  BsEnvironment *environment;
  BsDeskClient *client;
  GHashTable *readings; /* "ID/VERSION" → BsReading */
  GQueue *keys;         /* of those, the oldest first; owned by the table */
  GFile *folder;
  gboolean swept;
};

G_DEFINE_FINAL_TYPE (BsSubmissionReader, bs_submission_reader, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (BsReading, bs_reading, bs_reading_copy, bs_reading_free)

BsReading *
bs_reading_copy (const BsReading *reading)
{
  BsReading *copy = g_new0 (BsReading, 1);

  copy->submission = bs_submission_ref (reading->submission);
  copy->issue = bs_node_ref (reading->issue);

  return copy;
}

void
bs_reading_free (BsReading *reading)
{
  g_clear_pointer (&reading->submission, bs_submission_unref);
  g_clear_pointer (&reading->issue, bs_node_unref);
  g_free (reading);
}

const BsNode *
bs_reading_get_story (const BsReading *reading)
{
  return bs_node_get_element (bs_issue_get_stories (reading->issue), 0);
}

static gboolean
fail_offline (GTask *task)
{
  g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_OFFLINE,
                           _ ("The desk cannot be reached. Try again when it is back"));

  return FALSE;
}

/* --- Texts --- */

typedef struct
{
  char *id;
  guint version;
  BsSubmission *submission;
} Request;

static void
request_free (Request *request)
{
  g_free (request->id);
  g_clear_pointer (&request->submission, bs_submission_unref);
  g_free (request);
}

static void
keep (BsSubmissionReader *self, const BsReading *reading)
{
  char *key = g_strdup_printf ("%s/%u", reading->submission->id, reading->submission->version);

  if (!g_hash_table_contains (self->readings, key))
    g_queue_push_tail (self->keys, g_strdup (key));
  g_hash_table_insert (self->readings, key, bs_reading_copy (reading));
  while (g_queue_get_length (self->keys) > MOST_READINGS)
    {
      g_autofree char *oldest = g_queue_pop_head (self->keys);

      g_hash_table_remove (self->readings, oldest);
    }
}

/* A long text takes a while to be read as a story. */
static void
make_reading (GTask *task, gpointer source, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  BsSubmissionReader *self = source;
  Request *request = data;
  GError *error = NULL;
  BsNode *issue = bs_accept_preview (self->environment, request->submission, &error);
  BsReading *reading;

  if (issue == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_new0 (BsReading, 1);
  reading->submission = bs_submission_ref (request->submission);
  reading->issue = issue;
  g_task_return_pointer (task, reading, (GDestroyNotify) bs_reading_free);
}

static void
got_submission (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->submission = bs_desk_client_get_finish (BS_DESK_CLIENT (source), result, &error);
  if (request->submission == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, make_reading);
}

void
bs_submission_reader_read_async (BsSubmissionReader *self, const char *id, guint version,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Request *request = g_new0 (Request, 1);
  const BsReading *known;

  g_return_if_fail (BS_IS_SUBMISSION_READER (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bs_submission_reader_read_async);
  request->id = g_strdup (id);
  request->version = version;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  known = version > 0 ? bs_submission_reader_peek (self, id, version) : NULL;
  if (known != NULL)
    g_task_return_pointer (task, bs_reading_copy (known), (GDestroyNotify) bs_reading_free);
  else if (self->client == NULL)
    fail_offline (task);
  else
    bs_desk_client_get_async (self->client, id, version, cancellable, got_submission,
                              g_steal_pointer (&task));
}

BsReading *
bs_submission_reader_read_finish (BsSubmissionReader *self, GAsyncResult *result, GError **error)
{
  BsReading *reading;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  reading = g_task_propagate_pointer (G_TASK (result), error);
  if (reading != NULL)
    keep (self, reading);

  return reading;
}

const BsReading *
bs_submission_reader_peek (BsSubmissionReader *self, const char *id, guint version)
{
  g_autofree char *key = g_strdup_printf ("%s/%u", id, version);

  g_return_val_if_fail (BS_IS_SUBMISSION_READER (self), NULL);

  return g_hash_table_lookup (self->readings, key);
}

/* --- Photos --- */

typedef struct
{
  char *sha;
  GFile *file;
} PhotoRequest;

static void
photo_request_free (PhotoRequest *request)
{
  g_free (request->sha);
  g_object_unref (request->file);
  g_free (request);
}

/* A photo that is looked at is young again; those nobody looks at are let go. */
static void
sweep (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
       GCancellable *cancellable G_GNUC_UNUSED)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (
    data, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
    G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *file;

  while (files != NULL && g_file_enumerator_iterate (files, &info, &file, NULL, NULL)
         && info != NULL)
    if (bs_media_name_is_valid (g_file_info_get_name (info))
        && now - (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED)
             > KEPT_SECONDS)
      g_file_delete (file, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
sweep_once (BsSubmissionReader *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->swept)
    return;
  self->swept = TRUE;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, sweep_once);
  g_task_set_task_data (task, g_object_ref (self->folder), g_object_unref);
  g_task_run_in_thread (task, sweep);
}

static void
got_photo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  PhotoRequest *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (bs_desk_client_get_media_finish (BS_DESK_CLIENT (source), result, &error))
    g_task_return_pointer (task, g_object_ref (request->file), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* In a worker: the folder may be on a slow disk. */
static void
look_for_photo (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  g_autofree char *path = g_file_get_path (data);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_task_return_boolean (task, g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BsSubmissionReader *self = BS_SUBMISSION_READER (source);
  PhotoRequest *request = g_task_get_task_data (task);

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    {
      g_task_return_pointer (task, g_object_ref (request->file), g_object_unref);
    }
  else if (self->client == NULL)
    {
      fail_offline (task);
    }
  else
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      bs_desk_client_get_media_async (self->client, request->sha, request->file, cancellable,
                                      got_photo, g_steal_pointer (&task));
    }
}

void
bs_submission_reader_get_photo_async (BsSubmissionReader *self, const char *name,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) look = NULL;
  PhotoRequest *request;

  g_return_if_fail (BS_IS_SUBMISSION_READER (self));
  g_return_if_fail (bs_media_name_is_valid (name));

  sweep_once (self);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bs_submission_reader_get_photo_async);
  request = g_new0 (PhotoRequest, 1);
  request->sha = g_strndup (name, SHA_CHARACTERS);
  request->file = g_file_get_child (self->folder, name);
  g_task_set_task_data (task, request, (GDestroyNotify) photo_request_free);

  look = g_task_new (self, NULL, looked, g_steal_pointer (&task));
  g_task_set_source_tag (look, look_for_photo);
  g_task_set_task_data (look, g_object_ref (request->file), g_object_unref);
  g_task_run_in_thread (look, look_for_photo);
}

GFile *
bs_submission_reader_get_photo_finish (BsSubmissionReader *self, GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- The object --- */

static void
bs_submission_reader_finalize (GObject *object)
{
  BsSubmissionReader *self = BS_SUBMISSION_READER (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->client);
  g_hash_table_unref (self->readings);
  g_queue_free_full (self->keys, g_free);
  g_object_unref (self->folder);

  G_OBJECT_CLASS (bs_submission_reader_parent_class)->finalize (object);
}

static void
bs_submission_reader_class_init (BsSubmissionReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_submission_reader_finalize;
}

static void
bs_submission_reader_init (BsSubmissionReader *self)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "broadsheet", "submissions",
                                            NULL);

  self->folder = g_file_new_for_path (path);
  self->readings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) bs_reading_free);
  self->keys = g_queue_new ();
}

BsSubmissionReader *
bs_submission_reader_new (BsEnvironment *environment)
{
  BsSubmissionReader *self = g_object_new (BS_TYPE_SUBMISSION_READER, NULL);

  self->environment = g_object_ref (environment);

  return self;
}

void
bs_submission_reader_set_client (BsSubmissionReader *self, BsDeskClient *client)
{
  g_return_if_fail (BS_IS_SUBMISSION_READER (self));

  g_set_object (&self->client, client);
}
