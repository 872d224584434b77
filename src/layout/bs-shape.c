/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-private.h"

#include "layout/bs-photo-box-private.h"
#include "layout/bs-story-box-private.h"

#include <math.h>

/* Taste, in one place: what a departure from the ideal costs. */
typedef struct
{
  float head_size; /* a point off the ideal size */
  float head_fill; /* a headline that fills less of its measure than it should */
  float least_fill;
  float head_lines[3]; /* one, two, three lines */
  float slack;         /* a line of white in the header, squared */
  float short_leg;     /* a line less than seven */
  float long_leg;      /* a line more than thirty */
  float endless_leg;   /* a line more than forty-eight, besides */
  float wide_legs;     /* other legs than the columns of the page */
  float position[5];   /* above, left, right, vertical, middle */
  float one_column;
  float one_column_long;
  float narrow_lead; /* under three columns */
  float slim_lead;   /* three */
  float crop;        /* of a known picture, times the squared logarithm */
  float crop_unknown;
  float photo_width[5]; /* one … five columns */
  float large_inset;    /* a column more than two of a story's own photo, but for the lead */
  float small_inset;    /* the lead's photo over less than half of its columns */
} Taste;

static const Taste taste = {
  .head_size = 0.08f,
  .head_fill = 8,
  .least_fill = 0.72f,
  .head_lines = { 0, 0.4f, 2 },
  .slack = 0.35f,
  .short_leg = 1,
  .long_leg = 0.22f,
  .endless_leg = 0.5f,
  .wide_legs = 0.8f,
  .position = { 0, 1.2f, 6, 3, 2.2f },
  .one_column = 3,
  .one_column_long = 6,
  .narrow_lead = 12,
  .slim_lead = 1.5f,
  .crop = 40,
  .crop_unknown = 12,
  .photo_width = { 20, 0, 0, 0.5f, 3 },
  .large_inset = 0.8f,
  .small_inset = 1.5f,
};

#define ONE_COLUMN_CHARACTERS 420
#define SHORTEST_LEG 4
#define SHORT_LEG 7
#define LONG_LEG 30
#define ENDLESS_LEG 48
#define LEAST_MEASURE 16 /* of legs that are not the page's columns, characters */
#define MOST_MEASURE 28
#define MOST_SLACK 3
#define NARROW_LETTERS 4 /* in an em, at most */
#define WIDEST_PHOTO 5

/* Columns a story of each class may have. */
static const guint widest[] = { 7, 6, 5, 4 };
static const guint narrowest[] = { 3, 2, 1, 1 };

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const BsShape *one = a;
  const BsShape *two = b;

  if (one->lines != two->lines)
    return one->lines < two->lines ? -1 : 1;
  if (one->cost != two->cost)
    return one->cost < two->cost ? -1 : 1;

  return 0;
}

/* Which edges carry headlines or photos: shapes are only compared with their like. */
static guint
signature (const BsEdges *edges)
{
  return (edges->head_left != 0 ? 1 : 0) | (edges->head_right != 0 ? 2 : 0)
         | (edges->photo_right != 0 ? 4 : 0);
}

static void
keep_shape (BsLayoutItem *item, const BsShape *shape)
{
  GArray *shapes = item->shapes[shape->columns];

  for (guint i = 0; i < shapes->len; i++)
    {
      BsShape *old = &g_array_index (shapes, BsShape, i);

      if (old->lines != shape->lines || signature (&old->edges) != signature (&shape->edges))
        continue;
      if (shape->cost < old->cost)
        *old = *shape;
      return;
    }
  g_array_append_val (shapes, *shape);
}

static void
set_story_edges (BsShape *shape, const BsStoryPlan *plan, guint picture_top)
{
  BsLineMask head = bs_mask_lines (plan->header_lines);

  if (plan->header_lines > 0 && plan->header_first == 0)
    shape->edges.head_left = head;
  if (plan->header_lines > 0 && plan->header_first + plan->header_legs == plan->legs.n_legs)
    shape->edges.head_right = head;
  if (shape->box.picture_lines > 0)
    shape->edges.photo_right = bs_mask_shift (bs_mask_lines (shape->box.picture_lines),
                                              picture_top);
}

