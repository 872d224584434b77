/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A submission is taken in whole or not at all, whatever comes between the issue and the desk.
 */

#include "app/bs-accept-job.h"
#include "app/bs-submission-work.h"
#include "desk/bs-accept.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-standing.h"
#include "model/bs-issue.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

#define TELLING "Telling the desk…"
#define SECOND_PHOTO "Fetching photo 2 of 2…"

static const char *const loopback[] = { "127.0.0.1", NULL };

/* A desk hosted here, a reporter with one submission, and an issue with a story and a page. */
typedef struct
{
  char *path;
  BsEnvironment *environment;
  BsDesk *desk;
  BsInvitation *invitation;
  BsDeskClient *reporter;
  BsDeskClient *other; /* a second editor */
  BsSubmission *submission;
  BsDocument *document;
  BsSession *session;
  BsSubmissionReader *reader;
  BsNode *before;
  GCancellable *cancellable;
  char *photos[2]; /* names of its photos */
  /* What comes in between: called once, when the job says so; NULL: between the issue and the desk. */
  void (*between) (gpointer own);
  const char *when;
  guint n_second; /* times the second photo was fetched */
  GAsyncResult *result;
} Own;

static GBytes *
make_item (const char *draft, const char *headline, char *const photos[2])
{
  char *text = g_strdup_printf (
    "{\"uri\":\"urn:broadsheet:draft:%s\",\"standard\":{\"name\":\"ninjs\",\"version\":\"3.1\"},"
    "\"type\":\"text\",\"profile\":\"broadsheet-story\",\"language\":\"zh\","
    "\"headlines\":[{\"role\":\"main\",\"value\":\"%s\"}],"
    "\"bodies\":[{\"role\":\"main\",\"contentType\":\"text/plain\",\"value\":\"入夜，灯亮了。\"}],"
    "\"associations\":["
    "{\"rel\":\"photo\",\"type\":\"picture\",\"renditions\":[{\"href\":\"urn:broadsheet:media:%s\"}"
    "]},"
    "{\"rel\":\"photo\",\"type\":\"picture\",\"renditions\":[{\"href\":\"urn:broadsheet:media:%s\"}"
    "]}]}",
    draft, headline, photos[0], photos[1]);

  return g_bytes_new_take (text, strlen (text));
}

static BsInvitation *
invite (Own *own, const char *name, BsRole role)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BsInvitation *invitation;

  bs_desk_host_invite_async (bs_desk_get_host (own->desk), name, role, "127.0.0.1", keep_result,
                             &result);
  invitation = bs_desk_host_invite_finish (bs_desk_get_host (own->desk), wait_for (&result),
                                           &error);
  g_assert_no_error (error);

  return invitation;
}

/* Returns its name. */
static char *
send_photo (Own *own, gsize more)
{
  g_autofree char *sha = NULL;
  g_autoptr (GBytes) picture = desk_fixture_make_picture (more, &sha);
  char *name = g_strconcat (sha, ".png", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (own->path, name, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), g_bytes_get_data (picture, NULL),
                                      (gssize) g_bytes_get_size (picture), &error));
  bs_desk_client_put_media_async (own->reporter, file, sha, NULL, NULL, NULL, keep_result, &result);
  bs_desk_client_put_media_finish (own->reporter, wait_for (&result), &error);
  g_assert_no_error (error);

  return name;
}

static BsSubmission *
submit (Own *own, const char *headline, const char *key, const BsSubmission *old)
{
  g_autoptr (GBytes) item = make_item (old != NULL ? "first" : key, headline, own->photos);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BsSubmission *submission;

  bs_desk_client_submit_async (own->reporter, item, key, old != NULL ? old->id : NULL,
                               old != NULL ? old->etag : NULL, NULL, keep_result, &result);
  submission = bs_desk_client_submit_finish (own->reporter, wait_for (&result), &error);
  g_assert_no_error (error);

  return submission;
}

