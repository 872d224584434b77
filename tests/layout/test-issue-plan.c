/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole issues: which page each story goes to, what is told of those that find no room, and that
 * nothing an editor decided is undone.
 */
#include "invented.h"

#include "layout/bs-issue-plan.h"

#include <string.h>

static BsEnvironment *
new_environment (void)
{
  return bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
}

static BsIssuePlan *
plan_with (const BsNode *issue, const BsIssuePlanOptions *options)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (GError) error = NULL;
  BsIssuePlan *plan = bs_issue_plan_new (environment, issue, options, &error);

  g_assert_no_error (error);

  return plan;
}

/* Members of a story, as JSON without braces, before its invented paragraphs. */
static void
add_story (GString *stories, guint number, guint characters, const char *members)
{
  static const char sentence[]
    = "河边的柳树又绿了一层，早起的人沿着步道慢慢走。社区把闲置的小屋收拾出来，"
      "添了书架、长桌和一盏暖灯。";
  guint length = (guint) g_utf8_strlen (sentence, -1);

  g_string_append_printf (stories,
                          "%s{\"id\":\"s%u\",\"headline\":\"步道修到第%u家门口\",%s%s"
                          "\"paragraphs\":[",
                          stories->len > 0 ? "," : "", number, number, members,
                          *members != '\0' ? "," : "");
  for (guint made = 0, i = 0; made < characters; i++)
    {
      g_string_append_printf (stories, "%s{\"id\":\"p%u\",\"role\":\"body\",\"text\":\"",
                              i > 0 ? "," : "", i + 1);
      for (guint j = 0; j < 2 + (number + i) % 3 && made < characters; j++)
        {
          g_string_append (stories, sentence);
          made += length;
        }
      g_string_append (stories, "\"}");
    }
  g_string_append (stories, "]}");
}

static const char four_pages[]
  = "{\"id\":\"A1\",\"section\":\"news\",\"boxes\":[]},{\"id\":\"A2\",\"section\":\"news\","
    "\"boxes\":[]},{\"id\":\"A3\",\"section\":\"sport\",\"boxes\":[]},{\"id\":\"A4\","
    "\"section\":\"sport\",\"boxes\":[]}";

static BsNode *
make_issue (const char *stories, const char *photos, const char *pages)
{
  g_autofree char *json = g_strdup_printf (
    "{\"format\":\"broadsheet-issue\",\"publication\":{\"name\":\"试排日报\"},"
    "\"date\":\"2026-05-04\",\"page_format\":\"tabloid\",\"sections\":[{\"id\":\"news\","
    "\"name\":\"要闻\"},{\"id\":\"sport\",\"name\":\"体育\"}],\"stories\":[%s],\"photos\":[%s],"
    "\"pages\":[%s]}",
    stories, photos, pages);

  return parse_node (json);
}

/* Two sections of two pages; each gets two leads and a dozen other stories. */
static BsNode *
make_four_pages (guint characters)
{
  static const guint shares[] = { 30, 28, 16, 16, 14, 14, 12, 12, 10, 10, 8, 8, 6, 6 };
  g_autoptr (GString) stories = g_string_new (NULL);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (shares); i++)
    {
      guint share = shares[i / 2];
      g_autofree char *members = g_strdup_printf ("\"section\":\"%s\",\"priority\":%u",
                                                  i % 2 == 0 ? "news" : "体育",
                                                  i < 4        ? 1u
                                                  : share > 10 ? 2u
                                                               : 3u);

      add_story (stories, i + 1, characters * share / 100, members);
    }

  return make_issue (stories->str,
                     "{\"id\":\"f1\",\"width\":2400,\"height\":1600,\"story\":\"s5\","
                     "\"caption\":\"步道。\"},{\"id\":\"f2\",\"width\":2400,\"height\":1600,"
                     "\"group\":\"g\",\"caption\":\"球场。\"},{\"id\":\"f3\",\"width\":2400,"
                     "\"height\":1600,\"group\":\"g\",\"caption\":\"看台。\"}",
                     four_pages);
}

