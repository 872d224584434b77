/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of a list of stories (BsStoryItem): headline, author, length, page, and a chip that says
 * how it stands.
 */
#pragma once

#include "bs-drawn-row.h"
#include "bs-story-item.h"

G_BEGIN_DECLS

#define BS_TYPE_STORY_ROW (bs_story_row_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryRow, bs_story_row, BS, STORY_ROW, BsDrawnRow)

/* "Draft", "Ready", "Approved"; "" for none. Static, translated. */
const char *bs_status_get_label (const char *status);

G_END_DECLS
