/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a new issue in a worker: its file, the photos of its standing boxes, its journal. Never
 * replaces a file.
 */
#pragma once

#include "model/bs-document.h"

G_BEGIN_DECLS

/* @root: an issue's tree; @photos: folder that its photos come from, nullable; @file: nullable, it
 * is not saved then but journaled. */
void        bs_new_issue_job_start  (BsEnvironment *environment, const BsNode *root, GFile *photos, GFile *file,
                                     GAsyncReadyCallback callback, gpointer data);
BsDocument *bs_new_issue_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS
