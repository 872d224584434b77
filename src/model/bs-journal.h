/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The crash journal: a file of JSON lines to which each step of editing is added as it is made. A
 * line is in the file when the call returns and on the disk within a second (a thread of its own
 * syncs). Knows nothing of documents.
 */
#pragma once

#include "bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_JOURNAL_FORMAT "broadsheet-journal"

typedef struct _BsJournal BsJournal;

/* A new journal that begins with @header, in place of any other; or an old one to be gone on with,
 * cut off at @length bytes. */
BsJournal *bs_journal_create   (GFile *file, const BsNode *header, GError **error);
BsJournal *bs_journal_continue (GFile *file, gsize length, GError **error);
/* What cannot be written is kept, and tried again with the next line and each second: FALSE then,
 * with the reason. */
gboolean   bs_journal_append   (BsJournal *self, const BsNode *line, GError **error);
gboolean   bs_journal_reset    (BsJournal *self, const BsNode *header, GError **error);
gboolean   bs_journal_sync     (BsJournal *self, GError **error); /* now */
GFile     *bs_journal_get_file (BsJournal *self);
void       bs_journal_remove   (BsJournal *self); /* the file too; frees */
void       bs_journal_free     (BsJournal *self); /* syncs; the file stays */

/* Lines of a journal that are whole. *length: bytes they take. */
GPtrArray *bs_journal_read     (GFile *file, gsize *length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsJournal, bs_journal_free)

G_END_DECLS
