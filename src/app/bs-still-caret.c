/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-still-caret.h"

#include "bs-config.h"

/* Who has not typed for so long may look for the caret. */
#define STILL_FOR 600 /* milliseconds */

#define DATA "bs-still-caret"

/* One for all views: the setting is of the whole display. */
typedef struct
{
  GtkSettings *settings; /* borrowed: it has us */
  GtkTextView *view;     /* weak: whose caret stands still */
  guint source;          /* 0: the caret blinks as the user has set it */
} StillCaret;

static void
still_caret_free (gpointer data)
{
  StillCaret *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->view);
  g_free (self);
}

/* GTK 4.8 looks at the setting when the caret appears, and not when the setting changes. */
static void
set_blinking (StillCaret *self, gboolean blinking)
{
  if (blinking)
    gtk_settings_reset_property (self->settings, "gtk-cursor-blink");
  else
    g_object_set (self->settings, "gtk-cursor-blink", FALSE, NULL);
  if (self->view != NULL)
    {
      gtk_text_view_set_cursor_visible (self->view, FALSE);
      gtk_text_view_set_cursor_visible (self->view, TRUE);
    }
}

static gboolean
blink_again (gpointer data)
{
  StillCaret *self = data;

  self->source = 0;
  set_blinking (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
stand_still (GtkTextView *view)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (view));
  StillCaret *self = g_object_get_data (G_OBJECT (settings), DATA);

  /* Undo and others change it, too, while nobody types. */
  if (!gtk_widget_has_focus (GTK_WIDGET (view)))
    return;

  if (self == NULL)
    {
      self = g_new0 (StillCaret, 1);
      self->settings = settings;
      g_object_set_data_full (G_OBJECT (settings), DATA, self, still_caret_free);
    }
  g_set_weak_pointer (&self->view, view);
  if (self->source == 0)
    set_blinking (self, FALSE);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (STILL_FOR, blink_again, self);
}

static void
watch_buffer (GtkTextView *view)
{
  GtkTextBuffer *buffer;

  /* Asked then, a view makes itself a new one. */
  if (gtk_widget_in_destruction (GTK_WIDGET (view)))
    return;

  buffer = gtk_text_view_get_buffer (view);
  g_signal_handlers_disconnect_by_func (buffer, stand_still, view);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (stand_still), view,
                           G_CONNECT_SWAPPED);
}

void
bs_still_caret_attach (GtkTextView *view)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  g_signal_connect (view, "notify::buffer", G_CALLBACK (watch_buffer), NULL);
}
