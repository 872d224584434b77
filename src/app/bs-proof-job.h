/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A proof on paper made in a worker thread, from the issue as it was when the job began; and, if
 * wanted, written as PDF. Knows no widget.
 */
#pragma once

#include "bs-session.h"

#include "print/bs-proof.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean of_page; /* else of a story */
  const char *id;
  BsUnit width, height; /* of the paper */
  guint number_every;
  gboolean full_size;
  GFile *file;      /* NULL: the sheets only */
} BsProofRequest;

void     bs_proof_job_start  (BsSession *session, const BsProofRequest *request, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
BsProof *bs_proof_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS
