/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Remedies of findings for `check`: what could be done about each, and doing it.
 */
#pragma once

#include "bs-cli-page.h"
#include "layout/bs-remedy.h"

G_BEGIN_DECLS

/* Looks for what helps against each finding of layout; takes some time. */
void bs_cli_find_remedies (BsLayout *layout, const BsNode *issue, GPtrArray *pages);

/* One remedy that was applied. */
typedef struct
{
  char *page;
  char *finding; /* its code */
  char *message;
  BsRemedy *remedy;
} BsCliApplied;

/* Applies the cheapest remedy of each finding of @least level or above, one after the other, to the
 * pages @names. @codes: only remedies of these codes; NULL: any that leaves the copy as it was
 * written. Array of BsCliApplied; NULL with an error where the document refused one. */
GPtrArray *bs_cli_apply_remedies (BsLayout *layout, BsDocument *document, char *const *names,
                                  char *const *codes, GError **error);
void       bs_cli_print_applied  (BsCli *cli, const GPtrArray *applied);
BsNode    *bs_cli_applied_to_node (const GPtrArray *applied);
BsNode    *bs_cli_remedies_to_node (const GPtrArray *remedies);

G_END_DECLS
