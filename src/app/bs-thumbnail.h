/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small picture of a laid-out page, drawn in a worker thread. Used in the list of pages and
 * beside a story.
 */
#pragma once

#include "render/bs-render.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_THUMBNAIL (bs_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (BsThumbnail, bs_thumbnail, BS, THUMBNAIL, GtkWidget)

/* Property "size": the height in pixels it asks for. */

GtkWidget *bs_thumbnail_new  (int size);
void       bs_thumbnail_show (BsThumbnail *self, BsDisplayList *list /* nullable */,
                              BsRenderer *renderer);

G_END_DECLS
