/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a paragraph's lines end: the breaks that together cost least (Knuth and Plass 1981), lines
 * being adjusted in the order of adjust.table. Also how one line is brought to its measure, which
 * setting it then carries out.
 */
#pragma once

#include "compose/bs-prepare.h"

G_BEGIN_DECLS

/* Atoms [start, end); the spaces from @inked on vanish. */
typedef struct
{
  guint32 start, inked, end;
} BsFitLine;

/* What one line needs. */
typedef struct
{
  BsUnit measure;
  gboolean is_first;
  gboolean is_last; /* of the paragraph, or before a line break */
} BsFitPlace;

/* How much of each is used; all shrink or all stretch. */
typedef struct
{
  gint64 natural;  /* width before adjusting */
  gint64 used[BS_N_ADJUSTS];
  gint64 limits[BS_N_ADJUSTS];
  gboolean shrinks;
  gint64 rest;     /* what could not be absorbed: > 0 short, < 0 overfull */
  gint64 cost;
} BsFitAdjustment;

typedef struct
{
  const BsTables *tables;
  const BsPrepared *prepared;
  const BsTextStyle *style;
  const BsMeasure *measures;
  guint n_measures;
  gboolean trims_first; /* an opening mark at the very beginning, too */
  gboolean stays_wide;  /* nothing is squeezed: to learn what squeezing gains */
  const BsUnit *spacings; /* headlines: of each line, between its Han; NULL: none */
} BsFit;

/* Width of a line's first indent, in units. */
BsUnit  bs_fit_get_indent (const BsFit *fit, guint line);
/* What @adjust can take from an opening mark that begins the paragraph. */
BsUnit  bs_fit_get_untrimmed (const BsFit *fit, const BsFitLine *line, gboolean is_first,
                              guint8 adjust);
void    bs_fit_adjust     (const BsFit *fit, const BsFitLine *line, const BsFitPlace *place,
                           BsFitAdjustment *adjustment);
/* Element-type BsFitLine, at least one. */
GArray *bs_fit_break      (const BsFit *fit);

G_END_DECLS
