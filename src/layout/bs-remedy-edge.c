/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include "layout/bs-photo-box-private.h"

#include <glib/gi18n-lib.h>

#define MOST_LINES 24 /* that an edge is moved */
#define MOST_CAPTION_LINES 8
#define EDGE_GAP 2 /* lines between boxes that still share an edge */

/* Boxes on both sides of an edge that must move together, bit a box. */
typedef struct
{
  guint64 before; /* above, or at the left */
  guint64 after;
} Seam;

static gboolean
overlap (guint a, guint a_length, guint b, guint b_length)
{
  return a < b + b_length && b < a + a_length;
}

static gboolean
share_edge (const BsBox *above, const BsBox *below)
{
  guint foot = above->line + above->lines;

  return below->line >= foot && below->line <= foot + EDGE_GAP
         && overlap (above->column, above->columns, below->column, below->columns);
}

static gboolean
share_gutter (const BsBox *left, const BsBox *right)
{
  return left->column + left->columns == right->column
         && overlap (left->line, left->lines + 1, right->line, right->lines + 1);
}

/* Whoever shares the edge with one of them belongs to it too. FALSE: one of them is fixed. */
static gboolean
find_seam (const BsBoard *board, guint index, gboolean upright, Seam *seam)
{
  gboolean (*share) (const BsBox *, const BsBox *) = upright ? share_gutter : share_edge;
  guint n = MIN (board->boxes->len, 64);
  gboolean grown = index < n;

  *seam = (Seam){ .before = grown ? (guint64) 1 << index : 0 };
  while (grown)
    {
      grown = FALSE;
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          {
            const BsBox *a = bs_board_get (board, i);
            const BsBox *b = bs_board_get (board, j);
            guint64 before = (guint64) 1 << i;
            guint64 after = (guint64) 1 << j;

            if (i == j || !g_array_index (board->boxes, BsBoardBox, i).legal
                || !g_array_index (board->boxes, BsBoardBox, j).legal || !share (a, b)
                || ((seam->before & before) == 0) == ((seam->after & after) == 0))
              continue;
            if (bs_board_is_fixed (board, i) || bs_board_is_fixed (board, j))
              return FALSE;
            seam->before |= before;
            seam->after |= after;
            grown = TRUE;
          }
    }

  return seam->before != 0;
}

static gboolean
may_be_so_high (const BsBoard *board, const BsBox *old, const BsBox *box)
{
  BsPhotoLines limits;

  if (box->kind == BS_BOX_PHOTO)
    {
      const BsNode *photo = bs_issue_get_photo (board->context->issue, box->refs[0]);

      if (photo == NULL)
        return FALSE;
      bs_photo_measure (&board->setting, photo,
                        bs_page_format_get_columns_width (board->format, box->columns), &limits);
    }
  else if (box->kind == BS_BOX_GROUP)
    bs_group_measure (&board->setting, box, &limits);
  else
    return box->lines > 0;

  return box->lines >= MIN (limits.least, old->lines)
         && box->lines <= MAX (limits.most, old->lines);
}

/* Moves an edge by @by lines or columns; FALSE where a box would vanish or leave the page. */
static gboolean
move_seam (const BsBoard *board, const Seam *seam, gboolean upright, int by)
{
  for (guint i = 0; i < MIN (board->boxes->len, 64); i++)
    {
      BsBox *box = bs_board_get (board, i);
      BsBox old = *box;
      guint64 bit = (guint64) 1 << i;
      guint *start = upright ? &box->column : &box->line;
      guint *length = upright ? &box->columns : &box->lines;
      guint most = upright ? board->format->n_columns : board->format->n_lines;
      int change = ((seam->before & bit) != 0 ? by : 0) - ((seam->after & bit) != 0 ? by : 0);

      if (((seam->before | seam->after) & bit) == 0)
        continue;
      if ((int) *length + change <= 0 && box->kind == BS_BOX_HOUSE_AD)
        {
          g_array_index (board->boxes, BsBoardBox, i).gone = TRUE;
          continue;
        }
      if ((int) *length + change <= 0)
        return FALSE;
      *length = (guint) ((int) *length + change);
      if ((seam->after & bit) != 0)
        *start = (guint) ((int) *start + by);
      if (*start + *length > most || !may_be_so_high (board, &old, box))
        return FALSE;
      bs_board_dress (board, box);
    }

  return TRUE;
}

typedef struct
{
  const char *id;
  gboolean upright;
  gboolean leading; /* the box's upper or left edge instead of its lower or right one */
  int by;           /* lines or columns, positive: the box grows */
} Edge;

