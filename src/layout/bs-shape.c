/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-taste-private.h"

#define WIDEST_PHOTO 5
#define MOST_COLUMNS 16
#define LEAST_SLOT_LINES 7

/* Columns a story of each class may have. */
static const guint widest[] = { 7, 6, 5, 4 };
static const guint narrowest[] = { 3, 2, 1, 1 };

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const BsShape *one = a;
  const BsShape *two = b;

  if (one->lines != two->lines)
    return one->lines < two->lines ? -1 : 1;
  if (one->cost != two->cost)
    return one->cost < two->cost ? -1 : 1;

  return 0;
}

/* Which edges carry headlines or photos: shapes are only compared with their like. */
static guint
signature (const BsEdges *edges)
{
  return (edges->head_left != 0 ? 1 : 0) | (edges->head_right != 0 ? 2 : 0)
         | (edges->photo_right != 0 ? 4 : 0) | (edges->photo_left != 0 ? 8 : 0);
}

void
bs_layout_item_keep (BsLayoutItem *item, const BsShape *shape)
{
  GArray *shapes = item->shapes[shape->columns];

  for (guint i = 0; i < shapes->len; i++)
    {
      BsShape *old = &g_array_index (shapes, BsShape, i);

      if (old->lines != shape->lines || signature (&old->edges) != signature (&shape->edges))
        continue;
      if (shape->cost < old->cost)
        *old = *shape;
      return;
    }
  g_array_append_val (shapes, *shape);
}

static void
add_width (BsLayoutItem *item, BsLayout *self, const BsSetting *setting, BsPageFormat *format,
           guint columns)
{
  if (item->kind == BS_BOX_PHOTO)
    bs_layout_item_add_photo (item, setting, columns);
  else if (item->kind == BS_BOX_GROUP)
    bs_layout_item_add_group (item, setting, columns);
  else if (item->kind == BS_BOX_STORY && item->story_class > 0)
    bs_layout_item_add_story (item, self, setting, format, columns);
  /* An advertisement and a slot have the size that was sold, and no other. */
}

void
bs_layout_item_finish (BsLayoutItem *item)
{
  item->least_area = G_MAXUINT;
  item->least_cost = G_MAXFLOAT;
  for (guint columns = 1; columns <= MOST_COLUMNS; columns++)
    {
      GArray *shapes = item->shapes[columns];

      g_array_sort (shapes, compare_shapes);
      for (guint i = 0; i < shapes->len; i++)
        {
          const BsShape *shape = &g_array_index (shapes, BsShape, i);
          guint area = (guint) shape->lines * columns;

          item->least_area = MIN (item->least_area, area);
          item->most_area = MAX (item->most_area, area);
          if (shape->cost < item->least_cost)
            {
              item->least_cost = shape->cost;
              item->natural_area = area;
            }
        }
    }
  if (item->least_area == G_MAXUINT)
    item->least_area = item->natural_area = 0;
}

/**
 * bs_layout_item_shape:
 * @item: an item
 * @self: composes and keeps what it composed
 * @setting: issue, page, format
 * @format: the same format
 *
 * Gives @item every shape it may take.
 */
void
bs_layout_item_shape (BsLayoutItem *item, BsLayout *self, const BsSetting *setting,
                      BsPageFormat *format)
{
  guint least = 1;
  guint most = WIDEST_PHOTO;

  if (item->kind == BS_BOX_GROUP)
    {
      least = 2;
      most = format->n_columns;
    }
  else if (item->kind == BS_BOX_STORY)
    {
      most = widest[item->story_class - 1];
      least = MIN (narrowest[item->story_class - 1], format->n_columns);
    }
  most = MIN (MAX (item->widest, most), format->n_columns);
  for (guint columns = least; columns <= most; columns++)
    add_width (item, self, setting, format, columns);
  bs_layout_item_finish (item);
}

/**
 * bs_layout_item_shape_width:
 * @item: an item
 * @self: composes and keeps what it composed
 * @setting: issue, page, format
 * @format: the same format
 * @columns: a width, which need not be one that automatic layout would choose
 *
 * Gives @item the shapes of that width alone.
 */
void
bs_layout_item_shape_width (BsLayoutItem *item, BsLayout *self, const BsSetting *setting,
                            BsPageFormat *format, guint columns)
{
  if (columns == 0 || columns > MIN (MOST_COLUMNS, format->n_columns))
    return;
  add_width (item, self, setting, format, columns);
  bs_layout_item_finish (item);
}

void
bs_layout_item_fill (BsLayoutItem *item, const BsPageFormat *format)
{
  for (guint columns = 2; columns < format->n_columns; columns++)
    for (guint lines = LEAST_SLOT_LINES; lines <= format->n_lines / 2; lines++)
      {
        BsShape shape = { .columns = (guint16) columns, .lines = (guint16) (lines + 1) };

        shape.box = (BsBox){ .kind = BS_BOX_HOUSE_AD, .columns = columns, .lines = lines };
        shape.box.id = shape.box.frame = shape.box.head_text = "";
        shape.box.label = shape.box.customer = "";
        shape.cost = bs_shape_taste.slot * (float) (columns * lines);
        bs_layout_item_keep (item, &shape);
      }
  bs_layout_item_finish (item);
}