static const char *
get_page_of (const BsIssuePlan *plan, const char *id)
{
  const BsNode *story = bs_issue_get_story (plan->issue, id);

  return bs_node_get_text (story != NULL ? story : bs_issue_get_photo (plan->issue, id), "page");
}

static const BsUnplaced *
find_unplaced (const BsIssuePlan *plan, const char *id)
{
  for (guint i = 0; i < plan->unplaced->len; i++)
    {
      const BsUnplaced *item = g_ptr_array_index (plan->unplaced, i);

      if (g_str_equal (item->id, id))
        return item;
    }

  return NULL;
}

static guint
count_boxes_of (const BsIssuePlan *plan, const char *page, const char *id)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (plan->issue, page), "boxes");
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      for (guint j = 0; j < bs_node_get_length (refs); j++)
        n += g_str_equal (bs_node_get_string (bs_node_get_element (refs, j)), id);
    }

  return n;
}

/* Everything stands once on the page that it was given, or is told with a reason. */
static void
assert_each_placed_or_told (const BsIssuePlan *plan)
{
  static const char *const lists[] = { "stories", "photos" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const BsNode *list = bs_node_get_member (plan->issue, lists[i]);

      for (guint j = 0; j < bs_node_get_length (list); j++)
        {
          const BsNode *node = bs_node_get_element (list, j);
          const char *id = bs_node_get_text (node, "id");
          const char *page = bs_node_get_text (node, "page");
          const BsUnplaced *told = find_unplaced (plan, id);

          if (told != NULL)
            g_assert_true (*told->reason != '\0' && count_boxes_of (plan, page, id) == 0);
          else
            g_assert_cmpuint (count_boxes_of (plan, page, id), ==, 1);
        }
    }
}

static guint
count_errors (const BsIssuePlan *plan)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (BsLayout) layout = bs_layout_new (environment, NULL);
  guint n = 0;

  for (guint i = 0; i < plan->pages->len; i++)
    {
      const BsPlannedPage *page = g_ptr_array_index (plan->pages, i);
      g_autoptr (BsPageResult) result = bs_layout_page (layout, plan->issue, page->page, NULL);

      for (guint j = 0; j < result->findings->len; j++)
        n += ((BsFinding *) g_ptr_array_index (result->findings, j))->level == BS_LEVEL_ERROR;
    }

  return n;
}

static void
test_sections (void)
{
  g_autoptr (BsNode) issue = make_four_pages (2600);
  g_autoptr (BsIssuePlan) plan = plan_with (issue, NULL);
  const BsNode *stories = bs_issue_get_stories (issue);

  assert_each_placed_or_told (plan);
  g_assert_cmpuint (plan->unplaced->len, ==, 0);
  g_assert_cmpuint (count_errors (plan), ==, 0);
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const char *page = get_page_of (plan, bs_node_get_text (story, "id"));
      gboolean news = g_str_equal (bs_node_get_text (story, "section"), "news");

      g_assert_cmpint (news, ==, g_str_equal (page, "A1") || g_str_equal (page, "A2"));
    }
}

static void
test_leads (void)
{
  g_autoptr (BsNode) issue = make_four_pages (2600);
  g_autoptr (BsIssuePlan) plan = plan_with (issue, NULL);

  /* s1 and s3 are the leads of one section, s2 and s4 of the other: the longer one opens it. */
  g_assert_cmpstr (get_page_of (plan, "s1"), ==, "A1");
  g_assert_cmpstr (get_page_of (plan, "s3"), ==, "A2");
  g_assert_cmpstr (get_page_of (plan, "s2"), ==, "A3");
  g_assert_cmpstr (get_page_of (plan, "s4"), ==, "A4");
}

static void
test_photos (void)
{
  g_autoptr (BsNode) issue = make_four_pages (2600);
  g_autoptr (BsIssuePlan) plan = plan_with (issue, NULL);

  g_assert_cmpstr (get_page_of (plan, "f1"), ==, get_page_of (plan, "s5"));
  g_assert_cmpstr (get_page_of (plan, "f2"), ==, get_page_of (plan, "f3"));
  g_assert_cmpstr (get_page_of (plan, "f2"), !=, "");
}

