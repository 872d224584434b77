/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bs-quotes.h"
#include "base/bs-environment.h"
#include "base/bs-file.h"
#include "base/bs-unit.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
new_folder (void)
{
  char *folder = g_dir_make_tmp ("broadsheet-test-XXXXXX", NULL);

  g_assert_nonnull (folder);

  return folder;
}

static void
assert_content (GFile *file, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bs_file_read (file, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_write (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "报", NULL);
  g_autoptr (GFile) copy = g_file_new_build_filename (folder, "copy", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;
  mode_t mask = umask (0027);

  g_assert_true (bs_file_write (file, "旧", 3, &error));
  g_assert_cmpint (stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0640);
  umask (mask);
  assert_content (file, "旧");
  g_assert_cmpint (chmod (g_file_peek_path (file), 0604), ==, 0);
  g_assert_true (bs_file_write (file, "更新", 6, &error));
  g_assert_no_error (error);
  assert_content (file, "更新");
  g_assert_cmpint (stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0604);
  g_assert_true (bs_file_copy (file, copy, &error));
  assert_content (copy, "更新");
  g_assert_true (bs_file_write (file, NULL, 0, &error));
  assert_content (file, "");

  g_unlink (g_file_peek_path (file));
  g_unlink (g_file_peek_path (copy));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir)); /* no temporary file is left */
  g_rmdir (folder);
}

static void
test_refusals (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GFile) nowhere = g_file_new_build_filename (folder, "no", "file", NULL);
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFile) remote = g_file_new_for_uri ("http://example.org/file");
  g_autoptr (GFile) large = g_file_new_build_filename (folder, "large", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (bs_file_write (directory, "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_false (bs_file_write (nowhere, "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (bs_file_write (device, "x", 1, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (bs_file_write (remote, "x", 1, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (bs_file_copy (nowhere, large, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (bs_file_copy (remote, large, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (bs_file_copy (directory, large, &error));
  g_assert_nonnull (strstr (error->message, "cannot be read"));
  g_assert_false (g_file_query_exists (large, NULL));
  g_clear_error (&error);

  g_assert_null (bs_file_read (directory, 10, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_null (bs_file_read (device, 10, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_true (bs_file_write (large, "0123456789", 10, NULL));
  g_bytes_unref (bs_file_read (large, 10, &error));
  g_assert_no_error (error);
  g_assert_null (bs_file_read (large, 9, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_unlink (g_file_peek_path (large));
  g_rmdir (folder);
}

static gboolean
refuse_letters (const char *path, const char *start, gsize length, GError **error)
{
  g_assert_nonnull (path);
  g_assert_cmpuint (length, >, 0);
  if (!g_ascii_isalpha (*start))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "letters");
  return FALSE;
}

static void
test_check (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) empty = NULL;

  /* Larger than any piece it is read in: the check must not stop what follows. */
  g_assert_true (bs_file_write (file, "0", 1, NULL));
  g_assert_cmpint (truncate (g_file_peek_path (file), 1000 * 1000), ==, 0);
  bytes = bs_file_read_checked (file, 1000 * 1000, refuse_letters, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1000 * 1000);

  g_assert_true (bs_file_write (file, "abc", 3, NULL));
  g_assert_null (bs_file_read_checked (file, 100, refuse_letters, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  g_assert_true (bs_file_write (file, "", 0, NULL));
  empty = bs_file_read_checked (file, 100, refuse_letters, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_unlink (g_file_peek_path (file));
  g_rmdir (folder);
}

static void
test_units (void)
{
  g_assert_cmpint (bs_unit_from_points (1), ==, 1024);
  g_assert_cmpint (bs_unit_from_mm (25.4), ==, 72 * 1024);
  g_assert_cmpint (bs_unit_from_points (-1.5 / 1024), ==, -2);
  g_assert_cmpint (bs_unit_from_points (1.5 / 1024), ==, 2);
  g_assert_cmpint (bs_unit_scale (7, 1, 2), ==, 4);
  g_assert_cmpint (bs_unit_scale (-7, 1, 2), ==, -4);
  g_assert_cmpint (bs_unit_scale (G_MAXINT32, 1000, 1000), ==, G_MAXINT32);
  g_assert_cmpfloat (bs_unit_to_mm (bs_unit_from_mm (10)), >, 9.999);
  g_assert_cmpfloat (bs_unit_to_mm (bs_unit_from_mm (10)), <, 10.001);
}

static GDateTime *
fixed_clock (gpointer data)
{
  return g_date_time_new_from_unix_utc (*(gint64 *) data);
}

static void
test_environment (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new ("/data");
  gint64 seconds = 12345;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *found = bs_environment_find_data (environment, "tables/x.table");
  g_autofree char *process = bs_environment_dup_process (environment);
  g_autofree char *first = bs_environment_dup_temporary_path (environment);
  g_autofree char *second = bs_environment_dup_temporary_path (environment);

  bs_environment_set_clock (environment, fixed_clock, &seconds);
  now = bs_environment_now (environment);
  g_assert_cmpint (g_date_time_to_unix (now), ==, seconds);
  g_assert_cmpstr (found, ==, "/data/tables/x.table");
  g_assert_nonnull (strchr (process, '@'));
  g_assert_cmpstr (first, !=, second);
}

static void
test_quotes (void)
{
  static const char *const cases[][2] = {
    { "“桥”很短", "“桥”很短" },
    { "“老街的“新”邻居”很短", "“老街的‘新’邻居”很短" },
    { "“一“二‘三’四”五”", "“一‘二“三”四’五”" },
    { "“甲”和“乙‘丙’”", "“甲”和“乙‘丙’”" },
    { "The page’s “lead” isn’t “here”", "The page’s “lead” isn’t “here”" },
    { "“只开不合", "“只开不合" },
    { "只合”不开", "只合”不开" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = bs_quotes_alternate (cases[i][0]);

      g_assert_cmpstr (sentence, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/file/replaced-as-a-whole-with-its-permissions", test_write);
  g_test_add_func ("/base/file/what-is-no-file-is-refused", test_refusals);
  g_test_add_func ("/base/file/wrong-beginning-is-refused-at-once", test_check);
  g_test_add_func ("/base/quotes/alternate-where-a-name-has-its-own", test_quotes);
  g_test_add_func ("/base/unit/halves-round-away-from-zero", test_units);
  g_test_add_func ("/base/environment/is-what-it-was-told", test_environment);

  return g_test_run ();
}
