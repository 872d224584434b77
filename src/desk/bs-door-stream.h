/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A connection as the door hands it to a SoupServer: what is below it, TLS or not, and the door hears
 * when something comes, when the other side hangs up and when it is closed. In one main context; it
 * never looks at what it carries.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_DOOR_STREAM (bs_door_stream_get_type ())
G_DECLARE_FINAL_TYPE (BsDoorStream, bs_door_stream, BS, DOOR_STREAM, GIOStream)

typedef struct
{
  void     (*came)    (gpointer data);
  /* TRUE: who reads is not told, as if nothing more came; the stream will be closed soon. */
  gboolean (*hung_up) (gpointer data);
  void     (*closed)  (gpointer data); /* the last of the three */
} BsDoorWatch;

GIOStream *bs_door_stream_new    (GIOStream *below, const BsDoorWatch *watch /* static */, gpointer data);
/* Nobody is told of anything any more. */
void       bs_door_stream_forget (BsDoorStream *self);

G_END_DECLS
