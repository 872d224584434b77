/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The crash journal: a file of JSON lines to which each step of editing is added as it is made. A
 * line is in the file when the call returns and on the disk within a second (a thread of its own
 * syncs). Knows nothing of documents.
 */
#pragma once

#include "bs-model-error.h"
#include "bs-node.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BsJournal BsJournal;

/* A place between two lines. */
typedef struct
{
  gsize bytes;
  guint lines; /* before it, the header included */
} BsJournalMark;

/* A new journal that begins with @header, in place of any other; or an old one to be gone on with
 * after its last whole line. */
BsJournal *bs_journal_create   (GFile *file, const BsNode *header, GError **error);
BsJournal *bs_journal_continue (GFile *file, BsJournalMark end, GError **error);
/* What cannot be written is kept, and tried again with the next line and each second: FALSE then,
 * with the reason. */
gboolean   bs_journal_append   (BsJournal *self, const BsNode *line, GError **error);
gboolean   bs_journal_sync     (BsJournal *self, GError **error); /* before it returns */
/* The end, with what is yet to be written. */
BsJournalMark bs_journal_get_end (BsJournal *self);
/* A new header in place of all before @from. */
gboolean   bs_journal_rebase   (BsJournal *self, const BsNode *header, BsJournalMark from,
                                GError **error);
GFile     *bs_journal_get_file (BsJournal *self);
void       bs_journal_remove   (BsJournal *self); /* the file too; frees */
void       bs_journal_free     (BsJournal *self); /* syncs; the file stays */

/* The lines that are whole, of which the first is the header. A last line that was being written
 * when the power went is left out; *damaged: there was more behind what could be read. NULL with
 * an error where the file itself cannot be read. */
GPtrArray *bs_journal_read     (GFile *file, BsJournalMark *end_mark, gboolean *damaged,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsJournal, bs_journal_free)

G_END_DECLS
