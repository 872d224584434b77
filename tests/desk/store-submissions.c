/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk's store promises about accounts and submissions.
 */
#include "model/bs-json.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_accounts_are_kept_and_revoked (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  id = desk_add_account (desk->store, "何苇'); DROP TABLE account; --", BS_ROLE_REPORTER);
  g_assert_cmpstr (desk->reporter, ==, "a1");
  g_assert_cmpstr (id, ==, "a5");
  desk_reopen (desk);
  g_clear_pointer (&id, g_free);
  id = desk_add_account (desk->store, "何苇", BS_ROLE_REPORTER);
  g_assert_cmpstr (id, ==, "a6");
}

typedef struct
{
  const char *id;
  const char *digest;
  BsAccount *found;
  GPtrArray *list;
  gboolean revoke;
} AccountCall;

static gboolean
renew_or_revoke (BsStoreWork *work, gpointer data, GError **error)
{
  AccountCall *call = data;

  return call->revoke ? bs_store_revoke_account (work, call->id, error)
                      : bs_store_renew_account (work, call->id, call->digest, error);
}

static gboolean
find_account (BsStoreWork *work, gpointer data, GError **error)
{
  AccountCall *call = data;
  g_autoptr (GError) failure = NULL;

  call->found = bs_store_find_account (work, call->digest, &failure);
  g_assert_no_error (failure);
  call->list = bs_store_list_accounts (work, error);

  return call->list != NULL;
}

static void
clear_found (AccountCall *call)
{
  g_clear_pointer (&call->found, bs_account_free);
  g_clear_pointer (&call->list, g_ptr_array_unref);
}

