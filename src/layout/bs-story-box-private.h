/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story in its box: header, legs, its own photo. Measuring and drawing go through the same
 * plan, so what automatic layout reckons with is what is drawn.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint top;   /* first line of the leg, from the box's top */
  guint lines; /* that it has room for */
  guint start; /* body lines [start, end) stand in it */
  guint end;
} BsLeg;

typedef struct
{
  const BsHeader *header; /* borrowed from the copy */
  const BsBody *body;
  BsLegs legs;
  BsLeg leg[BS_MAX_LEGS];
  guint header_first;  /* legs that the header covers: [first, first + legs) */
  guint header_legs;
  guint header_lines;  /* with the white it was given */
  guint picture_first;
  guint picture_legs;
  guint room;          /* body lines */
  int over;            /* > 0: body lines that found no room; < 0: lines left empty beyond what balancing leaves */
} BsStoryPlan;

/* The least lines in which the story fits when dressed as @box says; box->lines is not read. */
guint bs_story_plan_get_least_lines (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class);
/* Fills the box as it is. */
void  bs_story_plan_init (BsStoryPlan *plan, BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class);
void  bs_story_plan_draw (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);
guint bs_story_plan_count_overset_characters (const BsStoryPlan *plan);
/* Largest headline that fits as the class's band and the box allow. */
const BsHeader *bs_story_choose_header (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class);

/* White between header and text that no reader takes for a hole, in lines. */
#define BS_HEADER_SLACK 3

G_END_DECLS
