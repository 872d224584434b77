/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-toaster.h"

#include "bs-config.h"

#include "base/bs-quotes.h"

/* libadwaita 1.2 crashes where a toast is dismissed while it still slides in (adw-toast-overlay.c,
 * show_done_cb, of what was freed) or while the one before slides out; it takes 300 ms, of the frames'
 * own time: where the computer is busy, the first frame of it may come a second later. Whoever presses
 * its button does not wait for that: so it never slides in. */
#define SLIDING (600 * G_TIME_SPAN_MILLISECOND)
/* To read one when another waits, in milliseconds. */
#define READING 1500
/* Characters that a toast has room for in one line, and how long more of them take to read. */
#define LONG_TOAST 72
#define LONG_TOAST_SECONDS 12

struct _BsToaster
{
  AdwToastOverlay *overlay; /* weak */
  GtkEventController *keys; /* the overlay's */
  AdwToast *current;        /* owned; in the overlay */
  gint64 since;             /* that it is shown; µs */
  gint64 first_frame;       /* in which one slides in or out; 0: not yet there; µs */
  guint tick;               /* while one does; 0: none */
  gboolean retracted;
  GQueue waiting;    /* AdwToast, owned */
  guint source;      /* of pump_later() */
  GtkWindow *dialog; /* weak; stands in front of what waits; NULL: none */
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

static void
leave_dialog (BsToaster *self)
{
  if (self->dialog != NULL)
    g_signal_handlers_disconnect_by_data (self->dialog, self);
  g_clear_weak_pointer (&self->dialog);
}

static void
dialog_gone (BsToaster *self)
{
  leave_dialog (self);
  if (self->source == 0)
    self->source = g_idle_add (pump_later, self);
}

static gboolean
stands_before (GtkWindow *dialog, GtkRoot *root)
{
  GtkWindow *window = gtk_window_get_transient_for (dialog);

  if (!gtk_window_get_modal (dialog) || !gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    return FALSE;
  while (window != NULL && GTK_ROOT (window) != root)
    window = gtk_window_get_transient_for (window);

  return window != NULL;
}

/* Nobody reads what is told behind a dialog, nor could press its button: it waits for that to go. */
static gboolean
wait_for_dialog (BsToaster *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->overlay));
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!stands_before (window, root))
        continue;
      if (window != self->dialog)
        {
          leave_dialog (self);
          g_set_weak_pointer (&self->dialog, window);
          g_signal_connect_swapped (window, "unmap", G_CALLBACK (dialog_gone), self);
        }
      return TRUE;
    }

  return FALSE;
}

/* TRUE when the toast was there long enough to be read; else comes back. */
static gboolean
was_read (BsToaster *self)
{
  gint64 left = READING - (g_get_monotonic_time () - self->since) / 1000;

  if (left <= 0)
    return TRUE;
  if (self->source == 0)
    self->source = g_timeout_add ((guint) left, pump_later, self);

  return FALSE;
}

static gboolean
frame_came (GtkWidget *overlay G_GNUC_UNUSED, GdkFrameClock *clock, gpointer data)
{
  BsToaster *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->first_frame == 0)
    self->first_frame = now;
  if (now - self->first_frame < SLIDING)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  pump (self);

  return G_SOURCE_REMOVE;
}

/* A toast begins to slide in or out. Nothing slides where nothing is seen. */
static void
slide (BsToaster *self)
{
  self->first_frame = 0;
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self->overlay)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), frame_came, self, NULL);
}

static void
dismissed (BsToaster *self)
{
  g_clear_object (&self->current);
  if (self->overlay == NULL)
    return;
  slide (self);
  pump (self);
}

/* The overlay would dismiss its toast at once. */
static gboolean
key_pressed (GtkEventControllerKey *keys G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED,
             GdkModifierType state G_GNUC_UNUSED, BsToaster *self)
{
  if (key != GDK_KEY_Escape || self->current == NULL || self->tick == 0)
    return GDK_EVENT_PROPAGATE;

  self->retracted = TRUE;

  return GDK_EVENT_STOP;
}

static void
let_go (BsToaster *self)
{
  if (self->current != NULL)
    g_signal_handlers_disconnect_by_data (self->current, self);
  g_clear_object (&self->current);
}

/* An animation that begins where there are none ends at once. */
static void
add_still (BsToaster *self, AdwToast *toast)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self->overlay));
  gboolean animated;

  g_object_get (settings, "gtk-enable-animations", &animated, NULL);
  if (animated)
    g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (toast));
  if (animated)
    gtk_settings_reset_property (settings, "gtk-enable-animations");
}

static void
pump (BsToaster *self)
{
  if (self->current != NULL)
    {
      g_autoptr (AdwToast) toast = g_object_ref (self->current);

      if (self->tick == 0
          && (self->retracted || (!g_queue_is_empty (&self->waiting) && was_read (self))))
        adw_toast_dismiss (toast);
      return;
    }
  if (g_queue_is_empty (&self->waiting) || self->tick != 0 || wait_for_dialog (self))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  self->since = g_get_monotonic_time ();
  self->retracted = FALSE;
  g_signal_connect_swapped (self->current, "dismissed", G_CALLBACK (dismissed), self);
  add_still (self, self->current);
  slide (self);
}

BsToaster *
bs_toaster_new (AdwToastOverlay *overlay)
{
  BsToaster *self = g_new0 (BsToaster, 1);

  g_set_weak_pointer (&self->overlay, overlay);
  g_queue_init (&self->waiting);
  self->keys = gtk_event_controller_key_new ();
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (overlay), self->keys);

  return self;
}

void
bs_toaster_free (BsToaster *self)
{
  let_go (self);
  if (self->overlay != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keys, self);
      if (self->tick != 0)
        gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->tick);
    }
  g_clear_weak_pointer (&self->overlay);
  leave_dialog (self);
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

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  AdwToastOverlay *found = ADW_IS_TOAST_OVERLAY (widget) ? ADW_TOAST_OVERLAY (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_overlay (child);

  return found;
}

static const char toaster_key[] = "bs-toaster";

void
bs_toaster_show_in (GtkWidget *window, AdwToast *toast)
{
  g_autoptr (AdwToast) owned = toast;
  AdwToastOverlay *overlay;
  BsToaster *self;

  g_return_if_fail (GTK_IS_WIDGET (window));

  overlay = find_overlay (window);
  if (overlay == NULL)
    return;
  self = g_object_get_data (G_OBJECT (overlay), toaster_key);
  if (self == NULL)
    {
      self = bs_toaster_new (overlay);
      g_object_set_data_full (G_OBJECT (overlay), toaster_key, self,
                              (GDestroyNotify) bs_toaster_free);
    }
  bs_toaster_show (self, g_steal_pointer (&owned));
}

void
bs_toaster_retract_in (GtkWidget *window, AdwToast *toast)
{
  AdwToastOverlay *overlay = find_overlay (window);
  BsToaster *self = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), toaster_key) : NULL;

  if (self != NULL)
    bs_toaster_retract (self, toast);
}

/* A title ends in "…" where there is no room, and that is where the remedy stands. */
AdwToast *
bs_toaster_make_toast (const char *message)
{
  g_autofree char *text = bs_quotes_alternate (message);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);
  GtkWidget *label;

  if (g_utf8_strlen (text, -1) <= LONG_TOAST)
    return toast;

  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONG_TOAST);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, LONG_TOAST_SECONDS);

  return toast;
}

void
bs_toaster_tell (BsToaster *self, const char *message)
{
  bs_toaster_show (self, bs_toaster_make_toast (message));
}
