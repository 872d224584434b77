/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PostgreSQL for tests and benchmarks: in a temporary folder, on a socket in it, as a user without
 * rights, gone when the program ends, whichever way. Where none is installed it says so.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Postgres Postgres;

/* @sync: whether it waits for the disk, as it must outside of tests. NULL with the reason. */
Postgres *postgres_start        (gboolean sync, char **reason);
/* The server's one database, with nothing in it: "postgresql://…". Caller frees. */
char     *postgres_empty        (Postgres *self);
/* Stops the server at once, as if the machine had lost power, and starts it again. */
void      postgres_kill         (Postgres *self);
void      postgres_revive       (Postgres *self);
void      postgres_stop         (Postgres *self);

G_END_DECLS
