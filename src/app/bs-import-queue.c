/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-queue.h"

#include "bs-config.h"
#include "bs-import-folder.h"

#include <string.h>

struct _BsImportInput
{
  char *name;
  GFile *file; /* or one of these */
  GBytes *text;
  GdkTexture *texture;
};

typedef struct
{
  BsDocument *document;
  GPtrArray *inputs;
  guint next;
  GCancellable *cancellable;
  BsImportWatch watch;
  BsImportReading *reading;
} ImportQueue;

/* For the thread that reads: what, and where photos of the document are stored. */
typedef struct
{
  GPtrArray *inputs; /* keeps @input */
  const BsImportInput *input;
  GFile *folder;
  int mode;           /* of the folder, where it has to be made */
  BsImportCopy *copy; /* what was read */
} ReadTask;

/* For the thread that looks into folders. */
typedef struct
{
  GPtrArray *inputs; /* as they were dropped */
  GPtrArray *files;  /* BsImportInput, of which none is a folder */
  GPtrArray *notes;
} FolderTask;

static void read_next (ImportQueue *queue);

static BsImportInput *
input_new (const char *name)
{
  BsImportInput *self = g_new0 (BsImportInput, 1);

  self->name = g_strdup (name);

  return self;
}

BsImportInput *
bs_import_input_new_file (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  BsImportInput *self = input_new (name);

  self->file = g_object_ref (file);

  return self;
}

BsImportInput *
bs_import_input_new_text (const char *name, const char *text)
{
  BsImportInput *self = input_new (name);

  self->text = g_bytes_new (text, strlen (text));

  return self;
}

BsImportInput *
bs_import_input_new_texture (const char *name, GdkTexture *texture)
{
  BsImportInput *self = input_new (name);

  self->texture = g_object_ref (texture);

  return self;
}

void
bs_import_input_free (BsImportInput *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_object (&self->texture);
  g_free (self);
}

void
bs_import_reading_free (BsImportReading *reading)
{
  g_clear_pointer (&reading->copies, g_ptr_array_unref);
  g_clear_pointer (&reading->failures, g_ptr_array_unref);
  g_free (reading);
}

/* What was stored for it goes. */
void
bs_import_reading_drop (BsImportReading *reading, BsDocument *document)
{
  g_return_if_fail (reading != NULL);

  for (guint i = 0; i < reading->copies->len; i++)
    bs_import_copy_drop (g_ptr_array_index (reading->copies, i), document);
}

static void
import_queue_free (ImportQueue *queue)
{
  g_clear_object (&queue->document);
  g_clear_pointer (&queue->inputs, g_ptr_array_unref);
  g_clear_object (&queue->cancellable);
  g_clear_pointer (&queue->reading, bs_import_reading_free);
  g_free (queue);
}

static void
folder_task_free (FolderTask *task)
{
  g_clear_pointer (&task->inputs, g_ptr_array_unref);
  g_clear_pointer (&task->files, g_ptr_array_unref);
  g_clear_pointer (&task->notes, g_ptr_array_unref);
  g_free (task);
}

static void
read_task_free (ReadTask *task)
{
  g_clear_pointer (&task->inputs, g_ptr_array_unref);
  g_clear_object (&task->folder);
  g_clear_pointer (&task->copy, bs_import_copy_free);
  g_free (task);
}

/* A picture that exists nowhere else becomes a file first. */
static BsImportCopy *
read_texture (const BsImportInput *input, GError **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("broadsheet-XXXXXX.png", &stream, error);
  g_autoptr (GBytes) bytes = NULL;
  BsImportCopy *copy = NULL;

  if (file == NULL)
    return NULL;
  bytes = gdk_texture_save_to_png_bytes (input->texture);
  if (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)),
                                 g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                                 NULL, error)
      && g_io_stream_close (G_IO_STREAM (stream), NULL, error))
    copy = bs_import_copy_read (file, NULL, error);
  if (copy == NULL)
    {
      g_file_delete (file, NULL, NULL);
      return NULL;
    }
  ((BsImportPicture *) g_ptr_array_index (copy->pictures, 0))->is_temporary = TRUE;
  g_free (copy->name);
  copy->name = g_strdup (input->name);

  return copy;
}

static BsImportCopy *
read_input (const BsImportInput *input, GCancellable *cancellable, GError **error)
{
  if (input->file != NULL)
    return bs_import_copy_read (input->file, cancellable, error);
  if (input->text != NULL)
    return bs_import_copy_new (input->name, input->text, error);

  return read_texture (input, error);
}

