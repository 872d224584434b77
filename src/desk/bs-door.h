/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where connections come in: listens, shakes hands by TLS, and hands what is good to a SoupServer.
 * It counts connections and ends those that dawdle, or rest, or whose other side has hung up between
 * two requests, none of which SoupServer notices. HTTP/1.1 only: one request at a time then is a
 * connection's, and its pace can be judged. In one main context.
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _BsDoor BsDoor;

typedef struct
{
  SoupServer *server;
  GTlsCertificate *certificate; /* NULL: plain */
  guint max_connections;
  guint max_per_address;
  guint idle_seconds;
} BsDoorSettings;

BsDoor  *bs_door_new     (const BsDoorSettings *settings);
void     bs_door_free    (BsDoor *self);
/* @addresses NULL: every address of this machine. @port 0: any free one, the same for all. */
gboolean bs_door_listen  (BsDoor *self, const char *const *addresses, guint16 port, GError **error);
gboolean bs_door_adopt   (BsDoor *self, int fd, GError **error); /* a listening socket, taken over */
guint16  bs_door_get_port (BsDoor *self);
/* No new connections; those that are there stay, but for those that rest. */
void     bs_door_close   (BsDoor *self);
guint    bs_door_count   (BsDoor *self);
/* Every connection is cut at once. */
void     bs_door_cut     (BsDoor *self);

/* How the request on a connection stands, told by who handles it: what is waited for, and since when,
 * decides whether somebody dawdles. */
typedef enum
{
  BS_DOOR_READING, /* the client's turn: headers and body */
  BS_DOOR_WORKING, /* ours: no limit */
  BS_DOOR_WRITING, /* the client's: to take the answer */
  BS_DOOR_RESTING  /* between two requests */
} BsDoorPhase;

/* Not needed when one begins or ends. Once it has, its bodies are emptied. */
void bs_door_tell    (BsDoor *self, SoupServerMessage *message, BsDoorPhase phase, goffset bytes);
/* Nothing of it is read or answered, and its connection is closed. */
void bs_door_turn_away (BsDoor *self, SoupServerMessage *message);
/* Its connection is cut at once. */
void bs_door_cut_one (BsDoor *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsDoor, bs_door_free)

G_END_DECLS
