/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-photo-name.h"

#include <string.h>

static BsNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsNode *node = bs_json_parse ("test", text, strlen (text), &error);

  g_assert_no_error (error);

  return node;
}

static void
test_bylines (void)
{
  static const char *const cases[][2] = {
    { "{}", "" },
    { "{\"bylines\":[]}", "" },
    { "{\"bylines\":[{\"form\":\"dots\",\"names\":[\"何川\",\"沈禾\"]}]}", "·何川 沈禾·" },
    { "{\"bylines\":[{\"form\":\"dots\",\"names\":[]}]}", "" },
    { "{\"bylines\":[{\"form\":\"reporter\",\"title\":\"本报记者\",\"names\":[\"袁晓\",\"陈可\"]}]"
      "}",
      "本报记者 袁晓 陈可" },
    { "{\"bylines\":[{\"form\":\"reporter\",\"title\":\"本报记者\",\"names\":[\"袁晓\"]},"
      "{\"form\":\"correspondent\",\"title\":\"通讯员\",\"names\":[\"陈可\"]}]}",
      "本报记者 袁晓　通讯员 陈可" },
    { "{\"bylines\":[{\"form\":\"dots\",\"names\":[\"何川\"]},"
      "{\"form\":\"other\",\"names\":[\"陈可 整理\"]}]}",
      "·何川·\n陈可 整理" },
    { "{\"bylines\":5}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsNode) story = parse (cases[i][0]);
      g_autofree char *byline = bs_story_dup_byline (story);

      g_assert_cmpstr (byline, ==, cases[i][1]);
    }
}

static void
test_credits (void)
{
  static const char *const cases[][2] = {
    { "{}", "" },
    { "{\"credits\":[{\"title\":\"记者\",\"name\":\"许军\"}]}", "记者 许军摄" },
    { "{\"credits\":[{\"name\":\"江雪\"}]}", "江雪摄" },
    { "{\"credits\":[{\"name\":\"江雪\"},{\"title\":\"通讯员\",\"name\":\"何川\"}]}",
      "江雪 通讯员 何川摄" },
    { "{\"credits\":[{\"title\":\"资料图片\"}]}", "资料图片" },
    { "{\"credits\":[{\"name\":\"街道办供图\"}]}", "街道办供图" },
    { "{\"credits\":[{\"name\":\"江雪摄\"}]}", "江雪摄" },
    { "{\"credits\":[{\"title\":\"Photo:\",\"name\":\"Ann Lee\"}]}", "Photo: Ann Lee" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsNode) photo = parse (cases[i][0]);
      g_autofree char *credit = bs_photo_dup_credit (photo);

      g_assert_cmpstr (credit, ==, cases[i][1]);
    }
}

static void
test_count (void)
{
  g_autoptr (BsNode) story = parse (
    "{\"headline\":\"不算\",\"paragraphs\":[{\"text\":\"　　灯，亮了 2026\\n\"},"
    "{\"role\":\"subhead\",\"text\":\"小标题\"},{},5]}");

  g_assert_cmpuint (bs_story_count_characters (story), ==, 4 + 4 + 3);
  g_assert_cmpuint (bs_story_count_characters (NULL), ==, 0);
}

/* The count knows where white space is in UTF-8; GLib knows it by Unicode's tables. */
static void
test_count_white_space (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  BsNodeBuilder *paragraph = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  BsNodeBuilder *story = bs_node_builder_new_object ();
  g_autoptr (BsNode) node = NULL;
  guint expected = 0;

  for (gunichar c = 1; c <= 0x10FFFF; c++)
    if (g_unichar_validate (c))
      {
        g_string_append_unichar (all, c);
        expected += !g_unichar_isspace (c);
      }
  bs_node_builder_set_text (paragraph, "text", all->str);
  bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));
  node = bs_node_builder_end (story);

  g_assert_cmpuint (bs_story_count_characters (node), ==, expected);
}

static void
test_views (void)
{
  g_autoptr (BsNode) issue = parse (
    "{\"page_format\":\"tabloid\",\"stories\":[{\"id\":\"s1\"}],\"photos\":[],"
    "\"pages\":[{\"id\":\"A1\",\"format\":\"berliner\"},{\"id\":\"A2\"}]}");
  g_autofree char *path = bs_issue_dup_path ("story", "a/b", "paragraphs/p1/text");
  g_autofree char *page = bs_issue_dup_path ("pages", "A1", NULL);

  g_assert_nonnull (bs_issue_get_story (issue, "s1"));
  g_assert_null (bs_issue_get_story (issue, "s2"));
  g_assert_null (bs_issue_get_photo (issue, "s1"));
  g_assert_cmpstr (bs_issue_get_page_format (issue, bs_issue_get_page (issue, "A1")), ==,
                   "berliner");
  g_assert_cmpstr (bs_issue_get_page_format (issue, bs_issue_get_page (issue, "A2")), ==,
                   "tabloid");
  g_assert_cmpstr (bs_issue_get_page_format (NULL, NULL), ==, "broadsheet");
  g_assert_cmpstr (path, ==, "/stories/a~1b/paragraphs/p1/text");
  g_assert_cmpstr (page, ==, "/pages/A1");
}

/* Nobody has seen a photo's id. */
static void
test_photo_names (void)
{
  g_autoptr (BsNode) issue = parse (
    "{\"stories\":[{\"id\":\"s1\",\"headline\":\"新桥通车\"},{\"id\":\"s2\"}],\"pages\":[],"
    "\"photos\":[{\"id\":\"p1\",\"caption\":\"新桥昨天上午在两岸居民的注视下正式通车。\"},"
    "{\"id\":\"p2\",\"story\":\"s1\",\"caption\":\"新桥。\"},"
    "{\"id\":\"p3\",\"story\":\"s1\",\"original_name\":\"DSC_0042.JPG\"},"
    "{\"id\":\"p4\",\"story\":\"s1\"},{\"id\":\"p5\",\"story\":\"s2\"},{\"id\":\"p6\"}]}");
  static const char *const names[] = { "新桥昨天上午在两岸居民的注视…",
                                       "新桥。",
                                       "DSC_0042.JPG",
                                       "with ‘新桥通车’",
                                       "unnamed",
                                       "unnamed" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);
      g_autofree char *name = bs_photo_name_dup (issue, id);

      g_assert_cmpstr (name, ==, names[i]);
    }
  g_assert_null (bs_photo_name_dup (issue, "p7"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/issue/bylines-read-as-printed", test_bylines);
  g_test_add_func ("/model/issue/credits-read-as-printed", test_credits);
  g_test_add_func ("/model/issue/characters-are-counted-as-editors-do", test_count);
  g_test_add_func ("/model/issue/white-space-is-not-counted", test_count_white_space);
  g_test_add_func ("/model/issue/views-find-what-is-there", test_views);
  g_test_add_func ("/model/issue/photos-are-named-as-editors-speak-of-them", test_photo_names);

  return g_test_run ();
}
