/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of what was found: a story that has hits, or one hit in its words, with what would come in
 * its place, and whether it is to be replaced. Knows no widget.
 */
#pragma once

#include "model/bs-find.h"

G_BEGIN_DECLS

#define BS_TYPE_FIND_ITEM (bs_find_item_get_type ())
G_DECLARE_FINAL_TYPE (BsFindItem, bs_find_item, BS, FIND_ITEM, GObject)

/* Property "chosen" (notify): whether the hit is to be replaced. */

BsFindItem *bs_find_item_new_story   (const char *headline, guint n_hits);
/* @hit is borrowed: its result must live as long. */
BsFindItem *bs_find_item_new_hit     (BsFindHit *hit, const char *replacement /* NULL: none */);
BsFindHit  *bs_find_item_get_hit     (BsFindItem *self); /* NULL: a story */
const char *bs_find_item_get_label   (BsFindItem *self); /* of a hit: Pango markup */
const char *bs_find_item_get_detail  (BsFindItem *self); /* number of hits, or which part of the story */
gboolean    bs_find_item_get_chosen  (BsFindItem *self);
void        bs_find_item_set_chosen  (BsFindItem *self, gboolean chosen);

G_END_DECLS
