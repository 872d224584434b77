/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The board on which a change of a page is thought out: its boxes, unpacked, to be moved about
 * freely, and what became of them as operations. One board a change; nothing else sees it.
 */
#pragma once

#include "layout/bs-layout-private.h"
#include "layout/bs-page-edit.h"

G_BEGIN_DECLS

/* Blank lines between a box and the next one below it, as automatic layout leaves them. */
#define BS_BOARD_GAP 1

typedef struct
{
  BsBox box;
  const BsNode *node; /* borrowed; NULL: not on the page yet */
  BsBox before;       /* as @node says */
  char *id;           /* of a new one, owned; NULL: as the node's */
  gboolean legal;     /* lies in the type area; else it is left as it is, and nothing minds it */
  gboolean gone;      /* taken off the page */
} BsBoardBox;

typedef struct
{
  const BsPageContext *context;
  BsPageFormat *format; /* borrowed */
  BsSetting setting;
  guint first_line;     /* that boxes may use */
  GArray *boxes;        /* BsBoardBox, in the page's order */
  GPtrArray *operations; /* beside those on the boxes, to be made first */
} BsBoard;

gboolean    bs_board_init   (BsBoard *board, const BsPageContext *context, GError **error);
void        bs_board_clear  (BsBoard *board);
BsBox      *bs_board_get    (const BsBoard *board, guint index);
/* -1 with %BS_LAYOUT_ERROR_NO_BOX */
int         bs_board_find   (const BsBoard *board, const char *id, GError **error);
/* The same, and refused with %BS_LAYOUT_ERROR_LOCKED where it is locked. */
int         bs_board_find_free (const BsBoard *board, const char *id, GError **error);
/* Both in one: -1 where there is no such board either. */
int         bs_board_init_at   (BsBoard *board, const BsPageContext *context, const char *id, GError **error);
guint       bs_board_add    (BsBoard *board, const BsBox *box);
/* Stands where it stands, whatever is put there. */
gboolean    bs_board_is_fixed (const BsBoard *board, guint index);
/* Is on the page and takes room: not gone, not the slot of a house ad. */
gboolean    bs_board_counts (const BsBoard *board, guint index);
gboolean    bs_board_collide (const BsBox *a, const BsBox *b);
/* The first box that @index collides with, @from on; -1: none */
int         bs_board_find_collision (const BsBoard *board, guint index, guint from);
/* Start of its headline or caption, its customer; for messages. */
char       *bs_board_dup_title (const BsBoard *board, guint index);
/* The same for a box of which nothing is known but its node. */
char       *bs_box_node_dup_title (const BsNode *issue, const BsNode *box);
/* @pattern: a translated one with %s for the box's title. */
char       *bs_board_dup_label (const BsBoard *board, const char *pattern, guint index);
/* Into the type area, below the masthead, and no smaller than its kind may be. */
void        bs_board_clamp  (const BsBoard *board, BsBox *box);
void        bs_board_put    (BsBox *box, const BsGridRect *place);
/* Sets a member beside the boxes: "/stories/s3/page". */
void        bs_board_set    (BsBoard *board, const char *path, const char *text);
/* (transfer full) what was done as a change; @label (transfer full); clears the board. */
BsPageEdit *bs_board_finish (BsBoard *board, char *label, guint index, GError **error);

/* Fits @box's dress to its columns and lines: as it is where it fits, else anew. */
void        bs_board_dress  (const BsBoard *board, BsBox *box);

/* Gives a new box its columns, lines and place, not yet its dress. */
gboolean    bs_board_choose_place (const BsBoard *board, guint index, const BsGridRect *place, BsOverlap overlap, GError **error);

/* Makes room for box @index, which has been put where it is to stand. */
gboolean    bs_board_settle (BsBoard *board, guint index, BsOverlap overlap, GError **error);

/* @label is (transfer full). NULL: @issue is not as the operations want it. */
BsPageEdit *bs_page_edit_new (const BsNode *issue, char *label, const char *box, GPtrArray *operations, GError **error);

/* Lets those in the way of box @index become smaller. FALSE leaves @board of no more use. */
gboolean    bs_board_yield  (BsBoard *board, guint index);

typedef enum
{
  BS_OBSTACLES_ALL,
  BS_OBSTACLES_FIXED /* what push would move out of the way counts as room */
} BsObstacles;

/* The largest rectangles without a box, for every run of columns: BsGridRect. @but: a box that is not
 * minded, -1: none. */
GArray     *bs_board_list_room (const BsBoard *board, BsObstacles obstacles, int but);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsBoard, bs_board_clear)

G_END_DECLS
