/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding one's way in JSON text, for the reader and for messages.
 */
#pragma once

#include "bs-json.h"

G_BEGIN_DECLS

/* Line and column of @at, from 1; columns are characters. */
void        bs_json_count_lines     (const char *text, const char *at, guint *line, guint *column);
/* @at is a quotation mark. Returns the one that closes the string, or @end. */
const char *bs_json_find_string_end (const char *at, const char *end);

G_END_DECLS
