/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos that are stored before the change that needs them: an import stores them while it reads, a
 * submission's come before the desk agrees, and both may then be refused. For those two only; what the
 * issue, its file or its undo names never goes.
 */
#pragma once

#include "bs-document.h"

G_BEGIN_DECLS

/* As bs_document_store_media(); *@added: it was not there before. Any thread. */
char *bs_left_media_store (GFile *folder, int mode, GFile *source, gboolean *added, GError **error);
/* @names: that were added, and are not needed; NULL-terminated. */
void  bs_left_media_drop  (BsDocument *document, const char *const *names);
/* Whether one that was stored in @folder is where the document looks for it: to be asked in the same
 * turn of the main loop in which it is put into the document. */
gboolean bs_left_media_is_there (BsDocument *document, GFile *folder, const char *name);

G_END_DECLS
