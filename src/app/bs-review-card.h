/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story, or a caption that stands alone, as it will be imported: its head, its beginning, how long
 * it is, its captions. For the preview beside the lines.
 */
#pragma once

#include "import/bs-page-text.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_REVIEW_CARD (bs_review_card_get_type ())
G_DECLARE_FINAL_TYPE (BsReviewCard, bs_review_card, BS, REVIEW_CARD, GtkListBoxRow)

/* @ordinal: of the story; -1: a caption that stands alone. @widen: half-width marks beside Han get
 * their full width. */
GtkWidget *bs_review_card_new      (BsPageImport *import, guint item, int ordinal, gboolean widen);
guint      bs_review_card_get_item (BsReviewCard *self);

G_END_DECLS
