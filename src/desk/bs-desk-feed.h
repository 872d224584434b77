/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All submissions an account may see, kept up to date: a list model fed by long polls, which comes
 * back by itself after the network was away. What is shown offline is what was known last.
 */
#pragma once

#include "bs-desk-client.h"

#include "base/bs-object-list.h"

G_BEGIN_DECLS

#define BS_TYPE_DESK_ITEM (bs_desk_item_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskItem, bs_desk_item, BS, DESK_ITEM, GObject)

/* One submission as it stands: property "submission" (BsSubmission, notify when it changes). */
BsSubmission *bs_desk_item_get_submission (BsDeskItem *self);

/* GListModel of BsDeskItem, newest change first: what changes moves to the top as the same item.
 * Properties (notify): "error" (boxed GError, NULL: none), why it is not up to date; "up-to-date"
 * (boolean): all has been read and the desk is being listened to.
 * Signal "told" (BsSubmission, gboolean live): each one the desk tells of; @live: it happened since the
 * feed was first up to date. */
#define BS_TYPE_DESK_FEED (bs_desk_feed_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskFeed, bs_desk_feed, BS, DESK_FEED, BsObjectList)

BsDeskFeed   *bs_desk_feed_new            (BsDeskClient *client);
void          bs_desk_feed_start          (BsDeskFeed *self);
void          bs_desk_feed_stop           (BsDeskFeed *self);
/* At once instead of after the pause. */
void          bs_desk_feed_retry          (BsDeskFeed *self);
/* What an own request answered: shown without waiting for the poll. */
void          bs_desk_feed_take           (BsDeskFeed *self, BsSubmission *submission);
const GError *bs_desk_feed_get_error      (BsDeskFeed *self);
gboolean      bs_desk_feed_get_up_to_date (BsDeskFeed *self);
BsDeskItem   *bs_desk_feed_find           (BsDeskFeed *self, const char *id); /* borrowed; NULL: none */

G_END_DECLS
