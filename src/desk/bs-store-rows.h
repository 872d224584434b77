/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A submission's row as those who change it need it: with what nobody outside is told. Private to the
 * store.
 */
#pragma once

#include "bs-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  BsSubmission *submission; /* not shared yet: may be changed */
  gint64 decisions;
  char *claim;              /* id of the account that holds it now; NULL: nobody */
} BsStoreRow;

BsStoreRow *bs_store_find_row (BsStoreWork *work, const char *id, gboolean lock, GError **error);
void        bs_store_row_free (BsStoreRow *row);
char       *bs_store_make_etag (gint64 version, gint64 decisions);
void        bs_store_set_text (char **text, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsStoreRow, bs_store_row_free)

G_END_DECLS
