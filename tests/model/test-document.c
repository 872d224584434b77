/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/bs-document.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"

#include "test-model.h"

#include <string.h>

#define HEADLINE "/stories/s1/headline"

static const char *
text_at (BsDocument *document, const char *path)
{
  return bs_node_get_string (bs_node_lookup (bs_document_get_root (document), path));
}

static void
type (BsDocument *document, gsize offset, const char *text, const char *coalesce)
{
  g_autoptr (GError) error = NULL;

  bs_document_begin (document, "Type", coalesce);
  bs_document_splice (document, HEADLINE, offset, 0, text, &error);
  g_assert_no_error (error);
  bs_document_end (document);
}

static void
test_new_issue (void)
{
  const BsNewIssue issue = { "河湾早报", "2026-10-01", 12, "tabloid", NULL };
  g_autoptr (BsDocument) document = bs_document_new (test_environment (), &issue);
  g_autoptr (BsDocument) twin = bs_document_new (test_environment (), &issue);
  g_autoptr (BsDocument) bare = bs_document_new (test_environment (), NULL);
  g_autoptr (GError) error = NULL;
  const BsNode *root = bs_document_get_root (document);

  g_assert_cmpstr (text_at (document, "/publication/name"), ==, "河湾早报");
  g_assert_cmpstr (bs_node_get_text (root, "date"), ==, "2026-10-01");
  g_assert_cmpint (bs_node_get_number (root, "number", 0), ==, 12);
  g_assert_nonnull (bs_issue_get_page (root, "A1"));
  g_assert_true (bs_node_equal (root, bs_document_get_root (twin)));
  g_assert_cmpstr (bs_node_get_text (bs_document_get_root (bare), "page_format"), ==, "broadsheet");
  /* The clock of the tests is fixed (SOURCE_DATE_EPOCH). */
  g_assert_true (
    g_str_has_prefix (bs_node_get_text (bs_document_get_root (bare), "date"), "2026-09-"));
  g_assert_false (bs_document_get_modified (document));
  g_assert_null (bs_document_get_file (document));
  g_assert_false (bs_document_save (document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE);
}

static void
test_saves_and_loads (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "早报.broadsheet");
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (BsDocument) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bs_document_set_text (document, HEADLINE, "社区食堂开门了", &error));
  g_assert_true (bs_document_get_modified (document));
  g_assert_true (bs_document_save_as (document, file, &error));
  g_assert_no_error (error);
  g_assert_false (bs_document_get_modified (document));
  g_assert_true (g_file_equal (bs_document_get_file (document), file));

  loaded = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  g_assert_true (bs_node_equal (bs_document_get_root (document), bs_document_get_root (loaded)));
  test_remove_folder (folder);
}

static void
test_typing_is_one_step (void)
{
  g_autoptr (BsDocument) document = test_document ();

  type (document, 0, "社", "headline");
  type (document, 3, "区", "headline");
  type (document, 6, "食", "headline");
  type (document, 9, "堂", "other");
  type (document, 12, "！", NULL);
  type (document, 15, "！", NULL);
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "社区食堂！！");

  g_assert_true (bs_document_undo (document));
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "社区食堂！");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_document_undo (document));
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "社区食");
  g_assert_cmpstr (bs_document_get_undo_label (document), ==, "Type");
  g_assert_true (bs_document_undo (document));
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "");
  g_assert_true (bs_document_redo (document));
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "社区食");

  /* After an undo, typing begins a new step, and what was undone is gone. */
  type (document, 9, "客", "headline");
  g_assert_null (bs_document_get_redo_label (document));
  g_assert_true (bs_document_undo (document));
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "社区食");
}

static void
test_undo_to_saved (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = test_document ();

  type (document, 0, "社", "headline");
  g_assert_true (bs_document_save_as (document, file, NULL));
  type (document, 3, "区", "headline");
  g_assert_true (bs_document_get_modified (document));
  g_assert_true (bs_document_undo (document));
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "社");
  g_assert_false (bs_document_get_modified (document));
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_document_get_modified (document));
  g_assert_true (bs_document_redo (document));
  g_assert_false (bs_document_get_modified (document));

  /* The same content by another way is not known to be the same. */
  g_assert_true (bs_document_undo (document));
  type (document, 0, "社", NULL);
  g_assert_true (bs_document_get_modified (document));
  test_remove_folder (folder);
}

