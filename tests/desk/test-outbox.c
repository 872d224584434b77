/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include "desk/bs-outbox.h"
#include "model/bs-document.h"
#include "model/bs-issue.h"

#include <glib/gstdio.h>
#include <string.h>

/* A picture of one pixel. */
static const guint8 png[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,
                              13,   'I', 'H', 'D', 'R',  0,    0,    0,    1,    0,    0,
                              0,    1,   8,   0,   0,    0,    0,    0x3a, 0x7e, 0x9b, 0x55,
                              0,    0,   0,   10,  'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63,
                              0,    0,   0,   2,   0,    1,    0x48, 0xaf, 0xa4, 0x71, 0,
                              0,    0,   0,   'I', 'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };

static BsOutbox *
open_outbox (DeskFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "outbox", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  BsOutbox *outbox = bs_outbox_open (fixture->environment, folder, &error);

  g_assert_no_error (error);

  return outbox;
}

static void
write_headline (DeskFixture *fixture, BsOutbox *outbox, BsOutboxEntry *entry, const char *headline)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (fixture->environment,
                                                      bs_outbox_entry_get_file (entry), &error);

  g_assert_no_error (error);
  bs_document_set_text (document, "/stories/s1/headline", headline, &error);
  g_assert_no_error (error);
  bs_document_save (document, &error);
  g_assert_no_error (error);
  bs_document_close (document);
  bs_outbox_refresh (outbox, entry);
}

static void
add_photo (DeskFixture *fixture, BsOutboxEntry *entry)
{
  g_autofree char *path = g_build_filename (fixture->folder, "photo.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (fixture->environment,
                                                      bs_outbox_entry_get_file (entry), &error);
  g_autofree char *name = NULL;
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) photo = NULL;

  g_assert_no_error (error);
  g_file_set_contents (path, (const char *) png, sizeof png, NULL);
  name = bs_document_add_media (document, file, &error);
  g_assert_no_error (error);
  bs_node_builder_set_text (builder, "id", "p1");
  bs_node_builder_set_text (builder, "story", "s1");
  bs_node_builder_set_text (builder, "file", name);
  bs_node_builder_set_text (builder, "caption", "灯下的河");
  photo = bs_node_builder_end (builder);
  bs_document_insert (document, "/photos", -1, photo, &error);
  g_assert_no_error (error);
  bs_document_save (document, &error);
  g_assert_no_error (error);
  bs_document_close (document);
}

static void
send (BsOutbox *outbox, BsOutboxEntry *entry)
{
  g_autoptr (GError) error = NULL;

  bs_outbox_send (outbox, entry, &error);
  g_assert_no_error (error);
}

static gboolean
count (BsStoreWork *work, gpointer data, GError **error)
{
  const BsStoreQuery query = { .limit = 100 };
  g_autoptr (GPtrArray) list = bs_store_list_submissions (work, &query, error);

  *(guint *) data = list != NULL ? list->len : 0;

  return list != NULL;
}

static guint
count_submissions (DeskFixture *fixture)
{
  guint n = 0;

  g_assert_true (bs_store_read (fixture->store, count, &n, NULL));

  return n;
}

static BsSubmission *
decide (DeskFixture *fixture, const BsSubmission *submission, const char *note)
{
  g_autoptr (BsDeskClient) editor = desk_fixture_connect (fixture, fixture->editor);
  const BsDeskDecision decision = { .accept = note == NULL, .note = note };
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  BsSubmission *decided;

  bs_desk_client_decide_async (editor, submission, &decision, key, NULL, keep_result, &result);
  decided = bs_desk_client_decide_finish (editor, wait_for (&result), &error);
  g_object_unref (result);
  g_assert_no_error (error);

  return decided;
}

/* --- Promises --- */

static void
draft_goes_out_with_its_photo_and_comes_back_decided (DeskFixture *fixture,
                                                      gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, "林沐", NULL);
  g_autoptr (BsSubmission) returned = NULL;
  g_autoptr (BsSubmission) accepted = NULL;

  add_photo (fixture, entry);
  write_headline (fixture, outbox, entry, "河边的灯");
  bs_outbox_set_client (outbox, client);
  send (outbox, entry);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);
  g_assert_cmpuint (bs_outbox_entry_get_submission (entry)->photos, ==, 1);
  g_assert_cmpstr (bs_outbox_entry_get_submission (entry)->headline, ==, "河边的灯");

  returned = decide (fixture, bs_outbox_entry_get_submission (entry), "请补采访");
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RETURNED);
  g_assert_cmpstr (bs_outbox_entry_get_submission (entry)->note, ==, "请补采访");

  write_headline (fixture, outbox, entry, "河边的灯亮了");
  g_assert_true (bs_outbox_entry_get_changed (entry));
  send (outbox, entry);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);
  g_assert_false (bs_outbox_entry_get_changed (entry));
  g_assert_cmpuint (bs_outbox_entry_get_submission (entry)->version, ==, 2);
  accepted = decide (fixture, bs_outbox_entry_get_submission (entry), NULL);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_ACCEPTED);
  g_assert_cmpuint (count_submissions (fixture), ==, 1);
}