static char *
dup_edge_label (const BsBoard *board, guint index, const Edge *edge)
{
  guint by = (guint) ABS (edge->by);
  g_autofree char *pattern = NULL;

  /* Translators: %u: lines or columns; %%s is kept: it stands for a headline */
  if (edge->upright)
    pattern = g_strdup_printf (edge->by > 0 ? ngettext ("Make “%%s” %u Column Wider",
                                                        "Make “%%s” %u Columns Wider", by)
                                            : ngettext ("Make “%%s” %u Column Narrower",
                                                        "Make “%%s” %u Columns Narrower", by),
                               by);
  else
    pattern = g_strdup_printf (edge->by > 0 ? ngettext ("Make “%%s” %u Line Higher",
                                                        "Make “%%s” %u Lines Higher", by)
                                            : ngettext ("Make “%%s” %u Line Lower",
                                                        "Make “%%s” %u Lines Lower", by),
                               by);

  return bs_board_dup_label (board, pattern, index);
}

/* The neighbour at whose foot or right the box begins. */
static int
find_neighbour_before (const BsBoard *board, guint index, gboolean upright)
{
  const BsBox *box = bs_board_get (board, index);

  for (guint i = 0; i < MIN (board->boxes->len, 64); i++)
    if (i != index && g_array_index (board->boxes, BsBoardBox, i).legal
        && (upright ? share_gutter (bs_board_get (board, i), box)
                    : share_edge (bs_board_get (board, i), box)))
      return (int) i;

  return -1;
}

static void
try_edge (const BsProposal *proposal, const Edge *edge)
{
  g_auto (BsBoard) board = { 0 };
  Seam seam;
  int index;
  int owner;

  if (edge->by == 0)
    return;
  index = bs_proposal_open_at (proposal, &board, edge->id);
  if (index < 0)
    return;
  owner = edge->leading ? find_neighbour_before (&board, (guint) index, edge->upright) : index;
  if (owner < 0 || !find_seam (&board, (guint) owner, edge->upright, &seam)
      || !move_seam (&board, &seam, edge->upright, edge->leading ? -edge->by : edge->by))
    return;
  bs_proposal_submit (proposal, "move-edge", 0, dup_edge_label (&board, (guint) index, edge), NULL,
                      &board);
}

static guint
count_legs (const BsProposal *proposal, const char *id)
{
  g_auto (BsBoard) board = { 0 };
  BsLegs legs;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0 || bs_board_get (&board, (guint) index)->kind != BS_BOX_STORY)
    return 1;
  bs_box_get_legs (bs_board_get (&board, (guint) index), board.format, &legs);

  return MAX (1, legs.n_legs);
}

/* A box too small grows, one too large shrinks; one whose legs end badly may do either. */
static void
try_edges_of (const BsProposal *proposal, const char *id, gboolean measured)
{
  int lines = measured ? proposal->finding->lines : 0;
  guint legs = count_legs (proposal, id);
  int need = (ABS (lines) + (int) legs - 1) / (int) legs;
  int first = lines == 0 ? 1 : MIN (need, MOST_LINES);
  int last = lines == 0 ? 2 : MIN (need + 2, MOST_LINES);

  /* How much is missing is not known of a caption. */
  if (lines == 0 && g_str_equal (proposal->finding->code, "no-room"))
    last = MOST_CAPTION_LINES;
  for (int by = first; by <= last; by++)
    for (guint i = 0; i < 4; i++)
      {
        Edge edge = { id, FALSE, i % 2 == 1, i < 2 ? by : -by };

        if ((edge.by > 0 && lines >= 0) || (edge.by < 0 && lines <= 0))
          try_edge (proposal, &edge);
      }
  for (guint i = 0; i < 4; i++)
    {
      Edge edge = { id, TRUE, i % 2 == 1, i < 2 ? 1 : -1 };

      if ((edge.by > 0 && lines >= 0) || (edge.by < 0 && lines <= 0))
        try_edge (proposal, &edge);
    }
}

/**
 * bs_propose_edges:
 * @proposal: a box that is too small or too large, or two that meet badly
 *
 * Moves one edge of the box, with whoever shares it; all of them are dressed anew where they must.
 */
void
bs_propose_edges (const BsProposal *proposal)
{
  gboolean measured = !g_str_equal (proposal->finding->code, "gray-page")
                      && !g_str_equal (proposal->finding->code, "orphan-leg");

  if (proposal->finding->box != NULL)
    try_edges_of (proposal, proposal->finding->box, measured);
  if (proposal->finding->other != NULL)
    try_edges_of (proposal, proposal->finding->other, FALSE);
}

/* By how much the box must be higher for its picture to be cropped no more than automatic layout
 * would; negative: lower. */
static int
measure_whole (const BsBoard *board, const BsBox *box)
{
  BsPhotoLines limits = { .least = box->lines, .most = box->lines };

  if (box->kind == BS_BOX_PHOTO)
    bs_photo_box_measure (&board->setting, box, &limits);
  else if (box->kind == BS_BOX_GROUP)
    bs_group_measure (&board->setting, box, &limits);

  return (int) CLAMP (box->lines, limits.least, limits.most) - (int) box->lines;
}

