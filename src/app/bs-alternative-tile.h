/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One way to lay out a page, small: its picture, its number, and whether it is free of errors.
 */
#pragma once

#include "bs-arrange-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_ALTERNATIVE_TILE (bs_alternative_tile_get_type ())
G_DECLARE_FINAL_TYPE (BsAlternativeTile, bs_alternative_tile, BS, ALTERNATIVE_TILE, GtkFlowBoxChild)

/* @alternative: NULL: the page as it was, which @list shows */
GtkWidget     *bs_alternative_tile_new (BsAlternative *alternative, guint number, BsDisplayList *list, BsRenderer *renderer);
BsAlternative *bs_alternative_tile_get (BsAlternativeTile *self);

G_END_DECLS
