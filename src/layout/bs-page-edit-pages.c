/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-edit-dress-private.h"
#include "layout/bs-thread-private.h"

#include <glib/gi18n-lib.h>

/* Several changes, each for the issue that the one before would leave, made one. */
typedef struct
{
  BsPageContext context; /* of the change that comes next */
  const BsNode *before;
  BsNode *issue;         /* owned; as it would be by now */
  GPtrArray *operations; /* BsOperation */
} Chain;

static void
chain_init (Chain *chain, const BsPageContext *context)
{
  *chain = (Chain){ *context, context->issue, bs_node_ref (context->issue), NULL };
  chain->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
}

static void
chain_clear (Chain *chain)
{
  g_clear_pointer (&chain->issue, bs_node_unref);
  g_clear_pointer (&chain->operations, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, chain_clear)

/* @edit: (transfer full); FALSE where there is none. */
static gboolean
chain_add (Chain *chain, BsPageEdit *edit)
{
  if (edit == NULL)
    return FALSE;
  for (guint i = 0; i < edit->operations->len; i++)
    g_ptr_array_add (chain->operations, bs_operation_ref (g_ptr_array_index (edit->operations, i)));
  bs_node_unref (chain->issue);
  chain->issue = bs_node_ref (edit->issue);
  chain->context.issue = chain->issue;
  bs_page_edit_unref (edit);

  return TRUE;
}

static BsPageEdit *
chain_finish (Chain *chain, char *label, const char *box, GError **error)
{
  return bs_page_edit_new (chain->before, label, box, chain->operations, error);
}

/* As a change of its own. */
static BsPageEdit *
replace_node (const BsNode *issue, const char *path, const BsNode *value, char *label,
              GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_operation_unref);
  const BsNode *old = bs_node_lookup (issue, path);

  if (old == NULL || !bs_node_equal (old, value))
    g_ptr_array_add (operations, bs_operation_new_set (path, old, value));

  return bs_page_edit_new (issue, label, "", operations, error);
}

/* The whole story is replaced, so that undo brings its members back in their order. */
static BsPageEdit *
forget_jump (const BsNode *issue, const char *id, GError **error)
{
  g_autofree char *path = bs_issue_dup_path ("stories", id, NULL);
  g_autoptr (BsNode) without = bs_node_with_member (bs_issue_get_story (issue, id), "jump", NULL);
  g_autoptr (BsNode) story = bs_node_with_member (without, "jump_after", NULL);

  return replace_node (issue, path, story, g_strdup (""), error);
}

static BsPageEdit *
note_jump (const BsNode *issue, const char *id, const char *page, GError **error)
{
  g_autofree char *path = bs_issue_dup_path ("stories", id, NULL);
  g_autoptr (BsNode) value = bs_node_new_string (page);
  g_autoptr (BsNode) story = bs_node_with_member (bs_issue_get_story (issue, id), "jump", value);

  return replace_node (issue, path, story, g_strdup (""), error);
}

static gboolean
fail (const BsBoard *board, guint index, int code, const char *pattern, const char *page,
      GError **error)
{
  g_autofree char *title = bs_board_dup_title (board, index);
  g_autoptr (GString) message = g_string_new (pattern);

  g_string_replace (message, "%1$s", title, 1);
  g_string_replace (message, "%2$s", page, 1);
  g_set_error_literal (error, BS_LAYOUT_ERROR, code, message->str);

  return FALSE;
}

static gboolean
shows_story (const BsNode *box, const char *story)
{
  const BsNode *refs = bs_node_get_member (box, "refs");

  return g_str_equal (bs_node_get_text (box, "kind"), "story")
         && g_str_equal (bs_node_get_string (bs_node_get_element (refs, 0)), story);
}

static gboolean
stands_on (const BsNode *issue, const char *story, const char *page)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (issue, page), "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    if (shows_story (bs_node_get_element (boxes, i), story))
      return TRUE;

  return FALSE;
}

