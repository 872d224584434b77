/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and replacing in a story, a page or the whole issue: what, where, and a list of hits with
 * what would become of them. Searches in a worker; a hit that is chosen is shown by whoever shows
 * texts. Sits where the list of stories is.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_FIND_PANEL (bs_find_panel_get_type ())
G_DECLARE_FINAL_TYPE (BsFindPanel, bs_find_panel, BS, FIND_PANEL, GtkWidget)

/* Properties: "scope" ("issue", "page", "story"), and switches of what is looked for and where: see
 * the table in bs-find-panel.c. Signal "leave" (). */

void bs_find_panel_set_session (BsFindPanel *self, BsSession *session);
/* To the words to be found. */
void bs_find_panel_focus       (BsFindPanel *self);
/* To the hit after the chosen one, or @back. */
void bs_find_panel_step        (BsFindPanel *self, gboolean back);

G_END_DECLS
