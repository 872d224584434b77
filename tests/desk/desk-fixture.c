/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include "desk/bs-certificate.h"

#include <glib/gstdio.h>

/* --- Waiting for what comes --- */

void
keep_result (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
add_account (BsStoreWork *work, gpointer data, GError **error)
{
  const char **values = data; /* name, digest, role */
  g_autoptr (BsAccount) account = bs_store_add_account (work, values[0],
                                                        g_str_equal (values[2], "editor")
                                                          ? BS_ROLE_EDITOR
                                                          : BS_ROLE_REPORTER,
                                                        values[1], error);

  return account != NULL;
}

char *
desk_fixture_add (DeskFixture *fixture, const char *name, const char *role)
{
  char *token = bs_token_new ();
  g_autofree char *digest = bs_token_digest (token);
  const char *values[] = { name, digest, role };
  g_autoptr (GError) error = NULL;

  bs_store_write (fixture->store, add_account, values, &error);
  g_assert_no_error (error);

  return token;
}

/* @port 0: any free one. */
static void
start (DeskFixture *fixture, guint16 port)
{
  static const char *const addresses[] = { "127.0.0.1", NULL };
  g_autofree char *spool = g_build_filename (fixture->folder, "spool", NULL);
  const BsDeskSettings settings = { .name = "晨报编辑部",
                                    .addresses = addresses,
                                    .port = port,
                                    .certificate = fixture->certificate,
                                    .spool = spool,
                                    .idle_seconds = fixture->idle_seconds,
                                    .listen_fd = -1 };
  g_autoptr (GError) error = NULL;

  fixture->store = bs_store_open (fixture->environment, fixture->folder, &error);
  g_assert_no_error (error);
  fixture->service = bs_desk_service_new (fixture->environment, fixture->store, &settings);
  bs_desk_service_start (fixture->service, &error);
  g_assert_no_error (error);
  fixture->port = bs_desk_service_get_port (fixture->service);
}

void
desk_fixture_set_up (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("broadsheet-desk-XXXXXX", NULL);
  folder = g_file_new_for_path (fixture->folder);
  fixture->environment = bs_environment_new_default ();
  fixture->certificate = bs_certificate_ensure (folder, "desk.example", &error);
  g_assert_no_error (error);
  start (fixture, 0);
  fixture->session = soup_session_new_with_options ("timeout", 20, NULL);
  soup_session_set_tls_database (fixture->session, NULL);
  fixture->reporter = desk_fixture_add (fixture, "林沐", "reporter");
  fixture->other = desk_fixture_add (fixture, "何川", "reporter");
  fixture->editor = desk_fixture_add (fixture, "沈禾", "editor");
}

void
desk_fixture_stop (DeskFixture *fixture)
{
  GAsyncResult *result = NULL;

  bs_desk_service_stop_async (fixture->service, 1, keep_result, &result);
  g_assert_true (bs_desk_service_stop_finish (fixture->service, wait_for (&result), NULL));
  g_object_unref (result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->service);
  bs_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

void
desk_fixture_restart (DeskFixture *fixture)
{
  if (fixture->store != NULL)
    desk_fixture_stop (fixture);
  start (fixture, fixture->port);
}

void
desk_fixture_remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        desk_fixture_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
desk_fixture_tear_down (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  soup_session_abort (fixture->session);
  g_object_unref (fixture->session);
  if (fixture->store != NULL)
    desk_fixture_stop (fixture);
  g_clear_object (&fixture->certificate);
  g_object_unref (fixture->environment);
  desk_fixture_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->reporter);
  g_free (fixture->other);
  g_free (fixture->editor);
}

BsDeskClient *
desk_fixture_connect (DeskFixture *fixture, const char *token)
{
  g_autofree char *fingerprint = bs_certificate_fingerprint (fixture->certificate);
  const BsInvitation invitation = { (char *) "127.0.0.1",
                                    bs_desk_service_get_port (fixture->service), (char *) token,
                                    fingerprint };

  return bs_desk_client_new (&invitation);
}

GBytes *
desk_fixture_make_picture (gsize more, char **sha)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,
                                13,   'I', 'H', 'D', 'R',  0,    0,    0,    1,    0,    0,
                                0,    1,   8,   0,   0,    0,    0,    0x3a, 0x7e, 0x9b, 0x55,
                                0,    0,   0,   10,  'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63,
                                0,    0,   0,   2,   0,    1,    0x48, 0xaf, 0xa4, 0x71, 0,
                                0,    0,   0,   'I', 'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82 };
  GByteArray *array = g_byte_array_new ();
  g_autofree guint8 *rest = g_malloc0 (more);

  g_byte_array_append (array, png, sizeof png);
  g_byte_array_append (array, rest, (guint) more);
  *sha = g_compute_checksum_for_data (G_CHECKSUM_SHA256, array->data, array->len);

  return g_byte_array_free_to_bytes (array);
}
