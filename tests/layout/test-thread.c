/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stories that stand in several boxes: each box goes on where the one before ended, nothing is lost
 * and nothing said twice, and the lines between them name the true pages.
 */
#include "invented.h"

#include "layout/bs-layout.h"

#include <string.h>

#define N_RANDOM_STORIES 60

static const char *const pieces[] = {
  "河边的柳树又绿了一层，",
  "早起的人沿着步道慢慢走。",
  "志愿者说：“有人来坐，这里就有意思。”",
  "统计显示，3个月里共有1260人次参加，",
  "比上年多两成（见附表）。",
  "The bridge opened again in 1987, ",
  "《街坊小报》印了第100期；",
  "“慢一点”“再慢一点”，",
  "夜里十点，值班的灯还亮着……",
  "电话一响——人就出门。",
  "温度升到28℃，",
};

typedef struct
{
  const char *page;
  guint column, columns, line, lines;
} Place;

static BsLayout *
new_layout (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;
  BsLayout *layout = bs_layout_new (environment, &error);

  g_assert_no_error (error);

  return layout;
}

static BsPageResult *
lay_out (BsLayout *layout, const BsNode *issue, const char *page)
{
  g_autoptr (GError) error = NULL;
  BsPageResult *result = bs_layout_page (layout, issue, page, &error);

  g_assert_no_error (error);

  return result;
}

static BsNode *
invent_paragraph (GRand *random, guint index)
{
  BsNodeBuilder *paragraph = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("p%u", index);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean subhead = index > 0 && g_rand_int_range (random, 0, 7) == 0;
  guint n = subhead ? 1 : (guint) g_rand_int_range (random, 1, 14);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  bs_node_builder_set_text (paragraph, "id", id);
  bs_node_builder_set_text (paragraph, "role", subhead ? "subhead" : "body");
  bs_node_builder_set_text (paragraph, "text", text->str);

  return bs_node_builder_end (paragraph);
}

static BsNode *
invent_story (GRand *random, guint n_paragraphs)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();

  bs_node_builder_set_text (story, "id", "s1");
  bs_node_builder_set_text (story, "page", "A1");
  bs_node_builder_set_text (story, "headline", "一盏灯 照亮半条街");
  if (g_rand_boolean (random))
    bs_node_builder_set_text (story, "dateline", "本报讯");
  if (g_rand_boolean (random))
    bs_node_builder_set (story, "bylines",
                         parse_node ("[{\"id\":\"y1\",\"form\":\"reporter\",\"title\":\"记者\","
                                     "\"names\":[\"苏小禾\",\"程远\"]}]"));
  if (g_rand_boolean (random))
    bs_node_builder_set_text (story, "sponsor", "某社特约刊登");
  for (guint i = 0; i < n_paragraphs; i++)
    bs_node_builder_add (paragraphs, invent_paragraph (random, i));
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));

  return bs_node_builder_end (story);
}

static void
add_box (GString *json, const Place *place, guint number)
{
  g_string_append_printf (json,
                          "{\"id\":\"b%u\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":%u,"
                          "\"columns\":%u,\"line\":%u,\"lines\":%u}",
                          number, place->column, place->columns, place->line, place->lines);
}

/* An issue of the pages A1, A2, A3 with one story in the boxes @places. */
static BsNode *
issue_with (const BsNode *story, const Place *places, guint n_places, const char *language)
{
  static const char *const names[] = { "A1", "A2", "A3" };
  BsNodeBuilder *issue = bs_node_builder_new_object ();
  BsNodeBuilder *stories = bs_node_builder_new_array ();
  g_autoptr (GString) pages = g_string_new ("[");
  g_autoptr (GString) publication = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      guint n = 0;

      g_string_append_printf (pages, "%s{\"id\":\"%s\",\"boxes\":[", i > 0 ? "," : "", names[i]);
      for (guint j = 0; j < n_places; j++)
        if (g_str_equal (places[j].page, names[i]))
          {
            g_string_append (pages, n++ > 0 ? "," : "");
            add_box (pages, &places[j], j + 1);
          }
      g_string_append (pages, "]}");
    }
  g_string_append_c (pages, ']');
  g_string_printf (publication, "{\"language\":\"%s\"}", language);
  bs_node_builder_add (stories, bs_node_ref (story));
  bs_node_builder_set_text (issue, "format", "broadsheet-issue");
  bs_node_builder_set (issue, "publication", parse_node (publication->str));
  bs_node_builder_set_text (issue, "page_format", "tabloid");
  bs_node_builder_set (issue, "stories", bs_node_builder_end (stories));
  bs_node_builder_set (issue, "pages", parse_node (pages->str));

  return bs_node_builder_end (issue);
}

