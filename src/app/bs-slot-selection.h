/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A selection model whose rows stay when what they show becomes other: where very much changes at
 * once, as while one types a search, its items ("slots") remain and tell that they hold something
 * else. GTK 4.8 makes all rows of a list anew where its items are exchanged, two hundred of them.
 * Which item is where, and what is selected, the model that it is made of knows alone.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_SLOT (bs_slot_get_type ())
G_DECLARE_FINAL_TYPE (BsSlot, bs_slot, BS, SLOT, GObject)

/* Signal "changed": it holds another item. */

gpointer bs_slot_get_item (BsSlot *self); /* borrowed */

#define BS_TYPE_SLOT_SELECTION (bs_slot_selection_get_type ())
G_DECLARE_FINAL_TYPE (BsSlotSelection, bs_slot_selection, BS, SLOT_SELECTION, GObject)

BsSlotSelection *bs_slot_selection_new (GtkSelectionModel *model);

G_END_DECLS
