/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-edit-private.h"

#include "layout/bs-furniture-private.h"

#include <glib/gi18n-lib.h>

#define TITLE_CHARACTERS 12
/* Of a slot for a house ad that is worth keeping, lines. */
#define LEAST_SLOT 6

/* No smaller than this may a box be, in lines: one that is could not be taken hold of again. */
static const guint least_lines[] = {
  [BS_BOX_STORY] = 4,    [BS_BOX_PHOTO] = 4, [BS_BOX_GROUP] = 6,
  [BS_BOX_HOUSE_AD] = 2, [BS_BOX_AD] = 2,
};

static void
clear_box (gpointer data)
{
  g_free (((BsBoardBox *) data)->id);
}

/**
 * bs_board_init:
 * @board: (out): the board
 * @context: layout, issue, page
 *
 * Returns: %FALSE with %BS_LAYOUT_ERROR_NO_PAGE or %BS_LAYOUT_ERROR_FORMAT; @board is then empty
 *   and need not be cleared
 */
gboolean
bs_board_init (BsBoard *board, const BsPageContext *context, GError **error)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (context->issue, context->page),
                                            "boxes");

  *board = (BsBoard){ .context = context };
  board->format = bs_layout_get_format (context->layout, context->issue, context->page, error);
  if (board->format == NULL)
    return FALSE;
  board->setting = (BsSetting){
    bs_layout_get_composer (context->layout), board->format, context->issue, context->page,
    bs_environment_get_fonts (bs_layout_get_environment (context->layout))
  };
  board->first_line = bs_page_get_first_line (&board->setting);
  board->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  board->boxes = g_array_new (FALSE, TRUE, sizeof (BsBoardBox));
  g_array_set_clear_func (board->boxes, clear_box);
  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      BsBoardBox box = { .node = bs_node_get_element (boxes, i) };

      /* What layout does not draw is not minded either. */
      box.legal = bs_box_read (&box.box, box.node, board->format) && i < BS_MAX_BOXES;
      box.before = box.box;
      g_array_append_val (board->boxes, box);
    }

  return TRUE;
}

void
bs_board_clear (BsBoard *board)
{
  g_clear_pointer (&board->boxes, g_array_unref);
  g_clear_pointer (&board->operations, g_ptr_array_unref);
}

static BsBoardBox *
get_entry (const BsBoard *board, guint index)
{
  return &g_array_index (board->boxes, BsBoardBox, index);
}

BsBox *
bs_board_get (const BsBoard *board, guint index)
{
  return &get_entry (board, index)->box;
}

int
bs_board_find (const BsBoard *board, const char *id, GError **error)
{
  for (guint i = 0; i < board->boxes->len; i++)
    if (get_entry (board, i)->legal && g_str_equal (bs_board_get (board, i)->id, id))
      return (int) i;
  g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_BOX,
               _ ("Page %s has no box “%s”: somebody took it away. Choose another one."),
               board->context->page, id);

  return -1;
}

int
bs_board_find_free (const BsBoard *board, const char *id, GError **error)
{
  int index = bs_board_find (board, id, error);
  g_autofree char *title = NULL;

  if (index < 0 || !bs_board_get (board, (guint) index)->locked)
    return index;
  title = bs_board_dup_title (board, (guint) index);
  g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_LOCKED,
               _ ("“%s” was not changed: it is locked. Unlock it first."), title);

  return -1;
}

int
bs_board_init_at (BsBoard *board, const BsPageContext *context, const char *id, GError **error)
{
  return bs_board_init (board, context, error) ? bs_board_find_free (board, id, error) : -1;
}

guint
bs_board_add (BsBoard *board, const BsBox *box)
{
  BsBoardBox added = { .box = *box, .legal = TRUE };
  guint number = 0;
  gboolean used;

  do
    {
      g_free (added.id);
      added.id = g_strdup_printf ("b%u", ++number);
      used = FALSE;
      for (guint i = 0; i < board->boxes->len && !used; i++)
        used = g_strcmp0 (bs_node_get_text (get_entry (board, i)->node, "id"), added.id) == 0
               || g_strcmp0 (get_entry (board, i)->id, added.id) == 0;
    }
  while (used);
  added.box.id = added.id;
  g_array_append_val (board->boxes, added);

  return board->boxes->len - 1;
}

