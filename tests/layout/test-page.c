/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages drawn from stored boxes: what they look like (goldens), what is found on them, and that
 * nothing of the copy is lost or invented.
 */
#include "invented.h"

#include "layout/bs-layout.h"

#include <string.h>

static gboolean regenerate;

static const char small_issue[]
  = "{\"format\":\"broadsheet-issue\",\"publication\":{\"name\":\"试排日报\"},"
    "\"date\":\"2026-05-04\",\"page_format\":\"tabloid\",\"stories\":["
    "{\"id\":\"s1\",\"page\":\"A2\",\"kicker\":\"街坊一起动手——\",\"headline\":\"旧屋添新书\","
    "\"flag\":\"巷里\",\"continued_on\":\"A3\",\"sponsor\":\"某社特约刊登\","
    "\"bylines\":[{\"id\":\"y1\",\"form\":\"dots\",\"names\":[\"程远\"]}],\"paragraphs\":["
    "{\"id\":\"p1\",\"role\":\"body\",\"text\":"
    "\"社区把闲置的小屋收拾出来，添了书架、长桌和一盏暖灯。\"},"
    "{\"id\":\"p2\",\"role\":\"subhead\",\"text\":\"有人来坐\"},"
    "{\"id\":\"p3\",\"role\":\"body\",\"text\":\"志愿者说：“有人来坐，这里就有意思。”每天3小时。\"}"
    "]}],"
    "\"photos\":[{\"id\":\"f1\",\"page\":\"A2\",\"width\":1200,\"height\":800,"
    "\"caption\":\"小屋里的长桌。\",\"credits\":[{\"id\":\"c1\",\"name\":\"林一舟\"}]}],"
    "\"pages\":[{\"id\":\"A1\",\"boxes\":[]},{\"id\":\"A2\",\"section\":\"街坊\",\"boxes\":["
    "{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":2,\"line\":0,"
    "\"lines\":14,\"headline\":{\"position\":\"above\",\"size\":180,\"lines\":1}},"
    "{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":2,\"columns\":2,\"line\":0,"
    "\"lines\":14},{\"id\":\"b3\",\"kind\":\"house-ad\",\"refs\":[],\"column\":0,\"columns\":6,"
    "\"line\":70,\"lines\":16}]}]}";

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
lay_out (BsLayout *layout, const BsNode *issue)
{
  g_autoptr (GError) error = NULL;
  BsPageResult *result = bs_layout_page (layout, issue, "A2", &error);

  g_assert_no_error (error);

  return result;
}

static const BsFinding *
find_code (const BsPageResult *result, const char *code)
{
  for (guint i = 0; i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      if (g_str_equal (finding->code, code))
        return finding;
    }

  return NULL;
}

static BsNode *
change (const char *from, const char *to)
{
  g_autoptr (GString) text = g_string_new (small_issue);

  g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);

  return parse_node (text->str);
}

/* The ids of glyphs are other ones in another version of a font; their places are not. */
static char *
dump_without_ids (BsDisplayList *list)
{
  g_autofree char *dump = bs_display_list_dump (list);
  g_autoptr (GRegex) ids = g_regex_new (" [0-9]+@", 0, 0, NULL);

  return g_regex_replace_literal (ids, dump, -1, 0, " @", 0, NULL);
}

static void
test_golden (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = parse_node (small_issue);
  g_autoptr (BsPageResult) result = lay_out (layout, issue);
  g_autofree char *dump = dump_without_ids (result->list);
  g_autofree char *path = g_build_filename (g_getenv ("BROADSHEET_SOURCE_ROOT"), "tests", "layout",
                                            "goldens", "small-page.txt", NULL);
  g_autofree char *expected = NULL;

  if (regenerate)
    g_assert_true (g_file_set_contents (path, dump, -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (dump, ==, expected);
}

/* The text of the runs that come from @path, in order of their place in it. */
static char *
collect_text (BsDisplayList *list, const char *path)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind != BS_ITEM_GLYPHS || !g_str_equal (item->glyphs.path, path))
        continue;
      g_assert_cmpuint (item->glyphs.text_offset, ==, text->len);
      g_string_append (text, item->glyphs.text);
    }

  return g_string_free (text, FALSE);
}

static void
test_text_is_source (void)
{
  static const char *const paths[] = {
    "/stories/s1/kicker",
    "/stories/s1/headline",
    "/stories/s1/flag",
    "/stories/s1/sponsor",
    "/stories/s1/paragraphs/p1/text",
    "/stories/s1/paragraphs/p2/text",
    "/stories/s1/paragraphs/p3/text",
    "/photos/f1/caption",
  };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = parse_node (small_issue);
  g_autoptr (BsPageResult) result = lay_out (layout, issue);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *text = collect_text (result->list, paths[i]);

      g_assert_cmpstr (text, ==, bs_node_get_string (bs_node_lookup (issue, paths[i])));
    }
}

static void
test_overset_counted (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = change ("\"lines\":14,\"headline\"", "\"lines\":7,\"headline\"");
  g_autoptr (BsPageResult) result = lay_out (layout, issue);
  const BsFinding *finding = find_code (result, "overset");
  const BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, 0);

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, BS_LEVEL_ERROR);
  g_assert_cmpint (finding->lines, ==, fit->over_lines);
  g_assert_cmpuint (fit->lines, ==, fit->room + (guint) fit->over_lines);
  g_assert_cmpint (finding->characters, >, 0);
  g_assert_cmpstr (finding->story, ==, "s1");
}

static void
test_underfill_counted (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = change ("\"lines\":14,\"headline\"", "\"lines\":40,\"headline\"");
  g_autoptr (BsPageResult) result = lay_out (layout, issue);
  const BsFinding *finding = find_code (result, "underfill");

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->lines, <, 0);
}

