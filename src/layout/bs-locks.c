/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-locks-private.h"

#define FLUSH_LINES 2 /* a strip that ends so near to the foot stands at it */
#define MOST_WAYS 2   /* for each box */

/* A box, or several that make one rectangle; line from the top of the type area. */
typedef struct
{
  BsShape shape; /* with the blank line below */
  guint column;
  guint line;
  guint story_class;
} BsFixed;

/* Where in which block of a wheel a box stands, and what that says of the wheel. */
typedef struct
{
  BsWheelBlock block;
  BsCorner corner;
} Way;

static guint
foot_of (const BsFixed *fixed)
{
  return fixed->line + fixed->shape.lines;
}

static guint
right_of (const BsFixed *fixed)
{
  return fixed->column + fixed->shape.columns;
}

static BsEdges
move_edges (const BsFixed *fixed, guint column, guint line)
{
  guint down = fixed->line - line;
  guint aside = fixed->column - column;
  const BsEdges *edges = &fixed->shape.edges;

  return (BsEdges){
    .head_left = bs_mask_shift (edges->head_left, down),
    .head_right = bs_mask_shift (edges->head_right, down),
    .photo_left = bs_mask_shift (edges->photo_left, down),
    .photo_right = bs_mask_shift (edges->photo_right, down),
    .photo_top = (guint16) (edges->photo_top << aside),
    .photo_foot = (guint16) (edges->photo_foot << aside),
  };
}

/* Two boxes that fill one rectangle become it; what they show inside is settled already. */
static gboolean
merge (BsFixed *one, const BsFixed *two)
{
  gboolean beside = one->line == two->line && one->shape.lines == two->shape.lines
                    && (right_of (one) == two->column || right_of (two) == one->column);
  gboolean stacked = one->column == two->column && one->shape.columns == two->shape.columns
                     && (foot_of (one) == two->line || foot_of (two) == one->line);
  guint column = MIN (one->column, two->column);
  guint line = MIN (one->line, two->line);
  gboolean one_first = one->column == column && one->line == line;
  BsEdges first;
  BsEdges second;

  if (!beside && !stacked)
    return FALSE;
  first = move_edges (one_first ? one : two, column, line);
  second = move_edges (one_first ? two : one, column, line);
  one->shape.edges = (BsEdges){
    .head_left = first.head_left | (stacked ? second.head_left : 0),
    .head_right = second.head_right | (stacked ? first.head_right : 0),
    .photo_left = first.photo_left | (stacked ? second.photo_left : 0),
    .photo_right = second.photo_right | (stacked ? first.photo_right : 0),
    .photo_top = (guint16) (first.photo_top | (beside ? second.photo_top : 0)),
    .photo_foot = (guint16) (second.photo_foot | (beside ? first.photo_foot : 0)),
  };
  if (beside)
    one->shape.columns = (guint16) (one->shape.columns + two->shape.columns);
  else
    one->shape.lines = (guint16) (one->shape.lines + two->shape.lines);
  one->column = column;
  one->line = line;
  if (one->story_class == 0 || (two->story_class > 0 && two->story_class < one->story_class))
    one->story_class = two->story_class;

  return TRUE;
}

static void
merge_all (GArray *fixed)
{
  for (guint i = 0; i < fixed->len; i++)
    for (guint j = 0; j < fixed->len; j++)
      if (i != j && merge (&g_array_index (fixed, BsFixed, i), &g_array_index (fixed, BsFixed, j)))
        {
          g_array_remove_index (fixed, j);
          /* What has grown may now fit another. */
          i = G_MAXUINT;
          break;
        }
}

static guint
class_of (const BsSetting *setting, const BsBox *box)
{
  const BsNode *story = box->kind == BS_BOX_STORY && box->n_refs > 0
                          ? bs_issue_get_story (setting->issue, box->refs[0])
                          : NULL;

  return story != NULL ? bs_story_get_class (setting->issue, story) : 0;
}

/**
 * bs_locks_new:
 * @layout: composes
 * @setting: issue, page, format
 * @format: the same format
 * @nodes: (element-type BsNode): the boxes that stay
 *
 * Returns: (transfer full): what they take
 */
