/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the photo decoders put their rows: crops and averages them on the way, and turns the result
 * upright. Used by bs-photo*.c alone.
 */
#pragma once

#include "bs-photo.h"

G_BEGIN_DECLS

/* Of a picture that cannot be read row by row, in bytes. */
#define BS_PHOTO_MAX_WHOLE (768u * 1024u * 1024u)

typedef struct _BsPhotoSink BsPhotoSink;

BsPhotoSink *bs_photo_sink_new   (const BsPictureInfo *info, const BsPhotoWish *wish);
void         bs_photo_sink_free  (BsPhotoSink *self);
/* By how much a decoder may bring a picture down itself: 1, 2, 4 or 8. */
guint        bs_photo_sink_get_reduction (const BsPhotoSink *self);
/* Size of what will come, as stored, after such a reduction. */
void         bs_photo_sink_begin (BsPhotoSink *self, guint width, guint height, guint channels);
void         bs_photo_sink_row   (BsPhotoSink *self, const guint8 *row);
void         bs_photo_sink_set_profile (BsPhotoSink *self, const void *data, gsize length);
BsPhoto     *bs_photo_sink_finish (BsPhotoSink *self);

/* Each returns FALSE with @error, of BS_PRINT_ERROR_PHOTO. The size in @info is as stored until
 * bs_photo_read_info() turns it. */
typedef struct
{
  const guint8 *data;
  gsize length;
  const char *name;
} BsPhotoSource;

gboolean bs_photo_jpeg_info (const BsPhotoSource *source, BsPictureInfo *info, GError **error);
gboolean bs_photo_jpeg_read (const BsPhotoSource *source, BsPhotoSink *sink, GError **error);
gboolean bs_photo_png_info  (const BsPhotoSource *source, BsPictureInfo *info, GError **error);
gboolean bs_photo_png_read  (const BsPhotoSource *source, BsPhotoSink *sink, GError **error);
gboolean bs_photo_tiff_info (const BsPhotoSource *source, BsPictureInfo *info, GError **error);
gboolean bs_photo_tiff_read (const BsPhotoSource *source, BsPhotoSink *sink, GError **error);

/* A damaged file; @detail from the decoder. Returns FALSE. */
gboolean bs_photo_fail_damaged (const char *name, const char *detail, GError **error);
/* By the limits of what an issue takes in. @whole: all of it must be in memory, 4 bytes a pixel. */
gboolean bs_photo_check_size   (const char *name, guint width, guint height, gboolean whole,
                                GError **error);
/* The orientation in an Exif block (TIFF header first); 1 when there is none. */
guint    bs_photo_exif_orientation (const guint8 *data, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPhotoSink, bs_photo_sink_free)

G_END_DECLS