static void
open_desk (Own *own)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.broadsheet.Broadsheet");
  g_autoptr (GFile) folder = g_file_new_build_filename (own->path, "desk", NULL);

  g_settings_set_strv (settings, "desk-addresses", loopback);
  g_settings_set_int (settings, "desk-port", 0);
  g_settings_set_string (settings, "author-name", "何川");
  own->desk = bs_desk_new (own->environment, folder);
  bs_desk_host_here (own->desk, TRUE);
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_HOSTED
              && bs_desk_feed_get_up_to_date (bs_desk_get_feed (own->desk)));
}

static void
set_up (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const pages[] = { "A1", "A2", NULL };
  const BsNewIssue issue = { .name = "柳湾晚报", .date = "2026-11-22", .pages = pages };
  g_autoptr (BsInvitation) other = NULL;

  own->path = g_dir_make_tmp ("broadsheet-accept-XXXXXX", NULL);
  own->environment = bs_environment_new_default ();
  open_desk (own);
  own->invitation = invite (own, "林沐", BS_ROLE_REPORTER);
  other = invite (own, "沈禾", BS_ROLE_EDITOR);
  own->reporter = bs_desk_client_new (own->invitation);
  own->other = bs_desk_client_new (other);
  own->photos[0] = send_photo (own, 10);
  own->photos[1] = send_photo (own, 11);
  own->submission = submit (own, "灯亮了", "first", NULL);
  own->document = bs_document_new (own->environment, &issue);
  own->session = bs_session_new (own->environment, own->document);
  own->reader = bs_submission_reader_new (own->environment);
  bs_submission_reader_set_client (own->reader, bs_desk_get_client (own->desk));
  own->before = bs_node_ref (bs_document_get_root (own->document));
  own->cancellable = g_cancellable_new ();
}

static void
tear_down (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", own->path);

  bs_session_close (own->session);
  g_object_unref (own->session);
  g_object_unref (own->document);
  g_object_unref (own->reader);
  g_object_unref (own->cancellable);
  bs_node_unref (own->before);
  bs_submission_unref (own->submission);
  g_object_unref (own->reporter);
  g_object_unref (own->other);
  bs_invitation_free (own->invitation);
  bs_desk_host_here (own->desk, FALSE);
  bs_desk_close (own->desk);
  g_object_unref (own->desk);
  g_object_unref (own->environment);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (own->photos[0]);
  g_free (own->photos[1]);
  g_free (own->path);
}

static void
progress (const char *what, gpointer data)
{
  Own *own = data;
  void (*between) (gpointer) = own->between;

  own->n_second += g_str_equal (what, SECOND_PHOTO);
  if (between == NULL || strcmp (what, own->when != NULL ? own->when : TELLING) != 0)
    return;
  own->between = NULL;
  between (own);
}

static void
done (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  ((Own *) data)->result = g_object_ref (result);
}

/* Runs the whole job; NULL with @error. */
static BsAccepted *
accept_it (Own *own, guint version, const BsNode *merged, GError **error)
{
  const BsAcceptOrder order = {
    .id = own->submission->id, .version = version, .page = "A2", .merged = merged
  };
  BsAccepted *accepted;

  bs_accept_job_start (own->desk, own->reader, own->session, &order, progress, own->cancellable,
                       done, own);
  WAIT_UNTIL (own->result != NULL);
  accepted = bs_accept_job_finish (own->result, error);
  g_clear_object (&own->result);

  return accepted;
}

/* Photos of the submission that lie in the issue's folder. */
static guint
count_photos (Own *own)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (own->photos); i++)
    {
      g_autoptr (GFile) file = bs_document_get_media (own->document, own->photos[i]);

      n += g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR;
    }

  return n;
}

static BsSubmission *
look (Own *own)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BsSubmission *submission;

  bs_desk_client_get_async (own->other, own->submission->id, 0, NULL, keep_result, &result);
  submission = bs_desk_client_get_finish (own->other, wait_for (&result), &error);
  g_assert_no_error (error);

  return submission;
}

static void
assert_untouched (Own *own)
{
  g_assert_true (bs_node_equal (bs_document_get_root (own->document), own->before));
}

