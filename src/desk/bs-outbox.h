/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reporter's drafts on this machine, and their way to the desk. Each draft is a folder with an
 * ordinary issue file of one story, so that writing is as safe as anywhere; what is sent is frozen
 * beside it, with its key, before the first attempt: however often it is tried, killed or answered
 * into the void, it arrives once. One process at a time sends from an outbox.
 */
#pragma once

#include "bs-desk-client.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

typedef enum
{
  BS_OUTBOX_DRAFT,     /* being written */
  BS_OUTBOX_WAITING,   /* to be sent; "error" says why it is not yet, "next-try" when */
  BS_OUTBOX_SENDING,   /* "progress" 0…1 */
  BS_OUTBOX_RECEIVED,  /* the desk has it */
  BS_OUTBOX_ACCEPTED,
  BS_OUTBOX_RETURNED,  /* "note" */
  BS_OUTBOX_REFUSED    /* cannot be sent as it is; "error" */
} BsOutboxState;

#define BS_TYPE_OUTBOX_ENTRY (bs_outbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (BsOutboxEntry, bs_outbox_entry, BS, OUTBOX_ENTRY, GObject)

/* Properties (notify): "state", "progress" (double), "error" (string, nullable), "headline", "updated"
 * (gint64), "next-try" (gint64, 0: none), "submission" (BsSubmission, nullable), "changed" (boolean: the
 * draft differs from what was sent last). */
BsOutboxState bs_outbox_entry_get_state      (BsOutboxEntry *self);
const char   *bs_outbox_entry_get_id         (BsOutboxEntry *self);
const char   *bs_outbox_entry_get_headline   (BsOutboxEntry *self);
const char   *bs_outbox_entry_get_error      (BsOutboxEntry *self);
double        bs_outbox_entry_get_progress   (BsOutboxEntry *self);
gboolean      bs_outbox_entry_get_changed    (BsOutboxEntry *self);
BsSubmission *bs_outbox_entry_get_submission (BsOutboxEntry *self); /* as last heard of; NULL: never sent */
GFile        *bs_outbox_entry_get_file       (BsOutboxEntry *self); /* the draft's issue file; (transfer none) */

#define BS_TYPE_OUTBOX (bs_outbox_get_type ())
G_DECLARE_FINAL_TYPE (BsOutbox, bs_outbox, BS, OUTBOX, GObject)

/* GListModel of BsOutboxEntry, newest change first. @folder is made with mode 0700. LOCKED by another
 * process: entries are shown, sending is left to it. */
BsOutbox      *bs_outbox_open       (BsEnvironment *environment, GFile *folder, GError **error);
/* Without a client nothing is sent; drafts and what waits stay. */
void           bs_outbox_set_client (BsOutbox *self, BsDeskClient *client);
BsOutboxEntry *bs_outbox_add_draft  (BsOutbox *self, GError **error);
/* Freezes what the draft's file holds now (saved by the caller before), and sends when it can. */
gboolean       bs_outbox_send       (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* Takes it back while it is not sent: WAITING and REFUSED become DRAFT again. */
gboolean       bs_outbox_hold_back  (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* Into the outbox's trash, from where bs_outbox_restore() brings it back. */
gboolean       bs_outbox_remove     (BsOutbox *self, BsOutboxEntry *entry, GError **error);
gboolean       bs_outbox_restore    (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* Tries at once what waits: the network is back, the user asks. */
void           bs_outbox_retry      (BsOutbox *self);
guint          bs_outbox_count_waiting (BsOutbox *self); /* also those being sent */

G_END_DECLS
