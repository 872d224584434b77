/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One issue on the start page: its first page, name, date, number and folder. Opens, shows in its
 * folder or is taken off the list by actions of its own; reads no file.
 */
#pragma once

#include "bs-recent-issues.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_RECENT_CARD (bs_recent_card_get_type ())
G_DECLARE_FINAL_TYPE (BsRecentCard, bs_recent_card, BS, RECENT_CARD, GtkFlowBoxChild)

/* Signals "open" (), "forget" (), "show-folder" (). */
GtkWidget     *bs_recent_card_new       (BsRecentIssue *issue);
BsRecentIssue *bs_recent_card_get_issue (BsRecentCard *self);

/* Day and number of an issue, or why it cannot be had. */
char *bs_recent_card_dup_details (BsRecentIssue *issue);

G_END_DECLS
