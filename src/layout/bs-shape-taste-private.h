/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taste in the dressing of one box, in one place: what a departure from the ideal costs. Figures,
 * never branches; what was learnt from looking at pages stands beside them.
 */
#pragma once

#include "layout/bs-shape-private.h"

G_BEGIN_DECLS

typedef struct
{
  /* headlines */
  float head_size;     /* a point off the ideal size */
  float head_fill;     /* a headline that fills less of its measure than it should */
  float least_fill;
  float head_lines[3]; /* one, two, three lines */
  float head_balance;  /* a shortest line under this share of the longest */
  float least_balance;
  float slack;         /* a line of white in the header, squared */
  float position[5];   /* above, left, right, vertical, middle */

  /* legs */
  float short_leg;     /* a line less than seven, shared among the legs */
  float long_leg;      /* a line more than thirty */
  float endless_leg;   /* a line more than forty-eight, besides */
  float wide_legs;     /* other legs than the columns of the page */
  float stranded;      /* a leg that ends on a subhead */
  float widow;         /* a last line alone at a leg's top */
  float orphan;        /* a first line alone at a leg's foot */
  float ragged;        /* a leg two lines shorter than its neighbours */
  float gray;          /* a line more than thirty of nothing but text over three columns */

  /* widths */
  float one_column;
  float one_column_long;
  float narrow_lead;   /* under three columns */
  float slim_lead;     /* three */
  float lead_share;    /* what it lacks of this share of the page's columns */
  float least_lead;
  float wide_brief;    /* a brief over four columns or more: a strip of scraps */

  /* pictures */
  float crop;          /* of a known picture, times the squared logarithm */
  float crop_unknown;
  float photo_width[5]; /* one … five columns */
  float large_inset;   /* a column more than two of a story's own photo, but for the lead */
  float small_inset;   /* the lead's photo over less than half of its columns */
  float inset_side[3]; /* right, left, middle */
  float side_caption;
  float group_tall;    /* all pictures of a group one below the other */
  float group_share;   /* a column more or less than two for each picture of a group */

  /* slots for house ads: large ones a little worse than small ones */
  float slot;          /* each column-line */

  /* frames */
  float frame;         /* a soft story in a rule, below 0: it is wanted */
} BsShapeTaste;

extern const BsShapeTaste bs_shape_taste;

/* All dresses of one kind at one width. */
void  bs_layout_item_add_story   (BsLayoutItem *item, BsLayout *layout, const BsSetting *setting,
                                  BsPageFormat *format, guint columns);
void  bs_layout_item_add_photo   (BsLayoutItem *item, const BsSetting *setting, guint columns);
void  bs_layout_item_add_group   (BsLayoutItem *item, const BsSetting *setting, guint columns);

G_END_DECLS
