/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hundreds of random operations on an issue, of every kind that the model has: what a crash at any
 * moment would leave comes back as it was, undoing all gives the file that was there, byte for byte,
 * and what somebody else holds of the tree stays as it was. What is done to boxes is in tests/layout/test-page-edit-random.c.
 */

#include "test-model.h"

#include "model/bs-find.h"
#include "model/bs-issue-edit.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "model/bs-node-private.h"
#include "model/bs-story-edit.h"
#include "model/bs-version.h"

#include <string.h>

#define N_OPERATIONS 300
#define MOST_STORIES 30
#define N_HELD 40

/* A part of the tree that somebody refers to, as workers and views do. */
typedef struct
{
  BsNode *node;
  char *text;
} Held;

typedef struct
{
  Held held[N_HELD];
  GRand *rand;
  char *folder;
  GFile *file;
  BsDocument *document;
  guint done[12]; /* of each kind, what made a change */
} Run;

static guint
roll (Run *run, guint n)
{
  return (guint) g_rand_int_range (run->rand, 0, (gint32) n);
}

/* An id of @list; now and then one that there is not. */
static const char *
choose (Run *run, const char *list)
{
  const BsNode *nodes = bs_node_get_member (bs_document_get_root (run->document), list);
  guint n = bs_node_get_length (nodes);

  if (n == 0 || roll (run, 40) == 0)
    return "none";

  return bs_node_get_text (bs_node_get_element (nodes, roll (run, n)), "id");
}

/* --- What is done; FALSE where it cannot be --- */

static gboolean
edit_text (Run *run)
{
  test_random_edit (run->document, run->rand);

  return TRUE;
}

static BsIssueEdit *
think_of_pages (Run *run, const char *name, GError **error)
{
  static const char *const formats[] = { "", "tabloid", "broadsheet" };
  const BsNode *issue = bs_document_get_root (run->document);
  const BsPageFacts facts = { .name = name,
                              .section = roll (run, 2) == 0 ? "" : choose (run, "sections"),
                              .format = formats[roll (run, G_N_ELEMENTS (formats))] };
  const char *page = choose (run, "pages");

  switch (roll (run, 6))
    {
    case 0:
      return bs_issue_edit_add_page (issue, &facts, roll (run, 2) == 0 ? NULL : page, -1, error);
    case 1:
      return bs_issue_edit_remove_page (issue, page, error);
    case 2:
      return bs_issue_edit_move_page (issue, page, roll (run, 4), NULL, error);
    case 3:
      return bs_issue_edit_step_page (issue, page, roll (run, 2) == 0 ? -1 : 1, error);
    case 4:
      return bs_issue_edit_set_page (issue, page, &facts, error);
    default:
      return bs_issue_edit_clear_page (issue, page, error);
    }
}

static BsIssueEdit *
think_of_sections (Run *run, const char *name, GError **error)
{
  const BsNode *issue = bs_document_get_root (run->document);
  const char *section = choose (run, "sections");

  switch (roll (run, 4))
    {
    case 0:
      return bs_issue_edit_add_section (issue, name, name, error);
    case 1:
      return bs_issue_edit_rename_section (issue, section, name, error);
    case 2:
      return bs_issue_edit_step_section (issue, section, roll (run, 2) == 0 ? -1 : 1, error);
    default:
      return bs_issue_edit_remove_section (issue, section, error);
    }
}

static gboolean
apply (Run *run, BsIssueEdit *edit, GError *error)
{
  g_autoptr (BsIssueEdit) taken = edit;
  g_autoptr (GError) failure = error;

  /* Neither: it stands at the end already. */
  g_assert_true (edit == NULL || error == NULL);
  if (edit == NULL)
    return FALSE;
  g_assert_true (bs_issue_edit_apply (edit, run->document, &failure));

  return edit->operations->len > 0;
}

static gboolean
edit_pages (Run *run)
{
  g_autofree char *name = g_strdup_printf ("B%u", 1 + roll (run, 9));
  GError *error = NULL;
  BsIssueEdit *edit = think_of_pages (run, name, &error);

  return apply (run, edit, error);
}

