/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One change to a document, and its inverse. Everything that alters a document is a list of these:
 * undo, the crash journal, history and (later) several editors on one issue rest on it.
 * An operation is immutable and reference-counted, and can be written as one JSON object.
 */
#pragma once

#include "bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BS_OPERATION_SET,    /* member @path: old value -> new value; either may be absent (NULL) */
  BS_OPERATION_INSERT, /* into the array @path at @index */
  BS_OPERATION_REMOVE, /* from the array @path at @index */
  BS_OPERATION_MOVE,   /* within the array @path, from @index to @to */
  BS_OPERATION_SPLICE  /* in the string @path: at byte @index, @removed goes and @inserted comes */
} BsOperationKind;

typedef struct _BsOperation BsOperation;

#define BS_TYPE_OPERATION (bs_operation_get_type ())
GType bs_operation_get_type (void);

BsOperation *bs_operation_new_set    (const char *path, const BsNode *old_value,
                                      const BsNode *new_value);
BsOperation *bs_operation_new_insert (const char *path, guint index, const BsNode *value);
BsOperation *bs_operation_new_remove (const char *path, guint index, const BsNode *value);
BsOperation *bs_operation_new_move   (const char *path, guint from, guint to);
BsOperation *bs_operation_new_splice (const char *path, gsize offset, const char *removed,
                                      const char *inserted);
BsOperation *bs_operation_ref        (BsOperation *operation);
void         bs_operation_unref      (BsOperation *operation);

BsOperationKind bs_operation_get_kind (const BsOperation *operation);
const char     *bs_operation_get_path (const BsOperation *operation);
BsOperation    *bs_operation_invert   (const BsOperation *operation);

/* Fails (BS_MODEL_ERROR_CONFLICT) and changes nothing where the tree is not as the operation says
 * it was: old value, removed text, array bounds. Returns the new root (transfer full). */
BsNode *bs_operation_apply (const BsOperation *operation, const BsNode *root, GError **error);

BsNode      *bs_operation_to_node   (const BsOperation *operation);
BsOperation *bs_operation_from_node (const BsNode *node, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsOperation, bs_operation_unref)

G_END_DECLS
