/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of box, in every dress: what it measures is what it draws, all its text is there and
 * on the page's lines, nothing stands on anything else or outside its box.
 */
#include "invented.h"

#include "layout/bs-layout-private.h"
#include "layout/bs-photo-box-private.h"
#include "layout/bs-story-box-private.h"

#include <string.h>

#define RANDOM_BOXES 400

static const char stories[]
  = "[{\"id\":\"s1\",\"page\":\"A2\",\"kicker\":\"街坊一起动手——\",\"headline\":\"水田边的蛙声 "
    "又回来了\",\"deck\":\"3个月里有1260人次来过\",\"flag\":\"巷里\",\"dateline\":\"本报讯\","
    "\"sponsor\":\"某社特约刊登\",\"bylines\":[{\"id\":\"y1\",\"form\":\"reporter\",\"title\":"
    "\"记者\",\"names\":[\"程远\"]}],\"paragraphs\":[%s]}]";

static const char sentence[] = "社区把闲置的小屋收拾出来，添了书架、长桌和一盏暖灯；志愿者说："
                               "“有人来坐，这里就有意思。”统计显示，3个月里有1260人次参加。";

static const char photos[]
  = "[{\"id\":\"f1\",\"page\":\"A2\",\"file\":\"\",\"width\":1500,\"height\":1000,\"caption\":"
    "\"小屋里的长桌，来的人各带一本书。\",\"credits\":[{\"id\":\"c1\",\"name\":\"林一舟\"}]},"
    "{\"id\":\"f2\",\"page\":\"A2\",\"width\":1000,\"height\":1400,\"group\":\"街坊四季\","
    "\"caption\":\"早市回来了。\"},{\"id\":\"f3\",\"page\":\"A2\",\"width\":1600,\"height\":1000,"
    "\"caption\":\"种子有了名字。\"},{\"id\":\"f4\",\"page\":\"A2\",\"width\":1500,\"height\":1000}"
    ","
    "{\"id\":\"f5\",\"page\":\"A2\",\"width\":1400,\"height\":1000}]";

/* Members of a box beside id, kind, refs and where it stands. */
typedef struct
{
  const char *name;
  guint columns;
  const char *refs;
  const char *dress;
} Variant;

static const Variant variants[] = {
  { "headline-above", 3, "\"s1\"", "" },
  { "headline-left", 3, "\"s1\"", ",\"headline\":{\"position\":\"left\",\"columns\":1}" },
  { "headline-right", 4, "\"s1\"", ",\"headline\":{\"position\":\"right\",\"columns\":2}" },
  { "headline-in-the-middle", 3, "\"s1\"",
    ",\"headline\":{\"position\":\"middle\",\"columns\":1}" },
  { "headline-in-the-middle-of-five", 5, "\"s1\"", ",\"headline\":{\"position\":\"middle\"}" },
  { "vertical-headline", 3, "\"s1\"", ",\"headline\":{\"position\":\"vertical\"}" },
  { "vertical-headline-of-two-columns", 3, "\"s1\"",
    ",\"headline\":{\"position\":\"vertical\",\"lines\":2,\"columns\":2}" },
  { "vertical-headline-of-given-height", 4, "\"s1\"",
    ",\"headline\":{\"position\":\"vertical\",\"height\":20}" },
  { "wider-legs", 3, "\"s1\"", ",\"legs\":2" },
  { "framed", 3, "\"s1\"", ",\"frame\":\"rule\"" },
  { "tinted", 2, "\"s1\"", ",\"frame\":\"tint\"" },
  { "framed-vertical", 3, "\"s1\"",
    ",\"frame\":\"rule\",\"headline\":{\"position\":\"vertical\"}" },
  { "picture-at-the-right", 4, "\"s1\",\"f1\"", ",\"picture\":{\"legs\":2,\"lines\":14}" },
  { "picture-at-the-left", 4, "\"s1\",\"f1\"",
    ",\"picture\":{\"legs\":2,\"lines\":14,\"side\":\"left\"}" },
  { "picture-in-the-middle", 3, "\"s1\",\"f1\"",
    ",\"picture\":{\"legs\":1,\"lines\":9,\"side\":\"middle\"}" },
  { "picture-below-text", 4, "\"s1\",\"f1\"", ",\"picture\":{\"legs\":2,\"lines\":14,\"line\":4}" },
  { "picture-with-caption-at-its-side", 4, "\"s1\",\"f1\"",
    ",\"picture\":{\"legs\":3,\"lines\":14},\"caption\":{\"side\":\"right\"}" },
  { "picture-with-caption-above", 3, "\"s1\",\"f1\"",
    ",\"picture\":{\"legs\":2,\"lines\":14},\"caption\":{\"side\":\"above\"}" },
  { "two-pictures-stacked", 4, "\"s1\",\"f1\",\"f3\"",
    ",\"picture\":{\"legs\":2,\"lines\":20,\"across\":1}" },
  { "two-pictures-side-by-side", 4, "\"s1\",\"f1\",\"f3\"",
    ",\"picture\":{\"legs\":4,\"lines\":14,\"across\":2}" },
  { "picture-of-odd-width-at-the-right", 3, "\"s1\",\"f1\"",
    ",\"picture\":{\"characters\":17,\"lines\":11}" },
  { "picture-of-odd-width-at-the-left", 3, "\"s1\",\"f1\"",
    ",\"picture\":{\"characters\":16,\"lines\":11,\"side\":\"left\",\"line\":5}" },
  { "picture-of-odd-width-in-the-middle", 4, "\"s1\",\"f1\"",
    ",\"picture\":{\"characters\":21,\"lines\":13,\"side\":\"middle\",\"line\":3}" },
  { "picture-in-a-wide-leg", 3, "\"s1\",\"f1\"",
    ",\"legs\":1,\"picture\":{\"characters\":14,\"lines\":9,\"line\":2}" },
  { "framed-with-everything", 4, "\"s1\",\"f1\",\"f2\"",
    ",\"frame\":\"rule\",\"headline\":{\"position\":\"left\",\"columns\":2},"
    "\"picture\":{\"legs\":2,\"lines\":16,\"line\":3}" },
};

