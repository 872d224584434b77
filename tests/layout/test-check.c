/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every fault of a page is found, said in words and shown at its place; what only looks like one
 * is not.
 */
#include "faulty-page.h"

#include "layout/bs-piece-facts-private.h"

/* Boxes and issue alike: somewhere an editor can look. */
static gboolean
has_place (const BsFinding *finding)
{
  return finding->rect.width > 0 || finding->box != NULL || finding->story != NULL
         || finding->photo != NULL || g_str_equal (finding->code, "bad-style");
}

static void
test_fault (gconstpointer data)
{
  const FaultCase *fault = data;
  const char *on = fault->on != NULL ? fault->on : "A2";
  g_auto (FaultyPage) page = { 0 };
  g_autoptr (BsPageResult) result = NULL;
  g_autoptr (BsPageResult) mended = NULL;
  const BsFinding *finding;

  faulty_page_init (&page);
  fault->build (&page);
  result = faulty_page_judge (&page, on);
  finding = faulty_page_find (result, fault->code);
  for (guint i = 0; i < result->findings->len; i++)
    g_test_message ("%s", ((BsFinding *) g_ptr_array_index (result->findings, i))->message);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, fault->level);
  g_assert_cmpstr (finding->page, ==, on);
  g_assert_true (has_place (finding));
  g_assert_cmpstr (bs_finding_get_name (finding), !=, finding->code);
  g_assert_true (g_str_has_suffix (finding->message, "."));

  fault->mend (&page);
  mended = faulty_page_judge (&page, on);
  finding = faulty_page_find (mended, fault->code);
  if (finding != NULL)
    g_test_message ("still: %s", finding->message);
  g_assert_null (finding);
}

typedef struct
{
  const char *lines;                     /* o opens, c closes, h subhead, . within */
  guint start[4];                        /* first line of each leg and the end of the last */
  guint room;                            /* of each leg */
  guint stranded, widow, orphan, ragged; /* legs, bit a leg */
} LegCase;

static const LegCase leg_cases[] = {
  { "o...co...co..c", { 0, 5, 10, 14 }, 5, 0, 0, 0, 0 },
  { "o..h.co...co.c", { 0, 4, 9, 14 }, 5, 1, 0, 0, 0 },
  { "o.....co...co.", { 0, 6, 12, 14 }, 6, 0, 1, 0, 4 },
  { "o..o.co...co.c", { 0, 4, 9, 14 }, 5, 0, 0, 1, 0 },
  { "o...co...co..c", { 0, 5, 7, 14 }, 7, 0, 0, 0, 2 },
};

static void
test_legs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (leg_cases); i++)
    {
      const LegCase *legs = &leg_cases[i];
      g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (BsBodyLine));
      BsHeader header = { 0 };
      BsBody body = { .lines = lines };
      BsStoryPlan plan = { .header = &header, .body = &body, .legs = { .n_legs = 3 } };
      BsPieceFacts facts;

      for (const char *p = legs->lines; *p != '\0'; p++)
        {
          BsBodyLine line = { .tail = -1 };

          line.flags = *p == 'o'   ? BS_LINE_OPENS
                       : *p == 'c' ? BS_LINE_CLOSES
                       : *p == 'h' ? BS_LINE_KEEP_NEXT | BS_LINE_SUBHEAD
                                   : 0;
          g_array_append_val (lines, line);
        }
      for (guint j = 0; j < 3; j++)
        plan.leg[j] = (BsLeg){ 0, legs->room, legs->start[j], legs->start[j + 1] };
      bs_piece_facts_init (&facts, &plan);
      g_assert_cmpuint (facts.stranded_legs, ==, legs->stranded);
      g_assert_cmpuint (facts.widow_legs, ==, legs->widow);
      g_assert_cmpuint (facts.orphan_legs, ==, legs->orphan);
      g_assert_cmpuint (facts.ragged_legs, ==, legs->ragged);
    }
}

/* What comes with the program is a page to show. */
static void
test_sample (void)
{
  const char *data = g_getenv ("BROADSHEET_DATA_DIR");
  g_autoptr (BsEnvironment) environment = bs_environment_new (data);
  g_autofree char *path = g_build_filename (data, "sample", "sample.broadsheet", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (environment, file, &error);
  g_autoptr (BsLayout) layout = bs_layout_new (environment, NULL);
  const BsNode *pages;

  g_assert_no_error (error);
  pages = bs_issue_get_pages (bs_document_get_root (document));
  g_assert_cmpuint (bs_node_get_length (pages), >, 0);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      g_autoptr (BsPageResult) result = bs_layout_page (
        layout, bs_document_get_root (document),
        bs_node_get_text (bs_node_get_element (pages, i), "id"), &error);

      g_assert_no_error (error);
      for (guint j = 0; j < result->findings->len; j++)
        {
          const BsFinding *finding = g_ptr_array_index (result->findings, j);

          if (finding->level >= BS_LEVEL_WARNING)
            g_test_message ("%s: %s", finding->page, finding->message);
          g_assert_cmpint (finding->level, <, BS_LEVEL_WARNING);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_fault_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/layout/check/is-found-and-only-then/",
                                           fault_cases[i].name, NULL);

      g_test_add_data_func (path, &fault_cases[i], test_fault);
    }
  g_test_add_func ("/layout/check/legs-that-end-badly-are-told-from-those-that-do-not", test_legs);

  g_test_add_func ("/layout/check/the-sample-issue-has-no-fault", test_sample);

  return g_test_run ();
}
