/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proofs on paper: of one story (小样, a galley with numbered lines and room to write) and of a page
 * (大样, reduced to the paper or at full size on several sheets, with its findings numbered). Makes
 * sheets as display lists, which are exported as PDF or drawn for a printer. Pure: the same issue,
 * fonts and options give the same sheets. Any thread.
 */
#pragma once

#include "bs-pdf.h"
#include "model/bs-node.h"

G_BEGIN_DECLS

typedef struct
{
  BsUnit width, height;  /* of the paper */
  guint number_every;    /* lines of a story; 1: all */
  gboolean full_size;    /* of a page: not reduced, on as many sheets as it takes */
  const char *who;       /* prints it; NULL: nobody is named */
  GDateTime *time;       /* as the clock on the wall shows it */
  GFile *media_folder;   /* nullable */
} BsProofOptions;

typedef struct
{
  GPtrArray *sheets;     /* BsDisplayList */
  char *title;           /* "江城日报 2026-11-22 A1" */
  char *version;         /* six digits that follow from what is shown: proofs that say the same are of one version */
  double scale;          /* that photos are shown at */
} BsProof;

/* NULL: no such story or page, or no page format. */
BsProof *bs_proof_new_story (BsEnvironment *environment, const BsNode *issue, const char *story,
                             const BsProofOptions *options, GError **error);
BsProof *bs_proof_new_page  (BsEnvironment *environment, const BsNode *issue, const char *page,
                             const BsProofOptions *options, GError **error);
void     bs_proof_free      (BsProof *self);
/* The sheets of @other come after those of @self, whose title and version stay. */
void     bs_proof_append    (BsProof *self, BsProof *other /* transfer full */);
/* All sheets in one PDF: for the eye, not for a press. */
GBytes  *bs_proof_to_pdf    (BsEnvironment *environment, const BsProof *self, const BsProofOptions *options,
                             GCancellable *cancellable, GError **error);

typedef enum
{
  BS_PROOF_A4,
  BS_PROOF_A3
} BsProofPaper;

void bs_proof_options_set_paper (BsProofOptions *options, BsProofPaper paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsProof, bs_proof_free)

G_END_DECLS
