/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The orders in which a list shows stories. Each is stable: where two stories are equal the order
 * of the issue decides. Knows no widget.
 */
#pragma once

#include "bs-story-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "issue", "newest", "page", "section", "priority", "status", "characters", "headline", "author".
 * A new sorter; NULL for "issue" and for what is none of these: as they come. */
GtkSorter *bs_story_order_new (const char *name);

G_END_DECLS
