/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents that nobody would write, but a file may hold: nothing in them stops the program, and
 * what is not drawn or placed is told.
 */
#include "invented.h"

#include "layout/bs-layout.h"

#include <string.h>

#define HUGE_BYTES (2 * 1024 * 1024)
#define MANY 500

static BsLayout *
new_layout (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;
  BsLayout *layout = bs_layout_new (environment, &error);

  g_assert_no_error (error);

  return layout;
}

static guint
count_code (const BsPageResult *result, const char *code)
{
  guint n = 0;

  for (guint i = 0; i < result->findings->len; i++)
    n += g_str_equal (((BsFinding *) g_ptr_array_index (result->findings, i))->code, code);

  return n;
}

static BsNode *
make_issue (BsNode *stories, BsNode *boxes)
{
  BsNodeBuilder *issue = bs_node_builder_new_object ();
  g_autoptr (BsNode) empty = NULL;

  bs_node_builder_set_text (issue, "page_format", "tabloid");
  bs_node_builder_set (issue, "stories", stories);
  bs_node_builder_set (issue, "pages", parse_node ("[{\"id\":\"A2\",\"boxes\":[]}]"));
  empty = bs_node_builder_end (issue);
  if (boxes == NULL)
    return g_steal_pointer (&empty);

  {
    g_autoptr (BsNode) owned = boxes;

    return with_boxes (empty, owned);
  }
}

static BsNode *
make_story (const char *id, const char *headline, const char *text)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraph = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();

  bs_node_builder_set_text (paragraph, "id", "p1");
  bs_node_builder_set_text (paragraph, "text", text);
  bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "page", "A2");
  bs_node_builder_set_text (story, "headline", headline);
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));

  return bs_node_builder_end (story);
}

static BsNode *
list_of (BsNode *only)
{
  BsNodeBuilder *list = bs_node_builder_new_array ();

  bs_node_builder_add (list, only);

  return bs_node_builder_end (list);
}

static char *
repeat (const char *piece, gsize bytes)
{
  GString *text = g_string_sized_new (bytes + 16);

  while (text->len < bytes)
    g_string_append (text, piece);

  return g_string_free (text, FALSE);
}

static void
test_endless_paragraph (gconstpointer piece)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *text = repeat (piece, HUGE_BYTES);
  g_autoptr (BsNode) issue = make_issue (list_of (make_story ("s1", "一盏灯", text)),
                                         parse_node (
                                           "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],"
                                           "\"column\":0,\"columns\":6,\"line\":0,\"lines\":86}]"));
  g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, "A2", NULL);
  const BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, 0);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_cmpuint (count_code (result, "overset"), ==, 1);
  g_assert_cmpint (fit->over_lines + (int) fit->room, ==, (int) fit->lines);
  found = bs_layout_arrange (layout, issue, "A2", NULL, NULL);
  g_assert_null (found);
}

static void
test_endless_headline (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autofree char *headline = repeat ("巷口修鞋的师傅", 64 * 1024);
  g_autoptr (BsNode) issue = make_issue (list_of (make_story ("s1", headline, "手艺没有丢。")),
                                         parse_node (
                                           "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],"
                                           "\"column\":0,\"columns\":6,\"line\":0,\"lines\":86}]"));
  g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, "A2", NULL);
  g_autoptr (GPtrArray) found = bs_layout_arrange (layout, issue, "A2", NULL, NULL);

  g_assert_nonnull (result);
  g_assert_null (found);
}

static void
test_five_hundred_stories (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  BsNodeBuilder *stories = bs_node_builder_new_array ();
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const BsArrangement *page;
  g_autofree char *text = repeat ("河边的柳树又绿了一层。", 700);
  guint n_placed = 0;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      bs_node_builder_add (stories, make_story (id, "旧屋添新书", text));
    }
  issue = make_issue (bs_node_builder_end (stories), NULL);
  found = bs_layout_arrange (layout, issue, "A2", NULL, NULL);
  g_assert_nonnull (found);
  page = g_ptr_array_index (found, 0);
  for (guint i = 0; i < bs_node_get_length (page->boxes); i++)
    n_placed += bs_node_get_length (
      bs_node_get_member (bs_node_get_element (page->boxes, i), "refs"));
  g_assert_cmpuint (n_placed, >, 2);
  g_assert_cmpuint (n_placed + g_strv_length (page->unplaced), ==, MANY);
}

static void
test_five_hundred_boxes (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  g_autoptr (BsNode) box = parse_node (
    "{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,"
    "\"columns\":6,\"line\":0,\"lines\":20,\"locked\":true}");
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsPageResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < MANY; i++)
    bs_node_builder_add (boxes,
                         parse_node (
                           "{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,"
                           "\"columns\":6,\"line\":0,\"lines\":20,\"locked\":true}"));
  bs_node_builder_add (boxes, bs_node_ref (box));
  issue = make_issue (list_of (make_story ("s1", "一盏灯", "手艺没有丢。")),
                      bs_node_builder_end (boxes));
  result = bs_layout_page (layout, issue, "A2", NULL);
  g_assert_cmpuint (count_code (result, "too-many-boxes"), ==, 1);
  g_assert_cmpuint (count_code (result, "overlap"), >, 0);
  found = bs_layout_arrange (layout, issue, "A2", NULL, NULL);
  g_assert_null (found);
}

