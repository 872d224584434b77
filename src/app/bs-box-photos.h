/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photos in the chosen box: their pictures, captions and credits, how sharp they will be in
 * print at their size, and shapes to crop them to. For the box inspector; crops by hand are made
 * on the canvas.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_BOX_PHOTOS (bs_box_photos_get_type ())
G_DECLARE_FINAL_TYPE (BsBoxPhotos, bs_box_photos, BS, BOX_PHOTOS, GtkWidget)

void     bs_box_photos_show   (BsBoxPhotos *self, BsSession *session /* nullable */);
/* "/photos/p3/caption", "credits": the focus goes there; "file": a picture is asked for. */
gboolean bs_box_photos_reveal (BsBoxPhotos *self, const char *path, gsize offset, gsize length);

G_END_DECLS