typedef struct
{
  const char *name;
  const char *from, *to; /* change to the small issue */
  const char *code;
  BsLevel level;
} FindingCase;

static const FindingCase finding_cases[] = {
  { "photo-without-picture", "\"width\":1200,", "\"width\":1200,", "missing-photo",
    BS_LEVEL_WARNING },
  { "story-left-out", "\"refs\":[\"s1\"]", "\"refs\":[\"s9\"]", "unplaced-story", BS_LEVEL_ERROR },
  { "box-of-nothing", "\"refs\":[\"s1\"]", "\"refs\":[\"s9\"]", "missing-source", BS_LEVEL_ERROR },
  { "no-headline", "\"headline\":\"旧屋添新书\",", "", "empty-headline", BS_LEVEL_WARNING },
  { "jump-out-of-the-issue", "\"page\":\"A2\",\"kicker\"", "\"page\":\"A2\",\"kicker\"",
    "jump-broken", BS_LEVEL_WARNING },
  { "jump-to-a-page-without-its-end", "\"continued_on\":\"A3\"", "\"continued_on\":\"A1\"",
    "jump-broken", BS_LEVEL_ERROR },
  { "character-no-font-has", "每天3小时", "每天\xf4\x8f\xbf\xbd小时", "missing-glyph",
    BS_LEVEL_ERROR },
  { "boxes-over-each-other", "\"column\":2,\"columns\":2", "\"column\":1,\"columns\":2", "overlap",
    BS_LEVEL_ERROR },
  { "gutter-through-the-page", "\"column\":2,\"columns\":2", "\"column\":2,\"columns\":2",
    "through-cut", BS_LEVEL_INFO },
  { "room-for-a-house-ad", "\"lines\":16", "\"lines\":16", "space", BS_LEVEL_INFO },
};

static void
test_finding (gconstpointer data)
{
  const FindingCase *item = data;
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = change (item->from, item->to);
  g_autoptr (BsPageResult) result = lay_out (layout, issue);
  const BsFinding *finding = find_code (result, item->code);

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, item->level);
  g_assert_cmpstr (finding->page, ==, "A2");
  g_assert_true (g_str_has_suffix (finding->message, "."));
}

static void
test_no_such_page (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = parse_node (small_issue);
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_layout_page (layout, issue, "Z9", &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_PAGE);
}

static void
test_any_boxes (void)
{
  static const char *const boxes[] = {
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":5,\"columns\":9,\"line\":0,"
    "\"lines\":9}]",
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":-3,\"columns\":1,\"line\":0,"
    "\"lines\":1}]",
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"columns\":1,\"lines\":2,\"legs\":15,"
    "\"measure\":199}]",
    "[{\"id\":\"b1\",\"kind\":\"group\",\"refs\":[\"f1\",\"f9\"],\"columns\":1,\"lines\":2}]",
    "[{\"id\":\"b1\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"columns\":1,\"lines\":1}]",
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\",\"f1\"],\"columns\":3,\"lines\":9,"
    "\"picture\":{\"legs\":9}}]",
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\",\"f1\"],\"lines\":9,\"columns\":3,"
    "\"picture\":{\"lines\":900,\"legs\":2}}]",
    "[7,null,{},{\"id\":\"b1\",\"kind\":\"poster\"}]",
    "{\"a\":1}",
  };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = parse_node (small_issue);

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (BsNode) value = parse_node (boxes[i]);
      g_autoptr (BsNode) changed = with_boxes (issue, value);
      g_autoptr (BsPageResult) result = lay_out (layout, changed);

      g_assert_cmpfloat (result->empty, <=, 1);
      g_assert_true (find_code (result, "unplaced-story") != NULL
                     || find_code (result, "unplaced-photo") != NULL
                     || find_code (result, "overset") != NULL || i == 5 || i == 6);
    }
}

static void
test_caches_do_not_show (void)
{
  g_autoptr (BsLayout) kept = new_layout ();
  g_autoptr (BsNode) before = parse_node (small_issue);
  g_autoptr (BsNode) after = change ("就有意思", "就很有意思");
  g_autoptr (BsPageResult) first = lay_out (kept, before);
  g_autoptr (BsPageResult) second = lay_out (kept, after);
  g_autoptr (BsLayout) fresh = new_layout ();
  g_autoptr (BsPageResult) scratch = lay_out (fresh, after);
  g_autofree char *one = bs_display_list_dump (second->list);
  g_autofree char *two = bs_display_list_dump (scratch->list);
  g_autofree char *old = bs_display_list_dump (first->list);

  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, old);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    regenerate |= g_str_equal (argv[i], "--regenerate");
  g_test_add_func ("/layout/page/a-small-page-looks-as-it-did", test_golden);
  g_test_add_func ("/layout/page/its-text-is-the-source-byte-for-byte", test_text_is_source);
  g_test_add_func ("/layout/page/too-long-copy-is-counted-in-lines-and-characters",
                   test_overset_counted);
  g_test_add_func ("/layout/page/too-short-copy-is-counted", test_underfill_counted);
  for (guint i = 0; i < G_N_ELEMENTS (finding_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/page/is-found/%s", finding_cases[i].name);

      g_test_add_data_func (path, &finding_cases[i], test_finding);
    }
  g_test_add_func ("/layout/page/a-page-that-is-not-there-is-an-error", test_no_such_page);
  g_test_add_func ("/layout/page/no-box-however-odd-breaks-it", test_any_boxes);
  g_test_add_func ("/layout/page/an-edited-page-is-the-same-as-a-fresh-one",
                   test_caches_do_not_show);

  return g_test_run ();
}
