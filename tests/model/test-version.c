/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Versions of a story: kept when something is about to change, undone with the edit that made them,
 * thinned, and put back.
 */

#include "model/bs-issue.h"
#include "model/bs-version.h"

#include <string.h>

typedef struct
{
  BsEnvironment *environment;
  BsDocument *document;
  gint64 now;
} Fixture;

static GDateTime *
tell_time (gpointer data)
{
  Fixture *fixture = data;

  return g_date_time_new_from_unix_utc (fixture->now);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsNewIssue issue = { .name = "江村报", .date = "2026-11-22" };
  BsNodeBuilder *story = bs_node_builder_new_object ();
  g_autoptr (BsNode) node = NULL;

  fixture->now = 1795300000;
  fixture->environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  bs_environment_set_clock (fixture->environment, tell_time, fixture);
  fixture->document = bs_document_new (fixture->environment, &issue);
  bs_node_builder_set_text (story, "id", "s1");
  bs_node_builder_set_text (story, "headline", "渡口");
  node = bs_node_builder_end (story);
  bs_document_begin (fixture->document, "Set up", NULL);
  bs_document_insert (fixture->document, "/stories", -1, node, NULL);
  bs_document_end (fixture->document);
  bs_version_begin_sitting (fixture->document, fixture->environment, "闻真");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->environment);
}

static const BsNode *
get_story (Fixture *fixture)
{
  return bs_issue_get_story (bs_document_get_root (fixture->document), "s1");
}

static guint
count (Fixture *fixture)
{
  return bs_node_get_length (bs_story_get_versions (get_story (fixture)));
}

static void
edit (Fixture *fixture, const char *headline)
{
  g_autoptr (GError) error = NULL;

  bs_document_begin (fixture->document, "Headline", NULL);
  bs_version_keep_for_edit (fixture->document, "s1", &error);
  g_assert_no_error (error);
  bs_document_set_text (fixture->document, "/stories/s1/headline", headline, &error);
  g_assert_no_error (error);
  bs_document_end (fixture->document);
}

static void
keep (Fixture *fixture, const char *reason)
{
  g_autoptr (GError) error = NULL;

  bs_document_begin (fixture->document, "Keep", NULL);
  bs_version_keep (fixture->document, "s1", reason, &error);
  g_assert_no_error (error);
  bs_document_end (fixture->document);
}

static void
first_edit_of_a_sitting_keeps_what_stood (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const BsNode *version;

  edit (fixture, "新渡口");
  edit (fixture, "新渡口开了");
  g_assert_cmpuint (count (fixture), ==, 1);
  version = bs_node_get_element (bs_story_get_versions (get_story (fixture)), 0);
  g_assert_cmpstr (bs_node_get_text (version, "headline"), ==, "渡口");
  g_assert_cmpstr (bs_node_get_text (version, "author"), ==, "闻真");
  g_assert_cmpstr (bs_node_get_text (version, "reason"), ==, "edit");
  g_assert_cmpstr (bs_node_get_text (version, "time"), ==, "2026-11-21T22:26:40Z");
}