static BsLayout *
new_layout (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;
  BsLayout *layout = bs_layout_new (environment, &error);

  g_assert_no_error (error);

  return layout;
}

/* One page with one box, or whatever @boxes says. */
static BsNode *
make_issue (const char *boxes)
{
  g_autoptr (GString) paragraphs = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new ("{\"format\":\"broadsheet-issue\",\"page_format\":"
                                           "\"tabloid\",\"publication\":{\"name\":\"试排日报\"},"
                                           "\"date\":\"2026-05-04\",\"stories\":");

  for (guint i = 1; i <= 7; i++)
    g_string_append_printf (paragraphs, "%s{\"id\":\"p%u\",\"role\":\"%s\",\"text\":\"%s%s\"}",
                            i > 1 ? "," : "", i, i == 4 ? "subhead" : "body",
                            i == 4 ? "有人来坐" : sentence, i % 3 == 0 ? sentence : "");
  g_string_append_printf (text, stories, paragraphs->str);
  g_string_append_printf (text,
                          ",\"photos\":%s,\"pages\":[{\"id\":\"A1\",\"boxes\":[]},"
                          "{\"id\":\"A2\",\"boxes\":%s}]}",
                          photos, boxes);

  return parse_node (text->str);
}

static char *
write_box (const Variant *variant, guint lines)
{
  return g_strdup_printf ("[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[%s],\"column\":1,"
                          "\"columns\":%u,\"line\":2,\"lines\":%u%s}]",
                          variant->refs, variant->columns, lines, variant->dress);
}

/* As automatic layout would measure it. */
static guint
measure_story (BsLayout *layout, const Variant *variant)
{
  g_autofree char *boxes = write_box (variant, 80);
  g_autoptr (BsNode) issue = make_issue (boxes);
  g_autoptr (GError) error = NULL;
  BsPageFormat *format = bs_layout_get_format (layout, issue, "A2", &error);
  BsSetting setting = { bs_layout_get_composer (layout), format, issue, "A2",
                        bs_environment_get_fonts (bs_layout_get_environment (layout)) };
  const BsNode *node = bs_node_get_element (bs_node_get_member (bs_issue_get_page (issue, "A2"),
                                                                "boxes"),
                                            0);
  const BsNode *story = bs_issue_get_story (issue, "s1");
  BsBox box;

  g_assert_no_error (error);
  g_assert_true (bs_box_read (&box, node, format));

  return bs_story_plan_get_least_lines (bs_layout_get_copy (layout, story, format), &setting, &box,
                                        bs_story_get_class (issue, story));
}

