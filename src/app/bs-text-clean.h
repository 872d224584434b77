/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may come into a story's text from the keyboard, the clipboard or a drop. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Line ends become "\n"; control characters, object marks and byte order marks go; invalid UTF-8
 * is replaced. @length may be -1. Caller frees. */
char *bs_text_clean      (const char *text, gssize length);
/* As a line: line ends become one space between Latin words, nothing between Han. */
char *bs_text_clean_line (const char *text, gssize length);
/* As a view may show it: bytes stay where they are, but nothing in it ends a line. */
char *bs_text_flatten    (const char *text);

G_END_DECLS
