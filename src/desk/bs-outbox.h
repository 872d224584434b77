/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reporter's drafts on this machine, and their way to the desk. Each draft is a folder with an
 * ordinary issue file of one story, so that writing is as safe as anywhere; what is sent is frozen
 * beside it, with its key, before the first attempt: however often it is tried, killed or answered
 * into the void, it arrives once. One process at a time sends from an outbox.
 */
#pragma once

#include "bs-desk-client.h"
#include "base/bs-environment.h"
#include "base/bs-object-list.h"

G_BEGIN_DECLS

typedef enum
{
  BS_OUTBOX_DRAFT,     /* being written */
  BS_OUTBOX_WAITING,   /* to be sent; "error" says why it is not yet, "next-try" when */
  BS_OUTBOX_SENDING,   /* "progress" 0…1 */
  BS_OUTBOX_RECEIVED,  /* the desk has it */
  BS_OUTBOX_ACCEPTED,
  BS_OUTBOX_RETURNED,  /* the submission's note says why */
  BS_OUTBOX_REFUSED    /* cannot be sent as it is; "error" */
} BsOutboxState;

#define BS_TYPE_OUTBOX_STATE (bs_outbox_state_get_type ())
GType bs_outbox_state_get_type (void);

#define BS_TYPE_OUTBOX_ENTRY (bs_outbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (BsOutboxEntry, bs_outbox_entry, BS, OUTBOX_ENTRY, GObject)

/* Properties, all readable and notified: "state", "progress" (double), "error" (string, nullable),
 * "headline" (string), "updated" and "next-try" (gint64, seconds since 1970, 0: none), "submission"
 * (BsSubmission, nullable: never sent), "changed" (boolean: the draft is not what was sent last). */
BsOutboxState bs_outbox_entry_get_state      (BsOutboxEntry *self);
const char   *bs_outbox_entry_get_id         (BsOutboxEntry *self);
const char   *bs_outbox_entry_get_headline   (BsOutboxEntry *self); /* "" if none */
const char   *bs_outbox_entry_get_error      (BsOutboxEntry *self);
double        bs_outbox_entry_get_progress   (BsOutboxEntry *self);
gint64        bs_outbox_entry_get_updated    (BsOutboxEntry *self);
gint64        bs_outbox_entry_get_next_try   (BsOutboxEntry *self);
gboolean      bs_outbox_entry_get_changed    (BsOutboxEntry *self);
BsSubmission *bs_outbox_entry_get_submission (BsOutboxEntry *self);
GFile        *bs_outbox_entry_get_file       (BsOutboxEntry *self); /* the draft's issue file; borrowed */

#define BS_TYPE_OUTBOX (bs_outbox_get_type ())
G_DECLARE_FINAL_TYPE (BsOutbox, bs_outbox, BS, OUTBOX, BsObjectList)

/* GListModel of BsOutboxEntry, newest first. @folder is made with mode 0700. Where another process
 * has the outbox, entries are shown and sending is left to it: bs_outbox_get_read_only().
 * Signal "connection-changed" (): ask bs_outbox_get_up_to_date() and bs_outbox_get_feed_error(). */
BsOutbox      *bs_outbox_open          (BsEnvironment *environment, GFile *folder, GError **error);
gboolean       bs_outbox_get_read_only (BsOutbox *self);
/* Without a client nothing is sent; drafts and what waits stay. */
void           bs_outbox_set_client    (BsOutbox *self, BsDeskClient *client /* nullable */);
/* @author: their name, for the byline; NULL or "": none. */
BsOutboxEntry *bs_outbox_add_draft     (BsOutbox *self, const char *author, GError **error);
/* The draft's file was saved: headline and "changed" follow. */
void           bs_outbox_refresh       (BsOutbox *self, BsOutboxEntry *entry);
/* Freezes what the draft's file holds now (saved by the caller before), and sends when it can. CONTENT
 * says what the desk would refuse. */
gboolean       bs_outbox_send          (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* Takes it back while it is not being sent: WAITING and REFUSED become what they were before. */
gboolean       bs_outbox_hold_back     (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* Out of sight, into the outbox's trash, from where _restore brings it back. Not while it is sent. */
gboolean       bs_outbox_remove        (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* For good, with its photos: what nobody wrote or will miss, such as a draft that came to nothing. */
gboolean       bs_outbox_discard       (BsOutbox *self, BsOutboxEntry *entry, GError **error);
gboolean       bs_outbox_restore       (BsOutbox *self, BsOutboxEntry *entry, GError **error);
/* Tries at once what waits: the network is back, the user asks. */
void           bs_outbox_retry         (BsOutbox *self);
/* TRUE: all that the desk had to tell of earlier drafts is here. Else why not, if it is known. */
gboolean       bs_outbox_get_up_to_date (BsOutbox *self);
const GError  *bs_outbox_get_feed_error (BsOutbox *self);
guint          bs_outbox_count_waiting (BsOutbox *self); /* also what is being sent */

G_END_DECLS