BsLocks *
bs_locks_new (BsLayout *layout, const BsSetting *setting, BsPageFormat *format, GPtrArray *nodes)
{
  BsLocks *locks = g_new0 (BsLocks, 1);

  locks->nodes = nodes;
  locks->shapes = g_new0 (BsShape, nodes->len + 1);
  locks->places = g_array_new (FALSE, TRUE, sizeof (BsPlacement));
  locks->fixed = g_array_new (FALSE, TRUE, sizeof (BsFixed));
  for (guint i = 0; i < nodes->len; i++)
    {
      BsFixed fixed = { 0 };
      BsBox box;

      bs_box_read (&box, g_ptr_array_index (nodes, i), format);
      bs_box_get_shape (&box, layout, setting, format, &locks->shapes[i]);
      fixed.shape = locks->shapes[i];
      fixed.column = box.column;
      fixed.line = box.line;
      fixed.story_class = class_of (setting, &box);
      locks->has_lead |= fixed.story_class == 1;
      locks->area += (guint) fixed.shape.lines * fixed.shape.columns;
      g_array_append_val (locks->fixed, fixed);
      g_array_append_vals (locks->places,
                           &(BsPlacement){
                             .shape = &locks->shapes[i], .column = box.column, .line = box.line },
                           1);
    }
  merge_all (locks->fixed);

  return locks;
}

void
bs_locks_free (BsLocks *locks)
{
  if (locks == NULL)
    return;
  g_free (locks->shapes);
  g_array_unref (locks->places);
  g_array_unref (locks->fixed);
  g_free (locks);
}

/* Whether @fixed lies over the whole width at the top or foot of what is left of the page. */
static gboolean
take_strip (const BsFixed *fixed, BsLayoutProblem *problem)
{
  guint foot = problem->first_line + problem->lines;

  if (fixed->shape.columns < problem->columns)
    return FALSE;
  if (fixed->line <= problem->first_line + FLUSH_LINES && foot_of (fixed) > problem->first_line)
    {
      guint lines = foot_of (fixed) - problem->first_line;

      problem->first_line += MIN (lines, problem->lines);
      problem->lines -= MIN (lines, problem->lines);
      return TRUE;
    }
  if (foot_of (fixed) + FLUSH_LINES >= foot && fixed->line > problem->first_line)
    {
      problem->lines = fixed->line - problem->first_line;
      return TRUE;
    }

  return FALSE;
}

static void
add_fixed_item (const BsFixed *fixed, BsLayoutProblem *problem)
{
  BsLayoutItem *item = &problem->items[problem->n_items];

  *item = (BsLayoutItem){ .kind = fixed->shape.box.kind, .fixed = TRUE };
  item->column = fixed->column;
  item->line = fixed->line - MIN (fixed->line, problem->first_line);
  item->story_class = fixed->story_class;
  for (guint i = 1; i <= 16; i++)
    item->shapes[i] = g_array_new (FALSE, TRUE, sizeof (BsShape));
  g_array_append_val (item->shapes[fixed->shape.columns], fixed->shape);
  item->least_area = item->most_area = item->natural_area = (guint) fixed->shape.lines
                                                            * fixed->shape.columns;
  problem->n_items++;
}

/**
 * bs_locks_apply:
 * @locks: what stays
 * @problem: what is to be placed
 *
 * Makes @problem's page smaller by the strips and adds items for the rest.
 */
void
bs_locks_apply (BsLocks *locks, BsLayoutProblem *problem)
{
  for (guint i = 0; i < locks->fixed->len; i++)
    if (take_strip (&g_array_index (locks->fixed, BsFixed, i), problem))
      {
        locks->area -= (guint) g_array_index (locks->fixed, BsFixed, i).shape.lines
                       * problem->columns;
        g_array_remove_index (locks->fixed, i);
        /* Another strip may have stood behind it. */
        i = G_MAXUINT;
      }
  for (guint i = 0; i < locks->fixed->len && problem->n_items < BS_MAX_ITEMS; i++)
    add_fixed_item (&g_array_index (locks->fixed, BsFixed, i), problem);
}

void
bs_locks_withdraw (BsLocks *locks, BsLayoutProblem *problem)
{
  while (problem->n_items > 0 && problem->items[problem->n_items - 1].fixed)
    bs_layout_item_clear (&problem->items[--problem->n_items]);
}

/* The blocks of a wheel: A upper left, B upper right, C lower right, D lower left, E in the middle.
 * What stands at an edge but in no corner ends one block of it or begins the other. */
