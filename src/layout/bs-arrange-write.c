/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-arrange-private.h"

#include <glib/gi18n-lib.h>

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

/* "b3": the first number no locked box uses. */
static char *
free_id (const BsArrange *arrange, guint *number)
{
  for (;;)
    {
      g_autofree char *id = g_strdup_printf ("b%u", ++*number);
      gboolean used = FALSE;

      for (guint i = 0; i < arrange->locked->len; i++)
        used |= g_str_equal (bs_node_get_text (g_ptr_array_index (arrange->locked, i), "id"), id);
      if (!used)
        return g_steal_pointer (&id);
    }
}

static gboolean
write_placement (const BsArrange *arrange, const BsPlacement *placement, guint *number,
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
  bs_node_builder_add (boxes, bs_box_write (&box, id));

  return TRUE;
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

static char *
explain (const BsArrange *arrange, const BsWheelPage *page, guint n_unplaced)
{
  GString *text = g_string_new (NULL);
  guint space = arrange->problem->lines - MIN (page->lines, arrange->problem->lines);

  for (guint i = 0; i < page->placements->len; i++)
    {
      const BsPlacement *placement = &g_array_index (page->placements, BsPlacement, i);

      if (arrange->problem->items[placement->item].lead)
        g_string_append_printf (text, _ ("Lead over %u columns"), placement->shape->columns);
    }
  g_string_append_printf (text, _ (", score %.1f"), (double) page->cost);
  if (space > 1)
    g_string_append_printf (text, _ (", %u lines at the foot left for a house ad"), space - 1);
  if (n_unplaced > 0)
    g_string_append_printf (text, _ (", %u without room"), n_unplaced);

  return g_string_free (text, FALSE);
}

static BsArrangement *
write_page (const BsArrange *arrange, const BsWheelPage *page)
{
  BsArrangement *arrangement = g_new0 (BsArrangement, 1);
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  GPtrArray *unplaced = g_ptr_array_new ();
  guint number = 0;

  g_array_sort (page->placements, compare_placements);
  for (guint i = 0; i < arrange->unplaced->len; i++)
    g_ptr_array_add (unplaced, g_strdup (g_ptr_array_index (arrange->unplaced, i)));
  for (guint i = 0; i < arrange->locked->len; i++)
    bs_node_builder_add (boxes, bs_node_ref (g_ptr_array_index (arrange->locked, i)));
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
  arrangement->boxes = bs_node_builder_end (boxes);
  arrangement->score = page->cost;
  arrangement->explanation = explain (arrange, page, unplaced->len);
  arrangement->short_lines = ((int) arrange->problem->lines - (int) page->lines)
                             * (int) arrange->problem->columns;
  g_ptr_array_add (unplaced, NULL);
  arrangement->unplaced = (GStrv) g_ptr_array_free (unplaced, FALSE);

  return arrangement;
}

/* Best first, but a page of another look before a second one of the same. */
GPtrArray *
bs_arrange_choose_pages (const BsArrange *arrange)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_arrangement_free);
  guint wanted = MAX (1, arrange->options->n_alternatives);
  g_autofree gboolean *taken = g_new0 (gboolean, arrange->pages->len + 1);

  for (guint round = 0; round < arrange->pages->len && chosen->len < wanted; round++)
    {
      g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);

      for (guint i = 0; i < arrange->pages->len && chosen->len < wanted; i++)
        {
          const BsWheelPage *page = g_ptr_array_index (arrange->pages, i);

          if (taken[i] || !g_hash_table_add (groups, GUINT_TO_POINTER (page->group + 1)))
            continue;
          taken[i] = TRUE;
          g_ptr_array_add (chosen, write_page (arrange, page));
        }
    }

  return chosen;
}
