/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/bs-desk.h"
#include "desk/bs-certificate.h"
#include "desk/bs-desk-error.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

static const char *const loopback[] = { "127.0.0.1", NULL };

/* Each test has settings of its own, a folder, and nothing of the user's. */
typedef struct
{
  GSettings *settings;
  BsEnvironment *environment;
  char *path;
  GFile *folder;
  BsDesk *desk;
  guint arrived;
} Own;

static void
count_arrived (BsDesk *desk G_GNUC_UNUSED, BsSubmission *submission G_GNUC_UNUSED, Own *own)
{
  own->arrived++;
}

static BsDesk *
make_desk (Own *own)
{
  BsDesk *desk = bs_desk_new (own->environment, own->folder);

  g_signal_connect (desk, "arrived", G_CALLBACK (count_arrived), own);

  return desk;
}

/* Closed, and let go of by every answer that was still to come. */
static void
end_desk (Own *own)
{
  gpointer weak = own->desk;

  bs_desk_close (own->desk);
  g_object_add_weak_pointer (G_OBJECT (own->desk), &weak);
  g_clear_object (&own->desk);
  WAIT_UNTIL (weak == NULL);
}

static void
set_up (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  own->settings = g_settings_new ("org.broadsheet.Broadsheet");
  for (const char *const *key = (const char *const[]){ "receive-submissions", "joined-desk",
                                                       "desk-name", "desk-port", NULL };
       *key != NULL; key++)
    g_settings_reset (own->settings, *key);
  g_settings_set_strv (own->settings, "desk-addresses", loopback);
  g_settings_set_int (own->settings, "desk-port", 0);
  g_settings_set_string (own->settings, "author-name", "沈禾");
  own->environment = bs_environment_new_default ();
  own->path = g_dir_make_tmp ("broadsheet-own-desk-XXXXXX", NULL);
  own->folder = g_file_new_build_filename (own->path, "desk", NULL);
  own->desk = make_desk (own);
}

static void
tear_down (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", own->path);

  end_desk (own);
  g_object_unref (own->environment);
  g_object_unref (own->settings);
  g_object_unref (own->folder);
  g_assert_cmpint (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL), ==, TRUE);
  g_free (own->path);
}

static void
wait_until_open (Own *own)
{
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_HOSTED
              && bs_desk_feed_get_up_to_date (bs_desk_get_feed (own->desk)));
}

static void
open_here (Own *own)
{
  bs_desk_host_here (own->desk, TRUE);
  wait_until_open (own);
  g_assert_no_error (bs_desk_get_error (own->desk));
}

static void
restart (Own *own)
{
  end_desk (own);
  /* What the old one told does not count. */
  own->arrived = 0;
  own->desk = make_desk (own);
  bs_desk_take_up (own->desk);
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

static BsSubmission *
submit (BsDeskClient *client, const char *key, GError **error)
{
  /* A draft of its own under each key. */
  static const char draft[]
    = "{\"uri\":\"urn:broadsheet:draft:%s\",\"standard\":{\"name\":\"ninjs\",\"version\":\"3.1\"}"
      ","
      "\"type\":\"text\",\"profile\":\"broadsheet-story\",\"language\":\"zh\","
      "\"headlines\":[{\"role\":\"main\",\"value\":\"河岸的灯重新亮了\"}],"
      "\"bodies\":[{\"role\":\"main\",\"contentType\":\"text/html\",\"value\":\"<p>入夜，灯亮了。</"
      "p>\"}]}";
  char *text = g_strdup_printf (draft, key);
  g_autoptr (GBytes) item = g_bytes_new_take (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;

  bs_desk_client_submit_async (client, item, key, NULL, NULL, NULL, keep_result, &result);

  return bs_desk_client_submit_finish (client, wait_for (&result), error);
}

static void
submit_well (const BsInvitation *invitation, const char *key)
{
  g_autoptr (BsDeskClient) reporter = bs_desk_client_new (invitation);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) submission = submit (reporter, key, &error);

  g_assert_no_error (error);
}

static void
assert_refused (const BsInvitation *invitation, BsDeskError code)
{
  g_autoptr (BsDeskClient) reporter = bs_desk_client_new (invitation);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) submission = submit (reporter, "refused", &error);

  g_assert_error (error, BS_DESK_ERROR, (int) code);
}

