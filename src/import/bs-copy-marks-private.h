/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the recognisers of bs-copy-marks.h, which are spread over three files: the patterns
 * they share.
 */
#pragma once

#include "bs-copy-marks.h"

G_BEGIN_DECLS

typedef enum
{
  BS_PATTERN_TITLE,
  BS_PATTERN_WORK, /* 文/摄 after the names */
  BS_PATTERN_GLUED_BYLINE,
  BS_PATTERN_CREDIT_END,
  BS_PATTERN_CREDIT_START,
  BS_PATTERN_CONTINUED_FROM,
  BS_PATTERN_CONTINUED_ON,
  BS_PATTERN_DATELINE,
  BS_PATTERN_SPONSOR,
  BS_PATTERN_FLAG_WORD,
  BS_PATTERN_LEAD,
  BS_PATTERN_OPENER,
  BS_PATTERN_FIGURE_WORD,
  BS_PATTERN_NUMBERED,
  BS_PATTERN_FOLIO,
  BS_PATTERN_FOLIO_WORD,
  BS_N_PATTERNS
} BsCopyPattern;

/* FALSE, with *@match NULL, for strings longer than a pattern may see. @match may be NULL. */
gboolean    bs_copy_marks_find (const BsCopyMarks *self, BsCopyPattern pattern, const char *text, GMatchInfo **match);
/* The last bytes of a long paragraph, from the start of a character. */
const char *bs_copy_tail       (const char *text, gsize bytes);
/* A copy of the first bytes of a long paragraph, up to the end of a character. */
char       *bs_copy_dup_head   (const char *text, gsize bytes);

G_END_DECLS
