/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bare connection to PostgreSQL, for the driver and for the feed, which listens on one of its own.
 */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

PGconn *bs_sql_postgres_connect (const char *address);

G_END_DECLS
