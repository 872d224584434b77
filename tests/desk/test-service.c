/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include "desk/bs-certificate.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-desk-feed.h"
#include "model/bs-json.h"

#include <string.h>

#define STORY(headline) DRAFT ("d1", headline)
#define DRAFT(name, headline)                                                                      \
  "{\"uri\":\"urn:broadsheet:draft:" name                                                          \
  "\",\"type\":\"text\",\"headlines\":[{\"role\":\"main\","                                        \
  "\"value\":\"" headline "\"}]}"

static gboolean
accept_ours (DeskFixture *fixture, GTlsCertificate *certificate)
{
  return g_tls_certificate_is_same (certificate, fixture->certificate);
}

/* --- Requests as anybody may send them --- */

typedef struct
{
  guint status;
  char *code; /* of a problem document; "" if none */
  char *etag;
  char *body;
  BsNode *node;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->code);
  g_free (answer->etag);
  g_free (answer->body);
  g_clear_pointer (&answer->node, bs_node_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* @headers: "Name: value" lines. */
static Answer *
ask (DeskFixture *fixture, const char *token, const char *method, const char *path,
     const char *headers, const char *type, GBytes *body)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u%s",
                                          bs_desk_service_get_port (fixture->service), path);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *list = soup_message_get_request_headers (message);
  g_auto (GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GAsyncResult *result = NULL;
  Answer *answer = g_new0 (Answer, 1);
  const char *urn;

  g_signal_connect_swapped (message, "accept-certificate", G_CALLBACK (accept_ours), fixture);
  if (token != NULL)
    soup_message_headers_append (list, "Authorization", bearer);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      soup_message_headers_append (list, parts[0], parts[1]);
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    keep_result, &result);
  bytes = soup_session_send_and_read_finish (fixture->session, wait_for (&result), &error);
  g_object_unref (result);
  g_assert_no_error (error);

  answer->status = soup_message_get_status (message);
  answer->etag = g_strdup (
    soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag"));
  answer->body = g_bytes_get_size (bytes) > 0
                   ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                   : g_strdup ("");
  answer->node = bs_json_parse ("answer", answer->body, strlen (answer->body), NULL);
  urn = bs_node_get_text (answer->node, "type");
  answer->code = g_strdup (g_str_has_prefix (urn, "urn:broadsheet:problem:")
                             ? urn + strlen ("urn:broadsheet:problem:")
                             : "");

  return answer;
}

static Answer *
ask_text (DeskFixture *fixture, const char *token, const char *method, const char *path,
          const char *headers, const char *text)
{
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  return ask (fixture, token, method, path, headers, "application/json", body);
}

static void
assert_problem (const Answer *answer, guint status, const char *code)
{
  g_assert_cmpstr (answer->code, ==, code);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (bs_node_get_text (answer->node, "detail"), !=, "");
  g_assert_cmpstr (bs_node_get_text (answer->node, "detail"), !=, "detail");
}

/* --- Promises --- */

