/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bs-file.h"
#include "model/bs-document.h"
#include "model/bs-json.h"

#include "test-model.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char *program;

static BsDocument *
saved_document (GFile *file)
{
  BsDocument *document = test_document ();
  g_autoptr (GError) error = NULL;

  bs_document_save_as (document, file, &error);
  g_assert_no_error (error);

  return document;
}

static void
assert_save_fails (BsDocument *document, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bs_document_save (document, &error));
  g_assert_error (error, BS_MODEL_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_true (bs_document_get_modified (document));
}

static void
edit (BsDocument *document, const char *headline)
{
  g_autoptr (GError) error = NULL;

  bs_document_set_text (document, "/stories/s1/headline", headline, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
test_untouched (void)
{
  /* Not as the program would write it, and with much that it does not know. */
  const char *text
    = "\xef\xbb\xbf{ \"format\":\"broadsheet-issue\",\r\n\"zeta\":[1.50,-0, 1E5],"
      "\"version\":\"1.0\",\n\n\"stories\":[{\"headline\":\"\\u7248\",\"id\":\"s1\"}] }";
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  g_autofree char *canonical = NULL;

  g_assert_true (bs_file_write (file, text, strlen (text), NULL));
  document = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  edit (document, "版面");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_document_save (document, &error));
  after = test_contents (file);
  g_assert_cmpstr (after, ==, text);

  edit (document, "版面");
  g_assert_true (bs_document_save (document, &error));
  canonical = test_contents (file);
  g_assert_cmpstr (
    canonical, ==,
    "{\n  \"format\": \"broadsheet-issue\",\n  \"zeta\": [\n    1.50,\n    -0,\n    "
    "1E5\n  ],\n  \"version\": \"1.0\",\n  \"stories\": [\n    {\n      \"headline\":"
    " \"版面\",\n      \"id\": \"s1\"\n    }\n  ]\n}\n");
  test_remove_folder (folder);
}

static void
test_round_trip (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) copy = test_file (folder, "b.broadsheet");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 30; i++)
    {
      g_autoptr (BsDocument) document = test_document ();
      g_autoptr (BsDocument) loaded = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autoptr (GError) error = NULL;

      for (int n = 0; n < 40; n++)
        test_random_edit (document, rand);
      g_assert_true (bs_document_save_as (document, file, &error));
      loaded = bs_document_load (test_environment (), file, &error);
      g_assert_no_error (error);
      g_assert_true (bs_document_save_as (loaded, copy, &error));
      first = test_contents (file);
      second = test_contents (copy);
      g_assert_cmpstr (first, ==, second);
    }
  test_remove_folder (folder);
}

static void
test_somebody_else (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) mine = saved_document (file);
  g_autoptr (BsDocument) theirs = bs_document_load (test_environment (), file, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *before = NULL;

  g_assert_false (bs_document_changed_on_disk (mine));
  edit (theirs, "他们的");
  g_assert_true (bs_document_save (theirs, NULL));
  g_assert_true (bs_document_changed_on_disk (mine));
  before = test_contents (file);

  edit (mine, "我们的");
  assert_save_fails (mine, BS_MODEL_ERROR_CONFLICT);
  contents = test_contents (file);
  g_assert_cmpstr (contents, ==, before);

  g_assert_true (bs_document_save_forced (mine, NULL));
  g_assert_false (bs_document_get_modified (mine));
  g_assert_false (bs_document_changed_on_disk (mine));
  g_assert_true (bs_document_changed_on_disk (theirs));
  test_remove_folder (folder);
}

static void
test_same_content_is_no_change (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autofree char *contents = test_contents (file);

  g_assert_true (bs_file_write (file, contents, strlen (contents), NULL));
  g_assert_false (bs_document_changed_on_disk (document));
  edit (document, "题");
  g_assert_true (bs_document_save (document, NULL));

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_true (bs_document_changed_on_disk (document));
  g_assert_true (bs_document_save (document, NULL));
  g_assert_true (g_file_query_exists (file, NULL));
  test_remove_folder (folder);
}

