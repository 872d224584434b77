/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-node-private.h"

#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (BsNode, bs_node, (BsNode * (*) (BsNode *) ) bs_node_ref, bs_node_unref)

static BsNode *
node_alloc (BsNodeKind kind, gsize size, guint length)
{
  BsNode *node = g_malloc (MAX (size, sizeof (BsNode)));

  g_atomic_ref_count_init (&node->ref_count);
  node->kind = kind;
  node->height = 0;
  node->length = length;

  return node;
}

static void
id_index_unref (BsIdIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->ref_count))
    return;

  g_hash_table_unref (index->positions);
  g_ptr_array_unref (index->ids);
  g_free (index);
}

static void
node_free (BsNode *node)
{
  guint i;

  switch ((BsNodeKind) node->kind)
    {
    case BS_NODE_DOUBLE:
      g_free (node->value.real.spelling);
      break;

    case BS_NODE_ARRAY:
      for (i = 0; i < node->length; i++)
        bs_node_unref (node->value.array.elements[i]);
      if (node->value.array.index != NULL)
        id_index_unref (node->value.array.index);
      break;

    case BS_NODE_OBJECT:
      for (i = 0; i < node->length; i++)
        {
          g_ref_string_release (node->value.object.members[i].key);
          bs_node_unref (node->value.object.members[i].value);
        }
      break;

    case BS_NODE_NULL:
    case BS_NODE_BOOLEAN:
    case BS_NODE_INTEGER:
    case BS_NODE_STRING:
    default:
      break;
    }

  g_free (node);
}

static void
raise_above (BsNode *node, const BsNode *child)
{
  if (child->height >= node->height)
    node->height = child->height < G_MAXUINT8 ? child->height + 1 : G_MAXUINT8;
}

static gboolean
equal_numbers (const BsNode *a, const BsNode *b)
{
  const char *spelling_a = bs_node_get_spelling (a);
  const char *spelling_b = bs_node_get_spelling (b);

  if (spelling_a != NULL || spelling_b != NULL)
    return g_strcmp0 (spelling_a, spelling_b) == 0;

  return memcmp (&a->value.real.value, &b->value.real.value, sizeof (double)) == 0;
}

static BsIdIndex *
build_index (const BsNode *array)
{
  BsIdIndex *index = g_new0 (BsIdIndex, 1);

  g_atomic_ref_count_init (&index->ref_count);
  index->positions = g_hash_table_new (g_str_hash, g_str_equal);
  index->ids = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_node_unref);

  for (guint i = 0; i < array->length; i++)
    {
      const BsNode *id = bs_node_get_member (array->value.array.elements[i], "id");

      if (id == NULL || id->kind != BS_NODE_STRING
          || g_hash_table_contains (index->positions, id->value.string))
        continue;
      g_ptr_array_add (index->ids, bs_node_ref (id));
      g_hash_table_insert (index->positions, (gpointer) id->value.string, GUINT_TO_POINTER (i));
    }

  return index;
}

static BsIdIndex *
ensure_index (const BsNode *array)
{
  BsNode *node = (BsNode *) array; /* a cache: the value stays as it is */
  BsIdIndex *index = g_atomic_pointer_get (&node->value.array.index);

  if (index != NULL)
    return index;

  index = build_index (array);
  if (g_atomic_pointer_compare_and_exchange (&node->value.array.index, NULL, index))
    return index;

  id_index_unref (index);
  return g_atomic_pointer_get (&node->value.array.index);
}

/**
 * bs_node_new_null:
 *
 * Returns: (transfer full): the JSON value `null`
 */
BsNode *
bs_node_new_null (void)
{
  return node_alloc (BS_NODE_NULL, 0, 0);
}

/**
 * bs_node_new_boolean:
 *
 * Returns: (transfer full): `true` or `false`
 */
BsNode *
bs_node_new_boolean (gboolean value)
{
  BsNode *node = node_alloc (BS_NODE_BOOLEAN, 0, 0);

  node->value.boolean = !!value;

  return node;
}

/**
 * bs_node_new_integer:
 *
 * Returns: (transfer full): a whole number
 */
BsNode *
bs_node_new_integer (gint64 value)
{
  BsNode *node = node_alloc (BS_NODE_INTEGER, 0, 0);

  node->value.integer = value;

  return node;
}

