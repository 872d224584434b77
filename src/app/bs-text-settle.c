/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-settle.h"

#include "bs-config.h"

/* What GTK gives that source: GTK_PRIORITY_RESIZE less two. */
#define LAYS_OUT (G_PRIORITY_HIGH_IDLE + 8)

/* Where the pointer moves while one types, GTK 4.8 draws the frame from a source of priority 1, before
 * the one by which the text view lays out what was typed (gdkframeclockidle.c, flush_idle;
 * gtktextview.c, first_validate_idle). The view does it in the middle of the drawing then, its height
 * and the scrollbar's place change, and what is drawn next has no valid size. The view's source is
 * the first in the order of priorities that has it as its data. */
static void
wants_layout (GtkTextView *view)
{
  GSource *source = g_main_context_find_source_by_funcs_user_data (NULL, &g_idle_funcs, view);

  if (source != NULL && g_source_get_priority (source) == LAYS_OUT)
    g_source_set_priority (source, G_PRIORITY_HIGH);
}

static gboolean
composed (gpointer view)
{
  wants_layout (view);

  return G_SOURCE_REMOVE;
}

/* The view is told before it is changed. */
static void
preedit_changed (GtkTextView *view, const char *preedit G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  g_idle_add_full (G_PRIORITY_HIGH, composed, g_object_ref (view), g_object_unref);
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
  g_signal_connect (view, "preedit-changed", G_CALLBACK (preedit_changed), NULL);
  buffer_changed (view, NULL, NULL);
}
