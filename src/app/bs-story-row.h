/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of a list of stories: headline, author, length, page, and a chip that says how it stands.
 * Draws itself, at a height that does not depend on its text; screen readers get name and description.
 */
#pragma once

#include "bs-story-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_ROW (bs_story_row_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryRow, bs_story_row, BS, STORY_ROW, GtkWidget)

GtkWidget   *bs_story_row_new           (GtkListItem *list_item);
GtkListItem *bs_story_row_get_list_item (BsStoryRow *self);
void         bs_story_row_set_item      (BsStoryRow *self, BsStoryItem *item /* nullable */);
/* It may have come into sight: rows that are not seen draw nothing. */
void         bs_story_row_moved         (BsStoryRow *self);

/* "Draft", "Ready", "Approved"; "" for none. Static, translated. */
const char *bs_status_get_label  (const char *status);

G_END_DECLS
