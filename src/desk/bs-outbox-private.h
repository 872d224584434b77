/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One draft on disk, and the outbox around it.
 *
 * FOLDER/ID/draft.broadsheet, draft.media/   the draft, as its author writes it
 * FOLDER/ID/sending.json                     what is being sent, byte for byte, while it is
 * FOLDER/ID/state.json                       how it stands: "waiting" with "key" or not, "submission"
 * FOLDER/trash/ID/                           what was removed
 */
#pragma once

#include "bs-desk-feed.h"
#include "bs-outbox.h"
#include "model/bs-lock.h"

G_BEGIN_DECLS

#define BS_OUTBOX_STORY "s1"

struct _BsOutboxEntry
{
  GObject parent;

  char *id;
  GFile *folder;
  GFile *file;
  BsOutboxState state;
  char *key;         /* of what waits; NULL: nothing does */
  char *etag;        /* that it is a new version of; NULL: the first */
  char *headline;
  char *error;
  char *sent_digest; /* of the draft as it was sent last; NULL: never */
  BsSubmission *submission;
  double progress;
  gint64 updated;
  gint64 next_try;   /* seconds since 1970; 0: only when somebody asks, or the client changes */
  guint failures;
  gboolean changed;
};

typedef struct _BsOutboxSender BsOutboxSender;

struct _BsOutbox
{
  BsObjectList parent;    /* BsOutboxEntry, newest first */

  BsEnvironment *environment;
  GFile *folder;
  BsLock *lock;           /* NULL: another process has it */
  BsDeskClient *client;
  BsDeskFeed *feed;
  BsOutboxSender *sender;
};

/* --- bs-outbox.c --- */

guint          bs_outbox_count (BsOutbox *self);
BsOutboxEntry *bs_outbox_get   (BsOutbox *self, guint position); /* borrowed */

/* --- bs-outbox-entry.c --- */

BsOutboxEntry *bs_outbox_entry_new      (GFile *folder, const char *id);
/* What state.json says, if there is one. FALSE: it is damaged. */
gboolean       bs_outbox_entry_read     (BsOutboxEntry *self, GError **error);
gboolean       bs_outbox_entry_write    (BsOutboxEntry *self, GError **error);
/* Each notifies; none writes. */
void           bs_outbox_entry_set_state      (BsOutboxEntry *self, BsOutboxState state);
void           bs_outbox_entry_set_error      (BsOutboxEntry *self, const char *error, gint64 next_try);
void           bs_outbox_entry_set_progress   (BsOutboxEntry *self, double progress);
void           bs_outbox_entry_set_submission (BsOutboxEntry *self, BsSubmission *submission);
void           bs_outbox_entry_set_headline   (BsOutboxEntry *self, const char *headline);
void           bs_outbox_entry_set_updated    (BsOutboxEntry *self, gint64 updated);
void           bs_outbox_entry_set_changed    (BsOutboxEntry *self, gboolean changed);
/* How it stands when nothing waits: a draft, or what the desk said last. */
BsOutboxState  bs_outbox_entry_get_rest       (BsOutboxEntry *self);
GFile         *bs_outbox_entry_get_sending    (BsOutboxEntry *self); /* (transfer full) */
/* The story as it would be sent now. @when: NULL for comparing. (transfer full) */
BsNode        *bs_outbox_entry_make_item      (BsOutboxEntry *self, GDateTime *when, GError **error);

/* --- bs-outbox-sender.c: one after the other, each as often as it takes --- */

BsOutboxSender *bs_outbox_sender_new   (BsOutbox *outbox);
void            bs_outbox_sender_free  (BsOutboxSender *self);
/* Something is to be sent, or may be sent now. */
void            bs_outbox_sender_wake  (BsOutboxSender *self);
/* What is being sent is given up; it waits as before. */
void            bs_outbox_sender_abort (BsOutboxSender *self);
gboolean        bs_outbox_sender_has   (BsOutboxSender *self, BsOutboxEntry *entry);

G_END_DECLS
