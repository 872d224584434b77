/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"

#include <glib/gi18n-lib.h>

/* Whether a line of a column is nothing but body text; a row a line, bit a column. */
typedef struct
{
  guint n_lines;
  guint n_columns;
  guint64 *rows;
} Gray;

static guint64
column_bits (guint first, guint n)
{
  return (n >= 64 ? ~(guint64) 0 : (((guint64) 1 << n) - 1)) << first;
}

/* Columns whose middle lies in [@x, @x + @width). */
static guint64
covered_columns (const BsPageFormat *format, BsUnit x, BsUnit width)
{
  guint64 bits = 0;

  for (guint i = 0; i < MIN (format->n_columns, 64); i++)
    {
      BsUnit middle = bs_page_format_get_column_x (format, i)
                      + bs_page_format_get_columns_width (format, 1) / 2;

      if (middle >= x && middle < x + width)
        bits |= (guint64) 1 << i;
    }

  return bits;
}

static void
clear_rect (Gray *gray, const BsPageFormat *format, const BsRect *rect)
{
  BsUnit top = bs_page_format_get_line_y (format, 0);
  int first = (rect->y - top) / format->line_height;
  int last = (bs_rect_bottom (rect) - top + format->line_height - 1) / format->line_height;
  guint64 bits = covered_columns (format, rect->x, rect->width);

  for (int line = MAX (0, first); line < MIN (last, (int) gray->n_lines); line++)
    gray->rows[line] &= ~bits;
}

static void
fill_rect (Gray *gray, const BsPageFormat *format, const BsRect *rect)
{
  BsUnit top = bs_page_format_get_line_y (format, 0);
  int first = (rect->y - top) / format->line_height;
  int last = (bs_rect_bottom (rect) - top) / format->line_height;
  guint64 bits = covered_columns (format, rect->x, rect->width);

  for (int line = MAX (0, first); line < MIN (last, (int) gray->n_lines); line++)
    gray->rows[line] |= bits;
}

/* Text in legs, but where a subhead interrupts it. */
static void
fill_legs (Gray *gray, const BsPiece *piece)
{
  const BsPieceFacts *facts = &piece->facts;
  BsLegs legs;

  bs_box_get_legs (&piece->box, piece->format, &legs);
  for (guint i = 0; i < bs_display_list_get_n_regions (piece->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (piece->list, i);
      BsRect rect = region->rect;

      if (region->kind != BS_REGION_LEG)
        continue;
      rect.width = MAX (rect.width, legs.step);
      fill_rect (gray, piece->format, &rect);
    }
  for (guint i = 0; i < facts->n_reliefs; i++)
    {
      const BsRelief *relief = &facts->reliefs[i];
      BsRect rect = {
        piece->rect.x + legs.left + (BsUnit) relief->leg * legs.step,
        piece->rect.y + (BsUnit) relief->line * piece->format->line_height,
        MAX (legs.step, legs.measure),
        piece->format->line_height,
      };

      clear_rect (gray, piece->format, &rect);
    }
}

static void
clear_pictures (Gray *gray, const BsPiece *piece)
{
  for (guint i = 0; i < bs_display_list_get_n_regions (piece->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (piece->list, i);

      if (region->kind == BS_REGION_PHOTO || region->kind == BS_REGION_CAPTION
          || region->kind == BS_REGION_HEADLINE)
        clear_rect (gray, piece->format, &region->rect);
    }
}

/* The highest gray area of so many columns: [first, first + lines), its left column. */
static guint
find_highest (const Gray *gray, guint columns, guint *column, guint *first)
{
  guint highest = 0;

  for (guint i = 0; i + columns <= MIN (gray->n_columns, 64); i++)
    {
      guint64 bits = column_bits (i, columns);
      guint run = 0;

      for (guint line = 0; line < gray->n_lines; line++)
        {
          run = (gray->rows[line] & bits) == bits ? run + 1 : 0;
          if (run <= highest)
            continue;
          highest = run;
          *column = i;
          *first = line + 1 - run;
        }
    }

  return highest;
}

static const BsPiece *
find_piece_at (GPtrArray *pieces, guint column, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);
      const BsBox *box = &piece->box;

      if (box->column <= column && column < box->column + box->columns && box->line <= line
          && line < box->line + box->lines)
        return piece;
    }

  return NULL;
}

static void
report (const BsSetting *setting, GPtrArray *pieces, const Gray *gray, GPtrArray *findings)
{
  const BsPageFormat *format = setting->format;
  guint columns = bs_check_limits.gray_columns;
  guint column = 0, first = 0;
  guint lines = find_highest (gray, columns, &column, &first);
  const BsPiece *piece;
  BsFinding *finding;

  if (lines <= bs_check_limits.gray_lines)
    return;
  piece = find_piece_at (pieces, column, first);
  while (column + columns < format->n_columns && columns < 64)
    {
      guint64 bits = column_bits (column + columns, 1);
      guint line = first;

      while (line < first + lines && (gray->rows[line] & bits) != 0)
        line++;
      if (line < first + lines)
        break;
      columns++;
    }
  finding = bs_check_add_finding (setting, findings, "gray-page",
                                  lines > bs_check_limits.gray_lines_bad ? BS_LEVEL_WARNING
                                                                         : BS_LEVEL_INFO,
                                  piece);
  finding->lines = (int) lines;
  finding->rect = (BsRect){
    bs_page_format_get_column_x (format, column),
    bs_page_format_get_line_y (format, first),
    bs_page_format_get_columns_width (format, columns),
    (BsUnit) lines * format->line_height,
  };
  finding->message = g_strdup_printf (
    /* Translators: columns; lines */
    _ ("A gray area: %u columns of text run for %u lines without a headline, a subhead or a "
       "picture. Put a picture or a subhead into it."),
    columns, lines);
}

/**
 * bs_check_gray:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes the largest area of nothing but text, if it is too large
 */
void
bs_check_gray (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  Gray gray = { setting->format->n_lines, setting->format->n_columns, NULL };
  g_autofree guint64 *rows = g_new0 (guint64, gray.n_lines);

  gray.rows = rows;
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (bs_piece_get_story (piece) == NULL || *piece->box.frame != '\0')
        continue;
      fill_legs (&gray, piece);
      clear_pictures (&gray, piece);
    }
  report (setting, pieces, &gray, findings);
}