/**
 * bs_node_new_double:
 * @value: a finite number, as JSON has no others (RFC 8259, 6)
 *
 * Returns: (transfer full): a new number
 */
BsNode *
bs_node_new_double (double value)
{
  g_return_val_if_fail (isfinite (value), bs_node_new_null ());

  return bs_node_new_spelled_double (value, NULL, 0);
}

/* @spelling keeps what a double cannot hold ("1.10", "12345678901234567890"). */
BsNode *
bs_node_new_spelled_double (double value, const char *spelling, gsize length)
{
  BsNode *node = node_alloc (BS_NODE_DOUBLE, 0, 0);

  node->value.real.value = value;
  node->value.real.spelling = spelling != NULL ? g_strndup (spelling, length) : NULL;

  return node;
}

/**
 * bs_node_new_string:
 * @value: UTF-8
 *
 * Returns: (transfer full): a new string
 */
BsNode *
bs_node_new_string (const char *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  return bs_node_new_string_length (value, strlen (value));
}

BsNode *
bs_node_new_string_length (const char *text, gsize length)
{
  BsNode *node;

  g_return_val_if_fail (length < G_MAXUINT, NULL);

  node = node_alloc (BS_NODE_STRING, G_STRUCT_OFFSET (BsNode, value.string) + length + 1, length);
  memcpy (node->value.string, text, length);
  node->value.string[length] = '\0';

  return node;
}

BsNode *
bs_node_new_array_take (BsNode *const *elements, guint length)
{
  BsNode *node = node_alloc (BS_NODE_ARRAY,
                             G_STRUCT_OFFSET (BsNode, value.array.elements)
                               + length * sizeof (BsNode *),
                             length);

  node->value.array.index = NULL;
  node->height = 1;
  for (guint i = 0; i < length; i++)
    {
      node->value.array.elements[i] = elements[i];
      raise_above (node, elements[i]);
    }

  return node;
}

BsNode *
bs_node_new_object_take (const BsNodeMember *members, guint length)
{
  BsNode *node = node_alloc (BS_NODE_OBJECT,
                             G_STRUCT_OFFSET (BsNode, value.object.members)
                               + length * sizeof (BsNodeMember),
                             length);

  node->height = 1;
  for (guint i = 0; i < length; i++)
    {
      node->value.object.members[i] = members[i];
      raise_above (node, members[i].value);
    }

  return node;
}

/**
 * bs_node_ref:
 * @node: (nullable): a node
 *
 * Returns: (transfer full) (nullable): @node
 */
BsNode *
bs_node_ref (const BsNode *node)
{
  BsNode *mutable = (BsNode *) node;

  if (mutable != NULL)
    g_atomic_ref_count_inc (&mutable->ref_count);

  return mutable;
}

/**
 * bs_node_unref:
 * @node: (nullable) (transfer full): a node
 */
void
bs_node_unref (BsNode *node)
{
  if (node != NULL && g_atomic_ref_count_dec (&node->ref_count))
    node_free (node);
}

/**
 * bs_node_get_kind:
 * @node: (nullable): a node
 *
 * Returns: its kind; %BS_NODE_NULL for %NULL
 */
BsNodeKind
bs_node_get_kind (const BsNode *node)
{
  return node != NULL ? (BsNodeKind) node->kind : BS_NODE_NULL;
}

/**
 * bs_node_get_boolean:
 *
 * Returns: the value of a boolean, else @fallback
 */
gboolean
bs_node_get_boolean (const BsNode *node, gboolean fallback)
{
  return node != NULL && node->kind == BS_NODE_BOOLEAN ? node->value.boolean : fallback;
}

/**
 * bs_node_get_integer:
 *
 * Returns: the number where it is a whole one that fits (also `2.0`), else @fallback
 */
gint64
bs_node_get_integer (const BsNode *node, gint64 fallback)
{
  double value;

  if (node == NULL)
    return fallback;
  if (node->kind == BS_NODE_INTEGER)
    return node->value.integer;
  if (node->kind != BS_NODE_DOUBLE)
    return fallback;

  value = node->value.real.value;
  /* 2^63 itself does not fit; both bounds are exact as doubles. */
  if (value >= -9223372036854775808.0 && value < 9223372036854775808.0 && floor (value) == value)
    return (gint64) value;

  return fallback;
}