static void
test_a_token_finds_its_account_until_it_is_revoked (Desk *desk, gconstpointer data)
{
  g_autofree char *token = bs_token_new ();
  g_autofree char *digest = bs_token_digest (token);
  AccountCall call = { .id = desk->reporter, .digest = digest };
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  g_assert_true (bs_store_read (desk->store, find_account, &call, NULL));
  g_assert_null (call.found);
  clear_found (&call);
  g_assert_true (bs_store_write (desk->store, renew_or_revoke, &call, NULL));
  g_assert_true (bs_store_read (desk->store, find_account, &call, NULL));
  g_assert_cmpstr (call.found->id, ==, desk->reporter);
  g_assert_cmpstr (call.found->name, ==, "林沐");
  g_assert_cmpint (call.found->role, ==, BS_ROLE_REPORTER);
  g_assert_cmpint (call.found->revoked, ==, 0);
  g_assert_cmpint (call.found->last_seen, ==, 0);
  clear_found (&call);

  desk->clock += 10;
  call.revoke = TRUE;
  g_assert_true (bs_store_write (desk->store, renew_or_revoke, &call, NULL));
  desk->clock += 10;
  g_assert_true (bs_store_write (desk->store, renew_or_revoke, &call, NULL));
  g_assert_true (bs_store_read (desk->store, find_account, &call, NULL));
  g_assert_cmpint (call.found->revoked, ==, 1790000010);
  /* Written down by the first look-up, on its own. */
  g_assert_cmpint (call.found->last_seen, >=, 1790000000);
  g_assert_cmpuint (call.list->len, ==, 4);
  clear_found (&call);

  call.revoke = FALSE;
  g_assert_true (bs_store_write (desk->store, renew_or_revoke, &call, NULL));
  g_assert_true (bs_store_read (desk->store, find_account, &call, NULL));
  g_assert_cmpint (call.found->revoked, ==, 0);
  clear_found (&call);

  call.id = "a99";
  g_assert_false (bs_store_write (desk->store, renew_or_revoke, &call, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);
}

static void
test_a_submission_is_kept_as_it_was_sent (Desk *desk, gconstpointer data)
{
  const char *headline = "食堂‘六点’开灯 \"<script>\" \\ 𠮷 ' -- %s";
  BsStoreDraft draft = desk_draft (headline, NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (BsSubmission) submission = NULL;
  g_autoptr (BsNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  g_assert_true (desk_submit (desk->store, desk->reporter, "k1", &draft, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 201);
  g_assert_cmpstr (answer.etag, ==, "\"1-0\"");
  id = desk_id_of (&answer);
  g_assert_cmpuint (strlen (id), ==, 16);
  node = bs_json_parse ("answer", answer.body, strlen (answer.body), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bs_node_get_text (node, "id"), ==, id);
  g_assert_cmpstr (bs_node_get_text (node, "created"), ==, "2026-09-21T14:13:20Z");

  desk_reopen (desk);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (submission->headline, ==, headline);
  g_assert_cmpstr (submission->author, ==, "林沐");
  g_assert_cmpstr (submission->account, ==, desk->reporter);
  g_assert_cmpstr (submission->section, ==, "本地");
  g_assert_cmpuint (submission->characters, ==, 812);
  g_assert_cmpuint (submission->photos, ==, 0);
  g_assert_cmpint (submission->sequence, ==, 1);
  g_assert_cmpint (submission->state, ==, BS_SUBMISSION_RECEIVED);
  g_assert_true (bs_node_equal (submission->item, draft.item));
  g_assert_null (submission->claimed_by);
  g_assert_null (submission->decided_by);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);

  g_assert_null (desk_get (desk->store, "nobodyhasthisone", 0, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);
  g_assert_null (desk_get (desk->store, id, 2, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);
}

static void
assert_same_answer (const BsStoreAnswer *one, const BsStoreAnswer *two)
{
  g_assert_cmpuint (one->status, ==, two->status);
  g_assert_cmpstr (one->body, ==, two->body);
  g_assert_cmpstr (one->etag, ==, two->etag);
  g_assert_cmpstr (one->location, ==, two->location);
}

static void
test_a_repeated_request_gets_the_first_answer (Desk *desk, gconstpointer data)
{
  BsStoreDraft draft = desk_draft ("第一稿", NULL);
  BsStoreDraft other = desk_draft ("另一稿", NULL);
  BsStoreDecision accept = { .state = BS_SUBMISSION_ACCEPTED, .issue = "0921", .page = "A1" };
  BsStoreAnswer first = { 0 };
  BsStoreAnswer again = { 0 };
  BsStoreAnswer decided = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  g_assert_true (desk_submit (desk->store, desk->reporter, "k1", &draft, &first, &error));
  id = desk_id_of (&first);
  g_assert_true (
    desk_decide (desk->store, desk->editor, "d1", id, "\"1-0\"", &accept, &decided, &error));
  desk->clock += 100;
  desk_reopen (desk);

  g_assert_true (desk_submit (desk->store, desk->reporter, "k1", &draft, &again, &error));
  assert_same_answer (&first, &again);
  bs_store_answer_clear (&again);
  /* Its ETag is no longer true, but it was when this was asked first. */
  g_assert_true (
    desk_decide (desk->store, desk->editor, "d1", id, "\"1-0\"", &accept, &again, &error));
  assert_same_answer (&decided, &again);
  bs_store_answer_clear (&again);

  g_assert_false (desk_submit (desk->store, desk->reporter, "k1", &other, &again, &error));
  desk_assert_error (error, BS_DESK_ERROR_CONFLICT);
  /* A key is the account's own. */
  g_assert_true (desk_submit (desk->store, desk->other, "k1", &other, &again, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (again.location, !=, first.location);
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = 100 });
  g_assert_cmpuint (list->len, ==, 2);

  bs_store_answer_clear (&again);
  bs_store_answer_clear (&first);
  bs_store_answer_clear (&decided);
  desk_draft_clear (&draft);
  desk_draft_clear (&other);
}

static void
test_one_draft_is_one_submission_under_any_key (Desk *desk, gconstpointer data)
{
  BsStoreDraft draft = desk_draft ("第一稿", NULL);
  BsStoreAnswer first = { 0 };
  BsStoreAnswer again = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (desk->store == NULL)
    return;
  draft.uri = "urn:broadsheet:draft:d1";
  g_assert_true (desk_submit (desk->store, desk->reporter, "k1", &draft, &first, &error));
  desk_reopen (desk);
  g_assert_false (desk_submit (desk->store, desk->reporter, "k2", &draft, &again, &error));
  desk_assert_error (error, BS_DESK_ERROR_KNOWN);
  /* Under its own key it is what it was; a name is the account's own. */
  g_assert_true (desk_submit (desk->store, desk->reporter, "k1", &draft, &again, &error));
  assert_same_answer (&first, &again);
  bs_store_answer_clear (&again);
  g_assert_true (desk_submit (desk->store, desk->other, "k2", &draft, &again, &error));
  g_assert_no_error (error);
  list = desk_list (desk->store, &(BsStoreQuery){ .limit = 100 });
  g_assert_cmpuint (list->len, ==, 2);

  bs_store_answer_clear (&again);
  bs_store_answer_clear (&first);
  desk_draft_clear (&draft);
}

static void
test_a_newer_version_leaves_the_older_one (Desk *desk, gconstpointer data)
{
  BsStoreDraft draft = desk_draft ("第二稿", NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (BsSubmission) now = NULL;
  g_autoptr (BsSubmission) before = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  id = desk_send (desk->store, desk->reporter, "第一稿");
  desk->clock += 60;
  g_assert_false (
    desk_revise (desk->store, desk->other, "r1", id, "\"1-0\"", &draft, &answer, &error));
  desk_assert_error (error, BS_DESK_ERROR_FORBIDDEN);
  g_assert_false (
    desk_revise (desk->store, desk->reporter, "r1", id, "\"9-0\"", &draft, &answer, &error));
  desk_assert_error (error, BS_DESK_ERROR_CHANGED);
  g_assert_true (
    desk_revise (desk->store, desk->reporter, "r1", id, "\"1-0\"", &draft, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 200);
  g_assert_cmpstr (answer.etag, ==, "\"2-0\"");

  now = desk_get (desk->store, id, 0, &error);
  g_assert_cmpuint (now->version, ==, 2);
  g_assert_cmpint (now->sequence, ==, 2);
  g_assert_cmpstr (now->headline, ==, "第二稿");
  g_assert_cmpint (now->created, ==, 1790000000);
  g_assert_cmpint (now->updated, ==, 1790000060);
  before = desk_get (desk->store, id, 1, &error);
  g_assert_cmpuint (before->version, ==, 1);
  g_assert_cmpstr (before->headline, ==, "第一稿");
  g_assert_cmpstr (bs_node_get_text (before->item, "headline"), ==, "第一稿");
  g_assert_cmpstr (before->etag, ==, "\"2-0\"");
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

static void
test_a_decision_needs_the_submission_as_it_is (Desk *desk, gconstpointer data)
{
  BsStoreDecision accept = { .state = BS_SUBMISSION_ACCEPTED, .issue = "0921", .page = "A1" };
  BsStoreDecision reject = { .state = BS_SUBMISSION_RETURNED, .note = "缺第二个信源" };
  BsStoreDraft draft = desk_draft ("第二稿", NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (BsSubmission) submission = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  id = desk_send (desk->store, desk->reporter, "第一稿");
  g_assert_true (
    desk_decide (desk->store, desk->editor, "d1", id, "\"1-0\"", &accept, &answer, &error));
  g_assert_cmpstr (answer.etag, ==, "\"1-1\"");
  bs_store_answer_clear (&answer);
  g_assert_false (
    desk_decide (desk->store, desk->second, "d1", id, "\"1-0\"", &reject, &answer, &error));
  desk_assert_error (error, BS_DESK_ERROR_CHANGED);
  g_assert_false (
    desk_decide (desk->store, desk->second, "d1", "0000", "\"1-0\"", &reject, &answer, &error));
  desk_assert_error (error, BS_DESK_ERROR_NOT_FOUND);

  g_assert_true (
    desk_revise (desk->store, desk->reporter, "r1", id, "\"1-1\"", &draft, &answer, &error));
  bs_store_answer_clear (&answer);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_cmpint (submission->state, ==, BS_SUBMISSION_RECEIVED);
  g_assert_cmpuint (submission->accepted_version, ==, 1);
  g_assert_cmpstr (submission->etag, ==, "\"2-1\"");
  g_assert_cmpstr (submission->decided_by, ==, "周禾");
  g_clear_pointer (&submission, bs_submission_unref);

  g_assert_true (
    desk_decide (desk->store, desk->second, "d2", id, "\"2-1\"", &reject, &answer, &error));
  bs_store_answer_clear (&answer);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_cmpint (submission->state, ==, BS_SUBMISSION_RETURNED);
  g_assert_cmpstr (submission->note, ==, "缺第二个信源");
  g_assert_cmpstr (submission->decided_by, ==, "顾远");
  g_assert_cmpint (submission->decided, ==, desk->clock);
  /* It still stands where the first version was taken in. */
  g_assert_cmpstr (submission->page, ==, "A1");
  g_assert_cmpuint (submission->accepted_version, ==, 1);
  desk_draft_clear (&draft);
}

static void
test_a_claim_keeps_others_out_for_its_time (Desk *desk, gconstpointer data)
{
  BsStoreDecision accept = { .state = BS_SUBMISSION_ACCEPTED };
  BsStoreAnswer answer = { 0 };
  g_autoptr (BsSubmission) submission = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (desk->store == NULL)
    return;
  id = desk_send (desk->store, desk->reporter, "第一稿");
  submission = desk_claim (desk->store, desk->editor, id, 600, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (submission->claimed_by, ==, "周禾");
  g_assert_cmpint (submission->claimed_until, ==, desk->clock + 600);
  g_assert_cmpstr (submission->etag, ==, "\"1-0\"");
  g_assert_cmpint (submission->sequence, ==, 2);
  g_clear_pointer (&submission, bs_submission_unref);

  g_assert_null (desk_claim (desk->store, desk->second, id, 600, &error));
  g_assert_nonnull (strstr (error->message, "周禾"));
  desk_assert_error (error, BS_DESK_ERROR_CLAIMED);
  g_assert_null (desk_claim (desk->store, desk->second, id, 0, &error));
  desk_assert_error (error, BS_DESK_ERROR_CLAIMED);
  g_assert_false (
    desk_decide (desk->store, desk->second, "d1", id, "\"1-0\"", &accept, &answer, &error));
  desk_assert_error (error, BS_DESK_ERROR_CLAIMED);

  desk->clock += 600;
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_null (submission->claimed_by);
  g_assert_cmpint (submission->claimed_until, ==, 0);
  g_clear_pointer (&submission, bs_submission_unref);
  submission = desk_claim (desk->store, desk->second, id, 600, &error);
  g_assert_cmpstr (submission->claimed_by, ==, "顾远");
  g_clear_pointer (&submission, bs_submission_unref);

  /* A clock that is put right must not leave it claimed for a year. */
  desk->clock -= 365 * 24 * 3600;
  submission = desk_claim (desk->store, desk->editor, id, 600, &error);
  g_assert_no_error (error);
  g_clear_pointer (&submission, bs_submission_unref);
  submission = desk_claim (desk->store, desk->editor, id, 0, &error);
  g_assert_null (submission->claimed_by);
  g_clear_pointer (&submission, bs_submission_unref);

  submission = desk_claim (desk->store, desk->editor, id, 600, &error);
  g_assert_true (
    desk_decide (desk->store, desk->editor, "d1", id, "\"1-0\"", &accept, &answer, &error));
  g_clear_pointer (&submission, bs_submission_unref);
  submission = desk_get (desk->store, id, 0, &error);
  g_assert_null (submission->claimed_by);
  bs_store_answer_clear (&answer);
}

static void
assert_headlines (BsStore *store, const BsStoreQuery *query, const char *expected)
{
  g_autoptr (GPtrArray) list = desk_list (store, query);
  g_autoptr (GString) headlines = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BsSubmission *submission = g_ptr_array_index (list, i);

      g_assert_null (submission->item);
      g_string_append (headlines, submission->headline);
    }
  g_assert_cmpstr (headlines->str, ==, expected);
}

static void
test_a_list_tells_what_changed_since (Desk *desk, gconstpointer data)
{
  BsStoreDecision accept = { .state = BS_SUBMISSION_ACCEPTED };
  BsStoreAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;

  if (desk->store == NULL)
    return;
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9 }, "");
  one = desk_send (desk->store, desk->reporter, "甲");
  two = desk_send (desk->store, desk->other, "乙");
  /* The order is that of arrival, whatever the clock says. */
  desk->clock -= 3600;
  three = desk_send (desk->store, desk->reporter, "丙");
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9 }, "甲乙丙");
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 2 }, "甲乙");
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9, .since = 2 }, "丙");
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9, .account = desk->reporter }, "甲丙");
  g_assert_true (desk_decide (desk->store, desk->editor, "d", one, NULL, &accept, &answer, &error));
  bs_store_answer_clear (&answer);
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9 }, "乙丙甲");
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9, .since = 3 }, "甲");
  assert_headlines (desk->store, &(BsStoreQuery){ .limit = 9, .state = "received" }, "乙丙");
  assert_headlines (desk->store,
                    &(BsStoreQuery){ .limit = 9, .state = "accepted", .account = desk->other }, "");
  g_assert_cmpint (desk_get_sequence (desk->store), ==, 4);
}

