/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two versions of a story with what differs between them marked by characters: in one text, old and
 * new after each other, or side by side. Only shows; for histories and merges.
 */
#pragma once

#include "model/bs-node.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_COMPARE_VIEW (bs_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (BsCompareView, bs_compare_view, BS, COMPARE_VIEW, GtkWidget)

/* Objects with a story's members. */
void bs_compare_view_show             (BsCompareView *self, const BsNode *old_story,
                                       const BsNode *new_story);
void bs_compare_view_set_side_by_side (BsCompareView *self, gboolean side_by_side);

G_END_DECLS
