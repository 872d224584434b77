/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-object-list.h"

typedef struct
{
  GPtrArray *items;
} BsObjectListPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (BsObjectList, bs_object_list, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (BsObjectList)
                                    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
get_items (gpointer self)
{
  return ((BsObjectListPrivate *) bs_object_list_get_instance_private (self))->items;
}

static GType
get_item_type (GListModel *model)
{
  return BS_OBJECT_LIST_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return get_items (model)->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = get_items (model);

  return position < items->len ? g_object_ref (g_ptr_array_index (items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
bs_object_list_finalize (GObject *object)
{
  g_ptr_array_unref (get_items (object));

  G_OBJECT_CLASS (bs_object_list_parent_class)->finalize (object);
}

static void
bs_object_list_class_init (BsObjectListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_object_list_finalize;
  klass->item_type = G_TYPE_OBJECT;
}

static void
bs_object_list_init (BsObjectList *self)
{
  BsObjectListPrivate *priv = bs_object_list_get_instance_private (self);

  priv->items = g_ptr_array_new_with_free_func (g_object_unref);
}

guint
bs_object_list_get_length (BsObjectList *self)
{
  return get_items (self)->len;
}

gpointer
bs_object_list_get (BsObjectList *self, guint position)
{
  return g_ptr_array_index (get_items (self), position);
}

gboolean
bs_object_list_find (BsObjectList *self, gpointer item, guint *position)
{
  return g_ptr_array_find (get_items (self), item, position);
}

void
bs_object_list_insert (BsObjectList *self, guint position, gpointer item)
{
  g_return_if_fail (BS_IS_OBJECT_LIST (self) && position <= get_items (self)->len);

  g_ptr_array_insert (get_items (self), (int) position, g_object_ref (item));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
bs_object_list_remove (BsObjectList *self, guint position)
{
  g_autoptr (GObject) item = NULL;

  g_return_if_fail (BS_IS_OBJECT_LIST (self) && position < get_items (self)->len);

  /* Whoever hears of it may still look at it. */
  item = g_object_ref (g_ptr_array_index (get_items (self), position));
  g_ptr_array_remove_index (get_items (self), position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
bs_object_list_take (BsObjectList *self, GPtrArray *items)
{
  BsObjectListPrivate *priv;
  g_autoptr (GPtrArray) old = NULL;
  guint head = 0;
  guint tail = 0;

  g_return_if_fail (BS_IS_OBJECT_LIST (self) && items != NULL);

  priv = bs_object_list_get_instance_private (self);
  old = g_steal_pointer (&priv->items);
  priv->items = items;
  while (head < old->len && head < items->len
         && g_ptr_array_index (old, head) == g_ptr_array_index (items, head))
    head++;
  while (tail < old->len - head && tail < items->len - head
         && g_ptr_array_index (old, old->len - 1 - tail)
              == g_ptr_array_index (items, items->len - 1 - tail))
    tail++;
  if (old->len > head + tail || items->len > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                items->len - head - tail);
}
