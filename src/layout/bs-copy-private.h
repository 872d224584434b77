/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One story's copy, composed: its text as lines at any measure, its header at any width; of a story
 * that stands in several boxes, one box's stretch of it. What it composed it keeps, so that trying
 * a hundred shapes costs little. Belongs to one version of the story: a changed story gets a new
 * one.
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

/* A place in a story's copy. Its items are the paragraphs, then the lines that close a story: jump,
 * byline, sponsor. An item's text is what is set: the first paragraph's begins with its opening. */
typedef struct
{
  guint item;
  guint32 offset; /* bytes */
} BsPlace;

/* What one box of a story that stands in several has to set. */
typedef struct
{
  BsPlace start;
  const char *from; /* page of the part before; NULL: this is the first */
  const char *on;   /* page of the part after; NULL: this is the last */
  guint characters; /* that it takes at most, where it goes on; 0: as many as its box holds */
} BsStretch;

#define BS_PART_SEGMENTS 4

/* One string set in one style, with where it comes from. Made by bs_part_new() it is counted. */
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
  BS_LINE_SUBHEAD = 1 << 3,
  BS_LINE_JUMP = 1 << 4        /* says where the story comes from or goes on */
} BsLineFlags;

typedef struct
{
  guint part;
  guint line;
  int tail; /* part set at the end of the same line (the byline), -1: none */
  guint flags;
  BsPlace next; /* where the copy goes on after this line */
} BsBodyLine;

typedef struct BsBody BsBody;

struct BsBody
{
  BsMeasure *measures; /* one a line, the last repeating */
  guint n_measures;
  GPtrArray *parts; /* BsPart */
  GArray *lines;    /* BsBodyLine */
  BsTextStyle opening;    /* of the paragraph that begins with the dateline */
  BsTextStyle unindented; /* of a paragraph that goes on from another box */
  BsTextStyle jump;       /* of the line that says where it goes on */
  guint n_missing;
  BsPlace end;      /* where the copy goes on after it */
  BsBody *cut_from; /* owned: its parts borrow that one's styles; NULL for a whole body */
};

typedef struct
{
  BsUnit width;
  guint min_size; /* tenths of a point */
  guint max_size;
  guint lines;    /* 0: as suits */
  gboolean vertical;
  BsUnit height;  /* of a vertical headline's columns, at most */
  const char *text;      /* borrowed: instead of the story's headline; NULL: that */
  const char *text_path; /* borrowed: where @text stands in the issue */
  gboolean continuation; /* of a story that began elsewhere: the headline alone */
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
  BsUnit x;          /* vertical: middle of its first column, from the header's left */
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
  gboolean ragged;   /* a line is far shorter than the longest */
  gboolean vertical; /* as it was asked for and could be set */
  double fill;       /* longest line / measure */
  BsUnit widest;     /* line of the headline */
} BsHeader;

gboolean bs_stretch_equal (const BsStretch *a, const BsStretch *b);

typedef struct _BsCopy BsCopy;

BsCopy         *bs_copy_new        (const BsNode *story); /* the whole of it */
BsCopy         *bs_copy_new_stretch (const BsNode *story, const BsStretch *stretch);
void            bs_copy_free       (BsCopy *copy);
gboolean        bs_copy_is_of      (const BsCopy *copy, const BsNode *story, const BsStretch *stretch);
const BsStretch *bs_copy_get_stretch (const BsCopy *copy);
gboolean        bs_copy_is_continuation (const BsCopy *copy); /* begins on another page, or in another box */
gboolean        bs_copy_goes_on    (const BsCopy *copy);      /* what finds no room stands in the next box */
const BsBody   *bs_copy_get_body   (BsCopy *copy, const BsSetting *setting, guint characters);
/* Line i of the body is set to @measures[i], those beyond to the last: text beside a picture. */
const BsBody   *bs_copy_get_shaped_body (BsCopy *copy, const BsSetting *setting, const BsMeasure *measures, guint n_measures);
/* For a copy that goes on: as much of @body, one of this copy's, as @lines hold, with the jump line. */
const BsBody   *bs_copy_get_cut_body (BsCopy *copy, const BsSetting *setting, const BsBody *body, guint lines);
guint           bs_body_count_text_lines (const BsBody *body); /* all but jump lines */
const BsHeader *bs_copy_get_header (BsCopy *copy, const BsSetting *setting, const BsHeaderRequest *request);

BsPart *bs_part_new   (const BsSetting *setting, const char *text, const char *style, BsUnit measure);
/* @style is borrowed and must outlive the part */
BsPart *bs_part_new_styled (const BsSetting *setting, const char *text, const BsTextStyle *style,
                            const BsMeasure *measures, guint n_measures);
BsPart *bs_part_ref   (BsPart *part);
void    bs_part_free  (BsPart *part); /* lets go of one reference */
void    bs_part_add_source (BsPart *part, guint32 start, char *path /* transfer full */);
void    bs_part_add_source_from (BsPart *part, const BsTextSegment *segment); /* its path is copied */
BsUnit  bs_part_get_line_end (const BsPart *part, guint line); /* right edge of its last glyph */
/* @y: top of the line's slot of @height; the em box stands in its middle. */
void    bs_part_draw  (const BsPart *part, guint line, const BsRect *slot, BsDisplayListBuilder *builder);

void    bs_header_draw (const BsHeader *header, const BsSetting *setting, const BsRect *rect, BsDisplayListBuilder *builder);

G_END_DECLS
