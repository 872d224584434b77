/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story in its box: header, legs, its own photos. Measuring and drawing go through the same
 * plan, so what automatic layout reckons with is what is drawn.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

#define BS_MAX_SPANS (BS_MAX_LEGS * 4)

/* Lines of one leg with nothing between them: a picture in the leg parts it in two, and one that
 * stands only partly in it leaves narrower lines. */
typedef struct
{
  guint leg;
  BsUnit left;  /* of its lines, from the box's left edge */
  BsUnit width;
  guint top;   /* first line, from the box's top */
  guint lines; /* that it has room for */
  guint start; /* body lines [start, end) stand in it */
  guint end;
} BsSpan;

/* A leg as a whole. */
typedef struct
{
  guint top;   /* first line of its first span; where none is left, the first line not taken */
  guint lines; /* that its spans have room for */
  guint start; /* body lines [start, end) stand in it */
  guint end;
} BsLeg;

typedef struct
{
  const BsHeader *header; /* borrowed from the copy */
  const BsBody *body;
  BsLegs legs;
  guint padding; /* lines inside a frame, at its top and at its foot */
  guint n_spans;
  guint n_shaped; /* spans up to the last narrow one: their lines are composed to their places */
  BsSpan span[BS_MAX_SPANS]; /* in reading order */
  BsLeg leg[BS_MAX_LEGS];
  guint header_first;  /* legs that the header covers: [first, first + legs) */
  guint header_legs;
  guint header_lines;  /* with the white it was given */
  guint picture_first; /* legs that the pictures cover, wholly or partly */
  guint picture_legs;  /* 0: none */
  BsUnit picture_left; /* from the box's left edge */
  BsUnit picture_width;
  guint picture_top;   /* line, from the box's top */
  guint picture_lines; /* that are there for them, with their captions */
  guint room;          /* body lines */
  int over;            /* > 0: body lines that found no room; < 0: lines left empty beyond what balancing leaves */
} BsStoryPlan;

/* The least lines in which the story fits when dressed as @box says; box->lines is not read. */
guint bs_story_plan_get_least_lines (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class);
/* Fills the box as it is. */
void  bs_story_plan_init (BsStoryPlan *plan, BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class);
void  bs_story_plan_draw (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);
guint bs_story_plan_count_overset_characters (const BsStoryPlan *plan);
/* On the page; width 0: there is none. */
void  bs_story_plan_get_header_rect  (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box, BsRect *rect);
void  bs_story_plan_get_picture_rect (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box, BsRect *rect);
BsUnit bs_story_box_get_picture_width (const BsBox *box, const BsPageFormat *format);
/* Largest headline that fits as the class's band and the box allow. */
const BsHeader *bs_story_choose_header (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class);

/* Shares the body's lines out among the spans; returns how many found room. */
guint bs_story_plan_pour (BsStoryPlan *plan);

/* White between header and text that no reader takes for a hole, in lines. */
#define BS_HEADER_SLACK 3

G_END_DECLS
