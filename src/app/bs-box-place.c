/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-box-place.h"

#include "bs-config.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

#define TITLE_CHARACTERS 16

BsGridRect
bs_box_place_read (const BsNode *box)
{
  return (BsGridRect){
    .column = (guint) CLAMP (bs_node_get_number (box, "column", 0), 0, 1000),
    .columns = (guint) CLAMP (bs_node_get_number (box, "columns", 1), 1, 1000),
    .line = (guint) CLAMP (bs_node_get_number (box, "line", 0), 0, 10000),
    .lines = (guint) CLAMP (bs_node_get_number (box, "lines", 1), 1, 10000),
  };
}

BsRect
bs_box_place_get_rect (const BsGridRect *place, const BsPageFormat *format)
{
  return (BsRect){
    .x = bs_page_format_get_column_x (format, place->column),
    .y = bs_page_format_get_line_y (format, place->line),
    .width = bs_page_format_get_columns_width (format, place->columns),
    .height = (BsUnit) place->lines * format->line_height,
  };
}

guint
bs_box_place_count_columns (const BsRect *rect, const BsPageFormat *format)
{
  guint columns = 1;

  while (columns < format->n_columns
         && bs_page_format_get_columns_width (format, columns) < rect->width)
    columns++;

  return columns;
}

gboolean
bs_box_place_equal (const BsGridRect *one, const BsGridRect *other)
{
  return one->column == other->column && one->columns == other->columns && one->line == other->line
         && one->lines == other->lines;
}

gboolean
bs_rect_contains (const BsRect *rect, BsUnit x, BsUnit y)
{
  return x >= rect->x && x < bs_rect_right (rect) && y >= rect->y && y < bs_rect_bottom (rect);
}

char *
bs_box_place_dup_text (const BsGridRect *place)
{
  if (place->columns == 1)
    /* Translators: where a box stands on the page's grid, counted from 1. */
    return g_strdup_printf (_ ("Column %u, lines %u–%u"), place->column + 1, place->line + 1,
                            place->line + place->lines);

  /* Translators: where a box stands on the page's grid, counted from 1. */
  return g_strdup_printf (_ ("Columns %u–%u, lines %u–%u"), place->column + 1,
                          place->column + place->columns, place->line + 1,
                          place->line + place->lines);
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= TITLE_CHARACTERS)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, TITLE_CHARACTERS - 1);

  return g_strconcat (start, "…", NULL);
}

char *
bs_box_dup_title (const BsNode *issue, const BsNode *box)
{
  const char *ref = bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));
  const BsNode *story = ref != NULL ? bs_issue_get_story (issue, ref) : NULL;
  const BsNode *photo = ref != NULL ? bs_issue_get_photo (issue, ref) : NULL;
  const char *text = "";

  if (story != NULL)
    text = bs_node_get_text (story, "headline");
  else if (photo != NULL)
    text = bs_node_get_text (photo, "caption");
  else
    text = bs_node_get_text (box, "customer");
  if (*text != '\0')
    return shorten (text);
  if (story != NULL)
    return g_strdup (_ ("Story"));

  return g_strdup (photo != NULL ? _ ("Photo") : _ ("Ad"));
}