static gboolean
edit_sections (Run *run)
{
  g_autofree char *name = g_strdup_printf ("版组%u", 1 + roll (run, 5));
  GError *error = NULL;
  BsIssueEdit *edit = think_of_sections (run, name, &error);

  return apply (run, edit, error);
}

static gboolean
edit_stories (Run *run)
{
  const char *stories[3] = { choose (run, "stories"),
                             roll (run, 2) == 0 ? choose (run, "stories") : NULL };
  BsStoriesDeleted deleted;

  switch (roll (run, 4))
    {
    case 0:
      return bs_stories_set_text (run->document, stories, "section", "要闻", "Section", NULL) > 0;
    case 1:
      return bs_stories_set_priority (run->document, stories, roll (run, 5), NULL) > 0;
    case 2:
      return bs_stories_set_page (run->document, stories, choose (run, "pages"), NULL) > 0;
    default:
      return bs_stories_delete (run->document, stories, &deleted, NULL);
    }
}

static gboolean
join_or_part (Run *run)
{
  const BsNode *root = bs_document_get_root (run->document);
  const char *story = choose (run, "stories");
  const char *stories[] = { story, choose (run, "stories"), NULL };
  const BsNode *paragraphs = bs_story_get_paragraphs (bs_issue_get_story (root, story));
  g_autofree char *made = NULL;

  switch (roll (run, 3))
    {
    case 0:
      if (bs_node_get_length (bs_issue_get_stories (root)) < MOST_STORIES)
        made = bs_story_duplicate (run->document, story, NULL);
      break;
    case 1:
      made = bs_stories_merge (run->document, stories, NULL);
      break;
    default:
      if (bs_node_get_length (paragraphs) > 0)
        made = bs_story_split (run->document, story,
                               bs_node_get_text (bs_node_get_element (paragraphs, 0), "id"), 0,
                               NULL);
      break;
    }

  return made != NULL;
}

static gboolean
keep_or_restore (Run *run)
{
  g_autofree char *story = g_strdup (choose (run, "stories"));
  const BsNode *versions;
  g_autofree char *version = NULL;

  if (bs_issue_get_story (bs_document_get_root (run->document), story) == NULL)
    return FALSE;
  if (roll (run, 2) == 0)
    return bs_version_keep (run->document, story, "asked", NULL);

  versions = bs_story_get_versions (
    bs_issue_get_story (bs_document_get_root (run->document), story));
  if (bs_node_get_length (versions) == 0)
    return FALSE;
  version = g_strdup (
    bs_node_get_text (bs_node_get_element (versions, roll (run, bs_node_get_length (versions))),
                      "id"));

  return bs_version_restore (run->document, story, version, NULL);
}

static gboolean
find_and_replace (Run *run)
{
  static const char *const wanted[] = { "的", "。", "题", "[一-龥]{2}", "a" };
  static const char *const instead[] = { "之", "！", "", "《\\0》", "社区" };
  guint n = roll (run, G_N_ELEMENTS (wanted));
  const BsFindScope scope = { .fields = BS_FIND_IN_ALL };
  g_autoptr (BsFinder) finder = bs_finder_new (wanted[n], n == 3 ? BS_FIND_EXPRESSION : 0, NULL);
  g_autoptr (BsFindResult) found = bs_finder_search (finder, bs_document_get_root (run->document),
                                                     &scope, NULL, NULL);
  guint n_stories = 0;

  return found->hits->len > 0
         && bs_finder_replace (finder, run->document, (BsFindHit *const *) found->hits->pdata,
                               MIN (found->hits->len, 20), instead[n], &n_stories, NULL)
              > 0;
}

