/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-sink.h"

#include <string.h>
#include <tiffio.h>

#define MAX_ALLOCATION (256 * 1024 * 1024)

typedef struct
{
  const BsPhotoSource *source;
  gsize at;
  char message[1024]; /* as TIFFRGBAImageOK() wants it */
} Reader;

static tmsize_t
read_data (thandle_t handle, void *out, tmsize_t wanted)
{
  Reader *reader = handle;
  gsize left = reader->source->length - reader->at;
  gsize length = wanted < 0 ? 0 : MIN ((gsize) wanted, left);

  memcpy (out, reader->source->data + reader->at, length);
  reader->at += length;

  return length;
}

static tmsize_t
refuse_write (thandle_t handle G_GNUC_UNUSED, void *data G_GNUC_UNUSED,
              tmsize_t length G_GNUC_UNUSED)
{
  return 0;
}

static toff_t
seek_data (thandle_t handle, toff_t offset, int whence)
{
  Reader *reader = handle;
  gint64 base = whence == SEEK_CUR   ? (gint64) reader->at
                : whence == SEEK_END ? (gint64) reader->source->length
                                     : 0;

  reader->at = CLAMP (base + (gint64) offset, 0, (gint64) reader->source->length);

  return reader->at;
}

static int
close_data (thandle_t handle G_GNUC_UNUSED)
{
  return 0;
}

static toff_t
size_data (thandle_t handle)
{
  Reader *reader = handle;

  return reader->source->length;
}

static int
note_error (TIFF *tiff G_GNUC_UNUSED, void *data, const char *module G_GNUC_UNUSED,
            const char *format, va_list arguments)
{
  Reader *reader = data;

  if (*reader->message == '\0')
    g_vsnprintf (reader->message, sizeof reader->message, format, arguments);

  return 1;
}

static int
say_nothing (TIFF *tiff G_GNUC_UNUSED, void *data G_GNUC_UNUSED, const char *module G_GNUC_UNUSED,
             const char *format G_GNUC_UNUSED, va_list arguments G_GNUC_UNUSED)
{
  return 1;
}

static TIFF *
open_tiff (Reader *reader, const BsPhotoSource *source)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  *reader = (Reader){ .source = source };
  TIFFOpenOptionsSetMaxSingleMemAlloc (options, MAX_ALLOCATION);
  TIFFOpenOptionsSetErrorHandlerExtR (options, note_error, reader);
  TIFFOpenOptionsSetWarningHandlerExtR (options, say_nothing, NULL);
  tiff = TIFFClientOpenExt (source->name, "rm", reader, read_data, refuse_write, seek_data,
                            close_data, size_data, NULL, NULL, options);
  TIFFOpenOptionsFree (options);

  return tiff;
}

static guint
get_short (TIFF *tiff, guint tag, guint otherwise)
{
  guint16 value = 0;

  return TIFFGetFieldDefaulted (tiff, tag, &value) ? value : otherwise;
}

static void
read_head (TIFF *tiff, BsPictureInfo *info)
{
  guint32 width = 0, height = 0;
  guint kind = get_short (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);

  TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &height);
  info->width = width;
  info->height = height;
  info->channels = kind == PHOTOMETRIC_SEPARATED                                      ? 4
                   : kind == PHOTOMETRIC_MINISBLACK || kind == PHOTOMETRIC_MINISWHITE ? 1
                                                                                      : 3;
  info->orientation = get_short (tiff, TIFFTAG_ORIENTATION, 1);
  if (info->orientation < 1 || info->orientation > 8)
    info->orientation = 1;
}

gboolean
bs_photo_tiff_info (const BsPhotoSource *source, BsPictureInfo *info, GError **error)
{
  Reader reader;
  TIFF *tiff = open_tiff (&reader, source);

  if (tiff == NULL)
    return bs_photo_fail_damaged (source->name, reader.message, error);
  read_head (tiff, info);
  TIFFClose (tiff);

  return TRUE;
}

