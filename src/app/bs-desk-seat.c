/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-seat.h"

#include "bs-config.h"

#include "desk/bs-desk-error.h"

#include <glib/gi18n-lib.h>

/* A submission as it was told last. */
typedef struct
{
  guint version;
  gboolean waits;
} Known;

struct _BsDeskSeat
{
  GObject parent_instance;

  BsDeskClient *client;
  BsDeskFeed *feed;
  BsDeskIdentity *identity; /* NULL: not known yet */
  GNetworkMonitor *network; /* NULL: not taken yet, or left */
  GCancellable *cancellable;

  GHashTable *known; /* id → Known */
  guint waiting;
  guint tell_waiting; /* source */
};

enum
{
  ARRIVED,
  WAITING,
  IDENTIFIED,
  REACHED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsDeskSeat, bs_desk_seat, G_TYPE_OBJECT)

static gboolean
is_left (BsDeskSeat *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
refuse (BsDeskSeat *self, const GError *error)
{
  bs_desk_seat_leave (self);
  g_signal_emit (self, signals[REFUSED], 0, error);
}

/* --- What comes in --- */

static gboolean
on_tell_waiting (gpointer data)
{
  BsDeskSeat *self = data;

  self->tell_waiting = 0;
  g_signal_emit (self, signals[WAITING], 0);

  return G_SOURCE_REMOVE;
}

/* Thousands are told of at once when a desk is first read. */
static void
count_waiting (BsDeskSeat *self, int difference)
{
  self->waiting += (guint) difference;
  if (difference != 0 && self->tell_waiting == 0)
    self->tell_waiting = g_idle_add (on_tell_waiting, self);
}

/* Claims are told, too; what is new is a version that was not there. */
static void
on_told (BsDeskSeat *self, BsSubmission *submission, gboolean live)
{
  Known *known = g_hash_table_lookup (self->known, submission->id);
  gboolean waits = submission->state == BS_SUBMISSION_RECEIVED;
  gboolean is_new = known == NULL || submission->version > known->version;

  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      g_hash_table_insert (self->known, g_strdup (submission->id), known);
    }
  count_waiting (self, (int) waits - (int) known->waits);
  known->version = submission->version;
  known->waits = waits;
  if (live && is_new && waits)
    g_signal_emit (self, signals[ARRIVED], 0, submission);
}

/* --- Who we are --- */

static void
on_identified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDeskSeat) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDeskIdentity) identity = bs_desk_client_identify_finish (BS_DESK_CLIENT (source),
                                                                        result, &error);

  /* The feed says what is wrong, and tries again. */
  if (identity == NULL || is_left (self))
    return;
  if (identity->role != BS_ROLE_EDITOR)
    {
      g_set_error (&error, BS_DESK_ERROR, BS_DESK_ERROR_FORBIDDEN,
                   _ ("%s: this machine’s invitation is a reporter’s, and only editors see what "
                      "came in. Ask the desk for an editor’s invitation"),
                   identity->desk);
      refuse (self, error);
      return;
    }
  g_clear_pointer (&self->identity, bs_desk_identity_free);
  self->identity = g_steal_pointer (&identity);
  g_signal_emit (self, signals[IDENTIFIED], 0);
}

static void
identify (BsDeskSeat *self)
{
  bs_desk_client_identify_async (self->client, self->cancellable, on_identified,
                                 g_object_ref (self));
}

/* --- The feed --- */

static void
on_feed_error (BsDeskSeat *self)
{
  const GError *told = bs_desk_feed_get_error (self->feed);
  g_autoptr (GError) error = told != NULL ? g_error_copy (told) : NULL; /* leaving forgets it */

  if (is_left (self))
    return;
  if (error != NULL && !bs_desk_error_passes (error))
    refuse (self, error);
  else
    g_signal_emit (self, signals[REACHED], 0, error);
}

/* Who was asked while the network was away is asked again. */
static void
on_up_to_date (BsDeskSeat *self)
{
  if (self->identity == NULL && bs_desk_feed_get_up_to_date (self->feed) && !is_left (self))
    identify (self);
}

static void
on_network (BsDeskSeat *self, gboolean available)
{
  if (available)
    bs_desk_feed_retry (self->feed);
}

/* --- The object --- */

static void
bs_desk_seat_dispose (GObject *object)
{
  BsDeskSeat *self = BS_DESK_SEAT (object);

  bs_desk_seat_leave (self);
  g_clear_handle_id (&self->tell_waiting, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->feed, self);

  G_OBJECT_CLASS (bs_desk_seat_parent_class)->dispose (object);
}

static void
bs_desk_seat_finalize (GObject *object)
{
  BsDeskSeat *self = BS_DESK_SEAT (object);

  g_clear_pointer (&self->identity, bs_desk_identity_free);
  g_hash_table_unref (self->known);
  g_object_unref (self->cancellable);
  g_object_unref (self->feed);
  g_object_unref (self->client);

  G_OBJECT_CLASS (bs_desk_seat_parent_class)->finalize (object);
}

static void
bs_desk_seat_class_init (BsDeskSeatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = BS_TYPE_DESK_SEAT;

  object_class->dispose = bs_desk_seat_dispose;
  object_class->finalize = bs_desk_seat_finalize;

  signals[ARRIVED] = g_signal_new ("arrived", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BS_TYPE_SUBMISSION);
  signals[WAITING] = g_signal_new ("waiting", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[IDENTIFIED] = g_signal_new ("identified", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
  signals[REACHED] = g_signal_new ("reached", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bs_desk_seat_init (BsDeskSeat *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

BsDeskSeat *
bs_desk_seat_new (const BsInvitation *invitation)
{
  BsDeskSeat *self = g_object_new (BS_TYPE_DESK_SEAT, NULL);

  self->client = bs_desk_client_new (invitation);
  self->feed = bs_desk_feed_new (self->client);
  g_signal_connect_swapped (self->feed, "told", G_CALLBACK (on_told), self);
  g_signal_connect_swapped (self->feed, "notify::error", G_CALLBACK (on_feed_error), self);
  g_signal_connect_swapped (self->feed, "notify::up-to-date", G_CALLBACK (on_up_to_date), self);

  return self;
}

void
bs_desk_seat_take (BsDeskSeat *self)
{
  g_return_if_fail (BS_IS_DESK_SEAT (self));
  g_return_if_fail (self->network == NULL && !is_left (self));

  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (on_network), self,
                           G_CONNECT_SWAPPED);
  identify (self);
  bs_desk_feed_start (self->feed);
}

void
bs_desk_seat_leave (BsDeskSeat *self)
{
  g_return_if_fail (BS_IS_DESK_SEAT (self));

  g_cancellable_cancel (self->cancellable);
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  g_clear_object (&self->network);
  bs_desk_feed_stop (self->feed);
}

void
bs_desk_seat_retry (BsDeskSeat *self)
{
  g_return_if_fail (BS_IS_DESK_SEAT (self));

  bs_desk_feed_retry (self->feed);
}

BsDeskClient *
bs_desk_seat_get_client (BsDeskSeat *self)
{
  return self->client;
}

BsDeskFeed *
bs_desk_seat_get_feed (BsDeskSeat *self)
{
  return self->feed;
}

const BsDeskIdentity *
bs_desk_seat_get_identity (BsDeskSeat *self)
{
  return self->identity;
}

guint
bs_desk_seat_get_waiting (BsDeskSeat *self)
{
  return self->waiting;
}
