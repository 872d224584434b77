/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One text in which two versions of a story differ: what goes and what comes, marked by characters,
 * who changed it, and a tick that takes the newer one. A row of the newer version's dialog.
 */
#pragma once

#include "model/bs-story-merge.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_MERGE_ROW (bs_merge_row_get_type ())
G_DECLARE_FINAL_TYPE (BsMergeRow, bs_merge_row, BS, MERGE_ROW, GtkListBoxRow)

/* Signal "changed" (): the part's "take", which the row sets. */

GtkWidget *bs_merge_row_new      (BsStoryPart *part /* borrowed: outlives the row */);
void       bs_merge_row_set_take (BsMergeRow *self, gboolean take);
void       bs_merge_row_toggle   (BsMergeRow *self);

G_END_DECLS
