/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All submissions an account may see, kept up to date: a list model fed by long polls, which comes
 * back by itself after the network was away. What is shown offline is what was known last.
 */
#pragma once

#include "bs-desk-client.h"

G_BEGIN_DECLS

/* GListModel of BsDeskItem (property "submission", notify when it changes), newest change first.
 * Property "error" (GError, nullable): why it is not up to date; "up-to-date" (boolean).
 * Signal "arrived" (BsSubmission): new, or a new version, since the feed has begun to run live. */
#define BS_TYPE_DESK_ITEM (bs_desk_item_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskItem, bs_desk_item, BS, DESK_ITEM, GObject)
BsSubmission *bs_desk_item_get_submission (BsDeskItem *self);

#define BS_TYPE_DESK_FEED (bs_desk_feed_get_type ())
G_DECLARE_FINAL_TYPE (BsDeskFeed, bs_desk_feed, BS, DESK_FEED, GObject)

BsDeskFeed *bs_desk_feed_new   (BsDeskClient *client);
void        bs_desk_feed_start (BsDeskFeed *self);
void        bs_desk_feed_stop  (BsDeskFeed *self);
/* At once instead of after the pause. */
void        bs_desk_feed_retry (BsDeskFeed *self);
/* What an own request answered: shown without waiting for the poll. */
void        bs_desk_feed_take  (BsDeskFeed *self, BsSubmission *submission);

G_END_DECLS
