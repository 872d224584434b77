/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows of which stories of an issue the desk has a newer version, sent by their authors since. For the
 * views that show stories; changes nothing.
 */
#pragma once

#include "bs-desk.h"

G_BEGIN_DECLS

#define BS_TYPE_NEWER_WATCH (bs_newer_watch_get_type ())
G_DECLARE_FINAL_TYPE (BsNewerWatch, bs_newer_watch, BS, NEWER_WATCH, GObject)

/* Signal "changed" (): of some story; soon after the desk has told it. */

BsNewerWatch       *bs_newer_watch_new  (BsDesk *desk);
/* The submission that @story came from, where its newest version waits; borrowed, NULL: none does. */
const BsSubmission *bs_newer_watch_find (BsNewerWatch *self, const BsNode *story);

G_END_DECLS
