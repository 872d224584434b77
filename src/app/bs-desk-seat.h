/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An editor's seat at one desk: the way to it, what it told, whom it takes us for, and how much waits.
 * For BsDesk, which decides at which desk it is; knows nothing of hosting, settings or keyrings.
 */
#pragma once

#include "desk/bs-desk-feed.h"

G_BEGIN_DECLS

#define BS_TYPE_DESK_SEAT (bs_desk_seat_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskSeat, bs_desk_seat, BS, DESK_SEAT, GObject)

/* Signals:
 *   "arrived" (BsSubmission)  a new one, or a new version, that came in just now
 *   "waiting" ()              so many wait; once for very many that are told of at once
 *   "identified" ()           the desk has said who we are
 *   "reached" (GError)        NULL: it is; else it is not for the moment, and is tried again
 *   "refused" (GError)        nothing more is tried: somebody has to do something first */

BsDeskSeat   *bs_desk_seat_new          (const BsInvitation *invitation);
void          bs_desk_seat_take         (BsDeskSeat *self);
/* What was told before can still be read. */
void          bs_desk_seat_leave        (BsDeskSeat *self);
void          bs_desk_seat_retry        (BsDeskSeat *self);

BsDeskClient *bs_desk_seat_get_client   (BsDeskSeat *self); /* borrowed */
BsDeskFeed   *bs_desk_seat_get_feed     (BsDeskSeat *self); /* borrowed */
/* NULL: not known yet */
const BsDeskIdentity *bs_desk_seat_get_identity (BsDeskSeat *self);
guint         bs_desk_seat_get_waiting  (BsDeskSeat *self); /* received and undecided */

G_END_DECLS
