/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-arrange-private.h"

#define LEAST_BOX_LINES 6

static int
compare_placements (gconstpointer a, gconstpointer b)
{
  const BsPlacement *one = a;
  const BsPlacement *two = b;

  if (one->line != two->line)
    return one->line < two->line ? -1 : 1;

  return one->column < two->column ? -1 : one->column > two->column ? 1 : 0;
}

static gboolean
has_id (GPtrArray *nodes, const char *id)
{
  for (guint i = 0; i < nodes->len; i++)
    if (g_str_equal (bs_node_get_text (g_ptr_array_index (nodes, i), "id"), id))
      return TRUE;

  return FALSE;
}

/* "b3": the first number no box that stays uses. */
static char *
free_id (const BsArrange *arrange, guint *number)
{
  for (;;)
    {
      g_autofree char *id = g_strdup_printf ("b%u", ++*number);

      if (!has_id (arrange->locked, id) && !has_id (arrange->strays, id))
        return g_steal_pointer (&id);
    }
}

/* @box with what the box before it had that no layout gives: only an editor can have. */
static BsNode *
with_sayings (const BsArrange *arrange, BsNode *box)
{
  static const char *const given[] = { "id",    "kind",    "refs",    "column",  "columns",
                                       "line",  "lines",   "locked",  "frame",   "headline",
                                       "legs",  "measure", "picture", "caption", "across",
                                       "shape", NULL };
  const char *ref = bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));
  const BsNode *old = ref != NULL ? bs_layout_find_old_box (&arrange->setting, ref) : NULL;

  for (guint i = 0; old != NULL && i < bs_node_get_length (old); i++)
    {
      const char *key = bs_node_get_key (old, i);
      BsNode *more;

      if (g_strv_contains (given, key))
        continue;
      more = bs_node_with_member (box, key, bs_node_get_member (old, key));
      bs_node_unref (box);
      box = more;
    }

  return box;
}

static gboolean
write_box (const BsArrange *arrange, const BsPlacement *placement, guint *number,
           BsNodeBuilder *boxes)
{
  const BsLayoutProblem *problem = arrange->problem;
  BsBox box = placement->shape->box;
  guint foot = problem->first_line + problem->lines - 1;
  g_autofree char *id = NULL;

  box.column = placement->column;
  box.line = problem->first_line + placement->line;
  if (box.line + LEAST_BOX_LINES > foot)
    return FALSE;
  box.lines = MIN (box.lines, foot - box.line);
  id = free_id (arrange, number);
  bs_node_builder_add (boxes, with_sayings (arrange, bs_box_write (&box, id)));

  return TRUE;
}

/* A collection is written as what it is made of. */
static gboolean
write_placement (const BsArrange *arrange, const BsPlacement *placement, guint *number,
                 BsNodeBuilder *boxes)
{
  const BsShape *const *parts = placement->shape->parts;
  BsPlacement top = *placement;
  BsPlacement foot = *placement;

  if (parts[0] == NULL)
    return write_box (arrange, placement, number, boxes);
  top.shape = parts[0];
  foot.shape = parts[1];
  foot.line += parts[0]->lines;

  return write_box (arrange, &top, number, boxes) && write_box (arrange, &foot, number, boxes);
}

static void
write_space (const BsArrange *arrange, const BsWheelPage *page, guint *number, BsNodeBuilder *boxes)
{
  guint first = arrange->problem->first_line + page->lines;
  guint foot = arrange->problem->first_line + arrange->problem->lines - 1;
  BsBox box = { .kind = BS_BOX_HOUSE_AD, .columns = arrange->format->n_columns, .frame = "" };
  g_autofree char *id = NULL;

  if (page->lines >= arrange->problem->lines || first >= foot)
    return;
  box.line = first;
  box.lines = foot - first;
  id = free_id (arrange, number);
  bs_node_builder_add (boxes, bs_box_write (&box, id));
}

BsNode *
bs_arrange_write_boxes (const BsArrange *arrange, const BsWheelPage *page, GPtrArray *unplaced)
{
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  guint number = 0;

  g_array_sort (page->placements, compare_placements);
  for (guint i = 0; i < arrange->locked->len; i++)
    bs_node_builder_add (boxes, bs_node_ref (g_ptr_array_index (arrange->locked, i)));
  for (guint i = 0; i < arrange->strays->len; i++)
    bs_node_builder_add (boxes, bs_node_ref (g_ptr_array_index (arrange->strays, i)));
  for (guint i = 0; i < page->placements->len; i++)
    {
      const BsPlacement *placement = &g_array_index (page->placements, BsPlacement, i);
      const BsLayoutItem *item = &arrange->problem->items[placement->item];

      if (item->fixed || write_placement (arrange, placement, &number, boxes))
        continue;
      for (guint j = 0; j < item->n_refs; j++)
        g_ptr_array_add (unplaced, g_strdup (item->refs[j]));
    }
  write_space (arrange, page, &number, boxes);

  return bs_node_builder_end (boxes);
}

static BsArrangement *
write_page (const BsArrange *arrange, const BsWheelPage *page)
{
  BsArrangement *arrangement = g_new0 (BsArrangement, 1);
  GPtrArray *unplaced = g_ptr_array_new ();

  for (guint i = 0; i < arrange->unplaced->len; i++)
    g_ptr_array_add (unplaced, g_strdup (g_ptr_array_index (arrange->unplaced, i)));
  arrangement->boxes = bs_arrange_write_boxes (arrange, page, unplaced);
  arrangement->score = page->cost;
  arrangement->explanation = bs_arrange_explain (arrange, page, unplaced->len);
  arrangement->short_lines = arrange->over > 0 ? -(int) arrange->over
                                               : ((int) arrange->problem->lines - (int) page->lines)
                                                   * (int) arrange->problem->columns;
  arrangement->short_characters = arrangement->short_lines
                                  * (int) arrange->format->column_characters;
  arrangement->changes = g_ptr_array_ref (arrange->changes);
  g_ptr_array_add (unplaced, NULL);
  arrangement->unplaced = (GStrv) g_ptr_array_free (unplaced, FALSE);

  return arrangement;
}

/* Best first, each truly another page than those before it. */
GPtrArray *
bs_arrange_write_pages (const BsArrange *arrange)
{
  GPtrArray *written = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_arrangement_free);
  g_autoptr (GArray) chosen = bs_arrange_choose (arrange);

  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (written,
                     write_page (arrange, g_ptr_array_index (arrange->pages,
                                                             g_array_index (chosen, guint, i))));

  return written;
}
