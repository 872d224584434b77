/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of submissions keeps still while much happens at the desk; how one stands to the issue is
 * known in every case; and times are said as people say them.
 */

#include "app/bs-submission-model.h"
#include "app/bs-submission-words.h"
#include "desk/bs-standing.h"
#include "model/bs-json.h"

#include <string.h>

/* --- The list --- */

typedef struct
{
  BsDeskFeed *feed;
  BsSubmissionModel *model;
  guint changes; /* of the list, as a view hears of them */
} List;

static void
count_change (List *list)
{
  list->changes++;
}

static void
set_up (List *list, gconstpointer data G_GNUC_UNUSED)
{
  BsInvitation invitation = { (char *) "127.0.0.1", 9, (char *) "token", NULL };
  g_autoptr (BsDeskClient) client = bs_desk_client_new (&invitation);

  list->feed = bs_desk_feed_new (client);
  list->model = bs_submission_model_new ();
  bs_submission_model_set_feed (list->model, list->feed);
  g_signal_connect_swapped (list->model, "items-changed", G_CALLBACK (count_change), list);
}

static void
tear_down (List *list, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (list->model);
  g_object_unref (list->feed);
}

static void
say_arrived (List *list, const char *id, gint64 sequence, gint64 arrived, gint64 updated,
             BsSubmissionState state)
{
  g_autoptr (BsSubmission) submission = bs_submission_new ();

#define SET(member, text) (g_free (submission->member), submission->member = g_strdup (text))
  SET (id, id);
  SET (account, "a1");
  SET (author, *id < 'c' ? "林沐" : "Ann");
  SET (headline, id);
  SET (section, "要闻");
  submission->sequence = sequence;
  submission->arrived = arrived;
  submission->updated = updated;
  submission->version = 1;
  submission->state = state;
  submission->characters = (guint) updated * 7 % 50;
  bs_desk_feed_take (list->feed, submission);
  bs_submission_model_flush (list->model);
}

static void
say (List *list, const char *id, gint64 sequence, gint64 updated, BsSubmissionState state)
{
  say_arrived (list, id, sequence, sequence, updated, state);
}

static char *
get_order (List *list)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < bs_object_list_get_length (BS_OBJECT_LIST (list->model)); i++)
    g_string_append (
      order,
      bs_desk_item_get_submission (bs_object_list_get (BS_OBJECT_LIST (list->model), i))->id);

  return g_string_free (order, FALSE);
}