static guint
count_boxes (BsDisplayList *list)
{
  guint n = 0;

  for (guint i = 0; i < bs_display_list_get_n_regions (list); i++)
    n += bs_display_list_get_region (list, i)->kind == BS_REGION_BOX;

  return n;
}

/* Two boxes, though one name: the story goes on in the second. */
static void
test_same_box_twice (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = make_issue (
    list_of (make_story ("s1", "一盏灯", "手艺没有丢。")),
    parse_node ("[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,"
                "\"columns\":2,\"line\":0,\"lines\":20},"
                "{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":3,"
                "\"columns\":2,\"line\":0,\"lines\":20}]"));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, "A2", NULL);

      g_assert_cmpuint (count_boxes (result->list), ==, 2);
      g_assert_cmpuint (result->copyfit->len, ==, 1);
    }
}

static void
add_ad (BsNodeBuilder *boxes, guint column, guint columns, guint line, guint lines)
{
  BsNodeBuilder *ad = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("a%u-%u", column, line);

  bs_node_builder_set_text (ad, "id", id);
  bs_node_builder_set_text (ad, "kind", "ad");
  bs_node_builder_set_number (ad, "column", column);
  bs_node_builder_set_number (ad, "columns", columns);
  bs_node_builder_set_number (ad, "line", line);
  bs_node_builder_set_number (ad, "lines", lines);
  bs_node_builder_add (boxes, bs_node_builder_end (ad));
}

static BsNode *
make_stories (guint n, const char *text)
{
  BsNodeBuilder *stories = bs_node_builder_new_array ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      bs_node_builder_add (stories, make_story (id, "旧屋添新书", text));
    }

  return bs_node_builder_end (stories);
}

/* What each way of laying out shows and what it could not place are all of @n_stories. */
static void
assert_all_told (const BsNode *issue, guint n_stories, guint n_ads)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (GPtrArray) found = bs_layout_arrange (layout, issue, "A2", NULL, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const BsArrangement *page = g_ptr_array_index (found, i);
      guint n_shown = 0;
      guint n_kept = 0;

      for (guint j = 0; j < bs_node_get_length (page->boxes); j++)
        {
          const BsNode *box = bs_node_get_element (page->boxes, j);

          n_kept += g_str_equal (bs_node_get_text (box, "kind"), "ad");
          n_shown += bs_node_get_length (bs_node_get_member (box, "refs"));
        }
      g_assert_cmpuint (n_shown + g_strv_length (page->unplaced), ==, n_stories);
      g_assert_cmpuint (n_kept, ==, n_ads);
    }
}

/* Of the page four lines are left, and most of them taken too. */
static void
test_no_page_left (void)
{
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  g_autofree char *text = repeat ("河边的柳树又绿了一层。", 700);
  g_autoptr (BsNode) issue = NULL;

  add_ad (boxes, 0, 6, 0, 82);
  for (guint i = 0; i < 4; i++)
    add_ad (boxes, i, 1, 83, 1 + i % 2);
  issue = make_issue (make_stories (2, text), bs_node_builder_end (boxes));
  assert_all_told (issue, 2, 5);
}

/* More of them than there is place for among what can be reckoned with. */
static void
test_many_ads (void)
{
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  g_autofree char *text = repeat ("河边的柳树又绿了一层。", 4500);
  g_autoptr (BsNode) issue = NULL;

  add_ad (boxes, 5, 1, 85, 1);
  for (guint i = 0; i < 29; i++)
    add_ad (boxes, i % 6, 1, 2 * i, 1);
  issue = make_issue (make_stories (22, text), bs_node_builder_end (boxes));
  assert_all_told (issue, 22, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/layout/hostile/a-paragraph-of-two-megabytes-is-overset/chinese",
                        "手艺没有丢，", test_endless_paragraph);
  g_test_add_data_func ("/layout/hostile/a-paragraph-of-two-megabytes-is-overset/words", "word ",
                        test_endless_paragraph);
  g_test_add_func ("/layout/hostile/an-endless-headline-stops-nothing", test_endless_headline);
  g_test_add_func ("/layout/hostile/of-five-hundred-stories-each-is-placed-or-told",
                   test_five_hundred_stories);
  g_test_add_func ("/layout/hostile/boxes-beyond-the-limit-are-told", test_five_hundred_boxes);
  g_test_add_func ("/layout/hostile/a-page-full-of-ads-takes-no-copy", test_no_page_left);
  g_test_add_func ("/layout/hostile/more-ads-than-can-be-reckoned-with-all-stay", test_many_ads);
  g_test_add_func ("/layout/hostile/two-boxes-of-one-id-are-both-drawn", test_same_box_twice);

  return g_test_run ();
}
