/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places of a view that F6 goes round: a list, the page, what is beside it. For the views, which
 * know their places. Keeps nothing, and never shows a place that is hidden.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  gpointer widget;                 /* GtkWidget, borrowed */
  void (*focus) (gpointer widget); /* NULL: what is first in it */
} BsFocusStop;

/* From the place that has the focus to the next one (@step 1) or the one before (-1); FALSE when
 * there is no other that takes it. */
gboolean bs_focus_ring_step (const BsFocusStop *stops, guint n_stops, int step);

G_END_DECLS
