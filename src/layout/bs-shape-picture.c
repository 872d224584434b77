/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-taste-private.h"

#include "layout/bs-photo-box-private.h"

#include <math.h>

#define LEAST_SHARE 1.3f /* columns of a picture of a group */
#define MOST_SHARE 4
#define SMALL_PICTURE_LINES 13 /* of one beside a large picture, with its caption */
#define UPRIGHT 0.9            /* width / height from which on a caption at the side suits */

static void
add_heights (BsLayoutItem *item, const BsBox *dress, const BsPhotoLines *lines, gboolean known,
             float cost)
{
  for (guint height = lines->least; height <= lines->most; height++)
    {
      BsShape shape = { .columns = (guint16) dress->columns, .box = *dress };
      float stretch = logf ((float) (height - MIN (height, lines->caption) + 1)
                            / (float) (lines->natural - MIN (lines->natural, lines->caption) + 1));

      if (height + 1 >= BS_MASK_LINES)
        return;
      shape.box.lines = height;
      shape.crop = known ? (gint8) (100 * (expf (-fabsf (stretch)) - 1)) : 0;
      shape.crop = stretch < 0 ? (gint8) -shape.crop : shape.crop;
      shape.lines = (guint16) (height + 1);
      shape.cost = cost
                   + (known ? bs_shape_taste.crop : bs_shape_taste.crop_unknown) * stretch
                       * stretch;
      /* Captions of a group stand between its pictures. */
      shape.edges.photo_left = bs_mask_lines (
        dress->kind == BS_BOX_GROUP ? height : height - MIN (height, lines->caption));
      shape.edges.photo_right = shape.edges.photo_left;
      shape.edges.photo_top = (guint16) ((1u << dress->columns) - 1);
      shape.edges.photo_foot = shape.edges.photo_top;
      bs_layout_item_keep (item, &shape);
    }
}

static void
init_dress (BsBox *dress, const BsLayoutItem *item, BsBoxKind kind, guint columns)
{
  *dress = (BsBox){ .kind = kind, .columns = columns, .n_refs = item->n_refs };
  dress->id = dress->head_text = dress->label = dress->customer = "";
  dress->frame = item->frame != NULL ? item->frame : "";
  for (guint i = 0; i < item->n_refs; i++)
    dress->refs[i] = item->refs[i];
}

void
bs_layout_item_add_photo (BsLayoutItem *item, const BsSetting *setting, guint columns)
{
  const BsNode *photo = bs_issue_get_photo (setting->issue, item->refs[0]);
  gboolean known = bs_node_get_number (photo, "width", 0) > 0;
  guint widths = G_N_ELEMENTS (bs_shape_taste.photo_width);
  float cost = bs_shape_taste.photo_width[MIN (columns, widths) - 1];
  BsPhotoLines lines;
  BsBox dress;

  init_dress (&dress, item, BS_BOX_PHOTO, columns);
  bs_photo_box_measure (setting, &dress, &lines);
  add_heights (item, &dress, &lines, known, cost);
  if (columns < 2 || lines.shape > UPRIGHT || *bs_node_get_text (photo, "caption") == '\0')
    return;
  dress.caption_side = BS_CAPTION_RIGHT;
  bs_photo_box_measure (setting, &dress, &lines);
  add_heights (item, &dress, &lines, known, cost + bs_shape_taste.side_caption);
}

/* The first one large; what is beside it, or below, is small. */
static void
add_group_shapes (BsLayoutItem *item, const BsSetting *setting, guint columns)
{
  static const BsGroupShape shapes[] = { BS_GROUP_BIG_LEFT, BS_GROUP_BIG_RIGHT, BS_GROUP_BIG_TOP };

  if (item->n_refs < 3)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      float share = (float) columns / (shapes[i] == BS_GROUP_BIG_TOP ? item->n_refs - 1.0f : 2);
      BsPhotoLines lines;
      BsBox dress;

      if (share < LEAST_SHARE || share > MOST_SHARE)
        continue;
      init_dress (&dress, item, BS_BOX_GROUP, columns);
      dress.group_shape = shapes[i];
      bs_group_measure (setting, &dress, &lines);
      if (shapes[i] != BS_GROUP_BIG_TOP && lines.least < (item->n_refs - 1) * SMALL_PICTURE_LINES)
        continue;
      add_heights (item, &dress, &lines, TRUE, bs_shape_taste.group_share * fabsf (share - 2));
    }
}

void
bs_layout_item_add_group (BsLayoutItem *item, const BsSetting *setting, guint columns)
{
  for (guint across = 1; across <= MIN (item->n_refs, columns); across++)
    {
      float share = (float) columns / (float) across;
      BsPhotoLines lines;
      BsBox dress;

      if (share < LEAST_SHARE || share > MOST_SHARE)
        continue;
      init_dress (&dress, item, BS_BOX_GROUP, columns);
      dress.group_columns = across;
      bs_group_measure (setting, &dress, &lines);
      add_heights (item, &dress, &lines, TRUE,
                   (across == 1 ? bs_shape_taste.group_tall : 0)
                     + bs_shape_taste.group_share * fabsf (share - 2));
    }
  add_group_shapes (item, setting, columns);
}
