/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Automatic layout of a page in a worker thread, and putting its result into the document as one
 * step of undo.
 */
#pragma once

#include "bs-session.h"

G_BEGIN_DECLS

/* @fraction: 0 … 1; called in the main context. */
typedef void (*BsJobProgress) (double fraction, gpointer data);

void     bs_arrange_job_start  (BsSession *session, const char *page, GCancellable *cancellable,
                                BsJobProgress progress, GAsyncReadyCallback callback,
                                gpointer data);
/* Applies the best arrangement. @unplaced: how many stories and photos found no room. */
gboolean bs_arrange_job_finish (BsSession *session, GAsyncResult *result, guint *unplaced,
                                GError **error);

G_END_DECLS
