/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bs-file-set.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  char *path;
  GFile *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->path = g_dir_make_tmp ("broadsheet-file-set-XXXXXX", NULL);
  g_assert_nonnull (fixture->path);
  fixture->folder = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->path, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  g_object_unref (fixture->folder);
  g_free (fixture->path);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names and contents: "a=1 b=2 ". */
static char *
list (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->path, name, NULL);
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        text = g_strdup ("folder");
      g_ptr_array_add (lines, g_strdup_printf ("%s=%s", name, text));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (" ", (char **) lines->pdata);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_all_appear (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsFileSet) set = bs_file_set_new (fixture->folder, NULL);
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *after = NULL;

  put (fixture, "b", "old");
  g_assert_true (bs_file_set_add (set, "a", "1", 1, NULL));
  g_assert_true (bs_file_set_add (set, "b", "2", 1, NULL));
  files = bs_file_set_commit (set, NULL);
  g_assert_nonnull (files);
  g_assert_cmpuint (files->len, ==, 2);
  g_clear_pointer (&set, bs_file_set_free);
  after = list (fixture);
  g_assert_cmpstr (after, ==, "a=1 b=2");
}

static void
test_given_up_leaves_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsFileSet) set = bs_file_set_new (fixture->folder, NULL);
  g_autofree char *after = NULL;

  put (fixture, "b", "old");
  g_assert_true (bs_file_set_add (set, "a", "1", 1, NULL));
  g_assert_true (bs_file_set_add (set, "b", "2", 1, NULL));
  g_clear_pointer (&set, bs_file_set_free);
  after = list (fixture);
  g_assert_cmpstr (after, ==, "b=old");
}

static void
test_nothing_is_written_over_a_folder (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsFileSet) set = bs_file_set_new (fixture->folder, NULL);
  g_autofree char *taken = g_build_filename (fixture->path, "a", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  g_assert_false (bs_file_set_add (set, "a", "1", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, taken));
  g_clear_pointer (&set, bs_file_set_free);
  after = list (fixture);
  g_assert_cmpstr (after, ==, "a=folder");
}

static void
test_missing_folder_is_told (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GFile) missing = g_file_get_child (fixture->folder, "none");
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_file_set_new (missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "none"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/base/file-set/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("all-appear-together", test_all_appear);
  ADD ("given-up-leaves-nothing", test_given_up_leaves_nothing);
  ADD ("nothing-is-written-over-a-folder", test_nothing_is_written_over_a_folder);
  ADD ("missing-folder-is-told", test_missing_folder_is_told);
#undef ADD

  return g_test_run ();
}
