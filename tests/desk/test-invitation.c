/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk/bs-account.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-invitation.h"
#include "desk/bs-submission.h"
#include "model/bs-json.h"

#include <string.h>

#define TOKEN "0123456789012345678901234567890123456789-_A"
#define CERTIFICATE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_invitation_comes_back (void)
{
  static const char *const lines[] = {
    "broadsheet://desk.example:8790/#token=" TOKEN "&cert=" CERTIFICATE,
    "broadsheet://192.0.2.7:443/#token=" TOKEN,
    "broadsheet://[2001:db8::1]:8790/#token=" TOKEN "&cert=" CERTIFICATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *pasted = g_strconcat (" \n", lines[i], "\r\n", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsInvitation) invitation = bs_invitation_parse (pasted, &error);
      g_autofree char *line = NULL;

      g_assert_no_error (error);
      line = bs_invitation_to_string (invitation);
      g_assert_cmpstr (line, ==, lines[i]);
    }
}

static void
test_no_invitation_is_said_to_be_none (void)
{
  static const char *const lines[] = {
    "",
    "hello",
    "https://desk.example/#token=" TOKEN,
    "broadsheet:///#token=" TOKEN,
    "broadsheet://desk.example:8790/",
    "broadsheet://desk.example:8790/#token=short",
    "broadsheet://desk.example:99999/#token=" TOKEN,
    "broadsheet://desk.example/#token=" TOKEN "&cert=abc",
    "broadsheet://desk.example/#token=01234567890123456789012345678901234567890'<",
    "\xff\xfe",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bs_invitation_parse (lines[i], &error));
      g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_INVITATION);
      g_assert_null (strstr (error->message, TOKEN));
    }
}

static void
test_browser_gets_no_certificate (void)
{
  g_autoptr (BsInvitation) invitation = bs_invitation_parse (
    "broadsheet://desk.example/#token=" TOKEN "&cert=" CERTIFICATE, NULL);
  g_autofree char *web = bs_invitation_to_web (invitation);

  g_assert_cmpstr (web, ==, "https://desk.example:8790/#token=" TOKEN);
}

static void
test_tokens_are_long_and_never_the_same (void)
{
  g_autofree char *one = bs_token_new ();
  g_autofree char *other = bs_token_new ();
  g_autofree char *digest = bs_token_digest (one);

  g_assert_true (bs_token_valid (one));
  g_assert_true (bs_token_valid (other));
  g_assert_cmpstr (one, !=, other);
  g_assert_cmpuint (strlen (digest), ==, 64);
}

static void
test_submission_comes_back (void)
{
  static const char text[]
    = "{\"id\":\"k7\",\"account\":\"a3\",\"author\":\"林沐\",\"state\":\"returned\",\"version\":2,"
      "\"accepted_version\":1,\"sequence\":41,\"arrived\":37,\"etag\":\"\\\"2-1\\\"\",\"headline\":"
      "\"河边的灯\","
      "\"section\":\"要闻\",\"characters\":812,\"photos\":3,\"created\":\"2026-11-22T01:02:03Z\","
      "\"updated\":\"2026-11-22T02:02:03Z\",\"note\":\"请补采访\",\"decided_by\":\"沈禾\","
      "\"decided\":\"2026-11-22T03:02:03Z\",\"issue\":\"n5\",\"page\":\"A1\","
      "\"claimed_by\":\"沈禾\",\"claimed_until\":\"2026-11-22T03:12:03Z\",\"item\":{\"type\":"
      "\"text\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) node = bs_json_parse ("test", text, strlen (text), &error);
  g_autoptr (BsSubmission) submission = NULL;
  g_autoptr (BsNode) again = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  submission = bs_submission_from_node (node, &error);
  g_assert_no_error (error);
  again = bs_submission_to_node (submission);
  written = bs_json_write (again, BS_JSON_COMPACT, NULL);
  g_assert_cmpstr (written, ==, text);
}

static void
test_strange_answers_are_refused (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "3",
    "{\"id\":\"k\",\"etag\":\"e\",\"version\":0,\"state\":\"received\"}",
    "{\"id\":\"k\",\"etag\":\"e\",\"version\":1,\"state\":\"eaten\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsNode) node = bs_json_parse ("test", texts[i], strlen (texts[i]), NULL);

      g_assert_null (bs_submission_from_node (node, &error));
      g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/invitation-comes-back", test_invitation_comes_back);
  g_test_add_func ("/desk/no-invitation-is-said-to-be-none", test_no_invitation_is_said_to_be_none);
  g_test_add_func ("/desk/browser-gets-no-certificate", test_browser_gets_no_certificate);
  g_test_add_func ("/desk/tokens-are-long-and-never-the-same",
                   test_tokens_are_long_and_never_the_same);
  g_test_add_func ("/desk/submission-comes-back", test_submission_comes_back);
  g_test_add_func ("/desk/strange-answers-are-refused", test_strange_answers_are_refused);

  return g_test_run ();
}
