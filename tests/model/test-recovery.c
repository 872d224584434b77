/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/bs-file.h"
#include "model/bs-document.h"
#include "model/bs-json.h"

#include "test-model.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
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

static BsDocument *
load (GFile *file)
{
  g_autoptr (GError) error = NULL;
  BsDocument *document = bs_document_load (test_environment (), file, &error);

  g_assert_no_error (error);

  return document;
}

static void
edit (BsDocument *document, const char *headline)
{
  g_assert_true (bs_document_set_text (document, "/stories/s1/headline", headline, NULL));
}

static const char *
headline_of (BsDocument *document)
{
  return bs_node_get_string (
    bs_node_lookup (bs_document_get_root (document), "/stories/s1/headline"));
}

static void
start_journal (BsDocument *document)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_start_journal (document, NULL, &error));
  g_assert_no_error (error);
}

static GFile *
journal_of (GFile *file)
{
  g_autofree char *path = g_strconcat (g_file_peek_path (file), ".journal", NULL);

  return g_file_new_for_path (path);
}

/* What a crash leaves: all files as they are, and no lock. */
static void
copy_as_crashed (GFile *file, GFile *copy)
{
  g_autoptr (GFile) journal = journal_of (file);
  g_autoptr (GFile) journal_copy = journal_of (copy);
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_file_copy (file, copy, &error));
  g_assert_true (bs_file_copy (journal, journal_copy, &error));
  g_assert_no_error (error);
}

/* The process that is killed: types a letter at a time. */
static int
type_for_ever (const char *path, const char *folder)
{
  g_autoptr (GFile) file = *path != '\0' ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFile) unsaved = g_file_new_for_path (folder);
  g_autoptr (BsDocument) document = file != NULL ? load (file) : test_document ();

  if (!bs_document_start_journal (document, unsaved, NULL))
    return 1;
  for (gsize i = 0;; i++)
    {
      g_autofree char *letter = g_strdup_printf ("%c", (char) ('a' + i % 26));

      bs_document_begin (document, "Type", "typing");
      bs_document_splice (document, "/stories/s1/headline", i, 0, letter, NULL);
      bs_document_end (document);
      if (i == 99)
        {
          puts ("typed 100 letters");
          fflush (stdout);
        }
      g_usleep (100);
    }
}

static void
assert_typed (BsDocument *document)
{
  const char *text = headline_of (document);

  g_assert_cmpuint (strlen (text), >=, 100);
  for (gsize i = 0; text[i] != '\0'; i++)
    g_assert_cmpint (text[i], ==, (char) ('a' + i % 26));
  g_assert_cmpuint (bs_document_get_recovered (document), >=, 100);
  g_assert_true (bs_document_get_modified (document));
  g_assert_null (bs_document_get_rejected_journal (document));
}

static void
test_kill (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  const char *arguments[] = { "--type-for-ever", g_file_peek_path (file), folder, NULL };

  g_object_unref (saved_document (file));
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (BsDocument) document = NULL;
      g_autoptr (BsDocument) again = NULL;

      test_run_and_kill (program, arguments, 500 * i);
      document = load (file);
      assert_typed (document);
      g_assert_cmpstr (bs_document_get_undo_label (document), ==, "Type");
      g_assert_true (bs_document_undo (document));
      g_assert_cmpstr (headline_of (document), ==, "");
      g_assert_false (bs_document_undo (document)); /* all that was typed is one step */
      g_assert_true (bs_document_redo (document));

      /* Not saved yet, and looking has not used it up. */
      g_clear_object (&document);
      again = load (file);
      assert_typed (again);
      start_journal (again);
      bs_document_discard_journal (again);
    }
  test_remove_folder (folder);
}