/* The same of the publication that @other is an issue of: what was set for that one is still good. */
static BsNode *
issue_like (const BsNode *other, const BsNode *story, const Place *places, guint n_places)
{
  g_autoptr (BsNode) issue = issue_with (story, places, n_places, "zh-CN");

  return bs_node_with_member (issue, "publication", bs_node_get_member (other, "publication"));
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const BsGlyphRun *one = *(const BsGlyphRun *const *) a;
  const BsGlyphRun *two = *(const BsGlyphRun *const *) b;

  return one->text_offset < two->text_offset ? -1 : one->text_offset > two->text_offset;
}

/* Adds to @text what a page has of the string at @path: it must go on where @text ends. */
static void
collect (BsDisplayList *list, const char *path, GString *text)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_GLYPHS && g_str_equal (item->glyphs.path, path))
        g_ptr_array_add (runs, (gpointer) &item->glyphs);
    }
  g_ptr_array_sort (runs, compare_offsets);
  for (guint i = 0; i < runs->len; i++)
    {
      const BsGlyphRun *run = g_ptr_array_index (runs, i);

      g_assert_cmpuint (run->text_offset, ==, text->len);
      g_string_append (text, run->text);
    }
}

/* What the program wrote on the page. */
static char *
collect_own_words (BsDisplayList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_GLYPHS && *item->glyphs.path == '\0')
        g_string_append (text, item->glyphs.text);
    }

  return g_string_free (text, FALSE);
}

static void
assert_says (BsDisplayList *list, const char *words, gboolean says)
{
  g_autofree char *own = collect_own_words (list);

  if ((strstr (own, words) != NULL) != says)
    g_error ("“%s” is %s on the page: %s", words, says ? "not" : "still", own);
}

/* Every paragraph stands on the pages once, whole and in order; of an overset story, its beginning
 * does and nothing that comes after a gap. */
static void
assert_complete (BsLayout *layout, const BsNode *issue)
{
  static const char *const names[] = { "A1", "A2", "A3" };
  const BsNode *story = bs_issue_get_story (issue, "s1");
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_page_result_unref);
  gboolean ended = FALSE;
  gboolean overset = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BsPageResult *page = lay_out (layout, issue, names[i]);

      g_ptr_array_add (pages, page);
      if (page->copyfit->len > 0)
        overset = g_array_index (page->copyfit, BsCopyfit, 0).over_lines > 0;
    }
  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      const char *source = bs_node_get_text (paragraph, "text");
      g_autofree char *path = g_strdup_printf ("/stories/s1/paragraphs/%s/text",
                                               bs_node_get_text (paragraph, "id"));
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < pages->len; j++)
        collect (((BsPageResult *) g_ptr_array_index (pages, j))->list, path, text);
      g_assert_true (g_str_has_prefix (source, text->str));
      g_assert_true (!ended || text->len == 0);
      ended = text->len < strlen (source);
    }
  g_assert_true (overset || !ended);
}