#define ASSERT_ORDER(list, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *order_ = get_order (list);                                                    \
    g_assert_cmpstr (order_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
say_four (List *list)
{
  say (list, "a", 1, 100, BS_SUBMISSION_RECEIVED);
  say (list, "b", 2, 110, BS_SUBMISSION_RECEIVED);
  say (list, "c", 3, 120, BS_SUBMISSION_ACCEPTED);
  say (list, "d", 4, 130, BS_SUBMISSION_RECEIVED);
}

static void
newest_first_and_a_claim_moves_nothing (List *list, gconstpointer data G_GNUC_UNUSED)
{
  guint changes;

  say_four (list);
  ASSERT_ORDER (list, "dba");
  changes = list->changes;
  say (list, "a", 5, 100, BS_SUBMISSION_RECEIVED); /* claimed */
  ASSERT_ORDER (list, "dba");
  g_assert_cmpuint (list->changes, ==, changes);
  say (list, "a", 6, 140, BS_SUBMISSION_RECEIVED); /* a newer version */
  ASSERT_ORDER (list, "adb");
}

/* However their names stand to each other, and whatever happened to them since. */
static void
what_came_within_a_second_stands_as_it_came (List *list, gconstpointer data G_GNUC_UNUSED)
{
  say_arrived (list, "b", 1, 1, 100, BS_SUBMISSION_RECEIVED);
  say_arrived (list, "d", 2, 2, 100, BS_SUBMISSION_RECEIVED);
  say_arrived (list, "a", 3, 3, 100, BS_SUBMISSION_RECEIVED);
  say_arrived (list, "c", 4, 4, 100, BS_SUBMISSION_RECEIVED);
  ASSERT_ORDER (list, "cadb");
  say_arrived (list, "b", 5, 1, 100, BS_SUBMISSION_RECEIVED); /* claimed */
  ASSERT_ORDER (list, "cadb");
  bs_submission_model_set_order (list->model, BS_SUBMISSIONS_OLDEST);
  ASSERT_ORDER (list, "bdac");
  say_arrived (list, "d", 6, 6, 100, BS_SUBMISSION_RECEIVED); /* a newer version */
  ASSERT_ORDER (list, "bacd");
}

static void
what_is_decided_goes_but_for_what_is_read (List *list, gconstpointer data G_GNUC_UNUSED)
{
  say_four (list);
  bs_submission_model_keep (list->model, "b");
  say (list, "b", 5, 150, BS_SUBMISSION_RETURNED);
  say (list, "d", 6, 160, BS_SUBMISSION_RETURNED);
  ASSERT_ORDER (list, "ba");
  bs_submission_model_keep (list->model, NULL);
  bs_submission_model_flush (list->model);
  ASSERT_ORDER (list, "a");
  g_assert_cmpuint (bs_submission_model_count (list->model, BS_SHOW_WAITING), ==, 1);
  g_assert_cmpuint (bs_submission_model_count (list->model, BS_SHOW_RETURNED), ==, 2);
  bs_submission_model_set_show (list->model, BS_SHOW_RETURNED);
  ASSERT_ORDER (list, "db");
  bs_submission_model_set_show (list->model, BS_SHOW_ALL);
  ASSERT_ORDER (list, "dbca");
}

static void
found_by_author_headline_and_section (List *list, gconstpointer data G_GNUC_UNUSED)
{
  say_four (list);
  bs_submission_model_set_show (list->model, BS_SHOW_ALL);
  bs_submission_model_set_words (list->model, "ann");
  ASSERT_ORDER (list, "dc");
  bs_submission_model_set_words (list->model, " 林沐  要闻 ");
  ASSERT_ORDER (list, "ba");
  bs_submission_model_set_words (list->model, "林沐 nobody");
  ASSERT_ORDER (list, "");
  bs_submission_model_set_words (list->model, "");
  bs_submission_model_set_order (list->model, BS_SUBMISSIONS_OLDEST);
  ASSERT_ORDER (list, "abcd");
  bs_submission_model_set_order (list->model, BS_SUBMISSIONS_LONGEST);
  ASSERT_ORDER (list, "cbda"); /* 40, 20, 10, 0 */
}

static void
a_row_stays_the_same_object (List *list, gconstpointer data G_GNUC_UNUSED)
{
  gpointer before;

  say_four (list);
  before = bs_object_list_get (BS_OBJECT_LIST (list->model),
                               bs_submission_model_find (list->model, "b"));
  say (list, "b", 9, 200, BS_SUBMISSION_RECEIVED);
  g_assert_true (bs_object_list_get (BS_OBJECT_LIST (list->model), 0) == before);
  g_assert_cmpuint (bs_submission_model_find (list->model, "x"), ==, G_MAXUINT);
}

/* --- How one stands --- */

static const struct
{
  BsSubmissionState state;
  guint version;
  guint in_issue; /* version of the story; 0: none */
  BsStanding standing;
} cases[] = {
  { BS_SUBMISSION_RECEIVED, 1, 0, BS_STANDING_WAITING },
  { BS_SUBMISSION_RECEIVED, 1, 1, BS_STANDING_UNTOLD },
  { BS_SUBMISSION_RECEIVED, 2, 1, BS_STANDING_NEWER },
  { BS_SUBMISSION_RECEIVED, 2, 0, BS_STANDING_WAITING },
  { BS_SUBMISSION_ACCEPTED, 1, 1, BS_STANDING_TAKEN },
  { BS_SUBMISSION_ACCEPTED, 2, 1, BS_STANDING_NEWER },
  { BS_SUBMISSION_ACCEPTED, 1, 0, BS_STANDING_AWAY },
  { BS_SUBMISSION_RETURNED, 1, 0, BS_STANDING_RETURNED },
  { BS_SUBMISSION_RETURNED, 1, 1, BS_STANDING_RETURNED },
};

static BsNode *
make_issue (guint version)
{
  g_autofree char *json = g_strdup_printf (
    "{\"sections\":[{\"id\":\"A\",\"name\":\"要闻\"},{\"id\":\"B\",\"name\":\"副刊\"}],"
    "\"pages\":[{\"id\":\"A1\",\"section\":\"A\"},{\"id\":\"A2\",\"section\":\"A\"},"
    "{\"id\":\"B1\",\"section\":\"B\"}],"
    "\"stories\":[{\"id\":\"s1\",\"submission\":{\"id\":\"%s\",\"version\":%u}}]}",
    version > 0 ? "x" : "other", version);
  BsNode *issue = bs_json_parse ("test", json, strlen (json), NULL);

  g_assert_nonnull (issue);

  return issue;
}

static void
every_standing_is_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsSubmission) submission = bs_submission_new ();
      g_autoptr (BsNode) issue = make_issue (cases[i].in_issue);
      const BsNode *story = NULL;

      SET (id, "x");
      submission->state = cases[i].state;
      submission->version = cases[i].version;
      g_assert_cmpint (bs_standing_of (submission, issue, &story), ==, cases[i].standing);
      g_assert_cmpint (story != NULL, ==, cases[i].in_issue > 0);
      g_assert_cmpint (bs_standing_of (submission, NULL, NULL), !=, BS_STANDING_TAKEN);
    }
}

