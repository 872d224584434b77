/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-taste-private.h"

#include "layout/bs-photo-box-private.h"
#include "layout/bs-story-box-private.h"

#include <math.h>

#define ONE_COLUMN_CHARACTERS 420
#define SHORTEST_LEG 4
#define SHORT_LEG 7
#define LONG_LEG 30
#define ENDLESS_LEG 48
#define GRAY_LINES 30
#define GRAY_COLUMNS 3
#define BRIEF_COLUMNS 4
#define LEAST_MEASURE 16 /* of legs that are not the page's columns, characters */
#define MOST_MEASURE 28
#define MOST_SLACK 3
#define NARROW_LETTERS 4 /* in an em, at most */
#define PICTURE_STEPS 4  /* heights that a story's own picture is tried at */
#define WIDEST_INSET 4   /* legs */

/* What all dresses of a story share. */
typedef struct
{
  BsLayoutItem *item;
  const BsSetting *setting;
  BsPageFormat *format;
  BsCopy *copy;
  gboolean takes_ragged; /* a headline with a line under half of another: no other way was found */
} Dresser;

static guint16
leg_columns (const BsStoryPlan *plan, guint columns, guint first, guint n)
{
  guint n_legs = MAX (1, plan->legs.n_legs);
  guint from = first * columns / n_legs;
  guint to = ((first + n) * columns + n_legs - 1) / n_legs;

  return (guint16) (((1u << to) - 1) & ~((1u << from) - 1));
}

/* A vertical headline bumps into nothing: its letters run down. */
static void
set_head_edges (BsShape *shape, const BsStoryPlan *plan)
{
  BsLineMask head = bs_mask_shift (bs_mask_lines (plan->header_lines), plan->padding);

  if (plan->header_lines == 0 || shape->box.position == BS_HEAD_VERTICAL)
    return;
  if (plan->header_first == 0)
    shape->edges.head_left = head;
  if (plan->header_first + plan->header_legs >= plan->legs.n_legs)
    shape->edges.head_right = head;
}

/* @shape has its box and lines. */
static void
set_edges (BsShape *shape, const BsStoryPlan *plan)
{
  BsLineMask picture = bs_mask_shift (bs_mask_lines (plan->picture_lines), plan->picture_top);
  guint16 columns = leg_columns (plan, shape->columns, plan->picture_first, plan->picture_legs);

  set_head_edges (shape, plan);
  if (plan->picture_legs == 0)
    return;
  if (plan->picture_first == 0)
    shape->edges.photo_left = picture;
  if (plan->picture_first + plan->picture_legs >= plan->legs.n_legs)
    shape->edges.photo_right = picture;
  if (plan->picture_top == 0)
    shape->edges.photo_top = columns;
  if (plan->picture_top + plan->picture_lines >= shape->box.lines)
    shape->edges.photo_foot = columns;
}

/* The shortest line of a headline beside its longest. */
static float
get_balance (const BsHeader *header)
{
  const BsHeaderItem *item = &header->items[BS_HEADER_HEADLINE];
  guint32 shortest = G_MAXUINT32;
  guint32 longest = 1;

  if (item->part.paragraph == NULL)
    return 1;
  for (guint i = 0; i < bs_paragraph_get_n_lines (item->part.paragraph); i++)
    {
      const BsLine *line = bs_paragraph_get_line (item->part.paragraph, i);

      shortest = MIN (shortest, line->end - line->start);
      longest = MAX (longest, line->end - line->start);
    }

  return shortest == G_MAXUINT32 ? 1 : (float) shortest / (float) longest;
}

