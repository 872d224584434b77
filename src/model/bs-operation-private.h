/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What only a document may ask of its operations.
 */
#pragma once

#include "bs-operation.h"

G_BEGIN_DECLS

/* As bs_operation_apply(); *completed also says where in its object a member came or went, so that
 * undoing it gives back the very same file. */
BsNode *bs_operation_apply_completing (const BsOperation *operation, const BsNode *root,
                                       BsOperation **completed, GError **error);
/* Two insertions of text that follow on each other, as one; NULL if they do not. */
BsOperation *bs_operation_join (const BsOperation *first, const BsOperation *second);

G_END_DECLS
