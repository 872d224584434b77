/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dressing a box for a size by hand: the variants automatic layout knows, asked for one width.
 */
#pragma once

#include "layout/bs-page-edit-private.h"
#include "layout/bs-shape-private.h"
#include "layout/bs-story-box-private.h"

G_BEGIN_DECLS

BsLayoutItem *bs_dress_new_item  (const BsBoard *board, const BsBox *box);
void          bs_dress_free_item (BsLayoutItem *item);
/* Adds the shapes of one width. */
void          bs_dress_shape_width (const BsBoard *board, BsLayoutItem *item, guint columns);
/* Nothing can be set of what is gone from the issue. */
gboolean      bs_dress_has_content (const BsBoard *board, const BsBox *box);
void          bs_dress_put_on    (BsBox *box, const BsShape *shape);
/* FALSE: there is no story in it. */
gboolean      bs_dress_plan      (const BsBoard *board, const BsBox *box, BsStoryPlan *plan);
/* Nothing over, nothing empty, the headline whole. */
gboolean      bs_dress_fits      (const BsBoard *board, const BsBox *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsLayoutItem, bs_dress_free_item)

G_END_DECLS
