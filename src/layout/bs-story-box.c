/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-story-box-private.h"

/* A vertical headline leaves this much beside it, per mille of the body size. */
#define PICTURE_GAP_LINES 1

static guint
covered_legs (const BsBox *box, const BsLegs *legs)
{
  if (box->position == BS_HEAD_ABOVE || legs->n_legs < 2)
    return legs->n_legs;
  if (box->head_legs == 0)
    return MAX (1, legs->n_legs / 2);

  return MIN (box->head_legs, legs->n_legs);
}

/**
 * bs_story_choose_header:
 * @copy: the story's copy
 * @setting: what to compose with
 * @box: the box; position, size and lines of the headline
 * @story_class: 1 … 4
 *
 * Returns: (transfer none): the header, no larger than the class allows; smaller than its band
 *   where words would have to be cut otherwise
 */
const BsHeader *
bs_story_choose_header (BsCopy *copy, const BsSetting *setting, const BsBox *box,
                        guint story_class)
{
  const BsPageFormat *format = setting->format;
  BsHeaderRequest request = { 0 };
  BsLegs legs;

  bs_box_get_legs (box, format, &legs);
  request.width = bs_page_format_get_columns_width (format, box->columns);
  if (covered_legs (box, &legs) < legs.n_legs)
    request.width = bs_legs_get_width (&legs, covered_legs (box, &legs));
  request.max_size
      = box->head_size > 0 ? box->head_size : format->bands[story_class - 1].max;
  request.min_size = 105;
  request.lines = box->head_lines;

  return bs_copy_get_header (copy, setting, &request);
}

static void
place_header (BsStoryPlan *plan, const BsBox *box)
{
  plan->header_legs = covered_legs (box, &plan->legs);
  plan->header_first = 0;
  if (box->position == BS_HEAD_RIGHT)
    plan->header_first = plan->legs.n_legs - plan->header_legs;
  plan->header_lines = plan->header->grid_lines;
  plan->picture_legs = box->picture_lines > 0 ? MIN (box->picture_legs, plan->legs.n_legs) : 0;
  plan->picture_first = plan->legs.n_legs - plan->picture_legs;
}

/* Tops and room of the legs when the box is @lines high and the header takes @header_lines. */
static guint
make_room (BsStoryPlan *plan, const BsBox *box, guint lines, guint header_lines)
{
  guint room = 0;

  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      guint top = 0;

      if (i >= plan->header_first && i < plan->header_first + plan->header_legs)
        top = header_lines;
      if (i >= plan->picture_first && plan->picture_legs > 0)
        top += box->picture_lines + PICTURE_GAP_LINES;
      plan->leg[i].top = top;
      plan->leg[i].lines = lines > top ? lines - top : 0;
      room += plan->leg[i].lines;
    }
  plan->room = room;

  return room;
}

/* Whether a leg may end after body line @end - 1. */
static gboolean
is_good_break (const BsBody *body, guint end)
{
  const BsBodyLine *last;
  const BsBodyLine *next;

  if (end == 0 || end >= body->lines->len)
    return TRUE;
  last = &g_array_index (body->lines, BsBodyLine, end - 1);
  next = &g_array_index (body->lines, BsBodyLine, end);

  return !(last->flags & (BS_LINE_KEEP_NEXT | BS_LINE_OPENS)) && !(next->flags & BS_LINE_CLOSES);
}

/* Pours the text into the legs; what balancing must leave empty is a line each of the last legs,
 * or of an earlier one where that saves a widow or a stranded subhead. */
static guint
pour (BsStoryPlan *plan)
{
  guint n_lines = plan->body->lines->len;
  guint room = plan->room;
  gboolean balanced = room < n_lines + plan->legs.n_legs;
  guint at = 0;

  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      BsLeg *leg = &plan->leg[i];
      guint left = n_lines - at;
      guint spare = room > left ? room - left : 0;
      guint legs_left = plan->legs.n_legs - i;
      guint take = leg->lines;

      room -= leg->lines;
      if (balanced && spare >= legs_left && take > 0)
        take--;
      if (take > 0 && spare >= leg->lines - take + 1 && !is_good_break (plan->body, at + take)
          && is_good_break (plan->body, at + take - 1))
        take--;
      else if (take < leg->lines && !is_good_break (plan->body, at + take)
               && is_good_break (plan->body, at + take + 1))
        take++;
      take = MIN (take, left);
      leg->start = at;
      leg->end = at + take;
      at += take;
    }

  return at;
}

static guint
total_room (BsStoryPlan *plan, const BsBox *box, guint lines)
{
  return make_room (plan, box, lines, plan->header_lines);
}

/**
 * bs_story_plan_get_least_lines:
 * @copy: the story's copy
 * @setting: what to compose with
 * @box: how the story is dressed; its lines are not read
 * @story_class: 1 … 4
 *
 * Returns: the fewest lines that hold header, picture and all the text
 */
