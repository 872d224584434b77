/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issues that were never saved and that a crash left behind: found and read in a worker, handed over
 * one after the other. Opens no window.
 */
#pragma once

#include "model/bs-document.h"

G_BEGIN_DECLS

/* In the main context; @document NULL: one could not be read, and @error says why. */
typedef void (*BsRecovered) (BsDocument *document, const GError *error, gpointer data);
/* When the last one was handed over. */
typedef void (*BsRecoveryDone) (gpointer data);

void bs_recovery_start (BsEnvironment *environment, BsRecovered recovered, BsRecoveryDone done, gpointer data);

G_END_DECLS
