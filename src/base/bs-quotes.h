/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quotation marks in a sentence for people that names things in marks, which may have marks of
 * their own. For messages and labels; never for the copy of a paper, which is printed as written.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* “a “b” c” as “a ‘b’ c”. Caller frees. */
char *bs_quotes_alternate (const char *sentence);

G_END_DECLS
