/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What breaks headlines: bs-headline-words.c reads the table and weighs the places between words,
 * bs-headline.c chooses among them. Nobody else looks inside.
 */
#pragma once

#include "compose/bs-headline-private.h"

#include <unicode/ubrk.h>

G_BEGIN_DECLS

#define BS_HEADLINE_NEVER G_MAXINT32

/* The rows of headline.table. */
typedef enum
{
  COST_SPACE,
  COST_MARK,
  COST_WORD,
  COST_INSIDE,
  COST_UNUSED_SPACE,
  COST_QUOTED,
  COST_ONE_CHARACTER,
  COST_TWO_SINGLES,
  COST_PARTICLE,
  COST_PHRASE,
  COST_NUMBER,
  COST_UNEVEN,
  COST_BESIDE_SPACE,
  COST_SHORT_LINE,
  COST_SHORT_FIRST,
  COST_CLOSER,
  COST_STEP,
  COST_LINE,
  N_COSTS
} BsHeadlineCost;

/* Letter-spacing, in thousandths of an em. */
typedef enum
{
  SPACING_CLOSER, /* so that a line fits */
  SPACING_EVEN,   /* wider, so that it ends with the longest */
  SPACING_FULL,   /* wider, so that the longest fills the measure */
  N_SPACINGS
} BsHeadlineSpacing;

struct _BsHeadlinePlanner
{
  gint32 costs[N_COSTS];
  gint32 spacings[N_SPACINGS];
  gint32 ragged; /* thousandths of the longest line */
  GHashTable *leans_back; /* set of characters */
  GHashTable *leans_forward;
  GHashTable *opens_phrase;
  GPtrArray *words_known; /* that the dictionary does not have, UTF-8 */
  UBreakIterator *words;  /* made when first needed: its dictionary takes time to load */
};

G_END_DECLS
