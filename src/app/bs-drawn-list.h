/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list view of thousands, in rows that draw themselves (bs-drawn-row.h) and that stay when what they
 * show becomes other (bs-slot-selection.h).
 */
#pragma once

#include "bs-drawn-row.h"

G_BEGIN_DECLS

/* @view shows what @model has, each in a row of the type @row. */
void        bs_drawn_list_make    (GtkListView *view, GtkSelectionModel *model, GType row);
/* Rows went to other places for another reason than that they were scrolled. */
void        bs_drawn_list_moved   (GtkListView *view);
/* What its rows say depends on more than their items, which has changed. */
void        bs_drawn_list_refresh (GtkListView *view);
/* The row at a place in @view, the padding around it included; NULL: none. */
BsDrawnRow *bs_drawn_list_find    (GtkListView *view, double x, double y);

G_END_DECLS
