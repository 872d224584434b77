/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What only a document may ask of its operations.
 */
#pragma once

#include "bs-operation.h"

G_BEGIN_DECLS

/* As bs_operation_apply(), on the caller's own tree: *@root becomes the new one. What nobody else
 * refers to is changed itself rather than copied, so that thousands of operations in a row cost what
 * they change and not what stands beside it. *@completed (nullable) also says where in its object a
 * member came or went, so that undoing it gives back the very same file. FALSE: *@root is as it was. */
gboolean bs_operation_apply_to (const BsOperation *operation, BsNode **root, BsOperation **completed,
                                GError **error);
/* Two insertions of text that follow on each other, as one; NULL if they do not. */
BsOperation *bs_operation_join (const BsOperation *first, const BsOperation *second);

G_END_DECLS
