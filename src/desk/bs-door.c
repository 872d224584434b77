/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-door.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "bs-door-stream.h"
#include "bs-tls.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define BACKLOG 128
/* Headers and handshake must be there within this, however steadily they drip. */
#define HEADER_SECONDS 20
/* A body or an answer of which fewer bytes than this have moved, in each of these spans, is dawdling:
 * who was quick at first may not stop for ever. */
#define LEAST_BYTES_PER_SECOND 512
#define SPAN_SECONDS 30
#define GUEST_KEY "bs-door-guest"

typedef struct
{
  BsDoor *door;
  GSocketConnection *connection;
  GSocketAddress *remote; /* by which a request is known to be theirs */
  GIOStream *shaking;     /* TLS; NULL: hands are shaken, or need not be */
  GIOStream *stream;      /* what SoupServer has, which owns it; NULL: not yet */
  char *address;          /* "192.0.2.7" */
  /* The request that was answered last, until the next one is read: SoupServer waits for that, and
   * does not notice who hangs up meanwhile. By this it can be made to let go of the connection. */
  SoupServerMessage *last;
  GSource *leaving; /* that is about to be done */
  BsDoorPhase phase;
  gint64 since; /* of the phase; monotonic */
  goffset
    bytes; /* in the phase, as SoupServer counts them: what is given to the system is written */
  gint64 marked; /* where the span began in which they are judged now */
  goffset moved; /* until then */
} Guest;

struct _BsDoor
{
  BsDoorSettings settings;
  GSocketService *service;
  guint16 port;
  GSocket *silent[2];    /* nobody calls: SoupServer keeps connections only while it listens */
  GHashTable *guests;    /* Guest */
  GHashTable *addresses; /* address → how many */
  GSource *sweep;
  GCancellable *handshakes;
};

static void
guest_free (Guest *guest)
{
  g_object_set_data (G_OBJECT (guest->remote), GUEST_KEY, NULL);
  if (guest->stream != NULL)
    bs_door_stream_forget (BS_DOOR_STREAM (guest->stream));
  if (guest->leaving != NULL)
    g_source_destroy (guest->leaving);
  g_clear_pointer (&guest->leaving, g_source_unref);
  g_clear_object (&guest->last);
  g_clear_object (&guest->shaking);
  g_object_unref (guest->connection);
  g_object_unref (guest->remote);
  g_free (guest->address);
  g_free (guest);
}

static guint
count_address (BsDoor *self, const char *address, int change)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address)) + change;

  if (n == 0)
    g_hash_table_remove (self->addresses, address);
  else
    g_hash_table_insert (self->addresses, g_strdup (address), GUINT_TO_POINTER (n));

  return n;
}

static void
forget (Guest *guest)
{
  BsDoor *self = guest->door;

  count_address (self, guest->address, -1);
  g_hash_table_remove (self->guests, guest);
}

static void
on_closed (gpointer data)
{
  Guest *guest = data;

  /* The last word is not worth waiting for somebody who does not listen. */
  if (!g_pollable_output_stream_is_writable (
        G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (G_IO_STREAM (guest->connection)))))
    g_socket_shutdown (g_socket_connection_get_socket (guest->connection), TRUE, TRUE, NULL);
  forget (guest);
}

/* Between two requests. */
static void
dismiss (Guest *guest)
{
  g_autoptr (GIOStream) stream = g_object_ref (guest->stream);
  g_autoptr (SoupServerMessage) last = g_steal_pointer (&guest->last);
  g_autoptr (GIOStream) stolen = soup_server_message_steal_connection (last);

  g_io_stream_close (stream, NULL, NULL);
}

/* Bytes that the system holds for the other side, which has not taken them. */
static goffset
count_unsent (Guest *guest)
{
  int fd = g_socket_get_fd (g_socket_connection_get_socket (guest->connection));
  int unsent = 0;

  return ioctl (fd, SIOCOUTQ, &unsent) == 0 ? unsent : 0;
}

/* During a request both ends notice at once, and SoupServer lets go of the connection by itself. What
 * the other side has not taken yet is not kept for it: else the system would go on dripping it for hours
 * to one who reads a byte a second. */
static void
cut (Guest *guest)
{
  GSocket *socket = g_socket_connection_get_socket (guest->connection);
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (guest->last == NULL || count_unsent (guest) > 0)
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  /* Not by g_socket_shutdown(): hands may be shaken in another thread, which looks at its bits. */
  if (guest->last != NULL)
    dismiss (guest);
  else
    shutdown (g_socket_get_fd (socket), SHUT_RDWR);
}

static gboolean
on_leaving (gpointer data)
{
  Guest *guest = data;

  g_clear_pointer (&guest->leaving, g_source_unref);
  /* NULL: a request has come at the last moment. */
  if (guest->last != NULL)
    dismiss (guest);

  return G_SOURCE_REMOVE;
}

