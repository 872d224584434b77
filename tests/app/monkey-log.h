/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said while the monkey is at work: every warning ends it, but for the few that GTK makes with
 * nothing of the program in its backtrace, which are counted. For monkey.c alone.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void monkey_log_start (void);
/* Around what the monkey does itself: the frames that are there already are its hand, not the program. */
void monkey_log_begin (guint round, guint step);
void monkey_log_end   (void);
/* How often GTK complained of its own. */
void monkey_log_print (void);

G_END_DECLS
