/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-model.h"

#include "bs-config.h"

#include <string.h>

struct _BsStoryModel
{
  BsObjectList parent_instance;

  BsSession *session;
  GHashTable *by_id;  /* borrowed keys and values */
  GHashTable *placed; /* page -> GPtrArray of the ids that stand on it */

  /* What the items were made from: the same pointer means the same content. */
  BsNode *stories;
  BsNode *sections;
  BsNode *pages;
};

G_DEFINE_FINAL_TYPE (BsStoryModel, bs_story_model, BS_TYPE_OBJECT_LIST)

static void
update_place (BsStoryModel *self, BsStoryItem *item, guint index)
{
  const BsCopyfit *fit = bs_session_find_copyfit (self->session, bs_story_item_get_id (item));
  const char *section = bs_issue_get_section_of (bs_session_get_root (self->session),
                                                 bs_story_item_get_story (item));
  BsNewerWatch *newer = bs_session_get_newer_watch (self->session);
  const BsStoryPlace place = {
    index,
    section,
    (guint) (bs_node_index_of_id (self->sections, section) + 1),
    fit != NULL,
    fit != NULL ? fit->over_lines : 0,
    newer != NULL && bs_newer_watch_find (newer, bs_story_item_get_story (item)) != NULL
  };

  bs_story_item_set_place (item, &place);
}

static void
update_places (BsStoryModel *self)
{
  BsObjectList *list = BS_OBJECT_LIST (self);

  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    update_place (self, bs_object_list_get (list, i), i);
}

static void
update_ids (BsStoryModel *self, GPtrArray *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      BsStoryItem *item = g_hash_table_lookup (self->by_id, g_ptr_array_index (ids, i));

      if (item != NULL)
        update_place (self, item, bs_story_item_get_place (item)->index);
    }
}

/* Of ten thousand stories those are looked at that stand on the page, or did. */
static void
page_updated (BsSession *session, const char *page, BsStoryModel *self)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autofree char *old_page = NULL;
  GPtrArray *now = g_ptr_array_new_with_free_func (g_free);
  BsPageResult *result = bs_session_get_result (session, page);

  for (guint i = 0; result != NULL && result->copyfit != NULL && i < result->copyfit->len; i++)
    g_ptr_array_add (now, g_strdup (g_array_index (result->copyfit, BsCopyfit, i).story));
  g_hash_table_steal_extended (self->placed, page, (gpointer *) &old_page, (gpointer *) &before);
  g_hash_table_insert (self->placed, g_strdup (page), now);
  update_ids (self, before);
  update_ids (self, now);
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

/* TRUE: only contents changed, as by typing, and the items have them. */
static gboolean
update_contents (BsStoryModel *self, const BsNode *stories)
{
  BsObjectList *list = BS_OBJECT_LIST (self);
  guint n = bs_node_get_length (stories);

  if (n != bs_object_list_get_length (list) || n == 0)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      BsStoryItem *item = bs_object_list_get (list, i);

      if (story == bs_story_item_get_story (item))
        continue;
      if (strcmp (bs_node_get_text (story, "id"), bs_story_item_get_id (item)) != 0)
        return FALSE;
      bs_story_item_update (item, story);
      update_place (self, item, i);
    }

  return TRUE;
}

/* Items that stay are the same objects, so that the selection and the scroll position stay. */
static void
replace_items (BsStoryModel *self, const BsNode *stories)
{
  GPtrArray *items = make_items (self, stories);

  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < items->len; i++)
    {
      BsStoryItem *item = g_ptr_array_index (items, i);

      g_hash_table_insert (self->by_id, (gpointer) bs_story_item_get_id (item), item);
      update_place (self, item, i);
    }
  bs_object_list_take (BS_OBJECT_LIST (self), items);
}

/* Whether *@kept was another node; it is @node now. */
static gboolean
keep_node (BsNode **kept, const BsNode *node)
{
  if (*kept == node)
    return FALSE;

  g_clear_pointer (kept, bs_node_unref);
  *kept = node != NULL ? bs_node_ref (node) : NULL;

  return TRUE;
}

static void
synchronize (BsStoryModel *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *stories = bs_issue_get_stories (root);
  gboolean sections = keep_node (&self->sections, bs_node_get_member (root, "sections"));
  gboolean pages = keep_node (&self->pages, bs_issue_get_pages (root));

  if (keep_node (&self->stories, stories) && !update_contents (self, stories))
    replace_items (self, stories);
  else if (sections || pages)
    update_places (self);
}

static void
bs_story_model_finalize (GObject *object)
{
  BsStoryModel *self = BS_STORY_MODEL (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->placed, g_hash_table_unref);
  g_clear_pointer (&self->stories, bs_node_unref);
  g_clear_pointer (&self->sections, bs_node_unref);
  g_clear_pointer (&self->pages, bs_node_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bs_story_model_parent_class)->finalize (object);
}

static void
bs_story_model_class_init (BsStoryModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_story_model_finalize;
  BS_OBJECT_LIST_CLASS (klass)->item_type = BS_TYPE_STORY_ITEM;
}

static void
bs_story_model_init (BsStoryModel *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->placed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
}

BsStoryModel *
bs_story_model_new (BsSession *session)
{
  BsStoryModel *self;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);

  self = g_object_new (BS_TYPE_STORY_MODEL, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (synchronize), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  if (bs_session_get_newer_watch (session) != NULL)
    g_signal_connect_object (bs_session_get_newer_watch (session), "changed",
                             G_CALLBACK (update_places), self, G_CONNECT_SWAPPED);
  synchronize (self);

  return self;
}

BsStoryItem *
bs_story_model_find (BsStoryModel *self, const char *story, guint *position)
{
  BsStoryItem *item;

  g_return_val_if_fail (BS_IS_STORY_MODEL (self), NULL);

  item = story != NULL ? g_hash_table_lookup (self->by_id, story) : NULL;
  if (item != NULL && position != NULL)
    *position = bs_story_item_get_place (item)->index;

  return item;
}
