/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preflight and export of pages in a worker thread, from the issue as it was when the job began.
 * All files appear together when all are made, or none. Knows no widget.
 */
#pragma once

#include "bs-arrange-job.h"
#include "print/bs-export-plan.h"

G_BEGIN_DECLS

typedef struct
{
  BsExportWish wish;
  gboolean marks;
  BsUnit bleed;             /* < 0: as the page's format has it */
  const char *profile;      /* path; NULL: newsprint */
  guint resolution;         /* of pictures, pixels an inch */
  GFile *folder;            /* NULL: preflight only */
  gboolean replace;         /* files that are there; else the job fails with G_IO_ERROR_EXISTS */
} BsExportRequest;

typedef struct
{
  GPtrArray *findings; /* BsFinding */
  GPtrArray *files;    /* GFile; empty after a preflight */
} BsExportResult;

void            bs_export_job_start   (BsSession *session, const BsExportRequest *request,
                                       GCancellable *cancellable, BsJobProgress progress,
                                       GAsyncReadyCallback callback, gpointer data);
/* NULL with @error; of G_IO_ERROR_EXISTS the message is the names of the files, a line each. */
BsExportResult *bs_export_job_finish  (GAsyncResult *result, GError **error);
void            bs_export_result_free (BsExportResult *self);

/* @page NULL: on all of them. */
guint bs_export_count (GPtrArray *findings, BsLevel level, const char *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsExportResult, bs_export_result_free)

G_END_DECLS
