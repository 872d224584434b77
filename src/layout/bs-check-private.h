/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the checks of single boxes (bs-check.c) and of the whole page's geometry (bs-check-page.c)
 * share.
 */
#pragma once

#include "layout/bs-layout-private.h"

G_BEGIN_DECLS

/* NULL: it shows none. */
const BsNode *bs_piece_get_story (const BsPiece *piece);
const char   *bs_story_get_title (const BsNode *story);
/* Borrowed from @findings. @piece: where; NULL: on the page. */
BsFinding    *bs_check_add_finding (const BsSetting *setting, GPtrArray *findings, const char *code,
                                    BsLevel level, const BsPiece *piece);
/* Boxes that cover each other, headlines that meet, gaps through the page, headlines out of rank. */
void          bs_check_geometry (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);

G_END_DECLS