static gboolean
can_split (const BsBoard *board, guint index, const char *page, GError **error)
{
  const BsBox *box = bs_board_get (board, index);
  const BsNode *issue = board->context->issue;
  const BsNode *pages = bs_issue_get_pages (issue);
  BsStoryPlan plan;

  if (box->kind != BS_BOX_STORY)
    return fail (board, index, BS_LAYOUT_ERROR_DRESS,
                 _ ("“%1$s” was not split: only a story can go on elsewhere. Choose a story."),
                 page, error);
  if (bs_node_index_of_id (pages, page) <= bs_node_index_of_id (pages, board->context->page))
    return fail (board, index, BS_LAYOUT_ERROR_NO_PAGE,
                 _ ("“%1$s” was not split: %2$s is not a later page of this issue. Choose one that "
                    "readers come to later."),
                 page, error);
  if (stands_on (issue, box->refs[0], page))
    return fail (board, index, BS_LAYOUT_ERROR_NO_ROOM,
                 _ ("“%1$s” was not split: it goes on on page %2$s already. Choose another page."),
                 page, error);
  if (!bs_dress_plan (board, box, &plan) || plan.over <= 0)
    return fail (board, index, BS_LAYOUT_ERROR_DRESS,
                 _ ("“%1$s” was not split: all of it fits here. Make its box smaller first."), page,
                 error);

  return TRUE;
}

/* The box that goes on: what is left over decides its size. */
static BsPageEdit *
place_rest (const BsPageContext *context, const char *story, const BsGridRect *place,
            GError **error)
{
  g_auto (BsBoard) board = { 0 };
  BsBox box = { .kind = BS_BOX_STORY, .n_refs = 1 };
  guint index;

  box.frame = box.head_text = box.label = box.customer = "";
  if (!bs_board_init (&board, context, error))
    return NULL;
  box.refs[0] = bs_node_get_text (bs_issue_get_story (context->issue, story), "id");
  index = bs_board_add (&board, &box);
  if (!bs_board_choose_place (&board, index, place, BS_OVERLAP_REFUSE, error)
      || !bs_board_settle (&board, index, BS_OVERLAP_REFUSE, error))
    return NULL;
  bs_board_dress (&board, bs_board_get (&board, index));

  return bs_board_finish (&board, g_strdup (""), index, error);
}

/**
 * bs_page_edit_split:
 * @context: layout, issue, page
 * @box: id of a story's box
 * @lines: how high it shall be, with what stays here; 0: as it is
 * @page: id of a later page, on which the rest shall stand
 * @place: (nullable): where on that page; 0 columns or lines, and %NULL: as bs_page_edit_place()
 *
 * The story goes on in a new box, no neighbour of which moves. Both jump lines are written by the
 * program when the pages are set; where the pages are laid out anew it goes on there again.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX, _LOCKED, _NO_PAGE,
 *   _NO_ROOM, or _DRESS where nothing would be left over
 */
BsPageEdit *
bs_page_edit_split (const BsPageContext *context, const char *box, guint lines, const char *page,
                    const BsGridRect *place, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  g_auto (Chain) chain = { 0 };
  g_autofree char *label = NULL;
  const char *story;
  BsBox *first;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL && page != NULL, NULL);

  index = bs_board_init_at (&board, context, box, error);
  if (index < 0)
    return NULL;
  first = bs_board_get (&board, (guint) index);
  if (lines > 0)
    first->lines = MIN (lines, first->lines);
  bs_board_clamp (&board, first);
  if (!can_split (&board, (guint) index, page, error))
    return NULL;
  story = first->refs[0];
  label = bs_board_dup_label (&board, _ ("Split “%s”"), (guint) index);
  chain_init (&chain, context);
  if (!chain_add (&chain, bs_board_finish (&board, g_strdup (""), (guint) index, error)))
    return NULL;
  chain.context.page = page;
  if (!chain_add (&chain, place_rest (&chain.context, story, place, error))
      || !chain_add (&chain, note_jump (chain.issue, story, page, error)))
    return NULL;

  return chain_finish (&chain, g_steal_pointer (&label), box, error);
}

