/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-feed.h"

#include "bs-backoff.h"
#include "bs-desk-error.h"

#define WAIT_SECONDS 30

struct _BsDeskItem
{
  GObject parent;

  BsSubmission *submission;
};

enum
{
  PROP_ITEM_0,
  PROP_SUBMISSION,
  N_ITEM_PROPERTIES
};

static GParamSpec *item_properties[N_ITEM_PROPERTIES];

G_DEFINE_FINAL_TYPE (BsDeskItem, bs_desk_item, G_TYPE_OBJECT)

struct _BsDeskFeed
{
  BsObjectList parent;

  BsDeskClient *client;
  GHashTable *by_id; /* id (the item's) → BsDeskItem, borrowed */
  char *cursor;
  GCancellable *running; /* NULL: stopped */
  guint retry;           /* source */
  guint failures;
  GError *error;
  gboolean up_to_date;
  gboolean live; /* was up to date once */
};

enum
{
  PROP_0,
  PROP_ERROR,
  PROP_UP_TO_DATE,
  N_PROPERTIES
};

enum
{
  SIGNAL_TOLD,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsDeskFeed, bs_desk_feed, BS_TYPE_OBJECT_LIST)

static void poll_desk (BsDeskFeed *self);

/* --- The list --- */

static BsDeskItem *
item_new (BsSubmission *submission)
{
  BsDeskItem *item = g_object_new (BS_TYPE_DESK_ITEM, NULL);

  item->submission = bs_submission_ref (submission);

  return item;
}

/* FALSE: nothing new in it; what is older than what is known came late. */
static gboolean
update_item (BsDeskItem *item, BsSubmission *submission)
{
  if (submission->sequence < item->submission->sequence)
    return FALSE;
  bs_submission_unref (item->submission);
  item->submission = bs_submission_ref (submission);
  g_object_notify_by_pspec (G_OBJECT (item), item_properties[PROP_SUBMISSION]);

  return TRUE;
}

static void
move_to_top (BsDeskFeed *self, BsDeskItem *item)
{
  BsObjectList *list = BS_OBJECT_LIST (self);
  g_autoptr (BsDeskItem) kept = g_object_ref (item);
  guint index = 0;

  if (!bs_object_list_find (list, item, &index) || index == 0)
    return;
  bs_object_list_remove (list, index);
  bs_object_list_insert (list, 0, kept);
}

static void
take (BsDeskFeed *self, BsSubmission *submission, GPtrArray *added)
{
  BsDeskItem *item = g_hash_table_lookup (self->by_id, submission->id);

  if (item == NULL)
    {
      item = item_new (submission);
      g_hash_table_insert (self->by_id, g_strdup (submission->id), item);
      g_ptr_array_add (added, item);
    }
  else if (update_item (item, submission) && !g_ptr_array_find (added, item, NULL))
    move_to_top (self, item);
}

/* By sequence: the last is the newest. Many at once are one change of the list. */
static void
put_on_top (BsDeskFeed *self, GPtrArray *added)
{
  BsObjectList *list = BS_OBJECT_LIST (self);
  GPtrArray *items;

  if (added->len == 0)
    return;
  items = g_ptr_array_new_full (added->len + bs_object_list_get_length (list), g_object_unref);
  for (guint i = added->len; i > 0; i--)
    g_ptr_array_add (items, g_object_ref (g_ptr_array_index (added, i - 1)));
  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    g_ptr_array_add (items, g_object_ref (bs_object_list_get (list, i)));
  bs_object_list_take (list, items);
}

static void
take_all (BsDeskFeed *self, GPtrArray *submissions)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < submissions->len; i++)
    take (self, g_ptr_array_index (submissions, i), added);
  put_on_top (self, added);
  for (guint i = 0; i < submissions->len; i++)
    g_signal_emit (self, signals[SIGNAL_TOLD], 0, g_ptr_array_index (submissions, i), self->live);
}

/* --- Listening --- */

static void
set_error (BsDeskFeed *self, GError *error /* transfer full */)
{
  gboolean was_up_to_date = self->up_to_date;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (error != NULL && was_up_to_date)
    {
      self->up_to_date = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UP_TO_DATE]);
    }
}

static void
set_up_to_date (BsDeskFeed *self)
{
  self->live = TRUE;
  if (self->up_to_date)
    return;
  self->up_to_date = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UP_TO_DATE]);
}

