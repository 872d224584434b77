/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pages something is done with: small pictures to tick, and buttons for all of them, the one
 * that is open, or those of a section. In the export dialog.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PAGE_CHOICE (bs_page_choice_get_type ())
G_DECLARE_FINAL_TYPE (BsPageChoice, bs_page_choice, BS, PAGE_CHOICE, GtkWidget)

/* Signal "changed" (): other pages are chosen. */

void  bs_page_choice_set_session (BsPageChoice *self, BsSession *session);
GStrv bs_page_choice_dup_pages   (BsPageChoice *self); /* in the order; may be empty */
void  bs_page_choice_choose_all  (BsPageChoice *self);
void  bs_page_choice_choose_this (BsPageChoice *self);
/* Whether all are chosen that there are. */
gboolean bs_page_choice_has_all  (BsPageChoice *self);

G_END_DECLS
