/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph's text made ready for breaking: itemised, shaped, classified. An atom is what cannot
 * be divided (a character, a ligature, a dash of two); between two atoms is a joint, which says
 * whether a line may break there and what space stands there. Does not depend on the measure.
 */
#pragma once

#include "compose/bs-hyphenator.h"
#include "compose/bs-paragraph.h"
#include "compose/bs-shaper.h"
#include "compose/bs-tables.h"

G_BEGIN_DECLS

/* Glyph with its place from the start of its atom's body. */
typedef BsGlyph BsAtomGlyph;

typedef struct
{
  guint32 start, end; /* bytes of the text */
  guint8 first, last; /* BsClass of its first and last character */
  guint8 adjust;      /* what squeezes its blanks, or the width of a space; BS_N_ADJUSTS: nothing */
  guint8 forced : 1;  /* a line ends after it: a line break in the text */
  guint8 divides : 1; /* the word may be divided before it, with a hyphen */
  BsUnit body;        /* the width that is never squeezed */
  BsUnit left, right; /* the blanks beside it, in full */
  BsUnit least, greatest; /* of a space: what its body may become */
  guint32 glyph;      /* index of its first glyph */
  guint32 n_glyphs;
} BsAtom;

/* Before the atom of the same index. */
typedef struct
{
  gint16 cost; /* of breaking here; BS_BREAK_NEVER, BS_BREAK_WORD */
  guint8 stretches : 1; /* opens when a line is justified */
  guint8 tightens : 1;  /* closes as a last resort: the one before is Han, and no mark comes nearer */
  guint8 opens : 1;     /* has a mark's blank, which can be widened as a last resort */
  guint8 hyphen : 1;    /* a line that ends here is given a hyphen */
  BsUnit right; /* natural blank of the atom before, after what adjacent marks share is taken */
  BsUnit left;  /* natural blank of the atom after */
  BsUnit taken; /* from the two */
  BsUnit restores; /* what of it, or of marks beside these, can be given back here */
  BsUnit gap;   /* between Han and Latin */
  BsUnit spacing; /* letter-spacing */
} BsJoint;

/* What the text adds up to before a position; only differences mean something, and those of what
 * can be adjusted may have wrapped around. */
typedef struct
{
  gint64 width;
  guint32 shrink[BS_N_ADJUSTS];
  guint32 shrink_all; /* the sum of those */
  guint32 stretch[BS_N_ADJUSTS];
  guint32 pairs;     /* joints that stretch */
  guint32 han_pairs; /* joints that tighten */
  guint32 marks;     /* joints that open */
} BsSum;

typedef struct
{
  BsUnit limit, most;
} BsRowWidths;

typedef struct
{
  gatomicrefcount ref_count;
  char *text;
  gsize length;
  BsUnit em;
  GArray *atoms;   /* BsAtom */
  GArray *joints;  /* BsJoint; one more than atoms: the last is the end of the text */
  GArray *glyphs;  /* BsAtomGlyph */
  BsSum *after;    /* [i]: atoms and joints before i */
  BsSum *at;       /* [i]: the same and joint i, so that a line from i is after[end] - at[i] */
  guint32 *trimmed; /* [i]: i without the spaces before it */
  GArray *missing; /* BsMissing */
  BsGlyph hyphen;  /* what ends a line in a divided word */
  BsRowWidths shrink[BS_MAX_ADJUST_ROWS]; /* of the rows of adjust.table at this size */
  BsRowWidths stretch[BS_MAX_ADJUST_ROWS];
  BsUnit most_tightening; /* of a pair of Han */
  gboolean vertical;
} BsPrepared;

typedef struct
{
  const BsTables *tables;
  BsFontSet *fonts;
  BsShaper *shaper;
  BsHyphenator *hyphenator;
} BsTools;

typedef struct
{
  gunichar c;
  guint32 offset;
} BsMissing;

typedef enum
{
  BS_PREPARE_BODY,
  BS_PREPARE_HEADLINE, /* a space between Han is one em, marks and gaps are closer */
  BS_PREPARE_VERTICAL  /* likewise, from top to bottom: all widths run downwards */
} BsPrepareMode;

/* The face is that of the style, never NULL. */
BsPrepared *bs_prepare       (const BsTools *tools, BsFace *face, const char *text,
                              const BsTextStyle *style, BsPrepareMode mode);
void        bs_prepared_unref (BsPrepared *prepared);
gsize       bs_prepared_get_size (const BsPrepared *prepared);

#define BS_ATOM(prepared, i) (&g_array_index ((prepared)->atoms, BsAtom, i))
#define BS_JOINT(prepared, i) (&g_array_index ((prepared)->joints, BsJoint, i))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPrepared, bs_prepared_unref)

G_END_DECLS
