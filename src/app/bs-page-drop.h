/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dragging in the list of pages: pages among pages and to other sections, stories and photos onto
 * a page. Belongs to the list of pages, which gives it tiles and groups.
 */
#pragma once

#include "bs-page-group.h"

G_BEGIN_DECLS

typedef struct _BsPageDrop BsPageDrop;

BsPageDrop *bs_page_drop_new         (void);
void        bs_page_drop_free        (BsPageDrop *self);
void        bs_page_drop_set_session (BsPageDrop *self, BsSession *session);
void        bs_page_drop_add_tile    (BsPageDrop *self, BsPageTile *tile);
void        bs_page_drop_add_group   (BsPageDrop *self, BsPageGroup *group);

G_END_DECLS
