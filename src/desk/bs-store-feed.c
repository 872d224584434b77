/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "bs-sql-postgres.h"

#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define PAUSE 1000       /* milliseconds: to ask SQLite, to connect to PostgreSQL again */
#define LONG_PAUSE 20000 /* milliseconds: to see whether the connection still lives */

/* Not at once: the command line opens the store for a moment only. */
#define FIRST_PURGE G_TIME_SPAN_HOUR
#define NEXT_PURGE G_TIME_SPAN_DAY
#define PURGE_DAYS 30

struct _BsStoreFeed
{
  GWeakRef store;
  BsStore *owner; /* outlives the thread */
  gint64 purge;   /* when to look for photos that nobody uses; the thread's own */
  GMainContext *context;
  char *where;
  GThread *thread;
  int wake; /* an eventfd: the end */

  GMutex lock;      /* of what follows */
  gint64 sequence;  /* the highest that was heard of */
  GSource *pending; /* will tell it */
};

static void
clear_feed (gpointer data)
{
  BsStoreFeed *self = data;

  if (self->wake >= 0)
    close (self->wake);
  g_weak_ref_clear (&self->store);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self->where);
}

static void
release_feed (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear_feed);
}

static gboolean
emit_changed (gpointer data)
{
  BsStoreFeed *self = data;
  g_autoptr (BsStore) store = g_weak_ref_get (&self->store);
  gint64 sequence;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->pending, g_source_unref);
  sequence = self->sequence;
  g_mutex_unlock (&self->lock);
  if (store != NULL)
    g_signal_emit_by_name (store, "changed", sequence);

  return G_SOURCE_REMOVE;
}

void
bs_store_feed_announce (BsStoreFeed *self, gint64 sequence)
{
  g_mutex_lock (&self->lock);
  if (sequence > self->sequence)
    {
      self->sequence = sequence;
      if (self->pending == NULL)
        {
          self->pending = g_idle_source_new ();
          g_source_set_priority (self->pending, G_PRIORITY_DEFAULT);
          g_source_set_callback (self->pending, emit_changed, g_atomic_rc_box_acquire (self),
                                 release_feed);
          g_source_attach (self->pending, self->context);
        }
    }
  g_mutex_unlock (&self->lock);
}

/* Returns: TRUE when it is time to end */
static gboolean
wait_for (BsStoreFeed *self, int socket, int milliseconds)
{
  struct pollfd descriptors[] = { { .fd = self->wake, .events = POLLIN },
                                  { .fd = socket, .events = POLLIN } };

  poll (descriptors, socket >= 0 ? 2 : 1, milliseconds);

  return (descriptors[0].revents & POLLIN) != 0;
}

static gboolean
purge (BsStoreWork *work, gpointer data, GError **error)
{
  return bs_store_purge_media (work, PURGE_DAYS, error);
}

/* Nobody waits for it, and where it fails the next day tries again. */
static void
purge_daily (BsStoreFeed *self)
{
  gint64 now = g_get_monotonic_time ();
  BsStoreJob *job;

  if (now < self->purge)
    return;
  self->purge = now + NEXT_PURGE;
  job = g_new0 (BsStoreJob, 1);
  job->func = purge;
  bs_store_push (self->owner, BS_STORE_WRITER, job);
}

static gpointer
watch_sqlite (gpointer data)
{
  BsStoreFeed *self = data;
  g_autoptr (BsSql) sql = NULL;

  while (!wait_for (self, -1, PAUSE))
    {
      gint64 sequence = 0;

      purge_daily (self);
      if (sql == NULL)
        sql = bs_sql_new_sqlite (self->where, FALSE, NULL);
      if (sql != NULL && bs_sql_ensure (sql, NULL)
          && bs_sql_ask (sql, &sequence, NULL, "SELECT sequence FROM desk", NULL))
        {
          bs_store_feed_announce (self, sequence);
          bs_sql_tidy (sql);
        }
    }

  return NULL;
}

/* Also what was told while nobody listened. */
static gboolean
ask_sequence (BsStoreFeed *self, PGconn *connection)
{
  PGresult *result = PQexec (connection, "SELECT sequence FROM broadsheet.desk");
  gboolean known = PQresultStatus (result) == PGRES_TUPLES_OK && PQntuples (result) == 1;

  if (known)
    bs_store_feed_announce (self, g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10));
  PQclear (result);

  return known;
}

static gboolean
listen_to (PGconn *connection)
{
  PGresult *result = PQstatus (connection) == CONNECTION_OK
                       ? PQexec (connection, "LISTEN broadsheet")
                       : NULL;
  gboolean listening = PQresultStatus (result) == PGRES_COMMAND_OK;

  PQclear (result);

  return listening;
}

static gboolean
take_notifications (BsStoreFeed *self, PGconn *connection)
{
  PGnotify *notification;

  if (!PQconsumeInput (connection))
    return FALSE;
  while ((notification = PQnotifies (connection)) != NULL)
    {
      bs_store_feed_announce (self, g_ascii_strtoll (notification->extra, NULL, 10));
      PQfreemem (notification);
    }

  return TRUE;
}

static gpointer
watch_postgres (gpointer data)
{
  BsStoreFeed *self = data;
  gboolean ending = FALSE;

  while (!ending)
    {
      PGconn *connection = bs_sql_postgres_connect (self->where);
      gboolean listening = listen_to (connection) && ask_sequence (self, connection);

      while (listening && !ending)
        {
          gint64 start = g_get_monotonic_time ();

          purge_daily (self);
          ending = wait_for (self, PQsocket (connection), LONG_PAUSE);
          listening = take_notifications (self, connection)
                      && (g_get_monotonic_time () - start < LONG_PAUSE * 1000
                          || ask_sequence (self, connection));
        }
      PQfinish (connection);
      if (!ending)
        ending = wait_for (self, -1, PAUSE);
    }

  return NULL;
}

BsStoreFeed *
bs_store_feed_new (BsStore *store)
{
  BsStoreFeed *self = g_atomic_rc_box_new0 (BsStoreFeed);

  g_weak_ref_init (&self->store, store);
  self->owner = store;
  self->purge = g_get_monotonic_time () + FIRST_PURGE;
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->where = g_strdup (store->where);
  self->wake = -1;

  return self;
}

/* What is there already is no news. */
static gboolean
read_first (BsStoreWork *work, gpointer data, GError **error)
{
  gint64 *sequence = data;

  *sequence = bs_store_get_sequence (work, error);

  return *sequence >= 0;
}

gboolean
bs_store_feed_start (BsStoreFeed *self, GError **error)
{
  g_autoptr (BsStore) store = g_weak_ref_get (&self->store);
  gint64 sequence = 0;

  if (!bs_store_read (store, read_first, &sequence, error))
    return FALSE;
  self->sequence = sequence;
  self->wake = eventfd (0, EFD_CLOEXEC);
  self->thread = g_thread_new ("store-feed",
                               bs_store_is_postgres (self->where) ? watch_postgres : watch_sqlite,
                               self);

  return TRUE;
}

void
bs_store_feed_free (BsStoreFeed *self)
{
  uint64_t one = 1;
  gssize written = 0;

  if (self->thread != NULL)
    {
      written = write (self->wake, &one, sizeof one);
      g_warn_if_fail (written == sizeof one);
      g_thread_join (self->thread);
    }
  g_mutex_lock (&self->lock);
  if (self->pending != NULL)
    g_source_destroy (self->pending);
  g_clear_pointer (&self->pending, g_source_unref);
  g_mutex_unlock (&self->lock);
  release_feed (self);
}
