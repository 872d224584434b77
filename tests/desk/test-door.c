/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Guests of a desk that take or give so little that others would have to wait for them, or that would
 * have it remember what they made up.
 */

#include "desk-fixture.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define PHOTO_BYTES (12 * 1000 * 1000)
/* What a slow one moves: a byte in this time. */
#define PAUSE (100 * G_TIME_SPAN_MILLISECOND)
#define RECEIVE_BYTES 4096

typedef struct
{
  GSocket *socket;
  gint64 moved; /* monotonic: when the last byte was */
} Guest;

/* A desk without TLS that has no patience, as bare sockets can talk to it. */
static void
open_plainly (DeskFixture *fixture)
{
  desk_fixture_stop (fixture);
  g_clear_object (&fixture->certificate);
  fixture->idle_seconds = 1;
  desk_fixture_restart (fixture);
}

static Guest *
call (DeskFixture *fixture)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, fixture->port);
  g_autoptr (GError) error = NULL;
  Guest *guest = g_new0 (Guest, 1);

  guest->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                &error);
  g_assert_no_error (error);
  /* Little of what is not read yet is on this side. */
  g_assert_true (g_socket_set_option (guest->socket, SOL_SOCKET, SO_RCVBUF, RECEIVE_BYTES, &error));
  g_assert_true (g_socket_connect (guest->socket, address, NULL, &error));
  g_socket_set_blocking (guest->socket, FALSE);

  return guest;
}

static void
leave (Guest *guest)
{
  g_object_unref (guest->socket);
  g_free (guest);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Guest, leave)

static void
say (Guest *guest, const char *text, gsize length)
{
  while (length > 0)
    {
      g_autoptr (GError) error = NULL;
      gssize n = g_socket_send (guest->socket, text, length, NULL, &error);

      if (n < 0)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
      text += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* What has come before stays to be read: whether the other side is still there says the system. */
static gboolean
is_cut (Guest *guest)
{
  struct tcp_info info = { 0 };
  socklen_t length = sizeof info;

  g_assert_cmpint (getsockopt (g_socket_get_fd (guest->socket), IPPROTO_TCP, TCP_INFO, &info,
                               &length),
                   ==, 0);

  return info.tcpi_state != TCP_ESTABLISHED;
}

/* Reads a byte, or writes one, now and then. TRUE: the desk has had enough of it. */
static gboolean
dawdles_in_vain (Guest *guest, gboolean writes)
{
  char byte = 'x';

  if (g_get_monotonic_time () - guest->moved < PAUSE)
    return FALSE;
  guest->moved = g_get_monotonic_time ();
  if (writes)
    g_socket_send (guest->socket, &byte, 1, NULL, NULL);
  else
    g_socket_receive (guest->socket, &byte, 1, NULL, NULL);

  return is_cut (guest);
}

static char *
give_photo (DeskFixture *fixture)
{
  g_autoptr (BsDeskClient) client = desk_fixture_connect (fixture, fixture->reporter);
  g_autofree char *path = g_build_filename (fixture->folder, "there.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  char *sha;
  g_autoptr (GBytes) photo = desk_fixture_make_picture (PHOTO_BYTES, &sha);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (photo, NULL),
                                      (gssize) g_bytes_get_size (photo), &error));
  bs_desk_client_put_media_async (client, file, sha, NULL, NULL, NULL, keep_result, &result);
  bs_desk_client_put_media_finish (client, wait_for (&result), &error);
  g_object_unref (result);
  g_assert_no_error (error);

  return sha;
}

static void
who_hardly_reads_is_cut_though_the_system_took_it (DeskFixture *fixture,
                                                   gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = give_photo (fixture);
  g_autofree char *request = g_strdup_printf ("GET /v1/media/%s HTTP/1.1\r\nHost: desk\r\n"
                                              "Authorization: Bearer %s\r\n\r\n",
                                              sha, fixture->reporter);
  g_autoptr (Guest) guest = NULL;

  open_plainly (fixture);
  guest = call (fixture);
  say (guest, request, strlen (request));
  WAIT_UNTIL (dawdles_in_vain (guest, FALSE));
}

/* Small enough that the system holds all of it, and the desk has nothing more to do. */
static void
who_hardly_reads_the_end_of_an_answer_is_cut (DeskFixture *fixture,
                                              gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = give_photo (fixture);
  g_autofree char *request = g_strdup_printf ("GET /v1/media/%s HTTP/1.1\r\nHost: desk\r\n"
                                              "Authorization: Bearer %s\r\n"
                                              "Range: bytes=0-200000\r\n\r\n",
                                              sha, fixture->reporter);
  g_autoptr (Guest) guest = NULL;

  open_plainly (fixture);
  guest = call (fixture);
  say (guest, request, strlen (request));
  WAIT_UNTIL (dawdles_in_vain (guest, FALSE));
}

static void
who_began_quickly_may_not_dawdle_for_ever (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sha = NULL;
  g_autoptr (GBytes) photo = desk_fixture_make_picture (PHOTO_BYTES, &sha);
  g_autofree char *head = g_strdup_printf ("PUT /v1/media/%s HTTP/1.1\r\nHost: desk\r\n"
                                           "Content-Length: %d\r\nContent-Type: image/png\r\n"
                                           "Authorization: Bearer %s\r\n\r\n",
                                           sha, PHOTO_BYTES, fixture->reporter);
  g_autoptr (Guest) guest = NULL;

  open_plainly (fixture);
  guest = call (fixture);
  say (guest, head, strlen (head));
  say (guest, g_bytes_get_data (photo, NULL), PHOTO_BYTES / 2);
  WAIT_UNTIL (dawdles_in_vain (guest, TRUE));
}

/* --- Methods that nobody knows --- */

/* All that comes until the desk closes the connection, or until @n answers are there. */
static char *
hear (Guest *guest, guint n)
{
  GString *heard = g_string_new (NULL);
  guint answers = 0;
  gssize got = 1;

  while (got != 0 && answers < n)
    {
      char buffer[4096];
      g_autoptr (GError) error = NULL;
      const char *at;

      WAIT_UNTIL ((got = g_socket_receive (guest->socket, buffer, sizeof buffer, NULL, &error)) >= 0
                  || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)
                  || (g_clear_error (&error), FALSE));
      if (got < 0)
        break;
      g_string_append_len (heard, buffer, got);
      for (answers = 0, at = heard->str; (at = strstr (at, "HTTP/1.1 ")) != NULL; at++)
        answers++;
    }

  return g_string_free (heard, FALSE);
}