static gboolean
remove_others (Chain *chain, const char *page, const char *story, const char *box, GError **error)
{
  const BsNode *pages = bs_issue_get_pages (chain->issue);
  g_autofree char *id = g_strdup (story);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *other = bs_node_get_element (pages, i);
      const BsNode *boxes = bs_node_get_member (other, "boxes");

      chain->context.page = bs_node_get_text (other, "id");
      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *node = bs_node_get_element (boxes, j);

          if (!shows_story (node, id)
              || (g_str_equal (bs_node_get_text (node, "id"), box)
                  && g_str_equal (chain->context.page, page)))
            continue;
          if (!chain_add (chain, bs_page_edit_remove (&chain->context,
                                                      bs_node_get_text (node, "id"), error)))
            return FALSE;
        }
    }

  return TRUE;
}

static BsPageEdit *
dress_again (const BsPageContext *context, const char *box, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  int index;

  if (!bs_board_init (&board, context, error))
    return NULL;
  index = bs_board_find (&board, box, error);
  if (index < 0)
    return NULL;
  bs_board_dress (&board, bs_board_get (&board, (guint) index));

  return bs_board_finish (&board, g_strdup (""), (guint) index, error);
}

/**
 * bs_page_edit_join:
 * @context: layout, issue, page
 * @box: id of one box of a story that stands in several
 *
 * All of the story comes back into this box, which keeps its place; the others go.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_NO_BOX, _LOCKED, or _DRESS
 *   where it stands in one box only
 */
BsPageEdit *
bs_page_edit_join (const BsPageContext *context, const char *box, GError **error)
{
  g_auto (BsBoard) board = { 0 };
  g_auto (Chain) chain = { 0 };
  g_autofree char *label = NULL;
  const char *story;
  int index;

  g_return_val_if_fail (context != NULL && box != NULL, NULL);

  index = bs_board_init_at (&board, context, box, error);
  if (index < 0)
    return NULL;
  story = bs_board_get (&board, (guint) index)->kind == BS_BOX_STORY
            ? bs_board_get (&board, (guint) index)->refs[0]
            : "";
  chain_init (&chain, context);
  if (*story != '\0' && !remove_others (&chain, context->page, story, box, error))
    return NULL;
  if (chain.operations->len == 0)
    {
      fail (&board, (guint) index, BS_LAYOUT_ERROR_DRESS,
            _ ("“%1$s” was not joined: it stands in one box only. Choose a story that goes on "
               "elsewhere."),
            "", error);
      return NULL;
    }
  label = bs_board_dup_label (&board, _ ("Join “%s”"), (guint) index);
  chain.context.page = context->page;
  if (!chain_add (&chain, forget_jump (chain.issue, story, error))
      || !chain_add (&chain, dress_again (&chain.context, box, error)))
    return NULL;

  return chain_finish (&chain, g_steal_pointer (&label), box, error);
}

/* What is locked by now stands in @boxes as it stands on the page. */
static gboolean
keeps_locked (const BsNode *issue, const BsNode *page, const BsNode *boxes, GError **error)
{
  const BsNode *now = bs_node_get_member (page, "boxes");

  for (guint i = 0; i < bs_node_get_length (now); i++)
    {
      const BsNode *box = bs_node_get_element (now, i);
      g_autofree char *title = NULL;

      if (!bs_node_get_flag (box, "locked", FALSE)
          || bs_node_equal (box, bs_node_find_by_id (boxes, bs_node_get_text (box, "id"))))
        continue;
      title = bs_box_node_dup_title (issue, box);
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_LOCKED,
                   _ ("The page was not laid out: “%s” was locked or changed meanwhile. Lay it out "
                      "once more."),
                   title);
      return FALSE;
    }

  return TRUE;
}

/**
 * bs_page_edit_arrange:
 * @issue: root of the issue as it is now
 * @page: id of the page
 * @arrangement: one of those that bs_layout_arrange() found for that page
 *
 * Needs no layout: nothing is measured.
 *
 * Returns: (transfer full): the change; %NULL with %BS_LAYOUT_ERROR_LOCKED where a locked box has
 *   changed since, or _NO_PAGE
 */