/**
 * bs_propose_frame_as_picture:
 * @proposal: a picture whose frame cuts off much of it
 *
 * Moves an edge of the frame so that it has about the shape of the picture.
 */
void
bs_propose_frame_as_picture (const BsProposal *proposal)
{
  const char *id = proposal->finding->box;
  g_auto (BsBoard) board = { 0 };
  int index;
  int more;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  /* A story's own picture: bs_propose_lines_as_picture(). */
  if (bs_board_get (&board, (guint) index)->kind == BS_BOX_STORY)
    return;
  more = measure_whole (&board, bs_board_get (&board, (guint) index));
  for (int slack = 0; slack <= 2; slack++)
    for (guint leading = 0; more != 0 && leading < 2; leading++)
      {
        Edge edge = { id, FALSE, leading == 1, more < 0 ? more - slack : more + slack };

        try_edge (proposal, &edge);
      }
  for (guint i = 0; i < 2; i++)
    {
      Edge edge = { id, TRUE, i == 1, more < 0 ? 1 : -1 };

      try_edge (proposal, &edge);
    }
}

/* Without its neighbours: there is room beside it. */
static void
grow_alone (const BsProposal *proposal, const Edge *edge)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  BsBox old;
  int index;

  index = bs_proposal_open_at (proposal, &board, edge->id);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  old = *box;
  *(edge->upright ? &box->columns : &box->lines) += (guint) edge->by;
  if (edge->leading)
    *(edge->upright ? &box->column : &box->line) -= (guint) edge->by;
  bs_board_clamp (&board, box);
  if (!may_be_so_high (&board, &old, box))
    return;
  bs_board_dress (&board, box);
  bs_proposal_submit (proposal, "fill-hole", 0, dup_edge_label (&board, (guint) index, edge), NULL,
                      &board);
}

/* The part of the grid that a finding shows. */
static void
read_hole (const BsBoard *board, const BsRect *rect, BsGridRect *hole)
{
  const BsPageFormat *format = board->format;

  *hole = (BsGridRect){ 0 };
  while (hole->column + 1 < format->n_columns
         && bs_page_format_get_column_x (format, hole->column) < rect->x)
    hole->column++;
  hole->columns = 1;
  while (hole->column + hole->columns < format->n_columns
         && bs_page_format_get_columns_width (format, hole->columns) < rect->width)
    hole->columns++;
  while (hole->line + 1 < format->n_lines
         && bs_page_format_get_line_y (format, hole->line) < rect->y)
    hole->line++;
  hole->lines = MAX (1, (guint) (rect->height / format->line_height));
}

/* Every box at the hole grows into it. */
void
bs_propose_growth (const BsProposal *proposal)
{
  g_auto (BsBoard) board = { 0 };
  BsGridRect hole;

  if (!bs_proposal_open (proposal, &board))
    return;
  read_hole (&board, &proposal->finding->rect, &hole);
  for (guint i = 0; i < board.boxes->len; i++)
    {
      const BsBox *box = bs_board_get (&board, i);
      gboolean in_columns = overlap (box->column, box->columns, hole.column, hole.columns);
      gboolean in_lines = overlap (box->line, box->lines, hole.line, hole.lines);
      Edge edge = { box->id, FALSE, FALSE, (int) hole.lines };

      if (!bs_board_counts (&board, i))
        continue;
      edge.leading = in_columns ? box->line > hole.line : box->column > hole.column;
      if (in_columns
          && (edge.leading ? box->line == hole.line + hole.lines
                           : box->line + box->lines + EDGE_GAP >= hole.line))
        grow_alone (proposal, &edge);
      edge.upright = TRUE;
      edge.by = (int) hole.columns;
      if (in_lines
          && (edge.leading ? box->column == hole.column + hole.columns
                           : box->column + box->columns == hole.column))
        grow_alone (proposal, &edge);
    }
}

/* The hole is kept for an ad of the house. */
void
bs_propose_slot (const BsProposal *proposal)
{
  g_auto (BsBoard) board = { 0 };
  BsBox slot = {
    .kind = BS_BOX_HOUSE_AD, .frame = "", .head_text = "", .label = "", .customer = ""
  };
  BsGridRect hole;

  if (!bs_proposal_open (proposal, &board))
    return;
  read_hole (&board, &proposal->finding->rect, &hole);
  /* The blank line above the next box. */
  if (hole.line + hole.lines < board.format->n_lines)
    hole.lines -= MIN (hole.lines - 1, BS_BOARD_GAP);
  bs_board_put (&slot, &hole);
  bs_board_add (&board, &slot);
  bs_proposal_submit (proposal, "keep-slot", 3, g_strdup (_ ("Keep the Room for a House Ad")), NULL,
                      &board);
}
