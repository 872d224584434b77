/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-toaster.h"

#include "bs-config.h"

/* Milliseconds. libadwaita 1.2 crashes where a toast is dismissed while it still slides in or while
 * the one before slides out; it takes 250 for either. */
#define SLIDING 600
/* To read one when another waits. */
#define READING 1500

struct _BsToaster
{
  AdwToastOverlay *overlay; /* borrowed */
  AdwToast *current;        /* owned; in the overlay */
  gint64 since;             /* that it is shown, or that there is none; µs */
  gboolean retracted;
  GQueue waiting; /* AdwToast, owned */
  guint source;
};

static void pump (BsToaster *self);

static gboolean
pump_later (gpointer data)
{
  BsToaster *self = data;

  self->source = 0;
  pump (self);

  return G_SOURCE_REMOVE;
}

/* TRUE when @least milliseconds have passed since the last toast came or went; else comes back. */
static gboolean
has_passed (BsToaster *self, gint64 least)
{
  gint64 left = least - (g_get_monotonic_time () - self->since) / 1000;

  if (left <= 0)
    return TRUE;
  if (self->source == 0)
    self->source = g_timeout_add ((guint) left, pump_later, self);

  return FALSE;
}

static void
dismissed (BsToaster *self)
{
  g_clear_object (&self->current);
  self->since = g_get_monotonic_time ();
  pump (self);
}

static void
let_go (BsToaster *self)
{
  if (self->current != NULL)
    g_signal_handlers_disconnect_by_data (self->current, self);
  g_clear_object (&self->current);
}

static void
pump (BsToaster *self)
{
  if (self->current != NULL)
    {
      g_autoptr (AdwToast) toast = g_object_ref (self->current);

      if ((self->retracted && has_passed (self, SLIDING))
          || (!g_queue_is_empty (&self->waiting) && has_passed (self, READING)))
        adw_toast_dismiss (toast);
      return;
    }
  if (g_queue_is_empty (&self->waiting) || !has_passed (self, SLIDING))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  self->since = g_get_monotonic_time ();
  self->retracted = FALSE;
  g_signal_connect_swapped (self->current, "dismissed", G_CALLBACK (dismissed), self);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->current));
  if (!g_queue_is_empty (&self->waiting))
    has_passed (self, READING);
}

BsToaster *
bs_toaster_new (AdwToastOverlay *overlay)
{
  BsToaster *self = g_new0 (BsToaster, 1);

  self->overlay = overlay;
  g_queue_init (&self->waiting);

  return self;
}

void
bs_toaster_free (BsToaster *self)
{
  let_go (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_free (self);
}

void
bs_toaster_show (BsToaster *self, AdwToast *toast)
{
  g_return_if_fail (self != NULL);

  g_queue_push_tail (&self->waiting, toast);
  pump (self);
}

void
bs_toaster_retract (BsToaster *self, AdwToast *toast)
{
  g_return_if_fail (self != NULL);

  if (g_queue_remove (&self->waiting, toast))
    {
      g_object_unref (toast);
      return;
    }
  if (toast != self->current)
    return;
  self->retracted = TRUE;
  pump (self);
}
