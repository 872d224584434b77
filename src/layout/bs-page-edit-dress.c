/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-edit-dress-private.h"

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
      item->story_class = bs_story_get_class (issue, item->story);
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

/* Photos that are gone leave the story; a story without one is set without. */
void
bs_dress_shape_width (const BsBoard *board, BsLayoutItem *item, guint columns)
{
  guint n = 1;

  if (item->kind == BS_BOX_STORY)
    {
      for (guint i = 1; i < item->n_refs; i++)
        if (bs_issue_get_photo (board->context->issue, item->refs[i]) != NULL)
          item->refs[n++] = item->refs[i];
      item->n_refs = n;
    }
  bs_layout_item_shape_width (item, board->context->layout, &board->setting, board->format,
                              columns);
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

/* Over (+) or empty (-) lines of a story dressed and sized as @box is; @sound: whether its
 * headline is whole. */
static int
measure_story (const BsBoard *board, const BsBox *box, const BsNode *story, gboolean *sound)
{
  BsCopy *copy = bs_layout_get_copy (board->context->layout, story, board->format);
  BsStoryPlan plan;

  bs_story_plan_init (&plan, copy, &board->setting, box,
                      bs_story_get_class (board->context->issue, story));
  *sound = plan.header->n_lines == 0 || (plan.header->fits && !plan.header->splits_word);

  return plan.over;
}

gboolean
bs_dress_fits (const BsBoard *board, const BsBox *box)
{
  const BsNode *story;
  gboolean sound = TRUE;

  if (box->kind != BS_BOX_STORY)
    return box->kind != BS_BOX_GROUP;
  story = bs_issue_get_story (board->context->issue, box->refs[0]);

  return story != NULL && measure_story (board, box, story, &sound) == 0 && sound;
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
