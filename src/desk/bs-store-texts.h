/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What submissions look like in a list, by their sequence: a bounded memory of one reader of the store,
 * so that lists of ten thousand need not be put together anew. Never asked by two threads.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BsStoreTexts BsStoreTexts;

BsStoreTexts *bs_store_texts_new  (void);
void          bs_store_texts_free (BsStoreTexts *self);
/* What was kept on another connection is forgotten: it may have been to another database, such as one
 * that was put back from a backup, where the same sequence is something else. */
void          bs_store_texts_be_of (BsStoreTexts *self, guint connection);
/* NULL: it is not known. Until the next call. */
const char   *bs_store_texts_find  (BsStoreTexts *self, gint64 sequence, gsize *length);
/* @self NULL: nothing is kept. */
void          bs_store_texts_add   (BsStoreTexts *self, gint64 sequence, const char *text, gsize length);
/* Beyond it nothing is known. */
gint64        bs_store_texts_get_newest (const BsStoreTexts *self);

G_END_DECLS