static float
judge_head (const Dresser *dresser, const BsStoryPlan *plan, const BsBox *box)
{
  const BsLayoutItem *item = dresser->item;
  const BsHeader *header = plan->header;
  guint min = dresser->format->bands[item->story_class - 1].min;
  guint max = dresser->format->bands[item->story_class - 1].max;
  float ideal = (item->lead ? max * 3 + min : max + min) / (item->lead ? 40.0f : 20.0f);
  float cost = bs_shape_taste.position[box->position];

  if (header->n_lines == 0)
    return cost;
  if (header->n_lines > 1)
    cost += bs_shape_taste.head_balance
            * MAX (0, bs_shape_taste.least_balance - get_balance (header));
  cost += bs_shape_taste.head_size * fabsf (header->size / 10.0f - ideal);
  if (box->position != BS_HEAD_VERTICAL)
    cost += bs_shape_taste.head_fill * MAX (0, bs_shape_taste.least_fill - (float) header->fill);

  return cost + bs_shape_taste.head_lines[CLAMP (header->n_lines, 1, 3) - 1];
}

static guint
line_flags (const BsStoryPlan *plan, guint line)
{
  return line < plan->body->lines->len ? g_array_index (plan->body->lines, BsBodyLine, line).flags
                                       : 0;
}

static float
judge_leg_ends (const BsStoryPlan *plan)
{
  float cost = 0;

  for (guint i = 0; i + 1 < plan->n_spans; i++)
    {
      guint end = plan->span[i].end;

      if (end == plan->span[i].start || end >= plan->body->lines->len)
        continue;
      if ((line_flags (plan, end - 1) & BS_LINE_KEEP_NEXT) != 0)
        cost += bs_shape_taste.stranded;
      else if ((line_flags (plan, end) & BS_LINE_CLOSES) != 0)
        cost += bs_shape_taste.widow;
      else if ((line_flags (plan, end - 1) & BS_LINE_OPENS) != 0)
        cost += bs_shape_taste.orphan;
    }

  return cost;
}

static float
judge_legs (const BsStoryPlan *plan)
{
  float cost = judge_leg_ends (plan);
  guint longest = 0;
  guint least_empty = G_MAXUINT;

  for (guint i = 0; i < plan->legs.n_legs; i++)
    if (plan->leg[i].lines > 0)
      least_empty = MIN (least_empty, plan->leg[i].lines - (plan->leg[i].end - plan->leg[i].start));
  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      guint lines = plan->leg[i].lines;

      if (lines == 0)
        continue;
      longest = MAX (longest, lines);
      if (lines < SHORT_LEG)
        cost += bs_shape_taste.short_leg * (float) (SHORT_LEG - lines) / (float) plan->legs.n_legs;
      if (lines - (plan->leg[i].end - plan->leg[i].start) > least_empty + 1)
        cost += bs_shape_taste.ragged;
    }
  if (longest > LONG_LEG)
    cost += bs_shape_taste.long_leg * (float) (longest - LONG_LEG);
  if (longest > ENDLESS_LEG)
    cost += bs_shape_taste.endless_leg * (float) (longest - ENDLESS_LEG);

  return cost;
}

/* Lines of a leg that are nothing but text. */
static BsLineMask
text_lines (const BsStoryPlan *plan, guint leg)
{
  BsLineMask lines = 0;

  for (guint i = 0; i < plan->n_spans; i++)
    {
      const BsSpan *span = &plan->span[i];

      if (span->leg != leg)
        continue;
      for (guint j = span->start; j < span->end; j++)
        if ((line_flags (plan, j) & BS_LINE_SUBHEAD) == 0)
          lines |= bs_mask_shift (1, span->top + j - span->start);
    }

  return lines;
}

static guint
longest_run (BsLineMask lines)
{
  guint run = 0;

  while (lines != 0)
    {
      lines &= lines << 1;
      run++;
    }

  return run;
}