/* @before, whole requests that have @n_before answers, and then one with a method of its own, of which
 * libsoup must not have heard: it keeps the names for good. They come @at_once or byte by byte. */
static void
ask_oddly (DeskFixture *fixture, const char *method, const char *before, guint n_before,
           gboolean at_once)
{
  g_autofree char *request = g_strdup_printf ("%s%s /v1/account HTTP/1.1\r\nHost: desk\r\n\r\n",
                                              before, method);
  g_autoptr (Guest) guest = call (fixture);
  g_autofree char *heard = NULL;
  const char *last;

  for (gsize i = 0, n; i < strlen (request); i += n)
    {
      n = at_once ? strlen (request) : 1;
      say (guest, request + i, n);
      for (guint turns = 0; turns < 3; turns++)
        g_main_context_iteration (NULL, FALSE);
    }
  heard = hear (guest, G_MAXUINT);
  last = g_strrstr (heard, "HTTP/1.1 ");
  g_assert_nonnull (last);
  g_assert_true (g_str_has_prefix (last, "HTTP/1.1 405 "));
  g_assert_nonnull (strstr (last, "\nAllow: GET"));
  g_assert_nonnull (strstr (last, "urn:broadsheet:problem:method"));
  for (const char *at = heard; at != last; at = strstr (at + 1, "HTTP/1.1 "), n_before--)
    g_assert_true (g_str_has_prefix (at, "HTTP/1.1 2") || g_str_has_prefix (at, "HTTP/1.1 4"));
  g_assert_cmpuint (n_before, ==, 0);
  g_assert_cmpuint (g_quark_try_string (method), ==, 0);
}

static void
a_method_nobody_knows_is_refused_and_not_remembered (DeskFixture *fixture,
                                                     gconstpointer data G_GNUC_UNUSED)
{
  static const char *const odd[] = { "BREW", "GE", "geT", "GETT", "OPTIONSX", "G\001T" };
  g_autofree char *long_one = g_strnfill (4000, 'M');

  open_plainly (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      ask_oddly (fixture, odd[i], "", 0, TRUE);
      ask_oddly (fixture, odd[i], "\r\n\n", 0, FALSE);
    }
  ask_oddly (fixture, long_one, "", 0, TRUE);
}

