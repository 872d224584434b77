/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Progress told from a worker thread to the main context, no more often than it can be drawn.
 */
#pragma once

#include "bs-arrange-job.h"

G_BEGIN_DECLS

typedef struct _BsProgressRelay BsProgressRelay;

/* @task keeps the data of @progress alive: nothing is told after it has returned, nor after it was called
 * off, as who asked does by closing. */
BsProgressRelay *bs_progress_relay_new  (GTask *task, BsJobProgress progress, gpointer data);
void             bs_progress_relay_free (BsProgressRelay *relay);
/* From any thread; has the form of the core's progress callbacks. */
void             bs_progress_relay_tell (double fraction, gpointer relay);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsProgressRelay, bs_progress_relay_free)

G_END_DECLS
