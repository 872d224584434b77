/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-settle.h"

#include "bs-config.h"

/* Where the pointer moves while one types, GTK 4.8 draws the frame before the text view has laid out
 * what was typed (gdkframeclockidle.c, gdk_frame_clock_flush_idle). The view does it in the middle of
 * the drawing then, its height and the scrollbar's place change, and what is drawn next has no valid
 * size. A new allocation makes the view do it in time. */
static void
wants_layout (GtkTextView *view)
{
  gtk_widget_queue_allocate (GTK_WIDGET (view));
}

static void
buffer_changed (GtkTextView *view, GParamSpec *property G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  static const char *const changes[] = { "changed", "apply-tag", "remove-tag" };
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  g_signal_handlers_disconnect_by_func (buffer, wants_layout, view); /* where it comes again */
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (buffer, changes[i], G_CALLBACK (wants_layout), view,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  wants_layout (view);
}

void
bs_text_settle_attach (GtkTextView *view)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  g_signal_connect (view, "notify::buffer", G_CALLBACK (buffer_changed), NULL);
  g_signal_connect (view, "preedit-changed", G_CALLBACK (wants_layout), NULL);
  buffer_changed (view, NULL, NULL);
}
