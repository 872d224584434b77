/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a part of a page into a texture in a worker thread. The canvas and the thumbnails use it;
 * it knows neither. Textures are opaque R8G8B8: GTK 4.8 converts premultiplied ones through floats
 * at every frame.
 */
#pragma once

#include "render/bs-render.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  BsRenderer *renderer;
  BsDisplayList *list;
  BsRect area;   /* of the page */
  double scale;  /* pixels a point */
  int width;     /* pixels */
  int height;
} BsTextureRequest;

/* @texture is borrowed; NULL when the job was cancelled before it began. */
typedef void (*BsTextureDone) (GdkTexture *texture, gpointer data);

/* @cancellable is what keeps a late answer from a destroyed widget: cancelled, @done is not called.
 * @data is freed by @destroy in any case, in the main context. */
void bs_texture_job_push (const BsTextureRequest *request, GCancellable *cancellable,
                          BsTextureDone done, gpointer data, GDestroyNotify destroy);

G_END_DECLS
