/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-sink.h"

#include <png.h>
#include <string.h>

typedef struct
{
  const BsPhotoSource *source;
  gsize at;
  char message[128];
  png_structp png;
  png_infop info;
  guint8 *row;  /* one row, or the whole picture of an interlaced one */
  guint8 *flat; /* a row on white */
} Reader;

static void
fail (png_structp png, png_const_charp message)
{
  Reader *reader = png_get_error_ptr (png);

  g_strlcpy (reader->message, message, sizeof reader->message);
  png_longjmp (png, 1);
}

static void
say_nothing (png_structp png G_GNUC_UNUSED, png_const_charp message G_GNUC_UNUSED)
{
}

static void
read_data (png_structp png, png_bytep out, png_size_t length)
{
  Reader *reader = png_get_io_ptr (png);

  if (length > reader->source->length - reader->at)
    png_error (png, "file ends too soon");
  memcpy (out, reader->source->data + reader->at, length);
  reader->at += length;
}

static void
reader_clear (Reader *reader)
{
  png_destroy_read_struct (&reader->png, &reader->info, NULL);
  g_clear_pointer (&reader->row, g_free);
  g_clear_pointer (&reader->flat, g_free);
}

/* setjmp() is with the callers: it must not return before the jump. */
static void
reader_init (Reader *reader, const BsPhotoSource *source)
{
  *reader = (Reader){ .source = source };
  reader->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, reader, fail, say_nothing);
  if (reader->png == NULL)
    return;
  png_set_read_fn (reader->png, reader, read_data);
  reader->info = png_create_info_struct (reader->png);
}

static void
read_head (Reader *reader, BsPictureInfo *info)
{
  guint color = png_get_color_type (reader->png, reader->info);
  png_bytep exif = NULL;
  png_uint_32 length = 0;

  info->width = png_get_image_width (reader->png, reader->info);
  info->height = png_get_image_height (reader->png, reader->info);
  info->channels = (color & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
  info->orientation = 1;
  if (png_get_eXIf_1 (reader->png, reader->info, &length, &exif) != 0)
    info->orientation = bs_photo_exif_orientation (exif, length);
}

gboolean
bs_photo_png_info (const BsPhotoSource *source, BsPictureInfo *info, GError **error)
{
  Reader reader;

  reader_init (&reader, source);
  if (reader.info == NULL || setjmp (png_jmpbuf (reader.png)) != 0)
    {
      reader_clear (&reader);
      return bs_photo_fail_damaged (source->name, reader.message, error);
    }
  png_read_info (reader.png, reader.info);
  read_head (&reader, info);
  reader_clear (&reader);

  return TRUE;
}

static void
take_profile (Reader *reader, BsPhotoSink *sink)
{
  png_charp name;
  int compression;
  png_bytep data;
  png_uint_32 length;

  if (png_get_iCCP (reader->png, reader->info, &name, &compression, &data, &length) != 0)
    bs_photo_sink_set_profile (sink, data, length);
}

/* Paper is white: what is transparent shows it. */
static const guint8 *
flatten (Reader *reader, const guint8 *row, guint width, guint channels)
{
  guint8 *out = reader->flat;

  for (guint i = 0; i < width; i++)
    {
      guint alpha = row[channels];

      for (guint c = 0; c < channels; c++)
        *out++ = (row[c] * alpha + 255 * (255 - alpha) + 127) / 255;
      row += channels + 1;
    }

  return reader->flat;
}

static gboolean
is_interlaced (Reader *reader)
{
  return png_get_interlace_type (reader->png, reader->info) != PNG_INTERLACE_NONE;
}

static void
read_rows (Reader *reader, BsPhotoSink *sink, const BsPictureInfo *info)
{
  png_structp png = reader->png;
  gboolean interlaced = is_interlaced (reader);
  gboolean alpha = (png_get_color_type (png, reader->info) & PNG_COLOR_MASK_ALPHA) != 0
                   || png_get_valid (png, reader->info, PNG_INFO_tRNS) != 0;
  gsize length;
  int passes;

  png_set_expand (png);
  png_set_scale_16 (png);
  passes = png_set_interlace_handling (png);
  png_read_update_info (png, reader->info);
  length = png_get_rowbytes (png, reader->info);
  reader->row = g_try_malloc (interlaced ? length * info->height : length);
  if (reader->row == NULL)
    png_error (png, "too little memory");
  reader->flat = g_malloc ((gsize) info->width * info->channels);

  for (int pass = 0; interlaced && pass < passes; pass++)
    for (guint y = 0; y < info->height; y++)
      png_read_row (png, reader->row + y * length, NULL);

  bs_photo_sink_begin (sink, info->width, info->height, info->channels);
  for (guint y = 0; y < info->height; y++)
    {
      const guint8 *row = interlaced ? reader->row + y * length : reader->row;

      if (!interlaced)
        png_read_row (png, reader->row, NULL);
      bs_photo_sink_row (sink, alpha ? flatten (reader, row, info->width, info->channels) : row);
    }
  png_read_end (png, NULL);
}

gboolean
bs_photo_png_read (const BsPhotoSource *source, BsPhotoSink *sink, GError **error)
{
  BsPictureInfo info = { 0 };
  Reader reader;

  reader_init (&reader, source);
  if (reader.info == NULL || setjmp (png_jmpbuf (reader.png)) != 0)
    {
      reader_clear (&reader);
      return bs_photo_fail_damaged (source->name, reader.message, error);
    }
  png_read_info (reader.png, reader.info);
  read_head (&reader, &info);
  if (is_interlaced (&reader)
      && !bs_photo_check_size (source->name, info.width, info.height, TRUE, error))
    {
      reader_clear (&reader);
      return FALSE;
    }
  take_profile (&reader, sink);
  read_rows (&reader, sink, &info);
  reader_clear (&reader);

  return TRUE;
}
