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
static const Invention pictures = { "tabloid", 0, 4, 0, FALSE };
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

/* The box of a story or photo; fails the test where there is none. */
static const BsNode *
find_box (const BsNode *boxes, const char *ref)
{
  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const BsNode *refs = bs_node_get_member (box, "refs");

      if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, 0)), ref))
        return box;
    }
  g_assert_not_reached ();
}

/* Another page format or a larger body has fewer lines: a sold ad must not go with them. */
static void
test_strays_stay (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&tabloid, 4);
  g_autoptr (BsNode) booked = parse_node (
    "[{\"id\":\"b7\",\"kind\":\"ad\",\"refs\":[\"p1\"],\"column\":4,\"columns\":2,"
    "\"line\":70,\"lines\":30,\"label\":\"\u5e7f\u544a\"}]");
  g_autoptr (BsNode) fixed = with_boxes (issue, booked);
  g_autoptr (GPtrArray) pages = arrange (layout, fixed, 3);

  for (guint i = 0; i < pages->len; i++)
    {
      const BsNode *boxes = ((const BsArrangement *) g_ptr_array_index (pages, i))->boxes;

      g_assert_true (
        bs_node_equal (bs_node_find_by_id (boxes, "b7"), bs_node_get_element (booked, 0)));
      g_assert_cmpuint (count_refs (boxes, "p1"), ==, 1);
    }
}

static void
test_sayings_survive (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&tabloid, 4);
  g_autoptr (BsNode) old = parse_node (
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s3\"],\"column\":0,\"columns\":3,"
    "\"line\":0,\"lines\":20,\"headline\":{\"position\":\"above\",\"text\":\"老街灯火(续)\"},"
    "\"x-note\":\"ask the desk\"},"
    "{\"id\":\"b2\",\"kind\":\"story\",\"refs\":[\"s4\"],\"column\":3,\"columns\":3,"
    "\"line\":0,\"lines\":20,\"frame\":\"tint\"}]");
  g_autoptr (BsNode) before = with_boxes (issue, old);
  g_autoptr (GPtrArray) pages = arrange (layout, before, 3);

  for (guint i = 0; i < pages->len; i++)
    {
      const BsArrangement *page = g_ptr_array_index (pages, i);
      const BsNode *box = find_box (page->boxes, "s3");
      g_autoptr (BsNode) placed = with_boxes (before, page->boxes);
      g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);

      g_assert_cmpstr (bs_node_get_text (bs_node_get_member (box, "headline"), "text"), ==,
                       "老街灯火(续)");
      g_assert_cmpstr (bs_node_get_text (box, "x-note"), ==, "ask the desk");
      g_assert_cmpstr (bs_node_get_text (find_box (page->boxes, "s4"), "frame"), ==, "tint");
      g_assert_cmpuint (count_faults (result), ==, 0);
    }
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

/* Column-lines of the grid in which two pages show the same thing, of all, per cent. */
static guint
share_in_common (const BsNode *one, const BsNode *two)
{
  char cells[8][120][16] = { 0 };
  guint n = 0;
  guint same = 0;

  for (guint page = 0; page < 2; page++)
    {
      const BsNode *boxes = page == 0 ? one : two;

      for (guint i = 0; i < bs_node_get_length (boxes); i++)
        {
          const BsNode *box = bs_node_get_element (boxes, i);
          const char *ref = bs_node_get_string (
            bs_node_get_element (bs_node_get_member (box, "refs"), 0));
          gint64 column = bs_node_get_number (box, "column", 0);
          gint64 line = bs_node_get_number (box, "line", 0);

          for (gint64 x = column; x < column + bs_node_get_number (box, "columns", 0); x++)
            for (gint64 y = line; y < line + bs_node_get_number (box, "lines", 0); y++)
              if (page == 0)
                g_strlcpy (cells[x][y], ref, sizeof cells[x][y]);
              else if (cells[x][y][0] != '\0')
                {
                  n++;
                  same += g_str_equal (cells[x][y], ref);
                }
        }
    }

  return n == 0 ? 0 : same * 100 / n;
}

