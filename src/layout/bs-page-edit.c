/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-edit-private.h"
#include "base/bs-quotes.h"

#include <glib/gi18n-lib.h>

/**
 * bs_page_edit_new:
 * @issue: as it is
 * @label: (transfer full): of the step
 * @box: that should be selected afterwards
 * @operations: (element-type BsOperation): in order
 *
 * Returns: (transfer full): the change; %NULL with %BS_MODEL_ERROR_CONFLICT
 */
BsPageEdit *
bs_page_edit_new (const BsNode *issue, char *label, const char *box, GPtrArray *operations,
                  GError **error)
{
  BsPageEdit *edit = g_new0 (BsPageEdit, 1);

  edit->ref_count = 1;
  edit->label = bs_quotes_alternate (label);
  g_free (label);
  edit->box = g_strdup (box);
  edit->operations = g_ptr_array_ref (operations);
  edit->issue = bs_node_ref (issue);
  for (guint i = 0; i < operations->len; i++)
    {
      BsNode *next = bs_operation_apply (g_ptr_array_index (operations, i), edit->issue, error);

      if (next == NULL)
        {
          bs_page_edit_unref (edit);
          return NULL;
        }
      bs_node_unref (edit->issue);
      edit->issue = next;
    }

  return edit;
}

BsPageEdit *
bs_page_edit_ref (BsPageEdit *edit)
{
  g_return_val_if_fail (edit != NULL, NULL);
  g_atomic_int_inc (&edit->ref_count);

  return edit;
}

void
bs_page_edit_unref (BsPageEdit *edit)
{
  if (edit == NULL || !g_atomic_int_dec_and_test (&edit->ref_count))
    return;
  g_free (edit->label);
  g_free (edit->box);
  g_ptr_array_unref (edit->operations);
  bs_node_unref (edit->issue);
  g_free (edit);
}

const BsNode *
bs_page_edit_get_boxes (const BsPageEdit *edit, const char *page)
{
  g_return_val_if_fail (edit != NULL && page != NULL, NULL);

  return bs_node_get_member (bs_issue_get_page (edit->issue, page), "boxes");
}

/**
 * bs_page_edit_apply:
 * @edit: a change
 * @document: whose issue it was thought out for
 *
 * Makes the change, as one step of undo under its label. All of it, or nothing.
 *
 * Returns: %TRUE if made; %BS_MODEL_ERROR_CONFLICT where the document has changed meanwhile so that
 *   it no longer fits, %BS_MODEL_ERROR_LOCKED for a read-only document
 */
gboolean
bs_page_edit_apply (const BsPageEdit *edit, BsDocument *document, GError **error)
{
  g_return_val_if_fail (edit != NULL && BS_IS_DOCUMENT (document), FALSE);

  bs_document_begin (document, edit->label, NULL);
  for (guint i = 0; i < edit->operations->len; i++)
    if (!bs_document_apply (document, g_ptr_array_index (edit->operations, i), error))
      {
        bs_document_cancel (document);
        return FALSE;
      }
  bs_document_end (document);

  return TRUE;
}

/**
 * bs_page_edit_move:
 * @context: layout, issue, page
 * @box: id of the box
 * @column: where its left edge shall stand
 * @line: where its top shall stand
 * @overlap: what becomes of boxes that stand there
 *
 * The box keeps its size and dress; beyond the type area, or in the masthead, it stays at the edge.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX, _LOCKED or _NO_ROOM
 */
BsPageEdit *
bs_page_edit_move (const BsPageContext *context, const char *box, guint column, guint line,
                   BsOverlap overlap, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *moved;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  index = bs_board_init_at (&board, context, box, error);
  if (index < 0)
    return NULL;
  moved = bs_board_get (&board, (guint) index);
  moved->column = column;
  moved->line = line;
  bs_board_clamp (&board, moved);
  if (!bs_board_settle (&board, (guint) index, overlap, error))
    return NULL;

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Move “%s”"), (guint) index),
                          (guint) index, error);
}

/**
 * bs_page_edit_resize:
 * @context: layout, issue, page
 * @box: id of the box
 * @place: all four edges, whichever was dragged
 * @overlap: what becomes of boxes that stand there; %BS_OVERLAP_SWAP counts as refuse
 *
 * What stands in the box is dressed anew where its dress does not fit the new size.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX, _LOCKED or _NO_ROOM
 */
