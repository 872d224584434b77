/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-story-box-private.h"

#define PICTURE_GAP_LINES 1
/* Text below a vertical headline is worth reading from here on, else the headline has its legs to
 * themselves. */
#define LEAST_BELOW_VERTICAL 6
/* What a picture leaves of a leg: one line is no text. */
#define LEAST_BESIDE_PICTURE 2
#define LEAST_PICTURE 2
#define LEAST_NARROW                                                                               \
  6 /* characters in a line beside a picture; fewer, and the leg is the picture's */
#define MOST_LINES 1000

static guint
covered_legs (const BsBox *box, const BsLegs *legs)
{
  guint n = legs->n_legs;

  if (box->position == BS_HEAD_ABOVE || n < 2)
    return n;
  if (box->head_legs > 0)
    return MIN (box->head_legs, n);
  if (box->position == BS_HEAD_VERTICAL)
    return 1;
  if (box->position == BS_HEAD_MIDDLE && n > 2)
    return n - 2;

  return MAX (1, n / 2);
}

static guint
first_covered_leg (const BsBox *box, const BsLegs *legs)
{
  guint n_free = legs->n_legs - covered_legs (box, legs);

  if (box->position == BS_HEAD_RIGHT)
    return n_free;

  return box->position == BS_HEAD_MIDDLE ? n_free / 2 : 0;
}

/* @lines: of the box, for a headline as high as that; 0: as high as it needs. */
static const BsHeader *
choose_header (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class,
               guint lines)
{
  const BsPageFormat *format = setting->format;
  g_autofree char *path = NULL;
  BsHeaderRequest request = { 0 };
  BsLegs legs;

  bs_box_get_legs (box, format, &legs);
  request.width = bs_box_get_content_width (box, format);
  if (covered_legs (box, &legs) < legs.n_legs)
    request.width = bs_legs_get_width (&legs, covered_legs (box, &legs));
  request.max_size = box->head_size > 0 ? box->head_size : format->bands[story_class - 1].max;
  request.min_size = 105;
  request.lines = box->head_lines;
  if (box->head_text != NULL && *box->head_text != '\0')
    {
      g_autofree char *rest = g_strdup_printf ("boxes/%s/headline/text", box->id);

      path = bs_issue_dup_path ("pages", setting->page, rest);
      request.text = box->head_text;
      request.text_path = path;
    }
  if (box->position == BS_HEAD_VERTICAL)
    {
      request.vertical = TRUE;
      request.height = (BsUnit) (lines > 0 ? lines : box->head_height) * format->line_height;
    }

  return bs_copy_get_header (copy, setting, &request);
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
  return choose_header (copy, setting, box, story_class, 0);
}

/* A box that is lower than its header gets the largest header that goes in. */
static const BsHeader *
shrink_header (BsCopy *copy, const BsSetting *setting, const BsBox *box, guint story_class,
               const BsHeader *header)
{
  guint inner = MAX (1, box->lines - MIN (box->lines, 2 * bs_box_get_padding_lines (box)));
  BsBox smaller = *box;

  if (box->position == BS_HEAD_VERTICAL && header->grid_lines > inner)
    header = choose_header (copy, setting, box, story_class, inner);
  for (guint i = 0; bs_headline_sizes[i] != 0 && header->grid_lines > inner; i++)
    {
      if (bs_headline_sizes[i] >= header->size)
        continue;
      smaller.head_size = bs_headline_sizes[i];
      header = choose_header (copy, setting, &smaller, story_class,
                              box->position == BS_HEAD_VERTICAL ? inner : 0);
    }

  return header;
}

static BsUnit
leg_left (const BsStoryPlan *plan, guint leg)
{
  return plan->legs.left + (BsUnit) leg * plan->legs.step;
}