static BsPageResult *
lay_out (BsLayout *layout, const char *boxes)
{
  g_autoptr (BsNode) issue = make_issue (boxes);
  g_autoptr (GError) error = NULL;
  BsPageResult *result = bs_layout_page (layout, issue, "A2", &error);

  g_assert_no_error (error);

  return result;
}

static gboolean
is_body (const BsItem *item)
{
  return item->kind == BS_ITEM_GLYPHS && strstr (item->glyphs.path, "/paragraphs/") != NULL;
}

/* The ink of a run. */
static BsRect
get_run_rect (const BsGlyphRun *run)
{
  hb_font_t *font = bs_face_get_hb_font (run->face);
  gint64 em = bs_face_get_units_per_em (run->face);
  BsRect all = { 0 };

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const BsRunGlyph *glyph = &run->glyphs[i];
      hb_glyph_extents_t ink;
      BsRect rect;

      if (!hb_font_get_glyph_extents (font, glyph->id, &ink) || ink.width == 0)
        continue;
      rect = (BsRect){ bs_unit_scale (run->size, ink.x_bearing, em),
                       bs_unit_scale (run->size, -ink.y_bearing, em),
                       bs_unit_scale (run->size, ink.width, em),
                       bs_unit_scale (run->size, -ink.height, em) };
      if (run->rotated)
        rect = (BsRect){ -rect.y - rect.height, rect.x, rect.height, rect.width };
      rect.x += glyph->x;
      rect.y += glyph->y;
      if (all.width > 0)
        {
          BsUnit right = MAX (bs_rect_right (&all), bs_rect_right (&rect));
          BsUnit bottom = MAX (bs_rect_bottom (&all), bs_rect_bottom (&rect));

          all.x = MIN (all.x, rect.x);
          all.y = MIN (all.y, rect.y);
          all.width = right - all.x;
          all.height = bottom - all.y;
        }
      else
        all = rect;
    }

  return all;
}

static gboolean
overlap (const BsRect *a, const BsRect *b)
{
  BsUnit slack = BS_POINTS (0.2);

  return a->x + slack < bs_rect_right (b) && b->x + slack < bs_rect_right (a)
         && a->y + slack < bs_rect_bottom (b) && b->y + slack < bs_rect_bottom (a);
}

static gboolean
contains (const BsRect *outer, const BsRect *inner, BsUnit slack)
{
  return inner->x + slack >= outer->x && inner->y + slack >= outer->y
         && bs_rect_right (inner) <= bs_rect_right (outer) + slack
         && bs_rect_bottom (inner) <= bs_rect_bottom (outer) + slack;
}

static const BsRegion *
find_region (BsDisplayList *list, BsRegionKind kind, const char *ref)
{
  for (guint i = 0; i < bs_display_list_get_n_regions (list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (list, i);

      if (region->kind == kind && (ref == NULL || g_str_equal (region->ref, ref)))
        return region;
    }

  return NULL;
}

static char *
collect_text (BsDisplayList *list, const char *path)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_GLYPHS && g_str_equal (item->glyphs.path, path))
        g_string_append (text, item->glyphs.text);
    }

  return g_string_free (text, FALSE);
}

static void
assert_on_grid (BsDisplayList *list, const BsRect *box)
{
  BsUnit pitch = bs_unit_from_mm (4.08);
  BsUnit first = -1;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (!is_body (item) || item->glyphs.size != BS_POINTS (9))
        continue;
      /* The em box in the middle of its line. */
      first = (pitch - BS_POINTS (9)) / 2 + bs_unit_scale (BS_POINTS (9), 880, 1000);
      g_assert_cmpint ((item->glyphs.glyphs[0].y - first - box->y) % pitch, ==, 0);
    }
  g_assert_cmpint (first, >, 0);
}

