/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Automatic layout on random pages of invented copy: what every page it makes must hold to.
 */
#include "invented.h"

#include "layout/bs-layout.h"

#include <string.h>

#define SEEDS 4

static const Invention broadsheet = { "broadsheet", 10, 4, 6700, FALSE };
static const Invention with_own_photo = { "broadsheet", 9, 4, 6300, TRUE };
static const Invention tabloid = { "tabloid", 7, 2, 2900, FALSE };
static const Invention few = { "tabloid", 3, 1, 1500, FALSE };
static const Invention too_long = { "tabloid", 9, 3, 9000, FALSE };

static BsLayout *
new_layout (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;
  BsLayout *layout = bs_layout_new (environment, &error);

  g_assert_no_error (error);

  return layout;
}

static GPtrArray *
arrange (BsLayout *layout, const BsNode *issue, guint n_alternatives)
{
  BsArrangeOptions options = { .n_alternatives = n_alternatives };
  g_autoptr (GError) error = NULL;
  GPtrArray *pages = bs_layout_arrange (layout, issue, "A2", &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, >=, 1);
  g_assert_cmpuint (pages->len, <=, n_alternatives);

  return pages;
}

static const BsNode *
best_boxes (GPtrArray *pages)
{
  return ((const BsArrangement *) g_ptr_array_index (pages, 0))->boxes;
}

static guint
count_refs (const BsNode *boxes, const char *ref)
{
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      for (guint j = 0; j < bs_node_get_length (refs); j++)
        n += g_str_equal (bs_node_get_string (bs_node_get_element (refs, j)), ref);
    }

  return n;
}

static guint
count_in_list (const BsNode *list, const BsNode *boxes, const GStrv unplaced)
{
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (list, i), "id");
      guint placed = count_refs (boxes, id);

      /* On the page once, or named as left out: never both, never neither. */
      g_assert_cmpuint (placed + g_strv_contains ((const char *const *) unplaced, id), ==, 1);
      n += placed;
    }

  return n;
}

static void
check_grid (const BsNode *boxes, gint64 n_columns, gint64 n_lines)
{
  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    for (guint j = 0; j <= i; j++)
      {
        const BsNode *a = bs_node_get_element (boxes, i);
        const BsNode *b = bs_node_get_element (boxes, j);
        gint64 x = bs_node_get_number (a, "column", -1);
        gint64 y = bs_node_get_number (a, "line", -1);
        gint64 right = x + bs_node_get_number (a, "columns", -1);
        gint64 foot = y + bs_node_get_number (a, "lines", -1);

        g_assert_true (x >= 0 && y >= 0 && right > x && foot > y);
        g_assert_true (right <= n_columns && foot <= n_lines);
        if (i == j)
          continue;
        g_assert_true (
          right <= bs_node_get_number (b, "column", -1)
          || bs_node_get_number (b, "column", -1) + bs_node_get_number (b, "columns", -1) <= x
          || foot <= bs_node_get_number (b, "line", -1)
          || bs_node_get_number (b, "line", -1) + bs_node_get_number (b, "lines", -1) <= y);
      }
}

static void
test_everything_once (gconstpointer data)
{
  const Invention *invention = data;
  g_autoptr (BsLayout) layout = new_layout ();
  gint64 n_columns = g_str_equal (invention->format, "tabloid") ? 6 : 8;
  gint64 n_lines = g_str_equal (invention->format, "tabloid") ? 86 : 120;

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (invention, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 3);

      for (guint i = 0; i < pages->len; i++)
        {
          const BsArrangement *page = g_ptr_array_index (pages, i);

          check_grid (page->boxes, n_columns, n_lines);
          g_assert_cmpuint (count_in_list (bs_issue_get_stories (issue), page->boxes,
                                           page->unplaced),
                            >, 0);
          count_in_list (bs_issue_get_photos (issue), page->boxes, page->unplaced);
          g_assert_cmpstr (page->explanation, !=, "");
        }
    }
}

