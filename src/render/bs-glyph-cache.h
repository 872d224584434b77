/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Glyphs as pixels, unhinted, at quarter-pixel positions: Cairo before 1.18 rounds glyphs to whole
 * pixels, which makes the even spacing of Han text uneven at small zoom. Used by the renderer only,
 * from any thread. It never measures text.
 */
#pragma once

#include "compose/bs-face.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _BsGlyphCache BsGlyphCache;

typedef struct
{
  int left;   /* pixels from the origin's pixel to the image's left edge */
  int top;    /* pixels from the origin's pixel down to the image's top edge; mostly negative */
  int width;
  int height; /* 0 for a blank */
  guint8 *coverage;
} BsGlyphImage;

BsGlyphCache *bs_glyph_cache_new  (void);
void          bs_glyph_cache_free (BsGlyphCache *self);

/* Images stay valid between these two; many threads may be between them. */
void bs_glyph_cache_enter (BsGlyphCache *self);
void bs_glyph_cache_leave (BsGlyphCache *self);

/* The largest em, in pixels, that is kept as an image; beyond it use the path. */
#define BS_GLYPH_CACHE_MAX_EM 240.0

const BsGlyphImage *bs_glyph_cache_get_image (BsGlyphCache *self, BsFace *face, guint32 glyph, double em,
                                              gboolean rotated, double *x, double *y);
void                bs_glyph_cache_add_path  (BsGlyphCache *self, BsFace *face, guint32 glyph, double em,
                                              gboolean rotated, cairo_t *cairo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsGlyphCache, bs_glyph_cache_free)

G_END_DECLS
