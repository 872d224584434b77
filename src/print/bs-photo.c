/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo.h"

#include "bs-config.h"
#include "bs-pdf.h"
#include "bs-photo-sink.h"
#include "model/bs-photo-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Exif 2.32, 4.6.4. */
#define TAG_ORIENTATION 0x0112
#define MAX_EXIF_TAGS 256

typedef gboolean (*InfoFunc) (const BsPhotoSource *source, BsPictureInfo *info, GError **error);
typedef gboolean (*ReadFunc) (const BsPhotoSource *source, BsPhotoSink *sink, GError **error);

typedef struct
{
  const char *magic;
  gsize length;
  InfoFunc info;
  ReadFunc read;
} Format;

static const Format formats[] = {
  { "\xFF\xD8\xFF", 3, bs_photo_jpeg_info, bs_photo_jpeg_read },
  { "\x89PNG\r\n\x1A\n", 8, bs_photo_png_info, bs_photo_png_read },
  { "II*\0", 4, bs_photo_tiff_info, bs_photo_tiff_read },
  { "MM\0*", 4, bs_photo_tiff_info, bs_photo_tiff_read },
};

static const Format *
find_format (const BsPhotoSource *source, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (source->length >= formats[i].length
        && memcmp (source->data, formats[i].magic, formats[i].length) == 0)
      return &formats[i];

  g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO,
               _ ("%s: is not a JPEG, PNG or TIFF picture. Save the photo as one of these"),
               source->name);
  return NULL;
}

gboolean
bs_photo_fail_damaged (const char *name, const char *detail, GError **error)
{
  g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO,
               _ ("%s: the picture is damaged (%s). Take in the photo again"), name, detail);
  return FALSE;
}

gboolean
bs_photo_check_size (const char *name, guint width, guint height, gboolean whole, GError **error)
{
  guint64 pixels = (guint64) width * height;

  if (width == 0 || height == 0)
    return bs_photo_fail_damaged (name, "0 × 0", error);
  if (width > BS_PHOTO_MAX_SIDE || height > BS_PHOTO_MAX_SIDE || pixels > BS_PHOTO_MAX_PIXELS
      || (whole && pixels > BS_PHOTO_MAX_WHOLE / 4))
    {
      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO,
                   _ ("%s: has %u × %u pixels, more than can be printed. Save a smaller copy"),
                   name, width, height);
      return FALSE;
    }

  return TRUE;
}

static guint
read_number (const guint8 *data, guint size, gboolean little)
{
  guint value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint) data[i] << 8 * (little ? i : size - 1 - i);

  return value;
}

/**
 * bs_photo_exif_orientation:
 * @data: an Exif block, untrusted
 *
 * Returns: 1 … 8; 1 where it says nothing
 */
guint
bs_photo_exif_orientation (const guint8 *data, gsize length)
{
  gboolean little;
  gsize at;
  guint n;

  if (length < 8 || (memcmp (data, "II*", 3) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return 1;
  little = data[0] == 'I';
  at = read_number (data + 4, 4, little);
  if (at > length - 2)
    return 1;

  n = MIN (read_number (data + at, 2, little), MAX_EXIF_TAGS);
  at += 2;
  for (guint i = 0; i < n && at + 12 <= length; i++, at += 12)
    if (read_number (data + at, 2, little) == TAG_ORIENTATION)
      {
        guint value = read_number (data + at + 8, 2, little);

        return value >= 1 && value <= 8 ? value : 1;
      }

  return 1;
}

/**
 * bs_photo_read_info:
 *
 * Looks at the head of the file only.
 */
gboolean
bs_photo_read_info (GBytes *file, const char *name, BsPictureInfo *info, GError **error)
{
  BsPhotoSource source = { .name = name };
  const Format *format;

  source.data = g_bytes_get_data (file, &source.length);
  format = find_format (&source, error);
  *info = (BsPictureInfo){ .orientation = 1 };
  if (format == NULL || !format->info (&source, info, error)
      || !bs_photo_check_size (name, info->width, info->height, FALSE, error))
    return FALSE;

  /* Orientations 5 to 8 lie on their side. */
  if (info->orientation > 4)
    {
      guint width = info->width;

      info->width = info->height;
      info->height = width;
    }

  return TRUE;
}

/**
 * bs_photo_read:
 *
 * Decodes the whole picture; a file cut short is damaged, not half a picture.
 *
 * Returns: (transfer full): the pixels
 */
BsPhoto *
bs_photo_read (GBytes *file, const char *name, const BsPhotoWish *wish, GError **error)
{
  BsPhotoSource source = { .name = name };
  g_autoptr (BsPhotoSink) sink = NULL;
  BsPictureInfo info;

  if (!bs_photo_read_info (file, name, &info, error))
    return NULL;

  source.data = g_bytes_get_data (file, &source.length);
  sink = bs_photo_sink_new (&info, wish);
  if (!find_format (&source, NULL)->read (&source, sink, error))
    return NULL;

  return bs_photo_sink_finish (sink);
}

/**
 * bs_photo_free:
 * @self: (transfer full): a photo
 */
void
bs_photo_free (BsPhoto *self)
{
  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->profile, g_bytes_unref);
  g_free (self);
}
