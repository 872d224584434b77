/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The copy of every story that was set lately: of the whole story, or of each box that has a
 * stretch of it. Belongs to a BsLayout. Finds where a box's stretch begins by setting the boxes
 * before it; what did not change is not set again.
 */
#pragma once

#include "layout/bs-layout-private.h"
#include "layout/bs-thread-private.h"

G_BEGIN_DECLS

typedef struct _BsCopyShelf BsCopyShelf;

BsCopyShelf *bs_copy_shelf_new  (BsLayout *layout);
void         bs_copy_shelf_free (BsCopyShelf *shelf);
void         bs_copy_shelf_clear (BsCopyShelf *shelf);
BsCopy      *bs_copy_shelf_get_whole (BsCopyShelf *shelf, const BsNode *story, BsPageFormat *format);
/* How @story stands in its boxes, and in which of them the box @node is; one part and 0 for a story
 * that stands in one box only. */
void         bs_copy_shelf_find_part (BsCopyShelf *shelf, const BsNode *issue, const BsNode *story,
                                      const BsNode *node, guint *index, guint *n_parts);
BsCopy      *bs_copy_shelf_get_part  (BsCopyShelf *shelf, const BsSetting *setting, BsPageFormat *format,
                                      const BsNode *story, guint index);
/* What of @story a page has to set where it stands on it once, in a box that need not exist yet:
 * what boxes on other pages leave to it. */
BsCopy      *bs_copy_shelf_get_page_copy (BsCopyShelf *shelf, const BsSetting *setting, BsPageFormat *format,
                                          const BsNode *story);
/* Of all its parts together. */
void         bs_copy_shelf_count_fit (BsCopyShelf *shelf, const BsSetting *setting, const BsNode *story,
                                      BsCopyfit *fit);

BsCopyShelf *bs_layout_get_shelf     (BsLayout *layout);

G_END_DECLS
