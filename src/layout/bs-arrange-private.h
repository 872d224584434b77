/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One call of bs_layout_arrange(): what it is about (bs-arrange.c), what it searches for
 * (bs-arrange-search.c), which of the pages found are worth showing (bs-arrange-choose.c), and how
 * they become boxes (bs-arrange-write.c) and words (bs-arrange-explain.c).
 */
#pragma once

#include "layout/bs-locks-private.h"

G_BEGIN_DECLS

typedef struct
{
  BsLayout *layout;
  BsSetting setting;
  BsPageFormat *format;
  const BsArrangeOptions *options;
  BsLayoutProblem *problem;
  GPtrArray *locked;   /* nodes of boxes that stay, borrowed */
  GPtrArray *strays;   /* the same, but off the page: another grid has fewer lines. Kept as they are */
  BsLocks *locks;
  GPtrArray *unplaced; /* ids of what was left out because there is too much */
  GPtrArray *pages;    /* BsWheelPage */
  GArray *dropped;     /* BsLayoutItem: the same as @unplaced, but for what no layout could take */
  GPtrArray *changes;  /* BsChange */
  BsWork work;         /* that may still be done */
  guint over;          /* column-lines that the copy has too many */
  guint page_lines;    /* of the whole page, before strips were taken off */
  guint page_first;
  double progress;
} BsArrange;

gboolean   bs_arrange_is_cancelled (const BsArrange *arrange);
/* The bar never goes back: a second look only goes on more slowly. */
void       bs_arrange_report       (BsArrange *arrange, double fraction);

/* Fills arrange->pages, best first. */
void       bs_arrange_search       (BsArrange *arrange);
/* A page that @problem fills cleanly, as far as a quick look finds one; its shapes are @problem's. */
BsWheelPage *bs_arrange_try        (BsArrange *arrange, BsLayoutProblem *problem);
/* What would make the page fit: BsChange. */
GPtrArray *bs_arrange_suggest      (BsArrange *arrange, guint *over);
/* Of arrange->pages, as many as were asked for; guint. */
GArray    *bs_arrange_choose       (const BsArrange *arrange);
char      *bs_arrange_explain      (const BsArrange *arrange, const BsWheelPage *page, guint n_unplaced);
/* What is worse than need be goes behind the others. */
void       bs_arrange_verify       (BsArrange *arrange);
/* Boxes of a page; ids of what finds no room are added to @unplaced. */
BsNode    *bs_arrange_write_boxes  (const BsArrange *arrange, const BsWheelPage *page, GPtrArray *unplaced);
/* Those chosen, as BsArrangement. */
GPtrArray *bs_arrange_write_pages  (const BsArrange *arrange);

G_END_DECLS