static guint
count_stories (Own *own)
{
  return bs_node_get_length (bs_issue_get_stories (bs_document_get_root (own->document)));
}

static void
everything_in_place (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = accept_it (own, 1, NULL, &error);
  g_autoptr (BsSubmission) after = look (own);
  const BsNode *story = NULL;

  g_assert_no_error (error);
  g_assert_true (accepted->added);
  g_assert_cmpint (bs_standing_of (after, bs_document_get_root (own->document), &story), ==,
                   BS_STANDING_TAKEN);
  g_assert_cmpstr (bs_node_get_text (story, "id"), ==, accepted->story);
  g_assert_cmpstr (bs_node_get_text (story, "page"), ==, "A2");
  g_assert_cmpstr (after->page, ==, "A2");
  g_assert_cmpstr (after->issue, ==, "柳湾晚报 2026-11-22");
  g_assert_cmpstr (after->decided_by, ==, "何川");
  g_assert_null (after->claimed_by);
  g_assert_cmpuint (count_photos (own), ==, 2);
  g_assert_true (bs_document_undo (own->document));
  assert_untouched (own);
  g_assert_cmpint (bs_standing_of (after, bs_document_get_root (own->document), NULL), ==,
                   BS_STANDING_AWAY);
}

static void
claim_as_other (Own *own)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bs_desk_client_claim_async (own->other, own->submission->id, TRUE, NULL, keep_result, &result);
  g_assert_true (bs_desk_client_claim_finish (own->other, wait_for (&result), &error));
}

static void
not_what_another_has (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  claim_as_other (own);
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CLAIMED);
  g_assert_nonnull (strstr (error->message, "沈禾"));
  assert_untouched (own);
}

static void
revise (gpointer data)
{
  Own *own = data;
  g_autoptr (BsSubmission) now = look (own);
  g_autoptr (BsSubmission) newer = submit (own, "灯全亮了", "newer", now);

  g_assert_cmpuint (newer->version, ==, 2);
}

static void
not_what_nobody_has_read (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  revise (own);
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED);
  assert_untouched (own);
}

static void
taken_back_when_it_changed (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;
  g_autoptr (BsSubmission) after = NULL;

  own->between = revise;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "is not in the issue"));
  assert_untouched (own);
  after = look (own);
  g_assert_cmpint (after->state, ==, BS_SUBMISSION_RECEIVED);
  g_assert_cmpuint (after->accepted_version, ==, 0);
}

static void
write_motto (Own *own)
{
  g_autoptr (GError) error = NULL;

  bs_document_set_text (own->document, "/publication/motto", "天天见", &error);
  g_assert_no_error (error);
}

static void
write_and_revise (gpointer data)
{
  write_motto (data);
  revise (data);
}

static void
what_was_written_meanwhile_stays (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->between = write_and_revise;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_cmpuint (count_stories (own), ==, 0);
  g_assert_cmpstr (bs_node_get_string (
                     bs_node_lookup (bs_document_get_root (own->document), "/publication/motto")),
                   ==, "天天见");
}

static void
photos_go_when_redo_is_forgotten (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->between = revise;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  assert_untouched (own);
  g_assert_cmpuint (count_photos (own), ==, 2); /* a redo would need them */
  write_motto (own);
  g_assert_cmpuint (count_photos (own), ==, 0);
}

/* A folder stands where the second one has to be written. */
static void
nothing_stays_where_a_photo_cannot_be_stored (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GFile) place = bs_document_get_media (own->document, own->photos[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;
  g_autoptr (BsSubmission) after = NULL;

  g_assert_true (g_file_make_directory_with_parents (place, NULL, &error));
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE);
  assert_untouched (own);
  g_assert_cmpuint (count_photos (own), ==, 0);
  after = look (own);
  g_assert_cmpint (after->state, ==, BS_SUBMISSION_RECEIVED);

  /* Nothing stands in the way any more. */
  g_assert_true (g_file_delete (place, NULL, NULL));
  g_clear_error (&error);
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (own), ==, 2);
}