/* Of a leg that the picture covers partly: what it leaves, in whole characters, a gutter away. */
static BsUnit
find_narrow (const BsStoryPlan *plan, guint leg, const BsPageFormat *format, BsUnit *left)
{
  BsUnit gutter = (BsUnit) format->gutter_characters * format->em;
  BsUnit before = plan->picture_left - gutter - leg_left (plan, leg);
  BsUnit end = plan->picture_left + plan->picture_width + gutter;
  BsUnit after = leg_left (plan, leg) + plan->legs.measure - end;
  BsUnit width = MAX (before, after) / format->em * format->em;

  if (width < LEAST_NARROW * format->em)
    return 0;
  *left = before >= after ? leg_left (plan, leg)
                          : leg_left (plan, leg) + plan->legs.measure - width;

  return width;
}

/* Where it leaves too little of a leg for text, the picture takes all of it. */
static void
take_whole_legs (BsStoryPlan *plan, const BsPageFormat *format)
{
  for (guint i = plan->picture_first; i < plan->picture_first + plan->picture_legs; i++)
    {
      BsUnit right = plan->picture_left + plan->picture_width;
      BsUnit left = leg_left (plan, i);

      if (find_narrow (plan, i, format, &left) > 0)
        continue;
      right = MAX (right, left + plan->legs.measure);
      plan->picture_left = MIN (plan->picture_left, left);
      plan->picture_width = right - plan->picture_left;
    }
}

/* In whole legs or, where the box says so, whole characters. */
static void
place_picture_across (BsStoryPlan *plan, const BsBox *box, const BsPageFormat *format)
{
  guint n_legs = plan->legs.n_legs;
  guint n_whole = MIN (box->picture_legs, n_legs);
  BsUnit width = bs_legs_get_width (&plan->legs, n_legs);
  BsUnit free;

  plan->picture_width = bs_legs_get_width (&plan->legs, n_whole);
  if (box->picture_characters > 0)
    plan->picture_width = MIN (width, (BsUnit) box->picture_characters * format->em);
  free = width - plan->picture_width;
  plan->picture_left = plan->legs.left + free;
  if (box->picture_side == BS_PICTURE_LEFT)
    plan->picture_left = plan->legs.left;
  else if (box->picture_side == BS_PICTURE_MIDDLE && box->picture_characters > 0)
    plan->picture_left = plan->legs.left + free / 2 / format->em * format->em;
  else if (box->picture_side == BS_PICTURE_MIDDLE)
    plan->picture_left = leg_left (plan, (n_legs - n_whole) / 2);
  for (guint i = 0; i < n_legs && plan->picture_width > 0; i++)
    if (leg_left (plan, i) < plan->picture_left + plan->picture_width
        && leg_left (plan, i) + plan->legs.measure > plan->picture_left)
      {
        if (plan->picture_legs == 0)
          plan->picture_first = i;
        plan->picture_legs = i + 1 - plan->picture_first;
      }
  take_whole_legs (plan, format);
}

/**
 * bs_story_box_get_picture_width:
 * @box: a story's box with pictures
 * @format: of the page
 *
 * Returns: of all its pictures together, as they will stand among its legs
 */
BsUnit
bs_story_box_get_picture_width (const BsBox *box, const BsPageFormat *format)
{
  BsStoryPlan plan = { 0 };

  bs_box_get_legs (box, format, &plan.legs);
  place_picture_across (&plan, box, format);

  return plan.picture_width;
}

static void
place_parts (BsStoryPlan *plan, const BsBox *box, const BsPageFormat *format)
{
  plan->padding = bs_box_get_padding_lines (box);
  plan->header_legs = covered_legs (box, &plan->legs);
  plan->header_first = first_covered_leg (box, &plan->legs);
  plan->header_lines = plan->header->grid_lines;
  if (box->picture_lines > 0 && box->n_refs > 1)
    place_picture_across (plan, box, format);
}

static gboolean
is_covered (const BsStoryPlan *plan, guint leg)
{
  return leg >= plan->header_first && leg < plan->header_first + plan->header_legs;
}