static void
goes_where_its_author_wishes (void)
{
  g_autoptr (BsNode) issue = make_issue (0);

  g_assert_cmpstr (bs_standing_suggest_page (issue, "A2", ""), ==, "A2");
  g_assert_cmpstr (bs_standing_suggest_page (issue, "A2", "要闻"), ==, "A2");
  g_assert_cmpstr (bs_standing_suggest_page (issue, "A2", "副刊"), ==, "B1");
  g_assert_cmpstr (bs_standing_suggest_page (issue, "A2", "B"), ==, "B1");
  g_assert_cmpstr (bs_standing_suggest_page (issue, "A2", "体育"), ==, "A2");
  g_assert_cmpstr (bs_standing_suggest_page (issue, NULL, NULL), ==, "A1");
}

/* --- Words --- */

static void
times_are_said_as_people_say_them (void)
{
  const gint64 now = 1763812800; /* noon of a Saturday, in UTC */
  static const struct
  {
    gint64 age;
    const char *said;
  } times[] = {
    { -90, "Just now" },         { 0, "Just now" },
    { 59, "Just now" },          { 60, "1 minute ago" },
    { 3599, "59 minutes ago" },  { 3600, "11:00" },
    { 12 * 3600, "00:00" },      { 12 * 3600 + 60, "Yesterday 23:59" },
    { 5 * 24 * 3600, "Nov 17" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *said = bs_submission_words_dup_time (now - times[i].age, now);

      g_assert_cmpstr (said, ==, times[i].said);
    }
}

static void
a_claim_that_ended_is_none (void)
{
  g_autoptr (BsSubmission) submission = bs_submission_new ();

  submission->claimed_by = g_strdup ("何川");
  submission->claimed_until = 100;
  g_assert_cmpstr (bs_submission_words_get_reader (submission, 99), ==, "何川");
  g_assert_null (bs_submission_words_get_reader (submission, 100));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

#define LIST(name, func) g_test_add ("/app/submissions/" name, List, NULL, set_up, func, tear_down)
  LIST ("newest-first-and-a-claim-moves-nothing", newest_first_and_a_claim_moves_nothing);
  LIST ("what-came-within-a-second-stands-as-it-came", what_came_within_a_second_stands_as_it_came);
  LIST ("what-is-decided-goes-but-for-what-is-read", what_is_decided_goes_but_for_what_is_read);
  LIST ("found-by-author-headline-and-section", found_by_author_headline_and_section);
  LIST ("a-row-stays-the-same-object", a_row_stays_the_same_object);
  g_test_add_func ("/app/submissions/every-standing-is-known", every_standing_is_known);
  g_test_add_func ("/app/submissions/goes-where-its-author-wishes", goes_where_its_author_wishes);
  g_test_add_func ("/app/submissions/times-are-said-as-people-say-them",
                   times_are_said_as_people_say_them);
  g_test_add_func ("/app/submissions/a-claim-that-ended-is-none", a_claim_that_ended_is_none);

  return g_test_run ();
}
