/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: the source cut into lines, each cleaned and described by features that
 * the grammar scores. Time and memory are linear in the length of the source.
 */
#pragma once

#include "bs-copy-marks.h"
#include "bs-page-text.h"

G_BEGIN_DECLS

/* Yes-or-no facts about a line and its neighbours. The grammar's tables refer to them. */
typedef enum
{
  BS_FEATURE_LENGTH_1_3,
  BS_FEATURE_LENGTH_4,
  BS_FEATURE_LENGTH_5_6,
  BS_FEATURE_LENGTH_7_8,
  BS_FEATURE_LENGTH_9_16,
  BS_FEATURE_LENGTH_17_26,
  BS_FEATURE_LENGTH_27_40,
  BS_FEATURE_LENGTH_41_80,
  BS_FEATURE_LENGTH_81,
  BS_FEATURE_LEVEL_1,
  BS_FEATURE_LEVEL_2,
  BS_FEATURE_LEVEL_3,
  BS_FEATURE_LEVEL_4,
  BS_FEATURE_UNMARKED,      /* no heading mark, on a page whose headings are marked */
  BS_FEATURE_BOLD,
  BS_FEATURE_END_CLOSED,    /* 。！？… and closing quotes after them */
  BS_FEATURE_END_COMMA,
  BS_FEATURE_END_COLON,
  BS_FEATURE_END_SEMICOLON,
  BS_FEATURE_END_DASH,      /* ——, as a kicker ends */
  BS_FEATURE_END_BARE,
  BS_FEATURE_START_DASH,
  BS_FEATURE_START_MIDDLE,  /* with 。，、” … : never the start of anything */
  BS_FEATURE_START_CLAUSE,  /* one Han and a comma: a word cut in two */
  BS_FEATURE_START_LEAD,    /* 近日， 4月6日， 本报讯 … : the start of a story */
  BS_FEATURE_START_OPENER,  /* 据悉 会上 今年以来 … : of a paragraph, not of a title */
  BS_FEATURE_START_DATELINE,
  BS_FEATURE_START_JUMP,    /* (上接A1版) glued to text */
  BS_FEATURE_START_NUMBER,  /* 一、 (二) 1. ① */
  BS_FEATURE_HAS_STOP,      /* 。！？ inside */
  BS_FEATURE_HAS_COMMA,     /* one or two */
  BS_FEATURE_MANY_COMMAS,
  BS_FEATURE_HAS_SPACE,     /* two phrases with a gap, as in headlines */
  BS_FEATURE_UNCLOSED,      /* a bracket or quote still open at the end */
  BS_FEATURE_UNOPENED,      /* one closed that was not opened here */
  BS_FEATURE_JOINS_QUOTE,   /* UNOPENED, and UNCLOSED shortly before */
  BS_FEATURE_BYLINE_SURE,
  BS_FEATURE_BYLINE_LIKELY,
  BS_FEATURE_BYLINE_BARE,   /* names alone */
  BS_FEATURE_SPONSOR,
  BS_FEATURE_FURNITURE_SURE,
  BS_FEATURE_FURNITURE_LIKELY,
  BS_FEATURE_FLAG_WORD,
  BS_FEATURE_JUMP_FROM,     /* the line is nothing but (上接A1版) */
  BS_FEATURE_JUMP_ON,
  BS_FEATURE_END_JUMP,      /* (下转A2版) glued to text */
  BS_FEATURE_ARROW,
  BS_FEATURE_FIGURE_WORD,   /* 图为 上图 */
  BS_FEATURE_CREDIT_TAIL,   /* text, then …摄 */
  BS_FEATURE_CREDIT_ONLY,
  BS_FEATURE_TITLE_LIKE,
  BS_FEATURE_PROSE,
  BS_FEATURE_PARALLEL,      /* built like another short line near by, as subheads are */
  BS_FEATURE_PREVIOUS_TITLE,
  BS_FEATURE_NEXT_TITLE,
  BS_FEATURE_NEXT_PROSE,
  BS_FEATURE_NEXT_LEAD,
  BS_FEATURE_NEXT_OPENS,    /* with 本报讯 or (上接…), as only a story's first paragraph does */
  BS_FEATURE_NEXT_BYLINE,
  BS_FEATURE_NEXT_CAPTION,
  BS_FEATURE_NEXT_CREDIT,
  BS_FEATURE_CUTS_WORD,      /* its end and the next line's beginning are one word */
  BS_FEATURE_IN_WORD,        /* the same, of the next line */
  BS_FEATURE_TIGHT,         /* no blank line before, on a page that has them between paragraphs */
  BS_N_FEATURES             /* at most 64 */
} BsFeature;

#define BS_FEATURE_BIT(feature) (G_GUINT64_CONSTANT (1) << (feature))

/* One line that is not blank; or a part of one, where a byline was glued to the text before it. */
typedef struct
{
  guint number;
  gsize offset;
  gsize length;
  char *text;           /* without Markdown marks and needless white space */
  guint n_characters;   /* without white space */
  guint level;          /* of its heading mark, 0 if none */
  gboolean is_bold;
  gboolean after_blank;
  gboolean signed_at_head; /* 本报讯(记者…) with names */
  guint64 features;
  /* Of two title lines one above the other: > 0, the upper is the headline and the lower its deck;
   * < 0, the upper is the kicker of the lower. The same number in both lines. */
  float pair;
  gboolean is_lower;    /* of such a pair */
} BsCopyLine;

static inline gboolean
bs_copy_line_has (const BsCopyLine *line, BsFeature feature)
{
  return (line->features & BS_FEATURE_BIT (feature)) != 0;
}

/* Not more lines than a whole issue has; the grammar keeps some hundred bytes for each. */
#define BS_COPY_LINES_LIMIT 10000

/* BsCopyLine, in the order of the source. Fails where there are too many lines. */
GPtrArray *bs_copy_lines_new (const BsCopyMarks *marks, const char *text, gsize length, GError **error);

G_END_DECLS
