/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lays children out like words: from the start, on as many lines as needed. For chips and tags.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_WRAP_LAYOUT (bs_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (BsWrapLayout, bs_wrap_layout, BS, WRAP_LAYOUT, GtkLayoutManager)

/* Properties: "spacing" (int, 6): between children and between lines; "longest" (int, 300): a line where
 * nobody says how wide it is to be. */

G_END_DECLS
