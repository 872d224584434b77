/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a photo is shown, as arithmetic: read from the document, moved, scaled, given a shape,
 * written back. The canvas and the inspector share it. Knows neither widget nor file.
 */
#pragma once

#include "model/bs-node.h"

G_BEGIN_DECLS

/* The part that is shown, in shares of the picture's width and height: 0 … 1. */
typedef struct
{
  double x, y, width, height;
} BsCrop;

#define BS_CROP_WHOLE ((BsCrop){ 0, 0, 1, 1 })

/* @crop: a photo's "crop", per mille cut off; NULL: all is shown. */
BsCrop  bs_crop_read     (const BsNode *crop);
/* The value for a photo's "crop"; NULL: nothing is cut off. (transfer full) */
BsNode *bs_crop_to_node  (const BsCrop *crop);
/* The same from what a display list's image has. */
BsCrop  bs_crop_from_cut (guint left, guint top, guint right, guint bottom);
gboolean bs_crop_equal   (const BsCrop *one, const BsCrop *other); /* as written */

/* Moves it by shares of the picture, as far as there is picture. */
void    bs_crop_shift    (BsCrop *crop, double dx, double dy);
/* Larger (> 1) or smaller about its middle, its shape kept, no larger than the picture. */
void    bs_crop_scale    (BsCrop *crop, double factor);
/* The largest part about the same middle with @shape: width / height, both as shares. */
void    bs_crop_set_shape (BsCrop *crop, double shape);

G_END_DECLS
