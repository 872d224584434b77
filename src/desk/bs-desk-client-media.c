/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos to and from the desk: what has arrived before is not sent again.
 */

#include "bs-desk-client-private.h"

#include "bs-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PARTIAL_TYPE "application/partial-upload"
/* What an answer to an upload says in its body is short. */
#define MAX_ANSWER 65536

static SoupMessage *
make_message (BsDeskClient *self, const char *method, const char *sha)
{
  g_autofree char *path = g_strconcat ("/v1/media/", sha, NULL);

  return bs_desk_client_make_message (self, method, path, NULL);
}

static void
fail_status (GTask *task, guint status, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (BsNode) answer = bs_desk_answer_read (status, bytes, &error);

  if (answer != NULL)
    g_set_error_literal (&error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                         _ ("The desk gave an answer that cannot be understood. Tell the desk"));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
fail_file (GTask *task, const char *path, const char *why)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_task_return_new_error (task, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
                           _ ("%s: cannot be used: %s. See whether it is still there, and whether "
                              "the disk has room"),
                           shown, why);
  g_object_unref (task);
}

/* --- Sending --- */

typedef struct
{
  char *path;
  char *sha;
  goffset offset, total, sent;
  BsDeskProgress progress;
  gpointer progress_data;
  SoupMessage *message;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_free (sending->path);
  g_free (sending->sha);
  g_clear_object (&sending->message);
  g_free (sending);
}

static void
tell (Sending *sending, goffset done)
{
  if (sending->progress != NULL)
    sending->progress (done, sending->total, sending->progress_data);
}

static void
on_wrote (SoupMessage *message G_GNUC_UNUSED, guint size, Sending *sending)
{
  sending->sent += size;
  tell (sending, MIN (sending->offset + sending->sent, sending->total));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                                &error);
  guint status = soup_message_get_status (sending->message);

  g_signal_handlers_disconnect_by_data (sending->message, sending);
  if (bytes == NULL)
    bs_desk_client_fail (task, error);
  else if (status != 200 && status != 201)
    fail_status (task, status, bytes);
  else
    {
      tell (sending, sending->total);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

/* From where the desk has it. Where it has all, but broke off before it took it, nothing is sent, and it
 * takes what it has. */
static void
send_rest (GTask *task, const char *method)
{
  BsDeskClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  g_autofree char *offset = g_strdup_printf ("%" G_GOFFSET_FORMAT, sending->offset);
  g_autofree char *total = g_strdup_printf ("%" G_GOFFSET_FORMAT, sending->total);
  g_autoptr (GFile) file = g_file_new_for_path (sending->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  SoupMessageHeaders *headers;

  if (stream == NULL
      || !g_seekable_seek (G_SEEKABLE (stream), sending->offset, G_SEEK_SET, NULL, &error))
    {
      fail_file (task, sending->path, error->message);
      return;
    }

  g_clear_object (&sending->message);
  sending->message = make_message (self, method, sending->sha);
  headers = soup_message_get_request_headers (sending->message);
  soup_message_headers_append (headers, "Upload-Offset", offset);
  soup_message_headers_append (headers, "Upload-Length", total);
  soup_message_set_request_body (sending->message, PARTIAL_TYPE, G_INPUT_STREAM (stream),
                                 sending->total - sending->offset);
  g_signal_connect (sending->message, "wrote-body-data", G_CALLBACK (on_wrote), sending);
  tell (sending, sending->offset);
  soup_session_send_and_read_async (self->session, sending->message, G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), on_sent, task);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                                &error);
  guint status = soup_message_get_status (sending->message);
  const char *offset;

  if (bytes == NULL)
    bs_desk_client_fail (task, error);
  else if (status == 200)
    {
      tell (sending, sending->total);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (status == 204)
    {
      offset = soup_message_headers_get_one (soup_message_get_response_headers (sending->message),
                                             "Upload-Offset");
      sending->offset = offset != NULL ? MAX (g_ascii_strtoll (offset, NULL, 10), 0) : 0;
      if (sending->offset <= sending->total)
        {
          send_rest (task, "PATCH");
          return;
        }
      /* Those bytes are not of this photo: anew, which PATCH must not. */
      sending->offset = 0;
      send_rest (task, "PUT");
    }
  else
    fail_status (task, status, bytes);
}

/**
 * bs_desk_client_put_media_async:
 * @file: local
 * @progress: (nullable): called in this main context until the callback
 */
void
bs_desk_client_put_media_async (BsDeskClient *self, GFile *file, const char *sha,
                                BsDeskProgress progress, gpointer progress_data,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Sending *sending = g_new0 (Sending, 1);
  GStatBuf info;

  g_task_set_source_tag (task, bs_desk_client_put_media_async);
  sending->path = g_file_get_path (file);
  sending->sha = g_strdup (sha);
  sending->progress = progress;
  sending->progress_data = progress_data;
  g_task_set_task_data (task, sending, sending_free);
  if (g_stat (sending->path, &info) != 0)
    {
      fail_file (task, sending->path, g_strerror (errno));
      return;
    }
  sending->total = info.st_size;
  sending->message = make_message (self, "HEAD", sha);
  soup_session_send_and_read_async (self->session, sending->message, G_PRIORITY_DEFAULT,
                                    cancellable, on_asked, task);
}

gboolean
bs_desk_client_put_media_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Fetching --- */

typedef struct
{
  GFile *file;
  char *part; /* where it is written before it is known to be right */
  char *sha;
  SoupMessage *message;
  GInputStream *stream;
} Fetching;

static void
fetching_free (gpointer data)
{
  Fetching *fetching = data;

  g_object_unref (fetching->file);
  g_free (fetching->part);
  g_free (fetching->sha);
  g_clear_object (&fetching->message);
  g_clear_object (&fetching->stream);
  g_free (fetching);
}

static void
on_placed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  (void) source;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/* In a worker: right, on the disk, in its place. */
static gboolean
place (Fetching *fetching, GError **error)
{
  g_autofree char *target = g_file_get_path (fetching->file);
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (fetching->part, FALSE, error);
  g_autofree char *hash = NULL;
  int fd;
  gboolean synced;

  if (mapped == NULL)
    return FALSE;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                      (const guchar *) g_mapped_file_get_contents (mapped),
                                      g_mapped_file_get_length (mapped));
  if (!g_str_equal (hash, fetching->sha))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_OFFLINE,
                           _ ("A photo has arrived damaged. It is fetched again"));
      return FALSE;
    }
  fd = g_open (fetching->part, O_RDONLY | O_CLOEXEC);
  synced = fd >= 0 && fsync (fd) == 0;
  if (fd >= 0)
    close (fd);
  if (synced && g_rename (fetching->part, target) == 0)
    return TRUE;
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
               _ ("A photo could not be kept: %s. Make room on the disk"), g_strerror (errno));

  return FALSE;
}