/* --- A desk here --- */

static void
test_receives (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) invitation = NULL;

  g_assert_cmpint (bs_desk_get_state (own->desk), ==, BS_DESK_OFF);
  open_here (own);
  g_assert_cmpstr (bs_desk_get_editor (own->desk), ==, "沈禾");
  invitation = invite (own, "林沐", BS_ROLE_REPORTER);
  submit_well (invitation, "first");
  WAIT_UNTIL (own->arrived == 1 && bs_desk_get_waiting (own->desk) == 1);
  submit_well (invitation, "first");
  submit_well (invitation, "second");
  WAIT_UNTIL (own->arrived == 2 && bs_desk_get_waiting (own->desk) == 2);

  bs_desk_host_here (own->desk, FALSE);
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_OFF);
  g_assert_null (bs_desk_get_feed (own->desk));
  g_assert_null (bs_desk_get_host (own->desk));
  WAIT_UNTIL (bs_desk_get_waiting (own->desk) == 0);
  assert_refused (invitation, BS_DESK_ERROR_OFFLINE);
}

static void
test_goes_on (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) invitation = NULL;
  g_autofree char *account = NULL;

  open_here (own);
  account = g_strdup (bs_desk_host_get_own_account (bs_desk_get_host (own->desk)));
  invitation = invite (own, "林沐", BS_ROLE_REPORTER);
  submit_well (invitation, "before");
  g_settings_set_string (own->settings, "author-name", "沈小禾");
  restart (own);
  WAIT_UNTIL (bs_desk_get_waiting (own->desk) == 1);
  g_assert_cmpint (bs_desk_get_state (own->desk), ==, BS_DESK_HOSTED);
  g_assert_cmpstr (bs_desk_host_get_own_account (bs_desk_get_host (own->desk)), ==, account);
  WAIT_UNTIL (g_str_equal (bs_desk_get_editor (own->desk), "沈小禾"));
  /* What was there already does not arrive once more. */
  g_assert_cmpuint (own->arrived, ==, 0);
  submit_well (invitation, "after");
  WAIT_UNTIL (own->arrived == 1);
}

static void
test_to_and_fro (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 5; i++)
    {
      bs_desk_host_here (own->desk, TRUE);
      g_main_context_iteration (NULL, FALSE);
      bs_desk_host_here (own->desk, FALSE);
      for (guint j = 0; j < i * 20; j++)
        g_main_context_iteration (NULL, FALSE);
    }
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_OFF);
  open_here (own);
  bs_desk_host_here (own->desk, FALSE);
  open_here (own);
}

static void
test_other_name (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) reporter = NULL;

  open_here (own);
  reporter = invite (own, "林沐", BS_ROLE_REPORTER);
  bs_desk_set_name (own->desk, "晨报编辑部");
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_CHANGING);
  wait_until_open (own);
  WAIT_UNTIL (g_str_equal (bs_desk_get_name (own->desk), "晨报编辑部"));
  submit_well (reporter, "again");
  WAIT_UNTIL (own->arrived == 1);
}

static void
test_revoked (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) invitation = NULL;
  g_autoptr (BsInvitation) renewed = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  BsDeskHost *host;
  BsAccount *account;

  open_here (own);
  host = bs_desk_get_host (own->desk);
  invitation = invite (own, "林沐", BS_ROLE_REPORTER);
  bs_desk_host_list_accounts_async (host, keep_result, &listed);
  accounts = bs_desk_host_list_accounts_finish (host, wait_for (&listed), NULL);
  g_assert_cmpuint (accounts->len, ==, 2);
  account = accounts->pdata[1];
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      bs_desk_host_revoke_async (host, account->id, i == 0, keep_result, &result);
      g_assert_true (bs_desk_host_revoke_finish (host, wait_for (&result), NULL));
      if (i == 0)
        assert_refused (invitation, BS_DESK_ERROR_TOKEN);
      else
        submit_well (invitation, "undone");
    }
  {
    g_autoptr (GAsyncResult) result = NULL;

    bs_desk_host_renew_async (host, account->id, "127.0.0.1", keep_result, &result);
    renewed = bs_desk_host_invite_finish (host, wait_for (&result), NULL);
  }
  assert_refused (invitation, BS_DESK_ERROR_TOKEN);
  submit_well (renewed, "renewed");
}