/* The highest stretch over three columns without headline, subhead or picture. */
static guint
count_gray (const BsStoryPlan *plan, const BsBox *box)
{
  guint n_legs = plan->legs.n_legs;
  guint need = (GRAY_COLUMNS * n_legs + box->columns - 1) / box->columns;
  BsLineMask lines[BS_MAX_LEGS];
  guint gray = 0;

  if (box->columns < GRAY_COLUMNS || box->lines <= GRAY_LINES)
    return 0;
  for (guint i = 0; i < n_legs; i++)
    lines[i] = text_lines (plan, i);
  for (guint i = 0; i + need <= n_legs; i++)
    {
      BsLineMask all = lines[i];

      for (guint j = 1; j < need; j++)
        all &= lines[i + j];
      gray = MAX (gray, longest_run (all));
    }

  return gray;
}

static float
judge_width (const Dresser *dresser, const BsBox *box)
{
  const BsLayoutItem *item = dresser->item;
  float share = (float) box->columns / (float) dresser->format->n_columns;
  float cost = 0;

  if (item->lead)
    cost += bs_shape_taste.lead_share * MAX (0, bs_shape_taste.least_lead - share);

  if (box->columns == 1)
    cost += bs_shape_taste.one_column
            + (item->characters > ONE_COLUMN_CHARACTERS ? bs_shape_taste.one_column_long : 0);
  if (item->lead && box->columns < 3)
    cost += bs_shape_taste.narrow_lead;
  else if (item->lead && box->columns == 3)
    cost += bs_shape_taste.slim_lead;
  if (item->story_class == BS_PAGE_FORMAT_CLASSES && box->columns >= BRIEF_COLUMNS)
    cost += bs_shape_taste.wide_brief;

  return cost;
}

static float
judge_picture (const BsLayoutItem *item, const BsStoryPlan *plan, const BsBox *box)
{
  float cost = 0;

  if (plan->picture_legs == 0)
    return 0;
  if (plan->picture_legs > 2 && !item->lead)
    cost += bs_shape_taste.large_inset * (float) (plan->picture_legs - 2);
  if (item->lead && plan->picture_legs * 2 < plan->legs.n_legs)
    cost += bs_shape_taste.small_inset;

  return cost + bs_shape_taste.inset_side[box->picture_side];
}

static float
judge_story (const Dresser *dresser, const BsStoryPlan *plan, const BsBox *box, guint gray)
{
  float cost = judge_head (dresser, plan, box) + judge_legs (plan) + judge_width (dresser, box)
               + judge_picture (dresser->item, plan, box);

  if (plan->legs.n_legs != box->columns && *box->frame == '\0')
    cost += bs_shape_taste.wide_legs;
  if (gray > GRAY_LINES)
    cost += bs_shape_taste.gray * (float) (gray - GRAY_LINES);
  if (*box->frame != '\0')
    cost += bs_shape_taste.frame;

  return cost;
}

static gboolean
is_acceptable (const Dresser *dresser, const BsStoryPlan *plan)
{
  const BsHeader *header = plan->header;

  if (plan->over != 0)
    return FALSE;
  for (guint i = 0; i < plan->legs.n_legs; i++)
    if (plan->leg[i].lines < SHORTEST_LEG && plan->legs.n_legs > 1 && plan->leg[i].lines > 0)
      return FALSE;
  if (header->n_lines == 0)
    return TRUE;

  return header->fits && !header->splits_word
         && header->size >= dresser->format->bands[dresser->item->story_class - 1].min;
}

