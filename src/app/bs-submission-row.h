/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of the list of submissions (BsDeskItem): headline, author, when it came, how long it is, and
 * a chip that says how it stands or who is reading it. Times are relative to when it was refreshed.
 */
#pragma once

#include "bs-drawn-row.h"

#include "desk/bs-desk-feed.h"

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_ROW (bs_submission_row_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionRow, bs_submission_row, BS, SUBMISSION_ROW, BsDrawnRow)

G_END_DECLS
