/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of a text under review: the colour of its story, its number, what it became, its words,
 * and what else it could be. Never changes anything.
 */
#pragma once

#include "bs-review-text.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_REVIEW_ROW (bs_review_row_get_type ())
G_DECLARE_FINAL_TYPE (BsReviewRow, bs_review_row, BS, REVIEW_ROW, GtkWidget)

GtkWidget *bs_review_row_new      (void);
BsReviewLine *bs_review_row_get_line (BsReviewRow *self);
void       bs_review_row_set_line (BsReviewRow *self, BsReviewLine *line /* nullable */);

/* A short name of the role, such as "Headline", and a style class for it. */
const char *bs_review_role_get_label (BsLineRole role);
const char *bs_review_role_get_style (BsLineRole role);
/* A style class with a colour of its own for each of the next stories. */
const char *bs_review_story_get_style (int story);

G_END_DECLS