gboolean
bs_board_counts (const BsBoard *board, guint index)
{
  const BsBoardBox *entry = get_entry (board, index);

  return entry->legal && !entry->gone && (entry->box.kind != BS_BOX_HOUSE_AD || entry->box.locked);
}

gboolean
bs_board_is_fixed (const BsBoard *board, guint index)
{
  const BsBox *box = bs_board_get (board, index);

  return box->locked || box->kind == BS_BOX_AD;
}

/* The blank line below a box is its own. */
gboolean
bs_board_collide (const BsBox *a, const BsBox *b)
{
  return a->column < b->column + b->columns && b->column < a->column + a->columns
         && a->line < b->line + b->lines + BS_BOARD_GAP
         && b->line < a->line + a->lines + BS_BOARD_GAP;
}

int
bs_board_find_collision (const BsBoard *board, guint index, guint from)
{
  const BsBox *box = bs_board_get (board, index);

  for (guint i = from; i < board->boxes->len; i++)
    if (i != index && bs_board_counts (board, i) && bs_board_collide (box, bs_board_get (board, i)))
      return (int) i;

  return -1;
}

/* Of a story or photo; "" for what is gone. */
static const char *
find_content_title (const BsNode *issue, const char *ref)
{
  const BsNode *story = bs_issue_get_story (issue, ref);
  const char *title = bs_node_get_text (story, "headline");

  if (story == NULL)
    return bs_node_get_text (bs_issue_get_photo (issue, ref), "caption");
  if (*title != '\0')
    return title;

  return bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (story), 0), "text");
}

static const char *
find_title (const BsNode *issue, const BsBox *box)
{
  const char *group;

  if (box->kind == BS_BOX_AD)
    return *box->customer != '\0' ? box->customer : box->label;
  if (box->n_refs == 0)
    return "";
  group = bs_node_get_text (bs_issue_get_photo (issue, box->refs[0]), "group");

  return box->kind == BS_BOX_GROUP && *group != '\0' ? group
                                                     : find_content_title (issue, box->refs[0]);
}

static char *
dup_start (const char *title)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (title, -1) <= TITLE_CHARACTERS)
    return g_strdup (title);
  start = g_utf8_substring (title, 0, TITLE_CHARACTERS);

  return g_strconcat (start, "…", NULL);
}

char *
bs_board_dup_title (const BsBoard *board, guint index)
{
  const BsBox *box = bs_board_get (board, index);
  const char *title = find_title (board->context->issue, box);

  return *title != '\0' ? dup_start (title) : g_strdup (box->id);
}

char *
bs_box_node_dup_title (const BsNode *issue, const BsNode *box)
{
  const BsNode *refs = bs_node_get_member (box, "refs");
  const char *title = find_content_title (issue,
                                          bs_node_get_string (bs_node_get_element (refs, 0)));

  if (*bs_node_get_text (box, "customer") != '\0')
    return dup_start (bs_node_get_text (box, "customer"));

  return *title != '\0' ? dup_start (title) : g_strdup (bs_node_get_text (box, "id"));
}

void
bs_board_put (BsBox *box, const BsGridRect *place)
{
  box->column = place->column;
  box->columns = place->columns;
  box->line = place->line;
  box->lines = place->lines;
}

/* @pattern: a translated one with %s for the box's title. */
char *
bs_board_dup_label (const BsBoard *board, const char *pattern, guint index)
{
  g_autofree char *title = bs_board_dup_title (board, index);
  GString *label = g_string_new (pattern);

  g_string_replace (label, "%s", title, 1);

  return g_string_free (label, FALSE);
}

