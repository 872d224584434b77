/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the checks must know of a drawn box and cannot see from its regions: how full the legs of
 * its story are and how they end, and whether captions are whole. Noted once when a box is drawn, so that judging a page stays cheap.
 */
#pragma once

#include "layout/bs-story-box-private.h"

G_BEGIN_DECLS

#define BS_MAX_RELIEFS 32
#define BS_LOOSE_TEXT 24 /* characters of a line that are shown */

/* A subhead among the lines of a leg: text with one is not grey. */
typedef struct
{
  guint16 leg;
  guint16 line; /* from the box's top */
} BsRelief;

/* The line whose Han stand farthest apart. */
typedef struct
{
  BsUnit gap;   /* between two Han; 0: all lines are solid */
  guint leg;
  guint in_leg; /* lines of the leg before it */
  guint top;    /* line, from the box's top */
  char text[BS_LOOSE_TEXT * 6 + 1];
} BsLooseLine;

typedef struct
{
  guint n_legs;
  guint16 leg_foot[BS_MAX_LEGS];  /* line below its last one, from the box's top */
  guint16 leg_lines[BS_MAX_LEGS]; /* set */
  guint16 leg_room[BS_MAX_LEGS];
  guint32 stranded_legs; /* bit a leg: its last line is a subhead */
  guint32 widow_legs;    /* the next one opens with the last line of a paragraph */
  guint32 orphan_legs;   /* its last line is the first of a paragraph */
  guint32 ragged_legs;   /* ends more than a line above the others without need */
  guint n_reliefs;
  BsRelief reliefs[BS_MAX_RELIEFS];
  BsLooseLine loose;

  guint header_lines;   /* that the header, and a frame around it, need at least */
  BsUnit header_ink;    /* height of what is set in the header */
  guint headline_lines; /* lines of the headline itself */
  guint deck_lines;

  guint32 cut_captions;  /* bit a photo, as in the box's refs: some of its caption is not set */
} BsPieceFacts;

void bs_piece_facts_init (BsPieceFacts *facts, const BsStoryPlan *plan);
/* @sources: what the box shows; @list: as it was drawn. */
void bs_piece_facts_note_captions (BsPieceFacts *facts, GPtrArray *sources, const BsDisplayList *list);

G_END_DECLS