static void
test_port (Own *own, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (inet, 0);
  g_autoptr (GSocketAddress) got = NULL;
  guint16 port;

  g_socket_listener_add_address (other, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &got, NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  g_settings_set_int (own->settings, "desk-port", port);
  bs_desk_host_here (own->desk, TRUE);
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_FAILED);
  g_assert_error (bs_desk_get_error (own->desk), BS_DESK_ERROR, BS_DESK_ERROR_PORT);
  g_assert_true (bs_desk_is_host (own->desk));
  g_assert_null (bs_desk_get_host (own->desk));

  /* The other program ends. */
  g_socket_listener_close (other);
  bs_desk_retry (own->desk);
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_HOSTED);
  g_assert_cmpuint (bs_desk_host_get_port (bs_desk_get_host (own->desk)), ==, port);

  /* A free one, which stays. */
  bs_desk_set_port (own->desk, 0);
  WAIT_UNTIL (bs_desk_get_state (own->desk) == BS_DESK_CHANGING);
  wait_until_open (own);
  g_assert_cmpint (g_settings_get_int (own->settings, "desk-port"), ==,
                   bs_desk_host_get_port (bs_desk_get_host (own->desk)));
  g_assert_cmpint (g_settings_get_int (own->settings, "desk-port"), >, 0);
}

/* --- A desk elsewhere --- */

typedef struct
{
  Own own;
  DeskFixture other;
} Two;

static void
set_up_two (Two *two, gconstpointer data)
{
  set_up (&two->own, data);
  desk_fixture_set_up (&two->other, data);
}

static void
tear_down_two (Two *two, gconstpointer data)
{
  tear_down (&two->own, data);
  desk_fixture_tear_down (&two->other, data);
}

static BsInvitation *
make_invitation (Two *two, const char *token)
{
  g_autofree char *fingerprint = bs_certificate_fingerprint (two->other.certificate);
  const BsInvitation invitation = { (char *) "127.0.0.1", two->other.port, (char *) token,
                                    fingerprint };

  return bs_invitation_copy (&invitation);
}

static void
test_joins (Two *two, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) editor = make_invitation (two, two->other.editor);
  g_autoptr (BsInvitation) reporter = make_invitation (two, two->other.reporter);
  Own *own = &two->own;

  submit_well (reporter, "before");
  bs_desk_join (own->desk, editor);
  WAIT_UNTIL (bs_desk_get_waiting (own->desk) == 1
              && g_str_equal (bs_desk_get_name (own->desk), "晨报编辑部"));
  g_assert_cmpint (bs_desk_get_state (own->desk), ==, BS_DESK_JOINED);
  g_assert_cmpstr (bs_desk_get_editor (own->desk), ==, "沈禾");
  submit_well (reporter, "while");
  WAIT_UNTIL (own->arrived == 1);

  /* The invitation was kept. */
  restart (own);
  WAIT_UNTIL (bs_desk_get_waiting (own->desk) == 2);

  /* The desk goes away and comes back, and what came meanwhile is told. */
  desk_fixture_stop (&two->other);
  WAIT_UNTIL (bs_desk_get_error (own->desk) != NULL);
  g_assert_cmpint (bs_desk_get_state (own->desk), ==, BS_DESK_JOINED);
  g_assert_cmpuint (bs_desk_get_waiting (own->desk), ==, 2);
  desk_fixture_restart (&two->other);
  submit_well (reporter, "after");
  bs_desk_retry (own->desk);
  WAIT_UNTIL (own->arrived == 1 && bs_desk_get_error (own->desk) == NULL);

  bs_desk_join (own->desk, NULL);
  g_assert_cmpint (bs_desk_get_state (own->desk), ==, BS_DESK_OFF);
  restart (own);
  g_assert_cmpint (bs_desk_get_state (own->desk), ==, BS_DESK_OFF);
}