static void
place_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  Fetching *fetching = data;
  GError *error = NULL;

  if (place (fetching, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      g_unlink (fetching->part);
      g_task_return_error (task, error);
    }
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Fetching *fetching = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) worker = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      g_unlink (fetching->part);
      bs_desk_client_fail (task, error);
      return;
    }
  worker = g_task_new (NULL, NULL, on_placed, task);
  g_task_set_task_data (worker, fetching, NULL);
  g_task_run_in_thread (worker, place_thread);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Fetching *fetching = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) out = g_file_replace_finish (G_FILE (source), result, &error);

  if (out == NULL)
    fail_file (task, fetching->part, error->message);
  else
    g_output_stream_splice_async (G_OUTPUT_STREAM (out), fetching->stream,
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                    | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                  G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_copied,
                                  task);
}

static void
on_refused (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Fetching *fetching = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               NULL);

  fail_status (task, soup_message_get_status (fetching->message), bytes);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Fetching *fetching = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) part = g_file_new_for_path (fetching->part);

  fetching->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (fetching->stream == NULL)
    bs_desk_client_fail (task, error);
  else if (soup_message_get_status (fetching->message) != 200)
    g_input_stream_read_bytes_async (fetching->stream, MAX_ANSWER, G_PRIORITY_DEFAULT,
                                     g_task_get_cancellable (task), on_refused, task);
  else
    g_file_replace_async (part, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                          g_task_get_cancellable (task), on_opened, task);
}

/**
 * bs_desk_client_get_media_async:
 * @file: local; where it is to be, and only is when all of it has come and is right
 */
void
bs_desk_client_get_media_async (BsDeskClient *self, const char *sha, GFile *file,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Fetching *fetching = g_new0 (Fetching, 1);
  g_autofree char *path = g_file_get_path (file);

  g_task_set_source_tag (task, bs_desk_client_get_media_async);
  fetching->file = g_object_ref (file);
  fetching->part = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  fetching->sha = g_strdup (sha);
  fetching->message = make_message (self, "GET", sha);
  g_task_set_task_data (task, fetching, fetching_free);
  soup_session_send_async (self->session, fetching->message, G_PRIORITY_DEFAULT, cancellable,
                           on_fetched, task);
}

gboolean
bs_desk_client_get_media_finish (BsDeskClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
