/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-operation-private.h"

#include "bs-json.h"
#include "bs-node-private.h"
#include "bs-schema.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsOperation
{
  gatomicrefcount ref_count;
  BsOperationKind kind;
  int position; /* set: where the member stands in its object; -1: where its kind belongs */
  char *path;
  char *inverse_path; /* NULL: the same; else names elements by index, as their ids change */
  gsize index;
  guint to;
  BsNode *old_value; /* set, remove */
  BsNode *new_value; /* set, insert */
  char *removed;     /* splice */
  char *inserted;
};

G_DEFINE_BOXED_TYPE (BsOperation, bs_operation, bs_operation_ref, bs_operation_unref)

static const char *const kind_names[] = { "set", "insert", "remove", "move", "splice" };

/* One application: what is to be done at the end of the path, and what was found there. */
typedef struct
{
  const BsOperation *operation;
  char **steps; /* all of them */
  int position; /* found, or -1 */
  GError **error;
} Edit;

static BsOperation *
operation_new (BsOperationKind kind, const char *path)
{
  BsOperation *operation = g_new0 (BsOperation, 1);

  g_atomic_ref_count_init (&operation->ref_count);
  operation->kind = kind;
  operation->position = -1;
  operation->path = g_strdup (path);

  return operation;
}

static gpointer
conflict (Edit *edit, const char *why)
{
  g_set_error (edit->error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
               _ ("%s: %s. The change was not made"), edit->operation->path, why);
  return NULL;
}

static gboolean
is_old_value (const BsOperation *operation, const BsNode *current)
{
  return current == NULL
           ? operation->old_value == NULL
           : operation->old_value != NULL && bs_node_equal (current, operation->old_value);
}

static BsNode *
set_element (Edit *edit, const BsNode *array, int index)
{
  const BsOperation *operation = edit->operation;

  if (index < 0 || operation->old_value == NULL || operation->new_value == NULL)
    return conflict (edit, _ ("there is no such element"));
  if (!is_old_value (operation, bs_node_get_element (array, (guint) index)))
    return conflict (edit, _ ("the document has another value there"));

  return bs_node_ref (operation->new_value);
}

static BsNode *
set_member (Edit *edit, const BsNode *parent, const char *step)
{
  const BsOperation *operation = edit->operation;
  int index = bs_node_find_step (parent, step);
  const BsNode *current = index >= 0 ? bs_node_get_element (parent, (guint) index) : NULL;

  if (bs_node_get_kind (parent) != BS_NODE_OBJECT)
    return conflict (edit, _ ("there is no such place in the document"));
  if (!is_old_value (operation, current))
    return conflict (edit, _ ("the document has another value there"));

  if (current != NULL)
    edit->position = index;
  else if (operation->position >= 0)
    edit->position = MIN (operation->position, (int) bs_node_get_length (parent));
  else
    edit->position = bs_schema_place_member (edit->steps, parent, step);

  return bs_node_with_member_at (parent, step, operation->new_value, edit->position);
}

static BsNode *
insert_element (Edit *edit, const BsNode *array)
{
  const BsOperation *operation = edit->operation;

  if (bs_node_get_kind (array) != BS_NODE_ARRAY)
    return conflict (edit, _ ("there is no list"));
  if (operation->index > bs_node_get_length (array))
    return conflict (edit, _ ("the list is shorter than expected"));

  return bs_node_with_inserted (array, operation->index, operation->new_value);
}

static BsNode *
remove_element (Edit *edit, const BsNode *array)
{
  const BsOperation *operation = edit->operation;

  if (bs_node_get_kind (array) != BS_NODE_ARRAY)
    return conflict (edit, _ ("there is no list"));
  if (operation->index >= bs_node_get_length (array))
    return conflict (edit, _ ("the list is shorter than expected"));
  if (!bs_node_equal (bs_node_get_element (array, operation->index), operation->old_value))
    return conflict (edit, _ ("the document has another value there"));

  return bs_node_with_removed (array, operation->index);
}

