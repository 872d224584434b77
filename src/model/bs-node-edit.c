/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-node-private.h"

#include <string.h>

struct _BsNodeBuilder
{
  BsNodeKind kind;
  GArray *members;  /* BsNodeMember; objects */
  GPtrArray *nodes; /* owned; arrays */
};

static void
clear_member (gpointer data)
{
  BsNodeMember *member = data;

  g_ref_string_release (member->key);
  bs_node_unref (member->value);
}

static BsNodeMember
copy_member (const BsNodeMember *member)
{
  return (BsNodeMember){ g_ref_string_acquire (member->key), bs_node_ref (member->value) };
}

/* The new array answers for ids as @old did where the one element that differs kept its id. */
static void
hand_on_index (const BsNode *old, BsNode *array, guint index)
{
  BsIdIndex *ids = g_atomic_pointer_get (&((BsNode *) old)->value.array.index);
  const BsNode *before = bs_node_get_member (old->value.array.elements[index], "id");
  const BsNode *after = bs_node_get_member (array->value.array.elements[index], "id");

  if (ids == NULL || before == NULL || !bs_node_equal (before, after))
    return;

  g_atomic_ref_count_inc (&ids->ref_count);
  array->value.array.index = ids;
}

/**
 * bs_node_builder_new_object:
 *
 * Returns: (transfer full): a builder, to be finished with bs_node_builder_end()
 */
BsNodeBuilder *
bs_node_builder_new_object (void)
{
  BsNodeBuilder *builder = g_new0 (BsNodeBuilder, 1);

  builder->kind = BS_NODE_OBJECT;
  builder->members = g_array_new (FALSE, FALSE, sizeof (BsNodeMember));
  g_array_set_clear_func (builder->members, clear_member);

  return builder;
}

/**
 * bs_node_builder_new_array:
 *
 * Returns: (transfer full): a builder, to be finished with bs_node_builder_end()
 */
BsNodeBuilder *
bs_node_builder_new_array (void)
{
  BsNodeBuilder *builder = g_new0 (BsNodeBuilder, 1);

  builder->kind = BS_NODE_ARRAY;
  builder->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_node_unref);

  return builder;
}

/**
 * bs_node_builder_set:
 * @value: (transfer full): takes the place of an earlier value of @key, if there is one
 */
void
bs_node_builder_set (BsNodeBuilder *builder, const char *key, BsNode *value)
{
  BsNodeMember member;

  g_return_if_fail (builder != NULL && builder->kind == BS_NODE_OBJECT);
  g_return_if_fail (key != NULL && value != NULL);

  for (guint i = 0; i < builder->members->len; i++)
    {
      BsNodeMember *old = &g_array_index (builder->members, BsNodeMember, i);

      if (strcmp (old->key, key) == 0)
        {
          bs_node_unref (old->value);
          old->value = value;
          return;
        }
    }

  member.key = g_ref_string_new (key);
  member.value = value;
  g_array_append_val (builder->members, member);
}

/**
 * bs_node_builder_set_text:
 * @value: (nullable): %NULL and "" leave the member out
 */
void
bs_node_builder_set_text (BsNodeBuilder *builder, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    bs_node_builder_set (builder, key, bs_node_new_string (value));
}

/**
 * bs_node_builder_set_number:
 *
 * Sets a whole number.
 */
void
bs_node_builder_set_number (BsNodeBuilder *builder, const char *key, gint64 value)
{
  bs_node_builder_set (builder, key, bs_node_new_integer (value));
}

/**
 * bs_node_builder_set_flag:
 *
 * Sets `true` or `false`.
 */
void
bs_node_builder_set_flag (BsNodeBuilder *builder, const char *key, gboolean value)
{
  bs_node_builder_set (builder, key, bs_node_new_boolean (value));
}

/**
 * bs_node_builder_set_list:
 * @list: (transfer full): an array or object in the making; one without members is left out
 */
void
bs_node_builder_set_list (BsNodeBuilder *builder, const char *key, BsNodeBuilder *list)
{
  BsNode *node = bs_node_builder_end (list);

  if (bs_node_get_length (node) > 0)
    bs_node_builder_set (builder, key, node);
  else
    bs_node_unref (node);
}

/**
 * bs_node_builder_add:
 * @value: (transfer full): becomes the array's last element
 */
void
bs_node_builder_add (BsNodeBuilder *builder, BsNode *value)
{
  g_return_if_fail (builder != NULL && builder->kind == BS_NODE_ARRAY);
  g_return_if_fail (value != NULL);

  g_ptr_array_add (builder->nodes, value);
}

/**
 * bs_node_builder_end:
 * @builder: (transfer full): is freed
 *
 * Returns: (transfer full): what was built
 */
