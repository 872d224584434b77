/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-edit-private.h"

#include <glib/gi18n-lib.h>

/* What it costs to shift a box, by the way it goes: readers expect what follows below. A column is
 * about as wide as twelve lines are high. */
typedef enum
{
  DIRECTION_DOWN,
  DIRECTION_RIGHT,
  DIRECTION_LEFT,
  DIRECTION_UP,
  N_DIRECTIONS
} Direction;

static const float step_cost[N_DIRECTIONS] = { 1, 14, 14, 1.1f };

/* Looks at a crowded page before the answer is no. */
#define MOST_TRIALS 4000

typedef struct
{
  BsBoard *board;
  guint anchor; /* the box that was put there: it stays */
  guint n_boxes;
  BsGridRect *best; /* places of all boxes, the cheapest way found */
  float best_cost;  /* < 0: none yet */
  guint n_trials;
} Push;

static void
save_places (const BsBoard *board, BsGridRect *places)
{
  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBox *box = bs_board_get (board, i);

      places[i] = (BsGridRect){ box->column, box->columns, box->line, box->lines };
    }
}

static void
restore_places (const BsBoard *board, const BsGridRect *places)
{
  for (guint i = 0; i < board->boxes->len; i++)
    {
      BsBox *box = bs_board_get (board, i);

      box->column = places[i].column;
      box->line = places[i].line;
    }
}

/* Moves @box just beyond @other. FALSE: it would leave the type area. */
static gboolean
shift_beyond (const BsBoard *board, BsBox *box, const BsBox *other, Direction direction,
              float *cost)
{
  guint old_column = box->column;
  guint old_line = box->line;

  switch (direction)
    {
    case DIRECTION_DOWN:
      box->line = other->line + other->lines + BS_BOARD_GAP;
      if (box->line + box->lines > board->format->n_lines)
        return FALSE;
      break;
    case DIRECTION_UP:
      if (other->line < board->first_line + BS_BOARD_GAP + box->lines)
        return FALSE;
      box->line = other->line - BS_BOARD_GAP - box->lines;
      break;
    case DIRECTION_RIGHT:
      box->column = other->column + other->columns;
      if (box->column + box->columns > board->format->n_columns)
        return FALSE;
      break;
    case DIRECTION_LEFT:
    default:
      if (other->column < box->columns)
        return FALSE;
      box->column = other->column - box->columns;
    }
  *cost += step_cost[direction] * (float) (box->columns * box->lines)
           * (float) (ABS ((int) box->line - (int) old_line)
                      + ABS ((int) box->column - (int) old_column));

  return TRUE;
}

/* Pushes @index away from @from, and whatever is then in its way, all the same way. */
static gboolean
push_chain (Push *push, guint index, guint from, Direction direction, float *cost, guint depth)
{
  BsBox *box = bs_board_get (push->board, index);

  if (bs_board_is_fixed (push->board, index) || index == push->anchor || depth > push->n_boxes
      || ++push->n_trials > MOST_TRIALS
      || !shift_beyond (push->board, box, bs_board_get (push->board, from), direction, cost))
    return FALSE;
  if (push->best_cost >= 0 && *cost >= push->best_cost)
    return FALSE;
  for (int hit = bs_board_find_collision (push->board, index, 0); hit >= 0;
       hit = bs_board_find_collision (push->board, index, (guint) hit + 1))
    if (!push_chain (push, (guint) hit, index, direction, cost, depth + 1))
      return FALSE;

  return TRUE;
}

/* Every box the anchor still covers may go one of four ways. */
static void
push_rest (Push *push, float cost, guint depth)
{
  int hit = bs_board_find_collision (push->board, push->anchor, 0);
  g_autofree BsGridRect *places = NULL;

  if (hit < 0)
    {
      if (push->best_cost < 0 || cost < push->best_cost)
        {
          push->best_cost = cost;
          save_places (push->board, push->best);
        }
      return;
    }
  if (depth > push->n_boxes || push->n_trials > MOST_TRIALS)
    return;
  places = g_new (BsGridRect, push->n_boxes);
  save_places (push->board, places);
  for (Direction direction = 0; direction < N_DIRECTIONS; direction++)
    {
      float sum = cost;

      if (push_chain (push, (guint) hit, push->anchor, direction, &sum, 0))
        push_rest (push, sum, depth + 1);
      restore_places (push->board, places);
    }
}

static gboolean
refuse (const BsBoard *board, guint index, guint other, const char *pattern, GError **error)
{
  g_autofree char *title = bs_board_dup_title (board, index);
  g_autofree char *obstacle = bs_board_dup_title (board, other);
  g_autoptr (GString) message = g_string_new (pattern);

  g_string_replace (message, "%1$s", title, 1);
  g_string_replace (message, "%2$s", obstacle, 1);
  g_set_error_literal (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_ROOM, message->str);

  return FALSE;
}

