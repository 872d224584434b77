/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-publications.h"

#include "bs-config.h"
#include "bs-settings.h"

#include <glib/gi18n-lib.h>

/* Undo must find what was removed, that of another machine on a shared folder too. */
#define REMOVED_SECONDS 3600
#define RELOAD_MILLISECONDS 300

struct _BsPublication
{
  GObject parent_instance;

  BsTemplateEntry *entry;
};

G_DEFINE_FINAL_TYPE (BsPublication, bs_publication, G_TYPE_OBJECT)

static void
bs_publication_finalize (GObject *object)
{
  g_clear_pointer (&BS_PUBLICATION (object)->entry, bs_template_entry_free);

  G_OBJECT_CLASS (bs_publication_parent_class)->finalize (object);
}

static void
bs_publication_class_init (BsPublicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_publication_finalize;
}

static void
bs_publication_init (BsPublication *self)
{
}

GFile *
bs_publication_get_file (BsPublication *self)
{
  return self->entry->file;
}

const char *
bs_publication_get_id (BsPublication *self)
{
  return self->entry->id;
}

const char *
bs_publication_get_title (BsPublication *self)
{
  return self->entry->title;
}

const BsNode *
bs_publication_get_root (BsPublication *self)
{
  return self->entry->root;
}

const char *
bs_publication_get_problem (BsPublication *self)
{
  return self->entry->problem;
}

gboolean
bs_publication_is_shipped (BsPublication *self)
{
  return self->entry->shipped;
}

/* --- The list --- */

struct _BsPublications
{
  BsObjectList parent_instance;

  BsEnvironment *environment;
  GPtrArray *monitors; /* GFileMonitor */
  GThreadPool *writer; /* of WriteJob, one at a time and in order */
  guint reload_source;
  gboolean loaded;
  gboolean reading;
  gboolean again; /* read once more when this reading is done */
};

G_DEFINE_FINAL_TYPE (BsPublications, bs_publications, BS_TYPE_OBJECT_LIST)

static char *
dup_own_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "broadsheet", "publications", NULL);
}

/* The shared folder of the preferences first, then the user's own, then those of the program. */
static GStrv
dup_folders (BsPublications *self)
{
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *shared = bs_settings_dup_string ("publications-folder");
  g_autofree char *own = dup_own_folder ();
  g_autofree char *shipped = bs_environment_find_data (self->environment, "publications");

  if (*shared != '\0')
    g_strv_builder_add (folders, shared);
  g_strv_builder_add_many (folders, own, shipped, NULL);

  return g_strv_builder_end (folders);
}

static gboolean
same_entry (const BsTemplateEntry *one, const BsTemplateEntry *other)
{
  return g_file_equal (one->file, other->file) && g_strcmp0 (one->problem, other->problem) == 0
         && (one->root != NULL) == (other->root != NULL)
         && (one->root == NULL || bs_node_equal (one->root, other->root));
}

/* Takes @entry, unless it is that of an item that there is. */
static BsPublication *
make_item (BsPublications *self, BsTemplateEntry *entry)
{
  BsObjectList *list = BS_OBJECT_LIST (self);
  BsPublication *item;

  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    {
      item = bs_object_list_get (list, i);
      if (!same_entry (item->entry, entry))
        continue;
      bs_template_entry_free (entry);
      return g_object_ref (item);
    }
  item = g_object_new (BS_TYPE_PUBLICATION, NULL);
  item->entry = entry;

  return item;
}

static void
take_entries (BsPublications *self, GPtrArray *entries)
{
  GPtrArray *items = g_ptr_array_new_full (entries->len, g_object_unref);
  gboolean first = !self->loaded;

  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (items, make_item (self, g_ptr_array_index (entries, i)));
  self->loaded = TRUE;
  bs_object_list_take (BS_OBJECT_LIST (self), items);
  /* Who waits must learn that there is none. */
  if (first && entries->len == 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 0);
}

static void
read_folders (GTask *task, gpointer source, gpointer folders,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  if (!BS_PUBLICATIONS (source)->loaded)
    bs_template_purge (folders, TRUE, REMOVED_SECONDS);
  g_task_return_pointer (task, bs_template_list (folders, TRUE),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
folders_read (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsPublications *self = BS_PUBLICATIONS (source);
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), NULL);

  self->reading = FALSE;
  take_entries (self, entries);
  if (self->again)
    bs_publications_reload (self);
}

