/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-story-box-private.h"

#define PICTURE_GAP_LINES 1

/* How badly a leg may end: on a subhead, before the last line of a paragraph, after the first;
 * and how short it may be. */
#define COST_STRANDED 200
#define COST_WIDOW 60
#define COST_ORPHAN 25
#define COST_SHORT 12
#define COST_NEVER 1000000
#define MOST_SHORT 2

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
bs_story_choose_header (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class)
{
  const BsPageFormat *format = setting->format;
  BsHeaderRequest request = { 0 };
  BsLegs legs;

  bs_box_get_legs (box, format, &legs);
  request.width = bs_page_format_get_columns_width (format, box->columns);
  if (covered_legs (box, &legs) < legs.n_legs)
    request.width = bs_legs_get_width (&legs, covered_legs (box, &legs));
  request.max_size = box->head_size > 0 ? box->head_size : format->bands[story_class - 1].max;
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

/* What it costs to end a leg after body line @end - 1. */
static guint
rate_break (const BsBody *body, guint end)
{
  const BsBodyLine *last;
  const BsBodyLine *next;

  if (end == 0 || end >= body->lines->len)
    return 0;
  last = &g_array_index (body->lines, BsBodyLine, end - 1);
  next = &g_array_index (body->lines, BsBodyLine, end);
  if (last->flags & BS_LINE_KEEP_NEXT)
    return COST_STRANDED;

  return (next->flags & BS_LINE_CLOSES ? COST_WIDOW : 0)
         + (last->flags & BS_LINE_OPENS ? COST_ORPHAN : 0);
}

/* One leg after the other as full as it goes: too much text, or a box that stays empty anyway. */
static guint
pour_full (BsStoryPlan *plan)
{
  guint n_lines = plan->body->lines->len;
  guint at = 0;

  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      plan->leg[i].start = at;
      at += MIN (plan->leg[i].lines, n_lines - at);
      plan->leg[i].end = at;
    }

  return at;
}

/* What is left over, less than a line a leg, is shared out so that few legs end badly: least cost
 * over all ways to leave zero, one or two lines of each leg empty. */
static guint
pour_balanced (BsStoryPlan *plan, guint spare)
{
  guint n_legs = plan->legs.n_legs;
  guint cost[BS_MAX_LEGS + 1][BS_MAX_LEGS + 1];
  guint8 choice[BS_MAX_LEGS + 1][BS_MAX_LEGS + 1];
  guint filled[BS_MAX_LEGS + 1] = { 0 };

  for (guint i = 0; i < n_legs; i++)
    filled[i + 1] = filled[i] + plan->leg[i].lines;
  for (guint i = 0; i <= n_legs; i++)
    for (guint empty = 0; empty <= spare; empty++)
      cost[i][empty] = i == 0 && empty == 0 ? 0 : COST_NEVER;
  for (guint i = 0; i < n_legs; i++)
    for (guint empty = 0; empty <= spare; empty++)
      for (guint less = 0; less <= MIN (MOST_SHORT, spare - empty); less++)
        {
          guint end = filled[i + 1] - empty - less;
          guint sum = cost[i][empty];

          if (sum >= COST_NEVER || less > plan->leg[i].lines)
            continue;
          /* Short legs come last rather than first. */
          sum += rate_break (plan->body, end) + less * less * COST_SHORT
                 + (less > 0 ? n_legs - i : 0);
          if (sum < cost[i + 1][empty + less])
            {
              cost[i + 1][empty + less] = sum;
              choice[i + 1][empty + less] = (guint8) less;
            }
        }
  if (cost[n_legs][spare] >= COST_NEVER)
    return pour_full (plan);
  for (guint i = n_legs, empty = spare; i > 0; i--)
    {
      guint less = choice[i][empty];

      plan->leg[i - 1].end = filled[i] - empty;
      empty -= less;
      plan->leg[i - 1].start = filled[i - 1] - empty;
    }

  return plan->body->lines->len;
}

static guint
pour (BsStoryPlan *plan)
{
  guint n_lines = plan->body->lines->len;

  if (plan->room < n_lines || plan->room >= n_lines + plan->legs.n_legs)
    return pour_full (plan);

  return pour_balanced (plan, plan->room - n_lines);
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

  *plan = (BsStoryPlan){ 0 };
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
  if (placed < need && bs_copy_goes_on (copy))
    {
      plan->body = bs_copy_get_cut_body (copy, setting, plan->body, plan->room);
      need = placed = pour (plan);
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

  region.rect = (BsRect){
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

      region.rect = (BsRect){
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
