/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reporter is told of by the desktop: what became of a draft, while they look elsewhere, and that
 * something waits when the last window goes. Watches nothing: the reporter's object says when.
 */
#pragma once

#include "desk/bs-outbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Nothing where a window of the application is in front: it shows it. */
void bs_draft_notice_decided (GtkApplication *application, BsOutboxEntry *entry);
/* @sending: one of them is under way. */
void bs_draft_notice_waiting (GtkApplication *application, guint waiting, gboolean sending);

G_END_DECLS
