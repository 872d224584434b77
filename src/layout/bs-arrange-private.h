/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One call of bs_layout_arrange(): what it searches for (bs-arrange.c) and how what was found
 * becomes boxes (bs-arrange-write.c).
 */
#pragma once

#include "layout/bs-wheel-private.h"

G_BEGIN_DECLS

typedef struct
{
  BsLayout *layout;
  BsSetting setting;
  BsPageFormat *format;
  const BsArrangeOptions *options;
  BsLayoutProblem *problem;
  GPtrArray *locked;   /* nodes of locked boxes, borrowed */
  GPtrArray *unplaced; /* ids of what was left out because there is too much */
  GPtrArray *pages;    /* BsWheelPage */
  double progress;
} BsArrange;

/* Best first, but a page of another look before a second one of the same: BsArrangement. */
GPtrArray *bs_arrange_choose_pages (const BsArrange *arrange);

G_END_DECLS