static void
enter_phase (Guest *guest, BsDoorPhase phase)
{
  guest->phase = phase;
  guest->since = guest->marked = g_get_monotonic_time ();
  guest->bytes = 0;
  guest->moved = phase == BS_DOOR_READING ? 0 : -count_unsent (guest);
}

static void
on_came (gpointer data)
{
  Guest *guest = data;

  if (guest->phase == BS_DOOR_RESTING)
    enter_phase (guest, BS_DOOR_READING);
}

/* Not while SoupServer is in the middle of something. */
static void
dismiss_soon (Guest *guest)
{
  if (guest->leaving != NULL)
    return;
  guest->leaving = g_idle_source_new ();
  g_source_set_priority (guest->leaving, G_PRIORITY_HIGH);
  g_source_set_callback (guest->leaving, on_leaving, guest, NULL);
  g_source_attach (guest->leaving, g_main_context_get_thread_default ());
}

static gboolean
on_hung_up (gpointer data)
{
  Guest *guest = data;

  if (guest->last == NULL)
    return FALSE;
  dismiss_soon (guest);

  return TRUE;
}

static const BsDoorWatch watch = { on_came, on_hung_up, on_closed };

/* Has less moved in the last span than must? */
static gboolean
is_slow (Guest *guest, goffset moved, gint64 now, guint idle_seconds)
{
  gint64 span = MIN (idle_seconds, SPAN_SECONDS);
  goffset before = guest->moved;

  if (now - guest->marked < span * G_USEC_PER_SEC)
    return FALSE;
  guest->marked = now;
  guest->moved = moved;

  return moved - before < span * LEAST_BYTES_PER_SECOND;
}

static gboolean
is_dawdling (Guest *guest, gint64 now, guint idle_seconds)
{
  double seconds = (now - guest->since) / (double) G_USEC_PER_SEC;
  goffset unsent = 0;

  switch (guest->phase)
    {
    case BS_DOOR_WORKING:
      return FALSE;
    case BS_DOOR_RESTING:
      /* All is written, as far as we are concerned: they may still be reading. */
      unsent = count_unsent (guest);
      if (unsent == 0)
        return seconds > idle_seconds;
      return is_slow (guest, guest->bytes - unsent, now, idle_seconds);
    case BS_DOOR_WRITING:
      unsent = count_unsent (guest);
      return is_slow (guest, guest->bytes - unsent, now, idle_seconds);
    case BS_DOOR_READING:
    default:
      if (guest->bytes == 0)
        return seconds > MIN (idle_seconds, HEADER_SECONDS);
      return is_slow (guest, guest->bytes, now, idle_seconds);
    }
}

static gboolean
on_sweep (gpointer data)
{
  BsDoor *self = data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GList) guests = g_hash_table_get_keys (self->guests);

  /* Who is cut is gone at once, but nobody else with them. */
  for (GList *link = guests; link != NULL; link = link->next)
    if (is_dawdling (link->data, now, self->settings.idle_seconds))
      cut (link->data);

  return G_SOURCE_CONTINUE;
}

static void
enter (Guest *guest)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (guest->connection,
                                                                            NULL);
  g_autoptr (GIOStream) below = guest->shaking != NULL
                                  ? g_steal_pointer (&guest->shaking)
                                  : G_IO_STREAM (g_object_ref (guest->connection));
  g_autoptr (GIOStream) stream = NULL;

  if (local == NULL)
    {
      forget (guest);
      return;
    }
  stream = bs_door_stream_new (below, &watch, guest);
  guest->stream = stream;
  enter_phase (guest, BS_DOOR_READING);
  soup_server_accept_iostream (guest->door->settings.server, stream, local, guest->remote, NULL);
}

static void
on_handshake (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GSocketAddress) remote = data;
  gboolean done = g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL);
  Guest *guest = g_object_get_data (G_OBJECT (remote), GUEST_KEY);

  /* NULL: they were forgotten meanwhile, or the door is gone. */
  if (guest != NULL && done)
    enter (guest);
  else if (guest != NULL)
    forget (guest);
}

static gboolean
shake_hands (BsDoor *self, Guest *guest)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  guest->shaking = g_tls_server_connection_new (G_IO_STREAM (guest->connection),
                                                self->settings.certificate, NULL);
  if (guest->shaking == NULL)
    return FALSE;
  g_object_set (guest->shaking, "require-close-notify", FALSE, "authentication-mode",
                G_TLS_AUTHENTICATION_NONE, NULL);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (guest->shaking), protocols);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (guest->shaking), G_PRIORITY_DEFAULT,
                                    self->handshakes, on_handshake, g_object_ref (guest->remote));

  return TRUE;
}

