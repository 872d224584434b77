/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages of a new issue as people write them.
 */

#include "app/bs-page-names.h"

static const struct
{
  const char *text;
  const char *names; /* NULL: refused */
} cases[] = {
  { "A1", "A1" },
  { "A1–A4", "A1 A2 A3 A4" },
  { "A1-4, B1", "A1 A2 A3 A4 B1" },
  { "A1～A2、B1至B2", "A1 A2 B1 B2" },
  { "A9—A11", "A9 A10 A11" },
  { "  A1 ;A2\tT1 ", "A1 A2 T1" },
  { "号外1", "号外1" },
  { "A-1", "A-1" },
  { "", NULL },
  { " , ", NULL },
  { "A1, A1", NULL },
  { "A1–A3, A2", NULL },
  { "A4–A1", NULL },
  { "A1–B4", NULL },
  { "A1–A999", NULL },
  { "1–4", NULL },
  { "A1/2", NULL },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = bs_page_names_read (cases[i].text);
      g_autofree char *joined = names != NULL ? g_strjoinv (" ", names) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (joined, ==, cases[i].names);
    }
}

static void
test_write (void)
{
  const char *const names[] = { "A1", "A2", "A3", "B1", "B2", "T1", "T3", NULL };
  g_autofree char *text = bs_page_names_write (names);
  g_auto (GStrv) again = bs_page_names_read (text);

  g_assert_true (g_strv_equal ((const char *const *) again, names));
  g_assert_true (g_str_has_prefix (text, "A1–A3, B1"));
}

static void
test_runs (void)
{
  const char *const names[] = { "A1", "A2", "B1", NULL };
  const char *const gap[] = { "A1", "A3", NULL };
  g_autoptr (GArray) runs = bs_page_names_split (names);
  g_autofree char *text = NULL;

  g_assert_null (bs_page_names_split (gap));
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpuint (g_array_index (runs, BsPageRun, 0).n_pages, ==, 2);
  g_array_index (runs, BsPageRun, 1).n_pages = 3;
  text = bs_page_names_join (runs);
  g_assert_cmpstr (text, ==, "A1, A2, B1–B3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-names/are-read-as-people-write-them", test_read);
  g_test_add_func ("/page-names/are-written-so-that-they-are-read", test_write);
  g_test_add_func ("/page-names/sections-are-runs", test_runs);

  return g_test_run ();
}
