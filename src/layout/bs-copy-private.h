/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One story's copy, composed: its text as lines at any measure, its header at any width. What it
 * composed it keeps, so that trying a hundred shapes costs little. Belongs to one version of the
 * story: a changed story gets a new one.
 */
#pragma once

#include "compose/bs-composer.h"
#include "compose/bs-font-set.h"
#include "layout/bs-display-list.h"
#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

G_BEGIN_DECLS

/* What composing on a page needs to know; all borrowed. */
typedef struct
{
  BsComposer *composer;
  const BsPageFormat *format;
  const BsNode *issue;
  const char *page;
  BsFontSet *fonts;
} BsSetting;

#define BS_PART_SEGMENTS 4

/* One string set in one style, with where it comes from. */
typedef struct
{
  BsParagraph *paragraph; /* owned */
  const BsTextStyle *style;
  char *paths[BS_PART_SEGMENTS]; /* owned; the segments borrow them */
  BsTextSegment segments[BS_PART_SEGMENTS];
  guint n_segments;
} BsPart;

typedef enum
{
  BS_LINE_KEEP_NEXT = 1 << 0,  /* a subhead: never last in a leg */
  BS_LINE_OPENS = 1 << 1,      /* first of a paragraph of several */
  BS_LINE_CLOSES = 1 << 2,     /* last of a paragraph of several */
  BS_LINE_SUBHEAD = 1 << 3
} BsLineFlags;

typedef struct
{
  guint part;
  guint line;
  int tail; /* part set at the end of the same line (the byline), -1: none */
  guint flags;
} BsBodyLine;

typedef struct
{
  guint characters; /* measure */
  GPtrArray *parts; /* BsPart */
  GArray *lines;    /* BsBodyLine */
  guint n_missing;
} BsBody;

typedef struct
{
  BsUnit width;
  guint min_size; /* tenths of a point */
  guint max_size;
  guint lines;    /* 0: as suits */
  gboolean vertical;
} BsHeaderRequest;

/* Parts of a header in the order they stand, top down. */
typedef enum
{
  BS_HEADER_FLAG,
  BS_HEADER_KICKER,
  BS_HEADER_HEADLINE,
  BS_HEADER_DECK,
  BS_HEADER_BYLINE,
  BS_HEADER_N_PARTS
} BsHeaderPart;

typedef struct
{
  BsPart part;
  BsTextStyle style; /* with its true size */
  BsUnit y;          /* top of its first em box, from the header's top */
  BsUnit pitch;      /* from line to line */
  guint n_lines;     /* 0: the story has none */
} BsHeaderItem;

typedef struct
{
  BsHeaderRequest request;
  BsHeaderItem items[BS_HEADER_N_PARTS];
  guint size;        /* of the headline, tenths of a point */
  guint n_lines;     /* of the headline */
  BsUnit height;     /* without white around */
  guint grid_lines;  /* least whole lines with the white it needs */
  gboolean fits;
  gboolean splits_word;
  double fill;       /* longest line / measure */
  BsUnit widest;     /* line of the headline */
} BsHeader;

typedef struct _BsCopy BsCopy;

BsCopy         *bs_copy_new        (const BsNode *story);
void            bs_copy_free       (BsCopy *copy);
const BsNode   *bs_copy_get_story  (const BsCopy *copy);
const BsBody   *bs_copy_get_body   (BsCopy *copy, const BsSetting *setting, guint characters);
const BsHeader *bs_copy_get_header (BsCopy *copy, const BsSetting *setting, const BsHeaderRequest *request);

BsPart *bs_part_new   (const BsSetting *setting, const char *text, const char *style, BsUnit measure);
void    bs_part_free  (BsPart *part);
void    bs_part_add_source (BsPart *part, guint32 start, char *path /* transfer full */);
BsUnit  bs_part_get_line_end (const BsPart *part, guint line); /* right edge of its last glyph */
/* @y: top of the line's slot of @height; the em box stands in its middle. */
void    bs_part_draw  (const BsPart *part, guint line, const BsRect *slot, BsDisplayListBuilder *builder);
BsUnit  bs_style_get_baseline (const BsTextStyle *style, BsUnit slot_height);

void    bs_header_draw (const BsHeader *header, const BsSetting *setting, const BsRect *rect, BsDisplayListBuilder *builder);

G_END_DECLS
