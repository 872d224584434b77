/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-box-private.h"

/* Where the importer or the editor set no priority, length stands for weight. */
#define LONG_STORY_CHARACTERS 850
#define SHORT_STORY_CHARACTERS 330

/* Whole characters and whole lines, so that what is framed keeps to the page's grid. */
#define FRAME_CHARACTERS 1
#define FRAME_LINES 1
#define LEAST_FRAMED_CHARACTERS 8

static const char *const kind_names[] = { "story", "photo", "group", "house-ad", "ad" };
static const char *const position_names[] = { "above", "left", "right", "vertical", "middle" };
static const char *const picture_sides[] = { "right", "left", "middle" };
static const char *const caption_sides[] = { "below", "above", "left", "right" };
static const char *const group_shapes[] = { "even", "big-left", "big-right", "big-top" };

static int
find_name (const char *const *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], name))
      return (int) i;

  return -1;
}

/* A name the file does not know of stands for the usual. */
#define FIND_OR_FIRST(names, node, key)                                                            \
  MAX (0, find_name (names, G_N_ELEMENTS (names), bs_node_get_text (node, key)))

static guint
read_count (const BsNode *node, const char *key, guint max)
{
  gint64 value = bs_node_get_number (node, key, 0);

  return (guint) CLAMP (value, 0, (gint64) max);
}

/**
 * bs_box_read:
 * @box: (out): the box; its strings are borrowed from @node
 * @node: an element of a page's "boxes"
 * @format: of the page
 *
 * A box from a file may say anything: numbers are brought into their ranges, and one that lies
 * outside the type area is refused.
 *
 * Returns: whether there is a box
 */
gboolean
bs_box_read (BsBox *box, const BsNode *node, const BsPageFormat *format)
{
  const BsNode *refs = bs_node_get_member (node, "refs");
  const BsNode *headline = bs_node_get_member (node, "headline");
  const BsNode *picture = bs_node_get_member (node, "picture");
  const BsNode *caption = bs_node_get_member (node, "caption");
  int kind = find_name (kind_names, G_N_ELEMENTS (kind_names), bs_node_get_text (node, "kind"));

  *box = (BsBox){ 0 };
  if (kind < 0)
    return FALSE;
  box->id = bs_node_get_text (node, "id");
  box->kind = (BsBoxKind) kind;
  box->n_refs = MIN (bs_node_get_length (refs), BS_MAX_REFS);
  for (guint i = 0; i < box->n_refs; i++)
    box->refs[i] = bs_node_get_string (bs_node_get_element (refs, i));
  box->column = read_count (node, "column", 1000);
  box->columns = read_count (node, "columns", 1000);
  box->line = read_count (node, "line", 1000);
  box->lines = read_count (node, "lines", 1000);
  box->locked = bs_node_get_flag (node, "locked", FALSE);
  box->frame = bs_node_get_text (node, "frame");
  box->position = (BsHeadPosition) FIND_OR_FIRST (position_names, headline, "position");
  box->head_size = read_count (headline, "size", 2000);
  box->head_lines = read_count (headline, "lines", 3);
  box->head_legs = read_count (headline, "columns", BS_MAX_LEGS);
  box->head_height = read_count (headline, "height", 1000);
  box->head_text = bs_node_get_text (headline, "text");
  box->legs = read_count (node, "legs", BS_MAX_LEGS);
  box->measure = read_count (node, "measure", 200);
  box->picture_legs = read_count (picture, "legs", BS_MAX_LEGS);
  box->picture_lines = read_count (picture, "lines", 1000);
  box->picture_side = (BsPictureSide) FIND_OR_FIRST (picture_sides, picture, "side");
  box->picture_line = read_count (picture, "line", 1000);
  box->picture_characters = read_count (picture, "characters", 200);
  box->picture_across = read_count (picture, "across", BS_MAX_REFS);
  box->caption_side = (BsCaptionSide) FIND_OR_FIRST (caption_sides, caption, "side");
  box->caption_characters = read_count (caption, "characters", 200);
  box->group_columns = read_count (node, "across", BS_MAX_REFS);
  box->group_shape = (BsGroupShape) FIND_OR_FIRST (group_shapes, node, "shape");
  box->label = bs_node_get_text (node, "label");
  box->customer = bs_node_get_text (node, "customer");

  return box->columns > 0 && box->lines > 0 && box->column + box->columns <= format->n_columns
         && box->line + box->lines <= format->n_lines
         && (box->n_refs > 0 || kind == BS_BOX_HOUSE_AD || kind == BS_BOX_AD);
}

