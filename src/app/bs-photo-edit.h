/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an editor does with the photos of a story: credit, crop, order, detach, remove. Each is one
 * undo step on the document, FALSE if nothing changed. Knows no widget.
 */
#pragma once

#include "model/bs-document.h"
#include "model/bs-issue.h"

G_BEGIN_DECLS

/* Per mille cut off each side. */
typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
} BsPhotoCrop;

/* The largest part of the middle with sides as @across to @down; 0: all of it. */
BsPhotoCrop bs_photo_crop_to_shape (int width, int height, int across, int down);

gboolean bs_photo_edit_set_crop   (BsDocument *document, const char *photo, const BsPhotoCrop *crop);
/* "记者 林沐摄", "林沐": as it is printed, read back. */
gboolean bs_photo_edit_set_credit (BsDocument *document, const char *photo, const char *text);
/* Before or after the next photo of the same story. */
gboolean bs_photo_edit_move       (BsDocument *document, const char *photo, int step);
gboolean bs_photo_edit_detach     (BsDocument *document, const char *photo);
/* Takes its boxes with it; the file stays in the media folder. */
gboolean bs_photo_edit_remove     (BsDocument *document, const char *photo);

G_END_DECLS