static void
assert_written_as_listed (Desk *desk, const BsStoreQuery *query)
{
  g_autoptr (GPtrArray) list = desk_list (desk->store, query);
  g_autoptr (GString) expected = g_string_new (NULL);
  BsStoreListed listed;
  g_autofree char *written = desk_write_list (desk->store, query, &listed);

  for (guint i = 0; i < list->len; i++)
    {
      if (i > 0)
        g_string_append_c (expected, ',');
      bs_submission_append_json (list->pdata[i], expected);
    }
  g_assert_cmpstr (written, ==, expected->str);
  g_assert_cmpuint (listed.n, ==, list->len);
  if (list->len > 0)
    g_assert_cmpint (listed.last, ==, ((BsSubmission *) list->pdata[list->len - 1])->sequence);
  else
    g_assert_cmpint (listed.last, ==, query->since);
}

static void
change_any (Desk *desk, GPtrArray *ids, guint step)
{
  const char *id = ids->len > 0 ? ids->pdata[g_test_rand_int_range (0, (gint32) ids->len)] : NULL;
  g_autofree char *text = g_strdup_printf ("第 %u 步", step);
  BsStoreDraft draft = desk_draft (text, NULL);
  const BsStoreDecision decision = { BS_SUBMISSION_RETURNED, text, NULL, NULL, NULL };
  BsStoreAnswer answer = { 0 };
  BsSubmission *claimed = NULL;

  switch (id != NULL ? g_test_rand_int_range (0, 6) : 0)
    {
    case 0:
    case 1:
      g_ptr_array_add (ids, desk_send (desk->store,
                                       g_test_rand_bit () ? desk->reporter : desk->other, text));
      break;
    case 2:
      desk_revise (desk->store, desk->reporter, text, id, NULL, &draft, &answer, NULL);
      break;
    case 3:
      desk_decide (desk->store, desk->editor, text, id, NULL, &decision, &answer, NULL);
      break;
    case 4:
      claimed = desk_claim (desk->store, g_test_rand_bit () ? desk->editor : desk->second, id,
                            g_test_rand_bit () ? 600 : 0, NULL);
      break;
    default: /* claims end by themselves */
      desk->clock += g_test_rand_int_range (-100, 500);
    }
  g_clear_pointer (&claimed, bs_submission_unref);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

/* What stands in a list is kept from the last one: whatever happened since must show. */
static void
test_a_list_is_true_however_often_it_is_asked_for (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (desk->store == NULL)
    return;
  for (guint step = 0; step < 60; step++)
    {
      gint64 sequence = desk_get_sequence (desk->store);
      const BsStoreQuery queries[] = {
        { .limit = 100 },
        { .limit = 7 },
        { .limit = 100, .account = desk->reporter },
        { .limit = 100, .state = "returned" },
        { .limit = 100, .since = sequence },
        { .limit = 5, .since = sequence / 2 },
      };

      if (step == 40)
        desk_reopen (desk);
      for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
        assert_written_as_listed (desk, &queries[i]);
      change_any (desk, ids, step);
    }
}

/* Reads the whole list in pieces of @limit, by the cursor, as a client does that never waits; between
 * two pieces something may change. */
static GPtrArray *
read_in_pieces (Desk *desk, guint limit, void (*between) (Desk *desk, GPtrArray *ids),
                GPtrArray *ids)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_submission_unref);
  gint64 since = 0;

  for (;;)
    {
      const BsStoreQuery query = { .since = since, .limit = limit };
      g_autoptr (GPtrArray) piece = desk_list (desk->store, &query);

      if (piece->len == 0)
        return all;
      for (guint i = 0; i < piece->len; i++)
        {
          const BsSubmission *submission = piece->pdata[i];

          g_assert_cmpint (submission->sequence, >, since);
          since = submission->sequence;
          g_ptr_array_add (all, bs_submission_ref (submission));
        }
      if (between != NULL && all->len < 2 * ids->len)
        between (desk, ids);
    }
}

