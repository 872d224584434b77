/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bs-file-set.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* Another process makes a set, and is killed or lives on. */
static pid_t
export_elsewhere (Fixture *fixture, int *ready)
{
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      BsFileSet *set = bs_file_set_new (fixture->folder, NULL);

      if (set == NULL || !bs_file_set_add (set, "a", "1", 1, NULL) || write (ends[1], "", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }
  close (ends[1]);
  *ready = ends[0];

  return child;
}

static void
wait_for (int ready)
{
  char byte;

  g_assert_cmpint (read (ready, &byte, 1), ==, 1);
  close (ready);
}

static void
test_what_a_killed_export_left_is_cleared (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  int ready;
  pid_t child = export_elsewhere (fixture, &ready);
  g_autoptr (BsFileSet) set = NULL;
  g_autofree char *after = NULL;

  wait_for (ready);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  {
    g_autofree char *left = list (fixture);

    g_assert_true (g_str_has_prefix (left, ".broadsheet-export-"));
  }

  set = bs_file_set_new (fixture->folder, NULL);
  g_clear_pointer (&set, bs_file_set_free);
  after = list (fixture);
  g_assert_cmpstr (after, ==, "");
}

static void
test_an_export_that_goes_on_is_left_alone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  int ready;
  pid_t child = export_elsewhere (fixture, &ready);
  g_autoptr (BsFileSet) set = NULL;
  g_autofree char *during = NULL;

  wait_for (ready);
  set = bs_file_set_new (fixture->folder, NULL);
  g_clear_pointer (&set, bs_file_set_free);
  during = list (fixture);
  g_assert_true (g_str_has_prefix (during, ".broadsheet-export-"));

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  set = bs_file_set_new (fixture->folder, NULL);
}

/* A folder of such a name that we did not lock is somebody's. */
static void
test_what_is_not_ours_is_left_alone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_build_filename (fixture->path, ".broadsheet-export-abcdef", NULL);
  g_autofree char *file = g_build_filename (folder, "notes", NULL);
  g_autoptr (BsFileSet) set = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  set = bs_file_set_new (fixture->folder, NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (file), ==, 0);
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
  ADD ("what-a-killed-export-left-is-cleared", test_what_a_killed_export_left_is_cleared);
  ADD ("an-export-that-goes-on-is-left-alone", test_an_export_that_goes_on_is_left_alone);
  ADD ("what-is-not-ours-is-left-alone", test_what_is_not_ours_is_left_alone);
  ADD ("missing-folder-is-told", test_missing_folder_is_told);
#undef ADD

  return g_test_run ();
}