static guint
count_faults (const BsPageResult *result)
{
  static const char *const faults[] = { "overset",        "underfill",      "headline-bump",
                                        "through-cut",    "rank",           "overlap",
                                        "unplaced-story", "unplaced-photo", "missing-source",
                                        "headline-split" };
  guint n = 0;

  for (guint i = 0; i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
        if (g_str_equal (finding->code, faults[j]))
          {
            g_test_message ("%s: %s", finding->code, finding->message);
            n++;
          }
    }

  return n;
}

static void
test_no_faults (gconstpointer data)
{
  g_autoptr (BsLayout) layout = new_layout ();

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (data, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
      g_autoptr (BsNode) placed = with_boxes (issue, best_boxes (pages));
      g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);

      g_test_message ("seed %u, %.1f %% empty", seed, result->empty * 100);
      g_assert_cmpuint (count_faults (result), ==, 0);
    }
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
test_no_text_lost (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&with_own_photo, 3);
  g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
  g_autoptr (BsNode) placed = with_boxes (issue, best_boxes (pages));
  g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);
  const BsNode *stories = bs_issue_get_stories (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const BsNode *paragraphs = bs_story_get_paragraphs (story);

      for (guint j = 0; j < bs_node_get_length (paragraphs); j++)
        {
          const BsNode *paragraph = bs_node_get_element (paragraphs, j);
          g_autofree char *path = g_strdup_printf ("/stories/%s/paragraphs/%s/text",
                                                   bs_node_get_text (story, "id"),
                                                   bs_node_get_text (paragraph, "id"));
          g_autofree char *text = collect_text (result->list, path);

          g_assert_cmpstr (text, ==, bs_node_get_text (paragraph, "text"));
        }
    }
}

static void
test_lead_upper_left (void)
{
  g_autoptr (BsLayout) layout = new_layout ();

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (&broadsheet, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
      const BsNode *boxes = best_boxes (pages);

      for (guint i = 0; i < bs_node_get_length (boxes); i++)
        {
          const BsNode *box = bs_node_get_element (boxes, i);
          const char *ref = bs_node_get_string (
            bs_node_get_element (bs_node_get_member (box, "refs"), 0));

          if (!g_str_equal (ref, "s1"))
            continue;
          g_assert_cmpint (bs_node_get_number (box, "line", -1), ==, 0);
          g_assert_cmpint (bs_node_get_number (box, "column", -1), ==, 0);
        }
    }
}

static void
test_deterministic (void)
{
  g_autoptr (BsLayout) one = new_layout ();
  g_autoptr (BsLayout) two = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&broadsheet, 5);
  g_autoptr (GPtrArray) first = arrange (one, issue, 3);
  g_autoptr (GPtrArray) again = arrange (one, issue, 3);
  g_autoptr (GPtrArray) fresh = arrange (two, issue, 3);

  g_assert_cmpuint (first->len, ==, fresh->len);
  for (guint i = 0; i < first->len; i++)
    {
      const BsArrangement *page = g_ptr_array_index (first, i);

      g_assert_true (
        bs_node_equal (page->boxes, ((const BsArrangement *) g_ptr_array_index (again, i))->boxes));
      g_assert_true (
        bs_node_equal (page->boxes, ((const BsArrangement *) g_ptr_array_index (fresh, i))->boxes));
    }
}

static void
test_alternatives_differ (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&broadsheet, 2);
  g_autoptr (GPtrArray) pages = arrange (layout, issue, 3);

  g_assert_cmpuint (pages->len, ==, 3);
  for (guint i = 0; i < pages->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (
        bs_node_equal (((const BsArrangement *) g_ptr_array_index (pages, i))->boxes,
                       ((const BsArrangement *) g_ptr_array_index (pages, j))->boxes));
}

static void
test_locked_stay (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&tabloid, 4);
  g_autoptr (BsNode) locked = parse_node (
    "[{\"id\":\"b7\",\"kind\":\"story\",\"refs\":[\"s3\"],\"column\":2,\"columns\":3,"
    "\"line\":30,\"lines\":20,\"locked\":true,\"x-note\":\"keep\"}]");
  g_autoptr (BsNode) fixed = with_boxes (issue, locked);
  g_autoptr (GPtrArray) pages = arrange (layout, fixed, 1);
  const BsArrangement *page = g_ptr_array_index (pages, 0);

  check_grid (page->boxes, 6, 86);
  g_assert_true (
    bs_node_equal (bs_node_find_by_id (page->boxes, "b7"), bs_node_get_element (locked, 0)));
  count_in_list (bs_issue_get_stories (fixed), page->boxes, page->unplaced);
}

