/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the problems panel: the worst first, and one heading for many of a kind.
 */
#include "app/bs-problem-list.h"
#include "app/bs-problem-row.h"
#include "model/bs-json.h"

#include <string.h>

static const gboolean all[] = { TRUE, TRUE, TRUE };

static GPtrArray *
make_findings (const char *const *codes, const BsLevel *levels, guint n)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (findings, bs_finding_new (codes[i], levels[i], "A1"));

  return findings;
}

static const BsProblemEntry *
get (GArray *entries, guint index)
{
  return &g_array_index (entries, BsProblemEntry, index);
}

static void
test_order (void)
{
  const char *const codes[] = { "widow-line", "overset", "widow-line", "rank", "widow-line" };
  const BsLevel levels[] = { BS_LEVEL_INFO, BS_LEVEL_ERROR, BS_LEVEL_INFO, BS_LEVEL_WARNING,
                             BS_LEVEL_INFO };
  g_autoptr (GPtrArray) findings = make_findings (codes, levels, 5);
  g_autoptr (GArray) entries = bs_problem_list_plan (findings, all, 60);

  g_assert_cmpuint (entries->len, ==, 6);
  g_assert_cmpstr (get (entries, 0)->finding->code, ==, "overset");
  g_assert_cmpstr (get (entries, 1)->finding->code, ==, "rank");
  g_assert_cmpuint (get (entries, 2)->n, ==, 3);
  for (guint i = 3; i < 6; i++)
    {
      g_assert_true (get (entries, i)->member);
      g_assert_cmpuint (get (entries, i)->n, ==, 0);
    }
}

static void
test_few (void)
{
  const char *const codes[] = { "widow-line", "widow-line" };
  const BsLevel levels[] = { BS_LEVEL_INFO, BS_LEVEL_INFO };
  g_autoptr (GPtrArray) findings = make_findings (codes, levels, 2);
  g_autoptr (GArray) entries = bs_problem_list_plan (findings, all, 60);
  g_autoptr (GArray) none = bs_problem_list_plan (NULL, all, 60);

  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpuint (get (entries, 0)->n, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_limits (void)
{
  const gboolean errors[] = { FALSE, FALSE, TRUE };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_finding_free);
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GArray) filtered = NULL;

  for (guint i = 0; i < 41; i++)
    g_ptr_array_add (findings, bs_finding_new ("widow-line", BS_LEVEL_INFO, "A1"));
  entries = bs_problem_list_plan (findings, all, 20);
  filtered = bs_problem_list_plan (findings, errors, 20);
  g_assert_cmpuint (entries->len, ==, 20);
  g_assert_cmpuint (get (entries, 0)->n, ==, 41);
  g_assert_cmpuint (filtered->len, ==, 0);
}

/* The core names what has no name by its id, which no editor has seen. */
static void
test_names (void)
{
  static const char text[] = "{\"stories\":[{\"id\":\"s1\",\"paragraphs\":[{\"text\":"
                             "\"河滩上的集市从本月起每逢三八开张。\"}]},"
                             "{\"id\":\"s2\",\"headline\":\"新桥\"},{\"id\":\"s3\"}],"
                             "\"photos\":[{\"id\":\"p1\",\"story\":\"s2\"}],\"pages\":[]}";
  static const char *const cases[][2] = {
    { "Story “s1” has no headline.", "Story “河滩上的集市从本月起每逢三八…” has no headline." },
    { "“s2” beside “p1”.", "“新桥” beside “with ‘新桥’”." },
    { "“s3” is “empty”", "“s3” is “empty”" },
  };
  g_autoptr (BsNode) issue = bs_json_parse ("issue", text, strlen (text), NULL);

  g_assert_nonnull (issue);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BsFinding *finding = bs_finding_new ("empty-headline", BS_LEVEL_WARNING, "A1");
      g_autofree char *message = NULL;

      finding->message = g_strdup (cases[i][0]);
      message = bs_problem_row_dup_message (finding, issue);
      g_assert_cmpstr (message, ==, cases[i][1]);
      bs_finding_free (finding);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/problem-list/worst-first-and-many-of-a-kind-below-a-heading", test_order);
  g_test_add_func ("/app/problem-list/two-of-a-kind-need-no-heading", test_few);
  g_test_add_func ("/app/problem-list/nobody-reads-an-id", test_names);
  g_test_add_func ("/app/problem-list/no-more-rows-than-wanted", test_limits);

  return g_test_run ();
}
