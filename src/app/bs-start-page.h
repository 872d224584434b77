/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window shows while it has no issue: the papers of this desk, to begin tomorrow's issue of,
 * and the issues that were opened last.
 */
#pragma once

#include "base/bs-environment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_START_PAGE (bs_start_page_get_type ())
G_DECLARE_FINAL_TYPE (BsStartPage, bs_start_page, BS, START_PAGE, GtkWidget)

/* Signal "open" (GFile). */
GtkWidget *bs_start_page_new         (BsEnvironment *environment);
void       bs_start_page_refresh     (BsStartPage *self);
/* How many submissions wait to be read in an issue; 0: none. */
void       bs_start_page_set_waiting (BsStartPage *self, guint waiting);

G_END_DECLS
