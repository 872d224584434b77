/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-crop.h"

#include "bs-config.h"

#include <math.h>

/* Layout takes a crop that leaves less than this for none. */
#define LEAST 0.05

BsCrop
bs_crop_from_cut (guint left, guint top, guint right, guint bottom)
{
  if (left + right > 1000 * (1 - LEAST))
    left = right = 0;
  if (top + bottom > 1000 * (1 - LEAST))
    top = bottom = 0;

  return (BsCrop){ left / 1000.0, top / 1000.0, (1000 - left - right) / 1000.0,
                   (1000 - top - bottom) / 1000.0 };
}

BsCrop
bs_crop_read (const BsNode *crop)
{
  static const char *const sides[] = { "left", "top", "right", "bottom" };
  guint cut[4];

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    cut[i] = (guint) CLAMP (bs_node_get_number (crop, sides[i], 0), 0, 1000);

  return bs_crop_from_cut (cut[0], cut[1], cut[2], cut[3]);
}

static gint64
per_mille (double share)
{
  return CLAMP ((gint64) floor (share * 1000 + 0.5), 0, 1000);
}

BsNode *
bs_crop_to_node (const BsCrop *crop)
{
  gint64 left = per_mille (crop->x);
  gint64 top = per_mille (crop->y);
  gint64 right = 1000 - per_mille (crop->x + crop->width);
  gint64 bottom = 1000 - per_mille (crop->y + crop->height);
  BsNodeBuilder *builder;

  if (left + top + right + bottom == 0)
    return NULL;

  builder = bs_node_builder_new_object ();
  bs_node_builder_set_number (builder, "left", left);
  bs_node_builder_set_number (builder, "top", top);
  bs_node_builder_set_number (builder, "right", right);
  bs_node_builder_set_number (builder, "bottom", bottom);

  return bs_node_builder_end (builder);
}

gboolean
bs_crop_equal (const BsCrop *one, const BsCrop *other)
{
  return per_mille (one->x) == per_mille (other->x) && per_mille (one->y) == per_mille (other->y)
         && per_mille (one->x + one->width) == per_mille (other->x + other->width)
         && per_mille (one->y + one->height) == per_mille (other->y + other->height);
}

void
bs_crop_shift (BsCrop *crop, double dx, double dy)
{
  g_return_if_fail (crop != NULL);

  crop->x = CLAMP (crop->x + dx, 0, MAX (0, 1 - crop->width));
  crop->y = CLAMP (crop->y + dy, 0, MAX (0, 1 - crop->height));
}

static void
resize (BsCrop *crop, double width, double height)
{
  crop->x += (crop->width - width) / 2;
  crop->y += (crop->height - height) / 2;
  crop->width = width;
  crop->height = height;
  bs_crop_shift (crop, 0, 0);
}

void
bs_crop_scale (BsCrop *crop, double factor)
{
  double most;
  double least;

  g_return_if_fail (crop != NULL && crop->width > 0 && crop->height > 0);

  most = MIN (1 / crop->width, 1 / crop->height);
  least = MIN (most, MAX (LEAST / crop->width, LEAST / crop->height));
  factor = CLAMP (factor, least, most);
  resize (crop, crop->width * factor, crop->height * factor);
}

void
bs_crop_set_shape (BsCrop *crop, double shape)
{
  g_return_if_fail (crop != NULL);
  g_return_if_fail (shape > 0);

  if (shape >= 1)
    resize (crop, 1, MAX (LEAST, 1 / shape));
  else
    resize (crop, MAX (LEAST, shape), 1);
}
