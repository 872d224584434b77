/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-list-change.h"

#include "bs-config.h"

#include <string.h>

static gboolean
glyphs_equal (const BsGlyphRun *a, const BsGlyphRun *b)
{
  if (a->face != b->face || a->size != b->size || a->n_glyphs != b->n_glyphs
      || a->rotated != b->rotated || memcmp (&a->color, &b->color, sizeof a->color) != 0)
    return FALSE;

  for (guint i = 0; i < a->n_glyphs; i++)
    if (a->glyphs[i].id != b->glyphs[i].id || a->glyphs[i].x != b->glyphs[i].x
        || a->glyphs[i].y != b->glyphs[i].y)
      return FALSE;

  return TRUE;
}

static gboolean
rects_equal (const BsRect *a, const BsRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static gboolean
items_equal (const BsItem *a, const BsItem *b)
{
  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case BS_ITEM_GLYPHS:
      return glyphs_equal (&a->glyphs, &b->glyphs);
    case BS_ITEM_FILL:
      return rects_equal (&a->fill.rect, &b->fill.rect)
             && memcmp (&a->fill.color, &b->fill.color, sizeof a->fill.color) == 0;
    case BS_ITEM_IMAGE:
      return rects_equal (&a->image.rect, &b->image.rect)
             && g_strcmp0 (a->image.file, b->image.file) == 0
             && a->image.crop_left == b->image.crop_left && a->image.crop_top == b->image.crop_top
             && a->image.crop_right == b->image.crop_right
             && a->image.crop_bottom == b->image.crop_bottom;
    case BS_ITEM_GROUP:
    default:
      return a->group.n_items == b->group.n_items && rects_equal (&a->group.clip, &b->group.clip)
             && memcmp (a->group.matrix, b->group.matrix, sizeof a->group.matrix) == 0;
    }
}

static void
unite (BsRect *area, const BsRect *rect)
{
  BsUnit right;
  BsUnit bottom;

  if (area->width == 0 && area->height == 0)
    {
      *area = *rect;
      return;
    }
  right = MAX (bs_rect_right (area), bs_rect_right (rect));
  bottom = MAX (bs_rect_bottom (area), bs_rect_bottom (rect));
  area->x = MIN (area->x, rect->x);
  area->y = MIN (area->y, rect->y);
  area->width = right - area->x;
  area->height = bottom - area->y;
}

/* An em on every side of each origin is more than any glyph inks. */
static BsRect
glyph_bounds (const BsGlyphRun *run)
{
  BsRect bounds = { 0 };

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const BsRunGlyph *glyph = &run->glyphs[i];
      BsRect rect = { glyph->x - run->size, glyph->y - 3 * run->size / 2, 5 * run->size / 2,
                      5 * run->size / 2 };

      unite (&bounds, &rect);
    }

  return bounds;
}

/* FALSE: inside or around a group, where coordinates are not the page's. */
static gboolean
unite_items (const BsDisplayList *list, guint from, guint to, BsRect *area)
{
  guint group_end = 0;

  for (guint i = 0; i < to; i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);
      BsRect rect;

      if (item->kind == BS_ITEM_GROUP)
        group_end = MAX (group_end, i + 1 + item->group.n_items);
      if (i < from)
        continue;
      if (item->kind == BS_ITEM_GROUP || i < group_end)
        return FALSE;

      rect = item->kind == BS_ITEM_GLYPHS ? glyph_bounds (&item->glyphs)
             : item->kind == BS_ITEM_FILL ? item->fill.rect
                                          : item->image.rect;
      unite (area, &rect);
    }

  return TRUE;
}

gboolean
bs_list_change_find (const BsDisplayList *before, const BsDisplayList *after, BsRect *area)
{
  BsRect page = { 0, 0, 0, 0 };
  guint n_before;
  guint n_after;
  guint first = 0;
  guint tail = 0;

  g_return_val_if_fail (before != NULL && after != NULL && area != NULL, FALSE);

  page.width = bs_display_list_get_width (after);
  page.height = bs_display_list_get_height (after);
  n_before = bs_display_list_get_n_items (before);
  n_after = bs_display_list_get_n_items (after);

  while (first < n_before && first < n_after
         && items_equal (bs_display_list_get_item (before, first),
                         bs_display_list_get_item (after, first)))
    first++;
  if (first == n_before && first == n_after)
    return FALSE;
  while (tail < n_before - first && tail < n_after - first
         && items_equal (bs_display_list_get_item (before, n_before - 1 - tail),
                         bs_display_list_get_item (after, n_after - 1 - tail)))
    tail++;

  *area = (BsRect){ 0, 0, 0, 0 };
  if (!unite_items (before, first, n_before - tail, area)
      || !unite_items (after, first, n_after - tail, area))
    *area = page;

  return TRUE;
}
