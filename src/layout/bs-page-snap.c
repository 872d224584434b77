/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-snap.h"

#include "layout/bs-page-edit-private.h"

/* A line at which an edge would agree with something. */
typedef struct
{
  int line;
  BsRect rect; /* of what it agrees with, for the guide */
} Candidate;

typedef struct
{
  const BsBoard *board;
  const BsPageFormat *format;
  BsGrip grip;
  BsRect wanted;
  BsUnit tolerance;
  GArray *tops; /* Candidate: for a top edge */
  GArray *feet; /* for the line below the last */
} Snapper;

/* A pointer may be anywhere: where no page is, how far makes no difference. */
static BsRect
bound (const BsPageFormat *format, const BsRect *wanted)
{
  BsUnit x = CLAMP (wanted->x, -format->width, 2 * format->width);
  BsUnit y = CLAMP (wanted->y, -format->height, 2 * format->height);

  return (BsRect){ x, y, CLAMP (wanted->width, 0, format->width),
                   CLAMP (wanted->height, 0, format->height) };
}

static int
round_divide (BsUnit value, BsUnit by)
{
  return value >= 0 ? (value + by / 2) / by : -((-value + by / 2) / by);
}

static guint
find_column (const BsPageFormat *format, BsUnit x)
{
  guint best = 0;

  for (guint column = 1; column < format->n_columns; column++)
    if (ABS (bs_page_format_get_column_x (format, column) - x)
        < ABS (bs_page_format_get_column_x (format, best) - x))
      best = column;

  return best;
}

/* The column after the last one of a box whose right edge is at @x. */
static guint
find_end_column (const BsPageFormat *format, BsUnit x)
{
  BsUnit gutter = (BsUnit) format->gutter_characters * format->em;

  if (x + gutter > bs_page_format_get_column_x (format, format->n_columns - 1)
                     + bs_page_format_get_columns_width (format, 1) / 2)
    return format->n_columns;

  return MAX (1, find_column (format, x + gutter));
}

static int
find_line (const BsPageFormat *format, BsUnit y)
{
  return round_divide (y - format->type_area.y, format->line_height);
}

static void
add_candidate (GArray *array, guint line, const BsRect *rect)
{
  Candidate candidate = { (int) line, *rect };

  g_array_append_val (array, candidate);
}

static void
snapper_init (Snapper *snapper, const BsBoard *board, const BsSnapRequest *request)
{
  *snapper = (Snapper){ board, board->format, request->grip };
  snapper->wanted = bound (board->format, &request->wanted);
  snapper->tolerance = CLAMP (request->tolerance, 0, board->format->height);
  snapper->tops = g_array_new (FALSE, FALSE, sizeof (Candidate));
  snapper->feet = g_array_new (FALSE, FALSE, sizeof (Candidate));
}

/* Tops stand level with tops, feet with feet, and boxes over each other a blank line apart. */
static void
collect (Snapper *snapper, int but, const BsGridRect *place)
{
  const BsPageFormat *format = snapper->format;
  const BsBoard *board = snapper->board;

  add_candidate (snapper->tops, board->first_line, &format->type_area);
  add_candidate (snapper->feet, format->n_lines, &format->type_area);
  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBox *box = bs_board_get (board, i);
      BsRect rect;

      if ((int) i == but || !bs_board_counts (board, i))
        continue;
      rect = bs_box_get_rect (box, format);
      add_candidate (snapper->tops, box->line, &rect);
      add_candidate (snapper->feet, box->line + box->lines, &rect);
      if (box->column >= place->column + place->columns
          || place->column >= box->column + box->columns)
        continue;
      add_candidate (snapper->tops, box->line + box->lines + BS_BOARD_GAP, &rect);
      if (box->line > BS_BOARD_GAP)
        add_candidate (snapper->feet, box->line - BS_BOARD_GAP, &rect);
    }
}

/* How far the edge at @y would have to go to agree with the nearest of them; @reach: no further. */
static gboolean
find_nearest (const Snapper *snapper, const GArray *candidates, BsUnit y, BsUnit reach, int *line,
              BsUnit *distance)
{
  const Candidate *nearest = NULL;
  BsUnit least = reach;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      BsUnit away = ABS (snapper->format->type_area.y
                         + candidate->line * snapper->format->line_height - y);

      if (away > least || (nearest != NULL && away == least))
        continue;
      nearest = candidate;
      least = away;
    }
  if (nearest != NULL)
    *line = nearest->line;
  *distance = least;

  return nearest != NULL;
}

static void
snap_columns (const Snapper *snapper, BsGridRect *place)
{
  const BsPageFormat *format = snapper->format;
  guint end = place->column + place->columns;

  if (snapper->grip == BS_GRIP_ALL)
    {
      place->column = MIN (find_column (format, snapper->wanted.x),
                           format->n_columns - place->columns);
      return;
    }
  if (snapper->grip & BS_GRIP_LEFT)
    place->column = MIN (find_column (format, snapper->wanted.x), end - 1);
  if (snapper->grip & BS_GRIP_RIGHT)
    end = MAX (find_end_column (format, bs_rect_right (&snapper->wanted)), place->column + 1);
  place->columns = end - place->column;
}

