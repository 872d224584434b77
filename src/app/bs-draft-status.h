/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How one draft stands, and what the desk or the network has to say of it: words, the editor's note,
 * progress. Follows its entry by itself. For the list of drafts and the draft's own window.
 */
#pragma once

#include "desk/bs-outbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_DRAFT_STATUS (bs_draft_status_get_type ())
G_DECLARE_FINAL_TYPE (BsDraftStatus, bs_draft_status, BS, DRAFT_STATUS, GtkWidget)

/* Property "brief" (construct only): why it waits is said elsewhere. @entry may be NULL. */
void bs_draft_status_show (BsDraftStatus *self, BsOutboxEntry *entry, BsEnvironment *environment);

G_END_DECLS
