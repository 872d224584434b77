/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody else wrote the file meanwhile: nobody's work is lost.
 */

#include "base/bs-file.h"
#include "model/bs-document.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-merge.h"

#include "test-model.h"

#include <string.h>

/* One issue in a file, opened twice, as on two machines that do not see each other's lock. */
typedef struct
{
  char *folder;
  GFile *file;
  BsDocument *mine;
  BsDocument *theirs;
} Desk;

static void
desk_init (Desk *desk)
{
  g_autoptr (BsDocument) first = test_document ();
  g_autoptr (BsNode) second = test_story ("s2", "二", "第二篇");

  desk->folder = test_folder ();
  desk->file = test_file (desk->folder, "a.broadsheet");
  bs_document_insert (first, "/stories", -1, second, NULL);
  g_assert_true (bs_document_save_as (first, desk->file, NULL));
  desk->mine = bs_document_load (test_environment (), desk->file, NULL);
  desk->theirs = bs_document_load (test_environment (), desk->file, NULL);
  g_assert_nonnull (desk->mine);
}

static void
desk_clear (Desk *desk)
{
  g_clear_object (&desk->mine);
  g_clear_object (&desk->theirs);
  test_remove_folder (desk->folder);
  g_free (desk->folder);
  g_object_unref (desk->file);
}

static void
set (BsDocument *document, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  bs_document_set_text (document, path, text, &error);
  g_assert_no_error (error);
}

static const char *
get (BsDocument *document, const char *path)
{
  return bs_node_get_string (bs_node_lookup (bs_document_get_root (document), path));
}

/* They save, lock or no lock; I take their changes over. */
static void
take_over (Desk *desk)
{
  g_autoptr (BsDocument) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text = test_text_of (desk->theirs);
  g_assert_true (bs_file_write (desk->file, text, strlen (text), &error));
  g_assert_true (bs_document_changed_on_disk (desk->mine));
  saved = bs_document_load_saved (test_environment (), desk->file, &error);
  g_assert_no_error (error);
  g_assert_true (bs_document_merge (desk->mine, saved, &error));
  g_assert_no_error (error);
}

static void
test_both_stay (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  set (desk.mine, "/stories/s1/headline", "我的");
  set (desk.theirs, "/stories/s2/headline", "他的");
  set (desk.theirs, "/stories/s1/status", "ready");
  take_over (&desk);

  g_assert_cmpstr (get (desk.mine, "/stories/s1/headline"), ==, "我的");
  g_assert_cmpstr (get (desk.mine, "/stories/s1/status"), ==, "ready");
  g_assert_cmpstr (get (desk.mine, "/stories/s2/headline"), ==, "他的");
  g_assert_true (bs_document_get_modified (desk.mine));
  g_assert_true (bs_document_save (desk.mine, &error));
  g_assert_no_error (error);
  desk_clear (&desk);
}

static void
test_mine_stays (void)
{
  Desk desk;
  g_autoptr (BsMerge) merge = NULL;
  const BsDifference *difference;

  desk_init (&desk);
  set (desk.mine, "/stories/s1/headline", "我的");
  set (desk.theirs, "/stories/s1/headline", "他的");
  merge = bs_merge_new (bs_document_get_saved_root (desk.mine), bs_document_get_root (desk.mine),
                        bs_document_get_root (desk.theirs));
  g_assert_cmpuint (merge->n_both, ==, 1);
  g_assert_cmpuint (merge->operations->len, ==, 0);
  difference = g_ptr_array_index (merge->differences, 0);
  g_assert_cmpint (difference->side, ==, BS_SIDE_BOTH);
  g_assert_cmpstr (difference->path, ==, "/stories/s1/headline");

  take_over (&desk);
  g_assert_cmpstr (get (desk.mine, "/stories/s1/headline"), ==, "我的");
  desk_clear (&desk);
}

