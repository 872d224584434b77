/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-furniture-private.h"

/* Lines that two boxes must stand side by side for a rule to part them. */
#define LEAST_COMMON_LINES 2

static const BsColor black = { 0, 0, 0, 1000 };

/* Its own edges part it from its neighbours: a rule beside them would be a double one. */
static gboolean
has_edges (const BsBox *box)
{
  return box->kind == BS_BOX_AD || (box->frame != NULL && *box->frame != '\0');
}

/* Two pictures part better by their own edges, too. */
static gboolean
wants_rule_between (const BsBox *left, const BsBox *right)
{
  return !has_edges (left) && !has_edges (right)
         && (left->kind == BS_BOX_STORY || right->kind == BS_BOX_STORY);
}

/* Between boxes side by side, in the middle of the gutter, as long as both stand there. */
static void
draw_column_rules (const BsSetting *setting, const BsBox *boxes, guint n_boxes,
                   BsDisplayListBuilder *builder)
{
  const BsPageFormat *format = setting->format;
  BsUnit gutter = (BsUnit) format->gutter_characters * format->em;
  BsUnit trim = (format->line_height - format->em) / 2;

  for (guint i = 0; i < n_boxes; i++)
    for (guint j = 0; j < n_boxes; j++)
      {
        guint top = MAX (boxes[i].line, boxes[j].line);
        guint bottom = MIN (boxes[i].line + boxes[i].lines, boxes[j].line + boxes[j].lines);
        BsRect rule;

        if (boxes[i].column + boxes[i].columns != boxes[j].column
            || bottom < top + LEAST_COMMON_LINES || !wants_rule_between (&boxes[i], &boxes[j]))
          continue;
        rule.x = bs_page_format_get_column_x (format, boxes[j].column) - gutter / 2
                 - format->column_rule / 2;
        rule.width = format->column_rule;
        rule.y = bs_page_format_get_line_y (format, top) + trim;
        rule.height = bs_page_format_get_line_y (format, bottom) - trim - rule.y;
        bs_display_list_builder_add_fill (builder, &rule, black);
      }
}

/* Whether the blank line above @box is free in @column, and what ends above it has no edge there. */
static gboolean
wants_rule_above (const BsBox *box, guint column, const BsBox *boxes, guint n_boxes)
{
  for (guint i = 0; i < n_boxes; i++)
    {
      guint foot = boxes[i].line + boxes[i].lines;

      if (column < boxes[i].column || column >= boxes[i].column + boxes[i].columns
          || boxes[i].line >= box->line)
        continue;
      if (foot >= box->line || (foot + 1 == box->line && has_edges (&boxes[i])))
        return FALSE;
    }

  return TRUE;
}

/* In the blank line above a story, over those of its columns that want one. */
static void
draw_story_rule (const BsSetting *setting, const BsBox *box, const BsBox *boxes, guint n_boxes,
                 BsDisplayListBuilder *builder)
{
  const BsPageFormat *format = setting->format;
  guint end = box->column + box->columns;

  for (guint from = box->column; from < end; from++)
    {
      guint to = from;
      BsRect rule;

      while (to < end && wants_rule_above (box, to, boxes, n_boxes))
        to++;
      if (to == from)
        continue;
      rule.x = bs_page_format_get_column_x (format, from);
      rule.width = bs_page_format_get_columns_width (format, to - from);
      rule.y = bs_page_format_get_line_y (format, box->line) - format->line_height / 2
               - format->story_rule / 2;
      rule.height = format->story_rule;
      bs_display_list_builder_add_fill (builder, &rule, black);
      from = to;
    }
}

/**
 * bs_rules_draw:
 * @setting: issue, page and format
 * @boxes: (array length=n_boxes): all boxes of the page
 * @n_boxes: how many
 * @builder: takes the drawing
 *
 * Thin rules between boxes, none beside an edge that a frame, a tint or an advertisement has.
 */
void
bs_rules_draw (const BsSetting *setting, const BsBox *boxes, guint n_boxes,
               BsDisplayListBuilder *builder)
{
  guint first = bs_page_get_first_line (setting);

  if (setting->format->column_rule > 0)
    draw_column_rules (setting, boxes, n_boxes, builder);
  if (setting->format->story_rule == 0)
    return;
  for (guint i = 0; i < n_boxes; i++)
    if (boxes[i].kind == BS_BOX_STORY && boxes[i].line > first && !has_edges (&boxes[i]))
      draw_story_rule (setting, &boxes[i], boxes, n_boxes, builder);
}
