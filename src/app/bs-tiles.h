/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page as textures of 512 × 512 pixels, drawn in worker threads. While new ones are not there
 * yet, old ones are shown scaled, so that zooming and typing never flicker. The canvas uses it.
 */
#pragma once

#include "render/bs-render.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_TILES (bs_tiles_get_type ())
G_DECLARE_FINAL_TYPE (BsTiles, bs_tiles, BS, TILES, GObject)

typedef void (*BsTilesReady) (gpointer data);

BsTiles *bs_tiles_new       (BsTilesReady ready, gpointer data);
/* @list may be NULL. */
void     bs_tiles_set_list  (BsTiles *self, BsDisplayList *list, BsRenderer *renderer);
/* @scale: device pixels a point, once zooming has come to rest. */
void     bs_tiles_set_scale (BsTiles *self, double scale);
/* Begins to draw what the next snapshot will want, before there is one. */
void     bs_tiles_prepare  (BsTiles *self, double zoom, const graphene_rect_t *visible);
/* @zoom: widget pixels a point now; @visible in widget pixels from the page's corner. */
void     bs_tiles_snapshot  (BsTiles *self, GtkSnapshot *snapshot, double zoom,
                             const graphene_rect_t *visible);
/* TRUE when everything that the last snapshot showed was drawn sharp from the current list. */
gboolean bs_tiles_is_settled (BsTiles *self);
void     bs_tiles_stop      (BsTiles *self);

G_END_DECLS
