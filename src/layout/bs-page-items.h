/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which items stand in masthead and folio, for those who let a desk choose them. Drawing them is
 * the layout's own business.
 */
#pragma once

#include "model/bs-node.h"

G_BEGIN_DECLS

/* @of: "masthead" with @place "left" "right" "strip", or "folio" with "outer" "middle" "inner".
 * Names of the items as the issue has them, in order; g_strfreev. */
char             **bs_page_items_dup      (const BsNode *issue, const char *of, const char *place);
/* All that may stand there. */
const char *const *bs_page_items_possible (const char *of, const char *place);

G_END_DECLS
