/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page in the list of pages: its picture, its name, and marks that say how far it is. Shows what
 * the session knows of the page; never changes it.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PAGE_TILE (bs_page_tile_get_type ())
G_DECLARE_FINAL_TYPE (BsPageTile, bs_page_tile, BS, PAGE_TILE, GtkFlowBoxChild)

GtkWidget  *bs_page_tile_new        (BsSession *session, const char *page);
const char *bs_page_tile_get_page   (BsPageTile *self);
/* Name, marks, and where it is in sight the picture, as they are now. */
void        bs_page_tile_update     (BsPageTile *self);
/* Out of sight nothing is drawn. */
void        bs_page_tile_set_in_sight (BsPageTile *self, gboolean in_sight);
/* Where something dragged would go: -1 before, 1 behind, 0 nothing is dragged here. */
void        bs_page_tile_show_drop  (BsPageTile *self, int side);

G_END_DECLS