static void
test_alternatives_truly_differ (void)
{
  g_autoptr (BsLayout) layout = new_layout ();

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (&broadsheet, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 3);

      g_assert_cmpuint (pages->len, ==, 3);
      for (guint i = 0; i < pages->len; i++)
        {
          const BsArrangement *page = g_ptr_array_index (pages, i);

          for (guint j = 0; j < i; j++)
            g_assert_cmpuint (
              share_in_common (page->boxes,
                               ((const BsArrangement *) g_ptr_array_index (pages, j))->boxes),
              <=, 75);
          if (i > 0)
            g_assert_cmpfloat (page->score, >=,
                               ((const BsArrangement *) g_ptr_array_index (pages, i - 1))->score);
        }
    }
}

/* Where desks have them: at the foot, in a corner, at an edge, in the middle. */
static const char *const bookings[] = {
  "[{\"id\":\"ad\",\"kind\":\"ad\",\"label\":\"广告\",\"column\":0,\"columns\":8,\"line\":96,"
  "\"lines\":24}]",
  "[{\"id\":\"ad\",\"kind\":\"ad\",\"label\":\"广告\",\"column\":5,\"columns\":3,\"line\":84,"
  "\"lines\":36}]",
  "[{\"id\":\"ad\",\"kind\":\"ad\",\"label\":\"公告\",\"column\":0,\"columns\":2,\"line\":90,"
  "\"lines\":30},{\"id\":\"ae\",\"kind\":\"ad\",\"label\":\"广告\",\"column\":5,\"columns\":3,"
  "\"line\":92,\"lines\":28}]",
  "[{\"id\":\"ad\",\"kind\":\"ad\",\"label\":\"广告\",\"column\":6,\"columns\":2,\"line\":50,"
  "\"lines\":30}]",
  "[{\"id\":\"ad\",\"kind\":\"ad\",\"label\":\"广告\",\"column\":3,\"columns\":2,\"line\":45,"
  "\"lines\":25}]",
};

static void
test_booked_stay (gconstpointer data)
{
  static const Invention invention = { "broadsheet", 9, 3, 5000, FALSE };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) booked = parse_node (data);

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (&invention, seed);
      g_autoptr (BsNode) fixed = with_boxes (issue, booked);
      g_autoptr (GPtrArray) pages = arrange (layout, fixed, 3);

      for (guint i = 0; i < pages->len; i++)
        {
          const BsArrangement *page = g_ptr_array_index (pages, i);

          check_grid (page->boxes, 8, 120);
          for (guint j = 0; j < bs_node_get_length (booked); j++)
            {
              const BsNode *box = bs_node_get_element (booked, j);

              g_assert_true (
                bs_node_equal (bs_node_find_by_id (page->boxes, bs_node_get_text (box, "id")),
                               box));
            }
          count_in_list (bs_issue_get_stories (fixed), page->boxes, page->unplaced);
        }
    }
}

static void
test_clean_around_booked (gconstpointer data)
{
  static const Invention invention = { "broadsheet", 9, 3, 5000, FALSE };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) booked = parse_node (data);

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (&invention, seed);
      g_autoptr (BsNode) fixed = with_boxes (issue, booked);
      g_autoptr (GPtrArray) pages = arrange (layout, fixed, 1);
      g_autoptr (BsNode) placed = with_boxes (fixed, best_boxes (pages));
      g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);

      g_test_message ("seed %u", seed);
      g_assert_cmpuint (count_faults (result), ==, 0);
    }
}

/* @issue without the last @characters of story @id, as an editor would cut it. */
static BsNode *
cut_story (const BsNode *issue, const char *id, guint characters)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  guint index = (guint) bs_node_index_of_id (stories, id);
  g_autoptr (BsNode) story = bs_node_ref (bs_node_get_element (stories, index));
  g_autoptr (BsNode) all = NULL;

  while (characters > 0)
    {
      const BsNode *paragraphs = bs_story_get_paragraphs (story);
      guint last = bs_node_get_length (paragraphs) - 1;
      const char *text = bs_node_get_text (bs_node_get_element (paragraphs, last), "text");
      guint n = (guint) g_utf8_strlen (text, -1);
      guint cut = MIN (n, characters);
      g_autofree char *rest = g_utf8_substring (text, 0, n - cut);
      g_autoptr (BsNode) value = bs_node_new_string (rest);
      g_autoptr (BsNode) paragraph = bs_node_with_member (bs_node_get_element (paragraphs, last),
                                                          "text", value);
      g_autoptr (BsNode) list = cut == n ? bs_node_with_removed (paragraphs, last)
                                         : bs_node_with_replaced (paragraphs, last, paragraph);
      BsNode *next = bs_node_with_member (story, "paragraphs", list);

      bs_node_unref (story);
      story = next;
      characters -= cut;
    }
  all = bs_node_with_replaced (stories, index, story);

  return bs_node_with_member (issue, "stories", all);
}