static gboolean
is_in_picture (const BsStoryPlan *plan, guint leg)
{
  return leg >= plan->picture_first && leg < plan->picture_first + plan->picture_legs;
}

/* First line of a leg that the header leaves, at most @foot. */
static guint
find_top (const BsStoryPlan *plan, guint leg, guint foot)
{
  guint top = plan->padding;

  if (is_covered (plan, leg))
    top += plan->header_lines;
  if (is_covered (plan, leg) && plan->header->vertical && plan->header_lines > 0
      && top + LEAST_BELOW_VERTICAL > foot)
    top = foot;

  return MIN (top, foot);
}

static void
place_picture (BsStoryPlan *plan, const BsBox *box, guint foot)
{
  guint top = plan->padding;

  for (guint i = 0; i < plan->legs.n_legs; i++)
    if (is_in_picture (plan, i))
      top = MAX (top, find_top (plan, i, foot));
  if (box->picture_line > 0)
    top += box->picture_line + PICTURE_GAP_LINES;
  plan->picture_top = MIN (top, foot);
  plan->picture_lines = MIN (box->picture_lines, foot - plan->picture_top);
  if (plan->picture_lines < LEAST_PICTURE)
    plan->picture_lines = 0;
}

static void
add_span (BsStoryPlan *plan, guint leg, guint top, guint foot)
{
  BsSpan *span = &plan->span[plan->n_spans];

  if (top >= foot || plan->n_spans >= BS_MAX_SPANS)
    return;
  *span = (BsSpan){ .leg = leg,
                    .left = leg_left (plan, leg),
                    .width = plan->legs.measure,
                    .top = top,
                    .lines = foot - top };
  plan->n_spans++;
  plan->room += span->lines;
  if (plan->leg[leg].lines == 0)
    plan->leg[leg].top = top;
  plan->leg[leg].lines += span->lines;
}

/* What a picture leaves of one leg. */
static void
add_spans_beside (BsStoryPlan *plan, guint leg, guint top, guint foot, const BsPageFormat *format)
{
  guint above = MAX (top, plan->picture_top - MIN (plan->picture_top, PICTURE_GAP_LINES));
  guint below = plan->picture_top + plan->picture_lines + PICTURE_GAP_LINES;
  BsUnit left = 0;
  BsUnit width = find_narrow (plan, leg, format, &left);

  if (width > 0)
    {
      guint n_before;

      add_span (plan, leg, top, MIN (above, foot));
      n_before = plan->n_spans;
      add_span (plan, leg, above, MIN (below, foot));
      if (plan->n_spans > n_before)
        {
          plan->span[n_before].left = left;
          plan->span[n_before].width = width;
          plan->n_shaped = plan->n_spans;
        }
      add_span (plan, leg, below, foot);
      return;
    }
  if (top + LEAST_BESIDE_PICTURE <= above)
    add_span (plan, leg, top, above);
  if (below + LEAST_BESIDE_PICTURE <= foot)
    add_span (plan, leg, below, foot);
  else if (plan->leg[leg].lines == 0)
    plan->leg[leg].top = foot;
}

/* Room for the body when the box is @lines high and the header takes plan->header_lines. */
static guint
make_room (BsStoryPlan *plan, const BsBox *box, guint lines, const BsPageFormat *format)
{
  guint foot = lines > 2 * plan->padding ? lines - plan->padding : MIN (plan->padding, lines);

  plan->room = 0;
  plan->n_spans = 0;
  plan->n_shaped = 0;
  if (plan->picture_legs > 0)
    place_picture (plan, box, foot);
  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      guint top = find_top (plan, i, foot);

      plan->leg[i] = (BsLeg){ .top = top };
      if (is_in_picture (plan, i) && plan->picture_lines > 0)
        add_spans_beside (plan, i, top, foot, format);
      else
        add_span (plan, i, top, foot);
    }

  return plan->room;
}

