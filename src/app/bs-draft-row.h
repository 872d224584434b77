/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One draft in the list of drafts: headline, how it stands, when, and what can be done with it now.
 * Does none of it: the window does.
 */
#pragma once

#include "desk/bs-outbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_DRAFT_ROW (bs_draft_row_get_type ())
G_DECLARE_FINAL_TYPE (BsDraftRow, bs_draft_row, BS, DRAFT_ROW, GtkListBoxRow)

/* Signal "wanted" (verb): "open", "send", "retry", "hold-back" or "delete". */
GtkWidget     *bs_draft_row_new       (BsOutboxEntry *entry, BsEnvironment *environment,
                                       gboolean writable);
BsOutboxEntry *bs_draft_row_get_entry (BsDraftRow *self);

G_END_DECLS