static void
keep_waiting (BsDesk *desk, GParamSpec *spec G_GNUC_UNUSED, guint *told)
{
  *told = bs_desk_get_waiting (desk);
}

/* The last one has just been dealt with, which nobody was told yet: the number they know is an old one. */
static void
test_left_with_nothing_waiting (Two *two, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) editor = make_invitation (two, two->other.editor);
  g_autoptr (BsInvitation) reporter = make_invitation (two, two->other.reporter);
  g_autoptr (BsDeskItem) item = NULL;
  g_autoptr (BsNode) node = NULL;
  g_autoptr (BsSubmission) returned = NULL;
  BsDesk *desk = two->own.desk;
  guint told = 0;

  g_signal_connect (desk, "notify::waiting", G_CALLBACK (keep_waiting), &told);
  submit_well (reporter, "only");
  bs_desk_join (desk, editor);
  WAIT_UNTIL (told == 1);
  item = g_list_model_get_item (G_LIST_MODEL (bs_desk_get_feed (desk)), 0);
  node = bs_submission_to_node (bs_desk_item_get_submission (item));
  returned = bs_submission_from_node (node, NULL);
  returned->state = BS_SUBMISSION_RETURNED;
  returned->sequence++;
  bs_desk_feed_take (bs_desk_get_feed (desk), returned);
  bs_desk_join (desk, NULL);
  g_assert_cmpuint (told, ==, 0);
}

static void
test_other_certificate (Two *two, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) editor = make_invitation (two, two->other.editor);
  BsDesk *desk = two->own.desk;

  editor->certificate[0] = editor->certificate[0] == '0' ? '1' : '0';
  bs_desk_join (desk, editor);
  WAIT_UNTIL (bs_desk_get_state (desk) == BS_DESK_FAILED);
  g_assert_error (bs_desk_get_error (desk), BS_DESK_ERROR, BS_DESK_ERROR_CERTIFICATE);
  bs_desk_retry (desk);
  WAIT_UNTIL (bs_desk_get_state (desk) != BS_DESK_FAILED);
  WAIT_UNTIL (bs_desk_get_state (desk) == BS_DESK_FAILED);
  g_assert_error (bs_desk_get_error (desk), BS_DESK_ERROR, BS_DESK_ERROR_CERTIFICATE);
}

static void
test_reporter_is_no_editor (Two *two, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (BsInvitation) reporter = make_invitation (two, two->other.reporter);
  BsDesk *desk = two->own.desk;

  bs_desk_join (desk, reporter);
  WAIT_UNTIL (bs_desk_get_state (desk) == BS_DESK_FAILED);
  g_assert_error (bs_desk_get_error (desk), BS_DESK_ERROR, BS_DESK_ERROR_FORBIDDEN);

  /* From there to a desk of one's own. */
  open_here (&two->own);
  g_assert_cmpstr (bs_desk_get_place (desk), ==, "");
}

int
main (int argc, char **argv)
{
  /* Nothing goes to the user's keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);

#define OWN(name, func) g_test_add ("/app/desk/" name, Own, NULL, set_up, func, tear_down)
#define TWO(name, func) g_test_add ("/app/desk/" name, Two, NULL, set_up_two, func, tear_down_two)
  OWN ("receives-while-it-is-switched-on", test_receives);
  OWN ("goes-on-after-a-restart-with-what-it-has", test_goes_on);
  OWN ("switched-to-and-fro-comes-out-right", test_to_and_fro);
  OWN ("a-new-name-keeps-the-accounts", test_other_name);
  OWN ("a-revoked-invitation-is-worth-nothing-until-undone", test_revoked);
  OWN ("a-port-in-use-is-said-and-another-is-found", test_port);
  TWO ("joins-another-and-comes-back-to-it", test_joins);
  TWO ("another-certificate-is-refused", test_other_certificate);
  TWO ("who-leaves-is-told-that-nothing-waits", test_left_with_nothing_waiting);
  TWO ("a-reporters-invitation-is-no-editors", test_reporter_is_no_editor);

  return g_test_run ();
}