/* Text keeps off photos, captions and headline, and no line stands on another. */
static void
assert_apart (BsDisplayList *list)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (BsRect));

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);
      BsRect rect;

      if (!is_body (item))
        continue;
      rect = get_run_rect (&item->glyphs);
      for (guint j = 0; j < bs_display_list_get_n_regions (list); j++)
        {
          const BsRegion *region = bs_display_list_get_region (list, j);

          if (region->kind == BS_REGION_PHOTO || region->kind == BS_REGION_CAPTION
              || region->kind == BS_REGION_HEADLINE)
            g_assert_false (overlap (&rect, &region->rect));
        }
      for (guint j = 0; j < lines->len; j++)
        g_assert_false (overlap (&rect, &g_array_index (lines, BsRect, j)));
      g_array_append_val (lines, rect);
    }
  g_assert_cmpuint (lines->len, >, 20);
}

static void
assert_inside (BsDisplayList *list, const BsRect *box, const char *box_id)
{
  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);
      BsRect rect;

      if (item->kind != BS_ITEM_GLYPHS
          || (!g_str_has_prefix (item->glyphs.path, "/stories/")
              && !g_str_has_prefix (item->glyphs.path, "/photos/")))
        continue;
      rect = get_run_rect (&item->glyphs);
      if (rect.width > 0 && !contains (box, &rect, BS_POINTS (0.5)))
        g_error ("“%s” sticks out of %s", item->glyphs.text, box_id);
    }
  for (guint i = 0; i < bs_display_list_get_n_regions (list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (list, i);

      if (g_str_equal (region->id, box_id))
        g_assert_true (contains (box, &region->rect, 0));
    }
}

static void
assert_all_text (BsDisplayList *list)
{
  g_autoptr (BsNode) issue = make_issue ("[]");
  const BsNode *paragraphs = bs_story_get_paragraphs (bs_issue_get_story (issue, "s1"));
  static const char *const members[] = { "kicker", "headline", "deck", "flag", "sponsor" };

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      g_autofree char *path = g_strdup_printf ("/stories/s1/paragraphs/%s/text",
                                               bs_node_get_text (paragraph, "id"));
      g_autofree char *text = collect_text (list, path);

      g_assert_cmpstr (text, ==, bs_node_get_text (paragraph, "text"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *path = g_strdup_printf ("/stories/s1/%s", members[i]);
      g_autofree char *text = collect_text (list, path);

      g_assert_cmpstr (text, ==, bs_node_get_string (bs_node_lookup (issue, path)));
    }
}

static void
test_variant (gconstpointer data)
{
  const Variant *variant = data;
  g_autoptr (BsLayout) layout = new_layout ();
  guint least = measure_story (layout, variant);

  for (guint more = 0; more < 4; more++)
    {
      g_autofree char *boxes = write_box (variant, least + more);
      g_autoptr (BsPageResult) result = lay_out (layout, boxes);
      const BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, 0);
      const BsRegion *box = find_region (result->list, BS_REGION_BOX, "s1");

      g_assert_cmpint (fit->over_lines, <=, 0);
      assert_all_text (result->list);
      assert_on_grid (result->list, &box->rect);
      assert_apart (result->list);
      assert_inside (result->list, &box->rect, "b1");
    }
  /* A vertical headline gives way to a lower box by getting smaller. */
  if (strstr (variant->dress, "vertical") == NULL)
    {
      g_autofree char *boxes = write_box (variant, least - 1);
      g_autoptr (BsPageResult) result = lay_out (layout, boxes);

      g_assert_cmpint (g_array_index (result->copyfit, BsCopyfit, 0).over_lines, >, 0);
    }
}

/* As papers set it: the reader sees where a story begins. */
static void
test_dateline_stands_out (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *boxes = write_box (&variants[0], 60);
  g_autoptr (BsPageResult) result = lay_out (layout, boxes);
  const BsFace *lead = NULL;
  const BsFace *body = NULL;

  for (guint i = 0; i < bs_display_list_get_n_items (result->list); i++)
    {
      const BsItem *item = bs_display_list_get_item (result->list, i);

      if (item->kind == BS_ITEM_GLYPHS && g_str_equal (item->glyphs.path, "/stories/s1/dateline"))
        lead = item->glyphs.face;
      else if (is_body (item) && g_str_has_suffix (item->glyphs.path, "/p1/text"))
        body = item->glyphs.face;
    }
  g_assert_nonnull (lead);
  g_assert_nonnull (body);
  g_assert_cmpuint (bs_face_get_weight (lead), >, bs_face_get_weight (body));
}