static gboolean
reload_now (gpointer data)
{
  BsPublications *self = data;

  self->reload_source = 0;
  bs_publications_reload (self);

  return G_SOURCE_REMOVE;
}

static void
folder_changed (BsPublications *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_MILLISECONDS, reload_now, self);
}

static void
watch_folders (BsPublications *self)
{
  g_auto (GStrv) folders = dup_folders (self);

  g_ptr_array_set_size (self->monitors, 0);
  for (guint i = 0; folders[i] != NULL && folders[i + 1] != NULL; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (folders[i]);
      GFileMonitor *monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);

      if (monitor == NULL)
        continue;
      g_signal_connect_object (monitor, "changed", G_CALLBACK (folder_changed), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->monitors, monitor);
    }
}

/* --- Writing --- */

typedef struct WriteJob WriteJob;

struct WriteJob
{
  void (*work) (WriteJob *job);
  BsPublications *self;
  GFile *file; /* that is written; NULL: a new one in @folder */
  GFile *folder;
  GFile *source; /* that is imported, or renamed to @file */
  BsNode *root;  /* of a template */
  BsNode *base;
  BsNode *issue; /* that is remembered */
  GFile *photos;
  BsPublicationsDone done;
  gpointer data;
  GError *error;
};

static void
write_job_free (WriteJob *job)
{
  g_clear_object (&job->self);
  g_clear_object (&job->file);
  g_clear_object (&job->folder);
  g_clear_object (&job->source);
  g_clear_object (&job->photos);
  g_clear_pointer (&job->root, bs_node_unref);
  g_clear_pointer (&job->base, bs_node_unref);
  g_clear_pointer (&job->issue, bs_node_unref);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
tell_written (gpointer data)
{
  WriteJob *job = data;

  if (job->error != NULL)
    g_message ("%s", job->error->message);
  bs_publications_reload (job->self);
  if (job->done != NULL)
    job->done (job->file, job->error, job->data);

  return G_SOURCE_REMOVE;
}

static void
record_issue (WriteJob *job)
{
  g_autoptr (BsNode) root = bs_template_load (job->file, &job->error);
  g_autoptr (BsNode) recorded = NULL;

  if (root == NULL)
    return;
  recorded = bs_numbering_record (root, job->issue);
  if (recorded != NULL)
    bs_template_save (job->file, recorded, &job->error);
}

static void
take_free_file (WriteJob *job)
{
  g_autofree char *id = bs_template_dup_free_id (
    job->folder, bs_node_get_text (bs_node_get_member (job->root, "publication"), "name"));
  g_autofree char *name = g_strconcat (id, BS_TEMPLATE_ENDING, NULL);

  job->file = g_file_get_child (job->folder, name);
}

static void
save_root (WriteJob *job)
{
  g_autoptr (BsNode) stored = NULL;
  g_autoptr (BsNode) merged = NULL;

  if (job->file == NULL)
    take_free_file (job);
  if (job->base != NULL)
    stored = bs_template_load (job->file, NULL);
  merged = stored != NULL ? bs_numbering_merge (job->root, job->base, stored)
                          : bs_node_ref (job->root);
  if (bs_template_save (job->file, merged, &job->error) && job->photos != NULL)
    {
      g_autoptr (GFile) media = bs_template_get_media_folder (job->file);

      bs_template_copy_media (merged, job->photos, media, &job->error);
    }
}

static void
import_source (WriteJob *job)
{
  job->root = bs_template_load (job->source, &job->error);
  if (job->root == NULL)
    return;
  if (job->photos == NULL)
    job->photos = bs_template_get_media_folder (job->source);
  save_root (job);
}

static void
remove_source (WriteJob *job)
{
  /* One of the name that was removed before is gone for good. */
  g_file_move (job->source, job->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &job->error);
}

static void
restore_source (WriteJob *job)
{
  if (!g_file_query_exists (job->file, NULL))
    {
      g_file_move (job->source, job->file, G_FILE_COPY_NONE, NULL, NULL, NULL, &job->error);
      return;
    }
  /* Its name was taken meanwhile; it gets another. */
  job->photos = bs_template_get_media_folder (job->file);
  g_clear_object (&job->file);
  import_source (job);
  if (job->error == NULL)
    g_file_delete (job->source, NULL, NULL);
}

static void
run_job (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  WriteJob *job = data;

  job->work (job);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_written, job, (GDestroyNotify) write_job_free);
}

