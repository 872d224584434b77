/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages as small pictures below the headings of their sections, one of them chosen.
 * Pages are moved here by dragging and by keys; everything else is done by the window's actions,
 * which its menu offers.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PAGE_LIST (bs_page_list_get_type ())
G_DECLARE_FINAL_TYPE (BsPageList, bs_page_list, BS, PAGE_LIST, GtkWidget)

void bs_page_list_set_session (BsPageList *self, BsSession *session);
/* From now on the pictures are drawn: the page on the canvas came first. */
void bs_page_list_wake        (BsPageList *self);
/* Gives the focus to the page on show. */
void bs_page_list_focus       (BsPageList *self);

G_END_DECLS
