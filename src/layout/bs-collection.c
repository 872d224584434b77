/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-private.h"

/* Two briefs, one above the other, are laid out as one thing where a page has more of them than the
 * exact search can take: it is also how desks set them. */

static BsEdges
stack_edges (const BsShape *top, const BsShape *foot)
{
  return (BsEdges){
    .head_left = top->edges.head_left | bs_mask_shift (foot->edges.head_left, top->lines),
    .head_right = top->edges.head_right | bs_mask_shift (foot->edges.head_right, top->lines),
    .photo_left = top->edges.photo_left | bs_mask_shift (foot->edges.photo_left, top->lines),
    .photo_right = top->edges.photo_right | bs_mask_shift (foot->edges.photo_right, top->lines),
    .photo_top = top->edges.photo_top,
    .photo_foot = foot->edges.photo_foot,
  };
}

static void
stack_shapes (BsLayoutItem *item, guint columns)
{
  const GArray *tops = item->parts[0]->shapes[columns];
  const GArray *feet = item->parts[1]->shapes[columns];

  for (guint i = 0; i < tops->len; i++)
    for (guint j = 0; j < feet->len; j++)
      {
        const BsShape *top = &g_array_index (tops, BsShape, i);
        const BsShape *foot = &g_array_index (feet, BsShape, j);
        BsShape shape = { .columns = (guint16) columns, .cost = top->cost + foot->cost };

        shape.lines = (guint16) (top->lines + foot->lines);
        if (shape.lines >= BS_MASK_LINES)
          continue;
        shape.box = top->box;
        shape.box.lines = shape.lines - 1u;
        shape.edges = stack_edges (top, foot);
        shape.parts[0] = top;
        shape.parts[1] = foot;
        bs_layout_item_keep (item, &shape);
      }
}

static gboolean
is_brief (const BsLayoutItem *item)
{
  return item->kind == BS_BOX_STORY && item->story_class == BS_PAGE_FORMAT_CLASSES
         && item->n_refs == 1 && !item->lead && !item->fixed && !item->soft
         && item->parts[0] == NULL;
}

/* The shortest brief but for @other. */
static guint
find_brief (const BsLayoutProblem *problem, guint other)
{
  guint found = G_MAXUINT;

  for (guint i = 0; i < problem->n_items; i++)
    if (i != other && is_brief (&problem->items[i])
        && (found == G_MAXUINT || problem->items[i].characters < problem->items[found].characters))
      found = i;

  return found;
}

static void
join (BsLayoutProblem *problem, guint first, guint second)
{
  BsLayoutItem item = { .kind = BS_BOX_STORY, .story_class = BS_PAGE_FORMAT_CLASSES };

  item.parts[0] = g_memdup2 (&problem->items[first], sizeof item);
  item.parts[1] = g_memdup2 (&problem->items[second], sizeof item);
  item.refs[item.n_refs++] = item.parts[0]->refs[0];
  item.refs[item.n_refs++] = item.parts[1]->refs[0];
  item.characters = item.parts[0]->characters + item.parts[1]->characters;
  for (guint columns = 1; columns <= 16; columns++)
    {
      item.shapes[columns] = g_array_new (FALSE, TRUE, sizeof (BsShape));
      stack_shapes (&item, columns);
    }
  bs_layout_item_finish (&item);
  problem->items[first] = item;
  for (guint i = second; i + 1 < problem->n_items; i++)
    problem->items[i] = problem->items[i + 1];
  problem->n_items--;
}

/**
 * bs_layout_problem_collect_briefs:
 * @problem: items with their shapes
 * @most: items that can be placed
 *
 * Joins briefs, the shortest first, until there are no more than @most items or no more briefs.
 */
void
bs_layout_problem_collect_briefs (BsLayoutProblem *problem, guint most)
{
  while (problem->n_items > most)
    {
      guint first = find_brief (problem, G_MAXUINT);
      guint second = first != G_MAXUINT ? find_brief (problem, first) : G_MAXUINT;

      if (second == G_MAXUINT)
        return;
      join (problem, MIN (first, second), MAX (first, second));
    }
}
