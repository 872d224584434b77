/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small picture of a photo, read and scaled in a worker thread; it is cut to its place. For rows,
 * and for whoever shows photos otherwise.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @file may be NULL or missing: an icon stands for it. */
GtkWidget *bs_photo_picture_new (GFile *file);

/* The same for a place of another size: upright, @width pixels wide. */
void        bs_photo_read_async  (GFile *file, int width, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GdkTexture *bs_photo_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
