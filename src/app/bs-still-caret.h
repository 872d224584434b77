/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A caret that stands still while somebody types. A blinking one is drawn sixty times a second, and
 * a letter then waits for the next of these frames, up to 16.7 ms, instead of being painted at once.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on, for as long as @view lives and in whatever buffer it shows. */
void bs_still_caret_attach (GtkTextView *view);

G_END_DECLS