/* What is as usual is not written. */
static void
set_count (BsNodeBuilder *builder, const char *key, guint value)
{
  if (value > 0)
    bs_node_builder_set_number (builder, key, value);
}

static void
set_name (BsNodeBuilder *builder, const char *key, const char *const *names, guint value)
{
  if (value > 0)
    bs_node_builder_set_text (builder, key, names[value]);
}

static void
write_headline (BsNodeBuilder *builder, const BsBox *box)
{
  BsNodeBuilder *headline = bs_node_builder_new_object ();

  bs_node_builder_set_text (headline, "position", position_names[box->position]);
  set_count (headline, "size", box->head_size);
  set_count (headline, "lines", box->head_lines);
  if (box->position != BS_HEAD_ABOVE)
    set_count (headline, "columns", box->head_legs);
  set_count (headline, "height", box->head_height);
  if (box->head_text != NULL && *box->head_text != '\0')
    bs_node_builder_set_text (headline, "text", box->head_text);
  bs_node_builder_set (builder, "headline", bs_node_builder_end (headline));
}

static void
write_picture (BsNodeBuilder *builder, const BsBox *box)
{
  BsNodeBuilder *picture;

  if (box->picture_lines == 0)
    return;
  picture = bs_node_builder_new_object ();
  set_count (picture, "legs", box->picture_legs);
  set_count (picture, "lines", box->picture_lines);
  set_name (picture, "side", picture_sides, box->picture_side);
  set_count (picture, "line", box->picture_line);
  set_count (picture, "characters", box->picture_characters);
  set_count (picture, "across", box->picture_across);
  bs_node_builder_set (builder, "picture", bs_node_builder_end (picture));
}

static void
write_caption (BsNodeBuilder *builder, const BsBox *box)
{
  BsNodeBuilder *caption;

  if (box->caption_side == BS_CAPTION_BELOW)
    return;
  caption = bs_node_builder_new_object ();
  set_name (caption, "side", caption_sides, box->caption_side);
  set_count (caption, "characters", box->caption_characters);
  bs_node_builder_set (builder, "caption", bs_node_builder_end (caption));
}

/**
 * bs_box_write:
 * @box: a box
 * @id: its id
 *
 * Returns: (transfer full): the node that bs_box_read() reads
 */
BsNode *
bs_box_write (const BsBox *box, const char *id)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *refs = bs_node_builder_new_array ();

  for (guint i = 0; i < box->n_refs; i++)
    bs_node_builder_add (refs, bs_node_new_string (box->refs[i]));
  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "kind", kind_names[box->kind]);
  bs_node_builder_set (builder, "refs", bs_node_builder_end (refs));
  bs_node_builder_set_number (builder, "column", box->column);
  bs_node_builder_set_number (builder, "columns", box->columns);
  bs_node_builder_set_number (builder, "line", box->line);
  bs_node_builder_set_number (builder, "lines", box->lines);
  if (box->locked)
    bs_node_builder_set_flag (builder, "locked", TRUE);
  bs_node_builder_set_text (builder, "frame", box->frame);
  if (box->kind == BS_BOX_STORY)
    {
      write_headline (builder, box);
      set_count (builder, "legs", box->legs);
      set_count (builder, "measure", box->measure);
      write_picture (builder, box);
    }
  write_caption (builder, box);
  set_count (builder, "across", box->group_columns);
  set_name (builder, "shape", group_shapes, box->group_shape);
  if (box->kind == BS_BOX_AD)
    {
      bs_node_builder_set_text (builder, "label", box->label);
      bs_node_builder_set_text (builder, "customer", box->customer);
    }

  return bs_node_builder_end (builder);
}

static guint
count_characters (const BsBox *box, const BsPageFormat *format)
{
  return box->columns * format->column_characters + (box->columns - 1) * format->gutter_characters;
}

static gboolean
is_framed (const BsBox *box)
{
  return box->frame != NULL && *box->frame != '\0';
}

guint
bs_box_get_padding_characters (const BsBox *box, const BsPageFormat *format)
{
  return is_framed (box) && count_characters (box, format) >= LEAST_FRAMED_CHARACTERS
           ? FRAME_CHARACTERS
           : 0;
}

guint
bs_box_get_padding_lines (const BsBox *box)
{
  return is_framed (box) ? FRAME_LINES : 0;
}

