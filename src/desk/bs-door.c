/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-door.h"

#include "bs-config.h"
#include "bs-desk-error.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#define BACKLOG 128
/* Headers and handshake must be there within this, however steadily they drip. */
#define HEADER_SECONDS 20
/* A body or an answer that is slower than this, averaged, after a while, is dawdling. */
#define LEAST_BYTES_PER_SECOND 512
#define GRACE_SECONDS 30
#define RESTING_SECONDS 10

typedef struct
{
  BsDoor *door;
  GIOStream *stream;  /* below TLS; borrowed: its owner lets go of it to close it */
  GIOStream *outside; /* what SoupServer gets: TLS, or the same; NULL when it has got it */
  char *name;         /* "192.0.2.7:50312" */
  char *address;      /* "192.0.2.7" */
  BsDoorPhase phase;
  gint64 since;  /* of the phase; monotonic */
  goffset bytes; /* in the phase */
} Guest;

struct _BsDoor
{
  BsDoorSettings settings;
  GSocketService *service;
  guint16 port;
  GHashTable *guests;    /* name → Guest */
  GHashTable *addresses; /* address → how many */
  GSource *sweep;
  GCancellable *handshakes;
};

static void on_stream_gone (gpointer data, GObject *stream);

static void
guest_free (Guest *guest)
{
  if (guest->stream != NULL)
    g_object_weak_unref (G_OBJECT (guest->stream), on_stream_gone, guest);
  g_clear_object (&guest->outside);
  g_free (guest->name);
  g_free (guest->address);
  g_free (guest);
}

static char *
name_address (GSocketAddress *address, char **host)
{
  GInetAddress *inet;
  g_autofree char *text = NULL;
  char *name;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  text = g_inet_address_to_string (inet);
  name = g_strdup_printf ("%s:%u", text,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  if (host != NULL)
    *host = g_steal_pointer (&text);

  return name;
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
forget (BsDoor *self, Guest *guest)
{
  count_address (self, guest->address, -1);
  g_hash_table_remove (self->guests, guest->name);
}

static void
on_stream_gone (gpointer data, GObject *stream G_GNUC_UNUSED)
{
  Guest *guest = data;

  guest->stream = NULL;
  forget (guest->door, guest);
}

/* Both ends notice at once; SoupServer then lets go of the connection by itself. */
static void
cut (Guest *guest)
{
  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (guest->stream)), TRUE,
                     TRUE, NULL);
}

static gboolean
is_dawdling (Guest *guest, gint64 now, guint idle_seconds)
{
  double seconds = (now - guest->since) / (double) G_USEC_PER_SEC;

  switch (guest->phase)
    {
    case BS_DOOR_WORKING:
      return FALSE;
    case BS_DOOR_RESTING:
      return seconds > RESTING_SECONDS;
    case BS_DOOR_READING:
    case BS_DOOR_WRITING:
    default:
      if (guest->bytes == 0)
        return seconds > MIN (idle_seconds, HEADER_SECONDS);
      return seconds > GRACE_SECONDS && guest->bytes / seconds < LEAST_BYTES_PER_SECOND;
    }
}

static gboolean
on_sweep (gpointer data)
{
  BsDoor *self = data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Guest *guest = value;

      if (is_dawdling (guest, now, self->settings.idle_seconds))
        cut (guest);
    }

  return G_SOURCE_CONTINUE;
}

static void
enter (Guest *guest)
{
  GSocketConnection *connection = G_SOCKET_CONNECTION (guest->stream);
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GIOStream) outside = g_steal_pointer (&guest->outside);

  guest->phase = BS_DOOR_READING;
  guest->since = g_get_monotonic_time ();
  if (local == NULL || remote == NULL
      || !soup_server_accept_iostream (guest->door->settings.server, outside, local, remote, NULL))
    forget (guest->door, guest);
}

typedef struct
{
  BsDoor *door;
  char *name;
} Handshake;