static BsNode *
move_element (Edit *edit, const BsNode *array)
{
  const BsOperation *operation = edit->operation;
  g_autoptr (BsNode) without = NULL;
  const BsNode *element;

  if (bs_node_get_kind (array) != BS_NODE_ARRAY)
    return conflict (edit, _ ("there is no list"));
  if (operation->index >= bs_node_get_length (array) || operation->to >= bs_node_get_length (array))
    return conflict (edit, _ ("the list is shorter than expected"));

  element = bs_node_get_element (array, operation->index);
  without = bs_node_with_removed (array, operation->index);

  return bs_node_with_inserted (without, operation->to, element);
}

static gboolean
is_boundary (const char *text, gsize offset)
{
  return ((guchar) text[offset] & 0xc0) != 0x80;
}

static BsNode *
splice_text (Edit *edit, const BsNode *node)
{
  const BsOperation *operation = edit->operation;
  const char *text = bs_node_get_string (node);
  gsize length = bs_node_get_string_length (node);
  gsize offset = operation->index;
  gsize removed = strlen (operation->removed);
  g_autoptr (GString) result = NULL;

  if (bs_node_get_kind (node) != BS_NODE_STRING)
    return conflict (edit, _ ("there is no text"));
  if (offset > length || removed > length - offset
      || memcmp (text + offset, operation->removed, removed) != 0)
    return conflict (edit, _ ("the document has another text there"));
  if (!is_boundary (text, offset) || !is_boundary (text, offset + removed))
    return conflict (edit, _ ("the place is inside a character"));

  result = g_string_sized_new (length - removed + strlen (operation->inserted));
  g_string_append_len (result, text, offset);
  g_string_append (result, operation->inserted);
  g_string_append_len (result, text + offset + removed, length - offset - removed);

  return bs_node_new_string_length (result->str, result->len);
}

static BsNode *
edit_target (Edit *edit, const BsNode *node)
{
  switch (edit->operation->kind)
    {
    case BS_OPERATION_INSERT:
      return insert_element (edit, node);
    case BS_OPERATION_REMOVE:
      return remove_element (edit, node);
    case BS_OPERATION_MOVE:
      return move_element (edit, node);
    case BS_OPERATION_SPLICE:
      return splice_text (edit, node);
    case BS_OPERATION_SET:
    default:
      return conflict (edit, _ ("the whole document cannot be replaced"));
    }
}

/* Depth is bounded by that of the tree. @ours: nobody else has what leads to @node; then it is
 * changed itself where nobody else has it either, and is the result. */
static BsNode *
edit_below (Edit *edit, BsNode *node, char **steps, gboolean ours)
{
  g_autoptr (BsNode) child = NULL;
  int index;

  ours = ours && bs_node_is_unshared (node);
  if (*steps == NULL)
    return edit_target (edit, node);
  if (edit->operation->kind == BS_OPERATION_SET && steps[1] == NULL
      && bs_node_get_kind (node) != BS_NODE_ARRAY)
    return set_member (edit, node, *steps);

  index = bs_node_find_step (node, *steps);
  if (edit->operation->kind == BS_OPERATION_SET && steps[1] == NULL)
    child = set_element (edit, node, index);
  else if (index >= 0)
    child = edit_below (edit, (BsNode *) bs_node_get_element (node, (guint) index), steps + 1,
                        ours);
  else
    return conflict (edit, _ ("there is no such place in the document"));
  if (child == NULL)
    return NULL;
  if (ours)
    return bs_node_put (node, (guint) index, g_steal_pointer (&child));

  return bs_node_get_kind (node) == BS_NODE_ARRAY
           ? bs_node_with_replaced (node, (guint) index, child)
           : bs_node_with_member (node, bs_node_get_key (node, (guint) index), child);
}

/* An element that gets another id is no longer found by the path that led to it. */
static char *
dup_inverse_path (const BsOperation *operation, const BsNode *root, char **steps)
{
  g_autoptr (GString) path = NULL;
  const BsNode *node = root;
  guint last = g_strv_length (steps) - 1;
  gboolean in_list = FALSE;

  if (operation->kind != BS_OPERATION_SET && operation->kind != BS_OPERATION_SPLICE)
    return NULL;

  path = g_string_new (NULL);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      int index = bs_node_find_step (node, steps[i]);

      in_list = bs_node_get_kind (node) == BS_NODE_ARRAY;
      if (in_list)
        g_string_append_printf (path, "/%d", index);
      else
        bs_path_append_step (path, steps[i]);
      node = index >= 0 ? bs_node_get_element (node, (guint) index) : NULL;
    }

  return in_list || strcmp (steps[last], "id") == 0 ? g_string_free (g_steal_pointer (&path), FALSE)
                                                    : NULL;
}

