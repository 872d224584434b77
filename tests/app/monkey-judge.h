/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether an issue is what its journal and its undo steps say. For monkey.c alone; where it is not,
 * both texts are left in FOLDER.
 */
#pragma once

#include "model/bs-document.h"

G_BEGIN_DECLS

/* As a save would write it. (transfer full) */
char    *monkey_text_of        (BsDocument *document);
/* What a crash at this moment would leave of the issue at @path is read as the next start would. */
gboolean monkey_journal_agrees (const char *folder, const char *path, BsDocument *document);
void     monkey_undo_all       (BsDocument *document);
/* All is undone: is it @start again? */
gboolean monkey_undo_restores  (const char *folder, const char *start, BsDocument *document);

G_END_DECLS
