/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small picture of a photo, read and scaled in a worker thread.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @file may be NULL or missing: an icon stands for it. */
GtkWidget *bs_photo_picture_new (GFile *file);

G_END_DECLS
