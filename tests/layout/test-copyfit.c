/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copyfit: what it says of lines and characters must be what composing the changed story gives.
 */
#include "invented.h"

#include "layout/bs-copyfit.h"

#include <string.h>

static BsLayout *layout;

static gboolean
skip_without_layout (void)
{
  if (layout == NULL)
    g_test_skip ("no font for Chinese is installed (fonts-noto-cjk)");
  return layout == NULL;
}

static BsNode *
parse (const char *quoted)
{
  g_autoptr (GString) text = g_string_new (quoted);

  g_string_replace (text, "'", "\"", 0);

  return parse_node (text->str);
}

static BsNode *
make_issue (guint characters, guint32 seed)
{
  Invention invention = { "broadsheet", 1, 0, characters, FALSE };

  return invent_issue (&invention, seed);
}

static const BsNode *
get_story (const BsNode *issue)
{
  return bs_node_get_element (bs_issue_get_stories (issue), 0);
}

static BsNode *
with_story (const BsNode *issue, const BsNode *story)
{
  g_autoptr (BsNode) stories = bs_node_with_replaced (bs_issue_get_stories (issue), 0, story);

  return bs_node_with_member (issue, "stories", stories);
}

static BsCopyfitReport *
report (const BsNode *issue, guint measure, guint save)
{
  BsCopyfitRequest request = { bs_node_get_text (get_story (issue), "id"), NULL, measure, save };
  g_autoptr (GError) error = NULL;
  BsCopyfitReport *result = bs_copyfit_report_new (layout, issue, &request, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);

  return result;
}

static guint
count_lines (const BsNode *issue, const BsNode *story, guint measure)
{
  g_autoptr (BsNode) changed = with_story (issue, story);
  g_autoptr (BsCopyfitReport) result = report (changed, measure, 1);

  return result->lines;
}

/* A copy of @cut that cuts one character less at step @index. */
static guint
count_lines_with_one_less (const BsNode *issue, const BsCopyfitCut *cut, guint index, guint measure)
{
  BsCopyfitStep *step = &g_array_index (cut->steps, BsCopyfitStep, index);
  g_autoptr (BsNode) story = NULL;

  step->characters--;
  story = bs_copyfit_cut_apply (cut, get_story (issue));
  step->characters++;

  return count_lines (issue, story, measure);
}

static void
check_cut (const BsNode *issue, const BsCopyfitReport *result, const BsCopyfitCut *cut)
{
  g_autoptr (BsNode) story = bs_copyfit_cut_apply (cut, get_story (issue));
  guint characters = bs_story_count_characters (story);

  g_assert_cmpuint (count_lines (issue, story, result->measure), <=, result->lines - cut->lines);
  g_assert_cmpuint (result->characters - characters, ==, cut->characters);
  for (guint i = 0; i < cut->steps->len; i++)
    if (!g_array_index (cut->steps, BsCopyfitStep, i).whole)
      g_assert_cmpuint (count_lines_with_one_less (issue, cut, i, result->measure), >,
                        result->lines - cut->lines);
}

static void
test_cuts (void)
{
  static const guint measures[] = { 11, 13, 17, 27 };

  if (skip_without_layout ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    for (guint32 seed = 1; seed < 4; seed++)
      {
        g_autoptr (BsNode) issue = make_issue (900, seed);
        g_autoptr (BsCopyfitReport) result = report (issue, measures[i], 7);

        g_assert_cmpuint (result->measure, ==, measures[i]);
        for (guint lines = 1; lines <= 3; lines++)
          g_assert_nonnull (bs_copyfit_report_get_cut (result, lines));
        g_assert_nonnull (bs_copyfit_report_get_cut (result, 7));
        for (guint j = 0; j < result->cuts->len; j++)
          check_cut (issue, result, g_ptr_array_index (result->cuts, j));
      }
}

static int
count_mark (const char *text, const char *mark)
{
  int n = 0;

  for (const char *p = text; (p = strstr (p, mark)) != NULL; p += strlen (mark))
    n++;

  return n;
}

static BsNode *
with_quotes (const BsNode *issue)
{
  static const char *const texts[] = {
    "老街的邻居们聚在桥头，说起这座桥都有话讲。七十岁的赵先生说：“我每天从这里走过，来回要绕两里路"
    "，"
    "现在三分钟就到了。”",
    "“以前下雨就要停渡，”他指着河面说，“孩子上学只好等。”如今桥面宽了，车也能过（双向四车道），两岸"
    "连"
    "成一片，集市比从前热闹。",
    "施工的人介绍，工程用了《桥梁手册》里的新办法，省下三成材料；“这只是开头。”",
  };
  g_autoptr (BsNode) story = bs_node_ref (get_story (issue));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const BsNode *paragraphs = bs_story_get_paragraphs (story);
      guint index = bs_node_get_length (paragraphs) - 1 - i;
      g_autoptr (BsNode) text = bs_node_new_string (texts[i]);
      g_autoptr (BsNode) paragraph = bs_node_with_member (bs_node_get_element (paragraphs, index),
                                                          "text", text);
      g_autoptr (BsNode) list = bs_node_with_replaced (paragraphs, index, paragraph);
      BsNode *next = bs_node_with_member (story, "paragraphs", list);

      bs_node_unref (story);
      story = next;
    }

  return with_story (issue, story);
}