static void
read_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                GCancellable *cancellable)
{
  ReadTask *reading = data;
  GError *error = NULL;

  reading->copy = read_input (reading->input, cancellable, &error);
  if (reading->copy == NULL
      || !bs_import_copy_store (reading->copy, reading->folder, reading->mode, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* "NAME: WHY. REMEDY": which folder it is in the editor knows. */
static char *
dup_failure (const BsImportInput *input, const GError *error)
{
  g_autofree char *path = input->file != NULL ? g_file_get_parse_name (input->file) : NULL;
  const char *message = error->message;

  if (path != NULL && g_str_has_prefix (message, path))
    return g_strconcat (input->name, message + strlen (path), NULL);
  if (strstr (message, input->name) != NULL)
    return g_strdup (message);

  return g_strdup_printf ("%s: %s", input->name, message);
}

static void
was_read (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  ImportQueue *queue = user_data;
  const BsImportInput *input = g_ptr_array_index (queue->inputs, queue->next - 1);
  g_autoptr (GError) error = NULL;
  ReadTask *data = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_ptr_array_add (queue->reading->copies, g_steal_pointer (&data->copy));
  else
    g_ptr_array_add (queue->reading->failures, dup_failure (input, error));
  if (data->copy != NULL)
    bs_import_copy_drop (data->copy, queue->document);
  if (g_cancellable_is_cancelled (queue->cancellable))
    {
      bs_import_reading_drop (queue->reading, queue->document);
      queue->watch.cancelled (queue->watch.data);
      import_queue_free (queue);
      return;
    }
  read_next (queue);
}

static void
read_next (ImportQueue *queue)
{
  g_autoptr (GTask) task = NULL;
  ReadTask *data;

  if (queue->next == queue->inputs->len)
    {
      queue->watch.done (g_steal_pointer (&queue->reading), queue->watch.data);
      import_queue_free (queue);
      return;
    }

  data = g_new0 (ReadTask, 1);
  data->inputs = g_ptr_array_ref (queue->inputs);
  data->input = g_ptr_array_index (queue->inputs, queue->next);
  queue->watch.progress (data->input->name, queue->next, queue->inputs->len, queue->watch.data);
  queue->next++;
  data->folder = bs_document_get_media_folder (queue->document);
  /* Photos of a never-saved issue are nobody else's to read. */
  data->mode = bs_document_get_file (queue->document) != NULL ? 0777 : 0700;
  task = g_task_new (NULL, queue->cancellable, was_read, queue);
  g_task_set_source_tag (task, read_next);
  g_task_set_task_data (task, data, (GDestroyNotify) read_task_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* --- Folders --- */

static BsImportInput *
input_copy (const BsImportInput *input)
{
  BsImportInput *copy = input_new (input->name);

  g_set_object (&copy->file, input->file);
  copy->text = input->text != NULL ? g_bytes_ref (input->text) : NULL;
  g_set_object (&copy->texture, input->texture);

  return copy;
}

static void
unfold_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                  GCancellable *cancellable)
{
  FolderTask *folders = data;

  for (guint i = 0; i < folders->inputs->len; i++)
    {
      const BsImportInput *input = g_ptr_array_index (folders->inputs, i);
      g_autoptr (GPtrArray) files = NULL;
      g_autoptr (GError) error = NULL;

      if (input->file == NULL || !bs_import_folder_is_one (input->file))
        {
          g_ptr_array_add (folders->files, input_copy (input));
          continue;
        }
      files = bs_import_folder_list (input->file, folders->notes, cancellable, &error);
      if (files == NULL)
        g_ptr_array_add (folders->notes, g_strdup_printf ("%s: %s", input->name, error->message));
      for (guint k = 0; files != NULL && k < files->len; k++)
        g_ptr_array_add (folders->files, bs_import_input_new_file (g_ptr_array_index (files, k)));
    }
  g_task_return_boolean (task, TRUE);
}

static void
was_unfolded (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  ImportQueue *queue = user_data;
  FolderTask *folders = g_task_get_task_data (G_TASK (result));

  if (g_cancellable_is_cancelled (queue->cancellable))
    {
      queue->watch.cancelled (queue->watch.data);
      import_queue_free (queue);
      return;
    }
  g_clear_pointer (&queue->inputs, g_ptr_array_unref);
  queue->inputs = g_steal_pointer (&folders->files);
  g_ptr_array_extend_and_steal (queue->reading->failures, g_steal_pointer (&folders->notes));
  read_next (queue);
}

static void
unfold (ImportQueue *queue)
{
  g_autoptr (GTask) task = g_task_new (NULL, queue->cancellable, was_unfolded, queue);
  FolderTask *data = g_new0 (FolderTask, 1);

  data->inputs = g_ptr_array_ref (queue->inputs);
  data->files = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_input_free);
  data->notes = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, unfold);
  g_task_set_task_data (task, data, (GDestroyNotify) folder_task_free);
  g_task_run_in_thread (task, unfold_in_thread);
}

void
bs_import_queue_start (BsDocument *document, GPtrArray *inputs, GCancellable *cancellable,
                       const BsImportWatch *watch)
{
  ImportQueue *queue;

  g_return_if_fail (BS_IS_DOCUMENT (document));
  g_return_if_fail (inputs != NULL && watch != NULL);

  queue = g_new0 (ImportQueue, 1);
  queue->document = g_object_ref (document);
  queue->inputs = g_ptr_array_ref (inputs);
  queue->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  queue->watch = *watch;
  queue->reading = g_new0 (BsImportReading, 1);
  queue->reading->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_copy_free);
  queue->reading->failures = g_ptr_array_new_with_free_func (g_free);
  unfold (queue);
}