static void
test_overfull (void)
{
  g_autoptr (BsNode) issue = make_four_pages (6000);
  g_autoptr (BsIssuePlan) plan = plan_with (issue, NULL);

  assert_each_placed_or_told (plan);
  g_assert_cmpuint (plan->unplaced->len, >, 0);
  g_assert_cmpuint (count_errors (plan), ==, 0);
  for (guint i = 0; i < plan->unplaced->len; i++)
    {
      const BsUnplaced *item = g_ptr_array_index (plan->unplaced, i);

      g_assert_cmpint (item->characters, >, 0);
      g_assert_nonnull (strstr (item->reason, item->page));
    }
  /* The weightiest are not what is left out. */
  g_assert_null (find_unplaced (plan, "s1"));
  g_assert_null (find_unplaced (plan, "s2"));
}

static void
test_no_section (void)
{
  g_autoptr (GString) stories = g_string_new (NULL);
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsIssuePlan) plan = NULL;

  add_story (stories, 1, 400, "\"section\":\"天气\"");
  add_story (stories, 2, 400, "\"section\":\"news\"");
  add_story (stories, 3, 400, "\"page\":\"B9\"");
  issue = make_issue (stories->str, "", four_pages);
  plan = plan_with (issue, NULL);
  g_assert_cmpuint (plan->unplaced->len, ==, 2);
  g_assert_nonnull (strstr (find_unplaced (plan, "s1")->reason, "天气"));
  g_assert_nonnull (strstr (find_unplaced (plan, "s3")->reason, "B9"));
  g_assert_cmpstr (get_page_of (plan, "s1"), ==, "");
  g_assert_cmpstr (get_page_of (plan, "s3"), ==, "B9");
}

static void
test_tags (void)
{
  g_autoptr (GString) stories = g_string_new (NULL);
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsIssuePlan) plan = NULL;

  add_story (stories, 1, 500, "\"page\":\"A4\",\"tags\":[\"足球\"]");
  add_story (stories, 2, 400, "\"tags\":[\"足球\"],\"section\":\"sport\"");
  add_story (stories, 3, 400, "\"tags\":[\"体育\"]");
  add_story (stories, 4, 400, "\"tags\":[\"要闻\"]");
  issue = make_issue (stories->str, "", four_pages);
  plan = plan_with (issue, NULL);
  g_assert_cmpstr (get_page_of (plan, "s1"), ==, "A4");
  g_assert_cmpstr (get_page_of (plan, "s2"), ==, "A4");
  g_assert_cmpstr (get_page_of (plan, "s3"), ==, "A3");
  g_assert_true (g_str_equal (get_page_of (plan, "s4"), "A1")
                 || g_str_equal (get_page_of (plan, "s4"), "A2"));
}

static const char pages_with_ad[]
  = "{\"id\":\"A1\",\"boxes\":[{\"id\":\"b7\",\"kind\":\"ad\",\"refs\":[],\"column\":0,"
    "\"columns\":6,\"line\":50,\"lines\":36,\"label\":\"广告\",\"customer\":\"柳河商场\"}]},"
    "{\"id\":\"A2\",\"boxes\":[]}";

static void
test_ads (void)
{
  g_autoptr (GString) stories = g_string_new (NULL);
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsIssuePlan) plan = NULL;
  guint on_first = 0;
  const BsNode *boxes;

  for (guint i = 0; i < 14; i++)
    add_story (stories, i + 1, i < 2 ? 800 : 380, i < 2 ? "\"priority\":1" : "\"priority\":3");
  issue = make_issue (stories->str, "", pages_with_ad);
  plan = plan_with (issue, NULL);
  assert_each_placed_or_told (plan);
  boxes = bs_node_get_member (bs_issue_get_page (plan->issue, "A1"), "boxes");
  g_assert_true (
    bs_node_equal (bs_node_find_by_id (boxes, "b7"), bs_node_lookup (issue, "/pages/A1/boxes/b7")));
  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i + 1);

      on_first += g_str_equal (get_page_of (plan, id), "A1");
    }
  g_assert_cmpuint (on_first, >, 0);
  g_assert_cmpuint (on_first, <, 7);
}

