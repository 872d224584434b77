/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-worker.h"

#include "bs-config.h"

#include "model/bs-media-name.h"

#include <glib/gi18n-lib.h>
#include <time.h>

struct _BsPageWorker
{
  GObject parent_instance;

  BsEnvironment *environment;
  BsPageDone done;
  gpointer data;

  GThread *thread;
  GMutex lock;
  GCond wake;
  /* Guarded by the lock: */
  BsNode *issue;
  GFile *media;
  GQueue pages; /* of owned names, no name twice */
  gboolean quit;
};

G_DEFINE_FINAL_TYPE (BsPageWorker, bs_page_worker, G_TYPE_OBJECT)

typedef struct
{
  BsPageWorker *worker;
  char *page;
  BsNode *issue;
  GFile *media;
  BsPageResult *result;
  GError *error;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_object (&answer->worker);
  g_clear_pointer (&answer->page, g_free);
  g_clear_pointer (&answer->issue, bs_node_unref);
  g_clear_object (&answer->media);
  g_clear_pointer (&answer->result, bs_page_result_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

static gboolean
deliver (gpointer user_data)
{
  Answer *answer = user_data;
  BsPageWorker *self = answer->worker;

  if (self->done != NULL)
    self->done (answer->page, answer->issue, answer->result, answer->error, self->data);

  return G_SOURCE_REMOVE;
}

static double
thread_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* The layout does not look at files; who reads the page wants to know before the export says so. */
static void
find_missing_photos (const Answer *answer)
{
  BsDisplayList *list = answer->result->list;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);
      g_autoptr (GFile) file = NULL;
      g_autofree char *name = NULL;
      BsFinding *finding;

      if (item->kind != BS_ITEM_IMAGE || item->image.file == NULL || *item->image.file == '\0')
        continue;
      if (bs_media_name_is_valid (item->image.file))
        file = g_file_get_child (answer->media, item->image.file);
      if (file != NULL && g_file_query_exists (file, NULL))
        continue;

      name = g_strdup_printf (_ ("Photo “%s”"), item->image.photo);
      finding = bs_finding_new ("missing-photo", BS_LEVEL_ERROR, answer->page);
      finding->photo = g_strdup (item->image.photo);
      finding->rect = item->image.rect;
      finding->message = g_strdup_printf (_ ("%s: its file is not in the media folder. "
                                             "Take in the photo again"),
                                          name);
      g_ptr_array_add (answer->result->findings, finding);
    }
}

static void
lay_out (BsPageWorker *self, BsLayout *layout, const GError *broken, Answer *answer)
{
  double begun = thread_milliseconds ();

  if (layout != NULL)
    answer->result = bs_layout_page (layout, answer->issue, answer->page, &answer->error);
  else
    answer->error = g_error_copy (broken);

  if (answer->result != NULL && answer->media != NULL)
    find_missing_photos (answer);

  g_debug ("page %s: %.2f ms of CPU", answer->page, thread_milliseconds () - begun);

  answer->worker = g_object_ref (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, answer, (GDestroyNotify) answer_free);
}

static gpointer
work (gpointer user_data)
{
  BsPageWorker *self = user_data;
  g_autoptr (GError) broken = NULL;
  g_autoptr (BsLayout) layout = bs_layout_new (self->environment, &broken);

  for (;;)
    {
      Answer *answer;

      g_mutex_lock (&self->lock);
      while (!self->quit && g_queue_is_empty (&self->pages))
        g_cond_wait (&self->wake, &self->lock);
      if (self->quit)
        {
          g_mutex_unlock (&self->lock);
          return NULL;
        }
      answer = g_new0 (Answer, 1);
      answer->page = g_queue_pop_head (&self->pages);
      answer->issue = bs_node_ref (self->issue);
      g_set_object (&answer->media, self->media);
      g_mutex_unlock (&self->lock);

      lay_out (self, layout, broken, answer);
    }
}

static void
bs_page_worker_finalize (GObject *object)
{
  BsPageWorker *self = BS_PAGE_WORKER (object);

  bs_page_worker_stop (self);
  g_queue_clear_full (&self->pages, g_free);
  g_clear_pointer (&self->issue, bs_node_unref);
  g_clear_object (&self->media);
  g_clear_object (&self->environment);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);

  G_OBJECT_CLASS (bs_page_worker_parent_class)->finalize (object);
}

static void
bs_page_worker_class_init (BsPageWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_page_worker_finalize;
}

static void
bs_page_worker_init (BsPageWorker *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_queue_init (&self->pages);
}

/**
 * bs_page_worker_new:
 * @done: called in the main context for each page laid out
 *
 * Fonts and tables are read in the thread, so that a window can appear meanwhile.
 *
 * Returns: (transfer full): a running worker
 */
BsPageWorker *
bs_page_worker_new (BsEnvironment *environment, BsPageDone done, gpointer data)
{
  BsPageWorker *self;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (BS_TYPE_PAGE_WORKER, NULL);
  self->environment = g_object_ref (environment);
  self->done = done;
  self->data = data;
  self->thread = g_thread_new ("page-layout", work, self);

  return self;
}

/**
 * bs_page_worker_request:
 * @issue: the issue as it is now; replaces the one of all requests still waiting
 * @urgent: whether this page goes before the others
 */
void
bs_page_worker_request (BsPageWorker *self, const BsNode *issue, GFile *media, const char *page,
                        gboolean urgent)
{
  GList *waiting;
  char *name;

  g_return_if_fail (BS_IS_PAGE_WORKER (self));
  g_return_if_fail (page != NULL);

  g_mutex_lock (&self->lock);

  if (self->issue != issue)
    {
      g_clear_pointer (&self->issue, bs_node_unref);
      self->issue = bs_node_ref (issue);
    }
  g_set_object (&self->media, media);

  waiting = g_queue_find_custom (&self->pages, page, (GCompareFunc) g_strcmp0);
  if (waiting != NULL)
    {
      name = waiting->data;
      g_queue_delete_link (&self->pages, waiting);
    }
  else
    {
      name = g_strdup (page);
    }
  if (urgent)
    g_queue_push_head (&self->pages, name);
  else
    g_queue_push_tail (&self->pages, name);

  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/* No more answers come after this; a page under way is finished and dropped. */
void
bs_page_worker_stop (BsPageWorker *self)
{
  g_return_if_fail (BS_IS_PAGE_WORKER (self));

  self->done = NULL;
  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->quit = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&self->thread, g_thread_join);
}