guint
bs_story_plan_get_least_lines (BsCopy *copy, const BsSetting *setting, const BsBox *box,
                               guint story_class)
{
  BsStoryPlan plan = { 0 };
  guint need;
  guint lines;
  guint fixed = 0;

  plan.header = bs_story_choose_header (copy, setting, box, story_class);
  bs_box_get_legs (box, setting->format, &plan.legs);
  plan.body = bs_copy_get_body (copy, setting, plan.legs.characters);
  place_header (&plan, box);
  need = plan.body->lines->len;
  total_room (&plan, box, 0);
  for (guint i = 0; i < plan.legs.n_legs; i++)
    fixed += plan.leg[i].top;
  lines = (need + fixed + plan.legs.n_legs - 1) / plan.legs.n_legs;
  /* Legs beside a high header fill first: the average may be too low. */
  while (total_room (&plan, box, lines) < need)
    lines++;
  for (guint i = 0; i < plan.legs.n_legs; i++)
    lines = MAX (lines, plan.leg[i].top);
  total_room (&plan, box, lines);
  while (pour (&plan) < need)
    {
      lines++;
      total_room (&plan, box, lines);
    }

  return MAX (1, lines);
}

/**
 * bs_story_plan_init:
 * @plan: (out): the plan
 * @copy: the story's copy
 * @setting: what to compose with
 * @box: the box
 * @story_class: 1 … 4
 *
 * White that is over goes to the header, up to %BS_HEADER_SLACK lines; more is reported.
 */
void
bs_story_plan_init (BsStoryPlan *plan, BsCopy *copy, const BsSetting *setting, const BsBox *box,
                    guint story_class)
{
  guint need;
  guint placed;
  guint least;

  *plan = (BsStoryPlan) { 0 };
  plan->header = bs_story_choose_header (copy, setting, box, story_class);
  bs_box_get_legs (box, setting->format, &plan->legs);
  plan->body = bs_copy_get_body (copy, setting, plan->legs.characters);
  place_header (plan, box);
  need = plan->body->lines->len;
  least = plan->header_lines;
  plan->header_lines = least > 0 ? least + BS_HEADER_SLACK : 0;
  for (;;)
    {
      total_room (plan, box, box->lines);
      placed = pour (plan);
      if (placed >= need || plan->header_lines <= least)
        break;
      plan->header_lines--;
    }
  plan->over = (int) need - (int) placed;
  if (plan->over == 0 && plan->room >= need + plan->legs.n_legs)
    plan->over = (int) need - (int) plan->room;
}

guint
bs_story_plan_count_overset_characters (const BsStoryPlan *plan)
{
  guint first = plan->leg[plan->legs.n_legs - 1].end;
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

static void
draw_leg (const BsStoryPlan *plan, const BsSetting *setting, const BsLeg *leg, const BsRect *rect,
          BsDisplayListBuilder *builder)
{
  for (guint i = leg->start; i < leg->end; i++)
    {
      const BsBodyLine *line = &g_array_index (plan->body->lines, BsBodyLine, i);
      BsRect slot = {
        rect->x,
        rect->y + (BsUnit) (leg->top + i - leg->start) * setting->format->line_height,
        plan->legs.measure,
        setting->format->line_height,
      };

      bs_part_draw (g_ptr_array_index (plan->body->parts, line->part), line->line, &slot, builder);
      if (line->tail >= 0)
        bs_part_draw (g_ptr_array_index (plan->body->parts, line->tail), 0, &slot, builder);
    }
}

static void
add_leg_region (const BsStoryPlan *plan, const BsBox *box, const BsSetting *setting, guint index,
                BsDisplayListBuilder *builder)
{
  const BsLeg *leg = &plan->leg[index];
  BsRect rect = bs_box_get_rect (box, setting->format);
  BsRegion region = { .kind = BS_REGION_LEG, .id = box->id, .ref = box->refs[0] };

  region.rect = (BsRect) {
    rect.x + (BsUnit) index * plan->legs.step,
    rect.y + (BsUnit) leg->top * setting->format->line_height,
    plan->legs.measure,
    (BsUnit) leg->lines * setting->format->line_height,
  };
  bs_display_list_builder_add_region (builder, &region);
}

/**
 * bs_story_plan_draw:
 * @plan: a plan
 * @setting: what it was made with
 * @box: its box
 * @builder: takes the drawing, in reading order: header, then leg by leg
 *
 * The story's own photo is drawn by the caller into bs_story_plan_get_picture_rect().
 */
void
bs_story_plan_draw (const BsStoryPlan *plan, const BsSetting *setting, const BsBox *box,
                    BsDisplayListBuilder *builder)
{
  BsRect rect = bs_box_get_rect (box, setting->format);

  if (plan->header->grid_lines > 0)
    {
      BsRegion region = { .kind = BS_REGION_HEADLINE, .id = box->id, .ref = box->refs[0] };

      region.rect = (BsRect) {
        rect.x + (BsUnit) plan->header_first * plan->legs.step,
        rect.y,
        plan->header->request.width,
        (BsUnit) MIN (plan->header_lines, box->lines) * setting->format->line_height,
      };
      bs_display_list_builder_add_region (builder, &region);
      bs_header_draw (plan->header, setting, &region.rect, builder);
    }
  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      BsRect leg = rect;

      leg.x += (BsUnit) i * plan->legs.step;
      add_leg_region (plan, box, setting, i, builder);
      draw_leg (plan, setting, &plan->leg[i], &leg, builder);
    }
}