/* What a publication brings, as its editor changes it in the open issue. */
static gboolean
edit_publication (Run *run)
{
  static const struct
  {
    const char *path;
    const char *value;
  } edits[] = {
    { "/page_formats", "{\"quarter\":{\"width\":200,\"height\":280}}" },
    { "/house_rules", "{\"loose_line\":2}" },
    { "/masthead", "{\"name\":\"河湾\"}" },
    { "/export", "{\"bleed\":3}" },
    { "/styles", "{\"body\":{\"size\":\"五号\"}}" },
    { "/publication", "{\"name\":\"河湾晚报\",\"motto\":\"新\"}" },
  };
  guint n = roll (run, G_N_ELEMENTS (edits));
  g_autoptr (BsNode) value = roll (run, 3) == 0 && n < 5
                               ? NULL
                               : bs_json_parse ("edit", edits[n].value, strlen (edits[n].value),
                                                NULL);
  g_autoptr (BsNode) before = bs_node_ref (bs_document_get_root (run->document));

  /* Some may not be, as the schema says. */
  return bs_document_set_node (run->document, edits[n].path, value, NULL)
         && bs_document_get_root (run->document) != before;
}

/* Somebody else saves the issue, and it is taken over. */
static gboolean
take_over (Run *run)
{
  g_autoptr (BsDocument) theirs = bs_document_load_saved (test_environment (), run->file, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (theirs);
  for (guint i = 0; i < 3; i++)
    test_random_edit (theirs, run->rand);
  text = test_text_of (theirs);
  g_assert_true (g_file_set_contents (g_file_peek_path (run->file), text, -1, NULL));
  g_clear_object (&theirs);
  theirs = bs_document_load_saved (test_environment (), run->file, NULL);

  return bs_document_merge (run->document, theirs, NULL);
}

static gboolean
undo_some (Run *run)
{
  gboolean undone = FALSE;

  for (guint i = roll (run, 6); i > 0; i--)
    undone = bs_document_undo (run->document) || undone;
  for (guint i = roll (run, 4); i > 0; i--)
    bs_document_redo (run->document);

  return undone;
}

static const struct
{
  const char *name;
  gboolean (*what) (Run *run);
  guint weight;
} kinds[] = {
  { "text", edit_text, 30 },        { "pages", edit_pages, 12 },
  { "sections", edit_sections, 6 }, { "stories", edit_stories, 10 },
  { "parts", join_or_part, 10 },    { "versions", keep_or_restore, 8 },
  { "found", find_and_replace, 8 }, { "publication", edit_publication, 6 },
  { "theirs", take_over, 2 },       { "undone", undo_some, 8 },
};

/* --- What must hold --- */

/* A crash now: the file and its journal are read elsewhere, as the next start would. */
static void
assert_recovered (Run *run)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GFile) file = test_file (folder, "issue.broadsheet");
  g_autofree char *journal = g_strconcat (g_file_peek_path (run->file), ".journal", NULL);
  g_autofree char *journal_copy = g_strconcat (g_file_peek_path (file), ".journal", NULL);
  g_autofree char *saved = test_contents (run->file);
  g_autofree char *lines = NULL;
  g_autoptr (BsDocument) recovered = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = test_text_of (run->document);
  g_autofree char *then = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), saved, -1, NULL));
  g_assert_true (g_file_get_contents (journal, &lines, NULL, NULL));
  g_assert_true (g_file_set_contents (journal_copy, lines, -1, NULL));
  recovered = bs_document_load (test_environment (), file, &error);
  g_assert_no_error (error);
  then = test_text_of (recovered);
  g_assert_cmpstr (then, ==, now);
  g_clear_object (&recovered);
  test_remove_folder (folder);
}

/* What a node remembers of what is below it. */
static void
assert_sound (const BsNode *node)
{
  const BsIdIndex *index = node->kind == BS_NODE_ARRAY ? node->value.array.index : NULL;
  guint height = 0;

  for (guint i = 0; i < bs_node_get_length (node); i++)
    {
      const BsNode *child = bs_node_get_element (node, i);

      assert_sound (child);
      height = MAX (height, bs_node_get_height (child));
    }
  if (node->kind == BS_NODE_ARRAY || node->kind == BS_NODE_OBJECT)
    g_assert_cmpuint (bs_node_get_height (node), ==, height + 1);
  for (guint i = 0; index != NULL && i < index->ids->len; i++)
    {
      const char *id = bs_node_get_string (g_ptr_array_index (index->ids, i));
      guint position = GPOINTER_TO_UINT (g_hash_table_lookup (index->positions, id));

      g_assert_cmpstr (bs_node_get_text (bs_node_get_element (node, position), "id"), ==, id);
    }
}

