/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"
#include "layout/bs-furniture-private.h"

#include <glib/gi18n-lib.h>

/* Two horizontal headlines across one gutter whose heights overlap or touch. */
static void
check_bumps (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  BsUnit gutter = (BsUnit) setting->format->gutter_characters * setting->format->em;

  for (guint i = 0; i < pieces->len; i++)
    for (guint j = 0; j < pieces->len; j++)
      {
        const BsPiece *left = g_ptr_array_index (pieces, i);
        const BsPiece *right = g_ptr_array_index (pieces, j);
        BsFinding *finding;

        if (left->headline.width == 0 || right->headline.width == 0
            || ABS (bs_rect_right (&left->headline) + gutter - right->headline.x) > gutter / 2
            || left->headline.y >= bs_rect_bottom (&right->headline)
            || right->headline.y >= bs_rect_bottom (&left->headline))
          continue;
        finding = bs_check_add_finding (setting, findings, "headline-bump", BS_LEVEL_WARNING, left);
        finding->rect = left->headline;
        finding->message = g_strdup_printf (
          _ ("The headlines “%s” and “%s” stand side by side and read as one line. Move one of the "
             "boxes, or put a picture between."),
          bs_story_get_title (bs_piece_get_story (left)),
          bs_story_get_title (bs_piece_get_story (right)));
      }
}

static gboolean
crosses_gutter (GPtrArray *pieces, guint column)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      /* An ad over the full width at the foot is no part of what the gutter cuts. */
      if (box->kind != BS_BOX_HOUSE_AD && box->column < column
          && box->column + box->columns > column)
        return TRUE;
    }

  return FALSE;
}

static gboolean
crosses_line (GPtrArray *pieces, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (box->line < line && box->line + box->lines > line)
        return TRUE;
    }

  return FALSE;
}

/* Whether anything but a house ad at the foot begins at @line or below. */
static gboolean
begins_below (GPtrArray *pieces, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (box->kind != BS_BOX_HOUSE_AD && box->line >= line)
        return TRUE;
    }

  return FALSE;
}

static gboolean
ends_above (GPtrArray *pieces, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (box->line + box->lines <= line)
        return TRUE;
    }

  return FALSE;
}

static void
check_cuts (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsPageFormat *format = setting->format;
  guint first = bs_page_get_first_line (setting);
  BsFinding *finding;

  if (pieces->len < 2)
    return;
  for (guint column = 1; column < format->n_columns; column++)
    if (!crosses_gutter (pieces, column))
      {
        finding = bs_check_add_finding (setting, findings, "through-cut", BS_LEVEL_WARNING, NULL);
        finding->rect = format->type_area;
        finding->rect.x = bs_page_format_get_column_x (format, column) - format->em;
        finding->rect.width = format->em;
        finding->message = g_strdup_printf (
          _ ("The gutter left of column %u runs from top to foot and cuts the page in two. Let a "
             "box cross it."),
          column + 1);
      }
  for (guint line = first + 1; line < format->n_lines; line++)
    if (!crosses_line (pieces, line) && crosses_line (pieces, line - 1) && ends_above (pieces, line)
        && begins_below (pieces, line))
      {
        finding = bs_check_add_finding (setting, findings, "through-cut", BS_LEVEL_WARNING, NULL);
        finding->rect = format->type_area;
        finding->rect.y = bs_page_format_get_line_y (format, line);
        finding->rect.height = format->line_height;
        finding->message = g_strdup_printf (
          _ ("The gap at line %u runs across the whole page and cuts it in two. Let a box cross "
             "it."),
          line + 1);
      }
}

static void
check_rank (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint j = 0; j < pieces->len; j++)
      {
        const BsPiece *greater = g_ptr_array_index (pieces, i);
        const BsPiece *lesser = g_ptr_array_index (pieces, j);
        BsFinding *finding;

        if (greater->headline_size == 0 || greater->story_class >= lesser->story_class
            || greater->headline_size > lesser->headline_size)
          continue;
        finding = bs_check_add_finding (setting, findings, "rank", BS_LEVEL_WARNING, lesser);
        finding->message = g_strdup_printf (
          _ ("“%s” has as large a headline as the weightier “%s”. Set it smaller or change the "
             "priority."),
          bs_story_get_title (bs_piece_get_story (lesser)),
          bs_story_get_title (bs_piece_get_story (greater)));
      }
}

static void
check_overlaps (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint j = i + 1; j < pieces->len; j++)
      {
        const BsPiece *a = g_ptr_array_index (pieces, i);
        const BsPiece *b = g_ptr_array_index (pieces, j);
        BsFinding *finding;

        if (a->rect.x >= bs_rect_right (&b->rect) || b->rect.x >= bs_rect_right (&a->rect)
            || a->rect.y >= bs_rect_bottom (&b->rect) || b->rect.y >= bs_rect_bottom (&a->rect))
          continue;
        finding = bs_check_add_finding (setting, findings, "overlap", BS_LEVEL_ERROR, b);
        finding->message = g_strdup_printf (
          _ ("Boxes “%s” and “%s” cover each other. Move one of them."), a->box.id, b->box.id);
      }
}

/**
 * bs_check_geometry:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes what was found
 */
void
bs_check_geometry (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  check_overlaps (setting, pieces, findings);
  check_bumps (setting, pieces, findings);
  check_cuts (setting, pieces, findings);
  check_rank (setting, pieces, findings);
}

/**
 * bs_check_count_empty:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 *
 * Returns: the share of the lines of all columns, below the masthead, that nothing covers. A line
 *   between boxes counts as covered, the slot of a house ad does not, nor do empty lines in a box.
 */
double
bs_check_count_empty (const BsSetting *setting, GPtrArray *pieces)
{
  guint first = bs_page_get_first_line (setting);
  guint total = (setting->format->n_lines - first) * setting->format->n_columns;
  int covered = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);
      const BsBox *box = &piece->box;
      guint gap = box->line + box->lines < setting->format->n_lines ? 1 : 0;

      if (box->kind == BS_BOX_HOUSE_AD)
        continue;
      covered += (int) ((box->lines + gap) * box->columns);
      if (piece->over < 0)
        covered += piece->over;
    }

  return CLAMP (1.0 - covered / (double) MAX (1, total), 0.0, 1.0);
}
