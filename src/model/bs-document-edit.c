/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The changes most callers want, made of operations.
 */

#include "bs-document-private.h"

#include "bs-node-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody counts further: an id with a larger number is a name, and does not use the numbers up. */
#define MAX_ID_NUMBER 1000000000000

/* "/stories/s3/headline" -> "/stories/s3" and "headline" (as written, escaped). */
static gboolean
split_last (const char *path, char **parent, const char **step)
{
  const char *slash = strrchr (path, '/');

  if (slash == NULL)
    return FALSE;
  *parent = g_strndup (path, slash - path);
  *step = slash + 1;

  return TRUE;
}

static gboolean
no_such_place (const char *path, GError **error)
{
  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
               _ ("%s: there is no such place in the document. The change was not made"), path);
  return FALSE;
}

static gboolean
apply_new (BsDocument *self, BsOperation *operation, GError **error)
{
  gboolean done = bs_document_apply (self, operation, error);

  bs_operation_unref (operation);

  return done;
}

static char *
unescape_step (const char *step)
{
  g_autofree char *path = g_strconcat ("/", step, NULL);
  g_auto (GStrv) steps = bs_path_split (path);

  return steps != NULL ? g_strdup (steps[0]) : NULL;
}

/**
 * bs_document_set_text:
 * @value: (nullable): the new text; "" and %NULL remove the member
 *
 * Returns: %TRUE if the text is now @value; nothing is done, or undone later, if it was before
 */
gboolean
bs_document_set_text (BsDocument *self, const char *path, const char *value, GError **error)
{
  g_autoptr (BsNode) node = NULL;

  g_return_val_if_fail (value == NULL || g_utf8_validate (value, -1, NULL), FALSE);

  if (value != NULL && *value != '\0')
    node = bs_node_new_string (value);

  return bs_document_set_node (self, path, node, error);
}

/**
 * bs_document_set_node:
 * @path: of a member, which need not exist yet (nor the object it belongs to, if that is itself a
 *   member), or of an element
 * @value: (transfer none) (nullable): %NULL removes
 *
 * Returns: %TRUE if done
 */
gboolean
bs_document_set_node (BsDocument *self, const char *path, const BsNode *value, GError **error)
{
  g_autofree char *parent_path = NULL;
  const char *step;
  const BsNode *parent;
  const BsNode *old;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  old = bs_node_lookup (self->root, path);
  if (old == value || (old != NULL && value != NULL && bs_node_equal (old, value)))
    return TRUE;
  if (!split_last (path, &parent_path, &step))
    return no_such_place (path, error);

  parent = bs_node_lookup (self->root, parent_path);
  if (bs_node_get_kind (parent) == BS_NODE_ARRAY && value == NULL)
    return bs_document_remove (self, path, error);
  if (parent == NULL)
    {
      g_autofree char *key = unescape_step (step);
      g_autoptr (BsNode) object = NULL;

      if (key == NULL)
        return no_such_place (path, error);
      object = bs_node_with_member (NULL, key, value);
      return bs_document_set_node (self, parent_path, object, error);
    }

  return apply_new (self, bs_operation_new_set (path, old, value), error);
}

/**
 * bs_document_insert:
 * @array_path: of an array; where it is missing, but its object is there, it is made
 * @index: where @value is to stand, -1: last
 *
 * Returns: %TRUE if done
 */
gboolean
bs_document_insert (BsDocument *self, const char *array_path, int index, const BsNode *value,
                    GError **error)
{
  const BsNode *array;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (array_path != NULL && value != NULL, FALSE);

  array = bs_node_lookup (self->root, array_path);
  if (array == NULL && index <= 0)
    {
      g_autoptr (BsNode) list = bs_node_with_inserted (NULL, 0, value);

      return bs_document_set_node (self, array_path, list, error);
    }

  return apply_new (self,
                    bs_operation_new_insert (array_path,
                                             index < 0 ? bs_node_get_length (array) : (guint) index,
                                             value),
                    error);
}

