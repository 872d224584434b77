/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening an issue in a worker thread: loading, locking, starting the crash journal. Also makes
 * the private copy in which the sample is opened. Knows no widget.
 */
#pragma once

#include "model/bs-document.h"

G_BEGIN_DECLS

/* An issue on its way in. It may be begun long before there is a window to show it. */
typedef struct _BsLoadJob BsLoadJob;

typedef void (*BsLoaded) (BsLoadJob *job, gpointer data);

BsLoadJob  *bs_load_job_start   (BsEnvironment *environment, GFile *file, gboolean as_copy);
GFile      *bs_load_job_get_file (BsLoadJob *job);
/* @loaded is called once, in the main context, never from within this call. */
void        bs_load_job_wait    (BsLoadJob *job, BsLoaded loaded, gpointer data);
gboolean    bs_load_job_is_done (BsLoadJob *job);
gboolean    bs_load_job_has_document (BsLoadJob *job); /* only when it is done */
/* The document, once; only when it is done. */
BsDocument *bs_load_job_finish  (BsLoadJob *job, GError **error);
BsLoadJob  *bs_load_job_ref     (BsLoadJob *job);
void        bs_load_job_unref   (BsLoadJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsLoadJob, bs_load_job_unref)

/* Where the journals of issues without a file are; made if it is missing. */
GFile      *bs_load_job_get_unsaved_folder (void);

G_END_DECLS
