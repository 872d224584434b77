/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copyfit: how a story's text fills its box, and what cutting or adding gains. Every figure comes
 * from composing the story so changed, none is reckoned from averages. For the application, checks
 * and the command line; it proposes, and changes nothing.
 */
#pragma once

#include "layout/bs-layout.h"

G_BEGIN_DECLS

/* What one paragraph gives. Characters are counted as editors do: all but white space. */
typedef struct
{
  char *paragraph;  /* its id */
  guint number;     /* counted from 1 as a reader does: body paragraphs alone */
  guint characters; /* to cut from its end, or that its end has room for */
  guint lines;      /* saved by cutting; 0 for room */
  gboolean whole;   /* nothing of the paragraph is left */
} BsCopyfitStep;

/* The fewest characters whose cutting saves so many lines. */
typedef struct
{
  guint lines;
  guint characters;
  GArray *steps; /* BsCopyfitStep, in the story's order */
} BsCopyfitCut;

typedef struct
{
  char *story;
  guint measure;         /* characters a line */
  guint characters;      /* of the body */
  guint lines;           /* that it takes, with byline and jump lines */
  guint room;            /* lines its box has; without a box as many as it takes */
  int over_lines;        /* > 0 overset, < 0 empty */
  int over_characters;
  guint lines_wide;      /* that it would take were nothing squeezed */
  guint squeezed_lines;
  guint squeezed_marks;  /* marks, spaces and gaps that gave up some of their width */
  double squeezed_characters; /* what they gave up, in characters */
  GPtrArray *cuts;       /* BsCopyfitCut for one, two, three lines and as many as asked for, where they can be saved */
  GArray *additions;     /* BsCopyfitStep: what fits before the paragraph takes another line */
  guint addable;         /* all of them together */
} BsCopyfitReport;

typedef struct
{
  const char *story;
  const char *page; /* where its box stands; NULL: in no box */
  guint measure;    /* characters a line; 0: as in its box, else one column */
  guint save;       /* lines to save at most; 0: those it has too many, at least three */
} BsCopyfitRequest;

BsCopyfitReport *bs_copyfit_report_new  (BsLayout *layout, const BsNode *issue,
                                         const BsCopyfitRequest *request, GError **error);
void             bs_copyfit_report_free (BsCopyfitReport *report);
/* NULL where so many cannot be saved. */
const BsCopyfitCut *bs_copyfit_report_get_cut (const BsCopyfitReport *report, guint lines);
/* "Cut 27 characters to save 3 lines: 12 at the end of paragraph 2, 15 …" */
char            *bs_copyfit_cut_explain (const BsCopyfitCut *cut);
/* @story with the cut made, as it was verified: for a preview, or for "fit this story". */
BsNode          *bs_copyfit_cut_apply   (const BsCopyfitCut *cut, const BsNode *story);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsCopyfitReport, bs_copyfit_report_free)

G_END_DECLS