static void
on_handshake (GObject *source, GAsyncResult *result, gpointer data)
{
  Handshake *handshake = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, &error);

  /* Cancelled: the door is gone. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      Guest *guest = g_hash_table_lookup (handshake->door->guests, handshake->name);

      if (guest != NULL && guest->outside == G_IO_STREAM (source))
        {
          if (done)
            enter (guest);
          else
            forget (handshake->door, guest);
        }
    }
  g_free (handshake->name);
  g_free (handshake);
}

static gboolean
shake_hands (BsDoor *self, Guest *guest)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  Handshake *handshake;

  guest->outside = g_tls_server_connection_new (guest->stream, self->settings.certificate, NULL);
  if (guest->outside == NULL)
    return FALSE;
  g_object_set (guest->outside, "require-close-notify", FALSE, "authentication-mode",
                G_TLS_AUTHENTICATION_NONE, NULL);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (guest->outside), protocols);
  handshake = g_new (Handshake, 1);
  handshake->door = self;
  handshake->name = g_strdup (guest->name);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (guest->outside), G_PRIORITY_DEFAULT,
                                    self->handshakes, on_handshake, handshake);

  return TRUE;
}

static gboolean
on_incoming (BsDoor *self, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autofree char *address = NULL;
  g_autofree char *name = remote != NULL ? name_address (remote, &address) : NULL;
  GSocket *socket = g_socket_connection_get_socket (connection);
  Guest *guest;

  /* Beyond what can be served it is better to be turned away at once than to wait in vain. */
  if (name == NULL || g_hash_table_size (self->guests) >= self->settings.max_connections
      || GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address))
           >= self->settings.max_per_address)
    {
      g_socket_close (socket, NULL);
      return TRUE;
    }

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  g_socket_set_keepalive (socket, TRUE);
  guest = g_new0 (Guest, 1);
  guest->door = self;
  guest->stream = G_IO_STREAM (connection);
  g_object_weak_ref (G_OBJECT (connection), on_stream_gone, guest);
  guest->name = g_steal_pointer (&name);
  guest->address = g_steal_pointer (&address);
  guest->phase = BS_DOOR_READING;
  guest->since = g_get_monotonic_time ();
  count_address (self, guest->address, 1);
  g_hash_table_insert (self->guests, guest->name, guest);

  if (self->settings.certificate == NULL)
    {
      guest->outside = g_object_ref (guest->stream);
      enter (guest);
    }
  else if (!shake_hands (self, guest))
    forget (self, guest);

  return TRUE;
}

BsDoor *
bs_door_new (const BsDoorSettings *settings)
{
  BsDoor *self = g_new0 (BsDoor, 1);

  self->settings = *settings;
  g_object_ref (self->settings.server);
  if (self->settings.certificate != NULL)
    g_object_ref (self->settings.certificate);
  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), BACKLOG);
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (on_incoming), self);
  self->guests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) guest_free);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->handshakes = g_cancellable_new ();
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
  g_object_unref (self->service);
  g_source_destroy (self->sweep);
  g_source_unref (self->sweep);
  g_hash_table_unref (self->guests);
  g_hash_table_unref (self->addresses);
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
}

guint
bs_door_count (BsDoor *self)
{
  return g_hash_table_size (self->guests);
}

void
bs_door_cut (BsDoor *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    cut (value);
}

static Guest *
find_guest (BsDoor *self, GSocketAddress *remote)
{
  g_autofree char *name = name_address (remote, NULL);

  return name != NULL ? g_hash_table_lookup (self->guests, name) : NULL;
}

void
bs_door_cut_one (BsDoor *self, GSocketAddress *remote)
{
  Guest *guest = find_guest (self, remote);

  if (guest != NULL)
    cut (guest);
}

void
bs_door_tell (BsDoor *self, GSocketAddress *remote, BsDoorPhase phase, goffset bytes)
{
  Guest *guest = find_guest (self, remote);

  if (guest == NULL)
    return;
  if (guest->phase != phase)
    {
      guest->phase = phase;
      guest->since = g_get_monotonic_time ();
      guest->bytes = 0;
    }
  guest->bytes += bytes;
}
