/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the problems panel: the worst first, and one heading for many of a kind.
 */
#include "app/bs-problem-list.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/problem-list/worst-first-and-many-of-a-kind-below-a-heading", test_order);
  g_test_add_func ("/app/problem-list/two-of-a-kind-need-no-heading", test_few);
  g_test_add_func ("/app/problem-list/no-more-rows-than-wanted", test_limits);

  return g_test_run ();
}
