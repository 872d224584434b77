/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-edit-private.h"

#include <string.h>

/* Lines of each column in which nothing new may stand: those of boxes and the blank ones around. */
typedef struct
{
  guint n_columns;
  guint n_lines;
  guint8 *taken; /* owned, by column and line */
} Map;

static void
map_init (Map *map, const BsBoard *board, BsObstacles obstacles, int but)
{
  map->n_columns = board->format->n_columns;
  map->n_lines = board->format->n_lines;
  map->taken = g_new0 (guint8, (gsize) map->n_columns * map->n_lines);
  for (guint column = 0; column < map->n_columns; column++)
    for (guint line = 0; line < MIN (board->first_line, map->n_lines); line++)
      map->taken[column * map->n_lines + line] = 1;
  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBox *box = bs_board_get (board, i);
      guint top = box->line - MIN (box->line, BS_BOARD_GAP);
      guint foot = MIN (box->line + box->lines + BS_BOARD_GAP, map->n_lines);

      if ((int) i == but || !bs_board_counts (board, i)
          || (obstacles == BS_OBSTACLES_FIXED && !bs_board_is_fixed (board, i)))
        continue;
      for (guint column = box->column; column < box->column + box->columns; column++)
        for (guint line = top; line < foot; line++)
          map->taken[column * map->n_lines + line] = 1;
    }
}

/* @taken: of all columns of a run together. */
static void
add_runs (GArray *room, const guint8 *taken, guint n_lines, guint column, guint columns)
{
  guint line = 0;

  while (line < n_lines)
    {
      BsGridRect rect = { .column = column, .columns = columns };

      while (line < n_lines && taken[line])
        line++;
      rect.line = line;
      while (line < n_lines && !taken[line])
        line++;
      rect.lines = line - rect.line;
      if (rect.lines > 0)
        g_array_append_val (room, rect);
    }
}

/**
 * bs_board_list_room:
 * @board: a board
 * @obstacles: what takes room
 * @but: a box that is not minded, -1: none
 *
 * Returns: (transfer full) (element-type BsGridRect): for every run of columns each stretch of
 *   lines in which a box may stand; as high as it goes, though not always as wide
 */
GArray *
bs_board_list_room (const BsBoard *board, BsObstacles obstacles, int but)
{
  GArray *room = g_array_new (FALSE, FALSE, sizeof (BsGridRect));
  g_autofree guint8 *together = NULL;
  Map map;

  map_init (&map, board, obstacles, but);
  together = g_new (guint8, map.n_lines);
  for (guint first = 0; first < map.n_columns; first++)
    {
      memset (together, 0, map.n_lines);
      for (guint last = first; last < map.n_columns; last++)
        {
          for (guint line = 0; line < map.n_lines; line++)
            together[line] |= map.taken[last * map.n_lines + line];
          add_runs (room, together, map.n_lines, first, last - first + 1);
        }
    }
  g_free (map.taken);

  return room;
}
