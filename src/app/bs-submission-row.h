/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of the list of submissions: headline, author, when it came, how long it is, and a chip that
 * says how it stands or who is reading it.
 */
#pragma once

#include "bs-drawn-row.h"

#include "desk/bs-desk-feed.h"

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_ROW (bs_submission_row_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionRow, bs_submission_row, BS, SUBMISSION_ROW, BsDrawnRow)

GtkWidget *bs_submission_row_new      (GtkListItem *list_item);
void       bs_submission_row_set_item (BsSubmissionRow *self, BsDeskItem *item /* nullable */);
/* Times are relative to now. */
void       bs_submission_row_refresh  (BsSubmissionRow *self);

G_END_DECLS