/* Whoever has rested longest makes room. @address NULL: wherever they are from. */
static gboolean
make_room (BsDoor *self, const char *address)
{
  GHashTableIter iter;
  gpointer key;
  Guest *longest = NULL;

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Guest *guest = key;

      if (guest->phase == BS_DOOR_RESTING && guest->last != NULL
          && (address == NULL || g_str_equal (address, guest->address))
          && (longest == NULL || guest->since < longest->since))
        longest = guest;
    }
  if (longest == NULL)
    return FALSE;
  dismiss (longest);

  return TRUE;
}

static gboolean
has_room (BsDoor *self, const char *address)
{
  guint from_there = GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address));

  return (from_there < self->settings.max_per_address || make_room (self, address))
         && (g_hash_table_size (self->guests) < self->settings.max_connections
             || make_room (self, NULL));
}

static gboolean
on_incoming (BsDoor *self, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autofree char *address = NULL;
  Guest *guest;

  if (G_IS_INET_SOCKET_ADDRESS (remote))
    address = g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
  /* Beyond what can be served it is better to be turned away at once than to wait in vain. */
  if (address == NULL || !has_room (self, address))
    {
      g_socket_close (socket, NULL);
      return TRUE;
    }

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  g_socket_set_keepalive (socket, TRUE);
  guest = g_new0 (Guest, 1);
  guest->door = self;
  guest->connection = g_object_ref (connection);
  guest->remote = g_steal_pointer (&remote);
  guest->address = g_steal_pointer (&address);
  g_object_set_data (G_OBJECT (guest->remote), GUEST_KEY, guest);
  enter_phase (guest, BS_DOOR_READING);
  count_address (self, guest->address, 1);
  g_hash_table_add (self->guests, guest);

  if (self->settings.certificate == NULL)
    enter (guest);
  else if (!shake_hands (self, guest))
    forget (guest);

  return TRUE;
}

/* Forgotten: the connection is closed already. */
static Guest *
find_guest (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL ? g_object_get_data (G_OBJECT (remote), GUEST_KEY) : NULL;
}

static void
on_got_headers (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Guest *guest = find_guest (message);

  if (guest == NULL)
    return;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > 0)
    bs_door_stream_begin_body (BS_DOOR_STREAM (guest->stream));
  if (g_str_equal (soup_server_message_get_method (message), BS_DOOR_UNKNOWN_METHOD))
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Connection",
                                 "close");
}

/* Some bytes of it are there. */
static void
on_request_started (BsDoor *self G_GNUC_UNUSED, SoupServerMessage *message)
{
  Guest *guest = find_guest (message);

  if (guest == NULL)
    return;
  g_clear_object (&guest->last);
  enter_phase (guest, BS_DOOR_READING);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), NULL);
}

/* Well or not; also where nobody but SoupServer has seen it. */
static void
on_request_finished (BsDoor *self, SoupServerMessage *message)
{
  Guest *guest = find_guest (message);

  if (guest == NULL)
    return;
  /* It may lie here for a while. */
  soup_message_body_truncate (soup_server_message_get_request_body (message));
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  g_set_object (&guest->last, message);
  bs_door_stream_begin_request (BS_DOOR_STREAM (guest->stream));
  enter_phase (guest, BS_DOOR_RESTING);
  if (!g_socket_service_is_active (self->service))
    dismiss_soon (guest);
}

static void
pretend_to_listen (BsDoor *self)
{
  g_autoptr (GError) error = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
    g_error ("No sockets: %s", g_strerror (errno));
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      self->silent[i] = g_socket_new_from_fd (ends[i], &error);
      g_assert_no_error (error);
    }
  soup_server_listen_socket (self->settings.server, self->silent[0], 0, &error);
  g_assert_no_error (error);
}

BsDoor *
bs_door_new (const BsDoorSettings *settings)
{
  BsDoor *self = g_new0 (BsDoor, 1);

  bs_tls_trust_nobody ();
  self->settings = *settings;
  g_object_ref (self->settings.server);
  if (self->settings.certificate != NULL)
    g_object_ref (self->settings.certificate);
  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), BACKLOG);
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (on_incoming), self);
  self->guests = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) guest_free, NULL);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->handshakes = g_cancellable_new ();
  g_signal_connect_swapped (self->settings.server, "request-started",
                            G_CALLBACK (on_request_started), self);
  g_signal_connect_swapped (self->settings.server, "request-finished",
                            G_CALLBACK (on_request_finished), self);
  g_signal_connect_swapped (self->settings.server, "request-aborted",
                            G_CALLBACK (on_request_finished), self);
  pretend_to_listen (self);
  self->sweep = g_timeout_source_new_seconds (1);
  g_source_set_callback (self->sweep, on_sweep, self, NULL);
  g_source_attach (self->sweep, g_main_context_get_thread_default ());

  return self;
}

