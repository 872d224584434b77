/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a box stands, in columns and lines as the document has it and in lengths on the page. For
 * whoever draws or names places; knows neither session nor widget.
 */
#pragma once

#include "layout/bs-page-edit.h"

G_BEGIN_DECLS

BsGridRect bs_box_place_read     (const BsNode *box /* nullable */);
BsRect     bs_box_place_get_rect (const BsGridRect *place, const BsPageFormat *format);
/* How many columns a rectangle on them is wide. */
guint      bs_box_place_count_columns (const BsRect *rect, const BsPageFormat *format);
gboolean   bs_box_place_equal    (const BsGridRect *one, const BsGridRect *other);
gboolean   bs_rect_contains      (const BsRect *rect, BsUnit x, BsUnit y);
/* "Columns 3–5, lines 20–41", translated. */
char      *bs_box_place_dup_text (const BsGridRect *place);
/* What a reader calls it: its headline, its caption, "Ad", shortened. */
char      *bs_box_dup_title      (const BsNode *issue, const BsNode *box);

G_END_DECLS