static void
test_goes_on (void)
{
  static const Place places[] = { { "A1", 0, 3, 30, 14 }, { "A2", 0, 4, 0, 70 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (BsNode) story = invent_story (random, 12);
  g_autoptr (BsNode) issue = issue_with (story, places, 2, "zh-CN");
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) first = lay_out (layout, issue, "A1");
  g_autoptr (BsPageResult) second = lay_out (layout, issue, "A2");

  assert_complete (layout, issue);
  assert_says (first->list, "（下转A2版）", TRUE);
  assert_says (first->list, "上接", FALSE);
  assert_says (second->list, "（上接A1版）", TRUE);
  assert_says (second->list, "下转", FALSE);
}

static void
test_all_splits (void)
{
  g_autoptr (BsLayout) layout = new_layout ();

  for (guint seed = 0; seed < N_RANDOM_STORIES; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BsNode) story = invent_story (random, (guint) g_rand_int_range (random, 1, 30));
      Place places[5];
      guint n = (guint) g_rand_int_range (random, 2, 6);
      g_autoptr (BsNode) issue = NULL;

      for (guint i = 0; i < n; i++)
        {
          static const char *const names[] = { "A1", "A2", "A3" };
          guint column = (guint) g_rand_int_range (random, 0, 5);
          guint line = (guint) g_rand_int_range (random, 25, 70);

          places[i] = (Place){ names[g_rand_int_range (random, 0, 3)], column,
                               (guint) g_rand_int_range (random, 1, (int) (7 - column)), line,
                               (guint) g_rand_int_range (random, 1, (int) (86 - line)) };
        }
      issue = issue_with (story, places, n, "zh-CN");
      assert_complete (layout, issue);
    }
}

/* Leaves of a line the x of its first glyph, against the left edge of the leg that it is in. */
static BsUnit
get_indent (BsDisplayList *list, const char *path)
{
  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind != BS_ITEM_GLYPHS || !g_str_equal (item->glyphs.path, path))
        continue;
      for (guint j = 0; j < bs_display_list_get_n_regions (list); j++)
        {
          const BsRegion *region = bs_display_list_get_region (list, j);
          const BsRunGlyph *glyph = &item->glyphs.glyphs[0];

          if (region->kind == BS_REGION_LEG && glyph->x >= region->rect.x
              && glyph->x < bs_rect_right (&region->rect) && glyph->y > region->rect.y
              && glyph->y < bs_rect_bottom (&region->rect))
            return glyph->x - region->rect.x;
        }
    }

  return -1;
}

static void
test_no_indent (void)
{
  static const Place places[] = { { "A1", 0, 3, 30, 10 }, { "A2", 0, 2, 0, 80 } };
  g_autoptr (BsNode) story = parse_node (
    "{\"id\":\"s1\",\"page\":\"A1\",\"headline\":\"一条河的四季\",\"paragraphs\":[{\"id\":\"p1\","
    "\"text\":"
    "\"春天的河边长出新草孩子们放学以后来这里写生夏天的傍晚有人下棋有人拉琴秋天芦花白了摄影"
    "的人排成一行冬天河面结了薄冰水鸟在中间踱步一年过去桥上的石栏又磨亮了一点春天的河边长出新草孩子"
    "们"
    "放学以后来这里写生夏天的傍晚有人下棋有人拉琴秋天芦花白了摄影的人排成一行冬天河面结了薄冰水鸟在"
    "中"
    "间踱步一年过去桥上的石栏又磨亮了一点春天的河边长出新草孩子们放学以后来这里写生夏天的傍晚有人下"
    "棋"
    "有人拉琴秋天芦花白了摄影的人排成一行冬天河面结了薄冰水鸟在中间踱步一年过去桥上的石栏又磨亮了一"
    "点"
    "春天的河边长出新草孩子们放学以后来这里写生夏天的傍晚有人下棋有人拉琴秋天芦花白了摄影的人排成一"
    "行"
    "春天的河边长出新草孩子们放学以后来这里写生夏天的傍晚有人下棋有人拉琴秋天芦花白了摄影的人排成一"
    "行"
    "冬天河面结了薄冰水鸟在中间踱步一年过去桥上的石栏又磨亮了一点。\"}]}");
  g_autoptr (BsNode) issue = issue_with (story, places, 2, "");
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) first = lay_out (layout, issue, "A1");
  g_autoptr (BsPageResult) second = lay_out (layout, issue, "A2");

  assert_complete (layout, issue);
  g_assert_cmpint (get_indent (first->list, "/stories/s1/paragraphs/p1/text"), >, BS_POINTS (9));
  g_assert_cmpint (get_indent (second->list, "/stories/s1/paragraphs/p1/text"), ==, 0);
}