static void
anybody_may_ask_whether_the_desk_is_there (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (Answer) answer = ask_text (fixture, NULL, "GET", "/v1/health", NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (bs_node_get_text (answer->node, "status"), ==, "ok");
}

static void
each_refusal_tells_its_remedy (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char nobody[] = "0123456789012345678901234567890123456789012";
  const struct
  {
    const char *token, *method, *path, *headers, *text;
    guint status;
    const char *code;
  } cases[] = {
    { NULL, "GET", "/v1/account", NULL, NULL, 401, "token-missing" },
    { "short", "GET", "/v1/account", NULL, NULL, 401, "token-unknown" },
    { nobody, "GET", "/v1/account", NULL, NULL, 401, "token-unknown" },
    { fixture->reporter, "GET", "/v1/nothing", NULL, NULL, 404, "not-found" },
    { fixture->reporter, "DELETE", "/v1/account", NULL, NULL, 405, "method" },
    { fixture->reporter, "GET", "/v1/submissions/k7", NULL, NULL, 404, "not-found" },
    { fixture->reporter, "PUT", "/v1/submissions/k7/claim", NULL, NULL, 403, "not-allowed" },
    { fixture->reporter, "POST", "/v1/submissions", NULL, STORY ("a"), 428, "precondition" },
    { fixture->reporter, "POST", "/v1/submissions", "Idempotency-Key: k 1", STORY ("a"), 428,
      "precondition" },
    { fixture->reporter, "POST", "/v1/submissions", "Idempotency-Key: k1", "{", 400, "malformed" },
    { fixture->reporter, "POST", "/v1/submissions", "Idempotency-Key: k1", "{}", 422, "content" },
    { fixture->reporter, "PUT", "/v1/submissions/k7", "Idempotency-Key: k1", STORY ("a"), 428,
      "precondition" },
    { fixture->reporter, "PUT", "/v1/submissions/k7", "Idempotency-Key: k1\nIf-Match: \"1-0\"",
      STORY ("a"), 404, "not-found" },
    { fixture->editor, "POST", "/v1/submissions/k7/decision",
      "Idempotency-Key: k1\nIf-Match: \"1-0\"", "{\"decision\":\"eat\"}", 422, "content" },
    { fixture->editor, "POST", "/v1/submissions/k7/decision",
      "Idempotency-Key: k1\nIf-Match: \"1-0\"", "{\"decision\":\"return\"}", 422, "content" },
    { fixture->reporter, "GET", "/v1/media/..%2f..%2fetc%2fpasswd", NULL, NULL, 404, "not-found" },
    { fixture->reporter, "GET",
      "/v1/media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", NULL, NULL, 404,
      "not-found" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = ask_text (fixture, cases[i].token, cases[i].method, cases[i].path,
                                            cases[i].headers, cases[i].text);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      assert_problem (answer, cases[i].status, cases[i].code);
    }
}

static void
problems_are_told_in_the_readers_language (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (Answer) chinese = ask_text (fixture, NULL, "GET", "/v1/account",
                                         "Accept-Language: fr;q=0.3, zh-CN;q=0.9, en;q=0.5", NULL);
  g_autoptr (Answer) english = ask_text (fixture, NULL, "GET", "/v1/account", "Accept-Language: en",
                                         NULL);

  g_assert_cmpstr (bs_node_get_text (chinese->node, "title"), ==, "没有邀请");
  g_assert_cmpstr (bs_node_get_text (english->node, "title"), ==, "No invitation");
}

static void
draft_arrives_once_however_often_it_is_sent (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (Answer) first = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                       "Idempotency-Key: k1", STORY ("河边的灯"));
  g_autoptr (Answer) again = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                       "Idempotency-Key: k1", STORY ("河边的灯"));
  g_autoptr (Answer) changed = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                         "Idempotency-Key: k1", STORY ("桥上的灯"));
  g_autoptr (Answer) others = ask_text (fixture, fixture->other, "POST", "/v1/submissions",
                                        "Idempotency-Key: k1", STORY ("桥上的灯"));
  g_autoptr (Answer) list = ask_text (fixture, fixture->editor, "GET", "/v1/submissions", NULL,
                                      NULL);
  g_autoptr (Answer) own = ask_text (fixture, fixture->reporter, "GET", "/v1/submissions", NULL,
                                     NULL);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_nonnull (first->etag);
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_cmpstr (again->body, ==, first->body);
  assert_problem (changed, 409, "key-reused");
  g_assert_cmpuint (others->status, ==, 201);
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (list->node, "submissions")), ==, 2);
  g_assert_cmpuint (bs_node_get_length (bs_node_get_member (own->node, "submissions")), ==, 1);
}

static void
draft_sent_again_under_another_key_is_known (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (Answer) first = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                       "Idempotency-Key: k1", STORY ("河边的灯"));
  g_autoptr (Answer) again = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                       "Idempotency-Key: k2", STORY ("桥上的灯"));
  g_autofree char *path = g_strconcat ("/v1/submissions/", bs_node_get_text (again->node, "id"),
                                       NULL);
  g_autofree char *match = g_strdup_printf ("Idempotency-Key: k3\nIf-Match: %s",
                                            bs_node_get_text (again->node, "etag"));
  g_autoptr (Answer) second = ask_text (fixture, fixture->reporter, "PUT", path, match,
                                        STORY ("桥上的灯"));
  g_autoptr (Answer) others = ask_text (fixture, fixture->other, "POST", "/v1/submissions",
                                        "Idempotency-Key: k1", STORY ("河边的灯"));

  assert_problem (again, 409, "known");
  g_assert_cmpstr (bs_node_get_text (again->node, "id"), ==, bs_node_get_text (first->node, "id"));
  g_assert_cmpint (bs_node_get_number (again->node, "version", 0), ==, 1);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpint (bs_node_get_number (second->node, "version", 0), ==, 2);
  g_assert_cmpuint (others->status, ==, 201);
}