static guint
list_ways (const BsFixed *fixed, const BsLayoutProblem *problem, Way *ways)
{
  gboolean left = fixed->column == 0;
  gboolean right = right_of (fixed) == problem->columns;
  gboolean top = fixed->line == problem->first_line;
  gboolean foot = foot_of (fixed) == problem->first_line + problem->lines;
  guint n = 0;

  /* What reaches into a strip, or into the masthead, stands in no block. */
  if (fixed->line < problem->first_line || foot_of (fixed) > problem->first_line + problem->lines)
    return 0;
  if ((left && right) || (top && foot))
    return 0;
  if (left && top)
    ways[n++] = (Way){ BS_WHEEL_A, BS_CORNER_UPPER_LEFT };
  else if (right && top)
    ways[n++] = (Way){ BS_WHEEL_B, BS_CORNER_UPPER_RIGHT };
  else if (right && foot)
    ways[n++] = (Way){ BS_WHEEL_C, BS_CORNER_LOWER_RIGHT };
  else if (left && foot)
    ways[n++] = (Way){ BS_WHEEL_D, BS_CORNER_LOWER_LEFT };
  else if (left)
    {
      ways[n++] = (Way){ BS_WHEEL_D, BS_CORNER_UPPER_LEFT };
      ways[n++] = (Way){ BS_WHEEL_A, BS_CORNER_LOWER_LEFT };
    }
  else if (right)
    {
      ways[n++] = (Way){ BS_WHEEL_C, BS_CORNER_UPPER_RIGHT };
      ways[n++] = (Way){ BS_WHEEL_B, BS_CORNER_LOWER_RIGHT };
    }
  else if (top)
    {
      ways[n++] = (Way){ BS_WHEEL_B, BS_CORNER_UPPER_LEFT };
      ways[n++] = (Way){ BS_WHEEL_A, BS_CORNER_UPPER_RIGHT };
    }
  else if (foot)
    {
      ways[n++] = (Way){ BS_WHEEL_C, BS_CORNER_LOWER_LEFT };
      ways[n++] = (Way){ BS_WHEEL_D, BS_CORNER_LOWER_RIGHT };
    }
  else
    {
      ways[n++] = (Way){ BS_WHEEL_E, BS_CORNER_UPPER_LEFT };
      ways[n++] = (Way){ BS_WHEEL_E, BS_CORNER_LOWER_RIGHT };
    }

  return n;
}

/* FALSE: it was told otherwise before. */
static gboolean
fix (guint *value, guint to)
{
  if (to == 0 || (*value != 0 && *value != to))
    return FALSE;
  *value = to;

  return TRUE;
}

/* What the place of @fixed at the edge of its block says of the whole wheel. */
static gboolean
frame_way (const BsFixed *fixed, const BsLayoutProblem *problem, const Way *way, guint item,
           BsWheelFrame *frame)
{
  guint top = fixed->line - problem->first_line;
  guint foot = top + fixed->shape.lines;
  gboolean below = way->corner == BS_CORNER_UPPER_LEFT || way->corner == BS_CORNER_UPPER_RIGHT;

  frame->sets[way->block] |= (guint16) (1u << item);
  switch (way->block)
    {
    case BS_WHEEL_A:
      if (way->corner == BS_CORNER_LOWER_LEFT)
        return fix (&frame->a_lines, foot);
      return way->corner == BS_CORNER_UPPER_LEFT || fix (&frame->upper_gutter, right_of (fixed));
    case BS_WHEEL_B:
      if (way->corner == BS_CORNER_LOWER_RIGHT)
        return fix (&frame->b_lines, foot);
      return way->corner == BS_CORNER_UPPER_RIGHT || fix (&frame->upper_gutter, fixed->column);
    case BS_WHEEL_C:
      if (way->corner == BS_CORNER_UPPER_RIGHT)
        return fix (&frame->b_lines, top);
      return way->corner == BS_CORNER_LOWER_RIGHT || fix (&frame->lower_gutter, fixed->column);
    case BS_WHEEL_D:
      if (way->corner == BS_CORNER_UPPER_LEFT)
        return fix (&frame->a_lines, top);
      return way->corner == BS_CORNER_LOWER_LEFT || fix (&frame->lower_gutter, right_of (fixed));
    case BS_WHEEL_E:
    default:
      /* Alone in the middle: both turns of the wheel around it. */
      frame->middle_alone = TRUE;
      return fix (&frame->a_lines, below ? top : foot) && fix (&frame->b_lines, below ? foot : top)
             && fix (&frame->upper_gutter, below ? right_of (fixed) : fixed->column)
             && fix (&frame->lower_gutter, below ? fixed->column : right_of (fixed));
    }
}