static void
test_one_page (void)
{
  static const Place places[] = { { "A2", 3, 3, 30, 50 }, { "A2", 0, 3, 0, 12 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (BsNode) story = invent_story (random, 9);
  g_autoptr (BsNode) issue = issue_with (story, places, 2, "zh-CN");
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) page = lay_out (layout, issue, "A2");

  g_assert_cmpuint (page->copyfit->len, ==, 1);
  assert_says (page->list, "（下转本版）", TRUE);
  assert_says (page->list, "（上接本版）", TRUE);
}

static void
test_copyfit (void)
{
  static const Place places[] = { { "A1", 0, 2, 30, 14 },
                                  { "A2", 0, 2, 0, 14 },
                                  { "A3", 0, 2, 0, 14 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (BsNode) story = invent_story (random, 24);
  g_autoptr (BsNode) issue = issue_with (story, places, 3, "zh-CN");
  g_autoptr (BsLayout) layout = new_layout ();
  int over = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BsPageResult) page = lay_out (layout, issue, places[i].page);
      const BsCopyfit *fit = &g_array_index (page->copyfit, BsCopyfit, 0);
      gboolean told = FALSE;

      g_assert_cmpint (fit->over_lines, >, 0);
      g_assert_cmpint (fit->over_characters, >, fit->over_lines);
      g_assert_true (i == 0 || fit->over_lines == over);
      over = fit->over_lines;
      for (guint j = 0; j < page->findings->len; j++)
        told |= g_str_equal (((BsFinding *) g_ptr_array_index (page->findings, j))->code,
                             "overset");
      g_assert_cmpint (told, ==, i == 2);
    }
}

/* Renames page A2 to C7, and what is meant for it. */
static BsNode *
rename_page (const BsNode *issue)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (BsNode) name = bs_node_new_string ("C7");
  g_autoptr (BsNode) page = bs_node_with_member (bs_node_get_element (pages, 1), "id", name);
  g_autoptr (BsNode) renamed = bs_node_with_replaced (pages, 1, page);

  return bs_node_with_member (issue, "pages", renamed);
}