static void
only_author_and_editors_may_look (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (Answer) sent = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                      "Idempotency-Key: k1", STORY ("河边的灯"));
  g_autofree char *path = g_strconcat ("/v1/submissions/", bs_node_get_text (sent->node, "id"),
                                       NULL);
  g_autofree char *match = g_strdup_printf ("Idempotency-Key: k2\nIf-Match: %s", sent->etag);
  g_autoptr (Answer) own = ask_text (fixture, fixture->reporter, "GET", path, NULL, NULL);
  g_autoptr (Answer) editors = ask_text (fixture, fixture->editor, "GET", path, NULL, NULL);
  g_autoptr (Answer) others = ask_text (fixture, fixture->other, "GET", path, NULL, NULL);
  g_autoptr (Answer) written = ask_text (fixture, fixture->other, "PUT", path, match, STORY ("b"));

  g_assert_cmpuint (own->status, ==, 200);
  g_assert_cmpuint (editors->status, ==, 200);
  g_assert_nonnull (bs_node_get_member (editors->node, "item"));
  assert_problem (others, 403, "not-allowed");
  assert_problem (written, 403, "not-allowed");
}

static void
photo_is_taken_in_pieces_and_given_back (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = NULL;
  g_autoptr (GBytes) picture = desk_fixture_make_picture (300000, &sha);
  gsize size = g_bytes_get_size (picture);
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (picture, 0, 100000);
  g_autoptr (GBytes) tail = g_bytes_new_from_bytes (picture, 100000, size - 100000);
  g_autofree char *path = g_strconcat ("/v1/media/", sha, NULL);
  g_autofree char *from_0 = g_strdup_printf ("Upload-Offset: 0\nUpload-Length: %" G_GSIZE_FORMAT,
                                             size);
  g_autofree char *from_1 = g_strdup_printf (
    "Upload-Offset: 100000\nUpload-Length: %" G_GSIZE_FORMAT, size);
  g_autoptr (Answer) first = ask (fixture, fixture->reporter, "PATCH", path, from_0,
                                  "application/partial-upload", head);
  g_autoptr (Answer) wrong = ask (fixture, fixture->reporter, "PATCH", path, from_0,
                                  "application/partial-upload", tail);
  g_autoptr (Answer) last = ask (fixture, fixture->reporter, "PATCH", path, from_1,
                                 "application/partial-upload", tail);
  g_autoptr (Answer) again = ask (fixture, fixture->reporter, "PUT", path, NULL, "image/png",
                                  picture);
  g_autoptr (Answer) others = ask (fixture, fixture->other, "GET", path, NULL, NULL, NULL);
  g_autoptr (Answer) part = ask (fixture, fixture->editor, "GET", path, "Range: bytes=0-7", NULL,
                                 NULL);
  g_autoptr (Answer) whole = ask (fixture, fixture->editor, "GET", path, NULL, NULL, NULL);

  g_assert_cmpuint (first->status, ==, 204);
  assert_problem (wrong, 409, "offset");
  g_assert_cmpint (bs_node_get_number (wrong->node, "offset", -1), ==, 100000);
  g_assert_cmpuint (last->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 200);
  assert_problem (others, 404, "not-found");
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpuint (whole->status, ==, 200);
}

/* The desk has these, and waits for one more. */
static void
leave_in_the_middle (DeskFixture *fixture, const char *sha, GBytes *bytes)
{
  g_autofree char *path = g_strconcat ("/v1/media/", sha, NULL);
  g_autofree char *more = g_strdup_printf ("Upload-Offset: 0\nUpload-Length: %" G_GSIZE_FORMAT,
                                           g_bytes_get_size (bytes) + 1);
  g_autoptr (Answer) kept = ask (fixture, fixture->reporter, "PATCH", path, more,
                                 "application/partial-upload", bytes);

  g_assert_cmpuint (kept->status, ==, 204);
}

static void
put_photo (DeskFixture *fixture, const char *sha, GBytes *picture)
{
  g_autoptr (BsDeskClient) reporter = desk_fixture_connect (fixture, fixture->reporter);
  g_autofree char *path = g_build_filename (fixture->folder, "photo.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_file_set_contents (path, g_bytes_get_data (picture, NULL), (gssize) g_bytes_get_size (picture),
                       &error);
  g_assert_no_error (error);
  bs_desk_client_put_media_async (reporter, file, sha, NULL, NULL, NULL, keep_result, &result);
  bs_desk_client_put_media_finish (reporter, wait_for (&result), &error);
  g_object_unref (result);
  g_assert_no_error (error);
}

