/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-model.h"

#include "model/bs-issue-edit.h"
#include "model/bs-json.h"

#include <string.h>

/* Pages A1 A2 of section A, B1 of B, one story on each, s2 goes on on B1; a photo and an
 * advertisement on A2. */
static const char sample[]
  = "{\"format\":\"broadsheet-issue\",\"version\":\"1.0\",\"id\":\"i1\","
    "\"sections\":[{\"id\":\"A\",\"name\":\"要闻\"},{\"id\":\"B\",\"name\":\"社区\"}],"
    "\"stories\":[{\"id\":\"s1\",\"page\":\"A1\",\"section\":\"A\",\"headline\":\"渡口\"},"
    "{\"id\":\"s2\",\"jump\":\"B1\",\"page\":\"A2\",\"jump_after\":120,\"headline\":\"粮仓\"},"
    "{\"id\":\"s3\",\"headline\":\"灯\",\"page\":\"B1\",\"continued_from\":\"A2\"}],"
    "\"photos\":[{\"id\":\"p1\",\"page\":\"A2\",\"caption\":\"船\"}],"
    "\"pages\":[{\"id\":\"A1\",\"section\":\"A\",\"boxes\":[]},"
    "{\"id\":\"A2\",\"section\":\"A\",\"editors\":[\"林\"],\"x-own\":7,\"boxes\":["
    "{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s2\"],\"column\":0,\"columns\":2,\"line\":0,"
    "\"lines\":20},"
    "{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"p1\"],\"column\":2,\"columns\":2,\"line\":0,"
    "\"lines\":20,\"locked\":true},"
    "{\"id\":\"b3\",\"kind\":\"ad\",\"refs\":[\"x\"],\"column\":4,\"columns\":2,\"line\":0,"
    "\"lines\":20}]},"
    "{\"id\":\"B1\",\"section\":\"B\",\"boxes\":[{\"id\":\"b1\",\"kind\":\"story\","
    "\"refs\":[\"s3\"],\"column\":0,\"columns\":2,\"line\":0,\"lines\":20}]}]}";

static BsDocument *
open_sample (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "issue.broadsheet");
  g_autoptr (GError) error = NULL;
  BsDocument *document;

  g_assert_true (
    g_file_replace_contents (file, sample, strlen (sample), NULL, FALSE, 0, NULL, NULL, &error));
  document = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  test_remove_folder (folder);

  return document;
}

static const char *
text_at (BsDocument *document, const char *path)
{
  const BsNode *node = bs_node_lookup (bs_document_get_root (document), path);

  return node != NULL ? bs_node_get_string (node) : "(none)";
}