static void
offline_draft_waits_and_leaves_when_the_desk_is_back (DeskFixture *fixture,
                                                      gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, "林沐", NULL);

  write_headline (fixture, outbox, entry, "河边的灯");
  desk_fixture_stop (fixture);
  bs_outbox_set_client (outbox, client);
  send (outbox, entry);
  WAIT_UNTIL (bs_outbox_entry_get_error (entry) != NULL);
  g_assert_cmpint (bs_outbox_entry_get_state (entry), ==, BS_OUTBOX_WAITING);
  g_assert_cmpuint (bs_outbox_count_waiting (outbox), ==, 1);

  desk_fixture_restart (fixture);
  bs_outbox_retry (outbox);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);
  g_assert_null (bs_outbox_entry_get_error (entry));
  g_assert_cmpuint (count_submissions (fixture), ==, 1);
}

/* Killed after the desk had it and before the answer was kept: the state on disk is that of before. */
/* Nobody need press anything; as where SOURCE_DATE_EPOCH is set, or a clock was set back. */
static void
draft_leaves_by_itself_though_the_clock_stands_still (DeskFixture *fixture,
                                                      gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, "林沐", NULL);

  write_headline (fixture, outbox, entry, "河边的灯");
  desk_fixture_stop (fixture);
  bs_outbox_set_client (outbox, client);
  send (outbox, entry);
  WAIT_UNTIL (bs_outbox_entry_get_error (entry) != NULL);

  desk_fixture_restart (fixture);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);
  g_assert_cmpuint (count_submissions (fixture), ==, 1);
}

static void
draft_whose_answer_was_lost_arrives_once (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, "林沐", NULL);
  g_autofree char *folder = g_path_get_dirname (
    g_file_peek_path (bs_outbox_entry_get_file (entry)));
  g_autofree char *state_path = g_build_filename (folder, "state.json", NULL);
  g_autofree char *sending_path = g_build_filename (folder, "sending.json", NULL);
  g_autofree char *state = NULL;
  g_autofree char *sending = NULL;
  g_autoptr (BsOutbox) again = NULL;
  g_autoptr (BsOutboxEntry) found = NULL;

  write_headline (fixture, outbox, entry, "河边的灯");
  send (outbox, entry);
  g_assert_true (g_file_get_contents (state_path, &state, NULL, NULL));
  g_assert_true (g_file_get_contents (sending_path, &sending, NULL, NULL));
  bs_outbox_set_client (outbox, client);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);
  g_clear_object (&outbox);
  g_assert_true (g_file_set_contents (state_path, state, -1, NULL));
  g_assert_true (g_file_set_contents (sending_path, sending, -1, NULL));

  again = open_outbox (fixture);
  found = g_list_model_get_item (G_LIST_MODEL (again), 0);
  g_assert_cmpint (bs_outbox_entry_get_state (found), ==, BS_OUTBOX_WAITING);
  bs_outbox_set_client (again, client);
  WAIT_UNTIL (bs_outbox_entry_get_state (found) == BS_OUTBOX_RECEIVED);
  g_assert_cmpuint (count_submissions (fixture), ==, 1);
}

static void
withdrawn_invitation_keeps_the_drafts (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char nobody[] = "0123456789012345678901234567890123456789012";
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autoptr (BsDeskClient) stranger = desk_fixture_connect (fixture, nobody);
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, "林沐", NULL);

  write_headline (fixture, outbox, entry, "河边的灯");
  bs_outbox_set_client (outbox, stranger);
  send (outbox, entry);
  WAIT_UNTIL (bs_outbox_entry_get_error (entry) != NULL);
  g_assert_cmpint (bs_outbox_entry_get_state (entry), ==, BS_OUTBOX_WAITING);
  g_assert_cmpint (bs_outbox_entry_get_next_try (entry), ==, 0);
  bs_outbox_set_client (outbox, client);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);
}

static void
empty_draft_is_not_sent (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (bs_outbox_send (outbox, entry, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (bs_outbox_entry_get_state (entry), ==, BS_OUTBOX_DRAFT);
}

static void
removed_draft_can_be_brought_back (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autoptr (BsOutboxEntry) entry = g_object_ref (bs_outbox_add_draft (outbox, "林沐", NULL));

  write_headline (fixture, outbox, entry, "河边的灯");
  g_assert_true (bs_outbox_remove (outbox, entry, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox)), ==, 0);
  g_assert_true (bs_outbox_restore (outbox, entry, NULL));
  g_clear_object (&outbox);
  outbox = open_outbox (fixture);
  g_clear_object (&entry);
  entry = g_list_model_get_item (G_LIST_MODEL (outbox), 0);
  g_assert_cmpstr (bs_outbox_entry_get_headline (entry), ==, "河边的灯");
}

static char *
dup_signature (DeskFixture *fixture, BsOutbox *outbox, const char *author)
{
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, author, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDocument) document = bs_document_load (fixture->environment,
                                                      bs_outbox_entry_get_file (entry), &error);
  char *signature;

  g_assert_no_error (error);
  signature = bs_story_dup_byline (
    bs_node_get_element (bs_issue_get_stories (bs_document_get_root (document)), 0));
  bs_document_close (document);

  return signature;
}

