/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the checks of a page share: its stories (bs-check-story.c), its photos (bs-check-photo.c),
 * its geometry (bs-check-page.c), the weight of its stories (bs-check-rank.c), gray areas
 * (bs-check-gray.c), and its place in the issue (bs-check-issue.c). They judge what was drawn and
 * never measure text: a page is judged at every keystroke.
 */
#pragma once

#include "layout/bs-layout-private.h"

G_BEGIN_DECLS

/* From where on something is a fault: the desk's taste, all in one place. */
typedef struct
{
  guint short_leg;          /* lines; fewer read as a scrap */
  guint gray_columns;       /* an area this wide … */
  guint gray_lines;         /* … and more than this high without headline or picture is gray, */
  guint gray_lines_bad;     /* and more than this is not to be overlooked */
  guint photo_gap;          /* lines between photos, one below the other, that still touch */
  guint photo_edge;         /* lines of edge that photos side by side share when they touch */
  guint caption_gap;        /* lines between picture and caption that belong together */
  guint picture_lines;      /* fewer show nothing */
  guint crop;               /* per mille of a side; more of a picture does not go by itself */
  guint deck_lines;
  guint hole_lines;         /* fewer lines without a box pass for white space */
  guint headline_characters;
  guint stacked_head_lines; /* between two headlines one above the other */
  guint lead_lines;         /* that another story may begin above the lead's first line */
  guint standing_classes;   /* a story so much lighter may not stand on top, the other below */
  BsUnit loose_gap;         /* between two Han of a line; wider ones part them */
  guint part_lines;         /* of a jumped story; fewer are not worth the jump */
} BsCheckLimits;

extern const BsCheckLimits bs_check_limits;

/* NULL: it shows none. */
const BsNode *bs_piece_get_story (const BsPiece *piece);
const char   *bs_story_get_title (const BsNode *story);
/* Borrowed from @findings. @piece: where; NULL: on the page. */
BsFinding    *bs_check_add_finding (const BsSetting *setting, GPtrArray *findings, const char *code,
                                    BsLevel level, const BsPiece *piece);
/* As editors count: nobody cuts 137 characters. */
guint         bs_check_round_characters (guint characters);
/* Both (transfer full). */
char         *bs_check_join_sentences (char *first, char *second);

/* One box. */
void bs_check_story (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings);
void bs_check_photos (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings);

/* The whole page; @pieces: its boxes. */
void bs_check_geometry (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);
void bs_check_tombstones (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);
void bs_check_rank (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);
void bs_check_gray (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);
void bs_check_issue (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings);

G_END_DECLS