static void
assert_taken (DeskFixture *fixture, const char *sha)
{
  g_autofree char *path = g_strconcat ("/v1/media/", sha, NULL);
  g_autoptr (Answer) there = ask (fixture, fixture->editor, "GET", path, NULL, NULL, NULL);

  g_assert_cmpuint (there->status, ==, 200);
}

/* Whoever was stopped after the last byte and before the answer sends no byte twice, and is not turned
 * away for ever. */
static void
photo_that_was_all_there_is_taken (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = NULL;
  g_autoptr (GBytes) picture = desk_fixture_make_picture (300000, &sha);

  leave_in_the_middle (fixture, sha, picture);
  put_photo (fixture, sha, picture);
  assert_taken (fixture, sha);
}

static void
photo_of_which_too_much_is_there_is_sent_anew (DeskFixture *fixture,
                                               gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = NULL;
  g_autofree char *longer_sha = NULL;
  g_autoptr (GBytes) picture = desk_fixture_make_picture (300000, &sha);
  g_autoptr (GBytes) longer = desk_fixture_make_picture (300001, &longer_sha);

  leave_in_the_middle (fixture, sha, longer);
  put_photo (fixture, sha, picture);
  assert_taken (fixture, sha);
}

static void
what_is_no_photo_is_refused (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = NULL,
                  *text_sha = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "hello", -1);
  g_autoptr (GBytes) picture = desk_fixture_make_picture (10, &sha);
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);
  g_autofree char *path = g_strconcat ("/v1/media/", sha, NULL);
  g_autofree char *text_path = g_strconcat ("/v1/media/", text_sha, NULL);
  g_autoptr (Answer) damaged = ask (fixture, fixture->reporter, "PUT", path, NULL, "image/png",
                                    text);
  g_autoptr (Answer) other = ask (fixture, fixture->reporter, "PUT", text_path, NULL, "image/png",
                                  text);

  assert_problem (damaged, 422, "hash");
  assert_problem (other, 415, "media-type");
}

static void
draft_waits_for_its_photos (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = NULL;
  g_autoptr (GBytes) picture = desk_fixture_make_picture (10, &sha);
  g_autofree char *path = g_strconcat ("/v1/media/", sha, NULL);
  g_autofree char *story = g_strdup_printf (
    "{\"uri\":\"u\",\"type\":\"text\",\"headlines\":[{\"role\":\"main\",\"value\":\"灯\"}],"
    "\"associations\":[{\"rel\":\"photo\",\"type\":\"picture\",\"renditions\":[{\"href\":"
    "\"urn:broadsheet:media:%s.png\"}]}]}",
    sha);
  g_autoptr (Answer) early = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                       "Idempotency-Key: k1", story);
  g_autoptr (Answer) photo = ask (fixture, fixture->reporter, "PUT", path, NULL, "image/png",
                                  picture);
  g_autoptr (Answer) sent = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                      "Idempotency-Key: k1", story);

  assert_problem (early, 422, "missing-media");
  g_assert_cmpstr (bs_node_get_string (
                     bs_node_get_element (bs_node_get_member (early->node, "missing"), 0)),
                   ==, sha);
  g_assert_cmpuint (photo->status, ==, 201);
  g_assert_cmpuint (sent->status, ==, 201);
  g_assert_cmpint (bs_node_get_number (sent->node, "photos", 0), ==, 1);
}

