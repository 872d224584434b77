/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-photo-box-private.h"
#include "layout/bs-story-box-private.h"

guint
bs_story_plan_count_overset_characters (const BsStoryPlan *plan)
{
  guint first = plan->n_spans > 0 ? plan->span[plan->n_spans - 1].end : 0;
  guint characters = 0;

  for (guint i = first; i < plan->body->lines->len; i++)
    {
      const BsBodyLine *line = &g_array_index (plan->body->lines, BsBodyLine, i);
      const BsPart *part = g_ptr_array_index (plan->body->parts, line->part);
      const BsLine *set = bs_paragraph_get_line (part->paragraph, line->line);
      const char *text = bs_paragraph_get_text (part->paragraph);

      for (const char *p = text + set->start; p < text + set->end; p = g_utf8_next_char (p))
        if (!g_unichar_isspace (g_utf8_get_char (p)))
          characters++;
    }

  return characters;
}

/* Whether the picture stands in the first leg that the header covers. */
static gboolean
starts_in_picture (const BsStoryPlan *plan)
{
  return plan->header_first >= plan->picture_first
         && plan->header_first < plan->picture_first + plan->picture_legs;
}

static void
set_lines (BsRect *rect, const BsSetting *setting, guint top, guint lines)
{
  rect->y += (BsUnit) top * setting->format->line_height;
  rect->height = (BsUnit) lines * setting->format->line_height;
}

/**
 * bs_story_plan_get_header_rect:
 * @plan: a plan
 * @setting: what it was made with
 * @box: its box
 * @rect: (out): whole lines and legs that the header has to itself, on the page
 */
void
bs_story_plan_get_header_rect (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box,
                               BsRect *rect)
{
  guint foot = box->lines - MIN (box->lines, plan->padding);
  guint lines = MIN (plan->header_lines, foot - MIN (foot, plan->padding));

  *rect = bs_box_get_rect (box, setting->format);
  rect->x += plan->legs.left + (BsUnit) plan->header_first * plan->legs.step;
  rect->width = plan->header->request.width;
  if (plan->header->grid_lines == 0)
    rect->width = 0;
  /* A vertical one may have its legs to itself. */
  else if (plan->header->vertical && plan->leg[plan->header_first].lines == 0
           && (plan->picture_lines == 0 || !starts_in_picture (plan)))
    lines = foot - MIN (foot, plan->padding);
  set_lines (rect, setting, plan->padding, lines);
}

/**
 * bs_story_plan_get_picture_rect:
 * @plan: a plan
 * @setting: what it was made with
 * @box: its box
 * @rect: (out): whole lines and legs for the story's own pictures and their captions, on the page
 */
void
bs_story_plan_get_picture_rect (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box,
                                BsRect *rect)
{
  *rect = bs_box_get_rect (box, setting->format);
  rect->x += plan->picture_left;
  rect->width = plan->picture_width;
  set_lines (rect, setting, plan->picture_top, plan->picture_lines);
  if (plan->picture_legs == 0 || plan->picture_lines == 0)
    rect->width = 0;
}

static void
draw_span (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box, const BsSpan *span,
           BsDisplayListBuilder *builder)
{
  BsRegion region = { .kind = BS_REGION_LEG, .id = box->id, .ref = box->refs[0] };
  BsRect slot;

  region.rect = bs_box_get_rect (box, setting->format);
  region.rect.x += span->left;
  region.rect.width = span->width;
  set_lines (&region.rect, setting, span->top, span->lines);
  bs_display_list_builder_add_region (builder, &region);
  slot = region.rect;
  slot.height = setting->format->line_height;
  for (guint i = span->start; i < span->end; i++)
    {
      const BsBodyLine *line = &g_array_index (plan->body->lines, BsBodyLine, i);

      bs_part_draw (g_ptr_array_index (plan->body->parts, line->part), line->line, &slot, builder);
      if (line->tail >= 0)
        bs_part_draw (g_ptr_array_index (plan->body->parts, line->tail), 0, &slot, builder);
      slot.y += slot.height;
    }
}

static void
draw_pictures (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box,
               BsDisplayListBuilder *builder)
{
  BsRect rect;

  bs_story_plan_get_picture_rect (plan, setting, box, &rect);
  if (rect.width > 0)
    bs_story_pictures_draw (setting, box, &rect, builder);
}

/**
 * bs_story_plan_draw:
 * @plan: a plan
 * @setting: what it was made with
 * @box: its box
 * @builder: takes the drawing, in reading order: header, text leg by leg, the story's own photos
 */
void
bs_story_plan_draw (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box,
                    BsDisplayListBuilder *builder)
{
  if (plan->header->grid_lines > 0)
    {
      BsRegion region = { .kind = BS_REGION_HEADLINE, .id = box->id, .ref = box->refs[0] };

      bs_story_plan_get_header_rect (plan, setting, box, &region.rect);
      bs_display_list_builder_add_region (builder, &region);
      bs_header_draw (plan->header, setting, &region.rect, builder);
    }
  for (guint i = 0; i < plan->n_spans; i++)
    draw_span (plan, setting, box, &plan->span[i], builder);
  draw_pictures (plan, setting, box, builder);
}