/**
 * bs_node_get_double:
 *
 * Returns: the value of a number of either kind, else @fallback
 */
double
bs_node_get_double (const BsNode *node, double fallback)
{
  if (node == NULL)
    return fallback;
  if (node->kind == BS_NODE_INTEGER)
    return (double) node->value.integer;

  return node->kind == BS_NODE_DOUBLE ? node->value.real.value : fallback;
}

/**
 * bs_node_get_string:
 *
 * Returns: (transfer none): UTF-8; "" for what is not a string
 */
const char *
bs_node_get_string (const BsNode *node)
{
  return node != NULL && node->kind == BS_NODE_STRING ? node->value.string : "";
}

gsize
bs_node_get_string_length (const BsNode *node)
{
  return node != NULL && node->kind == BS_NODE_STRING ? node->length : 0;
}

const char *
bs_node_get_spelling (const BsNode *node)
{
  return node != NULL && node->kind == BS_NODE_DOUBLE ? node->value.real.spelling : NULL;
}

guint
bs_node_get_height (const BsNode *node)
{
  return node != NULL ? node->height : 0;
}

gboolean
bs_node_is_unshared (const BsNode *node)
{
  return g_atomic_ref_count_compare (&((BsNode *) node)->ref_count, 1);
}

static BsNode **
get_place (BsNode *node, guint index)
{
  return node->kind == BS_NODE_ARRAY ? &node->value.array.elements[index]
                                     : &node->value.object.members[index].value;
}

/* After the child at @index came to be @height high. */
static void
set_height (BsNode *node, guint index)
{
  guint8 before = node->height;

  raise_above (node, *get_place (node, index));
  if (node->height != before || before == G_MAXUINT8)
    return;
  /* It may have been the highest: mostly another is as high. */
  for (guint i = 0; i < node->length; i++)
    if ((*get_place (node, i))->height + 1 == before)
      return;
  node->height = 1;
  for (guint i = 0; i < node->length; i++)
    raise_above (node, *get_place (node, i));
}

/* An index that no longer tells where the ids stand is given up. */
static void
check_index (BsNode *array, guint position)
{
  BsIdIndex *index = array->value.array.index;
  const BsNode *id = bs_node_get_member (array->value.array.elements[position], "id");
  gpointer found;

  if (index == NULL
      || (id != NULL && id->kind == BS_NODE_STRING
          && g_hash_table_lookup_extended (index->positions, id->value.string, NULL, &found)
          && GPOINTER_TO_UINT (found) == position))
    return;

  array->value.array.index = NULL;
  id_index_unref (index);
}

BsNode *
bs_node_put (BsNode *node, guint index, BsNode *child)
{
  BsNode **place;

  g_return_val_if_fail (node->kind == BS_NODE_ARRAY || node->kind == BS_NODE_OBJECT, NULL);
  g_return_val_if_fail (index < node->length, NULL);

  place = get_place (node, index);
  bs_node_unref (*place);
  *place = child;
  set_height (node, index);
  if (node->kind == BS_NODE_ARRAY)
    check_index (node, index);

  return bs_node_ref (node);
}

/**
 * bs_node_equal:
 *
 * Same kind and content; objects must have their members in the same order, numbers the same
 * spelling, so that equal nodes are written alike.
 */
