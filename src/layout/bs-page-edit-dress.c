/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-edit-dress-private.h"

#include "layout/bs-copy-shelf-private.h"
#include "layout/bs-story-box-private.h"

/* What a dress costs that does not fill its box, a line; text that finds no room is far worse than
 * white. */
static const float empty_cost = 0.6f;
static const float over_cost = 8;

/**
 * bs_dress_new_item:
 * @board: a board
 * @box: what stands in it
 *
 * Returns: (transfer full): the same thing as automatic layout would place it, without shapes yet
 */
BsLayoutItem *
bs_dress_new_item (const BsBoard *board, const BsBox *box)
{
  const BsNode *issue = board->context->issue;
  BsLayoutItem *item = g_new0 (BsLayoutItem, 1);

  item->kind = box->kind;
  item->frame = box->frame;
  item->n_refs = box->n_refs;
  for (guint i = 0; i < box->n_refs; i++)
    item->refs[i] = box->refs[i];
  for (guint i = 1; i < G_N_ELEMENTS (item->shapes); i++)
    item->shapes[i] = g_array_new (FALSE, TRUE, sizeof (BsShape));
  if (box->kind != BS_BOX_STORY)
    return item;
  item->story = bs_issue_get_story (issue, box->refs[0]);
  if (item->story != NULL)
    {
      item->story_class = bs_thread_get_class_on (issue, item->story, board->context->page);
      item->characters = bs_story_count_characters (item->story);
      item->lead = item->story_class == 1;
    }

  return item;
}

void
bs_dress_free_item (BsLayoutItem *item)
{
  for (guint i = 1; i < G_N_ELEMENTS (item->shapes); i++)
    g_array_unref (item->shapes[i]);
  g_free (item);
}

/* Nothing can be set of what is gone from the issue. */
gboolean
bs_dress_has_content (const BsBoard *board, const BsBox *box)
{
  const BsNode *issue = board->context->issue;

  if (box->kind == BS_BOX_STORY)
    return bs_issue_get_story (issue, box->refs[0]) != NULL;
  for (guint i = 0; i < box->n_refs; i++)
    if (bs_issue_get_photo (issue, box->refs[i]) == NULL)
      return FALSE;

  return box->n_refs > 0;
}

/* @box in the dress of @shape: who it is, where it stands and what was said of it stay. */
void
bs_dress_put_on (BsBox *box, const BsShape *shape)
{
  BsBox old = *box;

  *box = shape->box;
  box->id = old.id;
  box->n_refs = old.n_refs;
  for (guint i = 0; i < old.n_refs; i++)
    box->refs[i] = old.refs[i];
  box->column = old.column;
  box->columns = old.columns;
  box->line = old.line;
  box->lines = old.lines;
  box->locked = old.locked;
  box->frame = old.frame;
  box->head_text = old.head_text;
  box->label = old.label;
  box->customer = old.customer;
}

/**
 * bs_dress_plan:
 * @board: a board
 * @box: one of its boxes
 * @plan: (out): how its story is set
 *
 * Of a story on several pages only what this box has to take.
 *
 * Returns: %FALSE where there is no story
 */
gboolean
bs_dress_plan (const BsBoard *board, const BsBox *box, BsStoryPlan *plan)
{
  const BsPageContext *context = board->context;
  const BsNode *page = bs_issue_get_page (context->issue, context->page);
  const BsNode *node = bs_node_find_by_id (bs_node_get_member (page, "boxes"), box->id);
  BsCopyShelf *shelf = bs_layout_get_shelf (context->layout);
  const BsNode *story = NULL;
  BsCopy *copy;
  guint class;
  guint part = 0;
  guint n_parts = 0;

  if (box->kind == BS_BOX_STORY)
    story = bs_issue_get_story (context->issue, box->refs[0]);
  if (story == NULL)
    return FALSE;
  class = bs_thread_get_class_on (context->issue, story, context->page);
  if (node != NULL)
    bs_copy_shelf_find_part (shelf, context->issue, story, node, &part, &n_parts);
  if (n_parts > 1)
    {
      copy = bs_copy_shelf_get_part (shelf, &board->setting, board->format, story, part);
      class = bs_thread_get_part_class (bs_story_get_class (context->issue, story), part);
    }
  else
    copy = bs_layout_get_page_copy (context->layout, &board->setting, story, board->format);
  bs_story_plan_init (plan, copy, &board->setting, box, class);

  return TRUE;
}

gboolean
bs_dress_fits (const BsBoard *board, const BsBox *box)
{
  BsStoryPlan plan;

  if (box->kind != BS_BOX_STORY)
    return box->kind != BS_BOX_GROUP;

  return bs_dress_plan (board, box, &plan) && plan.over == 0
         && (plan.header->n_lines == 0 || (plan.header->fits && !plan.header->splits_word));
}

static const BsShape *
choose_shape (const GArray *shapes, guint lines)
{
  const BsShape *best = NULL;
  float best_cost = 0;

  for (guint i = 0; i < shapes->len; i++)
    {
      const BsShape *shape = &g_array_index (shapes, BsShape, i);
      int spare = (int) lines - shape->box.lines;
      float cost = shape->cost
                   + (spare >= 0 ? empty_cost * (float) spare : over_cost * (float) -spare);

      if (best == NULL || cost < best_cost)
        {
          best = shape;
          best_cost = cost;
        }
    }

  return best;
}

static void
dress_plainly (BsBox *box)
{
  box->position = BS_HEAD_ABOVE;
  box->head_size = 0;
  box->head_lines = 0;
  box->head_legs = 0;
  box->head_height = 0;
  box->legs = 0;
  box->measure = 0;
  box->picture_legs = MIN (box->picture_legs, box->columns);
}

/**
 * bs_board_dress:
 * @board: a board
 * @box: one of its boxes, at its new size
 *
 * What fits as it is stays as it is. Else the dress of the same width is taken that fills the box
 * best with the least loss of taste; where none fits, the nearest, and the check tells what is over.
 */
void
bs_board_dress (const BsBoard *board, BsBox *box)
{
  g_autoptr (BsLayoutItem) item = NULL;
  const BsShape *shape;

  if ((box->kind != BS_BOX_STORY && box->kind != BS_BOX_GROUP) || !bs_dress_has_content (board, box)
      || bs_dress_fits (board, box))
    return;
  item = bs_dress_new_item (board, box);
  bs_dress_shape_width (board, item, box->columns);
  shape = choose_shape (item->shapes[box->columns], box->lines);
  if (shape != NULL)
    bs_dress_put_on (box, shape);
  else
    dress_plainly (box);
}