static float
judge_story (const BsLayoutItem *item, const BsSetting *setting, const BsStoryPlan *plan,
             const BsBox *box)
{
  const BsPageFormat *format = setting->format;
  const BsHeader *header = plan->header;
  guint min = format->bands[item->story_class - 1].min;
  guint max = format->bands[item->story_class - 1].max;
  float ideal = (item->lead ? max * 3 + min : max + min) / (item->lead ? 40.0f : 20.0f);
  float cost = taste.position[box->position];
  guint longest = 0;

  if (header->n_lines > 0)
    {
      cost += taste.head_size * fabsf (header->size / 10.0f - ideal);
      cost += taste.head_fill * MAX (0, taste.least_fill - (float) header->fill);
      cost += taste.head_lines[CLAMP (header->n_lines, 1, 3) - 1];
    }
  for (guint i = 0; i < plan->legs.n_legs; i++)
    {
      guint lines = plan->leg[i].lines;

      longest = MAX (longest, lines);
      if (lines < SHORT_LEG)
        cost += taste.short_leg * (float) (SHORT_LEG - lines) / (float) plan->legs.n_legs;
    }
  if (longest > LONG_LEG)
    cost += taste.long_leg * (float) (longest - LONG_LEG);
  if (longest > ENDLESS_LEG)
    cost += taste.endless_leg * (float) (longest - ENDLESS_LEG);
  if (plan->legs.n_legs != box->columns)
    cost += taste.wide_legs;
  if (box->columns == 1)
    cost += taste.one_column
            + (item->characters > ONE_COLUMN_CHARACTERS ? taste.one_column_long : 0);
  if (plan->picture_legs > 2 && !item->lead)
    cost += taste.large_inset * (float) (plan->picture_legs - 2);
  if (plan->picture_legs > 0 && item->lead && plan->picture_legs * 2 < plan->legs.n_legs)
    cost += taste.small_inset;
  if (item->lead && box->columns < 3)
    cost += taste.narrow_lead;
  else if (item->lead && box->columns == 3)
    cost += taste.slim_lead;

  return cost;
}

static gboolean
is_acceptable (const BsLayoutItem *item, const BsSetting *setting, const BsStoryPlan *plan)
{
  const BsHeader *header = plan->header;

  if (plan->over != 0)
    return FALSE;
  for (guint i = 0; i < plan->legs.n_legs; i++)
    if (plan->leg[i].lines < SHORTEST_LEG && plan->legs.n_legs > 1
        && (plan->leg[i].lines > 0 || i < plan->picture_first || plan->picture_legs == 0))
      return FALSE;
  if (header->n_lines == 0)
    return TRUE;

  return header->fits && !header->splits_word
         && header->size >= setting->format->bands[item->story_class - 1].min;
}

/* All heights of one dress: from the least, with white in the header as far as none would see. */
static void
add_story_heights (BsLayout *self, BsLayoutItem *item, const BsSetting *setting,
                   BsPageFormat *format, const BsBox *dress)
{
  BsCopy *copy = bs_layout_get_copy (self, item->story, format);
  guint least = bs_story_plan_get_least_lines (copy, setting, dress, item->story_class);

  for (guint slack = 0; slack <= MOST_SLACK; slack++)
    {
      BsShape shape = { .columns = (guint16) dress->columns, .box = *dress };
      BsStoryPlan plan;
      guint white;

      shape.box.lines = least + slack;
      if (shape.box.lines >= BS_MASK_LINES)
        return;
      bs_story_plan_init (&plan, copy, setting, &shape.box, item->story_class);
      if (!is_acceptable (item, setting, &plan))
        {
          if (slack == 0)
            return;
          continue;
        }
      white = plan.header_lines - plan.header->grid_lines;
      shape.lines = (guint16) (shape.box.lines + 1);
      shape.cost = judge_story (item, setting, &plan, dress)
                   + taste.slack * (float) (white * white);
      set_story_edges (&shape, &plan, plan.header_lines);
      keep_shape (item, &shape);
    }
}

/* Every size of the class's band at which the headline's lines still fit. */
static void
add_story_sizes (BsLayout *self, BsLayoutItem *item, const BsSetting *setting, BsPageFormat *format,
                 const BsBox *dress)
{
  BsCopy *copy = bs_layout_get_copy (self, item->story, format);
  guint min = format->bands[item->story_class - 1].min;
  guint max = format->bands[item->story_class - 1].max;
  guint size = max;

  while (size >= min)
    {
      BsBox box = *dress;
      const BsHeader *header;
      guint next = 0;

      box.head_size = size;
      header = bs_story_choose_header (copy, setting, &box, item->story_class);
      if (header->size < min || !header->fits || header->splits_word)
        return;
      box.head_size = header->size;
      add_story_heights (self, item, setting, format, &box);
      for (guint i = 0; bs_headline_sizes[i] != 0 && next == 0; i++)
        if (bs_headline_sizes[i] < header->size)
          next = bs_headline_sizes[i];
      if (next == 0 || header->n_lines == 0)
        return;
      size = next;
    }
}