static void
undo_takes_it_back_with_the_edit (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  edit (fixture, "新渡口");
  bs_document_undo (fixture->document);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpstr (bs_node_get_text (get_story (fixture), "headline"), ==, "渡口");
  edit (fixture, "旧渡口");
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
nothing_is_kept_twice_or_of_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  keep (fixture, BS_VERSION_STATUS);
  keep (fixture, BS_VERSION_KEPT);
  g_assert_cmpuint (count (fixture), ==, 1);
  bs_document_begin (fixture->document, "Empty", NULL);
  bs_document_set_text (fixture->document, "/stories/s1/headline", "", NULL);
  bs_document_end (fixture->document);
  keep (fixture, BS_VERSION_KEPT);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* Nothing but the document holds the tree by then. */
static void
what_stood_is_whole_after_other_changes_of_the_step (Fixture *fixture,
                                                     gconstpointer data G_GNUC_UNUSED)
{
  const BsNode *version;

  bs_document_begin (fixture->document, "Several", NULL);
  g_assert_true (bs_document_set_text (fixture->document, "/stories/s1/headline", "老渡口", NULL));
  g_assert_true (bs_document_set_text (fixture->document, "/stories/s1/deck", "今天开", NULL));
  keep (fixture, BS_VERSION_IMPORT);
  bs_document_end (fixture->document);
  version = bs_node_get_element (bs_story_get_versions (get_story (fixture)), 0);
  g_assert_cmpstr (bs_node_get_text (version, "headline"), ==, "老渡口");
  g_assert_cmpstr (bs_node_get_text (version, "deck"), ==, "今天开");
}

static void
many_are_thinned_but_not_those_asked_for (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint kept = 0;

  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *headline = g_strdup_printf ("渡口%u", i);

      fixture->now += 60;
      keep (fixture, i % 10 == 5 ? BS_VERSION_KEPT : BS_VERSION_STATUS);
      bs_document_begin (fixture->document, "Headline", NULL);
      bs_document_set_text (fixture->document, "/stories/s1/headline", headline, NULL);
      bs_document_end (fixture->document);
    }
  g_assert_cmpuint (count (fixture), ==, 30);
  for (guint i = 0; i < count (fixture); i++)
    kept += strcmp (bs_node_get_text (
                      bs_node_get_element (bs_story_get_versions (get_story (fixture)), i),
                      "reason"),
                    BS_VERSION_KEPT)
            == 0;
  g_assert_cmpuint (kept, ==, 8);
}

static void
restoring_keeps_the_present (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  const BsNode *versions;

  edit (fixture, "新渡口");
  fixture->now += 60;
  bs_document_begin (fixture->document, "Restore", NULL);
  g_assert_true (bs_version_restore (fixture->document, "s1", "v1", &error));
  g_assert_no_error (error);
  bs_document_end (fixture->document);
  g_assert_cmpstr (bs_node_get_text (get_story (fixture), "headline"), ==, "渡口");
  versions = bs_story_get_versions (get_story (fixture));
  g_assert_cmpuint (bs_node_get_length (versions), ==, 2);
  g_assert_cmpstr (bs_node_get_text (bs_node_get_element (versions, 1), "headline"), ==, "新渡口");
  bs_document_undo (fixture->document);
  g_assert_cmpstr (bs_node_get_text (get_story (fixture), "headline"), ==, "新渡口");
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* What is written from nothing has no older state to go back to. */
static void
a_new_story_has_no_history_of_its_first_letters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  bs_document_begin (fixture->document, "Headline", NULL);
  bs_document_set_text (fixture->document, "/stories/s1/headline", "", NULL);
  bs_document_end (fixture->document);
  edit (fixture, "新");
  edit (fixture, "新渡");
  edit (fixture, "新渡口");
  g_assert_cmpuint (count (fixture), ==, 0);
  keep (fixture, BS_VERSION_KEPT);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
without_a_sitting_nothing_is_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  BsNewIssue issue = { .name = "江村报", .date = "2026-11-22" };
  g_autoptr (BsDocument) document = bs_document_new (fixture->environment, &issue);
  g_autoptr (BsNode) root = bs_node_ref (bs_document_get_root (document));

  bs_document_begin (document, "Nothing", NULL);
  g_assert_true (bs_version_keep_for_edit (document, "s1", NULL));
  g_assert_true (bs_version_keep (document, "s1", BS_VERSION_KEPT, NULL));
  bs_document_end (document);
  g_assert_true (bs_document_get_root (document) == root);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(function)                                                                              \
  g_test_add ("/model/version/" #function, Fixture, NULL, set_up, function, tear_down)
  ADD (first_edit_of_a_sitting_keeps_what_stood);
  ADD (undo_takes_it_back_with_the_edit);
  ADD (nothing_is_kept_twice_or_of_nothing);
  ADD (what_stood_is_whole_after_other_changes_of_the_step);
  ADD (many_are_thinned_but_not_those_asked_for);
  ADD (restoring_keeps_the_present);
  ADD (a_new_story_has_no_history_of_its_first_letters);
  ADD (without_a_sitting_nothing_is_kept);

  return g_test_run ();
}
