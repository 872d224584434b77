/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening an issue in a worker thread: loading, locking, starting the crash journal. Also makes
 * the private copy in which the sample is opened. Knows no widget.
 */
#pragma once

#include "model/bs-document.h"

G_BEGIN_DECLS

void        bs_load_job_start  (BsEnvironment *environment, GFile *file, gboolean as_copy,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data);
BsDocument *bs_load_job_finish (GAsyncResult *result, GError **error);

/* Where the journals of issues without a file are; made if it is missing. */
GFile      *bs_load_job_get_unsaved_folder (void);

G_END_DECLS
