/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos that are stored before the change that needs them: an import stores them while it reads, and
 * may then be refused. For importers only; what the issue or its undo names never goes.
 */
#pragma once

#include "bs-document.h"

G_BEGIN_DECLS

/* As bs_document_store_media(); *@added: it was not there before. Any thread. */
char *bs_left_media_store (GFile *folder, int mode, GFile *source, gboolean *added, GError **error);
/* @names: that were added, and are not needed; NULL-terminated. */
void  bs_left_media_drop  (BsDocument *document, const char *const *names);

G_END_DECLS