/**
 * bs_document_remove:
 * @element_path: of an element, such as `/stories/s3`
 */
gboolean
bs_document_remove (BsDocument *self, const char *element_path, GError **error)
{
  g_autofree char *array_path = NULL;
  g_autofree char *id = NULL;
  const char *step;
  const BsNode *array;
  int index;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (element_path != NULL, FALSE);

  if (!split_last (element_path, &array_path, &step))
    return no_such_place (element_path, error);
  array = bs_node_lookup (self->root, array_path);
  id = unescape_step (step);
  index = id != NULL && bs_node_get_kind (array) == BS_NODE_ARRAY ? bs_node_find_step (array, id)
                                                                  : -1;
  if (index < 0)
    return no_such_place (element_path, error);

  return apply_new (self,
                    bs_operation_new_remove (array_path, (guint) index,
                                             bs_node_get_element (array, (guint) index)),
                    error);
}

/**
 * bs_document_move:
 * @to: where the element is to stand afterwards
 */
gboolean
bs_document_move (BsDocument *self, const char *array_path, guint from, guint to, GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (array_path != NULL, FALSE);

  if (from == to && from < bs_node_get_length (bs_node_lookup (self->root, array_path)))
    return TRUE;

  return apply_new (self, bs_operation_new_move (array_path, from, to), error);
}

/**
 * bs_document_splice:
 * @path: of a text; where it is missing it counts as ""
 * @offset: in bytes
 * @length: bytes to be removed there
 * @inserted: (nullable): text to come in their place
 */
gboolean
bs_document_splice (BsDocument *self, const char *path, gsize offset, gsize length,
                    const char *inserted, GError **error)
{
  g_autofree char *removed = NULL;
  const BsNode *node;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  node = bs_node_lookup (self->root, path);
  if (node == NULL && offset == 0 && length == 0)
    return bs_document_set_text (self, path, inserted, error);
  if (bs_node_get_kind (node) != BS_NODE_STRING)
    return no_such_place (path, error);
  if (length == 0 && (inserted == NULL || *inserted == '\0'))
    return TRUE;
  if (offset > bs_node_get_string_length (node)
      || length > bs_node_get_string_length (node) - offset)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT,
                   _ ("%s: the text is shorter than expected. The change was not made"), path);
      return FALSE;
    }
  removed = g_strndup (bs_node_get_string (node) + offset, length);

  return apply_new (self, bs_operation_new_splice (path, offset, removed, inserted), error);
}

/* An id is not given twice, even if its bearer is gone: something may still refer to it. */
static guint64
next_number (BsDocument *self, const char *array_path, const char *prefix, guint64 highest)
{
  g_autofree char *key = g_strdup_printf ("%s %s", array_path, prefix);
  guint64 *issued = g_hash_table_lookup (self->issued_ids, key);

  if (issued == NULL)
    {
      issued = g_new0 (guint64, 1);
      g_hash_table_insert (self->issued_ids, g_steal_pointer (&key), issued);
    }
  *issued = MAX (*issued, highest) + 1;

  return *issued;
}

/**
 * bs_document_new_id:
 * @prefix: not empty, such as "s"; an id must not be all digits
 *
 * Returns: (transfer full): @prefix and the number after the highest one in use, or given away by
 *   this document before
 */
char *
bs_document_new_id (BsDocument *self, const char *array_path, const char *prefix)
{
  const BsNode *array;
  guint64 highest = 0;
  gsize length;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (array_path != NULL && prefix != NULL && *prefix != '\0', NULL);

  array = bs_node_lookup (self->root, array_path);
  length = strlen (prefix);
  for (guint i = 0; i < bs_node_get_length (array); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (array, i), "id");
      guint64 number;

      if (strncmp (id, prefix, length) == 0
          && g_ascii_string_to_unsigned (id + length, 10, 0, MAX_ID_NUMBER, &number, NULL))
        highest = MAX (highest, number);
    }

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix,
                          next_number (self, array_path, prefix, highest));
}