/* Columns from the right to the left, each downwards; the paper's reader and the PDF's agree. */
static void
test_vertical_order (void)
{
  const Variant *variant = &variants[6];
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *boxes = write_box (variant, measure_story (layout, variant));
  g_autoptr (BsPageResult) result = lay_out (layout, boxes);
  BsUnit x = G_MAXINT;
  BsUnit y = G_MININT;
  guint columns = 0;

  for (guint i = 0; i < bs_display_list_get_n_items (result->list); i++)
    {
      const BsItem *item = bs_display_list_get_item (result->list, i);

      if (item->kind != BS_ITEM_GLYPHS || !g_str_equal (item->glyphs.path, "/stories/s1/headline"))
        continue;
      for (guint j = 0; j < item->glyphs.n_glyphs; j++)
        {
          const BsRunGlyph *glyph = &item->glyphs.glyphs[j];

          if (glyph->x < x - item->glyphs.size / 2)
            {
              columns++;
              y = G_MININT;
            }
          g_assert_cmpint (glyph->y, >, y);
          x = glyph->x;
          y = glyph->y;
        }
    }
  g_assert_cmpuint (columns, ==, 2);
}

typedef struct
{
  const char *name;
  const char *side;
  const char *arrow;
  int dx, dy; /* from the caption to the picture */
} Side;

static const Side sides[] = {
  { "below", "below", "▲", 0, -1 },
  { "above", "above", "▼", 0, 1 },
  { "left", "left", "▶", 1, 0 },
  { "right", "right", "◀", -1, 0 },
};

static void
test_arrow (gconstpointer data)
{
  const Side *side = data;
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *boxes = g_strdup_printf (
    "[{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,\"columns\":3,\"line\":0,"
    "\"lines\":20,\"caption\":{\"side\":\"%s\"}}]",
    side->side);
  g_autoptr (BsPageResult) result = lay_out (layout, boxes);
  const BsRect *picture = &find_region (result->list, BS_REGION_PHOTO, "f1")->rect;
  const BsRect *caption = &find_region (result->list, BS_REGION_CAPTION, "f1")->rect;
  gboolean found = FALSE;

  g_assert_false (overlap (picture, caption));
  if (side->dx > 0)
    g_assert_cmpint (bs_rect_right (caption), <, picture->x);
  if (side->dx < 0)
    g_assert_cmpint (bs_rect_right (picture), <, caption->x);
  if (side->dy > 0)
    g_assert_cmpint (bs_rect_bottom (caption), <, picture->y + BS_POINTS (3));
  if (side->dy < 0)
    g_assert_cmpint (bs_rect_bottom (picture), <, caption->y + BS_POINTS (3));
  for (guint i = 0; i < bs_display_list_get_n_items (result->list); i++)
    {
      const BsItem *item = bs_display_list_get_item (result->list, i);

      if (item->kind == BS_ITEM_GLYPHS && g_str_equal (item->glyphs.text, side->arrow))
        found = TRUE;
    }
  g_assert_true (found);
}

static const char *const shapes[] = { "even", "big-left", "big-right", "big-top" };

/* Outer edges are one rectangle, pictures are as far from each other as columns are. */
static void
test_group (gconstpointer data)
{
  const char *shape = data;
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *boxes = g_strdup_printf (
    "[{\"id\":\"b1\",\"kind\":\"group\",\"refs\":[\"f2\",\"f3\",\"f4\",\"f5\",\"f1\"],"
    "\"column\":0,\"columns\":4,\"line\":0,\"lines\":44,\"shape\":\"%s\"}]",
    shape);
  g_autoptr (BsPageResult) result = lay_out (layout, boxes);
  const BsRect *box = &find_region (result->list, BS_REGION_BOX, "f2")->rect;
  BsUnit left = G_MAXINT;
  BsUnit right = G_MININT;
  guint n = 0;

  assert_inside (result->list, box, "b1");
  for (guint i = 0; i < bs_display_list_get_n_regions (result->list); i++)
    {
      const BsRegion *one = bs_display_list_get_region (result->list, i);

      if (one->kind != BS_REGION_PHOTO)
        continue;
      n++;
      left = MIN (left, one->rect.x);
      right = MAX (right, bs_rect_right (&one->rect));
      for (guint j = 0; j < i; j++)
        {
          const BsRegion *other = bs_display_list_get_region (result->list, j);

          if (other->kind == BS_REGION_PHOTO || other->kind == BS_REGION_CAPTION)
            g_assert_false (overlap (&one->rect, &other->rect));
        }
    }
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpint (left, ==, box->x);
  g_assert_cmpint (right, ==, bs_rect_right (box));
}