static void
test_kill_unsaved (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) unsaved = test_file (folder, "unsaved");
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  const char *arguments[] = { "--type-for-ever", "", g_file_peek_path (unsaved), NULL };
  g_autoptr (GPtrArray) before = bs_document_list_unsaved (unsaved);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) held = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (before->len, ==, 0);
  test_run_and_kill (program, arguments, 0);
  found = bs_document_list_unsaved (unsaved);
  g_assert_cmpuint (found->len, ==, 1);
  document = bs_document_load_unsaved (test_environment (), g_ptr_array_index (found, 0), &error);
  g_assert_no_error (error);
  assert_typed (document);
  g_assert_null (bs_document_get_file (document));

  held = bs_document_list_unsaved (unsaved); /* one window has it now */
  g_assert_cmpuint (held->len, ==, 0);
  g_assert_null (
    bs_document_load_unsaved (test_environment (), g_ptr_array_index (found, 0), &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  g_clear_error (&error);

  g_assert_true (bs_document_save_as (document, file, &error));
  g_clear_object (&document);
  after = bs_document_list_unsaved (unsaved);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpint (g_rmdir (g_file_peek_path (unsaved)), ==, 0); /* nothing is left there */
  test_remove_folder (folder);
}

static void
test_unsaved_untouched_or_discarded (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) unsaved = test_file (folder, "unsaved");
  const BsNewIssue issue = { "河湾早报", "2026-10-01", 1, NULL, NULL };
  g_autoptr (BsDocument) untouched = bs_document_new (test_environment (), &issue);
  g_autoptr (BsDocument) discarded = bs_document_new (test_environment (), &issue);
  g_autoptr (BsDocument) left = bs_document_new (test_environment (), &issue);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_true (bs_document_start_journal (untouched, unsaved, NULL));
  g_assert_true (bs_document_start_journal (discarded, unsaved, NULL));
  g_assert_true (bs_document_start_journal (left, unsaved, NULL));
  g_assert_true (bs_document_set_text (discarded, "/date", "2026-10-02", NULL));
  g_assert_true (bs_document_set_text (left, "/date", "2026-10-03", NULL));
  bs_document_discard_journal (discarded);
  g_clear_object (&untouched);
  g_clear_object (&discarded);
  g_clear_object (&left);

  found = bs_document_list_unsaved (unsaved);
  g_assert_cmpuint (found->len, ==, 1);
  left = bs_document_load_unsaved (test_environment (), g_ptr_array_index (found, 0), NULL);
  g_assert_cmpstr (bs_node_get_text (bs_document_get_root (left), "date"), ==, "2026-10-03");
  bs_document_discard_journal (left);
  g_clear_object (&left);
  g_assert_cmpint (g_rmdir (g_file_peek_path (unsaved)), ==, 0);
  test_remove_folder (folder);
}

/* Whatever byte the power went at: the steps before it are all there. */
static void
test_torn (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) crashed = test_file (folder, "b.broadsheet");
  g_autoptr (GFile) journal = journal_of (file);
  g_autoptr (GFile) torn = journal_of (crashed);
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree char *contents = NULL;
  gsize length;
  guint last = 0;

  start_journal (document);
  g_ptr_array_add (texts, test_text_of (document));
  for (int i = 0; i < 12; i++)
    {
      if (i == 6)
        bs_document_undo (document);
      else if (i == 7)
        bs_document_redo (document);
      else
        edit (document, i % 2 == 0 ? "一" : "二");
      g_ptr_array_add (texts, test_text_of (document));
    }
  contents = test_contents (journal);
  length = strlen (contents);
  g_assert_true (bs_file_copy (file, crashed, NULL));

  for (gsize cut = 0; cut <= length; cut += (gsize) g_rand_int_range (rand, 1, 12))
    {
      g_autoptr (BsDocument) loaded = NULL;
      g_autofree char *text = NULL;
      guint lines = 0;

      for (gsize i = 0; i < cut; i++)
        lines += contents[i] == '\n';
      g_assert_true (g_file_set_contents (g_file_peek_path (torn), contents, (gssize) cut, NULL));
      loaded = load (crashed);
      text = test_text_of (loaded);
      g_assert_cmpstr (text, ==, g_ptr_array_index (texts, lines > 0 ? lines - 1 : 0));
      g_assert_null (bs_document_get_rejected_journal (loaded));
      last = lines;

      /* And it goes on from there. */
      start_journal (loaded);
      edit (loaded, "续");
      g_clear_object (&loaded);
      loaded = load (crashed);
      g_assert_cmpstr (headline_of (loaded), ==, "续");
      g_clear_object (&loaded);
    }
  g_assert_cmpuint (last, >=, 11);
  test_remove_folder (folder);
}

