/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text view that lays out what has changed before the frame is drawn, never while it is. For all
 * text views of the program, once each; it never changes a text.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bs_text_settle_attach (GtkTextView *view);

G_END_DECLS