void
bs_board_clamp (const BsBoard *board, BsBox *box)
{
  const BsPageFormat *format = board->format;
  guint room = format->n_lines > board->first_line ? format->n_lines - board->first_line : 1;

  box->columns = CLAMP (box->columns, 1, format->n_columns);
  box->lines = CLAMP (box->lines, MIN (least_lines[box->kind], room), room);
  box->column = MIN (box->column, format->n_columns - box->columns);
  box->line = CLAMP (box->line, board->first_line, format->n_lines - box->lines);
}

static guint
count_moved (const BsBoard *board, guint but)
{
  guint n = 0;

  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBoardBox *entry = get_entry (board, i);

      if (i != but && entry->node != NULL && bs_board_counts (board, i)
          && (entry->box.line != entry->before.line || entry->box.column != entry->before.column
              || entry->box.lines != entry->before.lines
              || entry->box.columns != entry->before.columns))
        n++;
    }

  return n;
}

void
bs_board_set (BsBoard *board, const char *path, const char *text)
{
  const BsNode *old = bs_node_lookup (board->context->issue, path);
  g_autoptr (BsNode) value = bs_node_new_string (text);

  if (old == NULL || !bs_node_equal (old, value))
    g_ptr_array_add (board->operations, bs_operation_new_set (path, old, value));
}

/* @node with what differs between @before and @after; what nobody here knows of is kept. */
static BsNode *
merge (const BsNode *node, const BsNode *before, const BsNode *after)
{
  BsNode *result = node != NULL ? bs_node_ref (node) : NULL;

  for (guint round = 0; round < 2; round++)
    {
      const BsNode *source = round == 0 ? after : before;

      for (guint i = 0; i < bs_node_get_length (source); i++)
        {
          const char *key = bs_node_get_key (source, i);
          const BsNode *old = bs_node_get_member (before, key);
          const BsNode *now = bs_node_get_member (after, key);
          g_autoptr (BsNode) value = NULL;
          BsNode *next;

          if ((round == 1 && now != NULL)
              || (old != NULL && now != NULL && bs_node_equal (old, now)))
            continue;
          if (bs_node_get_kind (now) == BS_NODE_OBJECT)
            value = merge (bs_node_get_member (result, key), old, now);
          else if (now != NULL)
            value = bs_node_ref (now);
          next = bs_node_with_member (result, key, value);
          if (result != NULL)
            bs_node_unref (result);
          result = next;
        }
    }

  return result;
}

/* NULL: nothing changed. */
static BsNode *
write_entry (const BsBoardBox *entry)
{
  g_autoptr (BsNode) before = NULL;
  g_autoptr (BsNode) after = NULL;

  if (entry->node == NULL)
    return bs_box_write (&entry->box, entry->id);
  before = bs_box_write (&entry->before, entry->before.id);
  after = bs_box_write (&entry->box, entry->before.id);

  return bs_node_equal (before, after) ? NULL : merge (entry->node, before, after);
}

/* What is left of the slot of a house ad that something was put on. */
static void
cut_slot (BsBoard *board, guint index)
{
  BsBoardBox *entry = get_entry (board, index);
  guint top = entry->box.line;
  guint foot = entry->box.line + entry->box.lines;

  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBox *other = bs_board_get (board, i);
      guint below;
      guint above;

      if (i == index || !bs_board_counts (board, i) || !bs_board_collide (&entry->box, other))
        continue;
      below = other->line + other->lines + BS_BOARD_GAP;
      above = other->line > BS_BOARD_GAP ? other->line - BS_BOARD_GAP : 0;
      /* Whichever costs fewer lines. */
      if (below + above <= top + foot)
        top = MAX (top, below);
      else
        foot = MIN (foot, above);
    }
  entry->gone = top + LEAST_SLOT > foot;
  if (entry->gone)
    return;
  entry->box.line = top;
  entry->box.lines = foot - top;
}

