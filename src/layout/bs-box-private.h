/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A box as layout works with it: where it stands and how its story or photo is dressed. Read from
 * and written to the "boxes" of a page; nothing in it is measured.
 */
#pragma once

#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

G_BEGIN_DECLS

#define BS_MAX_LEGS 16
#define BS_MAX_REFS 12
#define BS_MAX_BOXES 200 /* of a page; a file may have more, which are told and not drawn */

typedef enum
{
  BS_BOX_STORY,
  BS_BOX_PHOTO,
  BS_BOX_GROUP,
  BS_BOX_HOUSE_AD,
  BS_BOX_AD /* booked: stands where it was put, like a locked box */
} BsBoxKind;

typedef enum
{
  BS_HEAD_ABOVE,
  BS_HEAD_LEFT,    /* over the first legs only; text runs beside and below */
  BS_HEAD_RIGHT,   /* the same over the last legs */
  BS_HEAD_VERTICAL, /* set downwards in the first legs, over their whole height or part of it */
  BS_HEAD_MIDDLE    /* over legs in the middle; text at both sides and below */
} BsHeadPosition;

/* Where a story's own photo stands among its legs. */
typedef enum
{
  BS_PICTURE_RIGHT,
  BS_PICTURE_LEFT,
  BS_PICTURE_MIDDLE
} BsPictureSide;

/* Where a caption stands; the arrow in it points to the picture. */
typedef enum
{
  BS_CAPTION_BELOW,
  BS_CAPTION_ABOVE,
  BS_CAPTION_LEFT,
  BS_CAPTION_RIGHT
} BsCaptionSide;

/* How the pictures of a group share its box. */
typedef enum
{
  BS_GROUP_EVEN,     /* rows of equal pictures */
  BS_GROUP_BIG_LEFT, /* the first one large, the others in a column beside it */
  BS_GROUP_BIG_RIGHT,
  BS_GROUP_BIG_TOP   /* the first one over the whole width, the others in a row below */
} BsGroupShape;

typedef struct
{
  const char *id; /* borrowed from the box's node; "" for one that is being planned */
  BsBoxKind kind;
  guint n_refs;
  const char *refs[BS_MAX_REFS]; /* borrowed */
  guint column, columns;
  guint line, lines;
  gboolean locked;
  const char *frame; /* "", "rule", "tint" */

  /* stories */
  BsHeadPosition position;
  guint head_size;  /* tenths of a point, the largest allowed; 0: by the story's class */
  guint head_lines; /* 0: as suits */
  guint head_height; /* grid lines a vertical headline takes; 0: as it needs */
  const char *head_text; /* instead of the story's own: the other end of a jump; "": the story's */
  guint head_legs;  /* that a headline at the left or right covers */
  guint legs;       /* 0: one a column */
  guint measure;    /* characters; 0: as wide as fits */
  guint picture_legs;  /* of the story's own photos */
  guint picture_lines; /* with their captions */
  BsPictureSide picture_side;
  guint picture_line;  /* body lines between the headline, or the box's top, and the picture */
  guint picture_characters; /* its width where that is not whole legs: text is set narrower beside it */
  guint picture_across; /* photos side by side, where the story has several; 0: as suits */

  /* whatever shows a photo */
  BsCaptionSide caption_side;
  guint caption_characters; /* width of a caption at the left or right; 0: as suits */

  /* groups */
  guint group_columns; /* pictures side by side; 0: as suits */
  BsGroupShape group_shape;

  /* advertisements: refs[0], if any, is the photo with the artwork */
  const char *label;    /* "广告", "公益广告", "公告" …: printed by the program; "": a fault */
  const char *customer; /* for the desk, and for the slot while there is no artwork */
} BsBox;

/* FALSE for something that is no box or does not lie in the type area. */
gboolean bs_box_read  (BsBox *box, const BsNode *node, const BsPageFormat *format);
BsNode  *bs_box_write (const BsBox *box, const char *id);

/* How its legs stand: width of each and distance from one to the next. */
typedef struct
{
  BsUnit left; /* of the first one, from the box's left edge: a frame keeps its text off */
  guint n_legs;
  guint characters;
  BsUnit measure;
  BsUnit step;
} BsLegs;

void   bs_box_get_legs    (const BsBox *box, const BsPageFormat *format, BsLegs *legs);
BsUnit bs_legs_get_width  (const BsLegs *legs, guint n_legs);
BsRect bs_box_get_rect    (const BsBox *box, const BsPageFormat *format);

/* What a frame or tint keeps its content off its edges: characters at each side, lines at top and foot. */
guint  bs_box_get_padding_characters (const BsBox *box, const BsPageFormat *format);
guint  bs_box_get_padding_lines      (const BsBox *box);
BsUnit bs_box_get_content_width      (const BsBox *box, const BsPageFormat *format);
BsRect bs_box_get_content_rect       (const BsBox *box, const BsPageFormat *format); /* whole lines */

/* 1 lead … 4 brief: the story's priority or, unset, by its length and whether it comes first. */
guint  bs_story_get_class (const BsNode *issue, const BsNode *story);
/* The same wherever it stands among others: without a priority never the lead. */
guint  bs_story_get_own_class (const BsNode *story);

G_END_DECLS
