/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proofs on their way to a printer: an operation of the system's print dialog whose sheets are made
 * for the paper that is chosen there. Draws text and lines, never pixels.
 */
#pragma once

#include "bs-proof-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @request: its width and height are what the dialog offers at first. To be run by the caller;
 * "done" and errors are GtkPrintOperation's. */
GtkPrintOperation *bs_proof_print_new (BsSession *session, const BsProofRequest *request);

G_END_DECLS
