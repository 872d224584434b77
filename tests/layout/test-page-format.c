/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Page formats: those that come with the program are sound, and a bad one says what is wrong.
 */
#include "layout/bs-page-format.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *from; /* text in broadsheet.json */
  const char *to;
  const char *field; /* that the message must name */
} BadCase;

static const BadCase bad_cases[] = {
  { "number-as-text", "\"columns\": 8", "\"columns\": \"8\"", "columns" },
  { "no-columns", "\"columns\": 8,", "", "columns" },
  { "half-a-column", "\"columns\": 8", "\"columns\": 8.5", "columns" },
  { "too-wide", "\"column_characters\": 13", "\"column_characters\": 20", "columns" },
  { "too-high", "\"lines\": 120", "\"lines\": 140", "lines" },
  { "lines-cover-each-other", "\"line_mm\": 4.08", "\"line_mm\": 2.5", "line_mm" },
  { "no-body", "\"body\":", "\"other\":", "styles.body" },
  { "align-unknown", "\"align\": \"justify\"", "\"align\": \"both\"", "styles.body.align" },
  { "ink-over-full", "[0, 0, 0, 500]", "[0, 0, 0, 5000]", "color" },
  { "bands-overlap", "\"2\": [260, 320]", "\"2\": [260, 400]", "headline_bands" },
  { "other-file", "\"broadsheet-page-format\"", "\"something\"", "format" },
  { "newer", "\"version\": 1", "\"version\": 9", "version" },
};

static BsEnvironment *
new_environment (void)
{
  return bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
}

static void
test_all_load (void)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_auto (GStrv) names = bs_page_format_list (environment);

  g_assert_cmpuint (g_strv_length (names), >=, 5);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsPageFormat) format = bs_page_format_load (environment, names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (format->type_area.width % format->em, ==, 0);
      g_assert_cmpint (format->type_area.height, ==,
                       (BsUnit) format->n_lines * format->line_height);
      g_assert_cmpint (format->type_area.x, >, 0);
      g_assert_cmpint (bs_rect_bottom (&format->type_area), <, format->height);
      g_assert_cmpint (format->em, >=, bs_unit_from_points (7.875));
    }
}

static void
test_broadsheet (void)
{
  g_autoptr (BsEnvironment) environment = new_environment ();
  g_autoptr (BsPageFormat) format = bs_page_format_load (environment, "broadsheet", NULL);

  g_assert_cmpint (format->type_area.width / format->em, ==, 111);
  g_assert_cmpuint (format->n_lines, ==, 120);
  g_assert_cmpint (bs_page_format_get_column_x (format, 7)
                     + bs_page_format_get_columns_width (format, 1),
                   ==, bs_rect_right (&format->type_area));
}

/* Where the changed text itself holds the field that is named, its line must be told. */
static void
check_line (const BadCase *bad, const char *text, const char *message)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", bad->field);
  const char *at = strstr (text, bad->to);
  g_autofree char *told = NULL;
  guint line = 1;

  g_assert_nonnull (strstr (message, ", line "));
  if (strstr (bad->to, quoted) == NULL)
    return;
  for (const char *p = text; p < at; p++)
    line += *p == '\n';
  told = g_strdup_printf (", line %u: ", line);
  g_assert_nonnull (strstr (message, told));
}

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autofree char *source = g_build_filename (g_getenv ("BROADSHEET_DATA_DIR"), "page-formats",
                                              "broadsheet.json", NULL);
  g_autofree char *folder = g_dir_make_tmp ("broadsheet-XXXXXX", NULL);
  g_autofree char *formats = g_build_filename (folder, "page-formats", NULL);
  g_autofree char *path = g_build_filename (formats, "mine.json", NULL);
  g_autoptr (BsEnvironment) environment = bs_environment_new (folder);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, bad->from, bad->to, 1), ==, 1);
  g_assert_cmpint (g_mkdir (formats, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_assert_null (bs_page_format_load (environment, "mine", &error));
  g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "mine.json"));
  g_assert_nonnull (strstr (error->message, bad->field));
  check_line (bad, changed->str, error->message);
  g_unlink (path);
  g_rmdir (formats);
  g_rmdir (folder);
}

static void
test_unknown (void)
{
  static const char *const names[] = { "folio-giant", "../../etc/passwd", "", "a/b" };
  g_autoptr (BsEnvironment) environment = new_environment ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bs_page_format_load (environment, names[i], &error));
      g_assert_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "broadsheet"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/page-format/every-format-that-comes-with-the-program-loads",
                   test_all_load);
  g_test_add_func ("/layout/page-format/broadsheet-is-111-characters-by-120-lines",
                   test_broadsheet);
  g_test_add_func ("/layout/page-format/an-unknown-name-lists-the-known-ones", test_unknown);
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/page-format/a-bad-field-is-named/%s",
                                               bad_cases[i].name);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }

  return g_test_run ();
}
