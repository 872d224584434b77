/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include "layout/bs-page-edit-dress-private.h"

#include <glib/gi18n-lib.h>

#define MOST_SWAPS 8
#define MOST_STACKS 3
#define EDGE_GAP 2 /* lines between boxes that still share an edge */
#define COST_OF_LAYOUT 12
#define COST_OF_SWAP 2
#define COST_OF_MOVE 1.5
#define COST_OF_JUMP 5

typedef struct
{
  guint index;
  guint difference; /* in room, column-lines */
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *two = b;

  return one->difference < two->difference ? -1 : one->difference > two->difference;
}

/* Boxes of about the same room first: their content fits best. */
static GArray *
list_partners (const BsBoard *board, guint index)
{
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const BsBox *box = bs_board_get (board, index);
  int area = (int) (box->columns * box->lines);

  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBox *other = bs_board_get (board, i);
      Candidate candidate = { i, (guint) ABS (area - (int) (other->columns * other->lines)) };

      if (i != index && bs_board_counts (board, i) && !bs_board_is_fixed (board, i))
        g_array_append_val (partners, candidate);
    }
  g_array_sort (partners, compare_candidates);

  return partners;
}

static void
try_swaps_of (const BsProposal *proposal, const char *id)
{
  g_auto (BsBoard) board = { 0 };
  g_autoptr (GArray) partners = NULL;
  int index;

  index = bs_proposal_open_at (proposal, &board, id);
  if (index < 0)
    return;
  partners = list_partners (&board, (guint) index);
  for (guint i = 0; i < MIN (partners->len, MOST_SWAPS); i++)
    {
      guint partner = g_array_index (partners, Candidate, i).index;
      g_autofree char *one = bs_board_dup_title (&board, (guint) index);
      g_autofree char *two = bs_board_dup_title (&board, partner);

      bs_proposal_submit_edit (proposal, "swap", COST_OF_SWAP,
                               /* Translators: titles of two boxes */
                               g_strdup_printf (_ ("Swap “%s” and “%s”"), one, two), NULL,
                               bs_page_edit_swap (&proposal->context, id,
                                                  bs_board_get (&board, partner)->id, NULL));
    }
}

void
bs_propose_swap (const BsProposal *proposal)
{
  const BsFinding *finding = proposal->finding;

  if (finding->box != NULL && finding->other != NULL)
    {
      g_auto (BsBoard) board = { 0 };

      if (bs_proposal_open (proposal, &board))
        bs_proposal_submit_edit (proposal, "swap", COST_OF_SWAP, g_strdup (_ ("Swap the Two")),
                                 NULL,
                                 bs_page_edit_swap (&proposal->context, finding->box,
                                                    finding->other, NULL));
    }
  if (finding->box != NULL)
    try_swaps_of (proposal, finding->box);
  if (finding->other != NULL)
    try_swaps_of (proposal, finding->other);
}

/* Two neighbours that together make a rectangle. */
typedef struct
{
  guint one, two;
  gboolean upright; /* they stand side by side */
} Pair;

static gboolean
make_rectangle (const BsBox *a, const BsBox *b, gboolean *upright)
{
  *upright = a->line == b->line && a->lines == b->lines && a->column + a->columns == b->column;

  return *upright
         || (a->column == b->column && a->columns == b->columns && b->line >= a->line + a->lines
             && b->line <= a->line + a->lines + EDGE_GAP);
}

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const BsShape *one = a;
  const BsShape *two = b;

  return one->cost < two->cost ? -1 : one->cost > two->cost;
}

static GArray *
list_shapes (const BsBoard *board, const BsBox *box, guint columns, BsLayoutItem **item)
{
  *item = bs_dress_new_item (board, box);
  bs_dress_shape_width (board, *item, columns);
  g_array_sort ((*item)->shapes[columns], compare_shapes);

  return (*item)->shapes[columns];
}

typedef struct
{
  BsGridRect place;
  BsShape shape;
} Part;

