/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to say of a page as a whole: format, how full it is, what stands on it, who edits
 * it. Shown by the box inspector while no box is chosen.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PAGE_FACTS (bs_page_facts_get_type ())
G_DECLARE_FINAL_TYPE (BsPageFacts, bs_page_facts, BS, PAGE_FACTS, GtkWidget)

void bs_page_facts_show (BsPageFacts *self, BsSession *session);

G_END_DECLS
