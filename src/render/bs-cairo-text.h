/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Glyph runs as text on a target that keeps text: a PDF or a printer. The outlines come from the
 * font files that the page was composed with, and what was printed can be searched and copied. Used
 * by the renderer only, from one thread at a time. It never measures text.
 */
#pragma once

#include "layout/bs-display-list.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _BsCairoText BsCairoText;

BsCairoText *bs_cairo_text_new  (void);
void         bs_cairo_text_free (BsCairoText *self);
/* With the source of @cairo, in points. FALSE: the face cannot be used so; draw outlines. */
gboolean     bs_cairo_text_show (BsCairoText *self, cairo_t *cairo, const BsGlyphRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsCairoText, bs_cairo_text_free)

G_END_DECLS
