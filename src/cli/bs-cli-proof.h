/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proofs on paper from the command line: what to proof, on which paper, with which numbers.
 */
#pragma once

#include "bs-cli-page.h"
#include "print/bs-proof.h"

G_BEGIN_DECLS

typedef struct
{
  char *of;         /* as given: "page" or "story:ID"; NULL: no proof on paper is wanted */
  char *paper;      /* as given */
  gboolean full_size;
  int number_every;
} BsCliProof;

#define BS_CLI_PROOF_ENTRIES(proof) \
  { "proof-of", 0, 0, G_OPTION_ARG_FILENAME, &(proof).of, \
    N_ ("Sheets to read and correct on, of pages or of a story"), "page|story:ID" }, \
  { "paper", 0, 0, G_OPTION_ARG_FILENAME, &(proof).paper, \
    N_ ("Of these sheets; default: a4 for a story, a3 for pages"), "a4|a3" }, \
  { "full-size", 0, 0, G_OPTION_ARG_NONE, &(proof).full_size, \
    N_ ("Do not reduce the page: print it on several sheets"), NULL }, \
  { "number-every", 0, 0, G_OPTION_ARG_INT, &(proof).number_every, \
    N_ ("Number each Nth line of a story; default: 1"), N_ ("N") }

void     bs_cli_proof_clear (BsCliProof *proof);
gboolean bs_cli_proof_check (BsCli *cli, const BsCliProof *proof, BsExit *status);
/* One PDF of @pages (NULL-terminated), or of the story that was asked for. */
GBytes  *bs_cli_proof_make  (BsCli *cli, const BsCliProof *proof, const BsNode *issue,
                             char *const *pages, GFile *media, GError **error);
/* Whether it is of a story, which has no page to name a file by. */
gboolean bs_cli_proof_is_of_story (const BsCliProof *proof);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsCliProof, bs_cli_proof_clear)

G_END_DECLS
