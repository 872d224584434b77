/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks how a story's text fills its box and where it could be cut (bs-copyfit.h), in a worker: it
 * composes the story dozens of times. For whoever shows cuts; keeps fonts for the next question.
 */
#pragma once

#include "bs-session.h"

#include "layout/bs-copyfit.h"

G_BEGIN_DECLS

void             bs_copyfit_job_run_async  (BsSession *session, const char *story,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
BsCopyfitReport *bs_copyfit_job_run_finish (BsSession *session, GAsyncResult *result,
                                            GError **error);
/* Bytes of @text that a step cuts: from @offset to the end. */
void             bs_copyfit_job_find_cut   (const BsCopyfitStep *step, const char *text,
                                            gsize *offset, gsize *length);

G_END_DECLS
