/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-model.h"

#include "bs-config.h"

struct _BsStoryModel
{
  GObject parent_instance;

  BsSession *session;
  GPtrArray *items;
  GHashTable *by_id; /* borrowed keys and values */
  BsNode *stories;   /* what the items were made from */
};

static void bs_story_model_list_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsStoryModel, bs_story_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bs_story_model_list_init))

static void
update_fit (BsStoryModel *self, BsStoryItem *item)
{
  const BsCopyfit *fit = bs_session_find_copyfit (self->session, bs_story_item_get_id (item));

  bs_story_item_set_fit (item, fit != NULL, fit != NULL ? fit->over_lines : 0);
}

static GPtrArray *
make_items (BsStoryModel *self, const BsNode *stories)
{
  guint n = bs_node_get_length (stories);
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      BsStoryItem *item = g_hash_table_lookup (self->by_id, bs_node_get_text (story, "id"));

      if (item != NULL)
        bs_story_item_update (g_object_ref (item), story);
      else
        item = bs_story_item_new (story);
      g_ptr_array_add (items, item);
    }

  return items;
}

/* Rows that stay are the same objects, so that the selection and the scroll position stay. */
static void
synchronize (BsStoryModel *self)
{
  const BsNode *stories = bs_issue_get_stories (bs_session_get_root (self->session));
  g_autoptr (GPtrArray) old = NULL;
  guint head = 0;
  guint tail = 0;
  guint removed;
  guint added;

  if (stories == self->stories && stories != NULL)
    return;
  g_clear_pointer (&self->stories, bs_node_unref);
  self->stories = stories != NULL ? bs_node_ref (stories) : NULL;

  old = g_steal_pointer (&self->items);
  self->items = make_items (self, stories);
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < self->items->len; i++)
    {
      BsStoryItem *item = g_ptr_array_index (self->items, i);

      g_hash_table_insert (self->by_id, (gpointer) bs_story_item_get_id (item), item);
    }

  while (head < old->len && head < self->items->len
         && g_ptr_array_index (old, head) == g_ptr_array_index (self->items, head))
    head++;
  while (tail < old->len - head && tail < self->items->len - head
         && g_ptr_array_index (old, old->len - 1 - tail)
              == g_ptr_array_index (self->items, self->items->len - 1 - tail))
    tail++;
  removed = old->len - head - tail;
  added = self->items->len - head - tail;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static void
update_fits (BsStoryModel *self)
{
  for (guint i = 0; i < self->items->len; i++)
    update_fit (self, g_ptr_array_index (self->items, i));
}

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return BS_TYPE_STORY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BS_STORY_MODEL (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BsStoryModel *self = BS_STORY_MODEL (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
bs_story_model_list_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
bs_story_model_finalize (GObject *object)
{
  BsStoryModel *self = BS_STORY_MODEL (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->stories, bs_node_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bs_story_model_parent_class)->finalize (object);
}

static void
bs_story_model_class_init (BsStoryModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_story_model_finalize;
}

static void
bs_story_model_init (BsStoryModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

BsStoryModel *
bs_story_model_new (BsSession *session)
{
  BsStoryModel *self;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);

  self = g_object_new (BS_TYPE_STORY_MODEL, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (synchronize), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (update_fits), self,
                           G_CONNECT_SWAPPED);
  synchronize (self);
  update_fits (self);

  return self;
}

BsStoryItem *
bs_story_model_find (BsStoryModel *self, const char *story, guint *position)
{
  BsStoryItem *item;

  g_return_val_if_fail (BS_IS_STORY_MODEL (self), NULL);

  item = story != NULL ? g_hash_table_lookup (self->by_id, story) : NULL;
  if (item != NULL && position != NULL)
    g_ptr_array_find (self->items, item, position);

  return item;
}
