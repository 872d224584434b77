/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-story-edit.h"
#include "model/bs-story-tags.h"
#include "model/bs-issue.h"

#include "test-model.h"

#include <string.h>

static const char issue_text[]
  = "{\"format\":\"broadsheet-issue\",\"version\":\"1.0\",\"stories\":["
    "{\"id\":\"s1\",\"page\":\"A1\",\"headline\":\"桥\",\"bylines\":[{\"id\":\"b1\",\"names\":["
    "\"甲\"]}],"
    "\"paragraphs\":[{\"id\":\"p1\",\"text\":\"一二\"},{\"id\":\"p2\",\"role\":\"subhead\","
    "\"text\":\"中\"},"
    "{\"id\":\"p3\",\"text\":\"三\"}],\"tags\":[\"河\"],\"status\":\"ready\"},"
    "{\"id\":\"s2\",\"page\":\"A1\",\"headline\":\"路\",\"bylines\":[{\"id\":\"b1\",\"names\":["
    "\"乙\"]}],"
    "\"paragraphs\":[{\"id\":\"p1\",\"text\":\"四\"}],\"tags\":[\"河\",\"街\"],\"notes\":\"问\"},"
    "{\"id\":\"s3\",\"headline\":\"水\",\"paragraphs\":[]}],"
    "\"photos\":[{\"id\":\"f1\",\"page\":\"A1\",\"story\":\"s2\"},"
    "{\"id\":\"f2\",\"page\":\"A1\",\"story\":\"s1\"},{\"id\":\"f3\",\"page\":\"A1\"}],"
    "\"pages\":[{\"id\":\"A1\",\"boxes\":["
    "{\"id\":\"x1\",\"kind\":\"story\",\"refs\":[\"s1\",\"f2\"],\"column\":0,\"columns\":1,"
    "\"line\":0,"
    "\"lines\":5},"
    "{\"id\":\"x2\",\"kind\":\"story\",\"refs\":[\"s2\"],\"column\":1,\"columns\":1,\"line\":0,"
    "\"lines\":5},"
    "{\"id\":\"x3\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":2,\"columns\":1,\"line\":0,"
    "\"lines\":5},"
    "{\"id\":\"x4\",\"kind\":\"group\",\"refs\":[\"f1\",\"f3\"],\"column\":3,\"columns\":1,"
    "\"line\":0,"
    "\"lines\":5}]},{\"id\":\"A2\",\"boxes\":[]}]}";

static BsDocument *
load_issue (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "edit.broadsheet");
  g_autoptr (GError) error = NULL;
  BsDocument *document;

  g_file_replace_contents (file, issue_text, strlen (issue_text), NULL, FALSE, 0, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  document = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  test_remove_folder (folder);

  return document;
}

static const BsNode *
at (BsDocument *document, const char *path)
{
  return bs_node_lookup (bs_document_get_root (document), path);
}

static const char *
text_at (BsDocument *document, const char *path)
{
  return bs_node_get_string (at (document, path));
}

/* The list at @path, its elements' @key, or the elements themselves, with spaces between. */
static char *
list_at (BsDocument *document, const char *path, const char *key)
{
  const BsNode *list = at (document, path);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *element = bs_node_get_element (list, i);

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                              key != NULL ? bs_node_get_text (element, key)
                                          : bs_node_get_string (element));
    }

  return g_string_free (words, FALSE);
}