/* Cutting what the layout says is enough: then nothing is left out. */
static void
test_cuts_are_true (void)
{
  static const Invention a_little_long = { "broadsheet", 10, 4, 8100, FALSE };
  g_autoptr (BsLayout) layout = new_layout ();
  guint n_cuts = 0;

  for (guint32 seed = 1; seed <= 2 * SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (&a_little_long, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
      const BsArrangement *page = g_ptr_array_index (pages, 0);

      g_assert_cmpuint (page->short_lines<0, ==, page->changes->len> 0);
      for (guint i = 0; i < page->changes->len; i++)
        {
          const BsChange *change = g_ptr_array_index (page->changes, i);
          g_autoptr (BsNode) cut = NULL;
          g_autoptr (GPtrArray) again = NULL;

          g_assert_cmpstr (change->text, !=, "");
          if (change->kind != BS_CHANGE_CUT || !change->tried)
            continue;
          cut = cut_story (issue, change->ref, change->characters);
          again = arrange (layout, cut, 1);
          page = g_ptr_array_index (again, 0);
          g_assert_cmpuint (g_strv_length (page->unplaced), ==, 0);
          g_assert_cmpint (page->short_lines, >=, 0);
          n_cuts++;
          break;
        }
    }
  g_assert_cmpuint (n_cuts, >, 0);
}

static void
test_slot_is_told (void)
{
  static const Invention short_copy = { "broadsheet", 8, 1, 3300, FALSE };
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&short_copy, 1);
  g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
  const BsArrangement *page = g_ptr_array_index (pages, 0);
  const BsChange *slot = g_ptr_array_index (page->changes, 0);
  gboolean found = FALSE;

  g_assert_cmpint (page->short_lines, >, 0);
  g_assert_cmpint (slot->kind, ==, BS_CHANGE_HOUSE_AD);
  for (guint i = 0; i < bs_node_get_length (page->boxes); i++)
    {
      const BsNode *box = bs_node_get_element (page->boxes, i);

      if (!g_str_equal (bs_node_get_text (box, "kind"), "house-ad"))
        continue;
      found = TRUE;
      g_assert_cmpint (bs_node_get_number (box, "columns", 0), ==, slot->columns);
      g_assert_cmpint (bs_node_get_number (box, "lines", 0), ==, slot->lines);
    }
  g_assert_true (found);
}

