/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said while the monkey is at work: every warning is a fault, but for GTK's own. For monkey.c alone.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* With @go_on a warning that counts does not end the run. */
void monkey_log_start (gboolean go_on);
/* How many of them there were. */
guint monkey_log_count (void);
/* With MONKEY_TRAP in the environment a core is left, which tells who holds what; the run is not ended. */
void monkey_log_trap (void);
/* Around what the monkey does itself: the frames that are there already are its hand, not the program. */
void monkey_log_begin (guint round, guint step);
void monkey_log_end   (void);

G_END_DECLS
