/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-header.h"

#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* A photo has some tens of segments; one made to waste time might have millions. */
#define MAX_SEGMENTS 10000
#define MAX_ENTRIES 4096

/* TIFF 6.0, section 8. */
#define TIFF_WIDTH 256
#define TIFF_HEIGHT 257
#define TIFF_SHORT 3
#define TIFF_LONG 4

typedef struct
{
  int fd;
  gboolean big_endian;
  guint width;
  guint height;
} Header;

static gboolean
read_at (int fd, goffset offset, guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize got = pread (fd, data, length, (off_t) offset);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      data += got;
      offset += got;
      length -= got;
    }

  return TRUE;
}

static guint
get_16 (const guint8 *data, gboolean big_endian)
{
  return big_endian ? (guint) data[0] << 8 | data[1] : (guint) data[1] << 8 | data[0];
}

static guint
get_32 (const guint8 *data, gboolean big_endian)
{
  return big_endian ? get_16 (data, TRUE) << 16 | get_16 (data + 2, TRUE)
                    : get_16 (data + 2, FALSE) << 16 | get_16 (data, FALSE);
}

/* SOF0 … SOF15 without DHT, JPG and DAC (ISO/IEC 10918-1, table B.1). */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
read_jpeg (Header *header)
{
  goffset offset = 2;
  guint8 data[9];

  for (guint i = 0; i < MAX_SEGMENTS; i++)
    {
      if (!read_at (header->fd, offset, data, 4) || data[0] != 0xff)
        return FALSE;
      if (data[1] == 0xff) /* fill byte */
        {
          offset++;
          continue;
        }
      if (is_frame (data[1]))
        {
          if (!read_at (header->fd, offset, data, 9))
            return FALSE;
          header->height = get_16 (data + 5, TRUE);
          header->width = get_16 (data + 7, TRUE);
          return TRUE;
        }
      if (data[1] == 0xd9 || data[1] == 0xda || get_16 (data + 2, TRUE) < 2)
        return FALSE;
      offset += 2 + get_16 (data + 2, TRUE);
    }

  return FALSE;
}

/* The IHDR chunk comes first (PNG, 5.6 and 11.2.2). */
static gboolean
read_png (Header *header)
{
  guint8 data[24];

  if (!read_at (header->fd, 0, data, sizeof data) || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;
  header->width = get_32 (data + 16, TRUE);
  header->height = get_32 (data + 20, TRUE);

  return TRUE;
}

static guint
get_tiff_value (const guint8 *entry, gboolean big_endian)
{
  guint type = get_16 (entry + 2, big_endian);

  if (type == TIFF_SHORT)
    return get_16 (entry + 8, big_endian);

  return type == TIFF_LONG ? get_32 (entry + 8, big_endian) : 0;
}

/* The first picture of the file counts. */
static gboolean
read_tiff (Header *header)
{
  guint8 data[12];
  goffset offset;
  guint n_entries;

  if (!read_at (header->fd, 0, data, 8))
    return FALSE;
  offset = get_32 (data + 4, header->big_endian);
  if (offset < 8 || !read_at (header->fd, offset, data, 2))
    return FALSE;
  n_entries = MIN (get_16 (data, header->big_endian), MAX_ENTRIES);
  offset += 2;
  for (guint i = 0; i < n_entries; i++, offset += 12)
    {
      if (!read_at (header->fd, offset, data, 12))
        return FALSE;
      if (get_16 (data, header->big_endian) == TIFF_WIDTH)
        header->width = get_tiff_value (data, header->big_endian);
      else if (get_16 (data, header->big_endian) == TIFF_HEIGHT)
        header->height = get_tiff_value (data, header->big_endian);
    }

  return TRUE;
}

/**
 * bs_photo_header_read:
 * @fd: a regular file, at any offset
 * @width: (out): in pixels, as stored
 * @reason: (out) (transfer none): translated, with the remedy
 *
 * Returns: %FALSE if it is no picture of a kind known here, or damaged
 */
gboolean
bs_photo_header_read (int fd, BsPhotoKind *kind, guint *width, guint *height, const char **reason)
{
  static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  Header header = { fd, FALSE, 0, 0 };
  guint8 start[8] = { 0 };
  gboolean known = FALSE;

  *reason = _ ("it is no JPEG, PNG or TIFF picture. Convert it to one of these");
  if (!read_at (fd, 0, start, sizeof start))
    return FALSE;

  if (start[0] == 0xff && start[1] == 0xd8 && start[2] == 0xff)
    {
      *kind = BS_PHOTO_JPEG;
      known = read_jpeg (&header);
    }
  else if (memcmp (start, png_signature, sizeof png_signature) == 0)
    {
      *kind = BS_PHOTO_PNG;
      known = read_png (&header);
    }
  else if (memcmp (start, "II\x2a\0", 4) == 0 || memcmp (start, "MM\0\x2a", 4) == 0)
    {
      *kind = BS_PHOTO_TIFF;
      header.big_endian = start[0] == 'M';
      known = read_tiff (&header);
    }
  else
    {
      if (memcmp (start, "%PDF-", 5) == 0)
        *reason = _ ("it is a PDF, which cannot stand on a page. Save it as TIFF or PNG with 300 "
                     "pixels per inch at its printed size");
      return FALSE;
    }

  *reason = _ ("the picture is damaged or cut off. Ask for it again");
  *width = header.width;
  *height = header.height;

  return known && header.width > 0 && header.height > 0;
}