guint
bs_locks_count (const BsLocks *locks, const BsLayoutProblem *problem)
{
  guint n = 1;
  guint n_items = 0;

  for (guint i = 0; i < problem->n_items; i++)
    n_items += problem->items[i].fixed;
  if (n_items < locks->fixed->len)
    return 0;
  for (guint i = 0; i < locks->fixed->len; i++)
    {
      Way ways[MOST_WAYS];

      n = MIN (64, n * list_ways (&g_array_index (locks->fixed, BsFixed, i), problem, ways));
    }

  return n;
}

/* The slot for a house ad stands in a corner at the foot, the one that is free. */
static void
put_slot (BsLayoutProblem *problem, BsWheelFrame *frame)
{
  gboolean left_taken = FALSE;
  BsCorner corner;

  for (guint i = 0; i < problem->n_items; i++)
    left_taken |= problem->items[i].fixed && problem->items[i].corner == BS_CORNER_LOWER_LEFT;
  corner = left_taken ? BS_CORNER_LOWER_RIGHT : BS_CORNER_LOWER_LEFT;
  for (guint i = 0; i < problem->n_items; i++)
    if (!problem->items[i].fixed && problem->items[i].kind == BS_BOX_HOUSE_AD)
      {
        problem->items[i].corner = corner;
        frame->sets[left_taken ? BS_WHEEL_C : BS_WHEEL_D] |= (guint16) (1u << i);
      }
}

/**
 * bs_locks_choose:
 * @locks: what stays, applied to @problem
 * @problem: gets the corners of its items
 * @choice: which way, below bs_locks_count()
 * @frame: (out): what the wheel must be like
 *
 * Returns: FALSE if no wheel can be like that
 */
gboolean
bs_locks_choose (const BsLocks *locks, BsLayoutProblem *problem, guint choice, BsWheelFrame *frame)
{
  gboolean corner_taken = FALSE;

  *frame = (BsWheelFrame){ 0 };
  for (guint i = 0; i < locks->fixed->len; i++)
    {
      const BsFixed *fixed = &g_array_index (locks->fixed, BsFixed, i);
      Way ways[MOST_WAYS];
      guint n = list_ways (fixed, problem, ways);
      /* They are the last ones, whatever was taken out before them. */
      guint item = problem->n_items - locks->fixed->len + i;
      const Way *way;

      if (n == 0)
        return FALSE;
      way = &ways[choice % n];
      choice /= n;
      if (way->block == BS_WHEEL_E && frame->sets[BS_WHEEL_E] != 0)
        return FALSE;
      problem->items[item].corner = way->corner;
      corner_taken |= fixed->column == 0 && fixed->line == problem->first_line;
      if (!frame_way (fixed, problem, way, item, frame))
        return FALSE;
    }
  for (guint i = 0; i < problem->n_items; i++)
    if (!problem->items[i].fixed)
      problem->items[i].corner = problem->items[i].lead && !corner_taken ? BS_CORNER_UPPER_LEFT
                                                                         : BS_CORNER_ANY;
  put_slot (problem, frame);

  return TRUE;
}

void
bs_locks_get_taken (const BsLocks *locks, const BsLayoutProblem *problem, BsLineMask *taken)
{
  for (guint column = 0; column < 17; column++)
    taken[column] = 0;
  for (guint i = 0; i < locks->places->len; i++)
    {
      const BsPlacement *place = &g_array_index (locks->places, BsPlacement, i);
      guint first = problem->first_line;
      guint top = place->line > first ? place->line - first : 0;
      /* The blank line above a box belongs to its neighbour, the one below to itself. */
      guint foot = place->line + place->shape->lines
                   - MIN (first, place->line + place->shape->lines);

      for (guint column = place->column; column < place->column + place->shape->columns; column++)
        taken[column] |= bs_mask_lines (MIN (foot, BS_MASK_LINES)) & ~bs_mask_lines (top);
    }
}
