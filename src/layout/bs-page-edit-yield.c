/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-edit-dress-private.h"

/* What is left of @box when @other takes its part, cut at the side that costs least area. FALSE:
 * nothing is. */
static gboolean
cut (const BsBoard *board, BsBox *box, const BsBox *other)
{
  int foot = (int) (box->line + box->lines);
  int end = (int) (box->column + box->columns);
  int top_after = (int) (other->line + other->lines) + BS_BOARD_GAP;
  int foot_after = (int) other->line - BS_BOARD_GAP;
  int left_after = (int) (other->column + other->columns);
  int right_after = (int) other->column;
  BsGridRect ways[] = {
    { box->column, box->columns, (guint) top_after, (guint) MAX (0, foot - top_after) },
    { box->column, box->columns, box->line, (guint) MAX (0, foot_after - (int) box->line) },
    { (guint) left_after, (guint) MAX (0, end - left_after), box->line, box->lines },
    { box->column, (guint) MAX (0, right_after - (int) box->column), box->line, box->lines },
  };
  const BsGridRect *best = NULL;
  BsBox result = *box;
  BsBox clamped;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (best == NULL || ways[i].columns * ways[i].lines > best->columns * best->lines)
      best = &ways[i];
  bs_board_put (&result, best);
  clamped = result;
  bs_board_clamp (board, &clamped);
  if (result.columns == 0 || result.lines == 0 || clamped.lines != result.lines
      || clamped.line != result.line)
    return FALSE;
  *box = result;

  return TRUE;
}

/* A story must fit to the line; a picture may be cropped as automatic layout crops it. */
static gboolean
fits_again (const BsBoard *board, BsBox *box)
{
  g_autoptr (BsLayoutItem) item = NULL;
  const GArray *shapes;

  if (!bs_dress_has_content (board, box))
    return FALSE;
  bs_board_dress (board, box);
  if (box->kind == BS_BOX_STORY)
    return bs_dress_fits (board, box);
  item = bs_dress_new_item (board, box);
  bs_dress_shape_width (board, item, box->columns);
  shapes = item->shapes[box->columns];
  for (guint i = 0; i < shapes->len; i++)
    if (g_array_index (shapes, BsShape, i).box.lines == box->lines)
      return TRUE;

  return FALSE;
}

/**
 * bs_board_yield:
 * @board: a board
 * @index: a box that was put where it is to stand
 *
 * Those in its way become smaller by what it takes of them, where what stands in them still fits,
 * dressed anew. So the edge between two boxes of a full page can be moved.
 *
 * Returns: %FALSE where one of them cannot; then some of @board is changed
 */
gboolean
bs_board_yield (BsBoard *board, guint index)
{
  const BsBox *anchor = bs_board_get (board, index);

  for (int hit = bs_board_find_collision (board, index, 0); hit >= 0;
       hit = bs_board_find_collision (board, index, (guint) hit + 1))
    {
      BsBox *box = bs_board_get (board, (guint) hit);

      if (bs_board_is_fixed (board, (guint) hit) || !cut (board, box, anchor)
          || !fits_again (board, box))
        return FALSE;
    }

  return TRUE;
}
