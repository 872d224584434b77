/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The day in the Chinese calendar (农历), as mastheads print it. A table, so that it costs nothing and
 * is the same on every machine.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "农历丙午年三月十八"; NULL outside 1950 … 2100. */
char *bs_lunar_date_dup (const GDate *date);

G_END_DECLS
