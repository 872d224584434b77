/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which submissions this program has claimed at the desk, and for which of its windows: to the desk all
 * windows are one editor. Asks until the desk has said yes or no, renews, and lets go. One for a desk
 * (bs-desk.h); knows no window but as an owner, a pointer that is only compared.
 */
#pragma once

#include "desk/bs-desk-client.h"

G_BEGIN_DECLS

#define BS_TYPE_SUBMISSION_CLAIMS (bs_submission_claims_get_type ())
G_DECLARE_FINAL_TYPE (BsSubmissionClaims, bs_submission_claims, BS, SUBMISSION_CLAIMS, GObject)

/* Signals: "changed" (id); "refused" (id, owner, message): the desk has said no, it is not claimed. */

typedef enum
{
  BS_CLAIM_NONE,      /* or only set aside */
  BS_CLAIM_ASKED,     /* the desk has not answered yet */
  BS_CLAIM_HELD,      /* the desk has said yes, and not too long ago */
  BS_CLAIM_ELSEWHERE, /* another window's, whichever of these */
} BsClaim;

BsSubmissionClaims *bs_submission_claims_new        (void);
/* NULL: the desk is away; with another one what is claimed is asked for anew. */
void                bs_submission_claims_set_client (BsSubmissionClaims *self, BsDeskClient *client);

/* No other window can have it; the desk is not asked. FALSE: another window has it. */
gboolean            bs_submission_claims_set_aside  (BsSubmissionClaims *self, const char *id, gpointer owner);
gboolean            bs_submission_claims_hold       (BsSubmissionClaims *self, const char *id, gpointer owner);
void                bs_submission_claims_let_go     (BsSubmissionClaims *self, const char *id, gpointer owner);
void                bs_submission_claims_let_all_go (BsSubmissionClaims *self, gpointer owner);
/* Decided upon, by which the desk has ended the claim. */
void                bs_submission_claims_forget     (BsSubmissionClaims *self, const char *id, gpointer owner);
/* Every window's, for a desk that is left. Calls back once the desk has answered, or after @milliseconds. */
void                bs_submission_claims_give_up_async  (BsSubmissionClaims *self, guint milliseconds, GAsyncReadyCallback callback, gpointer data);
void                bs_submission_claims_give_up_finish (BsSubmissionClaims *self, GAsyncResult *result);
/* Whether there is anything to give up, or the desk has not answered yet. */
gboolean            bs_submission_claims_get_busy   (BsSubmissionClaims *self);
BsClaim             bs_submission_claims_get        (BsSubmissionClaims *self, const char *id, gpointer owner);

G_END_DECLS