static void
test_steps_in_steps (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *text = test_text_of (document);
  g_autofree char *cancelled = NULL;

  bs_document_begin (document, "Import", NULL);
  bs_document_set_text (document, HEADLINE, "一", NULL);
  bs_document_begin (document, "Inner", NULL);
  bs_document_set_text (document, HEADLINE, "二", NULL);
  bs_document_set_text (document, "/stories/s1/kicker", "引", NULL);
  bs_document_cancel (document);
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "一");
  bs_document_begin (document, "Inner", NULL);
  bs_document_set_text (document, "/stories/s1/deck", "副", NULL);
  bs_document_end (document);
  bs_document_end (document);
  g_assert_cmpstr (bs_document_get_undo_label (document), ==, "Import");
  g_assert_true (bs_document_undo (document));
  g_assert_cmpstr (text_at (document, "/stories/s1/deck"), ==, "");
  g_assert_cmpstr (text_at (document, HEADLINE), ==, "");

  bs_document_begin (document, "All of it", NULL);
  bs_document_set_text (document, HEADLINE, "三", NULL);
  bs_document_cancel (document);
  cancelled = test_text_of (document);
  g_assert_cmpstr (cancelled, ==, text);
  g_assert_cmpstr (bs_document_get_redo_label (document), ==, "Import"); /* nothing happened */
}

static void
test_nothing_changed_leaves_no_step (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *label = g_strdup (bs_document_get_undo_label (document));
  g_autofree char *text = test_text_of (document);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  bs_document_undo (document);
  bs_document_begin (document, "Nothing", NULL);
  g_assert_true (bs_document_set_text (document, "/date", "2026-10-01", NULL)); /* as it is */
  g_assert_true (bs_document_set_text (document, "/pages/A1/contact", "", NULL));
  g_assert_true (bs_document_splice (document, "/date", 4, 0, "", NULL));
  g_assert_true (bs_document_move (document, "/pages", 1, 1, NULL));
  bs_document_end (document);
  g_assert_null (bs_document_get_undo_label (document));
  g_assert_cmpstr (bs_document_get_redo_label (document), ==, label);
  bs_document_redo (document);

  g_assert_false (bs_document_remove (document, "/stories/s9", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (bs_document_set_text (document, "/stories/s9/headline", "x", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (bs_document_splice (document, "/date", 8, 9, "x", &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (bs_document_move (document, "/pages", 0, 2, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_CONFLICT);
  after = test_text_of (document);
  g_assert_cmpstr (after, ==, text);
}

static void
test_missing_places_are_made (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *text = test_text_of (document);
  g_autofree char *after = NULL;
  g_autoptr (BsNode) tag = bs_node_new_string ("食堂");
  g_autoptr (BsNode) size = bs_node_new_integer (420);
  g_autoptr (BsNode) box = test_story ("b1", "", "");
  g_autoptr (BsNode) plain = bs_node_with_member (box, "headline", NULL);
  g_autoptr (GError) error = NULL;

  bs_document_begin (document, "All", NULL);
  g_assert_true (bs_document_insert (document, "/stories/s1/tags", -1, tag, &error));
  g_assert_true (bs_document_insert (document, "/pages/A1/boxes", 0, plain, &error));
  g_assert_true (bs_document_set_node (document, "/pages/A1/boxes/b1/headline/size", size, &error));
  g_assert_true (bs_document_splice (document, "/stories/s1/notes", 0, 0, "记", &error));
  g_assert_no_error (error);
  bs_document_end (document);
  g_assert_cmpstr (bs_node_get_string (
                     bs_node_lookup (bs_document_get_root (document), "/stories/s1/tags/0")),
                   ==, "食堂");
  g_assert_cmpint (bs_node_get_integer (bs_node_lookup (bs_document_get_root (document),
                                                        "/pages/A1/boxes/b1/headline/size"),
                                        0),
                   ==, 420);
  bs_document_undo (document);
  after = test_text_of (document);
  g_assert_cmpstr (after, ==, text);
}

typedef struct
{
  guint changes;
  guint operations;
  guint modified;
  char *seen;
} Signals;

static void
on_changed (BsDocument *document, GPtrArray *operations, Signals *signals)
{
  signals->changes++;
  signals->operations += operations->len;
  g_free (signals->seen);
  signals->seen = g_strdup (text_at (document, HEADLINE));
}

static void
on_modified (BsDocument *document, GParamSpec *pspec, Signals *signals)
{
  signals->modified++;
}

static void
test_signals (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "a.broadsheet");
  g_autoptr (BsDocument) document = test_document ();
  Signals signals = { 0 };

  g_assert_true (bs_document_save_as (document, file, NULL));
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), &signals);
  g_signal_connect (document, "notify::modified", G_CALLBACK (on_modified), &signals);
  bs_document_begin (document, "Two", NULL);
  bs_document_set_text (document, HEADLINE, "一", NULL);
  bs_document_set_text (document, "/stories/s1/deck", "副", NULL);
  g_assert_cmpuint (signals.changes, ==, 0);
  bs_document_end (document);
  g_assert_cmpuint (signals.changes, ==, 1);
  g_assert_cmpuint (signals.operations, ==, 2);
  g_assert_cmpstr (signals.seen, ==, "一");
  g_assert_cmpuint (signals.modified, ==, 1);
  bs_document_undo (document);
  g_assert_cmpuint (signals.changes, ==, 2);
  g_assert_cmpuint (signals.operations, ==, 4);
  g_assert_cmpstr (signals.seen, ==, "");
  g_assert_cmpuint (signals.modified, ==, 2);
  bs_document_redo (document);
  g_assert_cmpuint (signals.changes, ==, 3);
  g_assert_cmpstr (signals.seen, ==, "一");
  bs_document_begin (document, "Nothing", NULL);
  bs_document_set_text (document, HEADLINE, "二", NULL);
  bs_document_cancel (document);
  g_assert_cmpuint (signals.changes, ==, 3);
  g_assert_true (bs_document_save (document, NULL));
  g_assert_cmpuint (signals.modified, ==, 4);
  g_free (signals.seen);
  test_remove_folder (folder);
}

static void
test_ids (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autofree char *first = bs_document_new_id (document, "/stories", "s");
  g_autofree char *page = bs_document_new_id (document, "/pages", "A");
  g_autofree char *none = bs_document_new_id (document, "/stories/s1/bylines", "b");
  g_autofree char *again = NULL;
  g_autoptr (BsNode) story = test_story (first, "", "");

  g_assert_cmpstr (first, ==, "s2");
  g_assert_cmpstr (page, ==, "A3");
  g_assert_cmpstr (none, ==, "b1");
  g_assert_true (bs_document_insert (document, "/stories", -1, story, NULL));
  g_assert_true (bs_document_remove (document, "/stories/s2", NULL));
  again = bs_document_new_id (document, "/stories", "s");
  g_assert_cmpstr (again, ==, "s3");
}

static gpointer
walk_snapshot (gpointer data)
{
  const BsNode *root = data;
  guint found = 0;

  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i % 200);

      found += bs_issue_get_story (root, id) != NULL;
    }

  return GUINT_TO_POINTER (found);
}

/* A worker looks at the tree it was given while the document goes on. */
/* Thousands of operations are checked together, and made or left together. */
static void
test_many (void)
{
  g_autoptr (BsDocument) document = test_document ();
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (document));
  g_autoptr (BsNode) number = bs_node_new_integer (7);
  g_autoptr (GError) error = NULL;

  bs_document_begin_many (document, "Many");
  for (int i = 0; i < 100; i++)
    g_assert_true (bs_document_splice (document, HEADLINE, 0, 0, "字", NULL));
  g_assert_true (bs_document_end_many (document, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text_at (document, HEADLINE)), >=, 300);
  g_assert_cmpstr (bs_document_get_undo_label (document), ==, "Many");
  g_assert_true (bs_document_undo (document));
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));

  bs_document_begin_many (document, "Many");
  g_assert_true (bs_document_splice (document, HEADLINE, 0, 0, "字", NULL));
  g_assert_true (bs_document_set_node (document, HEADLINE, number, NULL));
  g_assert_false (bs_document_end_many (document, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
  g_clear_error (&error);
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
  g_assert_cmpstr (bs_document_get_undo_label (document), !=, "Many");

  /* And each alone again, after that. */
  g_assert_false (bs_document_set_node (document, HEADLINE, number, &error));
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA);
}