static void
test_permissions (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) link = test_file (folder, "link.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (BsDocument) through_link = NULL;
  struct stat info;

  g_assert_cmpint (g_chmod (g_file_peek_path (file), 0640), ==, 0);
  edit (document, "题");
  g_assert_true (bs_document_save (document, NULL));
  g_assert_cmpint (stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0640);

  g_assert_cmpint (symlink ("a.broadsheet", g_file_peek_path (link)), ==, 0);
  through_link = bs_document_load (test_environment (), link, NULL);
  edit (through_link, "新题");
  g_assert_true (bs_document_save (through_link, NULL));
  g_assert_true (g_file_test (g_file_peek_path (link), G_FILE_TEST_IS_SYMLINK));
  g_assert_true (bs_document_changed_on_disk (document));
  test_remove_folder (folder);
}

/* Root may write anywhere: then as nobody. */
static void
test_read_only_folder (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autofree char *before = test_contents (file);
  g_autofree char *after = NULL;
  gboolean root = geteuid () == 0;

  g_chmod (folder, 0555);
  g_chmod (g_file_peek_path (file), 0666);
  edit (document, "题");
  if (root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_save_fails (document, BS_MODEL_ERROR_WRITE);
  g_assert_false (bs_document_start_journal (document, NULL, NULL));
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);

  after = test_contents (file);
  g_assert_cmpstr (after, ==, before);
  g_chmod (folder, 0755);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (bs_document_save (document, NULL));
  test_remove_folder (folder);
}

/* A write that stops half way, as on a full disk. */
static void
test_file_too_large (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autofree char *before = test_contents (file);
  g_autofree char *after = NULL;
  g_autofree char *long_text = g_strnfill (100000, 'x');
  struct rlimit old, small;

  edit (document, long_text);
  getrlimit (RLIMIT_FSIZE, &old);
  small = old;
  small.rlim_cur = 50000;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  assert_save_fails (document, BS_MODEL_ERROR_WRITE);
  setrlimit (RLIMIT_FSIZE, &old);

  after = test_contents (file);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (bs_document_save (document, NULL));
  test_remove_folder (folder);
}

static void
count_failures (BsDocument *document, const char *message, guint *count)
{
  g_test_message ("%s", message);
  (*count)++;
}

static void
test_full_disk (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) filler = test_file (folder, "filler");
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsDocument) recovered = NULL;
  g_autofree char *long_text = g_strnfill (60000, 'x');
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint failures = 0;

  if (mount ("none", folder, "tmpfs", 0, "size=256k") != 0)
    {
      g_test_skip ("only root can make a small disk");
      test_remove_folder (folder);
      return;
    }

  document = saved_document (file);
  g_assert_true (bs_document_start_journal (document, NULL, NULL));
  g_signal_connect (document, "journal-failed", G_CALLBACK (count_failures), &failures);
  before = test_contents (file);
  g_assert_false (g_file_set_contents (g_file_peek_path (filler), zeros, 1 << 20, NULL));
  {
    FILE *stream = fopen (g_file_peek_path (filler), "w");

    while (fwrite (zeros, 1, 512, stream) == 512 && fflush (stream) == 0)
      ;
    fclose (stream);
  }
  edit (document, long_text);
  edit (document, "短");
  g_assert_cmpuint (failures, ==, 1);
  assert_save_fails (document, BS_MODEL_ERROR_WRITE);
  after = test_contents (file);
  g_assert_cmpstr (after, ==, before);

  /* With room again, the journal catches up by itself with the next change. */
  g_unlink (g_file_peek_path (filler));
  edit (document, "又短");
  g_assert_cmpuint (failures, ==, 1);
  g_clear_object (&document);
  recovered = bs_document_load (test_environment (), file, NULL);
  g_assert_cmpuint (bs_document_get_recovered (recovered), ==, 3);
  g_assert_cmpstr (bs_node_get_string (
                     bs_node_lookup (bs_document_get_root (recovered), "/stories/s1/headline")),
                   ==, "又短");
  g_assert_true (bs_document_save (recovered, NULL));
  umount2 (folder, MNT_DETACH);
  test_remove_folder (folder);
}

/* A large issue whose every headline is @text: half of one and half of another would show. */
static BsDocument *
uniform_document (BsDocument *document, const char *text)
{
  BsNodeBuilder *stories = bs_node_builder_new_array ();
  g_autoptr (BsNode) list = NULL;

  for (int i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i);

      bs_node_builder_add (stories, test_story (id, text, "清晨六点，社区食堂的灯亮了。"));
    }
  list = bs_node_builder_end (stories);
  g_assert_true (bs_document_set_node (document, "/stories", list, NULL));

  return document;
}