static void
new_draft_is_signed_as_the_paper_signs (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) outbox = open_outbox (fixture);
  g_autofree char *chinese = dup_signature (fixture, outbox, "林沐");
  g_autofree char *latin = dup_signature (fixture, outbox, "Ann Reed");
  g_autofree char *none = dup_signature (fixture, outbox, "");

  g_assert_cmpstr (chinese, ==, "本报记者 林沐");
  g_assert_cmpstr (latin, ==, "·Ann Reed·");
  g_assert_cmpstr (none, ==, "");
}

static void
second_outbox_leaves_sending_to_the_first (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsOutbox) first = open_outbox (fixture);
  BsOutboxEntry *entry = bs_outbox_add_draft (first, "林沐", NULL);
  g_autoptr (BsOutbox) second = NULL;

  write_headline (fixture, first, entry, "河边的灯");
  second = open_outbox (fixture);
  g_assert_true (bs_outbox_get_read_only (second));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 1);
  g_assert_null (bs_outbox_add_draft (second, NULL, NULL));
}

static BsOutboxEntry *
forget_what_was_sent (DeskFixture *fixture, BsOutbox **outbox, BsOutboxEntry *entry)
{
  g_autoptr (GFile) folder = g_file_get_parent (bs_outbox_entry_get_file (entry));
  g_autoptr (GFile) state = g_file_get_child (folder, "state.json");
  g_autoptr (BsOutboxEntry) found = NULL;

  g_clear_object (outbox);
  g_assert_true (g_file_delete (state, NULL, NULL));
  *outbox = open_outbox (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (*outbox)), ==, 1);
  found = g_list_model_get_item (G_LIST_MODEL (*outbox), 0);
  g_assert_cmpint (bs_outbox_entry_get_state (found), ==, BS_OUTBOX_DRAFT);

  return found; /* the outbox has it */
}

/* As from a backup of before it was sent. */
static void
draft_that_was_put_back_becomes_a_new_version (DeskFixture *fixture,
                                               gconstpointer data G_GNUC_UNUSED)
{
  BsOutbox *outbox = open_outbox (fixture);
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  g_autoptr (BsOutboxEntry) entry = g_object_ref (bs_outbox_add_draft (outbox, "林沐", NULL));
  BsOutboxEntry *again;

  write_headline (fixture, outbox, entry, "河边的灯");
  bs_outbox_set_client (outbox, client);
  send (outbox, entry);
  WAIT_UNTIL (bs_outbox_entry_get_state (entry) == BS_OUTBOX_RECEIVED);

  again = forget_what_was_sent (fixture, &outbox, entry);
  bs_outbox_set_client (outbox, client);
  send (outbox, again);
  WAIT_UNTIL (bs_outbox_entry_get_state (again) == BS_OUTBOX_REFUSED);
  g_assert_cmpuint (bs_outbox_entry_get_submission (again)->version, ==, 1);
  g_assert_cmpuint (count_submissions (fixture), ==, 1);
  /* Its author has been told, and means it. */
  send (outbox, again);
  WAIT_UNTIL (bs_outbox_entry_get_state (again) == BS_OUTBOX_RECEIVED);
  g_assert_cmpuint (bs_outbox_entry_get_submission (again)->version, ==, 2);
  g_assert_cmpuint (count_submissions (fixture), ==, 1);
  g_object_unref (outbox);
}

int
main (int argc, char *argv[])
{
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(function)                                                                              \
  g_test_add ("/desk/outbox/" #function, DeskFixture, NULL, desk_fixture_set_up, function,         \
              desk_fixture_tear_down)
  ADD (draft_goes_out_with_its_photo_and_comes_back_decided);
  ADD (offline_draft_waits_and_leaves_when_the_desk_is_back);
  ADD (draft_leaves_by_itself_though_the_clock_stands_still);
  ADD (draft_whose_answer_was_lost_arrives_once);
  ADD (withdrawn_invitation_keeps_the_drafts);
  ADD (draft_that_was_put_back_becomes_a_new_version);
  ADD (empty_draft_is_not_sent);
  ADD (removed_draft_can_be_brought_back);
  ADD (new_draft_is_signed_as_the_paper_signs);
  ADD (second_outbox_leaves_sending_to_the_first);

  return g_test_run ();
}