static void
claim_the_first (Desk *desk, GPtrArray *ids)
{
  g_autoptr (BsSubmission) claimed = desk_claim (desk->store, desk->editor, ids->pdata[0], 600,
                                                 NULL);

  g_assert_nonnull (claimed);
}

static void
test_what_comes_within_one_second_has_its_order (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) moving = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BsSubmission) revised = NULL;
  BsStoreDraft draft = desk_draft ("新版", NULL);
  BsStoreAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;

  if (desk->store == NULL)
    return;
  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *headline = g_strdup_printf ("同一秒 %u", i);

      g_ptr_array_add (ids,
                       desk_send (desk->store, i % 2 ? desk->reporter : desk->other, headline));
    }
  for (guint limit = 1; limit < 13; limit += 3)
    {
      g_clear_pointer (&all, g_ptr_array_unref);
      all = read_in_pieces (desk, limit, NULL, NULL);
      g_assert_cmpuint (all->len, ==, ids->len);
      for (guint i = 0; i < all->len; i++)
        {
          const BsSubmission *submission = all->pdata[i];

          g_assert_cmpstr (submission->id, ==, ids->pdata[i]);
          g_assert_cmpint (submission->arrived, ==, i + 1);
          g_assert_cmpint (submission->updated, ==, desk->clock);
        }
    }

  /* What changes while it is read comes again behind the rest, and hides nothing; when it came in stays. */
  moving = read_in_pieces (desk, 3, claim_the_first, ids);
  for (guint i = 0; i < moving->len; i++)
    {
      const BsSubmission *submission = moving->pdata[i];

      g_assert_cmpstr (submission->id, ==, ids->pdata[submission->arrived - 1]);
      g_assert_true (g_hash_table_add (seen, submission->id) || submission->arrived == 1);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, ids->len);

  /* A newer version comes in anew. */
  g_assert_true (
    desk_revise (desk->store, desk->other, "r1", ids->pdata[2], NULL, &draft, &answer, &error));
  revised = desk_get (desk->store, ids->pdata[2], 0, &error);
  g_assert_cmpint (revised->arrived, ==, revised->sequence);
  g_assert_cmpint (revised->arrived, >, ids->len);
  bs_store_answer_clear (&answer);
  desk_draft_clear (&draft);
}

const DeskPromise promises_of_submissions[] = {
  { "accounts-are-kept-and-revoked", test_accounts_are_kept_and_revoked },
  { "a-token-finds-its-account-until-it-is-revoked",
    test_a_token_finds_its_account_until_it_is_revoked },
  { "a-submission-is-kept-as-it-was-sent", test_a_submission_is_kept_as_it_was_sent },
  { "a-repeated-request-gets-the-first-answer", test_a_repeated_request_gets_the_first_answer },
  { "one-draft-is-one-submission-under-any-key", test_one_draft_is_one_submission_under_any_key },
  { "a-newer-version-leaves-the-older-one", test_a_newer_version_leaves_the_older_one },
  { "a-decision-needs-the-submission-as-it-is", test_a_decision_needs_the_submission_as_it_is },
  { "a-claim-keeps-others-out-for-its-time", test_a_claim_keeps_others_out_for_its_time },
  { "a-list-tells-what-changed-since", test_a_list_tells_what_changed_since },
  { "a-list-is-true-however-often-it-is-asked-for",
    test_a_list_is_true_however_often_it_is_asked_for },
  { "what-comes-within-one-second-has-its-order", test_what_comes_within_one_second_has_its_order },
  { NULL },
};
