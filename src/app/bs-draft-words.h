/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a reporter's draft stands, in words and with an icon, the same in the list of drafts, above the
 * draft itself and in notifications.
 */
#pragma once

#include "desk/bs-outbox.h"

G_BEGIN_DECLS

char       *bs_draft_words_dup_headline (BsOutboxEntry *entry);
/* "Waiting, next try in 2 min". @now: seconds since 1970; 0: says nothing of the time. */
char       *bs_draft_words_dup_state    (BsOutboxEntry *entry, gint64 now);
/* "Accepted into A2", "Returned by …": of one that is decided upon. */
char       *bs_draft_words_dup_decision (const BsSubmission *submission);
/* The editor's note, or why it was not sent; NULL: there is nothing more to say. */
const char *bs_draft_words_get_detail   (BsOutboxEntry *entry);
/* "10:42", "Yesterday", "May 3". */
char       *bs_draft_words_dup_time     (gint64 time, GDateTime *now);
const char *bs_draft_words_get_icon     (BsOutboxState state);
/* "success", "warning", "error" or "dim-label". */
const char *bs_draft_words_get_style    (BsOutboxState state);

G_END_DECLS