BsNode *
bs_node_builder_end (BsNodeBuilder *builder)
{
  BsNode *node;

  g_return_val_if_fail (builder != NULL, NULL);

  if (builder->kind == BS_NODE_ARRAY)
    {
      node = bs_node_new_array_take ((BsNode **) builder->nodes->pdata, builder->nodes->len);
      g_ptr_array_set_free_func (builder->nodes, NULL);
    }
  else
    {
      node = bs_node_new_object_take ((BsNodeMember *) (gpointer) builder->members->data,
                                      builder->members->len);
      g_array_set_clear_func (builder->members, NULL);
    }
  bs_node_builder_free (builder);

  return node;
}

/**
 * bs_node_builder_free:
 * @builder: (nullable) (transfer full): is given up, with all it was given
 */
void
bs_node_builder_free (BsNodeBuilder *builder)
{
  if (builder == NULL)
    return;

  g_clear_pointer (&builder->members, g_array_unref);
  g_clear_pointer (&builder->nodes, g_ptr_array_unref);
  g_free (builder);
}

/**
 * bs_node_with_member:
 * @node: (nullable): an object; %NULL counts as an empty one
 * @value: (nullable): its new value; %NULL removes the member
 *
 * Returns: (transfer full): a new object; a new member stands last
 */
BsNode *
bs_node_with_member (const BsNode *node, const char *key, const BsNode *value)
{
  return bs_node_with_member_at (node, key, value, -1);
}

/* As above; a new member comes to stand at @position, -1 is last. */
BsNode *
bs_node_with_member_at (const BsNode *node, const char *key, const BsNode *value, int position)
{
  g_autofree BsNodeMember *members = NULL;
  guint length = bs_node_get_length (node);
  guint n = 0;
  int index;

  g_return_val_if_fail (node == NULL || node->kind == BS_NODE_OBJECT, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  index = bs_node_index_of_key (node, key);
  if (value == NULL && index < 0)
    return node != NULL ? bs_node_ref (node) : bs_node_new_object_take (NULL, 0);
  if (position < 0 || position > (int) length)
    position = (int) length;

  members = g_new (BsNodeMember, length + 1);
  for (guint i = 0; i <= length; i++)
    {
      if (index < 0 && (int) i == position)
        members[n++] = (BsNodeMember){ g_ref_string_new (key), bs_node_ref (value) };
      if (i == length || ((int) i == index && value == NULL))
        continue;
      members[n] = copy_member (&node->value.object.members[i]);
      if ((int) i == index)
        {
          bs_node_unref (members[n].value);
          members[n].value = bs_node_ref (value);
        }
      n++;
    }

  return bs_node_new_object_take (members, n);
}

/**
 * bs_node_with_inserted:
 * @array: (nullable): an array; %NULL counts as an empty one
 * @index: at most the length of @array
 *
 * Returns: (transfer full): a new array
 */
BsNode *
bs_node_with_inserted (const BsNode *array, guint index, const BsNode *value)
{
  g_autofree BsNode **elements = NULL;
  guint length = bs_node_get_length (array);

  g_return_val_if_fail (array == NULL || array->kind == BS_NODE_ARRAY, NULL);
  g_return_val_if_fail (index <= length && value != NULL, NULL);

  elements = g_new (BsNode *, length + 1);
  for (guint i = 0; i < length; i++)
    elements[i < index ? i : i + 1] = bs_node_ref (array->value.array.elements[i]);
  elements[index] = bs_node_ref (value);

  return bs_node_new_array_take (elements, length + 1);
}

/**
 * bs_node_with_removed:
 * @index: less than the length of @array
 *
 * Returns: (transfer full): a new array
 */
BsNode *
bs_node_with_removed (const BsNode *array, guint index)
{
  g_autofree BsNode **elements = NULL;
  guint length = bs_node_get_length (array);
  guint n = 0;

  g_return_val_if_fail (array != NULL && array->kind == BS_NODE_ARRAY, NULL);
  g_return_val_if_fail (index < length, NULL);

  elements = g_new (BsNode *, length);
  for (guint i = 0; i < length; i++)
    if (i != index)
      elements[n++] = bs_node_ref (array->value.array.elements[i]);

  return bs_node_new_array_take (elements, n);
}

/**
 * bs_node_with_replaced:
 * @index: less than the length of @array
 *
 * Returns: (transfer full): a new array
 */
BsNode *
bs_node_with_replaced (const BsNode *array, guint index, const BsNode *value)
{
  g_autofree BsNode **elements = NULL;
  guint length = bs_node_get_length (array);
  BsNode *node;

  g_return_val_if_fail (array != NULL && array->kind == BS_NODE_ARRAY, NULL);
  g_return_val_if_fail (index < length && value != NULL, NULL);

  elements = g_new (BsNode *, length);
  for (guint i = 0; i < length; i++)
    elements[i] = bs_node_ref (i == index ? value : array->value.array.elements[i]);
  node = bs_node_new_array_take (elements, length);
  hand_on_index (array, node, index);

  return node;
}
