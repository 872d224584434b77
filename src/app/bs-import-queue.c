/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-queue.h"

#include "bs-config.h"

#include "base/bs-file.h"
#include "model/bs-photo-info.h"

#include <glib/gstdio.h>

/* A page of text has some 30 kB; a large photo from a camera 30 MB. */
#define MAX_BYTES (256u * 1024 * 1024)

typedef struct
{
  BsDocument *document;
  GPtrArray *files;
  guint next;
  char *page;
  GCancellable *cancellable;
  BsImportDone done;
  gpointer data;
  BsImportOutcome outcome;
} ImportQueue;

/* Where photos of the document are stored, for the thread that reads. */
typedef struct
{
  GFile *folder;
  int mode; /* of the folder, where it has to be made */
} PhotoStore;

static void import_next (ImportQueue *queue);

static void
photo_store_free (PhotoStore *store)
{
  g_object_unref (store->folder);
  g_free (store);
}

/* Photos of a never-saved issue are nobody else's to read. */
static PhotoStore *
photo_store_new (BsDocument *document)
{
  PhotoStore *store = g_new0 (PhotoStore, 1);

  store->folder = bs_document_get_media_folder (document);
  store->mode = bs_document_get_file (document) != NULL ? 0777 : 0700;

  return store;
}

static void
import_queue_free (ImportQueue *queue)
{
  g_clear_object (&queue->document);
  g_clear_pointer (&queue->files, g_ptr_array_unref);
  g_clear_pointer (&queue->page, g_free);
  g_clear_object (&queue->cancellable);
  g_clear_pointer (&queue->outcome.reports, g_ptr_array_unref);
  g_clear_pointer (&queue->outcome.failures, g_ptr_array_unref);
  g_free (queue);
}

/* Copying a photo and waiting for the disk takes long. Done here, the document finds the copy in
 * its folder, checks it, and has nothing left to write; what fails here it tries and reports. */
static void
store_photo (GFile *file, GBytes *bytes, const PhotoStore *store)
{
  g_autoptr (BsPhotoInfo) info = bs_photo_info_load (file, NULL);
  g_autofree char *digest = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) copy = NULL;

  if (info == NULL || g_mkdir_with_parents (g_file_peek_path (store->folder), store->mode) != 0)
    return;

  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  name = g_strdup_printf ("%s.%s", digest, bs_photo_kind_extension (info->kind));
  copy = g_file_get_child (store->folder, name);
  if (!g_file_query_exists (copy, NULL))
    bs_file_copy (file, copy, NULL);
}

static void
read_source (GTask *task, gpointer source, gpointer store, GCancellable *cancellable G_GNUC_UNUSED)
{
  g_autofree char *name = g_file_get_basename (source);
  GError *error = NULL;
  GBytes *bytes = bs_file_read (G_FILE (source), MAX_BYTES, &error);
  BsSourceKind kind;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (bs_import_sniff (name, bytes, &kind, NULL) && kind == BS_SOURCE_PHOTO)
    store_photo (source, bytes, store);
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static BsImportReport *
take_in (ImportQueue *queue, GFile *file, GBytes *bytes, const char *name, GError **error)
{
  BsSourceKind kind;

  if (!bs_import_sniff (name, bytes, &kind, error))
    return NULL;
  if (kind == BS_SOURCE_PHOTO)
    return bs_import_file (queue->document, file, queue->page, error);

  return bs_import_bytes (queue->document, bytes, name, queue->page, error);
}

static void
source_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ImportQueue *queue = user_data;
  GFile *file = G_FILE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *name = g_file_get_basename (file);
  BsImportReport *report = NULL;

  if (g_cancellable_is_cancelled (queue->cancellable))
    {
      import_queue_free (queue);
      return;
    }

  if (bytes != NULL)
    report = take_in (queue, file, bytes, name, &error);
  if (report != NULL)
    g_ptr_array_add (queue->outcome.reports, report);
  else
    g_ptr_array_add (queue->outcome.failures, strstr (error->message, name) != NULL
                                                ? g_strdup (error->message)
                                                : g_strdup_printf ("%s: %s", name, error->message));

  import_next (queue);
}

static void
import_next (ImportQueue *queue)
{
  g_autoptr (GTask) task = NULL;

  if (queue->next == queue->files->len)
    {
      queue->done (&queue->outcome, queue->data);
      import_queue_free (queue);
      return;
    }

  task = g_task_new (g_ptr_array_index (queue->files, queue->next++), NULL, source_read, queue);
  g_task_set_source_tag (task, import_next);
  g_task_set_task_data (task, photo_store_new (queue->document), (GDestroyNotify) photo_store_free);
  g_task_run_in_thread (task, read_source);
}

void
bs_import_queue_start (BsDocument *document, GPtrArray *files, const char *page,
                       GCancellable *cancellable, BsImportDone done, gpointer data)
{
  ImportQueue *queue;

  g_return_if_fail (BS_IS_DOCUMENT (document));
  g_return_if_fail (files != NULL && done != NULL);

  queue = g_new0 (ImportQueue, 1);
  queue->document = g_object_ref (document);
  queue->files = g_ptr_array_ref (files);
  queue->page = g_strdup (page);
  queue->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  queue->done = done;
  queue->data = data;
  queue->outcome.reports = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_report_free);
  queue->outcome.failures = g_ptr_array_new_with_free_func (g_free);
  import_next (queue);
}

guint
bs_import_outcome_count (BsImportOutcome *outcome, BsImportKind kind)
{
  guint n = 0;

  for (guint i = 0; i < outcome->reports->len; i++)
    {
      BsImportReport *report = g_ptr_array_index (outcome->reports, i);

      for (guint k = 0; k < report->entries->len; k++)
        if (((BsImportEntry *) g_ptr_array_index (report->entries, k))->kind == kind)
          n++;
    }

  return n;
}

guint
bs_import_outcome_count_doubts (BsImportOutcome *outcome)
{
  guint n = 0;

  for (guint i = 0; i < outcome->reports->len; i++)
    n += ((BsImportReport *) g_ptr_array_index (outcome->reports, i))->doubts->len;

  return n;
}