static BsOperation *
operation_complete (const BsOperation *operation, char *inverse_path, int position)
{
  BsOperation *completed = operation_new (operation->kind, operation->path);

  completed->inverse_path = inverse_path;
  completed->position = position;
  completed->index = operation->index;
  completed->to = operation->to;
  completed->old_value = bs_node_ref (operation->old_value);
  completed->new_value = bs_node_ref (operation->new_value);
  completed->removed = g_strdup (operation->removed);
  completed->inserted = g_strdup (operation->inserted);

  return completed;
}

/**
 * bs_operation_new_set:
 * @path: of a member of an object, or of an element of an array (then both values are needed)
 * @old_value: (nullable): what is there now; %NULL: nothing
 * @new_value: (nullable): what shall be there; %NULL: nothing
 *
 * Returns: (transfer full): a new operation
 */
BsOperation *
bs_operation_new_set (const char *path, const BsNode *old_value, const BsNode *new_value)
{
  BsOperation *operation;

  g_return_val_if_fail (path != NULL, NULL);

  operation = operation_new (BS_OPERATION_SET, path);
  operation->old_value = bs_node_ref (old_value);
  operation->new_value = bs_node_ref (new_value);

  return operation;
}

/**
 * bs_operation_new_insert:
 * @path: of an array
 * @index: where @value is to stand, at most the array's length
 *
 * Returns: (transfer full): a new operation
 */
BsOperation *
bs_operation_new_insert (const char *path, guint index, const BsNode *value)
{
  BsOperation *operation;

  g_return_val_if_fail (path != NULL && value != NULL, NULL);

  operation = operation_new (BS_OPERATION_INSERT, path);
  operation->index = index;
  operation->new_value = bs_node_ref (value);

  return operation;
}

/**
 * bs_operation_new_remove:
 * @path: of an array
 * @value: what stands at @index
 *
 * Returns: (transfer full): a new operation
 */
BsOperation *
bs_operation_new_remove (const char *path, guint index, const BsNode *value)
{
  BsOperation *operation;

  g_return_val_if_fail (path != NULL && value != NULL, NULL);

  operation = operation_new (BS_OPERATION_REMOVE, path);
  operation->index = index;
  operation->old_value = bs_node_ref (value);

  return operation;
}

/**
 * bs_operation_new_move:
 * @from: where the element stands
 * @to: where it shall stand afterwards
 *
 * Returns: (transfer full): a new operation
 */
BsOperation *
bs_operation_new_move (const char *path, guint from, guint to)
{
  BsOperation *operation;

  g_return_val_if_fail (path != NULL, NULL);

  operation = operation_new (BS_OPERATION_MOVE, path);
  operation->index = from;
  operation->to = to;

  return operation;
}

/**
 * bs_operation_new_splice:
 * @offset: in bytes, between two characters
 * @removed: (nullable): the text that stands there and goes
 * @inserted: (nullable): the text that comes in its place
 *
 * Returns: (transfer full): a new operation
 */
BsOperation *
bs_operation_new_splice (const char *path, gsize offset, const char *removed, const char *inserted)
{
  BsOperation *operation;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (inserted == NULL || g_utf8_validate (inserted, -1, NULL), NULL);

  operation = operation_new (BS_OPERATION_SPLICE, path);
  operation->index = offset;
  operation->removed = g_strdup (removed != NULL ? removed : "");
  operation->inserted = g_strdup (inserted != NULL ? inserted : "");

  return operation;
}

/**
 * bs_operation_ref:
 *
 * Returns: (transfer full): @operation
 */
BsOperation *
bs_operation_ref (BsOperation *operation)
{
  g_return_val_if_fail (operation != NULL, NULL);

  g_atomic_ref_count_inc (&operation->ref_count);

  return operation;
}

