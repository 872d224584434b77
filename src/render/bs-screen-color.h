/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ink as it looks on a screen. Used by the renderer only; it says nothing about print, where the
 * inks go out as they are.
 */
#pragma once

#include "compose/bs-text-style.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue; /* sRGB, 0 … 1 */
} BsScreenColor;

BsScreenColor bs_screen_color_from_ink (BsColor ink);
void          bs_screen_color_apply    (BsColor ink, cairo_t *cairo);

G_END_DECLS
