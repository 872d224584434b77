/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page as pixels: the display list drawn with Cairo, for the canvas, thumbnails and PNG. Reads
 * nothing but the list and the photos it names. Usable from any thread, each with its own renderer
 * or one shared (its caches lock).
 */
#pragma once

#include "base/bs-environment.h"
#include "layout/bs-display-list.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_TYPE_RENDERER (bs_renderer_get_type ())
G_DECLARE_FINAL_TYPE (BsRenderer, bs_renderer, BS, RENDERER, GObject)

BsRenderer *bs_renderer_new              (void);
void        bs_renderer_set_media_folder (BsRenderer *self, GFile *folder /* nullable */);
/* Draws the part of @list inside @area (page units) so that area's top left comes to the origin of
 * @cairo, at @scale pixels a point. White paper included. */
void        bs_renderer_draw             (BsRenderer *self, cairo_t *cairo, BsDisplayList *list,
                                          const BsRect *area, double scale);
/* All of @list on paper: vectors and text, one unit of @cairo a point. */
void        bs_renderer_print            (BsRenderer *self, cairo_t *cairo, BsDisplayList *list,
                                          double pixels_per_inch);
/* PNG of the whole page, written atomically. */
gboolean    bs_renderer_write_png        (BsRenderer *self, BsDisplayList *list, double pixels_per_inch,
                                          GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