static void
test_renamed (void)
{
  static const Place places[] = { { "A1", 0, 3, 30, 14 }, { "A2", 0, 3, 0, 60 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (BsNode) story = invent_story (random, 10);
  g_autoptr (BsNode) issue = issue_with (story, places, 2, "zh-CN");
  g_autoptr (BsNode) renamed = rename_page (issue);
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) before = lay_out (layout, issue, "A1");
  g_autoptr (BsPageResult) after = lay_out (layout, renamed, "A1");
  g_autoptr (BsPageResult) there = lay_out (layout, renamed, "C7");

  assert_says (before->list, "（下转A2版）", TRUE);
  assert_says (after->list, "（下转A2版）", FALSE);
  assert_says (after->list, "（下转C7版）", TRUE);
  assert_says (there->list, "（上接A1版）", TRUE);
}

/* The pages in another order: what was the second part is the first. */
static void
test_moved (void)
{
  static const Place places[] = { { "A1", 0, 3, 30, 14 }, { "A2", 0, 3, 30, 14 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (BsNode) story = invent_story (random, 10);
  g_autoptr (BsNode) issue = issue_with (story, places, 2, "zh-CN");
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (BsNode) without = bs_node_with_removed (pages, 0);
  g_autoptr (BsNode) turned = bs_node_with_inserted (without, 1, bs_node_get_element (pages, 0));
  g_autoptr (BsNode) moved = bs_node_with_member (issue, "pages", turned);
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) first = lay_out (layout, moved, "A2");
  g_autoptr (BsPageResult) second = lay_out (layout, moved, "A1");

  assert_says (first->list, "（下转A1版）", TRUE);
  assert_says (second->list, "（上接A2版）", TRUE);
}

/* The second box goes from the first one's page to the next: nothing of the copy changes with it. */
static void
test_box_moved (void)
{
  static const Place here[] = { { "A2", 0, 3, 0, 14 }, { "A2", 0, 3, 40, 40 } };
  static const Place there[] = { { "A2", 0, 3, 0, 14 }, { "A3", 0, 3, 40, 40 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (BsNode) story = invent_story (random, 10);
  g_autoptr (BsNode) issue = issue_with (story, here, 2, "zh-CN");
  g_autoptr (BsNode) moved = issue_like (issue, story, there, 2);
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) before = lay_out (layout, issue, "A2");
  g_autoptr (BsPageResult) after = lay_out (layout, moved, "A3");

  assert_says (before->list, "（上接本版）", TRUE);
  assert_says (after->list, "（上接A2版）", TRUE);
}

static void
test_other_language (void)
{
  static const Place places[] = { { "A1", 0, 3, 30, 14 }, { "A2", 0, 3, 0, 60 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (BsNode) story = invent_story (random, 10);
  g_autoptr (BsNode) issue = issue_with (story, places, 2, "en");
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsPageResult) first = lay_out (layout, issue, "A1");
  g_autoptr (BsPageResult) second = lay_out (layout, issue, "A2");

  assert_says (first->list, "(Continued on page A2)", TRUE);
  assert_says (second->list, "(Continued from page A1)", TRUE);
}

/* Whatever a layout has set before, it sets a page as one does that sees it for the first time. */
static void
test_same_as_from_scratch (void)
{
  static const char *const names[] = { "A1", "A2", "A3" };
  g_autoptr (GRand) random = g_rand_new_with_seed (99);
  g_autoptr (BsLayout) kept = new_layout ();
  g_autoptr (BsNode) story = invent_story (random, 14);
  g_autoptr (BsNode) first_issue = issue_with (story, NULL, 0, "zh-CN");

  for (guint i = 0; i < 24; i++)
    {
      Place places[] = { { "A1", 0, 3, 30, 8 }, { "A1", 3, 2, 60, 12 }, { "A2", 0, 4, 10, 20 } };
      g_autoptr (BsNode) issue = NULL;
      g_autoptr (BsLayout) fresh = new_layout ();

      if (g_rand_int_range (random, 0, 3) == 0)
        {
          g_clear_pointer (&story, bs_node_unref);
          story = invent_story (random, 14);
        }
      places[g_rand_int_range (random, 0, 3)].lines = (guint) g_rand_int_range (random, 6, 25);
      places[2].page = names[g_rand_int_range (random, 0, 3)];
      issue = issue_like (first_issue, story, places, 3);
      for (guint j = G_N_ELEMENTS (names); j > 0; j--)
        {
          g_autoptr (BsPageResult) one = lay_out (kept, issue, names[j - 1]);
          g_autoptr (BsPageResult) two = lay_out (fresh, issue, names[j - 1]);
          g_autofree char *first = bs_display_list_dump (one->list);
          g_autofree char *second = bs_display_list_dump (two->list);

          g_assert_cmpstr (first, ==, second);
          g_assert_cmpuint (one->findings->len, ==, two->findings->len);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layout/thread/second-box-goes-on-where-first-ended", test_goes_on);
  g_test_add_func ("/layout/thread/nothing-lost-or-doubled-over-all-splits", test_all_splits);
  g_test_add_func ("/layout/thread/middle-of-a-paragraph-is-not-indented", test_no_indent);
  g_test_add_func ("/layout/thread/two-boxes-on-one-page-read-from-the-top", test_one_page);
  g_test_add_func ("/layout/thread/copyfit-counts-all-parts-and-the-last-is-overset", test_copyfit);
  g_test_add_func ("/layout/thread/renamed-page-changes-the-jump-line", test_renamed);
  g_test_add_func ("/layout/thread/moved-page-changes-the-order", test_moved);
  g_test_add_func ("/layout/thread/moved-box-changes-the-jump-line", test_box_moved);
  g_test_add_func ("/layout/thread/words-follow-the-publication", test_other_language);
  g_test_add_func ("/layout/thread/same-pages-as-from-scratch", test_same_as_from_scratch);

  return g_test_run ();
}