static char *
dup_order (BsDocument *document)
{
  const BsNode *pages = bs_issue_get_pages (bs_document_get_root (document));
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    g_string_append_printf (order, "%s%s:%s", i > 0 ? " " : "",
                            bs_node_get_text (bs_node_get_element (pages, i), "id"),
                            bs_node_get_text (bs_node_get_element (pages, i), "section"));

  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
assert_order (BsDocument *document, const char *expected)
{
  g_autofree char *order = dup_order (document);

  g_assert_cmpstr (order, ==, expected);
}

/* Makes @edit, (transfer full), and looks that one undo gives back the very same bytes. */
static void
make (BsDocument *document, BsIssueEdit *edit)
{
  g_autofree char *before = test_text_of (document);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  g_assert_true (bs_issue_edit_apply (edit, document, &error));
  g_assert_no_error (error);
  g_assert_true (bs_node_equal (edit->issue, bs_document_get_root (document)));
  g_assert_cmpstr (bs_document_get_undo_label (document), ==, edit->label);
  after = test_text_of (document);

  g_assert_true (bs_document_undo (document));
  undone = test_text_of (document);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (bs_document_redo (document));
  redone = test_text_of (document);
  g_assert_cmpstr (redone, ==, after);
  bs_issue_edit_unref (edit);
}

static const BsNode *
root (BsDocument *document)
{
  return bs_document_get_root (document);
}

static void
test_add (void)
{
  static const char *const editors[] = { "齐版心", "严无错", NULL };
  BsPageFacts facts = { "A3", "A", "tabloid", editors, "a3@example.org" };
  g_autoptr (BsDocument) document = open_sample ();

  make (document, bs_issue_edit_add_page (root (document), &facts, NULL, -1, NULL));
  assert_order (document, "A1:A A2:A A3:A B1:B");
  g_assert_cmpstr (text_at (document, "/pages/A3/format"), ==, "tabloid");
  g_assert_cmpstr (text_at (document, "/pages/A3/editors/1"), ==, "严无错");

  facts = (BsPageFacts){ .name = "Z1" };
  make (document, bs_issue_edit_add_page (root (document), &facts, NULL, 0, NULL));
  assert_order (document, "Z1: A1:A A2:A A3:A B1:B");
}

static void
test_copy_takes_ads_and_no_story (void)
{
  BsPageFacts facts = { .name = "B2", .section = "B" };
  g_autoptr (BsDocument) document = open_sample ();
  const BsNode *boxes;

  make (document, bs_issue_edit_add_page (root (document), &facts, "A2", -1, NULL));
  assert_order (document, "A1:A A2:A B1:B B2:B");
  boxes = bs_node_lookup (root (document), "/pages/B2/boxes");
  g_assert_cmpuint (bs_node_get_length (boxes), ==, 1);
  g_assert_cmpstr (bs_node_get_text (bs_node_get_element (boxes, 0), "kind"), ==, "ad");
}

static void
test_suggested_names (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  BsPageFacts facts = { .name = "A3", .section = "B" };
  const char *const cases[][2] = { { "A", "A4" }, { "B", "A4" }, { "C", "C1" }, { "", "A4" } };

  /* A page of section B is called A3: that name is taken, and B's next follows from it. */
  make (document, bs_issue_edit_add_page (root (document), &facts, NULL, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = bs_issue_suggest_page_name (root (document), cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_names_that_cannot_be (void)
{
  static const char *const bad[] = {
    "",     "12",  "auto", "A1",  "A/1",     "..",
    "A\n1", " A9", "A9 ",  "a:1", "版\"1\"", "一二三四五六七八九十一二三四五六七"
  };
  static const char *const good[] = { "A10", "特1", "封面", "B-1", "%s%n", "~1" };
  g_autoptr (BsDocument) document = open_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      BsPageFacts facts = { .name = bad[i] };
      g_autoptr (GError) error = NULL;

      g_assert_null (bs_issue_edit_add_page (root (document), &facts, NULL, -1, &error));
      g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
      if (g_str_equal (bad[i], "A1"))
        continue;
      g_clear_error (&error);
      g_assert_null (bs_issue_edit_set_page (root (document), "A1", &facts, &error));
      g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      BsPageFacts facts = { .name = good[i] };

      make (document, bs_issue_edit_add_page (root (document), &facts, NULL, -1, NULL));
      g_assert_nonnull (bs_issue_get_page (root (document), good[i]));
      make (document, bs_issue_edit_remove_page (root (document), good[i], NULL));
    }
}

static void
test_references_follow_a_new_name (void)
{
  static const char *const names[] = { "C7", "~1~0", "特%s版" };
  g_autofree char *id = g_strdup ("A2");
  g_autoptr (BsDocument) document = open_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BsPageFacts facts = { .name = names[i], .section = "A" };
      g_autofree char *own = NULL;

      make (document, bs_issue_edit_set_page (root (document), id, &facts, NULL));
      g_free (id);
      id = g_strdup (names[i]);
      own = bs_issue_dup_path ("page", id, "x-own");
      g_assert_cmpstr (text_at (document, "/stories/s2/page"), ==, id);
      g_assert_cmpstr (text_at (document, "/stories/s3/continued_from"), ==, id);
      g_assert_cmpstr (text_at (document, "/photos/p1/page"), ==, id);
      g_assert_cmpstr (text_at (document, "/stories/s1/page"), ==, "A1");
      g_assert_cmpint (bs_node_get_integer (bs_node_lookup (root (document), own), 0), ==, 7);
    }

  {
    BsPageFacts facts = { .name = "D1", .section = "B" };

    make (document, bs_issue_edit_set_page (root (document), "B1", &facts, NULL));
    g_assert_cmpstr (text_at (document, "/stories/s2/jump"), ==, "D1");
    g_assert_cmpstr (bs_document_get_undo_label (document), !=, NULL);
  }
}

static void
test_same_facts_change_nothing (void)
{
  static const char *const editors[] = { "林", NULL };
  BsPageFacts facts = { .name = "A2", .section = "A", .editors = editors };
  g_autoptr (BsDocument) document = open_sample ();
  g_autoptr (BsIssueEdit) edit = bs_issue_edit_set_page (root (document), "A2", &facts, NULL);

  g_assert_cmpuint (edit->operations->len, ==, 0);
  g_assert_true (edit->issue == root (document));
}

static void
test_stories_survive_their_page (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  BsIssueEdit *edit = bs_issue_edit_remove_page (root (document), "A2", NULL);

  g_assert_cmpuint (edit->n_freed, ==, 2);
  g_assert_cmpstr (edit->page, ==, "A1");
  make (document, edit);
  assert_order (document, "A1:A B1:B");
  g_assert_cmpstr (text_at (document, "/stories/s2/headline"), ==, "粮仓");
  g_assert_cmpstr (text_at (document, "/stories/s2/page"), ==, "(none)");
  g_assert_cmpstr (text_at (document, "/photos/p1/page"), ==, "(none)");

  /* Where a story was to go on, it goes on no longer. */
  make (document, bs_issue_edit_remove_page (root (document), "B1", NULL));
  g_assert_cmpstr (text_at (document, "/stories/s2/jump"), ==, "(none)");
  g_assert_null (bs_node_lookup (root (document), "/stories/s2/jump_after"));
  make (document, bs_issue_edit_remove_page (root (document), "A1", NULL));
  assert_order (document, "");
  g_assert_cmpuint (bs_node_get_length (bs_issue_get_stories (root (document))), ==, 3);
}

static void
test_move (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  g_autoptr (GError) error = NULL;

  make (document, bs_issue_edit_move_page (root (document), "B1", 0, "A", NULL));
  assert_order (document, "B1:A A1:A A2:A");
  make (document, bs_issue_edit_move_page (root (document), "B1", 99, NULL, NULL));
  assert_order (document, "A1:A A2:A B1:A");
  make (document, bs_issue_edit_append_page (root (document), "A1", "B", NULL));
  assert_order (document, "A2:A B1:A A1:B");
  make (document, bs_issue_edit_append_page (root (document), "A1", "A", NULL));
  assert_order (document, "A2:A B1:A A1:A");
  g_assert_null (bs_issue_edit_move_page (root (document), "Q9", 0, NULL, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
}

static void
test_step_over_a_border (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  g_autoptr (GError) error = NULL;

  make (document, bs_issue_edit_step_page (root (document), "A1", 1, NULL));
  assert_order (document, "A2:A A1:A B1:B");
  make (document, bs_issue_edit_step_page (root (document), "A1", 1, NULL));
  assert_order (document, "A2:A A1:B B1:B");
  make (document, bs_issue_edit_step_page (root (document), "A1", 1, NULL));
  assert_order (document, "A2:A B1:B A1:B");
  g_assert_null (bs_issue_edit_step_page (root (document), "A1", 1, &error));
  g_assert_null (bs_issue_edit_step_page (root (document), "A2", -1, &error));
  g_assert_no_error (error);
}

static void
test_clear_leaves_locked_and_sold (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  BsIssueEdit *edit = bs_issue_edit_clear_page (root (document), "A2", NULL);

  g_assert_cmpuint (edit->n_freed, ==, 1);
  make (document, edit);
  g_assert_null (bs_node_lookup (root (document), "/pages/A2/boxes/b1"));
  g_assert_nonnull (bs_node_lookup (root (document), "/pages/A2/boxes/b2"));
  g_assert_nonnull (bs_node_lookup (root (document), "/pages/A2/boxes/b3"));
  g_assert_cmpstr (text_at (document, "/stories/s2/page"), ==, "A2");
}

static void
test_sections (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  g_autoptr (GError) error = NULL;

  make (document, bs_issue_edit_add_section (root (document), "", "体育", NULL));
  g_assert_cmpstr (text_at (document, "/sections/C/name"), ==, "体育");
  make (document, bs_issue_edit_rename_section (root (document), "C", "运动", NULL));
  g_assert_cmpstr (text_at (document, "/sections/C/name"), ==, "运动");
  g_assert_null (bs_issue_edit_add_section (root (document), "A", "又", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_clear_error (&error);
  g_assert_null (bs_issue_edit_add_section (root (document), "7", "又", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_clear_error (&error);

  make (document, bs_issue_edit_step_section (root (document), "B", -1, NULL));
  assert_order (document, "B1:B A1:A A2:A");
  g_assert_null (bs_issue_edit_step_section (root (document), "B", -1, &error));
  g_assert_no_error (error);
  make (document, bs_issue_edit_step_section (root (document), "B", 1, NULL));
  assert_order (document, "A1:A A2:A B1:B");

  make (document, bs_issue_edit_remove_section (root (document), "A", NULL));
  assert_order (document, "A1: A2: B1:B");
  g_assert_cmpstr (text_at (document, "/stories/s1/section"), ==, "(none)");
  g_assert_cmpstr (text_at (document, "/stories/s1/headline"), ==, "渡口");
}

/* A hundred changes at random, undone one by one: the file is what it was. */
static void
test_all_undone (void)
{
  g_autoptr (BsDocument) document = open_sample ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *before = test_text_of (document);
  g_autofree char *undone = NULL;
  guint steps = 0;

  for (guint i = 0; i < 100; i++)
    {
      const BsNode *issue = root (document);
      const BsNode *pages = bs_issue_get_pages (issue);
      guint n = bs_node_get_length (pages);
      int chance = g_rand_int_range (rand, 0, 6);
      g_autofree char *name = bs_issue_suggest_page_name (issue, chance % 2 != 0 ? "A" : "B");
      const char *page = n > 0 ? bs_node_get_text (
                           bs_node_get_element (pages, (guint) g_rand_int_range (rand, 0, (int) n)),
                           "id")
                               : NULL;
      BsPageFacts facts = { .name = name, .section = chance % 2 != 0 ? "A" : "B" };
      g_autoptr (BsIssueEdit) edit = NULL;

      if (page == NULL || chance == 0)
        edit = bs_issue_edit_add_page (issue, &facts, page, -1, NULL);
      else if (chance == 1)
        edit = bs_issue_edit_remove_page (issue, page, NULL);
      else if (chance == 2)
        edit = bs_issue_edit_set_page (issue, page, &facts, NULL);
      else if (chance == 3)
        edit = bs_issue_edit_step_page (issue, page, g_rand_boolean (rand) ? 1 : -1, NULL);
      else if (chance == 4)
        edit = bs_issue_edit_clear_page (issue, page, NULL);
      else
        edit = bs_issue_edit_step_section (issue, "A", g_rand_boolean (rand) ? 1 : -1, NULL);
      if (edit == NULL || edit->operations->len == 0)
        continue;
      g_assert_true (bs_issue_edit_apply (edit, document, NULL));
      steps++;
    }
  g_assert_cmpuint (steps, >, 40);
  while (steps-- > 0)
    g_assert_true (bs_document_undo (document));
  undone = test_text_of (document);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/issue-edit/page-stands-last-in-its-section", test_add);
  g_test_add_func ("/issue-edit/copy-takes-ads-and-no-story", test_copy_takes_ads_and_no_story);
  g_test_add_func ("/issue-edit/next-name-is-free", test_suggested_names);
  g_test_add_func ("/issue-edit/names-that-cannot-be-are-refused", test_names_that_cannot_be);
  g_test_add_func ("/issue-edit/references-follow-a-new-name", test_references_follow_a_new_name);
  g_test_add_func ("/issue-edit/same-facts-change-nothing", test_same_facts_change_nothing);
  g_test_add_func ("/issue-edit/stories-survive-their-page", test_stories_survive_their_page);
  g_test_add_func ("/issue-edit/pages-move", test_move);
  g_test_add_func ("/issue-edit/step-over-a-border-changes-section", test_step_over_a_border);
  g_test_add_func ("/issue-edit/clear-leaves-locked-and-sold", test_clear_leaves_locked_and_sold);
  g_test_add_func ("/issue-edit/sections-move-with-their-pages", test_sections);
  g_test_add_func ("/issue-edit/all-undone-is-the-same-file", test_all_undone);

  return g_test_run ();
}