/* A box that stands where it stands, in the way of @index; -1: none. */
static int
find_fixed_collision (const BsBoard *board, guint index)
{
  for (int hit = bs_board_find_collision (board, index, 0); hit >= 0;
       hit = bs_board_find_collision (board, index, (guint) hit + 1))
    if (bs_board_is_fixed (board, (guint) hit))
      return hit;

  return -1;
}

/* What the box covered before it was touched does not hinder it: it must come off somehow. */
static int
find_new_collision (const BsBoard *board, guint index)
{
  const BsBoardBox *entry = &g_array_index (board->boxes, BsBoardBox, index);

  for (int hit = bs_board_find_collision (board, index, 0); hit >= 0;
       hit = bs_board_find_collision (board, index, (guint) hit + 1))
    if (entry->node == NULL
        || !bs_board_collide (&entry->before, bs_board_get (board, (guint) hit)))
      return hit;

  return -1;
}

static gboolean
settle_push (BsBoard *board, guint index, GError **error)
{
  g_autofree BsGridRect *best = g_new (BsGridRect, board->boxes->len);
  Push push = { board, index, board->boxes->len, best, -1, 0 };
  int first = bs_board_find_collision (board, index, 0);

  push_rest (&push, 0, 0);
  if (push.best_cost < 0 && bs_board_yield (board, index))
    return TRUE;
  if (push.best_cost < 0)
    return refuse (
      board, index, (guint) first,
      _ ("“%1$s” was not put there: “%2$s” cannot give way, the page has no room for "
         "it beside what is locked, and in less room it would not fit. Swap the two, or "
         "take something off the page."),
      error);
  restore_places (board, best);

  return TRUE;
}

static guint
get_common_area (const BsBox *a, const BsBox *b)
{
  int across = (int) MIN (a->column + a->columns, b->column + b->columns)
               - (int) MAX (a->column, b->column);
  int down = (int) MIN (a->line + a->lines, b->line + b->lines) - (int) MAX (a->line, b->line);

  return across > 0 && down > 0 ? (guint) (across * down) : 0;
}

/* The one that is covered most. */
static guint
find_partner (const BsBoard *board, guint index)
{
  guint partner = (guint) bs_board_find_collision (board, index, 0);
  guint most = 0;

  for (int hit = (int) partner; hit >= 0;
       hit = bs_board_find_collision (board, index, (guint) hit + 1))
    {
      guint area = get_common_area (bs_board_get (board, index), bs_board_get (board, (guint) hit));

      if (area > most)
        {
          most = area;
          partner = (guint) hit;
        }
    }

  return partner;
}

/* The two take each other's place; one that was in the tray sends the other there. */
static void
swap_places (BsBoard *board, guint index, guint with)
{
  BsBoardBox *entry = &g_array_index (board->boxes, BsBoardBox, index);
  BsBoardBox *partner = &g_array_index (board->boxes, BsBoardBox, with);
  BsBox old = partner->box;

  if (entry->node == NULL)
    partner->gone = TRUE;
  else
    {
      partner->box.column = entry->before.column;
      partner->box.columns = entry->before.columns;
      partner->box.line = entry->before.line;
      partner->box.lines = entry->before.lines;
    }
  entry->box.column = old.column;
  entry->box.columns = old.columns;
  entry->box.line = old.line;
  entry->box.lines = old.lines;
  bs_board_dress (board, &entry->box);
  if (!partner->gone)
    bs_board_dress (board, &partner->box);
}

/**
 * bs_board_settle:
 * @board: a board
 * @index: a box that was put where it is to stand
 * @overlap: what becomes of others there
 *
 * Returns: %FALSE with %BS_LAYOUT_ERROR_NO_ROOM: then @board is of no more use
 */
gboolean
bs_board_settle (BsBoard *board, guint index, BsOverlap overlap, GError **error)
{
  int hit = overlap == BS_OVERLAP_REFUSE ? find_new_collision (board, index)
                                         : bs_board_find_collision (board, index, 0);
  int fixed = find_fixed_collision (board, index);

  if (hit < 0)
    return TRUE;
  if (overlap == BS_OVERLAP_SWAP)
    {
      hit = (int) find_partner (board, index);
      fixed = bs_board_is_fixed (board, (guint) hit) ? hit : -1;
    }
  if (fixed >= 0)
    return refuse (board, index, (guint) fixed,
                   bs_board_get (board, (guint) fixed)->locked
                     ? _ ("“%1$s” was not put there: “%2$s” is locked and stands there. Unlock it, "
                          "or choose another place.")
                     : _ ("“%1$s” was not put there: the advertisement “%2$s” stands there. Move "
                          "it first, or choose another place."),
                   error);
  if (overlap == BS_OVERLAP_REFUSE)
    return refuse (board, index, (guint) hit,
                   _ ("“%1$s” was not put there: “%2$s” stands there. Push it away, swap the two, "
                      "or choose another place."),
                   error);
  if (overlap == BS_OVERLAP_SWAP)
    swap_places (board, index, (guint) hit);

  return overlap == BS_OVERLAP_SWAP || settle_push (board, index, error);
}