static void
test_damaged_in_the_middle (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) crashed = test_file (folder, "b.broadsheet");
  g_autoptr (GFile) journal = journal_of (crashed);
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (BsDocument) loaded = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *kept = NULL;
  char *second;

  start_journal (document);
  edit (document, "一");
  edit (document, "二");
  edit (document, "三");
  copy_as_crashed (file, crashed);
  contents = test_contents (journal);
  second = strstr (contents, "二");
  memcpy (second, "\"\"\"", 3);
  g_assert_true (g_file_set_contents (g_file_peek_path (journal), contents, -1, NULL));

  loaded = load (crashed);
  g_assert_cmpstr (headline_of (loaded), ==, "一");
  g_assert_nonnull (bs_document_get_rejected_journal (loaded));
  kept = test_contents (bs_document_get_rejected_journal (loaded));
  g_assert_cmpstr (kept, ==, contents);

  /* What was recovered is safe from the next crash. */
  start_journal (loaded);
  edit (loaded, "四");
  g_clear_object (&loaded);
  loaded = load (crashed);
  g_assert_cmpstr (headline_of (loaded), ==, "四");
  g_assert_null (bs_document_get_rejected_journal (loaded));
  test_remove_folder (folder);
}

static void
test_other_file (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) crashed = test_file (folder, "b.broadsheet");
  g_autoptr (GFile) journal = journal_of (crashed);
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (BsDocument) other = NULL;
  g_autoptr (BsDocument) loaded = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *kept = NULL;

  start_journal (document);
  edit (document, "一");
  copy_as_crashed (file, crashed);
  contents = test_contents (journal);
  other = test_document ();
  edit (other, "别人的");
  g_assert_true (bs_document_save_as (other, crashed, NULL));

  loaded = load (crashed);
  g_assert_cmpstr (headline_of (loaded), ==, "别人的");
  g_assert_cmpuint (bs_document_get_recovered (loaded), ==, 0);
  g_assert_false (bs_document_get_modified (loaded));
  g_assert_nonnull (bs_document_get_rejected_journal (loaded));
  g_assert_nonnull (
    strstr (g_file_peek_path (bs_document_get_rejected_journal (loaded)), ".journal.rejected-"));
  kept = test_contents (bs_document_get_rejected_journal (loaded));
  g_assert_cmpstr (kept, ==, contents);
  g_assert_false (g_file_query_exists (journal, NULL));
  test_remove_folder (folder);
}

/* Between the new file's coming into place and the new journal's. */
static void
test_crash_after_replacing (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) crashed = test_file (folder, "b.broadsheet");
  g_autoptr (GFile) old_file = test_file (folder, "old");
  g_autoptr (GFile) journal = journal_of (file);
  g_autoptr (GFile) crashed_journal = journal_of (crashed);
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (BsDocument) loaded = NULL;
  g_autoptr (BsDocument) from_old = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *old_journal = NULL;
  g_autofree char *between = NULL;
  g_autofree char *contents = NULL;

  start_journal (document);
  edit (document, "一");
  old_journal = test_contents (journal);
  g_assert_true (bs_file_copy (file, old_file, NULL));
  g_assert_true (bs_document_save (document, NULL));

  contents = test_contents (file);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, contents, -1);
  between = g_strdup_printf ("%s{\"saving\":\"%s\",\"after\":2}\n", old_journal, digest);
  g_assert_true (bs_file_copy (file, crashed, NULL));
  g_assert_true (g_file_set_contents (g_file_peek_path (crashed_journal), between, -1, NULL));
  loaded = load (crashed);
  g_assert_cmpstr (headline_of (loaded), ==, "一");
  g_assert_false (bs_document_get_modified (loaded));
  g_assert_null (bs_document_get_rejected_journal (loaded));

  /* The same journal with the file that was not replaced after all. */
  g_assert_true (bs_file_copy (old_file, crashed, NULL));
  from_old = load (crashed);
  g_assert_cmpstr (headline_of (from_old), ==, "一");
  g_assert_true (bs_document_get_modified (from_old));
  g_assert_true (bs_document_save (from_old, NULL));
  g_assert_false (g_file_query_exists (crashed_journal, NULL));
  test_remove_folder (folder);
}

