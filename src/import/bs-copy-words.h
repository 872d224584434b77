/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: does the end of a line cut a word in two? A title never does; a paragraph
 * broken at a column's end often does.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BsCopyWords BsCopyWords;

BsCopyWords *bs_copy_words_new  (void);
void         bs_copy_words_free (BsCopyWords *self);
gboolean     bs_copy_words_cut  (BsCopyWords *self, const char *before, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsCopyWords, bs_copy_words_free)

G_END_DECLS