static void
check_marks (const char *text)
{
  static const char *const pairs[][2] = { { "“", "”" }, { "（", "）" }, { "《", "》" } };
  static const char *const wrong[] = { "，。", "：。", "“。", "“”", "，”。" };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (count_mark (text, pairs[i][0]), ==, count_mark (text, pairs[i][1]));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (strstr (text, wrong[i]));
}

/* Nobody wants to look after a cut for a quote without its partner. */
static void
test_cuts_keep_pairs (void)
{
  if (skip_without_layout ())
    return;
  for (guint measure = 11; measure < 28; measure += 4)
    {
      g_autoptr (BsNode) plain = make_issue (700, measure);
      g_autoptr (BsNode) issue = with_quotes (plain);
      g_autoptr (BsCopyfitReport) result = report (issue, measure, 5);

      g_assert_cmpuint (result->cuts->len, >, 0);
      for (guint i = 0; i < result->cuts->len; i++)
        {
          const BsCopyfitCut *cut = g_ptr_array_index (result->cuts, i);
          g_autoptr (BsNode) story = bs_copyfit_cut_apply (cut, get_story (issue));
          const BsNode *paragraphs = bs_story_get_paragraphs (story);

          check_cut (issue, result, cut);
          for (guint k = 0; k < bs_node_get_length (paragraphs); k++)
            check_marks (bs_node_get_text (bs_node_get_element (paragraphs, k), "text"));
        }
    }
}

static void
test_cheaper_first (void)
{
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsCopyfitReport) result = NULL;

  if (skip_without_layout ())
    return;
  issue = make_issue (900, 5);
  result = report (issue, 13, 3);
  for (guint i = 1; i < result->cuts->len; i++)
    {
      const BsCopyfitCut *less = g_ptr_array_index (result->cuts, i - 1);
      const BsCopyfitCut *more = g_ptr_array_index (result->cuts, i);

      g_assert_cmpuint (less->lines, <, more->lines);
      g_assert_cmpuint (less->characters, <, more->characters);
    }
}

static BsNode *
add_to_paragraph (const BsNode *story, const char *id, guint n)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  guint index = (guint) bs_node_index_of_id (paragraphs, id);
  const BsNode *paragraph = bs_node_get_element (paragraphs, index);
  g_autoptr (GString) text = g_string_new (bs_node_get_text (paragraph, "text"));
  gsize end = text->len - strlen ("。");
  g_autoptr (BsNode) string = NULL;
  g_autoptr (BsNode) longer = NULL;
  g_autoptr (BsNode) list = NULL;

  if (g_str_has_suffix (text->str, "。”"))
    end -= strlen ("”");
  for (guint i = 0; i < n; i++)
    g_string_insert (text, (gssize) end, "街");
  string = bs_node_new_string (text->str);
  longer = bs_node_with_member (paragraph, "text", string);
  list = bs_node_with_replaced (paragraphs, index, longer);

  return bs_node_with_member (story, "paragraphs", list);
}

static void
test_room (void)
{
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsCopyfitReport) result = NULL;
  guint sum = 0;

  if (skip_without_layout ())
    return;
  issue = make_issue (700, 9);
  result = report (issue, 13, 1);
  g_assert_cmpuint (result->additions->len, >, 2);
  for (guint i = 0; i < result->additions->len; i++)
    {
      const BsCopyfitStep *step = &g_array_index (result->additions, BsCopyfitStep, i);
      g_autoptr (BsNode) full = add_to_paragraph (get_story (issue), step->paragraph,
                                                  step->characters);
      g_autoptr (BsNode) over = add_to_paragraph (get_story (issue), step->paragraph,
                                                  step->characters + 1);

      g_assert_cmpuint (count_lines (issue, full, 13), ==, result->lines);
      g_assert_cmpuint (count_lines (issue, over, 13), ==, result->lines + 1);
      sum += step->characters;
    }
  g_assert_cmpuint (result->addable, ==, sum);
}

/* The full stop of a full line comes in by squeezing the comma. */
static void
test_squeezing (void)
{
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsCopyfitReport) result = NULL;

  if (skip_without_layout ())
    return;
  issue = parse (
    "{'page_format': 'broadsheet', 'stories': [{'id': 's1', 'paragraphs': [{'id': 'p1', 'text': "
    "'清早，渡口的船，解缆绳。'}]}], 'pages': [{'id': 'A1'}]}");
  result = report (issue, 13, 1);
  g_assert_cmpuint (result->lines, ==, 1);
  g_assert_cmpuint (result->lines_wide, ==, 2);
  g_assert_cmpuint (result->squeezed_lines, ==, 1);
  g_assert_cmpuint (result->squeezed_marks, ==, 2);
  g_assert_cmpfloat (result->squeezed_characters, >, 0.4);
  g_assert_cmpfloat (result->squeezed_characters, <=, 1);
  g_assert_cmpuint (result->characters, ==, 12);
}