static void
assert_survives_crash (BsDocument *document, GFile *file, GFile *crashed)
{
  g_autoptr (BsDocument) loaded = NULL;
  g_autofree char *text = test_text_of (document);
  g_autofree char *recovered = NULL;

  copy_as_crashed (file, crashed);
  loaded = load (crashed);
  recovered = test_text_of (loaded);
  g_assert_cmpstr (recovered, ==, text);
  g_assert_true (bs_document_get_modified (loaded));
}

static void
test_undo_beyond_the_journal (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) crashed = test_file (folder, "b.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);

  start_journal (document);
  edit (document, "一");
  edit (document, "二");
  g_assert_true (bs_document_save (document, NULL));
  g_assert_true (bs_document_undo (document));
  assert_survives_crash (document, file, crashed);
  g_assert_true (bs_document_undo (document));
  assert_survives_crash (document, file, crashed);
  g_assert_true (bs_document_redo (document));
  assert_survives_crash (document, file, crashed);
  edit (document, "三");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_document_undo (document));
  assert_survives_crash (document, file, crashed);
  test_remove_folder (folder);
}

/* Random work with saves in between, and a crash after each step. */
static void
test_random (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) crashed = test_file (folder, "b.broadsheet");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  start_journal (document);
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (BsDocument) loaded = NULL;
      g_autofree char *text = NULL;
      g_autofree char *recovered = NULL;
      int what = g_rand_int_range (rand, 0, 12);

      if (what == 0)
        bs_document_undo (document);
      else if (what == 1)
        bs_document_redo (document);
      else if (what == 2)
        g_assert_true (bs_document_save (document, NULL));
      else
        {
          bs_document_begin (document, "Step", what < 6 ? "typing" : NULL);
          test_random_edit (document, rand);
          test_random_edit (document, rand);
          if (what == 11)
            bs_document_cancel (document);
          else
            bs_document_end (document);
        }
      copy_as_crashed (file, crashed);
      loaded = load (crashed);
      text = test_text_of (document);
      recovered = test_text_of (loaded);
      g_assert_cmpstr (recovered, ==, text);
      g_assert_null (bs_document_get_rejected_journal (loaded));
    }
  test_remove_folder (folder);
}

static void
test_closing_leaves_nothing (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GDir) dir = NULL;
  BsDocument *document = saved_document (file);

  start_journal (document);
  edit (document, "一");
  g_assert_true (bs_document_save (document, NULL));
  g_object_unref (document);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "a.broadsheet");
  g_assert_null (g_dir_read_name (dir));
  test_remove_folder (folder);
}

