/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-document-private.h"

void bs_document_journal_group (BsDocument *self, const char *kind, const char *label, gboolean join, GPtrArray *operations) {}
void bs_document_replay_journal (BsDocument *self) {}
void bs_document_journal_saving (BsDocument *self, const char *digest) {}
void bs_document_journal_saved (BsDocument *self) {}
void bs_document_close_journal (BsDocument *self) {}
gboolean bs_document_start_journal (BsDocument *self, GFile *folder, GError **error) { return TRUE; }
guint bs_document_get_recovered (BsDocument *self) { return 0; }