/* Whole characters of white at the sides, a line at top and foot. */
static void
test_frame_keeps_off (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *boxes = write_box (&variants[9], 60);
  g_autoptr (BsPageResult) result = lay_out (layout, boxes);
  BsRect inner = find_region (result->list, BS_REGION_BOX, "s1")->rect;

  inner.x += BS_POINTS (9);
  inner.width -= BS_POINTS (18);
  inner.y += bs_unit_from_mm (4.08);
  inner.height -= 2 * bs_unit_from_mm (4.08);
  assert_inside (result->list, &inner, "none");
}

static guint
count_upright_rules (BsDisplayList *list, BsUnit x)
{
  guint n = 0;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_FILL && item->fill.rect.width < BS_POINTS (1)
          && item->fill.rect.height > BS_POINTS (40) && ABS (item->fill.rect.x - x) < BS_POINTS (9))
        n++;
    }

  return n;
}

static void
test_one_rule_between (void)
{
  static const char *const frames[] = { "", ",\"frame\":\"rule\"" };
  g_autoptr (BsLayout) layout = new_layout ();

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autofree char *boxes = g_strdup_printf (
        "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":3,\"line\":"
        "0,"
        "\"lines\":50%s},{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":3,"
        "\"columns\":3,\"line\":0,\"lines\":50}]",
        frames[i]);
      g_autoptr (BsPageResult) result = lay_out (layout, boxes);
      const BsRect *box = &find_region (result->list, BS_REGION_BOX, "s1")->rect;

      g_assert_cmpuint (count_upright_rules (result->list, bs_rect_right (box)), ==, 1);
    }
}

static void
test_no_rule_at_a_frame (void)
{
  static const char *const frames[] = { "", ",\"frame\":\"rule\"" };
  g_autoptr (BsLayout) layout = new_layout ();
  BsUnit gap = bs_unit_from_mm (23.5 + 49.5 * 4.08);

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autofree char *boxes = g_strdup_printf (
        "[{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":0,\"columns\":6,"
        "\"line\":0,\"lines\":49},{\"id\":\"b2\",\"kind\":\"story\",\"refs\":[\"s1\"],"
        "\"column\":0,\"columns\":6,\"line\":50,\"lines\":30%s}]",
        frames[i]);
      g_autoptr (BsPageResult) result = lay_out (layout, boxes);
      guint n = 0;

      for (guint j = 0; j < bs_display_list_get_n_items (result->list); j++)
        {
          const BsItem *item = bs_display_list_get_item (result->list, j);

          n += item->kind == BS_ITEM_FILL && item->fill.rect.height < BS_POINTS (1)
               && ABS (item->fill.rect.y - gap) < BS_POINTS (3);
        }
      g_assert_cmpuint (n, ==, i == 0 ? 1 : 0);
    }
}

static guint
count_text (BsDisplayList *list, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      n += item->kind == BS_ITEM_GLYPHS && g_str_equal (item->glyphs.text, text);
    }

  return n;
}

static void
test_ad_is_marked (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) slot = lay_out (
    layout, "[{\"id\":\"b1\",\"kind\":\"ad\",\"refs\":[],\"column\":0,\"columns\":3,\"line\":60,"
            "\"lines\":20,\"label\":\"广告\",\"customer\":\"河畔书店\"}]");
  g_autoptr (BsPageResult) house = lay_out (
    layout, "[{\"id\":\"b1\",\"kind\":\"house-ad\",\"refs\":[],\"column\":0,\"columns\":3,"
            "\"line\":60,\"lines\":20}]");

  g_assert_cmpuint (count_text (slot->list, "广告"), ==, 1);
  g_assert_cmpuint (count_text (slot->list, "河畔书店"), ==, 1);
  g_assert_cmpuint (count_text (house->list, "广告"), ==, 0);
  g_assert_nonnull (find_region (house->list, BS_REGION_SPACE, NULL));
}