/**
 * bs_operation_unref:
 * @operation: (nullable) (transfer full): an operation
 */
void
bs_operation_unref (BsOperation *operation)
{
  if (operation == NULL || !g_atomic_ref_count_dec (&operation->ref_count))
    return;

  g_free (operation->path);
  g_free (operation->inverse_path);
  bs_node_unref (operation->old_value);
  bs_node_unref (operation->new_value);
  g_free (operation->removed);
  g_free (operation->inserted);
  g_free (operation);
}

/**
 * bs_operation_get_kind:
 *
 * Returns: what it does
 */
BsOperationKind
bs_operation_get_kind (const BsOperation *operation)
{
  g_return_val_if_fail (operation != NULL, BS_OPERATION_SET);

  return operation->kind;
}

/**
 * bs_operation_get_path:
 *
 * Returns: (transfer none): where it does so
 */
const char *
bs_operation_get_path (const BsOperation *operation)
{
  g_return_val_if_fail (operation != NULL, NULL);

  return operation->path;
}

/**
 * bs_operation_invert:
 *
 * For an operation that changes an element's id, ask a document: only in the tree can be seen how
 * the element is to be found again.
 *
 * Returns: (transfer full): the operation that takes @operation back
 */
BsOperation *
bs_operation_invert (const BsOperation *operation)
{
  BsOperation *inverse;

  g_return_val_if_fail (operation != NULL, NULL);

  inverse = operation_new (operation->kind, operation->inverse_path != NULL
                                              ? operation->inverse_path
                                              : operation->path);
  inverse->inverse_path = operation->inverse_path != NULL ? g_strdup (operation->path) : NULL;
  inverse->position = operation->position;
  inverse->index = operation->index;
  inverse->old_value = bs_node_ref (operation->new_value);
  inverse->new_value = bs_node_ref (operation->old_value);
  if (operation->kind == BS_OPERATION_INSERT)
    inverse->kind = BS_OPERATION_REMOVE;
  else if (operation->kind == BS_OPERATION_REMOVE)
    inverse->kind = BS_OPERATION_INSERT;
  else if (operation->kind == BS_OPERATION_MOVE)
    {
      inverse->index = operation->to;
      inverse->to = operation->index;
    }
  inverse->removed = g_strdup (operation->inserted);
  inverse->inserted = g_strdup (operation->removed);

  return inverse;
}

/**
 * bs_operation_apply:
 * @root: is untouched
 *
 * Returns: (transfer full): the new tree, or %NULL with %BS_MODEL_ERROR_CONFLICT
 */
BsNode *
bs_operation_apply (const BsOperation *operation, const BsNode *root, GError **error)
{
  g_autoptr (BsNode) result = NULL;

  g_return_val_if_fail (operation != NULL && root != NULL, NULL);

  result = bs_node_ref (root);

  return bs_operation_apply_to (operation, &result, NULL, error) ? g_steal_pointer (&result) : NULL;
}

/* What could not be loaded again must not come to be. Of an array as it was, an element is one
 * further down. */
static gboolean
is_too_deep (const BsOperation *operation, char **steps)
{
  guint depth = g_strv_length (steps) + (operation->kind == BS_OPERATION_SET ? 0 : 1);

  return operation->new_value != NULL
         && depth + bs_node_get_height (operation->new_value) > BS_JSON_MAX_DEPTH;
}

gboolean
bs_operation_apply_to (const BsOperation *operation, BsNode **root, BsOperation **completed,
                       GError **error)
{
  Edit edit = { operation, NULL, -1, error };
  g_auto (GStrv) steps = NULL;
  g_autofree char *inverse_path = NULL;
  BsNode *result;

  g_return_val_if_fail (operation != NULL && root != NULL && *root != NULL, FALSE);

  steps = bs_path_split (operation->path);
  if (steps == NULL)
    return conflict (&edit, _ ("this is no path in a document")) != NULL;
  edit.steps = steps;
  if (is_too_deep (operation, steps))
    return conflict (&edit, _ ("the document would be nested too deep")) != NULL;
  if (completed != NULL)
    inverse_path = dup_inverse_path (operation, *root, steps);

  result = edit_below (&edit, *root, steps, TRUE);
  if (result == NULL)
    return FALSE;
  bs_node_unref (*root);
  *root = result;
  if (completed != NULL)
    *completed = operation_complete (operation, g_steal_pointer (&inverse_path), edit.position);

  return TRUE;
}