BsPageEdit *
bs_page_edit_arrange (const BsNode *issue, const char *page, const BsArrangement *arrangement,
                      GError **error)
{
  g_autofree char *path = NULL;
  const BsNode *node;

  g_return_val_if_fail (page != NULL && arrangement != NULL, NULL);

  node = bs_issue_get_page (issue, page);
  if (node == NULL)
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_PAGE,
                   _ ("There is no page “%s”: the issue does not list it. Add the page, or name "
                      "another."),
                   page);
      return NULL;
    }
  if (!keeps_locked (issue, node, arrangement->boxes, error))
    return NULL;
  path = bs_issue_dup_path ("pages", page, "boxes");

  return replace_node (issue, path, arrangement->boxes, g_strdup (_ ("Lay Out")), error);
}

/* The boxes of the page, all but slots of house ads, locked. */
static BsNode *
lock_all (const BsBoard *board)
{
  g_autoptr (BsNode) yes = bs_node_new_boolean (TRUE);
  BsNodeBuilder *boxes = bs_node_builder_new_array ();

  for (guint i = 0; i < board->boxes->len; i++)
    if (bs_board_counts (board, i))
      bs_node_builder_add (boxes,
                           bs_node_with_member (g_array_index (board->boxes, BsBoardBox, i).node,
                                                "locked", yes));

  return bs_node_builder_end (boxes);
}

/* @boxes with those of @locked as they were @before. A new one may have the id of a slot that is
 * gone. */
static BsNode *
unlock (const BsNode *boxes, const BsNode *locked, const BsNode *before)
{
  BsNodeBuilder *result = bs_node_builder_new_array ();

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const char *id = bs_node_get_text (box, "id");
      const BsNode *old = bs_node_find_by_id (locked, id) != NULL ? bs_node_find_by_id (before, id)
                                                                  : box;

      bs_node_builder_add (result, bs_node_ref (old));
    }

  return bs_node_builder_end (result);
}

static BsNode *
with_boxes (const BsPageContext *context, const BsNode *boxes)
{
  const BsNode *pages = bs_issue_get_pages (context->issue);
  guint index = (guint) bs_node_index_of_id (pages, context->page);
  g_autoptr (BsNode) page = bs_node_with_member (bs_node_get_element (pages, index), "boxes",
                                                 boxes);
  g_autoptr (BsNode) all = bs_node_with_replaced (pages, index, page);

  return bs_node_with_member (context->issue, "pages", all);
}

/**
 * bs_page_edit_fill_page:
 * @context: layout, issue, page
 * @options: (nullable): of the search; progress and cancelling
 *
 * Automatic layout of what waits for its place, round everything that stands on the page already.
 * Takes as long as bs_layout_arrange(); what of the page may be laid out anew as well is arranged
 * with that.
 *
 * Returns: (transfer full): the change; %NULL with G_IO_ERROR_CANCELLED or
 *   %BS_LAYOUT_ERROR_IMPOSSIBLE where nothing waits, or nothing of it has room
 */
BsPageEdit *
bs_page_edit_fill_page (const BsPageContext *context, const BsArrangeOptions *options,
                        GError **error)
{
  g_auto (BsBoard) board = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (BsNode) locked = NULL;
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsNode) boxes = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (context != NULL, NULL);

  if (!bs_board_init (&board, context, error))
    return NULL;
  locked = lock_all (&board);
  issue = with_boxes (context, locked);
  found = bs_layout_arrange (context->layout, issue, context->page, options, error);
  if (found == NULL)
    return NULL;
  path = bs_issue_dup_path ("pages", context->page, "boxes");
  boxes = unlock (((BsArrangement *) g_ptr_array_index (found, 0))->boxes, locked,
                  bs_node_lookup (context->issue, path));

  return replace_node (context->issue, path, boxes, g_strdup (_ ("Fill the Page")), error);
}
