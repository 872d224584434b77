/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages as small pictures, one of them chosen.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PAGE_LIST (bs_page_list_get_type ())
G_DECLARE_FINAL_TYPE (BsPageList, bs_page_list, BS, PAGE_LIST, GtkWidget)

void bs_page_list_set_session (BsPageList *self, BsSession *session);

G_END_DECLS