/* Of pages with too little copy some are full with a larger photo: it is named, with its size. */
static void
test_larger_photo_is_told (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  guint n_told = 0;

  for (guint32 seed = 1; seed <= 2 * SEEDS; seed++)
    {
      const Invention somewhat_short = { "broadsheet", 8, 2, 3000 + 300 * seed, FALSE };
      g_autoptr (BsNode) issue = invent_issue (&somewhat_short, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
      const BsArrangement *page = g_ptr_array_index (pages, 0);

      for (guint i = 0; i < page->changes->len; i++)
        {
          const BsChange *change = g_ptr_array_index (page->changes, i);
          const BsNode *box;

          if (change->kind != BS_CHANGE_ENLARGE)
            continue;
          box = find_box (page->boxes, change->ref);
          g_assert_cmpstr (bs_node_get_text (box, "kind"), ==, "photo");
          /* With the blank line below it, as the page has it now and as it should be. */
          g_assert_cmpint ((int) (change->columns * (change->lines + 1)) - change->more_lines, ==,
                           bs_node_get_number (box, "columns", 0)
                             * (bs_node_get_number (box, "lines", 0) + 1));
          g_assert_cmpint (change->more_lines * 2, >=, page->short_lines);
          g_assert_true (change->tried);
          n_told++;
        }
    }
  g_assert_cmpuint (n_told, >, 0);
}

/* Fewer than five boxes always leave a cut; all else must be right. */
static void
test_few_fill_the_page (gconstpointer data)
{
  g_autoptr (BsLayout) layout = new_layout ();

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (BsNode) issue = invent_issue (data, seed);
      g_autoptr (GPtrArray) pages = arrange (layout, issue, 1);
      const BsArrangement *page = g_ptr_array_index (pages, 0);
      g_autoptr (BsNode) placed = with_boxes (issue, page->boxes);
      g_autoptr (BsPageResult) result = bs_layout_page (layout, placed, "A2", NULL);

      g_assert_cmpuint (g_strv_length (page->unplaced), ==, 0);
      /* What is empty is one slot, and told. */
      g_assert_true (result->empty < 0.02 || page->short_lines > 0);
      for (guint i = 0; i < result->findings->len; i++)
        g_assert_cmpint (strcmp (((BsFinding *) g_ptr_array_index (result->findings, i))->code,
                                 "overset"),
                         !=, 0);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint left;
} Patience;

static void
lose_patience (double fraction, gpointer data)
{
  Patience *patience = data;

  if (patience->left > 0 && --patience->left == 0)
    g_cancellable_cancel (patience->cancellable);
}

/* Whenever it comes: while shapes are made, while pages are looked for. */
static void
test_cancel_anywhere (void)
{
  g_autoptr (BsLayout) layout = new_layout ();
  g_autoptr (BsNode) issue = invent_issue (&broadsheet, 1);

  for (guint after = 1; after <= 13; after += 4)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Patience patience = { cancellable, after };
      BsArrangeOptions options = { .n_alternatives = 3, .cancellable = cancellable };

      options.progress = lose_patience;
      options.progress_data = &patience;
      g_assert_null (bs_layout_arrange (layout, issue, "A2", &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
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
  g_test_add_func ("/layout/arrange/alternatives-show-another-thing-on-much-of-the-page",
                   test_alternatives_truly_differ);
  for (guint i = 0; i < G_N_ELEMENTS (bookings); i++)
    {
      g_autofree char *stay = g_strdup_printf ("/layout/arrange/booked-ads-stay/%u", i + 1);
      g_autofree char *clean = g_strdup_printf ("/layout/arrange/no-faults-around-ads/%u", i + 1);

      g_test_add_data_func (stay, bookings[i], test_booked_stay);
      g_test_add_data_func (clean, bookings[i], test_clean_around_booked);
    }
  g_test_add_func ("/layout/arrange/cutting-as-told-makes-it-fit", test_cuts_are_true);
  g_test_add_func ("/layout/arrange/the-slot-told-is-the-slot-left", test_slot_is_told);
  g_test_add_func ("/layout/arrange/the-photo-to-enlarge-is-told-with-its-size",
                   test_larger_photo_is_told);
  g_test_add_data_func ("/layout/arrange/few-things-fill-the-page", &few, test_few_fill_the_page);
  g_test_add_data_func ("/layout/arrange/pictures-alone-fill-the-page", &pictures,
                        test_few_fill_the_page);
  g_test_add_func ("/layout/arrange/cancelling-stops-it-anywhere", test_cancel_anywhere);
  g_test_add_func ("/layout/arrange/locked-boxes-stay-as-they-are", test_locked_stay);
  g_test_add_func ("/layout/arrange/booked-boxes-off-the-page-are-kept", test_strays_stay);
  g_test_add_func ("/layout/arrange/what-an-editor-said-of-a-box-survives", test_sayings_survive);
  g_test_add_func ("/layout/arrange/no-headline-meets-that-of-a-locked-box",
                   test_no_bump_beside_locked);
  g_test_add_func ("/layout/arrange/what-does-not-fit-is-told", test_too_long_is_told);
  g_test_add_func ("/layout/arrange/progress-rises-and-cancelling-stops", test_progress_and_cancel);
  g_test_add_func ("/layout/arrange/an-empty-page-is-an-error", test_nothing_to_place);

  return g_test_run ();
}