static void
test_jump (gconstpointer jump)
{
  g_autoptr (GString) stories = g_string_new (NULL);
  g_autofree char *members = g_strdup_printf ("\"page\":\"A1\",\"priority\":1,\"jump\":\"%s\"",
                                              (const char *) jump);
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsIssuePlan) plan = NULL;
  guint n_parts = 0;

  add_story (stories, 1, 1800, members);
  for (guint i = 1; i < 16; i++)
    add_story (stories, i + 1, 420, i % 2 == 0 ? "\"section\":\"news\"" : "\"section\":\"sport\"");
  issue = make_issue (stories->str, "", four_pages);
  plan = plan_with (issue, NULL);
  g_assert_cmpuint (count_boxes_of (plan, "A1", "s1"), ==, 1);
  for (guint i = 2; i <= 4; i++)
    {
      g_autofree char *page = g_strdup_printf ("A%u", i);

      n_parts += count_boxes_of (plan, page, "s1");
    }
  g_assert_cmpuint (n_parts, ==, 1);
  if (g_str_equal (jump, "A3"))
    g_assert_cmpuint (count_boxes_of (plan, "A3", "s1"), ==, 1);
  g_assert_cmpuint (count_errors (plan), ==, 0);
  g_assert_cmpstr (bs_node_get_text (bs_issue_get_story (plan->issue, "s1"), "jump"), ==, jump);
}

static void
test_empty (void)
{
  g_autoptr (BsNode) issue = make_issue ("", "", four_pages);
  g_autoptr (BsNode) nothing = make_issue ("", "", "");
  g_autoptr (BsIssuePlan) plan = plan_with (issue, NULL);
  g_autoptr (BsIssuePlan) none = plan_with (nothing, NULL);

  g_assert_cmpuint (plan->unplaced->len, ==, 0);
  g_assert_cmpuint (plan->pages->len, ==, 4);
  g_assert_true (bs_node_equal (plan->issue, issue));
  g_assert_cmpuint (none->pages->len, ==, 0);
}

static void
assert_deterministic (const BsNode *issue)
{
  g_autoptr (BsIssuePlan) first = NULL;

  for (guint n_threads = 1; n_threads <= 3; n_threads++)
    {
      BsIssuePlanOptions options = { .n_alternatives = 1, .seed = 7, .n_threads = n_threads };
      g_autoptr (BsIssuePlan) plan = plan_with (issue, &options);

      if (first == NULL)
        first = bs_issue_plan_ref (plan);
      g_assert_true (bs_node_equal (plan->issue, first->issue));
      g_assert_cmpuint (plan->unplaced->len, ==, first->unplaced->len);
    }
}

static void
test_deterministic (void)
{
  g_autoptr (BsNode) issue = make_four_pages (3600);

  assert_deterministic (issue);
}

/* A story that goes on by hand, which no "jump" tells of. */
static void
test_thread_deterministic (void)
{
  g_autoptr (GString) stories = g_string_new (NULL);
  g_autoptr (BsNode) issue = NULL;

  add_story (stories, 1, 1500, "\"page\":\"A1\"");
  for (guint i = 2; i < 14; i++)
    add_story (stories, i, 400, i < 8 ? "\"page\":\"A1\"" : "\"page\":\"A2\"");
  issue = make_issue (
    stories->str, "",
    "{\"id\":\"A1\",\"boxes\":[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],"
    "\"column\":0,\"columns\":2,\"line\":30,\"lines\":12}]},{\"id\":\"A2\","
    "\"boxes\":[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,"
    "\"columns\":4,\"line\":0,\"lines\":40}]}");
  assert_deterministic (issue);
}

typedef struct
{
  GCancellable *cancellable;
  double last;
  guint n;
} Watch;

static void
watch (double fraction, gpointer data)
{
  Watch *seen = data;

  g_assert_cmpfloat (fraction, >=, seen->last - 1e-9);
  g_assert_cmpfloat (fraction, <=, 1);
  seen->last = fraction;
  if (++seen->n == 3 && seen->cancellable != NULL)
    g_cancellable_cancel (seen->cancellable);
}

