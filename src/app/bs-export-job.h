/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preflight and export of pages to PDF in a worker thread, from the issue as it was when the job
 * began. Knows no widget.
 */
#pragma once

#include "bs-arrange-job.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const *pages; /* NULL-terminated */
  gboolean marks;
  gboolean proof;
  GFile *file;              /* NULL: preflight only */
} BsExportRequest;

void       bs_export_job_start  (BsSession *session, const BsExportRequest *request,
                                 GCancellable *cancellable, BsJobProgress progress,
                                 GAsyncReadyCallback callback, gpointer data);
/* What was found (BsFinding; transfer full); NULL with @error. */
GPtrArray *bs_export_job_finish (GAsyncResult *result, GError **error);

guint      bs_export_count_errors (GPtrArray *findings);

G_END_DECLS