#define assert_list(document, path, key, expected)                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *list = list_at (document, path, key);                                         \
                                                                                                   \
    g_assert_cmpstr (list, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

/* One step was made, and undoing it leaves nothing of it. */
static void
assert_one_step (BsDocument *document, const BsNode *before)
{
  g_assert_false (bs_node_equal (bs_document_get_root (document), before));
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
  g_assert_false (bs_document_undo (document));
}

static void
test_many_are_changed_in_one_step (void)
{
  static const char *const stories[] = { "s1", "s2", "gone", "s3", NULL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (bs_stories_set_text (document, stories, "status", "ready", "Status", &error),
                    ==, 2);
  g_assert_no_error (error);
  g_assert_cmpstr (text_at (document, "/stories/s3/status"), ==, "ready");
  assert_one_step (document, before);

  g_assert_cmpuint (bs_stories_set_priority (document, stories, 2, &error), ==, 3);
  g_assert_cmpint (bs_node_get_integer (at (document, "/stories/s1/priority"), 0), ==, 2);
  assert_one_step (document, before);

  g_assert_cmpuint (bs_stories_add_tag (document, stories, "街", &error), ==, 2);
  assert_list (document, "/stories/s1/tags", NULL, "河 街");
  assert_list (document, "/stories/s3/tags", NULL, "街");
  assert_one_step (document, before);

  g_assert_cmpuint (bs_stories_remove_tag (document, stories, "河", &error), ==, 2);
  assert_list (document, "/stories/s2/tags", NULL, "街");
  g_assert_null (at (document, "/stories/s1/tags"));
  assert_one_step (document, before);
}

/* s1 has 河, s2 has 街 and 河, s3 none. */
static void
test_a_tag_is_one_however_it_is_typed (void)
{
  static const char *const first[] = { "s3", NULL };
  static const char *const all[] = { "s1", "s2", "s3", NULL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));

  bs_document_begin (document, "All", NULL);
  bs_stories_add_tag (document, first, "5G", NULL);
  g_assert_cmpuint (bs_stories_add_tag (document, all, "５ｇ", NULL), ==, 2);
  assert_list (document, "/stories/s1/tags", NULL, "河 5G");
  assert_list (document, "/stories/s3/tags", NULL, "5G");
  g_assert_cmpuint (bs_issue_count_tagged (bs_document_get_root (document), "5g"), ==, 3);
  g_assert_cmpuint (bs_stories_remove_tag (document, all, "5g", NULL), ==, 3);
  bs_document_end (document);
  bs_document_undo (document);
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
}

static void
test_a_tag_is_renamed_in_the_issue (void)
{
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));

  g_assert_cmpuint (bs_issue_rename_tag (document, "河", "江河", NULL), ==, 2);
  assert_list (document, "/stories/s1/tags", NULL, "江河");
  assert_one_step (document, before);

  /* To one that is there: the two become one. */
  g_assert_cmpuint (bs_issue_rename_tag (document, "河", "街", NULL), ==, 2);
  assert_list (document, "/stories/s1/tags", NULL, "街");
  assert_list (document, "/stories/s2/tags", NULL, "街");
  assert_one_step (document, before);

  g_assert_cmpuint (bs_issue_rename_tag (document, "河", "河", NULL), ==, 0);
  g_assert_cmpuint (bs_issue_rename_tag (document, "海", "洋", NULL), ==, 0);
}

static void
test_another_page_takes_them_off_theirs (void)
{
  static const char *const stories[] = { "s2", "s3", NULL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));

  g_assert_cmpuint (bs_stories_set_page (document, stories, "A2", NULL), ==, 2);
  g_assert_cmpstr (text_at (document, "/stories/s3/page"), ==, "A2");
  g_assert_cmpstr (text_at (document, "/photos/f1/page"), ==, "A2");
  assert_list (document, "/pages/A1/boxes", "id", "x1 x4");
  assert_list (document, "/pages/A1/boxes/x4/refs", NULL, "f3");
  assert_one_step (document, before);
}