static void
test_box (void)
{
  g_autoptr (BsNode) empty = NULL;
  g_autoptr (BsNode) boxes = NULL;
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsCopyfitReport) result = NULL;
  g_autoptr (BsNode) fitting = NULL;
  g_autoptr (BsNode) story = NULL;
  g_autoptr (BsPageResult) page = NULL;
  BsCopyfitRequest request = { NULL, "A2", 0, 0 };
  const BsCopyfitCut *cut;

  if (skip_without_layout ())
    return;
  empty = make_issue (800, 3);
  request.story = bs_node_get_text (get_story (empty), "id");
  {
    g_autofree char *text = g_strdup_printf (
      "[{'id': 'b1', 'kind': 'story', 'refs': ['%s'], 'column': 0, 'columns': 2, 'line': 0,"
      " 'lines': 36}]",
      request.story);

    boxes = parse (text);
  }
  issue = with_boxes (empty, boxes);
  result = bs_copyfit_report_new (layout, issue, &request, NULL);
  g_assert_nonnull (result);
  g_assert_cmpuint (result->measure, ==, 13);
  g_assert_cmpint (result->over_lines, >, 0);
  g_assert_cmpint (result->over_characters, >, 0);
  g_assert_cmpuint (result->lines, ==, result->room + (guint) result->over_lines);

  cut = bs_copyfit_report_get_cut (result, (guint) result->over_lines);
  g_assert_nonnull (cut);
  story = bs_copyfit_cut_apply (cut, get_story (issue));
  fitting = with_story (issue, story);
  page = bs_layout_page (layout, fitting, "A2", NULL);
  g_assert_cmpint (g_array_index (page->copyfit, BsCopyfit, 0).over_lines, <=, 0);
}

static void
test_explanation (void)
{
  g_autoptr (BsNode) issue = NULL;
  g_autoptr (BsCopyfitReport) result = NULL;
  const BsCopyfitCut *cut;
  g_autofree char *told = NULL;
  g_autofree char *head = NULL;

  if (skip_without_layout ())
    return;
  issue = make_issue (600, 2);
  result = report (issue, 13, 3);
  cut = bs_copyfit_report_get_cut (result, 3);
  told = bs_copyfit_cut_explain (cut);
  head = g_strdup_printf ("Cut %u characters to save 3 lines: %u from paragraph ", cut->characters,
                          g_array_index (cut->steps, BsCopyfitStep, 0).characters);
  g_assert_true (g_str_has_prefix (told, head));
}

static void
test_unknown (void)
{
  g_autoptr (BsNode) issue = NULL;
  BsCopyfitRequest unknown = { "nobody", NULL, 13, 0 };
  BsCopyfitRequest unplaced = { NULL, "A2", 0, 0 };
  g_autoptr (GError) error = NULL;

  if (skip_without_layout ())
    return;
  issue = make_issue (300, 2);
  g_assert_null (bs_copyfit_report_new (layout, issue, &unknown, &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE);
  g_assert_nonnull (strstr (error->message, "nobody"));
  g_clear_error (&error);
  unplaced.story = bs_node_get_text (get_story (issue), "id");
  g_assert_null (bs_copyfit_report_new (layout, issue, &unplaced, &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE);
}

int
main (int argc, char **argv)
{
  g_autoptr (BsEnvironment) environment = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  environment = bs_environment_new_default ();
  layout = bs_layout_new (environment, NULL);
  g_test_add_func ("/layout/copyfit/each-cut-saves-its-lines-and-one-character-less-does-not",
                   test_cuts);
  g_test_add_func ("/layout/copyfit/cuts-leave-no-mark-without-its-partner", test_cuts_keep_pairs);
  g_test_add_func ("/layout/copyfit/more-lines-cost-more-characters", test_cheaper_first);
  g_test_add_func ("/layout/copyfit/what-may-be-added-adds-no-line-and-one-more-does", test_room);
  g_test_add_func ("/layout/copyfit/lines-saved-by-squeezing-are-told", test_squeezing);
  g_test_add_func ("/layout/copyfit/the-cut-for-a-box-makes-the-story-fit", test_box);
  g_test_add_func ("/layout/copyfit/a-cut-is-said-in-words", test_explanation);
  g_test_add_func ("/layout/copyfit/an-unknown-or-unplaced-story-is-an-error", test_unknown);
  status = g_test_run ();
  g_clear_object (&layout);

  return status;
}
