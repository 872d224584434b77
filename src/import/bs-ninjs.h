/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stories and photos as IPTC ninjs 3.1, one item a line, and back. Pure: the same issue gives the
 * same bytes. It never reads or writes files, and takes nothing in that is too large or too deep.
 */
#pragma once

#include "bs-import.h"

G_BEGIN_DECLS

/* Some thousand stories; more than an issue ever holds. */
#define BS_NINJS_LIMIT (64 * 1024 * 1024)

/* @pages: NULL-terminated names; NULL: all. @when: versionCreated of every item (UTC), NULL: the
 * issue's date at midnight UTC. Items stand page by page in the order of the issue. */
char *bs_ninjs_export (const BsNode *issue, const char *const *pages, GDateTime *when, gsize *length);

/* One story as an item of its own, to be sent: @uri is its name wherever it goes, its photos that have
 * a file stand whole in its associations ("photo"), each with "urn:broadsheet:media:FILE". What only
 * the issue knows (page, jumps, status) is left out. NULL: no such story. (transfer full) */
BsNode *bs_ninjs_make_item (const BsNode *issue, const char *story, const char *uri, GDateTime *when);

/* Of a list such as {"role": "main", "value": "…"}: @text of the first with @word under @key, or "". */
const char *bs_ninjs_find_text (const BsNode *list, const char *key, const char *word, const char *text);

/* Of an item's subjects what an author may wish for: a section and tags. The rest is the desk's to say.
 * (transfer full) */
BsNode *bs_ninjs_keep_wishes (const BsNode *subjects);

/* @document: one undo step. @page: NULL, or the page everything goes to whatever the items say. */
BsImportReport *bs_ninjs_import (BsDocument *document, GBytes *bytes, const char *name, const char *page, GError **error);

/* Stories in reading order as plain text, readable and importable again; captions at the end. */
char *bs_text_export (const BsNode *issue, const char *const *pages, gsize *length);

G_END_DECLS