static void
lose_first_photo (gpointer data)
{
  Own *own = data;
  g_autoptr (GFile) file = bs_document_get_media (own->document, own->photos[0]);

  g_assert_true (g_file_delete (file, NULL, NULL));
}

static void
fetched_again_when_another_dropped_it (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->when = SECOND_PHOTO;
  own->between = lose_first_photo;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (own), ==, 2);
  /* That one, and not those behind it. */
  g_assert_cmpuint (own->n_second, ==, 1);
}

/* Another submission with the very same photos. */
static void
accept_another_and_revise (gpointer data)
{
  Own *own = data;
  g_autoptr (BsSubmission) first = g_steal_pointer (&own->submission);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->submission = submit (own, "灯下的人", "another", NULL);
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_no_error (error);
  bs_submission_unref (own->submission);
  own->submission = g_steal_pointer (&first);
  revise (own);
}

static void
photos_of_another_stay (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->between = accept_another_and_revise;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_cmpuint (count_stories (own), ==, 1);
  write_motto (own);
  g_assert_cmpuint (count_photos (own), ==, 2);
}

static void
shut_down (gpointer data)
{
  Own *own = data;

  bs_desk_host_here (own->desk, FALSE);
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_OFF);
}

static void
taken_back_when_the_desk_is_gone (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->between = shut_down;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_true (bs_desk_error_passes (error));
  assert_untouched (own);
}

static void
end_suddenly (gpointer data)
{
  g_cancellable_cancel (((Own *) data)->cancellable);
}

static void
end_and_look (gpointer data)
{
  Own *own = data;

  g_assert_cmpuint (count_photos (own), ==, 1);
  g_cancellable_cancel (own->cancellable);
  g_assert_cmpuint (count_photos (own), ==, 0);
}

/* The program may end with the window, and nothing come after. */
static void
photos_go_at_once_with_the_window (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) accepted = NULL;

  own->when = SECOND_PHOTO;
  own->between = end_and_look;
  accepted = accept_it (own, 1, NULL, &error);
  g_assert_null (accepted);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_untouched (own);
  g_assert_cmpuint (count_photos (own), ==, 0);
}

/* One turn of the main loop later each time, until the story comes as far as into the issue. */
static void
nothing_stays_whenever_the_window_goes (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  const BsAcceptOrder order = { .id = own->submission->id, .version = 1, .page = "A2" };
  guint turns = 0, cut = 0;

  for (; count_stories (own) == 0; turns++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsAccepted) accepted = NULL;

      g_cancellable_reset (own->cancellable);
      bs_accept_job_start (own->desk, own->reader, own->session, &order, progress, own->cancellable,
                           done, own);
      for (guint i = 0; i < turns && count_stories (own) == 0; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (own->cancellable);
      WAIT_UNTIL (own->result != NULL);
      accepted = bs_accept_job_finish (own->result, &error);
      g_clear_object (&own->result);
      if (count_stories (own) == 0)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpuint (count_photos (own), ==, 0);
          cut++;
        }
    }
  g_assert_cmpuint (cut, >, 5);
  g_assert_cmpuint (count_photos (own), ==, 2);
}

static void
once_after_a_crash (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) first = NULL;
  g_autoptr (BsAccepted) second = NULL;
  g_autoptr (BsSubmission) between = NULL;
  g_autoptr (BsSubmission) after = NULL;

  own->between = end_suddenly;
  first = accept_it (own, 1, NULL, &error);
  g_assert_null (first);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  between = look (own);
  g_assert_cmpuint (count_stories (own), ==, 1);
  if (between->state == BS_SUBMISSION_RECEIVED)
    g_assert_cmpint (bs_standing_of (between, bs_document_get_root (own->document), NULL), ==,
                     BS_STANDING_UNTOLD);

  g_cancellable_reset (own->cancellable);
  second = accept_it (own, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (second->added);
  g_assert_cmpuint (count_stories (own), ==, 1);
  after = look (own);
  g_assert_cmpint (after->state, ==, BS_SUBMISSION_ACCEPTED);
}