BsUnit
bs_box_get_content_width (const BsBox *box, const BsPageFormat *format)
{
  return (BsUnit) (count_characters (box, format) - 2 * bs_box_get_padding_characters (box, format))
         * format->em;
}

/**
 * bs_box_get_content_rect:
 * @box: a box
 * @format: of the page
 *
 * Returns: what its frame, if any, leaves for content; at least a line
 */
BsRect
bs_box_get_content_rect (const BsBox *box, const BsPageFormat *format)
{
  BsRect rect = bs_box_get_rect (box, format);
  guint lines = bs_box_get_padding_lines (box);

  rect.x += (BsUnit) bs_box_get_padding_characters (box, format) * format->em;
  rect.width = bs_box_get_content_width (box, format);
  if (box->lines > 2 * lines)
    {
      rect.y += (BsUnit) lines * format->line_height;
      rect.height -= 2 * (BsUnit) lines * format->line_height;
    }

  return rect;
}

/**
 * bs_box_get_legs:
 * @box: a story's box
 * @format: of the page
 * @legs: (out): its legs
 *
 * One leg a column on the page's own measure or, where the box asks for another number (破栏),
 * equal legs of whole characters with what remains shared out among the gutters.
 */
void
bs_box_get_legs (const BsBox *box, const BsPageFormat *format, BsLegs *legs)
{
  guint gutter = format->gutter_characters;
  guint padding = bs_box_get_padding_characters (box, format);
  guint across = count_characters (box, format) - 2 * padding;
  guint n = box->legs > 0 ? box->legs : box->columns;
  guint widest;

  n = CLAMP (n, 1, MAX (1, MIN (BS_MAX_LEGS, (across + gutter) / (6 + gutter))));
  widest = (across - (n - 1) * gutter) / n;
  legs->left = (BsUnit) padding * format->em;
  legs->n_legs = n;
  legs->characters = box->measure >= 6 && box->measure <= widest ? box->measure : widest;
  legs->measure = (BsUnit) legs->characters * format->em;
  legs->step = 0;
  if (n > 1)
    legs->step = (BsUnit) (((gint64) across * format->em - legs->measure) / (n - 1));
}

/* Of the first @n_legs legs together. */
BsUnit
bs_legs_get_width (const BsLegs *legs, guint n_legs)
{
  return n_legs == 0 ? 0 : legs->measure + (BsUnit) (n_legs - 1) * legs->step;
}

BsRect
bs_box_get_rect (const BsBox *box, const BsPageFormat *format)
{
  return (BsRect){
    .x = bs_page_format_get_column_x (format, box->column),
    .y = bs_page_format_get_line_y (format, box->line),
    .width = bs_page_format_get_columns_width (format, box->columns),
    .height = (BsUnit) box->lines * format->line_height,
  };
}

static gboolean
has_lead (const BsNode *issue, const char *page)
{
  const BsNode *stories = bs_issue_get_stories (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);

      if (bs_node_get_number (story, "priority", 0) == 1
          && g_str_equal (bs_node_get_text (story, "page"), page))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_first_of_page (const BsNode *issue, const BsNode *story)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  const char *page = bs_node_get_text (story, "page");

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *other = bs_node_get_element (stories, i);

      if (g_str_equal (bs_node_get_text (other, "page"), page)
          && *bs_node_get_text (other, "headline") != '\0')
        return g_str_equal (bs_node_get_text (other, "id"), bs_node_get_text (story, "id"));
    }

  return FALSE;
}

/* 0: nobody set one. */
static guint
get_priority (const BsNode *story)
{
  gint64 priority = bs_node_get_number (story, "priority", 0);

  return priority >= 1 && priority <= BS_PAGE_FORMAT_CLASSES ? (guint) priority : 0;
}

guint
bs_story_get_own_class (const BsNode *story)
{
  guint priority = get_priority (story);
  guint characters;

  if (priority > 0)
    return priority;
  characters = bs_story_count_characters (story);
  if (characters >= LONG_STORY_CHARACTERS)
    return 2;

  return characters >= SHORT_STORY_CHARACTERS ? 3 : 4;
}

guint
bs_story_get_class (const BsNode *issue, const BsNode *story)
{
  if (get_priority (story) == 0 && is_first_of_page (issue, story)
      && !has_lead (issue, bs_node_get_text (story, "page")))
    return 1;

  return bs_story_get_own_class (story);
}