void
bs_door_free (BsDoor *self)
{
  bs_door_close (self);
  g_cancellable_cancel (self->handshakes);
  g_object_unref (self->handshakes);
  bs_door_cut (self);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_signal_handlers_disconnect_by_data (self->settings.server, self);
  g_object_unref (self->service);
  g_source_destroy (self->sweep);
  g_source_unref (self->sweep);
  g_hash_table_unref (self->guests);
  g_hash_table_unref (self->addresses);
  for (guint i = 0; i < G_N_ELEMENTS (self->silent); i++)
    g_object_unref (self->silent[i]);
  g_object_unref (self->settings.server);
  g_clear_object (&self->settings.certificate);
  g_free (self);
}

static gboolean
listen_at (BsDoor *self, const char *text, guint16 port, guint16 *bound, GError **error)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (text);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocketAddress) effective = NULL;

  if (inet == NULL)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                   _ ("%s: is no address of this machine. Give one such as 0.0.0.0 or 192.0.2.7"),
                   text);
      return FALSE;
    }
  address = g_inet_socket_address_new (inet, port);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      error))
    return FALSE;
  *bound = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));

  return TRUE;
}

static gboolean
explain (GError *cause, guint16 port, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (
      error, BS_DESK_ERROR, BS_DESK_ERROR_PORT,
      _ ("The desk cannot be opened at port %u: another program has it. Stop that program, "
         "or choose another port"),
      port);
  else if (cause->domain == BS_DESK_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  else
    g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                 _ ("The desk cannot be opened at port %u: %s. Choose another address or port"),
                 port, cause->message);
  g_error_free (cause);

  return FALSE;
}

/**
 * bs_door_listen:
 *
 * Returns: %FALSE with %BS_DESK_ERROR_PORT where another program has @port, else %BS_DESK_ERROR_SERVICE
 */
gboolean
bs_door_listen (BsDoor *self, const char *const *addresses, guint16 port, GError **error)
{
  GError *cause = NULL;

  if (addresses == NULL && port == 0)
    self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL,
                                                      &cause);
  else if (addresses == NULL)
    {
      if (g_socket_listener_add_inet_port (G_SOCKET_LISTENER (self->service), port, NULL, &cause))
        self->port = port;
    }
  else
    for (guint i = 0; addresses[i] != NULL && cause == NULL; i++)
      listen_at (self, addresses[i], self->port != 0 ? self->port : port, &self->port, &cause);
  if (cause != NULL)
    return explain (cause, port, error);
  g_socket_service_start (self->service);

  return TRUE;
}

/**
 * bs_door_adopt:
 * @fd: as systemd hands it over (sd_listen_fds(3))
 *
 * Returns: %FALSE where it is no listening socket
 */
gboolean
bs_door_adopt (BsDoor *self, int fd, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);
  g_autoptr (GSocketAddress) address = NULL;
  int listening = 0;

  if (socket != NULL)
    address = g_socket_get_local_address (socket, NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (address)
      || !g_socket_get_option (socket, SOL_SOCKET, SO_ACCEPTCONN, &listening, NULL) || !listening)
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                           _ ("The desk cannot be opened: what was handed over is no listening "
                              "socket of TCP. Give the socket unit a ListenStream= with a port"));
      return FALSE;
    }
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, error))
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_socket_service_start (self->service);

  return TRUE;
}

guint16
bs_door_get_port (BsDoor *self)
{
  return self->port;
}

void
bs_door_close (BsDoor *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (make_room (self, NULL))
    ;
}

guint
bs_door_count (BsDoor *self)
{
  return g_hash_table_size (self->guests);
}

void
bs_door_cut (BsDoor *self)
{
  g_autoptr (GList) guests = g_hash_table_get_keys (self->guests);

  for (GList *link = guests; link != NULL; link = link->next)
    cut (link->data);
}

void
bs_door_cut_one (BsDoor *self G_GNUC_UNUSED, SoupServerMessage *message)
{
  Guest *guest = find_guest (message);

  if (guest != NULL)
    cut (guest);
}

void
bs_door_turn_away (BsDoor *self G_GNUC_UNUSED, SoupServerMessage *message)
{
  Guest *guest = find_guest (message);

  soup_server_message_pause (message);
  if (guest == NULL)
    return;
  g_set_object (&guest->last, message);
  dismiss_soon (guest);
}

void
bs_door_tell (BsDoor *self G_GNUC_UNUSED, SoupServerMessage *message, BsDoorPhase phase,
              goffset bytes)
{
  Guest *guest = find_guest (message);

  if (guest == NULL)
    return;
  if (guest->phase != phase)
    enter_phase (guest, phase);
  guest->bytes += bytes;
}
