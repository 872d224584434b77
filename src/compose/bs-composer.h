/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns text into lines: itemise, shape, classify, break, justify. Pure: the same text, style,
 * measures and fonts give the same lines. A composer carries only caches (shaped words and whole
 * paragraphs by content) and tables; use one from one thread at a time.
 */
#pragma once

#include "base/bs-environment.h"
#include "compose/bs-paragraph.h"

G_BEGIN_DECLS

#define BS_TYPE_COMPOSER (bs_composer_get_type ())
G_DECLARE_FINAL_TYPE (BsComposer, bs_composer, BS, COMPOSER, GObject)

BsComposer *bs_composer_new (BsEnvironment *environment, GError **error);

/* @measures: one a line, the last repeating; widths at least two em. (transfer full); never NULL for
 * valid UTF-8. Empty text gives one empty line. */
BsParagraph *bs_composer_compose (BsComposer *self, const char *text, const BsTextStyle *style,
                                  const BsMeasure *measures, guint n_measures);

/* What composing a paragraph did. */
typedef struct
{
  guint n_lines;
  guint n_lines_wide;     /* that it would take were nothing squeezed */
  guint n_squeezed_lines;
  guint n_squeezed;       /* marks, spaces and gaps that are narrower than by themselves */
  BsUnit squeezed;        /* what they gave up, together */
} BsComposeReport;

/* Of the paragraph that bs_composer_compose() gives for the same. */
void bs_composer_report (BsComposer *self, const char *text, const BsTextStyle *style,
                         const BsMeasure *measures, guint n_measures,
                         BsComposeReport *report /* out */);

/* Width of @text on one line, unjustified, with no indent. */
BsUnit bs_composer_measure (BsComposer *self, const char *text, const BsTextStyle *style);

/* Headlines (typesetting.md): the size series in tenths of a point, largest first, 0-terminated. */
extern const guint bs_headline_sizes[];

typedef struct
{
  const BsTextStyle *style; /* size is ignored */
  BsUnit measure;
  guint min_size;           /* tenths of a point, both in the series */
  guint max_size;
  guint max_lines;          /* 1 … 3 */
  guint exact_lines;        /* 0: as suits */
} BsHeadlineRequest;

typedef struct
{
  BsParagraph *paragraph; /* owned; its lines are the headline's; positions start at 0: layout aligns */
  guint size;             /* tenths of a point */
  guint n_lines;
  BsUnit widest;
  gboolean fits;          /* the widest line is within the measure */
  gboolean splits_word;   /* no legal break was found: a word or name had to be cut */
  gboolean ragged;        /* a line is under half of the longest: set it in another number of lines */
  double fill;            /* widest / measure */
} BsHeadline;

/* Largest size whose best breaks fit; legal breaks only unless nothing else is possible. */
void bs_composer_set_headline (BsComposer *self, const char *text, const BsHeadlineRequest *request,
                               BsHeadline *headline /* out */);
/* A vertical headline: request->measure is a column's height, lines are columns from the right. */
void bs_composer_set_vertical (BsComposer *self, const char *text, const BsHeadlineRequest *request,
                               BsHeadline *headline /* out */);
void bs_headline_clear        (BsHeadline *headline);

G_END_DECLS