static void
test_snapshots (void)
{
  g_autoptr (BsDocument) document = test_document ();
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  g_autoptr (BsNode) stories = NULL;

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i);

      bs_node_builder_add (builder, test_story (id, "题", "文"));
    }
  stories = bs_node_builder_end (builder);
  g_assert_true (bs_document_set_node (document, "/stories", stories, NULL));
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (BsNode) snapshot = bs_node_ref (bs_document_get_root (document));
      GThread *threads[3];

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("walk", walk_snapshot, snapshot);
      for (int i = 0; i < 50; i++)
        type (document, 0, "字", NULL);
      for (int i = 0; i < 25; i++)
        bs_document_undo (document);
      bs_document_move (document, "/stories", 0, 199, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 2000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/document/new-issue-is-what-was-asked-for", test_new_issue);
  g_test_add_func ("/model/document/new-issue-saves-and-loads", test_saves_and_loads);
  g_test_add_func ("/model/document/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/model/document/undone-to-the-saved-state-is-unmodified", test_undo_to_saved);
  g_test_add_func ("/model/document/steps-inside-steps-cancel-alone", test_steps_in_steps);
  g_test_add_func ("/model/document/nothing-changed-leaves-no-step",
                   test_nothing_changed_leaves_no_step);
  g_test_add_func ("/model/document/missing-places-are-made", test_missing_places_are_made);
  g_test_add_func ("/model/document/each-step-is-told-once", test_signals);
  g_test_add_func ("/model/document/ids-are-never-given-twice", test_ids);
  g_test_add_func ("/model/document/many-changes-are-made-together-or-not-at-all", test_many);
  g_test_add_func ("/model/document/snapshots-stay-as-they-were", test_snapshots);

  return g_test_run ();
}
