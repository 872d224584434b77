/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-job-progress.h"

#include "bs-config.h"

#define INTERVAL_MICROSECONDS (50 * G_TIME_SPAN_MILLISECOND)

struct _BsProgressRelay
{
  GTask *task;
  BsJobProgress progress;
  gpointer data;
  gint64 told; /* when; used by the one thread that works */
};

typedef struct
{
  GTask *task;
  BsJobProgress progress;
  gpointer data;
  double fraction;
} Message;

static void
message_free (Message *message)
{
  g_clear_object (&message->task);
  g_free (message);
}

static gboolean
deliver (gpointer user_data)
{
  Message *message = user_data;

  if (!g_task_get_completed (message->task)
      && !g_cancellable_is_cancelled (g_task_get_cancellable (message->task)))
    message->progress (message->fraction, message->data);

  return G_SOURCE_REMOVE;
}

BsProgressRelay *
bs_progress_relay_new (GTask *task, BsJobProgress progress, gpointer data)
{
  BsProgressRelay *relay = g_new0 (BsProgressRelay, 1);

  relay->task = task;
  relay->progress = progress;
  relay->data = data;

  return relay;
}

void
bs_progress_relay_free (BsProgressRelay *relay)
{
  g_free (relay);
}

void
bs_progress_relay_tell (double fraction, gpointer user_data)
{
  BsProgressRelay *relay = user_data;
  gint64 now = g_get_monotonic_time ();
  Message *message;

  if (relay->progress == NULL || now - relay->told < INTERVAL_MICROSECONDS)
    return;

  relay->told = now;
  message = g_new0 (Message, 1);
  message->task = g_object_ref (relay->task);
  message->progress = relay->progress;
  message->data = relay->data;
  message->fraction = CLAMP (fraction, 0, 1);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, message, (GDestroyNotify) message_free);
}
