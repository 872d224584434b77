/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Glyphs for short strings, from HarfBuzz, remembered by content. Chinese text is shaped character
 * by character, so nearly everything is found in the memory. One thread at a time.
 */
#pragma once

#include "compose/bs-font-set.h"

G_BEGIN_DECLS

typedef enum
{
  BS_SHAPE_HAN,  /* full-width forms, for readers in mainland China */
  BS_SHAPE_LATIN, /* proportional forms */
  BS_SHAPE_VERTICAL /* as HAN, from top to bottom: advance and ink run downwards from the pen */
} BsShapeKind;

/* In the font's own units. */
typedef struct
{
  guint32 id;
  guint32 cluster; /* byte in the string */
  gint32 x, y;     /* offset from the pen, y up */
  gint32 advance;
} BsShapedGlyph;

typedef struct
{
  BsFace *face; /* borrowed from the font set */
  gint32 ink_left, ink_right; /* of full-width forms other than ideographs, from the pen */
  gint32 advance;
  gboolean ordered; /* clusters never decrease */
  guint n_glyphs;
  BsShapedGlyph glyphs[];
} BsShaped;

typedef struct _BsShaper BsShaper;

BsShaper       *bs_shaper_new   (void);
void            bs_shaper_free  (BsShaper *self);
const BsShaped *bs_shaper_char  (BsShaper *self, BsFace *face, gunichar c);
const BsShaped *bs_shaper_shape (BsShaper *self, BsFace *face, const char *text, gsize length,
                                 BsShapeKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsShaper, bs_shaper_free)

G_END_DECLS
