/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files named on the command line, where “-” is standard input or output. Nothing larger than its
 * limit is read, and no output is begun before all of it is at hand.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean bs_cli_is_standard  (const char *name);
GBytes  *bs_cli_read         (const char *name, gsize limit, GError **error);
gboolean bs_cli_write        (const char *name, const void *data, gsize length, GError **error);
gboolean bs_cli_write_stdout (const void *data, gsize length, GError **error);
char    *bs_cli_dup_page_name (const char *pattern, const char *page);
gboolean bs_cli_has_page_mark (const char *pattern);

G_END_DECLS
