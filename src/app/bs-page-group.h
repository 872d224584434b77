/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One section's pages in the list of pages: a heading and the tiles below it. The list of pages
 * fills it and hears of it; it changes nothing by itself.
 */
#pragma once

#include "bs-page-tile.h"

G_BEGIN_DECLS

#define BS_TYPE_PAGE_GROUP (bs_page_group_get_type ())
G_DECLARE_FINAL_TYPE (BsPageGroup, bs_page_group, BS, PAGE_GROUP, GtkWidget)

/* @section: its node; NULL: of pages without one, with no heading where there is nothing to tell
 * them from. */
GtkWidget  *bs_page_group_new         (const BsNode *section, gboolean show_heading);
const char *bs_page_group_get_section (BsPageGroup *self); /* id, "" none */
GtkFlowBox *bs_page_group_get_flow    (BsPageGroup *self);
void        bs_page_group_add         (BsPageGroup *self, BsPageTile *tile);
/* Something dragged would go to the end of the section. */
void        bs_page_group_show_drop   (BsPageGroup *self, gboolean shown);

G_END_DECLS