static void
add_story_heads (BsLayout *self, BsLayoutItem *item, const BsSetting *setting, BsPageFormat *format,
                 const BsBox *dress)
{
  BsLegs legs;

  bs_box_get_legs (dress, format, &legs);
  for (guint lines = 1; lines <= 3; lines++)
    {
      BsBox box = *dress;

      box.head_lines = lines;
      add_story_sizes (self, item, setting, format, &box);
      if (item->lead || dress->picture_lines > 0)
        continue;
      for (guint covered = 1; covered < legs.n_legs; covered++)
        {
          if (covered * 4 < legs.n_legs || covered * 4 > legs.n_legs * 3)
            continue;
          box.head_legs = covered;
          box.position = BS_HEAD_LEFT;
          add_story_sizes (self, item, setting, format, &box);
          box.position = BS_HEAD_RIGHT;
          add_story_sizes (self, item, setting, format, &box);
        }
    }
}

/* The story's own photo in the upper right of its legs, two or three columns wide. */
static void
add_inset_shapes (BsLayout *self, BsLayoutItem *item, const BsSetting *setting,
                  BsPageFormat *format, const BsBox *dress)
{
  const BsNode *photo = bs_issue_get_photo (setting->issue, item->refs[1]);

  for (guint legs = 1; legs <= dress->columns && legs <= 4; legs++)
    {
      BsPhotoLines lines;
      BsBox box = *dress;

      if (legs == 1)
        continue;
      bs_photo_measure (setting, photo, bs_page_format_get_columns_width (format, legs), &lines);
      box.picture_legs = legs;
      for (guint height = lines.least; height <= lines.most; height += 2)
        {
          box.picture_lines = height;
          add_story_heads (self, item, setting, format, &box);
        }
    }
}

/* More letters than any page of the format has room for, were they as narrow as Latin ones are. */
static gboolean
is_hopeless (const BsLayoutItem *item, const BsPageFormat *format)
{
  return item->characters / NARROW_LETTERS
         > format->n_lines * format->n_columns * format->column_characters;
}

/* At one width: each number of legs, each headline, each size. */
static void
add_story_width (BsLayout *self, BsLayoutItem *item, const BsSetting *setting, BsPageFormat *format,
                 guint columns)
{
  BsBox dress = { .kind = BS_BOX_STORY, .columns = columns, .n_refs = item->n_refs };

  for (guint i = 0; i < item->n_refs; i++)
    dress.refs[i] = item->refs[i];
  if (item->n_refs > 1)
    {
      add_inset_shapes (self, item, setting, format, &dress);
      return;
    }
  add_story_heads (self, item, setting, format, &dress);
  for (guint legs = columns > 3 ? columns - 2 : 1; legs < columns; legs++)
    {
      BsLegs shape;

      dress.legs = legs;
      bs_box_get_legs (&dress, format, &shape);
      if (shape.characters >= LEAST_MEASURE && shape.characters <= MOST_MEASURE)
        {
          dress.measure = shape.characters;
          add_story_heads (self, item, setting, format, &dress);
        }
      dress.measure = 0;
    }
}

static void
add_story_shapes (BsLayout *self, BsLayoutItem *item, const BsSetting *setting,
                  BsPageFormat *format)
{
  guint most = MIN (MAX (item->widest, widest[item->story_class - 1]), format->n_columns);
  guint least = MIN (narrowest[item->story_class - 1], most);

  for (guint columns = least; columns <= most; columns++)
    add_story_width (self, item, setting, format, columns);
}

static void
add_picture_heights (BsLayoutItem *item, const BsBox *dress, const BsPhotoLines *lines,
                     gboolean known, float cost)
{
  for (guint height = lines->least; height <= lines->most; height++)
    {
      BsShape shape = { .columns = (guint16) dress->columns, .box = *dress };
      float stretch = logf ((float) (height - lines->caption + 1)
                            / (float) (lines->natural - lines->caption + 1));

      if (height + 1 >= BS_MASK_LINES)
        return;
      shape.box.lines = height;
      shape.lines = (guint16) (height + 1);
      shape.cost = cost + (known ? taste.crop : taste.crop_unknown) * stretch * stretch;
      shape.edges.photo_left = bs_mask_lines (height - lines->caption);
      shape.edges.photo_right = shape.edges.photo_left;
      shape.edges.photo_top = (guint16) ((1u << dress->columns) - 1);
      shape.edges.photo_foot = shape.edges.photo_top;
      keep_shape (item, &shape);
    }
}