static void
test_deleted_with_their_boxes_but_not_their_photos (void)
{
  static const char *const stories[] = { "s2", "s1", NULL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  BsStoriesDeleted deleted;

  g_assert_true (bs_stories_delete (document, stories, &deleted, NULL));
  g_assert_cmpuint (deleted.stories, ==, 2);
  g_assert_cmpuint (deleted.boxes, ==, 3);
  g_assert_cmpuint (deleted.photos, ==, 2);
  assert_list (document, "/stories", "id", "s3");
  assert_list (document, "/photos", "id", "f1 f2 f3");
  g_assert_null (at (document, "/photos/f1/story"));
  assert_list (document, "/pages/A1/boxes", "id", "x4");
  assert_one_step (document, before);
}

static void
test_merged_and_duplicated (void)
{
  static const char *const stories[] = { "s2", "s1", NULL };
  g_autoptr (BsDocument) document = load_issue ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autofree char *merged = bs_stories_merge (document, stories, NULL);
  g_autofree char *copy = NULL;
  g_autofree char *copy_path = NULL;

  g_assert_cmpstr (merged, ==, "s2");
  assert_list (document, "/stories", "id", "s2 s3");
  assert_list (document, "/stories/s2/paragraphs", "text", "四 桥 一二 中 三");
  assert_list (document, "/stories/s2/paragraphs", "role", " subhead body subhead body");
  assert_list (document, "/stories/s2/tags", NULL, "河 街");
  assert_list (document, "/stories/s2/bylines", "id", "b1 b2");
  g_assert_cmpstr (text_at (document, "/photos/f2/story"), ==, "s2");
  assert_list (document, "/pages/A1/boxes", "id", "x2 x3 x4");
  assert_one_step (document, before);

  copy = bs_story_duplicate (document, "s1", NULL);
  assert_list (document, "/stories", "headline", "桥 桥 路 水");
  copy_path = bs_issue_dup_path ("story", copy, "headline");
  g_assert_cmpstr (text_at (document, copy_path), ==, "桥");
  assert_one_step (document, before);
}

static void
test_split_where_one_says (void)
{
  static const struct
  {
    const char *paragraph;
    gsize offset;
    const char *left;
    const char *headline;
    const char *right;
  } cases[] = {
    { "p1", 3, "一", "", "二 中 三" }, { "p1", 6, "一二", "中", "三" },
    { "p2", 0, "一二", "中", "三" },   { "p3", 0, "一二 中", "", "三" },
    { "p1", 0, NULL, NULL, NULL },     { "p3", 3, NULL, NULL, NULL },
    { "p1", 99, NULL, NULL, NULL },    { "p9", 0, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsDocument) document = load_issue ();
      g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
      g_autoptr (GError) error = NULL;
      g_autofree char *made = bs_story_split (document, "s1", cases[i].paragraph, cases[i].offset,
                                              &error);
      g_autofree char *path = NULL;

      if (cases[i].left == NULL)
        {
          g_assert_null (made);
          g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
          g_assert_false (bs_document_undo (document));
          continue;
        }
      assert_list (document, "/stories/s1/paragraphs", "text", cases[i].left);
      path = bs_issue_dup_path ("story", made, "paragraphs");
      assert_list (document, path, "text", cases[i].right);
      g_assert_cmpstr (bs_node_get_text (bs_issue_get_story (bs_document_get_root (document), made),
                                         "headline"),
                       ==, cases[i].headline);
      g_assert_cmpint (bs_node_index_of_id (at (document, "/stories"), made), ==, 1);
      assert_one_step (document, before);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story-edit/many-in-one-step", test_many_are_changed_in_one_step);
  g_test_add_func ("/story-edit/a-tag-is-one-however-it-is-typed",
                   test_a_tag_is_one_however_it_is_typed);
  g_test_add_func ("/story-edit/a-tag-is-renamed-in-the-issue", test_a_tag_is_renamed_in_the_issue);
  g_test_add_func ("/story-edit/another-page-takes-them-off-theirs",
                   test_another_page_takes_them_off_theirs);
  g_test_add_func ("/story-edit/deleted-with-boxes-but-not-photos",
                   test_deleted_with_their_boxes_but_not_their_photos);
  g_test_add_func ("/story-edit/merged-and-duplicated", test_merged_and_duplicated);
  g_test_add_func ("/story-edit/split-where-one-says", test_split_where_one_says);

  return g_test_run ();
}