static void
newer_is_merged_and_told (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccepted) first = accept_it (own, 1, NULL, &error);
  g_autoptr (BsAccepted) second = NULL;
  g_autoptr (BsNode) merged = NULL;
  g_autoptr (BsNode) headline = bs_node_new_string ("灯全亮了！");
  g_autoptr (BsSubmission) after = NULL;
  const BsNode *story;

  g_assert_no_error (error);
  revise (own);
  after = look (own);
  story = bs_issue_get_story (bs_document_get_root (own->document), first->story);
  g_assert_cmpint (bs_standing_of (after, bs_document_get_root (own->document), NULL), ==,
                   BS_STANDING_NEWER);
  g_clear_pointer (&after, bs_submission_unref);
  merged = bs_node_with_member (story, "headline", headline);
  second = accept_it (own, 2, merged, &error);
  g_assert_no_error (error);
  g_assert_true (second->added);
  after = look (own);
  g_assert_cmpuint (after->accepted_version, ==, 2);
  story = bs_issue_get_story (bs_document_get_root (own->document), first->story);
  g_assert_cmpstr (bs_node_get_text (story, "headline"), ==, "灯全亮了！");
  g_assert_cmpuint (bs_standing_get_version (story), ==, 2);
  g_assert_cmpuint (count_stories (own), ==, 1);
}

static void
keep_message (BsSubmissionWork *work G_GNUC_UNUSED, const char *id G_GNUC_UNUSED,
              const char *message, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (message);
}

/* Two windows at one desk: one has it, the other decides nevertheless. */
static void
what_another_window_has (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsSubmissionWork) one = bs_submission_work_new (own->desk, own->reader);
  g_autoptr (BsSubmissionWork) two = bs_submission_work_new (own->desk, own->reader);
  const BsAcceptOrder order = { .id = own->submission->id, .version = 1, .page = "A2" };
  g_autofree char *told = NULL;

  bs_submission_work_set_session (two, own->session);
  g_signal_connect (two, "failed", G_CALLBACK (keep_message), &told);
  bs_submission_work_hold (one, own->submission->id);
  g_assert_false (bs_submission_work_accept (two, &order));
  g_assert_nonnull (told);
  g_clear_pointer (&told, g_free);
  g_assert_false (bs_submission_work_return (two, own->submission, "已有此稿。"));
  g_assert_nonnull (told);
  assert_untouched (own);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cache = g_dir_make_tmp ("broadsheet-accept-cache-XXXXXX", &error);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", cache);
  int status;

  /* Nothing goes to the user's keyring or cache. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

#define OWN(name, func) g_test_add ("/app/accept-job/" name, Own, NULL, set_up, func, tear_down)
  OWN ("everything-is-in-place", everything_in_place);
  OWN ("what-another-editor-has-is-left-alone", not_what_another_has);
  OWN ("a-version-nobody-has-read-is-not-taken", not_what_nobody_has_read);
  OWN ("taken-back-when-a-newer-one-came-meanwhile", taken_back_when_it_changed);
  OWN ("what-was-written-meanwhile-stays", what_was_written_meanwhile_stays);
  OWN ("photos-of-a-refused-one-go-when-redo-is-forgotten", photos_go_when_redo_is_forgotten);
  OWN ("nothing-stays-where-a-photo-cannot-be-stored",
       nothing_stays_where_a_photo_cannot_be_stored);
  OWN ("a-photo-that-another-dropped-is-fetched-again", fetched_again_when_another_dropped_it);
  OWN ("photos-that-another-submission-needs-stay", photos_of_another_stay);
  OWN ("taken-back-when-the-desk-is-gone", taken_back_when_the_desk_is_gone);
  OWN ("photos-go-at-once-with-the-window", photos_go_at_once_with_the_window);
  OWN ("nothing-stays-whenever-the-window-goes", nothing_stays_whenever_the_window_goes);
  OWN ("taken-in-once-after-a-crash", once_after_a_crash);
  OWN ("a-newer-version-is-merged-and-told", newer_is_merged_and_told);
  OWN ("what-another-window-has-is-refused-with-a-word", what_another_window_has);
  status = g_test_run ();
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);

  return status;
}
