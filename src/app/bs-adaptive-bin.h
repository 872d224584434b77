/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lets its child be narrower than it would: where the child does not fit it raises its level, and
 * whoever follows "level" hides something; where there is room again it lowers it. Works by what
 * the child really needs, so with large text and in every language. Knows nothing of its child.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_ADAPTIVE_BIN (bs_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (BsAdaptiveBin, bs_adaptive_bin, BS, ADAPTIVE_BIN, GtkWidget)

/* Has one child. Property "level" (read, notify): 0 … BS_ADAPTIVE_BIN_MOST, never changed while sizes
 * are given out. */
#define BS_ADAPTIVE_BIN_MOST 2

guint bs_adaptive_bin_get_level (BsAdaptiveBin *self);

G_END_DECLS