/* The process that is killed: saves for ever, each time with another headline everywhere. */
static int
save_for_ever (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BsDocument) document = bs_document_load (test_environment (), file, NULL);
  guint64 number;

  if (!bs_document_start_journal (document, NULL, NULL))
    return 1;
  number = g_ascii_strtoull (bs_node_get_string (bs_node_lookup (bs_document_get_root (document),
                                                                 "/stories/s0/headline")),
                             NULL, 10);
  puts ("ready");
  fflush (stdout);
  while (TRUE)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " 题", ++number);

      uniform_document (document, text);
      if (!bs_document_save (document, NULL))
        return 1;
    }
}

static void
test_kill (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) first = uniform_document (test_document (), "0 题");
  const char *arguments[] = { "--save-for-ever", g_file_peek_path (file), NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (bs_document_save_as (first, file, NULL));
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (BsDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      const BsNode *stories;
      const char *text;

      test_run_and_kill (program, arguments, g_rand_int_range (rand, 0, 20000));
      document = bs_document_load (test_environment (), file, &error);
      g_assert_no_error (error);
      g_assert_null (bs_document_get_rejected_journal (document));
      stories = bs_node_lookup (bs_document_get_root (document), "/stories");
      g_assert_cmpuint (bs_node_get_length (stories), ==, 400);
      text = bs_node_get_text (bs_node_get_element (stories, 0), "headline");
      for (guint n = 0; n < 400; n++)
        g_assert_cmpstr (bs_node_get_text (bs_node_get_element (stories, n), "headline"), ==, text);
      g_hash_table_add (seen, g_strdup (text));
      g_assert_true (bs_document_lock (document, &error)); /* whoever was killed holds nothing */
      g_assert_no_error (error);
    }
  g_test_message ("%u different states were found, %u files in the folder",
                  g_hash_table_size (seen), count_files (folder));
  g_assert_cmpuint (g_hash_table_size (seen), >, 1);
  test_remove_folder (folder);
}

static void
store_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_in_the_background (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (BsDocument) recovered = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_start_journal (document, NULL, &error));
  edit (document, "先");
  text = test_text_of (document);
  bs_document_save_async (document, NULL, NULL, store_result, &result);
  edit (document, "后");
  g_assert_false (bs_document_save (document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE);
  g_clear_error (&error);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  edit (document, "最后");
  g_assert_true (bs_document_save_finish (document, result, &error));
  g_assert_no_error (error);
  saved = test_contents (file);
  g_assert_cmpstr (saved, ==, text);
  g_assert_true (bs_document_get_modified (document));

  /* What was changed meanwhile is in the journal, and nothing else. */
  g_clear_object (&result);
  bs_document_close (document);
  recovered = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bs_document_get_recovered (recovered), ==, 2);
  g_assert_cmpstr (bs_node_get_string (
                     bs_node_lookup (bs_document_get_root (recovered), "/stories/s1/headline")),
                   ==, "最后");
  test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--save-for-ever") == 0)
    return save_for_ever (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/save/untouched-file-stays-byte-for-byte", test_untouched);
  g_test_add_func ("/model/save/saved-and-loaded-and-saved-is-the-same", test_round_trip);
  g_test_add_func ("/model/save/somebody-elses-changes-are-not-overwritten", test_somebody_else);
  g_test_add_func ("/model/save/same-content-is-no-change", test_same_content_is_no_change);
  g_test_add_func ("/model/save/permissions-and-links-stay", test_permissions);
  g_test_add_func ("/model/save/read-only-folder-loses-nothing", test_read_only_folder);
  g_test_add_func ("/model/save/half-written-file-is-never-seen", test_file_too_large);
  g_test_add_func ("/model/save/full-disk-loses-nothing", test_full_disk);
  g_test_add_func ("/model/save/kill-nine-leaves-old-or-new", test_kill);
  g_test_add_func ("/model/save/editing-goes-on-while-saving", test_in_the_background);

  return g_test_run ();
}
