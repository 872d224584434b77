/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-json.h"
#include "print/bs-export-plan.h"

#include <locale.h>
#include <string.h>

static const char issue_text[]
  = "{ \"publication\": { \"name\": \"江城/日报\" }, \"date\": \"2026-11-22\", \"number\": 128,"
    "  \"sections\": [ { \"id\": \"s1\", \"name\": \"要闻\" } ],"
    "  \"pages\": [ { \"id\": \"A1\", \"section\": \"s1\" }, { \"id\": \"A2\" }, { \"id\": \"A3\" "
    "} ] }";

static const char *const one[] = { "A1", NULL };
static const char *const three[] = { "A1", "A2", "A3", NULL };

static BsNode *
read_issue (void)
{
  GError *error = NULL;
  BsNode *issue = bs_json_parse ("issue", issue_text, strlen (issue_text), &error);

  g_assert_no_error (error);

  return issue;
}

static char *
plan (BsExportKind kind, const char *const *pages, const char *pattern, gboolean faulty)
{
  g_autoptr (BsNode) issue = read_issue ();
  g_autoptr (GPtrArray) files = bs_export_plan (issue,
                                                &(BsExportWish){ kind, pages, pattern, faulty });
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const BsExportFile *file = g_ptr_array_index (files, i);
      g_autofree char *inside = g_strjoinv ("+", file->pages);

      g_string_append_printf (names, "%s(%s) ", file->name, inside);
    }

  return g_string_free (names, FALSE);
}

static void
test_each_page_its_file (void)
{
  g_autofree char *names = plan (BS_EXPORT_PRESS, three, BS_EXPORT_DEFAULT_PATTERN, FALSE);

  g_assert_cmpstr (names, ==,
                   "江城-日报_2026-11-22_A1.pdf(A1) 江城-日报_2026-11-22_A2.pdf(A2) "
                   "江城-日报_2026-11-22_A3.pdf(A3) ");
}

static void
test_one_file_names_the_pages_in_it (void)
{
  g_autofree char *proof = plan (BS_EXPORT_PROOF, three, "{page} {number}", FALSE);
  g_autofree char *text = plan (BS_EXPORT_TEXT, one, "{section}{page}", FALSE);

  g_assert_cmpstr (proof, ==, "A1-A3 128.pdf(A1+A2+A3) ");
  g_assert_cmpstr (text, ==, "要闻A1.txt(A1) ");
}

static void
test_pages_never_replace_each_other (void)
{
  g_autofree char *three_files = plan (BS_EXPORT_PNG, three, "today", FALSE);
  g_autofree char *one_file = plan (BS_EXPORT_PNG, one, "today", FALSE);

  g_assert_cmpstr (three_files, ==, "today_A1.png(A1) today_A2.png(A2) today_A3.png(A3) ");
  g_assert_cmpstr (one_file, ==, "today.png(A1) ");
}

static void
test_names_are_safe (void)
{
  g_autofree char *dots = plan (BS_EXPORT_PROOF, one, "..a\\b:c\n", FALSE);
  g_autofree char *nothing = plan (BS_EXPORT_PROOF, one, "...", FALSE);
  g_autofree char *pattern = g_strnfill (1000, 'x');
  g_autofree char *cut = plan (BS_EXPORT_PROOF, one, pattern, FALSE);

  g_assert_cmpstr (dots, ==, "a-b-c-.pdf(A1) ");
  g_assert_cmpstr (nothing, ==, "broadsheet.pdf(A1) ");
  g_assert_cmpuint (strlen (cut), <, 255);
}

static void
test_faulty_pages_say_so_in_their_name (void)
{
  g_autofree char *press = plan (BS_EXPORT_PRESS, one, "{page}", TRUE);

  g_assert_cmpstr (press, ==, "A1_PROOF.pdf(A1) ");
}

static void
test_wrong_patterns_are_told (void)
{
  static const char *const wrong[] = { "", "  ", "a/b", "{pge}", "x{", "{name}{day}" };
  static const char *const right[] = { "x", "{name}", "{yyyymmdd}", "{date}-{section}-{page}",
                                       "}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *message = bs_export_plan_refuse (wrong[i]);

      g_assert_nonnull (message);
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_null (bs_export_plan_refuse (right[i]));
}

static void
test_kinds_are_known_by_name (void)
{
  for (guint i = 0; i < BS_EXPORT_N_KINDS; i++)
    g_assert_cmpuint (bs_export_kind_from_string (bs_export_kind_to_string (i)), ==, i);
  g_assert_cmpuint (bs_export_kind_from_string ("x1a"), ==, BS_EXPORT_PRESS);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/print/export-plan/each-page-its-file", test_each_page_its_file);
  g_test_add_func ("/print/export-plan/one-file-names-the-pages-in-it",
                   test_one_file_names_the_pages_in_it);
  g_test_add_func ("/print/export-plan/pages-never-replace-each-other",
                   test_pages_never_replace_each_other);
  g_test_add_func ("/print/export-plan/names-are-safe", test_names_are_safe);
  g_test_add_func ("/print/export-plan/faulty-pages-say-so-in-their-name",
                   test_faulty_pages_say_so_in_their_name);
  g_test_add_func ("/print/export-plan/wrong-patterns-are-told", test_wrong_patterns_are_told);
  g_test_add_func ("/print/export-plan/kinds-are-known-by-name", test_kinds_are_known_by_name);

  return g_test_run ();
}