/* All heights of one dress: from the least, with white in the header as far as none would see. */
static void
add_heights (const Dresser *dresser, const BsBox *dress)
{
  guint story_class = dresser->item->story_class;
  guint least = bs_story_plan_get_least_lines (dresser->copy, dresser->setting, dress, story_class);

  for (guint slack = 0; slack <= MOST_SLACK; slack++)
    {
      BsShape shape = { .columns = (guint16) dress->columns, .box = *dress };
      BsStoryPlan plan;
      guint white;

      shape.box.lines = least + slack;
      if (shape.box.lines >= BS_MASK_LINES)
        return;
      bs_story_plan_init (&plan, dresser->copy, dresser->setting, &shape.box, story_class);
      if (!is_acceptable (dresser, &plan))
        {
          if (slack == 0)
            return;
          continue;
        }
      white = plan.header_lines > plan.header->grid_lines && plan.header->n_lines > 0
                ? MIN (MOST_SLACK, plan.header_lines - plan.header->grid_lines)
                : 0;
      shape.lines = (guint16) (shape.box.lines + 1);
      shape.gray = (guint8) count_gray (&plan, &shape.box);
      shape.cost = judge_story (dresser, &plan, &shape.box, shape.gray)
                   + bs_shape_taste.slack * (float) (white * white);
      set_edges (&shape, &plan);
      bs_layout_item_keep (dresser->item, &shape);
    }
}

/* Every size of the class's band at which the headline's lines still fit. */
static void
add_sizes (const Dresser *dresser, const BsBox *dress)
{
  guint story_class = dresser->item->story_class;
  guint min = dresser->format->bands[story_class - 1].min;
  guint size = dresser->format->bands[story_class - 1].max;

  while (size >= min)
    {
      BsBox box = *dress;
      const BsHeader *header;
      guint next = 0;

      box.head_size = size;
      header = bs_story_choose_header (dresser->copy, dresser->setting, &box, story_class);
      if (header->size < min || !header->fits || header->splits_word)
        return;
      box.head_size = header->size;
      if (!header->ragged || dresser->takes_ragged)
        add_heights (dresser, &box);
      for (guint i = 0; bs_headline_sizes[i] != 0 && next == 0; i++)
        if (bs_headline_sizes[i] < header->size)
          next = bs_headline_sizes[i];
      if (next == 0 || header->n_lines == 0)
        return;
      size = next;
    }
}

/* Over some of the legs, at the left, at the right, in the middle; downwards in the first. */
static void
add_partial_heads (const Dresser *dresser, const BsBox *dress, guint n_legs)
{
  BsBox box = *dress;

  for (guint covered = 1; covered < n_legs; covered++)
    {
      if (covered * 4 < n_legs || covered * 4 > n_legs * 3)
        continue;
      box.head_legs = covered;
      box.position = BS_HEAD_LEFT;
      add_sizes (dresser, &box);
      box.position = BS_HEAD_RIGHT;
      add_sizes (dresser, &box);
      box.position = BS_HEAD_MIDDLE;
      if (n_legs >= 3 && (n_legs - covered) % 2 == 0)
        add_sizes (dresser, &box);
    }
  if (dress->head_lines > 2 || n_legs < 2)
    return;
  box.position = BS_HEAD_VERTICAL;
  box.head_legs = 1;
  add_sizes (dresser, &box);
}

static void
add_heads (const Dresser *dresser, const BsBox *dress)
{
  BsLegs legs;

  bs_box_get_legs (dress, dresser->format, &legs);
  for (guint lines = 1; lines <= 3; lines++)
    {
      BsBox box = *dress;

      box.head_lines = lines;
      add_sizes (dresser, &box);
      if (!dresser->item->lead && dress->picture_lines == 0)
        add_partial_heads (dresser, &box, legs.n_legs);
    }
}

static void
add_sides (const Dresser *dresser, BsBox *box, guint n_legs)
{
  static const BsPictureSide sides[] = { BS_PICTURE_RIGHT, BS_PICTURE_LEFT, BS_PICTURE_MIDDLE };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      if ((i > 0 && box->picture_legs >= n_legs)
          || (sides[i] == BS_PICTURE_MIDDLE && (n_legs - box->picture_legs) % 2 != 0))
        continue;
      box->picture_side = sides[i];
      add_heads (dresser, box);
    }
}

