/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The switch of a desk that the application has on a thread of its own, pressed at any moment.
 */

#include "desk-fixture.h"

#include "desk/bs-desk-error.h"
#include "desk/bs-desk-host.h"

typedef struct
{
  char *folder;
  BsEnvironment *environment;
  BsDeskHost *host;
} Hosted;

static const char *const loopback[] = { "127.0.0.1", NULL };
static const BsDeskHostSettings settings = { .name = "晨报编辑部", .addresses = loopback };

static void
set_up (Hosted *hosted, gconstpointer data G_GNUC_UNUSED)
{
  hosted->folder = g_dir_make_tmp ("broadsheet-host-XXXXXX", NULL);
  hosted->environment = bs_environment_new_default ();
  hosted->host = bs_desk_host_new (hosted->environment, hosted->folder);
}

static void
stop (Hosted *hosted)
{
  GAsyncResult *result = NULL;

  bs_desk_host_stop_async (hosted->host, keep_result, &result);
  g_assert_true (bs_desk_host_stop_finish (hosted->host, wait_for (&result), NULL));
  g_object_unref (result);
}

static gboolean
has_gone (GWeakRef *host)
{
  g_autoptr (GObject) still = g_weak_ref_get (host);

  return still == NULL;
}

static void
tear_down (Hosted *hosted, gconstpointer data G_GNUC_UNUSED)
{
  GWeakRef host;

  stop (hosted);
  /* Its last worker may still be about to let go of it. */
  g_weak_ref_init (&host, hosted->host);
  g_object_unref (hosted->host);
  WAIT_UNTIL (has_gone (&host));
  g_weak_ref_clear (&host);
  g_object_unref (hosted->environment);
  desk_fixture_remove_folder (hosted->folder);
  g_free (hosted->folder);
}

static void
start (Hosted *hosted)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  bs_desk_host_start_async (hosted->host, &settings, NULL, keep_result, &result);
  bs_desk_host_start_finish (hosted->host, wait_for (&result), &error);
  g_object_unref (result);
  g_assert_no_error (error);
  g_assert_true (bs_desk_host_get_running (hosted->host));
}

/* An editor can be let in, so it is really there. */
static void
assert_serves (Hosted *hosted)
{
  g_autoptr (BsInvitation) invitation = NULL;
  g_autoptr (BsDeskClient) client = NULL;
  g_autoptr (BsDeskIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  bs_desk_host_enter_async (hosted->host, "何川", keep_result, &result);
  invitation = bs_desk_host_enter_finish (hosted->host, wait_for (&result), &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_cmpuint (invitation->port, ==, bs_desk_host_get_port (hosted->host));
  client = bs_desk_client_new (invitation);
  bs_desk_client_identify_async (client, NULL, keep_result, &result);
  identity = bs_desk_client_identify_finish (client, wait_for (&result), &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_cmpstr (identity->name, ==, "何川");
}

static void
desk_says_nothing_of_a_port_before_it_is_open (Hosted *hosted, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  bs_desk_host_start_async (hosted->host, &settings, NULL, keep_result, &result);
  while (result == NULL)
    {
      g_assert_cmpuint (bs_desk_host_get_port (hosted->host), ==, 0);
      g_assert_false (bs_desk_host_get_running (hosted->host));
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (bs_desk_host_start_finish (hosted->host, result, &error));
  g_object_unref (result);
  g_assert_cmpuint (bs_desk_host_get_port (hosted->host), !=, 0);
  assert_serves (hosted);
}

static void
desk_that_is_being_closed_says_so_and_opens_after_it (Hosted *hosted,
                                                      gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *stopped = NULL;
  GAsyncResult *started = NULL;

  start (hosted);
  bs_desk_host_stop_async (hosted->host, keep_result, &stopped);
  bs_desk_host_start_async (hosted->host, &settings, NULL, keep_result, &started);
  g_assert_false (bs_desk_host_start_finish (hosted->host, wait_for (&started), &error));
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY);
  g_assert_true (bs_desk_host_stop_finish (hosted->host, wait_for (&stopped), NULL));
  g_object_unref (stopped);
  g_object_unref (started);
  start (hosted);
  assert_serves (hosted);
}

static void
desk_that_is_closed_while_it_opens_is_closed (Hosted *hosted, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *stopped = NULL;
  GAsyncResult *started = NULL;

  bs_desk_host_start_async (hosted->host, &settings, NULL, keep_result, &started);
  bs_desk_host_stop_async (hosted->host, keep_result, &stopped);
  g_assert_true (bs_desk_host_stop_finish (hosted->host, wait_for (&stopped), NULL));
  g_assert_false (bs_desk_host_start_finish (hosted->host, wait_for (&started), &error));
  g_assert_error (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY);
  g_object_unref (stopped);
  g_object_unref (started);
  g_assert_false (bs_desk_host_get_running (hosted->host));
  start (hosted);
  assert_serves (hosted);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(function)                                                                              \
  g_test_add ("/desk/host/" #function, Hosted, NULL, set_up, function, tear_down)
  ADD (desk_says_nothing_of_a_port_before_it_is_open);
  ADD (desk_that_is_being_closed_says_so_and_opens_after_it);
  ADD (desk_that_is_closed_while_it_opens_is_closed);

  return g_test_run ();
}