static void
add_photo_width (BsLayoutItem *item, const BsSetting *setting, BsPageFormat *format, guint columns)
{
  const BsNode *photo = bs_issue_get_photo (setting->issue, item->refs[0]);
  gboolean known = bs_node_get_number (photo, "width", 0) > 0;
  BsBox dress = { .kind = BS_BOX_PHOTO, .columns = columns, .n_refs = 1 };
  BsPhotoLines lines;

  dress.refs[0] = item->refs[0];
  bs_photo_measure (setting, photo, bs_page_format_get_columns_width (format, columns), &lines);
  add_picture_heights (item, &dress, &lines, known,
                       taste.photo_width[MIN (columns, G_N_ELEMENTS (taste.photo_width)) - 1]);
}

static void
add_group_width (BsLayoutItem *item, const BsSetting *setting, guint columns)
{
  for (guint across = 1; across <= MIN (item->n_refs, columns); across++)
    {
      BsBox dress = { .kind = BS_BOX_GROUP, .columns = columns, .n_refs = item->n_refs };
      float share = (float) columns / (float) across;
      BsPhotoLines lines;

      if (share < 1.3f || share > 4)
        continue;
      for (guint i = 0; i < item->n_refs; i++)
        dress.refs[i] = item->refs[i];
      dress.group_columns = across;
      bs_group_measure (setting, &dress, &lines);
      add_picture_heights (item, &dress, &lines, TRUE, (across == 1 ? 3 : 0) + fabsf (share - 2));
    }
}

static void
finish_item (BsLayoutItem *item)
{
  item->least_area = G_MAXUINT;
  item->least_cost = G_MAXFLOAT;
  for (guint columns = 1; columns <= 16; columns++)
    {
      GArray *shapes = item->shapes[columns];

      g_array_sort (shapes, compare_shapes);
      for (guint i = 0; i < shapes->len; i++)
        {
          const BsShape *shape = &g_array_index (shapes, BsShape, i);
          guint area = (guint) shape->lines * columns;

          item->least_area = MIN (item->least_area, area);
          item->most_area = MAX (item->most_area, area);
          if (shape->cost < item->least_cost)
            {
              item->least_cost = shape->cost;
              item->natural_area = area;
            }
        }
    }
  if (item->least_area == G_MAXUINT)
    item->least_area = item->natural_area = 0;
}

/**
 * bs_layout_item_shape:
 * @item: an item
 * @self: composes and keeps what it composed
 * @setting: issue, page, format
 * @format: the same format
 *
 * Gives @item every shape it may take.
 */
void
bs_layout_item_shape (BsLayoutItem *item, BsLayout *self, const BsSetting *setting,
                      BsPageFormat *format)
{
  if (item->kind == BS_BOX_PHOTO)
    for (guint columns = 1; columns <= MIN (MAX (item->widest, WIDEST_PHOTO), format->n_columns);
         columns++)
      add_photo_width (item, setting, format, columns);
  else if (item->kind == BS_BOX_GROUP)
    for (guint columns = 2; columns <= format->n_columns; columns++)
      add_group_width (item, setting, columns);
  else if (!is_hopeless (item, format))
    add_story_shapes (self, item, setting, format);
  finish_item (item);
}

/**
 * bs_layout_item_shape_width:
 * @item: an item
 * @self: composes and keeps what it composed
 * @setting: issue, page, format
 * @format: the same format
 * @columns: a width, which need not be one that automatic layout would choose
 *
 * Gives @item the shapes of that width alone.
 */
void
bs_layout_item_shape_width (BsLayoutItem *item, BsLayout *self, const BsSetting *setting,
                            BsPageFormat *format, guint columns)
{
  if (columns == 0 || columns > MIN (16, format->n_columns))
    return;
  if (item->kind == BS_BOX_PHOTO)
    add_photo_width (item, setting, format, columns);
  else if (item->kind == BS_BOX_GROUP)
    add_group_width (item, setting, columns);
  else if (!is_hopeless (item, format))
    add_story_width (self, item, setting, format, columns);
  finish_item (item);
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
      bs_story_plan_init (&plan, bs_layout_get_copy (self, story, format), setting, box,
                          bs_story_get_class (setting->issue, story));
      set_story_edges (shape, &plan, plan.header_lines);
    }
  else if (box->kind == BS_BOX_PHOTO || box->kind == BS_BOX_GROUP)
    {
      shape->edges.photo_left = shape->edges.photo_right = bs_mask_lines (box->lines);
      shape->edges.photo_top = shape->edges.photo_foot = (guint16) ((1u << box->columns) - 1);
    }
}