static void
submit_pair (const BsProposal *proposal, const Pair *pair, const Part *one, const Part *two)
{
  g_auto (BsBoard) board = { 0 };
  const Part *parts[] = { one, two };
  const guint indices[] = { pair->one, pair->two };

  if (!bs_proposal_open (proposal, &board))
    return;
  for (guint i = 0; i < 2; i++)
    {
      BsBox *box = bs_board_get (&board, indices[i]);

      bs_board_put (box, &parts[i]->place);
      bs_dress_put_on (box, &parts[i]->shape);
      bs_board_put (box, &parts[i]->place);
    }
  bs_proposal_submit (proposal, "restack", COST_OF_MOVE,
                      bs_board_dup_label (&board,
                                          pair->upright ? _ ("Put “%s” above Its Neighbor")
                                                        : _ ("Put “%s” beside Its Neighbor"),
                                          pair->one),
                      NULL, &board);
}

/* Side by side before, now @one above @two over the width of both. */
static void
stack (const BsProposal *proposal, const BsBoard *board, const Pair *pair)
{
  const BsBox *one = bs_board_get (board, pair->one);
  const BsBox *two = bs_board_get (board, pair->two);
  guint columns = one->columns + two->columns;
  guint column = MIN (one->column, two->column);
  g_autoptr (BsLayoutItem) upper = NULL;
  g_autoptr (BsLayoutItem) lower = NULL;
  GArray *uppers = list_shapes (board, one, columns, &upper);
  GArray *lowers = list_shapes (board, two, columns, &lower);
  guint n = 0;

  for (guint i = 0; i < uppers->len && n < MOST_STACKS; i++)
    for (guint j = 0; j < lowers->len && n < MOST_STACKS; j++)
      {
        const BsShape *a = &g_array_index (uppers, BsShape, i);
        const BsShape *b = &g_array_index (lowers, BsShape, j);
        Part parts[] = {
          { { column, columns, one->line, a->box.lines }, *a },
          { { column, columns, one->line + a->box.lines + BS_BOARD_GAP, b->box.lines }, *b },
        };

        if (a->box.lines + BS_BOARD_GAP + b->box.lines != one->lines)
          continue;
        submit_pair (proposal, pair, &parts[0], &parts[1]);
        n++;
      }
}

static const BsShape *
find_shape (const GArray *shapes, guint lines)
{
  for (guint i = 0; i < shapes->len; i++)
    if (g_array_index (shapes, BsShape, i).box.lines == lines)
      return &g_array_index (shapes, BsShape, i);

  return NULL;
}

/* One above the other before, now side by side in every way the columns can be shared. */
static void
line_up (const BsProposal *proposal, const BsBoard *board, const Pair *pair)
{
  const BsBox *one = bs_board_get (board, pair->one);
  const BsBox *two = bs_board_get (board, pair->two);
  guint line = MIN (one->line, two->line);
  guint lines = MAX (one->line + one->lines, two->line + two->lines) - line;

  for (guint columns = 1; columns < one->columns; columns++)
    {
      guint rest = one->columns - columns;
      g_autoptr (BsLayoutItem) left = NULL;
      g_autoptr (BsLayoutItem) right = NULL;
      const BsShape *a = find_shape (list_shapes (board, one, columns, &left), lines);
      const BsShape *b = find_shape (list_shapes (board, two, rest, &right), lines);

      if (a != NULL && b != NULL)
        {
          Part parts[] = {
            { { one->column, columns, line, lines }, *a },
            { { one->column + columns, rest, line, lines }, *b },
          };

          submit_pair (proposal, pair, &parts[0], &parts[1]);
        }
    }
}

/* Whether the pair has to do with the fault: one of its boxes, or a gap between the two. */
static gboolean
concerns (const BsProposal *proposal, const BsBoard *board, const Pair *pair)
{
  const BsFinding *finding = proposal->finding;
  const BsBox *one = bs_board_get (board, pair->one);
  const BsBox *two = bs_board_get (board, pair->two);
  BsRect a = bs_box_get_rect (one, board->format);
  BsRect b = bs_box_get_rect (two, board->format);

  if (!g_str_equal (finding->code, "through-cut"))
    return g_strcmp0 (one->id, finding->box) == 0 || g_strcmp0 (two->id, finding->box) == 0;
  if (finding->rect.height > finding->rect.width)
    return pair->upright && bs_rect_right (&a) <= bs_rect_right (&finding->rect)
           && b.x >= finding->rect.x;

  return !pair->upright && a.y < finding->rect.y && b.y >= finding->rect.y;
}

/**
 * bs_propose_restack:
 * @proposal: boxes that meet badly, or a gap through the page
 *
 * Two neighbours that make a rectangle fill it the other way: one above the other instead of side
 * by side, or the reverse.
 */
