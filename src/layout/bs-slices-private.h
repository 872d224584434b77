/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages of so few boxes that no wheel can be made of them: everything stacked or set side by side.
 * They cannot do without a gap that runs through the page; it tries to have few.
 */
#pragma once

#include "layout/bs-wheel-private.h"

G_BEGIN_DECLS

#define BS_SLICES_ITEMS 6 /* at most */

/* Of BsWheelPage: those that fill @lines, best first; empty when there are none. @table: of blocks
 * of all items, as wide as the page. */
GPtrArray *bs_slices_search (const BsBlockTable *table, guint lines);

G_END_DECLS