/* The kinds that photographs come in; libtiff makes RGB of all others itself. */
static gboolean
is_plain (TIFF *tiff, const BsPictureInfo *info)
{
  guint bits = get_short (tiff, TIFFTAG_BITSPERSAMPLE, 1);
  guint kind = get_short (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  guint samples = get_short (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);

  return (bits == 8 || bits == 16) && samples == info->channels && !TIFFIsTiled (tiff)
         && get_short (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_CONTIG
         && (kind == PHOTOMETRIC_MINISBLACK || kind == PHOTOMETRIC_MINISWHITE
             || kind == PHOTOMETRIC_RGB || kind == PHOTOMETRIC_SEPARATED);
}

static gboolean
read_plain (TIFF *tiff, BsPhotoSink *sink, const BsPictureInfo *info)
{
  gboolean wide = get_short (tiff, TIFFTAG_BITSPERSAMPLE, 8) == 16;
  gboolean inverted = get_short (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB)
                      == PHOTOMETRIC_MINISWHITE;
  gsize n = (gsize) info->width * info->channels;
  gsize needed = wide ? n * 2 : n;
  g_autofree guint8 *row = NULL;

  if (TIFFScanlineSize64 (tiff) < needed)
    return FALSE;
  row = g_malloc0 (TIFFScanlineSize64 (tiff));
  bs_photo_sink_begin (sink, info->width, info->height, info->channels);
  for (guint y = 0; y < info->height; y++)
    {
      if (TIFFReadScanline (tiff, row, y, 0) < 0)
        return FALSE;
      for (gsize i = 0; wide && i < n; i++)
        row[i] = ((const guint16 *) (gpointer) row)[i] >> 8;
      for (gsize i = 0; inverted && i < n; i++)
        row[i] = 255 - row[i];
      bs_photo_sink_row (sink, row);
    }

  return TRUE;
}

/* libtiff's rows come in the order asked for: as stored, for the sink turns them. */
static gboolean
read_converted (TIFF *tiff, Reader *reader, BsPhotoSink *sink, const BsPictureInfo *info)
{
  gsize n = (gsize) info->width * info->height;
  g_autofree guint32 *pixels = NULL;
  g_autofree guint8 *row = g_malloc ((gsize) info->width * 3);

  if (!TIFFRGBAImageOK (tiff, reader->message))
    return FALSE;
  pixels = g_try_new (guint32, n);
  if (pixels == NULL
      || !TIFFReadRGBAImageOriented (tiff, info->width, info->height, pixels,
                                     get_short (tiff, TIFFTAG_ORIENTATION, 1), 1))
    return FALSE;

  bs_photo_sink_begin (sink, info->width, info->height, 3);
  for (guint y = 0; y < info->height; y++)
    {
      for (guint x = 0; x < info->width; x++)
        {
          guint32 pixel = pixels[(gsize) y * info->width + x];
          /* Colours come multiplied by their opacity; the paper behind is white. */
          guint paper = 255 - TIFFGetA (pixel);

          row[x * 3] = MIN (TIFFGetR (pixel) + paper, 255);
          row[x * 3 + 1] = MIN (TIFFGetG (pixel) + paper, 255);
          row[x * 3 + 2] = MIN (TIFFGetB (pixel) + paper, 255);
        }
      bs_photo_sink_row (sink, row);
    }

  return TRUE;
}

gboolean
bs_photo_tiff_read (const BsPhotoSource *source, BsPhotoSink *sink, GError **error)
{
  Reader reader;
  TIFF *tiff = open_tiff (&reader, source);
  BsPictureInfo info = { 0 };
  gboolean good;

  if (tiff == NULL)
    return bs_photo_fail_damaged (source->name, reader.message, error);

  read_head (tiff, &info);
  if (is_plain (tiff, &info))
    {
      guint32 length = 0;
      void *profile = NULL;

      if (TIFFGetField (tiff, TIFFTAG_ICCPROFILE, &length, &profile) && length > 0)
        bs_photo_sink_set_profile (sink, profile, length);
      good = read_plain (tiff, sink, &info);
    }
  else
    {
      if (!bs_photo_check_size (source->name, info.width, info.height, TRUE, error))
        {
          TIFFClose (tiff);
          return FALSE;
        }
      good = read_converted (tiff, &reader, sink, &info);
    }
  TIFFClose (tiff);

  return good ? TRUE : bs_photo_fail_damaged (source->name, reader.message, error);
}
