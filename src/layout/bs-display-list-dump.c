/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-display-list.h"

static const char *const region_names[] = {
  "masthead", "folio", "box", "headline", "leg", "photo", "caption", "space",
};

static void
dump_rect (GString *out, const BsRect *rect)
{
  g_string_append_printf (out, " %d,%d %dx%d", rect->x, rect->y, rect->width, rect->height);
}

static void
dump_color (GString *out, BsColor color)
{
  g_string_append_printf (out, " cmyk %u/%u/%u/%u", color.c, color.m, color.y, color.k);
}

static void
dump_glyphs (GString *out, const BsGlyphRun *run)
{
  BsUnit baseline = run->n_glyphs > 0 ? run->glyphs[0].y : 0;

  g_string_append_printf (out, "glyphs %s %d",
                          run->face != NULL ? bs_face_get_postscript_name (run->face) : "-",
                          run->size);
  dump_color (out, run->color);
  g_string_append_printf (out, " y=%d", baseline);
  if (run->rotated)
    g_string_append (out, " rotated");
  g_string_append_printf (out, " %s+%u \"", *run->path != '\0' ? run->path : "-", run->text_offset);
  for (const char *p = run->text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\%03o", (guint) (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      g_string_append_printf (out, " %u@%d", run->glyphs[i].id, run->glyphs[i].x);
      if (run->glyphs[i].y != baseline)
        g_string_append_printf (out, ",%d", run->glyphs[i].y);
    }
  if (run->line_end)
    g_string_append (out, run->paragraph_end ? " ||" : " |");
}

static void
dump_item (GString *out, const BsItem *item)
{
  switch (item->kind)
    {
    case BS_ITEM_GLYPHS:
      dump_glyphs (out, &item->glyphs);
      break;

    case BS_ITEM_FILL:
      g_string_append (out, "fill");
      dump_rect (out, &item->fill.rect);
      dump_color (out, item->fill.color);
      break;

    case BS_ITEM_IMAGE:
      g_string_append_printf (out, "image %s %s", item->image.photo,
                              *item->image.file != '\0' ? item->image.file : "-");
      dump_rect (out, &item->image.rect);
      g_string_append_printf (out, " crop %u/%u/%u/%u of %ux%u", item->image.crop_left,
                              item->image.crop_top, item->image.crop_right, item->image.crop_bottom,
                              item->image.pixel_width, item->image.pixel_height);
      break;

    case BS_ITEM_GROUP:
      g_string_append_printf (out, "group %u", item->group.n_items);
      if (item->group.clip.width > 0)
        dump_rect (out, &item->group.clip);
      g_string_append (out, " matrix");
      for (guint i = 0; i < 6; i++)
        {
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          g_ascii_formatd (number, sizeof number, "%.6g", item->group.matrix[i]);
          g_string_append_printf (out, " %s", number);
        }
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * bs_display_list_dump:
 * @list: a list
 *
 * Returns: (transfer full): items in drawing order, indented inside their groups, then regions
 */
char *
bs_display_list_dump (const BsDisplayList *list)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (list != NULL, NULL);

  g_string_append_printf (out, "page %s %dx%d\n", bs_display_list_get_page (list),
                          bs_display_list_get_width (list), bs_display_list_get_height (list));
  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      while (ends->len > 0 && i >= g_array_index (ends, guint, ends->len - 1))
        g_array_set_size (ends, ends->len - 1);
      for (guint j = 0; j < ends->len; j++)
        g_string_append (out, "  ");
      dump_item (out, item);
      g_string_append_c (out, '\n');
      if (item->kind == BS_ITEM_GROUP)
        {
          guint end = i + 1 + item->group.n_items;

          g_array_append_val (ends, end);
        }
    }
  for (guint i = 0; i < bs_display_list_get_n_regions (list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (list, i);

      g_string_append_printf (out, "region %s %s %s", region_names[region->kind],
                              *region->id != '\0' ? region->id : "-",
                              *region->ref != '\0' ? region->ref : "-");
      dump_rect (out, &region->rect);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}