static gboolean
on_retry (gpointer data)
{
  BsDeskFeed *self = data;

  self->retry = 0;
  poll_desk (self);

  return G_SOURCE_REMOVE;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDeskFeed) self = data;
  g_autofree char *cursor = NULL;
  gboolean more = FALSE;
  GError *error = NULL;
  g_autoptr (GPtrArray) list = bs_desk_client_list_finish (BS_DESK_CLIENT (source), result, &cursor,
                                                           &more, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->running == NULL)
    {
      g_clear_error (&error);
      return;
    }
  if (list == NULL)
    {
      self->failures++;
      set_error (self, error);
      /* Whoever heard of it may have stopped listening. */
      if (self->running != NULL)
        self->retry = g_timeout_add (bs_backoff_milliseconds (self->failures), on_retry, self);
      return;
    }

  self->failures = 0;
  if (self->error != NULL)
    set_error (self, NULL);
  g_free (self->cursor);
  self->cursor = g_steal_pointer (&cursor);
  take_all (self, list);
  if (!more)
    set_up_to_date (self);
  if (self->running != NULL)
    poll_desk (self);
}

/* The first questions are answered at once, so that it is soon known whether all is there. */
static void
poll_desk (BsDeskFeed *self)
{
  bs_desk_client_list_async (self->client, self->cursor, self->up_to_date ? WAIT_SECONDS : 0,
                             self->running, on_listed, g_object_ref (self));
}

void
bs_desk_feed_start (BsDeskFeed *self)
{
  g_return_if_fail (BS_IS_DESK_FEED (self));

  if (self->running != NULL)
    return;
  self->running = g_cancellable_new ();
  poll_desk (self);
}

void
bs_desk_feed_stop (BsDeskFeed *self)
{
  g_return_if_fail (BS_IS_DESK_FEED (self));

  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

void
bs_desk_feed_retry (BsDeskFeed *self)
{
  g_return_if_fail (BS_IS_DESK_FEED (self));

  if (self->retry == 0)
    return;
  g_clear_handle_id (&self->retry, g_source_remove);
  self->failures = 0;
  poll_desk (self);
}

void
bs_desk_feed_take (BsDeskFeed *self, BsSubmission *submission)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_return_if_fail (BS_IS_DESK_FEED (self));

  g_ptr_array_add (one, submission);
  take_all (self, one);
}

const GError *
bs_desk_feed_get_error (BsDeskFeed *self)
{
  return self->error;
}

gboolean
bs_desk_feed_get_up_to_date (BsDeskFeed *self)
{
  return self->up_to_date;
}

BsDeskItem *
bs_desk_feed_find (BsDeskFeed *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

BsSubmission *
bs_desk_item_get_submission (BsDeskItem *self)
{
  return self->submission;
}

/* --- Objects --- */

static void
bs_desk_item_finalize (GObject *object)
{
  bs_submission_unref (BS_DESK_ITEM (object)->submission);

  G_OBJECT_CLASS (bs_desk_item_parent_class)->finalize (object);
}

static void
bs_desk_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_SUBMISSION)
    g_value_set_boxed (value, BS_DESK_ITEM (object)->submission);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bs_desk_item_class_init (BsDeskItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = bs_desk_item_finalize;
  object_class->get_property = bs_desk_item_get_property;

  item_properties[PROP_SUBMISSION] = g_param_spec_boxed ("submission", NULL, NULL,
                                                         BS_TYPE_SUBMISSION,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_ITEM_PROPERTIES, item_properties);
}

static void
bs_desk_item_init (BsDeskItem *self G_GNUC_UNUSED)
{
}

static void
bs_desk_feed_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BsDeskFeed *self = BS_DESK_FEED (object);

  switch (id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_UP_TO_DATE:
      g_value_set_boolean (value, self->up_to_date);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bs_desk_feed_dispose (GObject *object)
{
  BsDeskFeed *self = BS_DESK_FEED (object);

  bs_desk_feed_stop (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (bs_desk_feed_parent_class)->dispose (object);
}

static void
bs_desk_feed_finalize (GObject *object)
{
  BsDeskFeed *self = BS_DESK_FEED (object);

  g_hash_table_unref (self->by_id);
  g_clear_error (&self->error);
  g_free (self->cursor);

  G_OBJECT_CLASS (bs_desk_feed_parent_class)->finalize (object);
}

static void
bs_desk_feed_class_init (BsDeskFeedClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = bs_desk_feed_dispose;
  object_class->finalize = bs_desk_feed_finalize;
  BS_OBJECT_LIST_CLASS (class)->item_type = BS_TYPE_DESK_ITEM;
  object_class->get_property = bs_desk_feed_get_property;

  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UP_TO_DATE] = g_param_spec_boolean ("up-to-date", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, BS_TYPE_SUBMISSION,
                                       G_TYPE_BOOLEAN);
}

static void
bs_desk_feed_init (BsDeskFeed *self)
{
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BsDeskFeed *
bs_desk_feed_new (BsDeskClient *client)
{
  BsDeskFeed *self = g_object_new (BS_TYPE_DESK_FEED, NULL);

  self->client = g_object_ref (client);

  return self;
}