/* A box that is moved agrees with whichever of its two edges is nearer to something. */
static void
snap_moved (const Snapper *snapper, BsGridRect *place)
{
  const BsRect *wanted = &snapper->wanted;
  BsUnit height = (BsUnit) place->lines * snapper->format->line_height;
  BsUnit distance = 0;
  BsUnit reach = snapper->tolerance;
  int line = find_line (snapper->format, wanted->y);
  int foot;

  if (find_nearest (snapper, snapper->tops, wanted->y, reach, &line, &distance))
    reach = distance - 1;
  if (find_nearest (snapper, snapper->feet, wanted->y + height, reach, &foot, &distance))
    line = foot - (int) place->lines;
  place->line = (guint) MAX (line, (int) snapper->board->first_line);
}

static void
snap_lines (const Snapper *snapper, BsGridRect *place)
{
  const BsRect *wanted = &snapper->wanted;
  int top = (int) place->line;
  int foot = (int) (place->line + place->lines);
  BsUnit distance;

  if (snapper->grip == BS_GRIP_ALL)
    {
      snap_moved (snapper, place);
      return;
    }
  if (snapper->grip & BS_GRIP_TOP)
    {
      top = find_line (snapper->format, wanted->y);
      find_nearest (snapper, snapper->tops, wanted->y, snapper->tolerance, &top, &distance);
      top = CLAMP (top, (int) snapper->board->first_line, foot - 1);
    }
  if (snapper->grip & BS_GRIP_FOOT)
    {
      foot = find_line (snapper->format, bs_rect_bottom (wanted));
      find_nearest (snapper, snapper->feet, bs_rect_bottom (wanted), snapper->tolerance, &foot,
                    &distance);
      foot = CLAMP (foot, top + 1, (int) snapper->format->n_lines);
    }
  place->line = (guint) top;
  place->lines = (guint) (foot - top);
}

static void
add_guides (const Snapper *snapper, const GArray *candidates, guint line, const BsRect *rect,
            BsSnap *snap)
{
  BsSnapGuide guide = { .y = snapper->format->type_area.y
                             + (BsUnit) line * snapper->format->line_height };
  gboolean found = FALSE;

  guide.from = rect->x;
  guide.to = bs_rect_right (rect);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->line != (int) line)
        continue;
      found = TRUE;
      guide.from = MIN (guide.from, candidate->rect.x);
      guide.to = MAX (guide.to, bs_rect_right (&candidate->rect));
    }
  if (found)
    snap->guides[snap->n_guides++] = guide;
}

/**
 * bs_page_edit_snap:
 * @context: layout, issue, page
 * @request: what is dragged, and whereto
 * @snap: (out): where it should stand
 *
 * To be called at every movement of the pointer. Edges always stand on columns and lines; within
 * the tolerance they agree with the nearest edge of another box or of the type area. A box is never
 * larger than the type area nor smaller than its kind may be.
 *
 * Returns: %FALSE with %BS_LAYOUT_ERROR_NO_BOX or _NO_PAGE
 */
gboolean
bs_page_edit_snap (const BsPageContext *context, const BsSnapRequest *request, BsSnap *snap,
                   GError **error)
{
  g_auto (BsBoard) board = { 0 };
  Snapper snapper = { 0 };
  BsBox box = { .kind = BS_BOX_STORY, .columns = 1, .lines = 1 };
  BsRect rect;
  int index = -1;

  g_return_val_if_fail (context != NULL && request != NULL && snap != NULL, FALSE);

  if (!bs_board_init (&board, context, error))
    return FALSE;
  if (request->box != NULL && (index = bs_board_find (&board, request->box, error)) < 0)
    return FALSE;
  if (index >= 0)
    box = *bs_board_get (&board, (guint) index);
  *snap = (BsSnap){ .place = { box.column, box.columns, box.line, box.lines } };
  if (index < 0)
    {
      snap->place.columns = CLAMP (request->size.columns, 1, board.format->n_columns);
      snap->place.lines = CLAMP (request->size.lines, 1, board.format->n_lines);
    }
  snapper_init (&snapper, &board, request);
  snap_columns (&snapper, &snap->place);
  collect (&snapper, index, &snap->place);
  snap_lines (&snapper, &snap->place);
  bs_board_put (&box, &snap->place);
  bs_board_clamp (&board, &box);
  snap->place = (BsGridRect){ box.column, box.columns, box.line, box.lines };
  rect = bs_box_get_rect (&box, board.format);
  if (request->grip & BS_GRIP_TOP)
    add_guides (&snapper, snapper.tops, box.line, &rect, snap);
  if (request->grip & BS_GRIP_FOOT)
    add_guides (&snapper, snapper.feet, box.line + box.lines, &rect, snap);
  g_array_unref (snapper.tops);
  g_array_unref (snapper.feet);

  return TRUE;
}
