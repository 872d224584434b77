/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A place for a widget that is not seen at first: it is made when the place is first shown, when
 * somebody asks for it, or when there is time. Keeps the start of a window short: most of what a
 * window can show takes longer to make than to look at. Does not know what it holds.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_LATE_BIN (bs_late_bin_get_type ())
G_DECLARE_FINAL_TYPE (BsLateBin, bs_late_bin, BS, LATE_BIN, GtkWidget)

/* Signal "wanted", once: whoever has the place makes the child and gives it, before returning, by
 * bs_late_bin_set_child(). */

void bs_late_bin_set_child  (BsLateBin *self, GtkWidget *child);
void bs_late_bin_fill       (BsLateBin *self); /* now; nothing where it is filled */
/* All places below @root, those in what is made too: one at a time, when nothing else is to do. */
void bs_late_bin_fill_below (GtkWidget *root);

G_END_DECLS