/* Any numbers: what is drawn stays in the box, and what found no room is told. */
static void
test_any_numbers (void)
{
  static const char *const positions[] = { "above", "left", "right", "vertical", "middle" };
  static const char *const places[] = { "right", "left", "middle", "above", "below" };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < RANDOM_BOXES; i++)
    {
      guint columns = (guint) g_rand_int_range (random, 1, 7);
      guint lines = i < 40 ? 1 + i / 8 : (guint) g_rand_int_range (random, 1, 87);
      g_autofree char *boxes = g_strdup_printf (
        "[{\"id\":\"b1\",\"kind\":\"%s\",\"refs\":[%s\"f1\",\"f2\",\"f3\"],\"column\":%d,"
        "\"columns\":%u,\"line\":%d,\"lines\":%u,\"legs\":%d,\"measure\":%d,\"frame\":\"%s\","
        "\"shape\":\"%s\",\"across\":%d,\"headline\":{\"position\":\"%s\",\"size\":%d,\"lines\":%d,"
        "\"columns\":%d,\"height\":%d},\"picture\":{\"legs\":%d,\"lines\":%d,\"side\":\"%s\","
        "\"line\":%d,\"characters\":%d,\"across\":%d},\"caption\":{\"side\":\"%s\","
        "\"characters\":%d}}]",
        i % 4 == 3 ? "photo" : (i % 8 == 2 ? "group" : "story"),
        i % 4 == 3 || i % 8 == 2 ? "" : "\"s1\",", g_rand_int_range (random, 0, 7 - (int) columns),
        columns, g_rand_int_range (random, 0, 87 - (int) lines), lines,
        g_rand_int_range (random, 0, 17), g_rand_int_range (random, 0, 40),
        i % 3 == 0 ? "rule" : "", shapes[g_rand_int_range (random, 0, 4)],
        g_rand_int_range (random, 0, 5), positions[g_rand_int_range (random, 0, 5)],
        g_rand_int_range (random, 0, 1200), g_rand_int_range (random, 0, 5),
        g_rand_int_range (random, 0, 18), i % 2 == 0 ? 0 : g_rand_int_range (random, 0, 100),
        g_rand_int_range (random, 0, 18), g_rand_int_range (random, 0, 100),
        places[g_rand_int_range (random, 0, 3)], i % 3 == 0 ? 0 : g_rand_int_range (random, 0, 60),
        i % 2 == 0 ? 0 : g_rand_int_range (random, 0, 60), g_rand_int_range (random, 0, 5),
        places[g_rand_int_range (random, 0, 5)], g_rand_int_range (random, 0, 60));
      g_autoptr (BsPageResult) result = lay_out (layout, boxes);
      const BsRegion *box = find_region (result->list, BS_REGION_BOX, NULL);

      g_test_message ("%s", boxes);
      assert_inside (result->list, &box->rect, "b1");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/boxes/measured-and-drawn-alike/%s",
                                               variants[i].name);

      g_test_add_data_func (path, &variants[i], test_variant);
    }
  g_test_add_func ("/layout/boxes/a-vertical-headline-reads-from-right-to-left",
                   test_vertical_order);
  g_test_add_func ("/layout/boxes/a-dateline-stands-out", test_dateline_stands_out);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/boxes/the-arrow-points-to-the-picture/%s",
                                               sides[i].name);

      g_test_add_data_func (path, &sides[i], test_arrow);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/boxes/a-group-is-one-rectangle/%s",
                                               shapes[i]);

      g_test_add_data_func (path, shapes[i], test_group);
    }
  g_test_add_func ("/layout/boxes/a-frame-keeps-off-its-text", test_frame_keeps_off);
  g_test_add_func ("/layout/boxes/there-is-one-rule-between-two-boxes", test_one_rule_between);
  g_test_add_func ("/layout/boxes/no-rule-stands-at-a-frame", test_no_rule_at_a_frame);
  g_test_add_func ("/layout/boxes/an-advertisement-is-marked", test_ad_is_marked);
  g_test_add_func ("/layout/boxes/no-numbers-put-anything-outside-its-box", test_any_numbers);

  return g_test_run ();
}
