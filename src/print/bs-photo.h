/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos as print needs them: JPEG, PNG and TIFF files become pixels, turned upright, cropped and
 * brought down while they are read, so that a large file never stands in memory whole. Files are
 * untrusted: sizes are checked before anything is decoded. Any thread.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* 8 bits a channel: 1 gray, 3 RGB, 4 CMYK with 255 for full ink. */
typedef struct
{
  guint width;
  guint height;
  guint channels;
  guint8 *data;
  GBytes *profile; /* nullable: the one in the file */
} BsPhoto;

typedef struct
{
  guint width;  /* upright */
  guint height;
  guint channels;
  guint orientation; /* TIFF 6.0, section 8: 1 … 8 */
} BsPictureInfo;

typedef struct
{
  /* Per mille of the upright picture cut off. */
  guint crop_left, crop_top, crop_right, crop_bottom;
  /* The most pixels wanted of what is left; 0: all. */
  guint max_width, max_height;
} BsPhotoWish;

/* @name: for messages. Errors are BS_PRINT_ERROR_PHOTO. */
gboolean bs_photo_read_info (GBytes *file, const char *name, BsPictureInfo *info, GError **error);
BsPhoto *bs_photo_read      (GBytes *file, const char *name, const BsPhotoWish *wish, GError **error);
void     bs_photo_free      (BsPhoto *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPhoto, bs_photo_free)

G_END_DECLS
