/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One photo of a story in the inspector: its picture, caption, credit and crop, and what can be
 * done with it. Follows the document; each change is one undo step.
 */
#pragma once

#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_PHOTO_ROW (bs_photo_row_get_type ())
G_DECLARE_FINAL_TYPE (BsPhotoRow, bs_photo_row, BS, PHOTO_ROW, AdwExpanderRow)

GtkWidget  *bs_photo_row_new        (BsSession *session, const char *photo);
const char *bs_photo_row_get_photo  (BsPhotoRow *self);
/* After the document changed. @first, @last: of the story's photos. */
void        bs_photo_row_update     (BsPhotoRow *self, gboolean first, gboolean last);
/* Once: without what has to do with pages, and nothing typed waits to be applied. */
void        bs_photo_row_set_pageless (BsPhotoRow *self);
/* Opens the row and selects part of the caption, in bytes. */
void        bs_photo_row_reveal     (BsPhotoRow *self, gsize offset, gsize length);

G_END_DECLS