static void
test_lists (void)
{
  Desk desk;
  g_autoptr (BsNode) mine = test_story ("s3", "我写的", "甲");
  g_autoptr (BsNode) theirs = test_story ("s4", "他写的", "乙");
  const BsNode *stories;

  desk_init (&desk);
  g_assert_true (bs_document_insert (desk.mine, "/stories", 0, mine, NULL));
  g_assert_true (bs_document_insert (desk.theirs, "/stories", 0, theirs, NULL));
  g_assert_true (bs_document_remove (desk.theirs, "/stories/s2", NULL));
  take_over (&desk);

  stories = bs_issue_get_stories (bs_document_get_root (desk.mine));
  g_assert_cmpuint (bs_node_get_length (stories), ==, 3);
  g_assert_nonnull (bs_node_find_by_id (stories, "s3"));
  g_assert_nonnull (bs_node_find_by_id (stories, "s4"));
  g_assert_null (bs_node_find_by_id (stories, "s2"));
  desk_clear (&desk);
}

/* Who changed a story does not lose it because somebody else deleted it. */
static void
test_deleted_by_them (void)
{
  Desk desk;

  desk_init (&desk);
  set (desk.mine, "/stories/s2/headline", "还要用");
  g_assert_true (bs_document_remove (desk.theirs, "/stories/s2", NULL));
  take_over (&desk);
  g_assert_cmpstr (get (desk.mine, "/stories/s2/headline"), ==, "还要用");
  desk_clear (&desk);
}

static void
test_undo (void)
{
  Desk desk;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  desk_init (&desk);
  set (desk.mine, "/stories/s1/headline", "我的");
  before = test_text_of (desk.mine);
  set (desk.theirs, "/stories/s2/headline", "他的");
  set (desk.theirs, "/date", "2027-01-02");
  take_over (&desk);
  g_assert_true (bs_document_undo (desk.mine));
  after = test_text_of (desk.mine);
  g_assert_cmpstr (after, ==, before);
  desk_clear (&desk);
}

/* A crash after taking over finds my work and theirs, though nothing was saved. */
static void
test_journal (void)
{
  Desk desk;
  g_autoptr (BsDocument) recovered = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  desk_init (&desk);
  g_assert_true (bs_document_start_journal (desk.mine, NULL, &error));
  set (desk.mine, "/stories/s1/headline", "我的");
  set (desk.theirs, "/stories/s2/headline", "他的");
  take_over (&desk);
  set (desk.mine, "/stories/s1/headline", "我又改");
  text = test_text_of (desk.mine);
  bs_document_close (desk.mine);

  recovered = bs_document_load (test_environment (), desk.file, &error);
  g_assert_no_error (error);
  g_assert_null (bs_document_get_rejected_journal (recovered));
  again = test_text_of (recovered);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (bs_document_get_modified (recovered));
  desk_clear (&desk);
}

/* Whatever two people do: the operations fit, and what only one of them did is there. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (BsDocument) mine = test_document ();
      g_autoptr (BsDocument) theirs = test_document ();
      g_autoptr (BsNode) base = bs_node_ref (bs_document_get_root (mine));
      g_autoptr (BsMerge) merge = NULL;
      g_autoptr (BsMerge) back = NULL;
      BsNode *root;

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        test_random_edit (mine, rand);
      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        test_random_edit (theirs, rand);
      merge = bs_merge_new (base, bs_document_get_root (mine), bs_document_get_root (theirs));
      root = bs_node_ref (bs_document_get_root (mine));
      for (guint o = 0; o < merge->operations->len; o++)
        {
          g_autoptr (GError) error = NULL;
          BsNode *next = bs_operation_apply (g_ptr_array_index (merge->operations, o), root,
                                             &error);

          g_assert_no_error (error);
          bs_node_unref (root);
          root = next;
        }
      /* Where I did nothing, it is theirs now but for the order of lists. */
      back = bs_merge_new (root, root, bs_document_get_root (theirs));
      if (merge->n_mine == 0 && merge->n_both == 0)
        g_assert_cmpuint (back->differences->len, ==, 0);
      bs_node_unref (root);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/merge/what-both-did-is-there", test_both_stay);
  g_test_add_func ("/model/merge/where-both-did-the-same-mine-stays", test_mine_stays);
  g_test_add_func ("/model/merge/stories-come-and-go-by-either-side", test_lists);
  g_test_add_func ("/model/merge/what-i-changed-is-not-deleted-by-them", test_deleted_by_them);
  g_test_add_func ("/model/merge/is-one-step-of-undo", test_undo);
  g_test_add_func ("/model/merge/survives-a-crash", test_journal);
  g_test_add_func ("/model/merge/fits-whatever-two-people-do", test_random);

  return g_test_run ();
}