static void
nor_is_one_behind_other_requests (DeskFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint answers;
    const char *requests;
  } before[] = {
    { 1, "GET /v1/health HTTP/1.1\r\nHost: desk\r\n\r\n" },
    { 3,
      "GET /v1/health HTTP/1.1\r\nHost: desk\r\n\r\nHEAD /v1/health HTTP/1.1\r\nHost: desk\r\n\r\n"
      "GET /v1/nothing HTTP/1.1\nHost: desk\n\n" },
    { 1, "POST /v1/submissions HTTP/1.1\r\nHost: desk\r\nContent-Length: 25\r\n\r\n"
         "HELD / HTTP/1.1\r\nHost:\r\n\r\n" },
    { 1, "POST /v1/submissions HTTP/1.1\r\nHost: desk\r\nContent-Length: 0\r\n\r\n" },
    { 1, "POST /v1/submissions HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\n"
         "7;x=y\r\n1\n2\n3\n4\r\n1\r\n{\r\n0\r\n\r\n" },
    { 1, "GET /v1/health HTTP/1.1\r\nHost: desk\r\n\r\n\r\n\r\n" },
  };

  open_plainly (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    for (guint at_once = 0; at_once < 2; at_once++)
      {
        g_autofree char *method = g_strdup_printf ("BEHIND%u%u", i, at_once);

        ask_oddly (fixture, method, before[i].requests, before[i].answers, at_once);
      }
}

static void
what_has_no_method_at_all_is_refused_and_not_remembered (DeskFixture *fixture,
                                                         gconstpointer data G_GNUC_UNUSED)
{
  /* libsoup takes for the method what comes before the first blank or tab, be it in another line. */
  static const struct
  {
    const char *method, *request;
  } odd[] = { { "ALONE\r\nHost:", "ALONE\r\nHost: /v1/account HTTP/1.1\r\nHost: desk\r\n\r\n" },
              { "ALONE\r", "ALONE\r\n\r\n" },
              { "GET\nHost:", "GET\nHost: / HTTP/1.1\nHost: desk\n\n" } };

  open_plainly (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (Guest) guest = call (fixture);
      g_autofree char *heard = NULL;

      say (guest, odd[i].request, strlen (odd[i].request));
      heard = hear (guest, G_MAXUINT);
      g_assert_true (g_str_has_prefix (heard, "HTTP/1.0 400 ")
                     || g_str_has_prefix (heard, "HTTP/1.1 400 "));
      g_assert_cmpuint (g_quark_try_string (odd[i].method), ==, 0);
    }
}

static void
who_never_comes_to_the_end_of_a_method_is_cut (DeskFixture *fixture,
                                               gconstpointer data G_GNUC_UNUSED)
{
  static const char *const all[] = { "M", "M", "\r\n", "\r\n" };
  static const char good[] = "GET /v1/health HTTP/1.1\r\nHost: desk\r\n\r\n";
  g_autoptr (Guest) silent = NULL;
  g_autoptr (Guest) late = NULL;
  g_autofree char *heard = NULL;

  open_plainly (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (Guest) guest = call (fixture);
      guint sent = 0;

      if (i % 2 != 0)
        {
          /* Behind a request that was answered. */
          say (guest, good, strlen (good));
          g_free (hear (guest, 1));
        }
      for (; !is_cut (guest) && sent < 1000000; sent++)
        {
          g_socket_send (guest->socket, all[i], strlen (all[i]), NULL, NULL);
          g_main_context_iteration (NULL, FALSE);
        }
      g_assert_cmpuint (sent, <, 1000000);
    }

  /* Nothing is left of them that the desk stumbles over when they would have rested for too long. */
  silent = call (fixture);
  WAIT_UNTIL (is_cut (silent));
  late = call (fixture);
  say (late, good, strlen (good));
  heard = hear (late, 1);
  g_assert_true (g_str_has_prefix (heard, "HTTP/1.1 200 "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(function)                                                                              \
  g_test_add ("/desk/door/" #function, DeskFixture, NULL, desk_fixture_set_up, function,           \
              desk_fixture_tear_down)
  ADD (who_hardly_reads_is_cut_though_the_system_took_it);
  ADD (who_hardly_reads_the_end_of_an_answer_is_cut);
  ADD (who_began_quickly_may_not_dawdle_for_ever);
  ADD (a_method_nobody_knows_is_refused_and_not_remembered);
  ADD (nor_is_one_behind_other_requests);
  ADD (what_has_no_method_at_all_is_refused_and_not_remembered);
  ADD (who_never_comes_to_the_end_of_a_method_is_cut);

  return g_test_run ();
}