/* The story's own photos among its legs, in several widths and heights. */
static void
add_insets (const Dresser *dresser, const BsBox *dress)
{
  guint least = dresser->item->n_refs > 2 ? 3 : 2;
  BsLegs legs;

  bs_box_get_legs (dress, dresser->format, &legs);
  for (guint covered = MIN (least, legs.n_legs); covered <= MIN (WIDEST_INSET, legs.n_legs);
       covered++)
    {
      BsPhotoLines lines;
      BsBox box = *dress;
      guint step;

      box.picture_legs = covered;
      bs_story_pictures_measure (dresser->setting, &box, &lines);
      step = MAX (1, (lines.most - lines.least) / PICTURE_STEPS);
      for (guint height = lines.least; height <= lines.most; height += step)
        {
          box.picture_lines = height;
          add_sides (dresser, &box, legs.n_legs);
        }
    }
}

/* Each number of legs that suits. */
static void
add_legs (const Dresser *dresser, BsBox *dress)
{
  guint columns = dress->columns;

  add_heads (dresser, dress);
  for (guint legs = columns > 3 ? columns - 2 : 1; legs < columns; legs++)
    {
      BsLegs shape;

      dress->legs = legs;
      bs_box_get_legs (dress, dresser->format, &shape);
      if (shape.characters >= LEAST_MEASURE && shape.characters <= MOST_MEASURE)
        {
          dress->measure = shape.characters;
          add_heads (dresser, dress);
        }
      dress->measure = 0;
    }
  dress->legs = 0;
}

/* More letters than any page of the format has room for, were they as narrow as Latin ones are. */
static gboolean
is_hopeless (const BsLayoutItem *item, const BsPageFormat *format)
{
  return item->characters / NARROW_LETTERS
         > format->n_lines * format->n_columns * format->column_characters;
}

void
bs_layout_item_add_story (BsLayoutItem *item, BsLayout *layout, const BsSetting *setting,
                          BsPageFormat *format, guint columns)
{
  BsBox dress = { .kind = BS_BOX_STORY, .columns = columns, .n_refs = item->n_refs };
  Dresser dresser = { item, setting, format, NULL, FALSE };

  if (is_hopeless (item, format))
    return;
  dresser.copy = bs_layout_get_page_copy (layout, setting, item->story, format);
  dress.id = dress.label = dress.customer = "";
  dress.head_text = item->head_text != NULL ? item->head_text : "";
  dress.frame = item->frame != NULL ? item->frame : "";
  for (guint i = 0; i < item->n_refs; i++)
    dress.refs[i] = item->refs[i];
  for (guint i = 0; i < 2 && item->shapes[columns]->len == 0; i++)
    {
      dresser.takes_ragged = i > 0;
      if (item->n_refs > 1)
        add_insets (&dresser, &dress);
      else
        add_legs (&dresser, &dress);
    }
  if (!item->soft || item->n_refs > 1 || item->frame != NULL)
    return;
  dress.frame = "rule";
  add_heads (&dresser, &dress);
}

void
bs_box_get_shape (const BsBox *box, BsLayout *self, const BsSetting *setting, BsPageFormat *format,
                  BsShape *shape)
{
  const BsNode *story = NULL;
  BsStoryPlan plan;

  *shape = (BsShape){ .columns = (guint16) box->columns, .lines = (guint16) (box->lines + 1) };
  shape->box = *box;
  if (box->kind == BS_BOX_STORY)
    story = bs_issue_get_story (setting->issue, box->refs[0]);
  if (story != NULL)
    {
      bs_story_plan_init (&plan, bs_layout_get_page_copy (self, setting, story, format), setting,
                          box, bs_story_get_class (setting->issue, story));
      set_edges (shape, &plan);
    }
  else if (box->kind == BS_BOX_PHOTO || box->kind == BS_BOX_GROUP)
    {
      shape->edges.photo_left = shape->edges.photo_right = bs_mask_lines (box->lines);
      shape->edges.photo_top = shape->edges.photo_foot = (guint16) ((1u << box->columns) - 1);
    }
}
