/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same store in another process, which tells on its standard output what it was told: for
 * promises that hold between processes, and for those that are killed.
 */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* "send WHERE ACCOUNT FIRST COUNT": submissions with the keys FIRST…, from eight threads; a line
 * "KEY ID" for each, once it is acknowledged.
 * "decide WHERE ACCOUNT": looks at all that is received, says "ready", waits until its input ends, and
 * accepts it; a line "ID" for each decision that counted.
 * "watch WHERE": a line "SEQUENCE" whenever something changed, the first when it is ready.
 * "open WHERE": a line "opened". */
int process_main (int argc, char **argv);

/* The arguments, NULL-terminated. */
GSubprocess *process_start (const char *command, ...) G_GNUC_NULL_TERMINATED;
/* Its next line; with more to come. Caller frees. */
char        *process_read_line (GSubprocess *process);
/* Ends its input; all its other lines until it ends. */
char       **process_finish (GSubprocess *process);

G_END_DECLS