static void
cut_slots (BsBoard *board)
{
  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBoardBox *entry = get_entry (board, i);

      if (entry->legal && !entry->gone && entry->box.kind == BS_BOX_HOUSE_AD && !entry->box.locked)
        cut_slot (board, i);
    }
}

static char *
dup_box_path (const BsBoard *board, guint index)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (board->context->issue,
                                                               board->context->page),
                                            "boxes");
  const char *id = bs_node_get_text (get_entry (board, index)->node, "id");
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *page = bs_issue_dup_path ("pages", board->context->page, NULL);
  g_autofree char *step = NULL;

  /* Of two boxes with one id the path by name would mean the first. */
  step = bs_issue_dup_path ("boxes", bs_node_index_of_id (boxes, id) == (int) index ? id : number,
                            NULL);

  return g_strconcat (page, step, NULL);
}

static void
add_new_boxes (const BsBoard *board, GPtrArray *operations)
{
  const BsNode *page = bs_issue_get_page (board->context->issue, board->context->page);
  g_autofree char *path = bs_issue_dup_path ("pages", board->context->page, "boxes");
  guint length = bs_node_get_length (bs_node_get_member (page, "boxes"));
  gboolean has_list = bs_node_get_member (page, "boxes") != NULL;

  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBoardBox *entry = get_entry (board, i);

      length -= entry->node != NULL && entry->gone ? 1 : 0;
    }
  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBoardBox *entry = get_entry (board, i);
      g_autoptr (BsNode) value = NULL;

      if (entry->node != NULL || entry->gone)
        continue;
      value = write_entry (entry);
      if (!has_list)
        {
          g_autoptr (BsNode) list = bs_node_with_inserted (NULL, 0, value);

          g_ptr_array_add (operations, bs_operation_new_set (path, NULL, list));
          has_list = TRUE;
        }
      else
        g_ptr_array_add (operations, bs_operation_new_insert (path, length, value));
      length++;
    }
}

/* Changed ones first, so that the numbers in paths still hold; then those that go, last first. */
static void
write_operations (BsBoard *board, GPtrArray *operations)
{
  g_autofree char *path = bs_issue_dup_path ("pages", board->context->page, "boxes");

  cut_slots (board);
  for (guint i = 0; i < board->operations->len; i++)
    g_ptr_array_add (operations, bs_operation_ref (g_ptr_array_index (board->operations, i)));
  for (guint i = 0; i < board->boxes->len; i++)
    {
      const BsBoardBox *entry = get_entry (board, i);
      g_autoptr (BsNode) value = NULL;

      if (entry->node == NULL || entry->gone || !entry->legal)
        continue;
      value = write_entry (entry);
      if (value != NULL)
        {
          g_autofree char *box_path = dup_box_path (board, i);

          g_ptr_array_add (operations, bs_operation_new_set (box_path, entry->node, value));
        }
    }
  for (guint i = board->boxes->len; i > 0; i--)
    if (get_entry (board, i - 1)->gone && get_entry (board, i - 1)->node != NULL)
      g_ptr_array_add (operations,
                       bs_operation_new_remove (path, i - 1, get_entry (board, i - 1)->node));
  add_new_boxes (board, operations);
}

/**
 * bs_board_finish:
 * @board: a board; cleared
 * @label: (transfer full): of the step
 * @index: the box that was acted on; %G_MAXUINT: none
 *
 * Returns: (transfer full): the change; %NULL where the issue cannot take it
 */
BsPageEdit *
bs_board_finish (BsBoard *board, char *label, guint index, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_operation_unref);
  g_autofree char *box = g_strdup (index < board->boxes->len && !get_entry (board, index)->gone
                                     ? bs_board_get (board, index)->id
                                     : "");
  guint n_moved = count_moved (board, index);
  BsPageEdit *edit;

  write_operations (board, operations);
  edit = bs_page_edit_new (board->context->issue, label, box, operations, error);
  if (edit != NULL)
    edit->n_moved = n_moved;
  bs_board_clear (board);

  return edit;
}
