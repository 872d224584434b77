/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A warning while the program is tried is a fault, but for the few that GTK makes with nothing of the
 * program in its backtrace: a user would meet them too, nobody here can mend them, and whether one comes is
 * a matter of milliseconds.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For a GLogWriterFunc: whether the message is a warning or worse and not GTK's own; it is printed then,
 * with where it came from. What is in the outermost @hand frames of the backtrace is who plays the user. */
gboolean gtk_own_is_fault (GLogLevelFlags level, const GLogField *fields, gsize n_fields, int hand);
/* How often GTK complained of its own. */
void gtk_own_print (void);

G_END_DECLS
