/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A connection as the door hands it to a SoupServer: what is below it, TLS or not, and the door hears
 * when something comes, when the other side hangs up and when it is closed. SoupServer keeps the name
 * of every method it has ever read: here one that HTTP does not know becomes BS_DOOR_UNKNOWN_METHOD
 * before it gets there. For that the door says where requests begin; nothing else is looked at. In one
 * main context.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_DOOR_STREAM (bs_door_stream_get_type ())
G_DECLARE_FINAL_TYPE (BsDoorStream, bs_door_stream, BS, DOOR_STREAM, GIOStream)

#define BS_DOOR_UNKNOWN_METHOD "UNKNOWN"

typedef struct
{
  void     (*came)    (gpointer data);
  /* Or sends what can be no request. TRUE: who reads is not told, as if nothing more came; the stream
   * will be closed soon. */
  gboolean (*hung_up) (gpointer data);
  void     (*closed)  (gpointer data); /* the last of the three */
} BsDoorWatch;

GIOStream *bs_door_stream_new    (GIOStream *below, const BsDoorWatch *watch /* static */, gpointer data);
/* Nobody is told of anything any more. */
void       bs_door_stream_forget (BsDoorStream *self);
/* The request before is over: what comes next is another, as it is at first. */
void       bs_door_stream_begin_request (BsDoorStream *self);
/* The head has been read; a body comes whose end whoever reads knows, and keeps to. */
void       bs_door_stream_begin_body    (BsDoorStream *self);

G_END_DECLS