static void
who_has_it_is_told_to_editors_alone (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *second = desk_fixture_add (fixture, "周禾", "editor");
  g_autoptr (Answer) sent = ask_text (fixture, fixture->reporter, "POST", "/v1/submissions",
                                      "Idempotency-Key: k1", STORY ("灯"));
  g_autofree char *path = g_strconcat ("/v1/submissions/", bs_node_get_text (sent->node, "id"),
                                       NULL);
  g_autofree char *claim = g_strconcat (path, "/claim", NULL);
  g_autoptr (Answer) held = ask_text (fixture, fixture->editor, "PUT", claim, NULL, NULL);
  g_autoptr (Answer) english = ask_text (fixture, second, "PUT", claim, "Accept-Language: en",
                                         NULL);
  g_autoptr (Answer) chinese = ask_text (fixture, second, "DELETE", claim, "Accept-Language: zh",
                                         NULL);
  g_autoptr (Answer) seen = ask_text (fixture, second, "GET", path, NULL, NULL);
  g_autoptr (Answer) forbidden = ask_text (fixture, fixture->reporter, "PUT", claim, NULL, NULL);
  g_autoptr (Answer) own = ask_text (fixture, fixture->reporter, "GET", path, NULL, NULL);
  g_autoptr (Answer) all = ask_text (fixture, fixture->editor, "GET", "/v1/submissions", NULL,
                                     NULL);
  g_autoptr (Answer) list = ask_text (fixture, fixture->reporter, "GET", "/v1/submissions", NULL,
                                      NULL);
  g_autoptr (Answer) newer = ask_text (fixture, fixture->reporter, "PUT", path,
                                       "Idempotency-Key: k2\nIf-Match: \"1-0\"", STORY ("灯亮了"));
  g_autofree char *whole = bs_json_write (all->node, BS_JSON_COMPACT, NULL);
  const Answer *const to_reporter[] = { forbidden, own, list, newer };

  g_assert_cmpstr (bs_node_get_text (held->node, "claimed_by"), ==, "沈禾");
  assert_problem (english, 409, "claimed");
  g_assert_cmpstr (bs_node_get_text (english->node, "detail"), ==,
                   "沈禾 is working on this submission. Wait, or speak with them.");
  assert_problem (chinese, 409, "claimed");
  g_assert_cmpstr (bs_node_get_text (chinese->node, "detail"), ==,
                   "沈禾正在处理这篇来稿。请稍候，或与其联系。");
  g_assert_cmpstr (bs_node_get_text (seen->node, "claimed_by"), ==, "沈禾");
  g_assert_nonnull (strstr (whole, "沈禾"));
  assert_problem (forbidden, 403, "not-allowed");
  g_assert_cmpuint (own->status, ==, 200);
  g_assert_cmpuint (newer->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (to_reporter); i++)
    {
      g_autofree char *text = bs_json_write (to_reporter[i]->node, BS_JSON_COMPACT, NULL);

      g_assert_null (strstr (text, "claimed"));
      g_assert_null (strstr (text, "沈禾"));
    }
}

/* --- The client --- */

static BsSubmission *
client_submit (BsDeskClient *client, const char *story, const char *key, const BsSubmission *old,
               GError **error)
{
  g_autoptr (GBytes) item = g_bytes_new (story, strlen (story));
  GAsyncResult *result = NULL;
  BsSubmission *submission;

  bs_desk_client_submit_async (client, item, key, old != NULL ? old->id : NULL,
                               old != NULL ? old->etag : NULL, NULL, keep_result, &result);
  submission = bs_desk_client_submit_finish (client, wait_for (&result), error);
  g_object_unref (result);

  return submission;
}

static BsSubmission *
client_decide (BsDeskClient *client, const BsSubmission *submission, const char *note,
               GError **error)
{
  const BsDeskDecision decision = { .accept = note == NULL, .note = note, .page = "A1" };
  g_autofree char *key = g_uuid_string_random ();
  GAsyncResult *result = NULL;
  BsSubmission *decided;

  bs_desk_client_decide_async (client, submission, &decision, key, NULL, keep_result, &result);
  decided = bs_desk_client_decide_finish (client, wait_for (&result), error);
  g_object_unref (result);

  return decided;
}

static void
draft_goes_to_and_fro_until_it_is_accepted (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsDeskClient) reporter = desk_fixture_connect (fixture, fixture->reporter);
  g_autoptr (BsDeskClient) editor = desk_fixture_connect (fixture, fixture->editor);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) first = client_submit (reporter, STORY ("灯"), "k1", NULL, &error);
  g_autoptr (BsSubmission) returned = NULL;
  g_autoptr (BsSubmission) second = NULL;
  g_autoptr (BsSubmission) late = NULL;
  g_autoptr (BsSubmission) accepted = NULL;

  g_assert_no_error (error);
  returned = client_decide (editor, first, "请补采访", &error);
  g_assert_no_error (error);
  g_assert_cmpint (returned->state, ==, BS_SUBMISSION_RETURNED);
  g_assert_cmpstr (returned->note, ==, "请补采访");
  second = client_submit (reporter, STORY ("河边的灯"), "k2", returned, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->version, ==, 2);
  late = client_decide (editor, returned, NULL, &error);
  g_assert_null (late);
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED);
  g_clear_error (&error);
  accepted = client_decide (editor, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (accepted->state, ==, BS_SUBMISSION_ACCEPTED);
  g_assert_cmpuint (accepted->accepted_version, ==, 2);
  g_assert_cmpstr (accepted->decided_by, ==, "沈禾");
}