/* A locked story beside which nothing but boxes with a headline can stand. */
static void
test_no_bump_beside_locked (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) locked = parse_node (
    "[{\"id\":\"b7\",\"kind\":\"story\",\"refs\":[\"s3\"],\"column\":0,\"columns\":3,"
    "\"line\":0,\"lines\":14,\"locked\":true}]");

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (&tabloid, seed);
      g_autoptr (BsNode) fixed = with_boxes (issue, locked);
      g_autoptr (GPtrArray) pages = arrange (layout, fixed, 1);
      g_autoptr (BsNode) placed = with_boxes (fixed, best_boxes (pages));
      g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);

      for (guint i = 0; i < result->findings->len; i++)
        g_assert_cmpstr (((BsFinding *) g_ptr_array_index (result->findings, i))->code, !=,
                         "headline-bump");
    }
}

static void
test_too_long_is_told (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&too_long, 1);
  g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
  const BsArrangement *page = g_ptr_array_index (pages, 0);
  g_autoptr (BsNode) placed = with_boxes (issue, page->boxes);
  g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);

  g_assert_cmpuint (g_strv_length (page->unplaced), >, 0);
  g_assert_cmpuint (count_faults (result), >=, g_strv_length (page->unplaced));
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&broadsheet, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double last = 0;
  BsArrangeOptions options = { .n_alternatives = 1, .progress = note_progress };
  g_autoptr (GPtrArray) pages = NULL;

  options.progress_data = &last;
  pages = bs_layout_arrange (layout, issue, "A2", &options, NULL);
  g_assert_nonnull (pages);
  g_assert_cmpfloat (last, ==, 1);
  g_cancellable_cancel (cancellable);
  last = 0;
  options.cancellable = cancellable;
  g_assert_null (bs_layout_arrange (layout, issue, "A2", &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nothing_to_place (void)
{
  static const Invention nothing = { "tabloid", 0, 0, 0, FALSE };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&nothing, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_layout_arrange (layout, issue, "A2", NULL, &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/layout/arrange/everything-stands-once-on-the-grid/broadsheet",
                        &broadsheet, test_everything_once);
  g_test_add_data_func ("/layout/arrange/everything-stands-once-on-the-grid/own-photo",
                        &with_own_photo, test_everything_once);
  g_test_add_data_func ("/layout/arrange/everything-stands-once-on-the-grid/tabloid", &tabloid,
                        test_everything_once);
  g_test_add_data_func ("/layout/arrange/everything-stands-once-on-the-grid/few", &few,
                        test_everything_once);
  g_test_add_data_func ("/layout/arrange/everything-stands-once-on-the-grid/too-long", &too_long,
                        test_everything_once);
  g_test_add_data_func ("/layout/arrange/no-faults-where-the-copy-fits/broadsheet", &broadsheet,
                        test_no_faults);
  g_test_add_data_func ("/layout/arrange/no-faults-where-the-copy-fits/own-photo", &with_own_photo,
                        test_no_faults);
  g_test_add_func ("/layout/arrange/no-text-is-lost-or-invented", test_no_text_lost);
  g_test_add_func ("/layout/arrange/the-lead-stands-upper-left", test_lead_upper_left);
  g_test_add_func ("/layout/arrange/the-same-issue-gives-the-same-pages", test_deterministic);
  g_test_add_func ("/layout/arrange/alternatives-differ", test_alternatives_differ);
  g_test_add_func ("/layout/arrange/locked-boxes-stay-as-they-are", test_locked_stay);
  g_test_add_func ("/layout/arrange/no-headline-meets-that-of-a-locked-box",
                   test_no_bump_beside_locked);
  g_test_add_func ("/layout/arrange/what-does-not-fit-is-told", test_too_long_is_told);
  g_test_add_func ("/layout/arrange/progress-rises-and-cancelling-stops", test_progress_and_cancel);
  g_test_add_func ("/layout/arrange/an-empty-page-is-an-error", test_nothing_to_place);

  return g_test_run ();
}