/* Refers to some part of the tree from now on, and lets go of another. */
static void
hold (Run *run)
{
  Held *held = &run->held[roll (run, N_HELD)];
  const BsNode *node = bs_document_get_root (run->document);

  for (guint depth = roll (run, 5); depth > 0; depth--)
    if (bs_node_get_kind (node) >= BS_NODE_ARRAY && bs_node_get_length (node) > 0)
      node = bs_node_get_element (node, roll (run, bs_node_get_length (node)));

  bs_node_unref (held->node);
  g_free (held->text);
  held->node = bs_node_ref (node);
  held->text = bs_json_write (node, BS_JSON_LINES, NULL);
}

static void
assert_held (Run *run)
{
  assert_sound (bs_document_get_root (run->document));
  for (guint i = 0; i < N_HELD; i++)
    if (run->held[i].node != NULL)
      {
        g_autofree char *now = bs_json_write (run->held[i].node, BS_JSON_LINES, NULL);

        g_assert_cmpstr (now, ==, run->held[i].text);
        assert_sound (run->held[i].node);
      }
}

static void
take_step (Run *run)
{
  guint chosen = roll (run, 100);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (chosen < kinds[i].weight)
        {
          if (kinds[i].what (run))
            run->done[i]++;
          return;
        }
      chosen -= kinds[i].weight;
    }
}

static void
run_init (Run *run, guint seed)
{
  g_autoptr (GError) error = NULL;

  run->rand = g_rand_new_with_seed (seed);
  run->folder = test_folder ();
  run->file = test_file (run->folder, "issue.broadsheet");
  run->document = test_document ();
  bs_document_save_as (run->document, run->file, &error);
  g_assert_no_error (error);
  g_object_unref (run->document);
  run->document = bs_document_load (test_environment (), run->file, &error);
  g_assert_no_error (error);
  g_assert_true (bs_document_start_journal (run->document, NULL, &error));
  bs_version_begin_sitting (run->document, test_environment (), "闻真");
}

static void
run_clear (Run *run)
{
  for (guint i = 0; i < N_HELD; i++)
    {
      bs_node_unref (run->held[i].node);
      g_free (run->held[i].text);
    }
  g_clear_object (&run->document);
  g_clear_object (&run->file);
  test_remove_folder (run->folder);
  g_free (run->folder);
  g_rand_free (run->rand);
}

static void
test_random (gconstpointer data)
{
  Run run = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *redone = NULL;
  guint n = 0;

  run_init (&run, GPOINTER_TO_UINT (data));
  first = test_contents (run.file);
  for (guint i = 1; i <= N_OPERATIONS; i++)
    {
      take_step (&run);
      if (roll (&run, 3) == 0)
        hold (&run);
      if (i % 25 == 0)
        {
          assert_held (&run);
          assert_recovered (&run);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_test_message ("%s: %u", kinds[i].name, run.done[i]);
      g_assert_cmpuint (run.done[i], >, 0);
    }

  last = test_text_of (run.document);
  for (; bs_document_undo (run.document); n++)
    if (roll (&run, 10) == 0)
      hold (&run);
  assert_held (&run);
  assert_recovered (&run);
  g_assert_true (bs_document_save (run.document, NULL));
  saved = test_contents (run.file);
  g_assert_cmpstr (saved, ==, first);
  while (n-- > 0)
    g_assert_true (bs_document_redo (run.document));
  assert_held (&run);
  redone = test_text_of (run.document);
  g_assert_cmpstr (redone, ==, last);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autofree char *path = g_strdup_printf (
        "/model/undo/all-that-was-done-is-undone-byte-for-byte-%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed * 7919u), test_random);
    }

  return g_test_run ();
}