/* Lines beside a picture are composed to the width that they have where they stand. */
static guint
set_body (BsStoryPlan *plan, BsCopy *copy, const BsSetting *setting)
{
  g_autofree BsMeasure *measures = NULL;
  guint n = 0;

  if (plan->n_shaped == 0)
    plan->body = bs_copy_get_body (copy, setting, plan->legs.characters);
  else
    {
      measures = g_new0 (BsMeasure, plan->room + 1);
      for (guint i = 0; i < plan->n_shaped; i++)
        for (guint j = 0; j < plan->span[i].lines; j++)
          measures[n++].width = plan->span[i].width;
      measures[n++].width = plan->legs.measure;
      plan->body = bs_copy_get_shaped_body (copy, setting, measures, n);
    }

  return plan->body->lines->len;
}

static guint
pour (BsStoryPlan *plan)
{
  guint placed = bs_story_plan_pour (plan);

  for (guint i = 0; i < plan->legs.n_legs; i++)
    plan->leg[i].start = plan->leg[i].end = 0;
  for (guint i = 0; i < plan->n_spans; i++)
    {
      BsLeg *leg = &plan->leg[plan->span[i].leg];

      if (leg->top == plan->span[i].top)
        leg->start = plan->span[i].start;
      leg->end = plan->span[i].end;
    }

  return placed;
}

static gboolean
holds_all (BsStoryPlan *plan, BsCopy *copy, const BsSetting *setting, const BsBox *box, guint lines)
{
  guint room = make_room (plan, box, lines, setting->format);
  guint need = set_body (plan, copy, setting);

  return room >= need && pour (plan) >= need;
}

/**
 * bs_story_plan_get_least_lines:
 * @copy: the story's copy
 * @setting: what to compose with
 * @box: how the story is dressed; its lines are not read
 * @story_class: 1 … 4
 *
 * Returns: the fewest lines that hold header, pictures and all the text
 */
guint
bs_story_plan_get_least_lines (BsCopy *copy, const BsSetting *setting, const BsBox *box,
                               guint story_class)
{
  const BsPageFormat *format = setting->format;
  BsStoryPlan plan = { 0 };
  guint taken;
  guint lines;
  guint least;

  plan.header = bs_story_choose_header (copy, setting, box, story_class);
  bs_box_get_legs (box, format, &plan.legs);
  place_parts (&plan, box, format);
  /* In a box that is high enough for anything, what is no room is taken for good. */
  make_room (&plan, box, MOST_LINES, format);
  taken = plan.legs.n_legs * MOST_LINES - plan.room;
  lines = (set_body (&plan, copy, setting) + taken + plan.legs.n_legs - 1) / plan.legs.n_legs;
  /* Narrow lines hold less: with a picture the text may need fewer lines than with all of them. */
  if (plan.n_shaped > 0)
    lines = lines * 2 / 3;
  least = plan.padding * 2 + plan.header_lines;
  if (plan.picture_legs > 0)
    least = MAX (least, plan.picture_top + box->picture_lines + plan.padding);
  lines = MAX (lines, least);
  /* Legs beside a high header fill first: the average may be too low. */
  while (lines < MOST_LINES && !holds_all (&plan, copy, setting, box, lines))
    lines++;

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
 * White that is over goes to the header, up to %BS_HEADER_SLACK lines; more is reported. Of copy
 * that goes on in another box, as much is taken as there is room for.
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
  plan->header = shrink_header (copy, setting, box, story_class, plan->header);
  bs_box_get_legs (box, setting->format, &plan->legs);
  place_parts (plan, box, setting->format);
  least = plan->header_lines;
  plan->header_lines = least > 0 ? least + BS_HEADER_SLACK : 0;
  for (;;)
    {
      make_room (plan, box, box->lines, setting->format);
      need = set_body (plan, copy, setting);
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