static void
test_second_window (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) copy = test_file (folder, "copy.broadsheet");
  g_autoptr (BsDocument) first = saved_document (file);
  g_autoptr (BsDocument) second = NULL;
  g_autoptr (BsDocument) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *who = bs_environment_dup_process (test_environment ());

  start_journal (first);
  edit (first, "一");
  second = load (file); /* what is saved; the journal is the first window's */
  g_assert_cmpstr (headline_of (second), ==, "");
  g_assert_false (bs_document_start_journal (second, NULL, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, who));
  g_clear_error (&error);
  g_assert_true (bs_document_get_read_only (second));
  g_assert_nonnull (strstr (bs_document_get_read_only_reason (second), who));
  g_assert_false (bs_document_set_text (second, "/date", "", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (bs_document_save (second, NULL));

  g_assert_true (bs_document_save_as (second, copy, &error)); /* a copy is one's own */
  g_assert_no_error (error);
  g_assert_false (bs_document_get_read_only (second));

  g_clear_object (&first);
  third = load (file);
  g_assert_cmpstr (headline_of (third), ==, "一");
  g_assert_true (bs_document_lock (third, &error));
  g_assert_no_error (error);
  test_remove_folder (folder);
}

static void
test_no_save_under_a_living_window (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) window = saved_document (file);
  g_autoptr (BsDocument) command = NULL;
  g_autoptr (BsDocument) stranger = test_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = test_contents (file);
  g_autofree char *after = NULL;

  start_journal (window);
  edit (window, "一");
  command = load (file);
  edit (command, "二");
  g_assert_false (bs_document_save (command, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (bs_document_save_forced (command, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (bs_document_save_as (stranger, file, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  after = test_contents (file);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (bs_document_save (window, NULL));
  test_remove_folder (folder);
}

/* Somebody's window crashed between our loading and our first change. */
static void
test_journal_of_the_late (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) theirs = saved_document (file);
  g_autoptr (BsDocument) mine = NULL;
  g_autofree char *kept = NULL;

  start_journal (theirs);
  edit (theirs, "他们的");
  mine = load (file);
  g_clear_object (&theirs); /* modified: its journal stays */
  start_journal (mine);
  g_assert_nonnull (bs_document_get_rejected_journal (mine));
  kept = test_contents (bs_document_get_rejected_journal (mine));
  g_assert_nonnull (strstr (kept, "他们的"));
  test_remove_folder (folder);
}

static void
test_stale_lock (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) lock = test_file (folder, "a.broadsheet.lock");
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_file_write (lock, "somebody@here 999999\n", 21, NULL));
  g_assert_true (bs_document_lock (document, &error));
  g_assert_no_error (error);
  g_clear_object (&document);
  g_assert_false (g_file_query_exists (lock, NULL));
  test_remove_folder (folder);
}

static void
test_save_as_moves (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (GFile) other = test_file (folder, "b.broadsheet");
  g_autoptr (GFile) old_journal = journal_of (file);
  g_autoptr (BsDocument) document = saved_document (file);
  g_autoptr (BsDocument) busy = NULL;
  g_autoptr (BsDocument) loaded = NULL;
  g_autoptr (GError) error = NULL;

  start_journal (document);
  edit (document, "一");
  g_assert_true (bs_document_save_as (document, other, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_query_exists (old_journal, NULL));
  edit (document, "二");
  g_clear_object (&document);
  loaded = load (other);
  g_assert_cmpstr (headline_of (loaded), ==, "二");
  start_journal (loaded);

  busy = load (file);
  start_journal (busy);
  g_assert_false (bs_document_save_as (busy, other, &error)); /* somebody works there */
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED);
  g_assert_true (g_file_equal (bs_document_get_file (busy), file));
  test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--type-for-ever") == 0)
    return type_for_ever (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/recovery/kill-nine-loses-no-letter", test_kill);
  g_test_add_func ("/model/recovery/kill-nine-loses-no-letter-of-an-unsaved-issue",
                   test_kill_unsaved);
  g_test_add_func ("/model/recovery/untouched-and-discarded-issues-leave-nothing",
                   test_unsaved_untouched_or_discarded);
  g_test_add_func ("/model/recovery/journal-cut-off-anywhere-gives-what-is-whole", test_torn);
  g_test_add_func ("/model/recovery/damaged-journal-is-kept", test_damaged_in_the_middle);
  g_test_add_func ("/model/recovery/journal-of-another-file-is-kept", test_other_file);
  g_test_add_func ("/model/recovery/crash-between-file-and-journal", test_crash_after_replacing);
  g_test_add_func ("/model/recovery/undo-beyond-the-journal", test_undo_beyond_the_journal);
  g_test_add_func ("/model/recovery/crash-after-any-step-brings-back-all", test_random);
  g_test_add_func ("/model/recovery/closing-leaves-nothing-behind", test_closing_leaves_nothing);
  g_test_add_func ("/model/lock/second-window-is-told-who-writes", test_second_window);
  g_test_add_func ("/model/lock/nobody-saves-under-a-living-window",
                   test_no_save_under_a_living_window);
  g_test_add_func ("/model/recovery/journal-of-the-late-is-kept", test_journal_of_the_late);
  g_test_add_func ("/model/lock/lock-of-the-dead-is-taken-over", test_stale_lock);
  g_test_add_func ("/model/lock/save-as-takes-lock-and-journal-along", test_save_as_moves);

  return g_test_run ();
}