static WriteJob *
write_job_new (BsPublications *self, void (*work) (WriteJob *job), BsPublicationsDone done,
               gpointer data)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->work = work;
  job->self = g_object_ref (self);
  job->folder = bs_publications_get_folder (self);
  job->done = done;
  job->data = data;

  return job;
}

static void
push_job (WriteJob *job)
{
  g_thread_pool_push (job->self->writer, job, NULL);
}

void
bs_publications_save (BsPublications *self, const BsPublicationSave *save, BsPublicationsDone done,
                      gpointer data)
{
  WriteJob *job;

  g_return_if_fail (BS_IS_PUBLICATIONS (self) && save->root != NULL);

  job = write_job_new (self, save_root, done, data);
  g_set_object (&job->file, save->file);
  job->root = bs_node_ref (save->root);
  job->base = save->base != NULL ? bs_node_ref (save->base) : NULL;
  g_set_object (&job->photos, save->photos);
  push_job (job);
}

void
bs_publications_import (BsPublications *self, GFile *source, BsPublicationsDone done, gpointer data)
{
  WriteJob *job;

  g_return_if_fail (BS_IS_PUBLICATIONS (self) && G_IS_FILE (source));

  job = write_job_new (self, import_source, done, data);
  job->source = g_object_ref (source);
  push_job (job);
}

static GFile *
get_removed_name (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *removed = g_strconcat (path, BS_TEMPLATE_REMOVED_ENDING, NULL);

  return g_file_new_for_path (removed);
}

void
bs_publications_remove (BsPublications *self, BsPublication *publication, BsPublicationsDone done,
                        gpointer data)
{
  WriteJob *job = write_job_new (self, remove_source, done, data);

  job->source = g_object_ref (publication->entry->file);
  job->file = get_removed_name (job->source);
  push_job (job);
}

void
bs_publications_restore (BsPublications *self, GFile *file, BsPublicationsDone done, gpointer data)
{
  WriteJob *job = write_job_new (self, restore_source, done, data);

  job->source = get_removed_name (file);
  job->file = g_object_ref (file);
  push_job (job);
}

void
bs_publications_record (BsPublications *self, const BsNode *issue)
{
  const char *id = bs_node_get_text (issue, "template");
  BsPublication *publication;
  WriteJob *job;

  g_return_if_fail (BS_IS_PUBLICATIONS (self));

  publication = *id != '\0' ? bs_publications_find (self, id) : NULL;
  if (publication == NULL || publication->entry->shipped || publication->entry->root == NULL)
    return;
  job = write_job_new (self, record_issue, NULL, NULL);
  job->file = g_object_ref (publication->entry->file);
  job->issue = bs_node_ref (issue);
  push_job (job);
}

/* --- */

static void
bs_publications_finalize (GObject *object)
{
  BsPublications *self = BS_PUBLICATIONS (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_thread_pool_free (self->writer, FALSE, TRUE);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_publications_parent_class)->finalize (object);
}

static void
bs_publications_class_init (BsPublicationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_publications_finalize;
  BS_OBJECT_LIST_CLASS (klass)->item_type = BS_TYPE_PUBLICATION;
}

static void
bs_publications_init (BsPublications *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->writer = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
}

BsPublications *
bs_publications_get (BsEnvironment *environment)
{
  static BsPublications *publications;

  if (publications == NULL)
    {
      publications = g_object_new (BS_TYPE_PUBLICATIONS, NULL);
      publications->environment = g_object_ref (environment);
      bs_publications_reload (publications);
    }

  return publications;
}

void
bs_publications_reload (BsPublications *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BS_IS_PUBLICATIONS (self));

  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  watch_folders (self);
  task = g_task_new (self, NULL, folders_read, NULL);
  g_task_set_source_tag (task, bs_publications_reload);
  g_task_set_task_data (task, dup_folders (self), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, read_folders);
}

gboolean
bs_publications_is_loaded (BsPublications *self)
{
  return self->loaded;
}

BsPublication *
bs_publications_find (BsPublications *self, const char *id)
{
  BsObjectList *list = BS_OBJECT_LIST (self);

  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    {
      BsPublication *item = bs_object_list_get (list, i);

      if (g_str_equal (item->entry->id, id))
        return item;
    }

  return NULL;
}

GFile *
bs_publications_get_folder (BsPublications *self G_GNUC_UNUSED)
{
  g_autofree char *shared = bs_settings_dup_string ("publications-folder");
  g_autofree char *own = dup_own_folder ();

  return g_file_new_for_path (*shared != '\0' ? shared : own);
}
