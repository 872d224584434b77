/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ruler beside the canvas: characters of each column along the top, lines of the type area down
 * the side, with marks where the pointer and the chosen box are. Shows what it is given.
 */
#pragma once

#include "bs-canvas.h"

G_BEGIN_DECLS

#define BS_TYPE_RULER (bs_ruler_get_type ())
G_DECLARE_FINAL_TYPE (BsRuler, bs_ruler, BS, RULER, GtkWidget)

GtkWidget *bs_ruler_new    (GtkOrientation orientation);
void       bs_ruler_follow (BsRuler *self, BsCanvas *canvas);

G_END_DECLS