void
bs_propose_restack (const BsProposal *proposal)
{
  g_auto (BsBoard) board = { 0 };

  if (!bs_proposal_open (proposal, &board))
    return;
  for (guint i = 0; i < board.boxes->len; i++)
    for (guint j = 0; j < board.boxes->len; j++)
      {
        Pair pair = { i, j, FALSE };
        Pair reverse = { j, i, FALSE };

        if (i == j || !bs_board_counts (&board, i) || !bs_board_counts (&board, j)
            || bs_board_is_fixed (&board, i) || bs_board_is_fixed (&board, j)
            || !make_rectangle (bs_board_get (&board, i), bs_board_get (&board, j), &pair.upright)
            || !concerns (proposal, &board, &pair))
          continue;
        reverse.upright = pair.upright;
        if (pair.upright)
          {
            stack (proposal, &board, &pair);
            stack (proposal, &board, &reverse);
          }
        else
          {
            line_up (proposal, &board, &pair);
            line_up (proposal, &board, &reverse);
          }
      }
}

static char *
dup_box_title (const BsProposal *proposal, const char *id)
{
  g_auto (BsBoard) board = { 0 };
  int index;

  if (!bs_board_init (&board, &proposal->context, NULL))
    return g_strdup (id);
  index = bs_board_find (&board, id, NULL);

  return index < 0 ? g_strdup (id) : bs_board_dup_title (&board, (guint) index);
}

/* Two boxes that cover each other: one is moved to where there is room, or moves the other. */
void
bs_propose_move (const BsProposal *proposal)
{
  const char *ids[] = { proposal->finding->box, proposal->finding->other };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto (BsBoard) board = { 0 };
      g_autoptr (GArray) room = NULL;
      g_autofree char *title = NULL;
      const BsBox *box;
      int index;

      index = bs_proposal_open_at (proposal, &board, ids[i]);
      if (index < 0)
        continue;
      title = bs_board_dup_title (&board, (guint) index);
      box = bs_board_get (&board, (guint) index);
      bs_proposal_submit_edit (proposal, "move", COST_OF_MOVE,
                               g_strdup_printf (_ ("Make Room for “%s”"), title), NULL,
                               bs_page_edit_move (&proposal->context, ids[i], box->column,
                                                  box->line, BS_OVERLAP_PUSH, NULL));
      room = bs_board_list_room (&board, BS_OBSTACLES_ALL, index);
      for (guint j = 0; j < room->len; j++)
        {
          const BsGridRect *free = &g_array_index (room, BsGridRect, j);

          if (free->columns < box->columns || free->lines < box->lines)
            continue;
          bs_proposal_submit_edit (proposal, "move", COST_OF_MOVE,
                                   g_strdup_printf (_ ("Move “%s” to Where There Is Room"), title),
                                   NULL,
                                   bs_page_edit_move (&proposal->context, ids[i], free->column,
                                                      free->line, BS_OVERLAP_REFUSE, NULL));
        }
    }
}

/* The rest of a story that is too long goes on where another page has room. */
void
bs_propose_split (const BsProposal *proposal)
{
  const BsNode *pages = bs_issue_get_pages (proposal->context.issue);
  const char *box = proposal->finding->box;

  if (proposal->from->n_steps > 0 || box == NULL)
    return;
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (pages, i), "id");

      if (!g_str_equal (page, proposal->context.page))
        bs_proposal_submit_edit (
          proposal, "split", COST_OF_JUMP,
          /* Translators: page */
          g_strdup_printf (_ ("Let It Go On on Page %s"), page),
          g_strdup (_ ("What finds no room stands there; both ends get their jump lines.")),
          bs_page_edit_split (&proposal->context, box, 0, page, NULL, NULL));
    }
}

/* What is meant for the page and stands nowhere on it. */
void
bs_propose_place (const BsProposal *proposal)
{
  const BsFinding *finding = proposal->finding;
  const char *ref = finding->story != NULL ? finding->story : finding->photo;
  static const BsOverlap overlaps[] = { BS_OVERLAP_REFUSE, BS_OVERLAP_PUSH };

  for (guint i = 0; i < G_N_ELEMENTS (overlaps) && ref != NULL; i++)
    bs_proposal_submit_edit (proposal, "place", 0.5 + i,
                             g_strdup (_ ("Place It Where There Is Room")), NULL,
                             bs_page_edit_place (&proposal->context, ref, NULL, overlaps[i], NULL));
}

