/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk this application works with, one for all its windows: hosted here ("Receive Submissions") or
 * reached by an editor's invitation. Has the list of submissions, and tells when one comes in. The
 * choice is kept in the settings. Owned by the application; knows no view and no issue.
 */
#pragma once

#include "bs-submission-claims.h"

#include "desk/bs-desk-feed.h"
#include "desk/bs-desk-host.h"

G_BEGIN_DECLS

typedef enum
{
  BS_DESK_OFF,      /* neither hosted nor reached */
  BS_DESK_CHANGING, /* being opened, joined or closed */
  BS_DESK_HOSTED,   /* here; also for others */
  BS_DESK_JOINED,   /* another machine's */
  BS_DESK_FAILED    /* "error" says why, nothing is tried until bs_desk_retry() */
} BsDeskState;

#define BS_TYPE_DESK (bs_desk_get_type ())
G_DECLARE_FINAL_TYPE (BsDesk, bs_desk, BS, DESK, GObject)

/* Properties, notified: "state" (int); "error" (boxed GError, NULL: none; while HOSTED or JOINED: not
 * reached for the moment, tried again by itself); "feed" (BsDeskFeed, NULL while OFF, and of a desk that
 * failed what was known of it); "waiting" (uint: received and undecided); "name" (string);
 * "editor" (string: whom the desk takes us for).
 * Signal "arrived" (BsSubmission): a new one, or a new version, that came in just now.
 * Signal "accounts-changed": those of a desk hosted here, by an act of this application. */

/* @folder: of a desk hosted here, and of what stands in for a keyring. Reads nothing yet. */
BsDesk       *bs_desk_new          (BsEnvironment *environment, GFile *folder);
/* Goes on with what was chosen the last time. Again: nothing happens. */
void          bs_desk_take_up      (BsDesk *self);
BsDeskState   bs_desk_get_state    (BsDesk *self);
const GError *bs_desk_get_error    (BsDesk *self);
BsDeskClient *bs_desk_get_client   (BsDesk *self); /* borrowed, as an editor; NULL: none */
BsDeskFeed   *bs_desk_get_feed     (BsDesk *self); /* borrowed; NULL: none */
BsSubmissionClaims *bs_desk_get_claims (BsDesk *self); /* borrowed; of all our windows */
BsDeskHost   *bs_desk_get_host     (BsDesk *self); /* borrowed; NULL: not hosted here */
const char   *bs_desk_get_name     (BsDesk *self); /* as people call it; "" not known yet */
const char   *bs_desk_get_editor   (BsDesk *self); /* the account we are, to know our own claims; "" not known yet */
const char   *bs_desk_get_place    (BsDesk *self); /* "HOST:PORT" of another machine's desk; "" none */
guint         bs_desk_get_waiting  (BsDesk *self);

/* Hosting, on this machine. FALSE where it joined another desk changes nothing. */
void          bs_desk_host_here    (BsDesk *self, gboolean on);
/* Whether the switch is on: hosted here, or wanted to be. */
gboolean      bs_desk_is_host      (BsDesk *self);
/* An editor's invitation to a desk elsewhere; kept in the keyring. NULL: leave it. */
void          bs_desk_join         (BsDesk *self, const BsInvitation *invitation);
BsInvitation *bs_desk_dup_invitation (BsDesk *self); /* to another machine's desk, to join it again; NULL: none */
void          bs_desk_retry        (BsDesk *self);
/* Of a desk hosted here; both open it anew. @port 0: one that is free, kept from then on. */
void          bs_desk_set_name     (BsDesk *self, const char *name);
void          bs_desk_set_port     (BsDesk *self, guint16 port);
/* Accounts were invited or revoked through the host. */
void          bs_desk_tell_accounts (BsDesk *self);
/* At the end of the program: finishes what is under way at a desk hosted here, while others wait for
 * it. Blocks for seconds at most; nothing is taken up afterwards. */
void          bs_desk_close        (BsDesk *self);
/* The same without blocking: as if switched off, but the choice stays; take_up() goes on. */
void          bs_desk_rest         (BsDesk *self);

G_END_DECLS
