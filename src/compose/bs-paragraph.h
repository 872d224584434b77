/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph, composed: lines of positioned glyphs with their places in the source. Layout stacks
 * the lines; nothing after this measures text. Immutable, reference-counted.
 */
#pragma once

#include "compose/bs-face.h"
#include "compose/bs-text-style.h"

G_BEGIN_DECLS

typedef struct
{
  BsFace *face;    /* borrowed from the font set */
  guint32 id;      /* glyph index; 0 is the visible box of a character no font has */
  guint32 cluster; /* byte in the paragraph's text where this glyph's characters begin */
  BsUnit x;        /* of the glyph's origin, from the start of the measure */
  BsUnit y;        /* below (+) or above the baseline */
  BsUnit advance;
  gboolean rotated; /* turned 90° clockwise: Latin in a vertical headline */
} BsGlyph;

typedef struct
{
  const BsGlyph *glyphs;
  guint n_glyphs;
  guint32 start;   /* source bytes [start, end): lines touch, so together they are the whole text */
  guint32 end;
  BsUnit measure;  /* that this line was set to */
  BsUnit width;    /* of the ink and its side bearings, without what hangs or trails */
  BsUnit han_gap;  /* space given to (+) or taken from (-) each Han–Han pair; 0 for a solid line */
  BsUnit squeezed; /* what marks, spaces and gaps gave up so that more fits in the line */
  guint n_squeezed; /* how many of them gave */
  gboolean overfull;
} BsLine;

typedef struct
{
  BsUnit indent; /* from the start of the leg */
  BsUnit width;
} BsMeasure;

typedef struct _BsParagraph BsParagraph;

BsParagraph  *bs_paragraph_ref         (BsParagraph *paragraph);
void          bs_paragraph_unref       (BsParagraph *paragraph);
guint         bs_paragraph_get_n_lines (const BsParagraph *paragraph);
const BsLine *bs_paragraph_get_line    (const BsParagraph *paragraph, guint index);
const char   *bs_paragraph_get_text    (const BsParagraph *paragraph);
guint         bs_paragraph_get_n_missing (const BsParagraph *paragraph); /* characters no font has */
gunichar      bs_paragraph_get_missing   (const BsParagraph *paragraph, guint index, guint32 *offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsParagraph, bs_paragraph_unref)

G_END_DECLS