/* A box that reaches beyond the type area comes back to its edge. */
void
bs_propose_return (const BsProposal *proposal)
{
  static const char *const members[] = { "columns", "column", "lines", "line" };
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (proposal->context.issue,
                                                               proposal->context.page),
                                            "boxes");
  const char *id = proposal->finding->box;
  const BsNode *node = id != NULL ? bs_node_find_by_id (boxes, id) : NULL;
  g_auto (BsBoard) board = { 0 };
  g_autoptr (GPtrArray) operations = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BsNode) changed = NULL;
  BsBox box = { 0 };
  const guint *values[] = { &box.columns, &box.column, &box.lines, &box.line };

  if (node == NULL || !bs_proposal_open (proposal, &board))
    return;
  box.columns = (guint) CLAMP (bs_node_get_number (node, "columns", 1), 1, 100);
  box.column = (guint) CLAMP (bs_node_get_number (node, "column", 0), 0, 100);
  box.lines = (guint) CLAMP (bs_node_get_number (node, "lines", 1), 1, 1000);
  box.line = (guint) CLAMP (bs_node_get_number (node, "line", 0), 0, 1000);
  bs_board_clamp (&board, &box);
  changed = bs_node_ref (node);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (BsNode) value = bs_node_new_integer (*values[i]);
      g_autoptr (BsNode) old = g_steal_pointer (&changed);

      changed = bs_node_with_member (old, members[i], value);
    }
  path = g_strdup_printf ("/pages/%s/boxes/%s", proposal->context.page, id);
  if (bs_node_lookup (proposal->context.issue, path) != node)
    return;
  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  g_ptr_array_add (operations, bs_operation_new_set (path, node, changed));
  bs_proposal_submit_edit (
    proposal, "bring-back", 1, g_strdup (_ ("Bring the Box Back onto the Page")),
    g_strdup (_ ("It stands at the edge of the type area, as large as before where it fits.")),
    bs_page_edit_new (proposal->context.issue, g_strdup (""), "", operations, NULL));
}

/* A box that shows nothing, or something once too often. */
void
bs_propose_removal (const BsProposal *proposal)
{
  const char *id = proposal->finding->box;
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (proposal->context.issue,
                                                               proposal->context.page),
                                            "boxes");
  g_autofree char *path = bs_issue_dup_path ("pages", proposal->context.page, "boxes");
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  int index = id != NULL ? bs_node_index_of_id (boxes, id) : -1;

  if (index < 0)
    return;
  title = dup_box_title (proposal, id);
  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  g_ptr_array_add (operations,
                   bs_operation_new_remove (path, (guint) index,
                                            bs_node_get_element (boxes, (guint) index)));
  bs_proposal_submit_edit (proposal, "remove-box", 6,
                           g_strdup_printf (_ ("Take “%s” off the Page"), title),
                           g_strdup (_ ("The box goes; what it was to show stays in the issue.")),
                           bs_page_edit_new (proposal->context.issue, g_strdup (title), "",
                                             operations, NULL));
}

/**
 * bs_propose_new_layout:
 * @proposal: a fault of the page that no small change does away with
 *
 * Lays the page out around what is locked, and tries the best ways.
 */
void
bs_propose_new_layout (const BsProposal *proposal)
{
  BsArrangeOptions options = { .n_alternatives = 3 };
  const BsPageContext *context = &proposal->context;
  const BsNode *page = bs_issue_get_page (context->issue, context->page);
  g_autofree char *path = bs_issue_dup_path ("pages", context->page, "boxes");
  g_autoptr (GPtrArray) ways = bs_layout_arrange (context->layout, context->issue, context->page,
                                                  &options, NULL);

  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      const BsArrangement *way = g_ptr_array_index (ways, i);
      g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (
        (GDestroyNotify) bs_operation_unref);

      g_ptr_array_add (operations,
                       bs_operation_new_set (path, bs_node_get_member (page, "boxes"), way->boxes));
      bs_proposal_submit_edit (proposal, "lay-out", COST_OF_LAYOUT + i,
                               g_strdup (_ ("Lay the Page Out Anew")),
                               g_strdup (_ ("Every box that is not locked gets a new place.")),
                               bs_page_edit_new (context->issue, g_strdup (""), "", operations,
                                                 NULL));
    }
}