gboolean
bs_node_equal (const BsNode *a, const BsNode *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind || a->length != b->length)
    return FALSE;

  switch ((BsNodeKind) a->kind)
    {
    case BS_NODE_NULL:
      return TRUE;
    case BS_NODE_BOOLEAN:
      return a->value.boolean == b->value.boolean;
    case BS_NODE_INTEGER:
      return a->value.integer == b->value.integer;
    case BS_NODE_DOUBLE:
      return equal_numbers (a, b);
    case BS_NODE_STRING:
      return memcmp (a->value.string, b->value.string, a->length) == 0;
    case BS_NODE_ARRAY:
      for (guint i = 0; i < a->length; i++)
        if (!bs_node_equal (a->value.array.elements[i], b->value.array.elements[i]))
          return FALSE;
      return TRUE;
    case BS_NODE_OBJECT:
      for (guint i = 0; i < a->length; i++)
        if (strcmp (a->value.object.members[i].key, b->value.object.members[i].key) != 0
            || !bs_node_equal (a->value.object.members[i].value, b->value.object.members[i].value))
          return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * bs_node_get_length:
 *
 * Returns: number of elements or members; 0 for anything else
 */
guint
bs_node_get_length (const BsNode *node)
{
  return node != NULL && (node->kind == BS_NODE_ARRAY || node->kind == BS_NODE_OBJECT)
           ? node->length
           : 0;
}

/**
 * bs_node_get_element:
 *
 * Returns: (nullable): the element of an array, or the value of an object's member, at @index
 */
const BsNode *
bs_node_get_element (const BsNode *node, guint index)
{
  if (index >= bs_node_get_length (node))
    return NULL;

  return node->kind == BS_NODE_ARRAY ? node->value.array.elements[index]
                                     : node->value.object.members[index].value;
}

/**
 * bs_node_get_key:
 *
 * Returns: (transfer none) (nullable): the name of an object's member at @index
 */
const char *
bs_node_get_key (const BsNode *node, guint index)
{
  if (node == NULL || node->kind != BS_NODE_OBJECT || index >= node->length)
    return NULL;

  return node->value.object.members[index].key;
}

int
bs_node_index_of_key (const BsNode *node, const char *key)
{
  if (node == NULL || node->kind != BS_NODE_OBJECT)
    return -1;

  for (guint i = 0; i < node->length; i++)
    if (strcmp (node->value.object.members[i].key, key) == 0)
      return (int) i;

  return -1;
}

/**
 * bs_node_get_member:
 *
 * Returns: (transfer none) (nullable): the value of an object's member @key
 */
const BsNode *
bs_node_get_member (const BsNode *node, const char *key)
{
  int index = bs_node_index_of_key (node, key);

  return index >= 0 ? node->value.object.members[index].value : NULL;
}

/**
 * bs_node_get_text:
 *
 * Returns: (transfer none): the member @key; "" where it is absent or not a string
 */
const char *
bs_node_get_text (const BsNode *node, const char *key)
{
  return bs_node_get_string (bs_node_get_member (node, key));
}

/**
 * bs_node_get_number:
 *
 * Returns: the member @key where it is a whole number, else @fallback
 */
gint64
bs_node_get_number (const BsNode *node, const char *key, gint64 fallback)
{
  return bs_node_get_integer (bs_node_get_member (node, key), fallback);
}

/**
 * bs_node_get_flag:
 *
 * Returns: the member @key where it is a boolean, else @fallback
 */
gboolean
bs_node_get_flag (const BsNode *node, const char *key, gboolean fallback)
{
  return bs_node_get_boolean (bs_node_get_member (node, key), fallback);
}

/**
 * bs_node_index_of_id:
 *
 * Constant time in long arrays: their index is made once and handed on to the next tree while
 * edits leave the ids alone. Safe to call from several threads.
 *
 * Returns: place of the first element whose "id" is @id, or -1
 */
int
bs_node_index_of_id (const BsNode *array, const char *id)
{
  gpointer position;

  if (array == NULL || array->kind != BS_NODE_ARRAY || id == NULL)
    return -1;

  if (array->length >= BS_ID_INDEX_MINIMUM)
    return g_hash_table_lookup_extended (ensure_index (array)->positions, id, NULL, &position)
             ? (int) GPOINTER_TO_UINT (position)
             : -1;

  for (guint i = 0; i < array->length; i++)
    {
      const BsNode *value = bs_node_get_member (array->value.array.elements[i], "id");

      if (value != NULL && value->kind == BS_NODE_STRING && strcmp (value->value.string, id) == 0)
        return (int) i;
    }

  return -1;
}

/**
 * bs_node_find_by_id:
 *
 * Returns: (transfer none) (nullable): the first element whose "id" is @id
 */
const BsNode *
bs_node_find_by_id (const BsNode *array, const char *id)
{
  int index = bs_node_index_of_id (array, id);

  return index >= 0 ? array->value.array.elements[index] : NULL;
}