static void
photo_is_sent_and_fetched_by_the_client (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsDeskClient) editor = desk_fixture_connect (fixture, fixture->editor);
  g_autofree char *sha = NULL;
  g_autoptr (GBytes) picture = desk_fixture_make_picture (2000000, &sha);
  g_autofree char *back = g_build_filename (fixture->folder, "back.png", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (back);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) fetched = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  gsize length;

  put_photo (fixture, sha, picture);
  put_photo (fixture, sha, picture);
  bs_desk_client_get_media_async (editor, sha, to, NULL, keep_result, &result);
  bs_desk_client_get_media_finish (editor, wait_for (&result), &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (back, &content, &length, NULL));
  fetched = g_bytes_new (content, length);
  g_assert_true (g_bytes_equal (fetched, picture));
}

static void
another_certificate_is_refused_before_anything_is_said (DeskFixture *fixture,
                                                        gconstpointer data G_GNUC_UNUSED)
{
  BsInvitation invitation = {
    (char *) "127.0.0.1", bs_desk_service_get_port (fixture->service), fixture->reporter,
    (char *) "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  };
  g_autoptr (BsDeskClient) client = bs_desk_client_new (&invitation);
  g_autoptr (GError) error = NULL;

  g_assert_null (client_submit (client, STORY ("灯"), "k1", NULL, &error));
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CERTIFICATE);
}

static void
note_told (BsDeskFeed *feed G_GNUC_UNUSED, BsSubmission *submission G_GNUC_UNUSED, gboolean live,
           guint *n)
{
  if (live)
    (*n)++;
}

static void
editor_sees_what_arrives_at_once (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsDeskClient) reporter = desk_fixture_connect (fixture, fixture->reporter);
  g_autoptr (BsDeskClient) editor = desk_fixture_connect (fixture, fixture->editor);
  g_autoptr (BsDeskFeed) feed = bs_desk_feed_new (editor);
  g_autoptr (BsSubmission) before = client_submit (reporter, STORY ("先来的"), "k0", NULL, NULL);
  g_autoptr (BsSubmission) sent = NULL;
  g_autoptr (BsDeskItem) top = NULL;
  guint n = 0;

  g_signal_connect (feed, "told", G_CALLBACK (note_told), &n);
  bs_desk_feed_start (feed);
  while (!bs_desk_feed_get_up_to_date (feed))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (feed)), ==, 1);
  sent = client_submit (reporter, DRAFT ("d2", "后来的"), "k1", NULL, NULL);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (feed)), ==, 2);
  top = g_list_model_get_item (G_LIST_MODEL (feed), 0);
  g_assert_cmpstr (bs_desk_item_get_submission (top)->headline, ==, "后来的");
  bs_desk_feed_stop (feed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(function)                                                                              \
  g_test_add ("/desk/service/" #function, DeskFixture, NULL, desk_fixture_set_up, function,        \
              desk_fixture_tear_down)
  ADD (anybody_may_ask_whether_the_desk_is_there);
  ADD (each_refusal_tells_its_remedy);
  ADD (problems_are_told_in_the_readers_language);
  ADD (draft_arrives_once_however_often_it_is_sent);
  ADD (draft_sent_again_under_another_key_is_known);
  ADD (only_author_and_editors_may_look);
  ADD (photo_is_taken_in_pieces_and_given_back);
  ADD (photo_that_was_all_there_is_taken);
  ADD (photo_of_which_too_much_is_there_is_sent_anew);
  ADD (what_is_no_photo_is_refused);
  ADD (draft_waits_for_its_photos);
  ADD (who_has_it_is_told_to_editors_alone);
  ADD (draft_goes_to_and_fro_until_it_is_accepted);
  ADD (photo_is_sent_and_fetched_by_the_client);
  ADD (another_certificate_is_refused_before_anything_is_said);
  ADD (editor_sees_what_arrives_at_once);

  return g_test_run ();
}
