/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos decoded once and kept at the sizes they are shown at. Used by the renderer only, from any
 * thread. It never changes a photo's file.
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BsPhotoCache BsPhotoCache;

/* Share of the picture that is shown: of its width and height, 0 … 1. */
typedef struct
{
  double x, y, width, height;
} BsPhotoCrop;

BsPhotoCache    *bs_photo_cache_new  (void);
void             bs_photo_cache_free (BsPhotoCache *self);
/* The cropped photo at @width × @height pixels or, where that is large, smaller than asked:
 * scale it up. NULL: missing or unreadable. (transfer full) */
cairo_surface_t *bs_photo_cache_get  (BsPhotoCache *self, GFile *folder, const char *name,
                                      const BsPhotoCrop *crop, int width, int height);
/* Forgets what was missing or unreadable, so that it is tried again. */
void             bs_photo_cache_retry (BsPhotoCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPhotoCache, bs_photo_cache_free)

G_END_DECLS