BsPageEdit *
bs_page_edit_resize (const BsPageContext *context, const char *box, const BsGridRect *place,
                     BsOverlap overlap, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *resized;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL && place != NULL, NULL);

  index = bs_board_init_at (&board, context, box, error);
  if (index < 0)
    return NULL;
  resized = bs_board_get (&board, (guint) index);
  bs_board_put (resized, place);
  bs_board_clamp (&board, resized);
  if (overlap == BS_OVERLAP_SWAP)
    overlap = BS_OVERLAP_REFUSE;
  if (!bs_board_settle (&board, (guint) index, overlap, error))
    return NULL;
  bs_board_dress (&board, bs_board_get (&board, (guint) index));

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Resize “%s”"), (guint) index),
                          (guint) index, error);
}

static void
exchange_places (const BsBoard *board, guint one, guint two)
{
  BsBox *a = bs_board_get (board, one);
  BsBox *b = bs_board_get (board, two);
  BsBox old = *a;

  a->column = b->column;
  a->columns = b->columns;
  a->line = b->line;
  a->lines = b->lines;
  b->column = old.column;
  b->columns = old.columns;
  b->line = old.line;
  b->lines = old.lines;
}

/**
 * bs_page_edit_swap:
 * @context: layout, issue, page
 * @box: id of a box
 * @other: id of another one
 *
 * The two take each other's place and size, each dressed anew for it.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX or _LOCKED
 */
BsPageEdit *
bs_page_edit_swap (const BsPageContext *context, const char *box, const char *other, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  int one;
  int two;

  g_return_val_if_fail (context != NULL && box != NULL && other != NULL, NULL);

  if (!bs_board_init (&board, context, error))
    return NULL;
  one = bs_board_find_free (&board, box, error);
  two = one >= 0 ? bs_board_find_free (&board, other, error) : -1;
  if (two < 0)
    return NULL;
  exchange_places (&board, (guint) one, (guint) two);
  bs_board_dress (&board, bs_board_get (&board, (guint) one));
  bs_board_dress (&board, bs_board_get (&board, (guint) two));

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Swap “%s”"), (guint) one),
                          (guint) one, error);
}

/**
 * bs_page_edit_set_locked:
 * @context: layout, issue, page
 * @box: id of the box
 * @locked: whether it shall stay as it is
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX
 */
BsPageEdit *
bs_page_edit_set_locked (const BsPageContext *context, const char *box, gboolean locked,
                         GError **error)
{
  g_auto (BsBoard) board = { 0 };
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  if (!bs_board_init (&board, context, error))
    return NULL;
  index = bs_board_find (&board, box, error);
  if (index < 0)
    return NULL;
  bs_board_get (&board, (guint) index)->locked = locked;

  return bs_board_finish (&board,
                          bs_board_dup_label (&board, locked ? _ ("Lock “%s”") : _ ("Unlock “%s”"),
                                              (guint) index),
                          (guint) index, error);
}

/**
 * bs_page_edit_remove:
 * @context: layout, issue, page
 * @box: id of the box
 *
 * What stood in it waits in the tray, still meant for this page.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX or _LOCKED
 */
BsPageEdit *
bs_page_edit_remove (const BsPageContext *context, const char *box, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  char *label;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  index = bs_board_init_at (&board, context, box, error);
  if (index < 0)
    return NULL;
  label = bs_board_dup_label (&board, _ ("Take “%s” Off the Page"), (guint) index);
  g_array_index (board.boxes, BsBoardBox, (guint) index).gone = TRUE;

  return bs_board_finish (&board, label, (guint) index, error);
}

/**
 * bs_page_edit_raise:
 * @context: layout, issue, page
 * @box: id of the box
 * @steps: how far up in the order of drawing and reading; negative: down
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX
 */
BsPageEdit *
bs_page_edit_raise (const BsPageContext *context, const char *box, int steps, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  g_autofree char *path = NULL;
  gint64 to;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  if (!bs_board_init (&board, context, error))
    return NULL;
  index = bs_board_find (&board, box, error);
  if (index < 0)
    return NULL;
  path = bs_issue_dup_path ("pages", context->page, "boxes");
  to = CLAMP ((gint64) index + steps, 0, (gint64) board.boxes->len - 1);
  if (to != index)
    g_ptr_array_add (board.operations, bs_operation_new_move (path, (guint) index, (guint) to));

  return bs_board_finish (&board, bs_board_dup_label (&board, _ ("Reorder “%s”"), (guint) index),
                          (guint) index, error);
}
