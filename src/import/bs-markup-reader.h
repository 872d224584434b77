/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: the paragraphs of an HTML or XHTML body. Knows blocks and headings, drops
 * every other tag, never fails: what comes from an agency is rarely well formed.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends BsImportParagraph to @paragraphs. Linear in the length of @markup. */
void bs_markup_read (const char *markup, GPtrArray *paragraphs);

G_END_DECLS