static void
test_cancel (void)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BsNode) issue = make_four_pages (2600);
  g_autoptr (GError) error = NULL;
  Watch seen = { .cancellable = cancellable };
  BsIssuePlanOptions options = {
    .n_alternatives = 1, .cancellable = cancellable, .progress = watch, .progress_data = &seen
  };

  g_assert_null (bs_issue_plan_new (environment, issue, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_progress (void)
{
  g_autoptr (BsNode) issue = make_four_pages (2600);
  Watch seen = { 0 };
  BsIssuePlanOptions options = { .n_alternatives = 1, .progress = watch, .progress_data = &seen };
  g_autoptr (BsIssuePlan) plan = plan_with (issue, &options);

  g_assert_cmpuint (seen.n, >, 4);
  g_assert_cmpfloat (seen.last, ==, 1);
}

static void
test_one_step (void)
{
  static const char *const names[] = { "A1", "A2", NULL };
  g_autoptr (BsEnvironment) environment = new_environment ();
  BsNewIssue fresh = {
    .name = "试排日报", .date = "2026-05-04", .page_format = "tabloid", .pages = names
  };
  g_autoptr (BsDocument) document = bs_document_new (environment, &fresh);
  g_autoptr (BsNode) stories = NULL;
  g_autoptr (BsNode) before = NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *json = NULL;
  g_autoptr (BsIssuePlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 8; i++)
    add_story (list, i + 1, 420, "");
  json = g_strdup_printf ("[%s]", list->str);
  stories = parse_node (json);
  g_assert_true (bs_document_set_node (document, "/stories", stories, &error));
  before = bs_node_ref (bs_document_get_root (document));
  plan = plan_with (before, NULL);
  g_assert_true (bs_issue_plan_apply (plan, document, &error));
  g_assert_no_error (error);
  g_assert_true (bs_node_equal (bs_issue_get_pages (bs_document_get_root (document)),
                                bs_issue_get_pages (plan->issue)));
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/stories/s%u/page", i + 1);
      const char *page = bs_node_get_string (bs_node_lookup (plan->issue, path));
      const BsNode *root = bs_document_get_root (document);

      g_assert_cmpstr (bs_node_get_string (bs_node_lookup (root, path)), ==, page);
      g_assert_cmpstr (page, !=, "");
    }
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layout/issue-plan/stories-go-to-pages-of-their-section", test_sections);
  g_test_add_func ("/layout/issue-plan/each-page-gets-a-lead", test_leads);
  g_test_add_func ("/layout/issue-plan/photos-stay-with-their-story-or-group", test_photos);
  g_test_add_func ("/layout/issue-plan/what-is-too-much-is-told-with-the-reason", test_overfull);
  g_test_add_func ("/layout/issue-plan/a-section-or-page-that-is-missing-is-told", test_no_section);
  g_test_add_func ("/layout/issue-plan/tags-draw-stories-together", test_tags);
  g_test_add_func ("/layout/issue-plan/ads-stay-and-take-room", test_ads);
  g_test_add_data_func ("/layout/issue-plan/a-story-jumps-where-it-asks/to-a-page", "A3",
                        test_jump);
  g_test_add_data_func ("/layout/issue-plan/a-story-jumps-where-it-asks/anywhere", "auto",
                        test_jump);
  g_test_add_func ("/layout/issue-plan/an-empty-issue-stays-as-it-is", test_empty);
  g_test_add_func ("/layout/issue-plan/the-same-plan-however-many-threads", test_deterministic);
  g_test_add_func ("/layout/issue-plan/the-same-where-a-story-goes-on-by-hand",
                   test_thread_deterministic);
  g_test_add_func ("/layout/issue-plan/cancelling-stops", test_cancel);
  g_test_add_func ("/layout/issue-plan/progress-rises-to-the-end", test_progress);
  g_test_add_func ("/layout/issue-plan/applied-as-one-step-of-undo", test_one_step);

  return g_test_run ();
}
