/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-newer-watch.h"

#include "desk/bs-standing.h"

struct _BsNewerWatch
{
  GObject parent_instance;

  BsDesk *desk;
  BsDeskFeed *feed; /* NULL: none */
  guint telling;    /* source */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsNewerWatch, bs_newer_watch, G_TYPE_OBJECT)

static gboolean
tell (gpointer data)
{
  BsNewerWatch *self = data;

  self->telling = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Thousands are told of at once when a desk is first read. */
static void
tell_soon (BsNewerWatch *self)
{
  if (self->telling == 0)
    self->telling = g_idle_add (tell, self);
}

static void
told (BsNewerWatch *self, BsSubmission *submission)
{
  if (submission->version > 1)
    tell_soon (self);
}

static void
leave_feed (BsNewerWatch *self)
{
  if (self->feed != NULL)
    g_signal_handlers_disconnect_by_data (self->feed, self);
  g_clear_object (&self->feed);
}

static void
feed_changed (BsNewerWatch *self)
{
  leave_feed (self);
  g_set_object (&self->feed, bs_desk_get_feed (self->desk));
  if (self->feed != NULL)
    g_signal_connect_swapped (self->feed, "told", G_CALLBACK (told), self);
  tell_soon (self);
}

static void
bs_newer_watch_dispose (GObject *object)
{
  BsNewerWatch *self = BS_NEWER_WATCH (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  leave_feed (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bs_newer_watch_parent_class)->dispose (object);
}

static void
bs_newer_watch_class_init (BsNewerWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_newer_watch_dispose;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_NEWER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bs_newer_watch_init (BsNewerWatch *self G_GNUC_UNUSED)
{
}

BsNewerWatch *
bs_newer_watch_new (BsDesk *desk)
{
  BsNewerWatch *self = g_object_new (BS_TYPE_NEWER_WATCH, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "notify::feed", G_CALLBACK (feed_changed), self);
  feed_changed (self);

  return self;
}

const BsSubmission *
bs_newer_watch_find (BsNewerWatch *self, const BsNode *story)
{
  const char *id = bs_node_get_text (bs_node_get_member (story, "submission"), "id");
  const BsSubmission *submission;
  BsDeskItem *item;

  g_return_val_if_fail (BS_IS_NEWER_WATCH (self), NULL);

  item = self->feed != NULL && *id != '\0' ? bs_desk_feed_find (self->feed, id) : NULL;
  submission = item != NULL ? bs_desk_item_get_submission (item) : NULL;

  return submission != NULL && submission->state != BS_SUBMISSION_RETURNED
             && submission->version > bs_standing_get_version (story)
           ? submission
           : NULL;
}