BsOperation *
bs_operation_join (const BsOperation *first, const BsOperation *second)
{
  g_autofree char *inserted = NULL;

  if (first->kind != BS_OPERATION_SPLICE || second->kind != BS_OPERATION_SPLICE
      || first->inverse_path != NULL || *second->removed != '\0'
      || second->index != first->index + strlen (first->inserted)
      || strcmp (first->path, second->path) != 0)
    return NULL;

  inserted = g_strconcat (first->inserted, second->inserted, NULL);

  return bs_operation_new_splice (first->path, first->index, first->removed, inserted);
}

/**
 * bs_operation_to_node:
 *
 * Returns: (transfer full): an object with members "op", "path" and, as the kind needs them,
 *   "index", "to", "position", "old", "new", "removed", "inserted"
 */
BsNode *
bs_operation_to_node (const BsOperation *operation)
{
  BsNodeBuilder *builder;

  g_return_val_if_fail (operation != NULL, NULL);

  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "op", kind_names[operation->kind]);
  bs_node_builder_set (builder, "path", bs_node_new_string (operation->path));
  if (operation->kind != BS_OPERATION_SET)
    bs_node_builder_set_number (builder, "index", (gint64) operation->index);
  else if (operation->position >= 0)
    bs_node_builder_set_number (builder, "position", operation->position);
  if (operation->kind == BS_OPERATION_MOVE)
    bs_node_builder_set_number (builder, "to", operation->to);
  if (operation->old_value != NULL)
    bs_node_builder_set (builder, "old", bs_node_ref (operation->old_value));
  if (operation->new_value != NULL)
    bs_node_builder_set (builder, "new", bs_node_ref (operation->new_value));
  if (operation->kind == BS_OPERATION_SPLICE)
    {
      bs_node_builder_set (builder, "removed", bs_node_new_string (operation->removed));
      bs_node_builder_set (builder, "inserted", bs_node_new_string (operation->inserted));
    }

  return bs_node_builder_end (builder);
}

/**
 * bs_operation_from_node:
 *
 * Returns: (transfer full): the operation, or %NULL with %BS_MODEL_ERROR_SCHEMA
 */
BsOperation *
bs_operation_from_node (const BsNode *node, GError **error)
{
  g_autoptr (BsOperation) operation = NULL;
  const char *name = bs_node_get_text (node, "op");
  const BsNode *path = bs_node_get_member (node, "path");
  gint64 index = bs_node_get_number (node, "index", 0);
  gint64 to = bs_node_get_number (node, "to", 0);
  gint64 position = bs_node_get_number (node, "position", -1);
  int kind = -1;

  for (int i = 0; i < (int) G_N_ELEMENTS (kind_names); i++)
    if (strcmp (name, kind_names[i]) == 0)
      kind = i;
  if (kind >= 0 && bs_node_get_kind (path) == BS_NODE_STRING && index >= 0 && index <= G_MAXINT
      && to >= 0 && to <= G_MAXINT && position >= -1 && position <= G_MAXINT)
    {
      operation = operation_new ((BsOperationKind) kind, bs_node_get_string (path));
      operation->position = (int) position;
      operation->index = (gsize) index;
      operation->to = (guint) to;
      operation->old_value = bs_node_ref (bs_node_get_member (node, "old"));
      operation->new_value = bs_node_ref (bs_node_get_member (node, "new"));
      operation->removed = g_strdup (bs_node_get_text (node, "removed"));
      operation->inserted = g_strdup (bs_node_get_text (node, "inserted"));
    }

  if (operation == NULL || (kind == BS_OPERATION_INSERT && operation->new_value == NULL)
      || (kind == BS_OPERATION_REMOVE && operation->old_value == NULL))
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA, "%s",
                   _ ("This is not a change to a document. The journal is damaged"));
      return NULL;
    }

  return g_steal_pointer (&operation);
}
