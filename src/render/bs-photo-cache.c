/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-cache.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

/* Decoding a larger picture is refused: 200 million pixels are more than any newspaper's camera. */
#define MAX_SOURCE_PIXELS (200.0 * 1000 * 1000)
/* A shown size beyond this is drawn from a smaller copy instead of being kept. */
#define MAX_SHOWN_PIXELS (4.0 * 1000 * 1000)
#define MAX_CACHED_BYTES (128 * 1024 * 1024)
/* Decoded copies come in steps of two, so that zooming does not decode at each step. */
#define SMALLEST_COPY 256
#define LARGEST_COPY 4096

typedef struct
{
  char *name;
  GdkPixbuf *copy; /* NULL: missing or unreadable */
  int step;        /* the copy's longer side is about this, or the picture's own */
  gboolean whole;  /* the copy has all pixels of the picture */
} Photo;

typedef struct
{
  char *key;
  cairo_surface_t *surface;
  gsize n_bytes;
} Shown;

struct _BsPhotoCache
{
  GMutex lock;
  GHashTable *photos; /* path -> Photo */
  GHashTable *shown;  /* key -> Shown */
  gsize n_bytes;
};

static void
photo_free (gpointer pointer)
{
  Photo *photo = pointer;

  g_clear_object (&photo->copy);
  g_free (photo->name);
  g_free (photo);
}

static void
shown_free (gpointer pointer)
{
  Shown *shown = pointer;

  cairo_surface_destroy (shown->surface);
  g_free (shown->key);
  g_free (shown);
}

static gsize
copy_bytes (const Photo *photo)
{
  return photo->copy != NULL ? gdk_pixbuf_get_byte_length (photo->copy) : 0;
}

/* The picture's longer side brought down to about @step; turned as the camera was held. */
static GdkPixbuf *
decode (const char *path, int step, gboolean *whole)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  int width = 0;
  int height = 0;

  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL || width < 1 || height < 1
      || (double) width * height > MAX_SOURCE_PIXELS)
    return NULL;

  *whole = MAX (width, height) <= step;
  if (*whole)
    pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  else
    pixbuf = gdk_pixbuf_new_from_file_at_scale (path, step, step, TRUE, NULL);

  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static Photo *
ensure_photo (BsPhotoCache *self, const char *path, int step)
{
  Photo *photo = g_hash_table_lookup (self->photos, path);

  if (photo != NULL && (photo->step >= step || photo->whole || photo->copy == NULL))
    return photo;
  if (photo == NULL)
    {
      photo = g_new0 (Photo, 1);
      photo->name = g_strdup (path);
      g_hash_table_insert (self->photos, photo->name, photo);
    }

  self->n_bytes -= copy_bytes (photo);
  g_clear_object (&photo->copy);
  photo->copy = decode (path, step, &photo->whole);
  photo->step = step;
  self->n_bytes += copy_bytes (photo);

  return photo;
}

/* RGB or RGBA rows as Cairo's RGB24, on white paper. */
static cairo_surface_t *
surface_from_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *rows;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  rows = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = pixels + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint8 *to = rows + (gsize) y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < width; x++, from += channels)
        {
          guint alpha = channels == 4 ? from[3] : 255;
          guint paper = 255 * (255 - alpha);
          guint32 pixel = (from[0] * alpha + paper) / 255 << 16
                          | (from[1] * alpha + paper) / 255 << 8 | (from[2] * alpha + paper) / 255;

          memcpy (to + 4 * x, &pixel, sizeof pixel);
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static cairo_surface_t *
scale_crop (GdkPixbuf *copy, const BsPhotoCrop *crop, int width, int height)
{
  g_autoptr (GdkPixbuf) scaled = gdk_pixbuf_new (GDK_COLORSPACE_RGB,
                                                 gdk_pixbuf_get_has_alpha (copy), 8, width, height);
  double scale_x, scale_y;

  if (scaled == NULL)
    return NULL;
  scale_x = width / (crop->width * gdk_pixbuf_get_width (copy));
  scale_y = height / (crop->height * gdk_pixbuf_get_height (copy));
  gdk_pixbuf_scale (copy, scaled, 0, 0, width, height,
                    -crop->x * gdk_pixbuf_get_width (copy) * scale_x,
                    -crop->y * gdk_pixbuf_get_height (copy) * scale_y, scale_x, scale_y,
                    GDK_INTERP_BILINEAR);

  return surface_from_pixbuf (scaled);
}

static void
trim (BsPhotoCache *self)
{
  if (self->n_bytes <= MAX_CACHED_BYTES)
    return;
  g_hash_table_remove_all (self->shown);
  g_hash_table_remove_all (self->photos);
  self->n_bytes = 0;
}

BsPhotoCache *
bs_photo_cache_new (void)
{
  BsPhotoCache *self = g_new0 (BsPhotoCache, 1);

  g_mutex_init (&self->lock);
  self->photos = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, photo_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, shown_free);

  return self;
}

void
bs_photo_cache_free (BsPhotoCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->photos);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static cairo_surface_t *
show (BsPhotoCache *self, const char *path, const BsPhotoCrop *crop, int width, int height)
{
  g_autofree char *key = NULL;
  int step = SMALLEST_COPY;
  int needed;
  double shrink;
  Photo *photo;
  Shown *shown;
  cairo_surface_t *surface;

  shrink = sqrt (MIN (1.0, MAX_SHOWN_PIXELS / ((double) width * height)));
  width = MAX (1, (int) (width * shrink));
  height = MAX (1, (int) (height * shrink));
  key = g_strdup_printf ("%dx%d %.4f %.4f %.4f %.4f %s", width, height, crop->x, crop->y,
                         crop->width, crop->height, path);
  shown = g_hash_table_lookup (self->shown, key);
  if (shown != NULL)
    return cairo_surface_reference (shown->surface);

  needed = (int) ceil (MAX (width / crop->width, height / crop->height));
  while (step < needed && step < LARGEST_COPY)
    step *= 2;
  photo = ensure_photo (self, path, step);
  if (photo->copy == NULL)
    return NULL;

  surface = scale_crop (photo->copy, crop, width, height);
  if (surface == NULL || cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  shown = g_new0 (Shown, 1);
  shown->key = g_steal_pointer (&key);
  shown->surface = cairo_surface_reference (surface);
  shown->n_bytes = (gsize) width * height * 4;
  self->n_bytes += shown->n_bytes;
  g_hash_table_insert (self->shown, shown->key, shown);
  trim (self);

  return surface;
}

/**
 * bs_photo_cache_get:
 * @folder: the media folder
 * @name: file name in it, without any slash
 * @crop: what is shown, not empty
 * @width: of what is shown, pixels
 * @height: likewise
 *
 * Returns: (transfer full) (nullable): the shown part
 */
cairo_surface_t *
bs_photo_cache_get (BsPhotoCache *self, GFile *folder, const char *name, const BsPhotoCrop *crop,
                    int width, int height)
{
  g_autofree char *folder_path = NULL;
  g_autofree char *path = NULL;
  cairo_surface_t *surface;

  if (folder == NULL || name[0] == '\0' || name[0] == '.' || strchr (name, '/') != NULL)
    return NULL;
  folder_path = g_file_get_path (folder);
  if (folder_path == NULL)
    return NULL;
  path = g_build_filename (folder_path, name, NULL);

  g_mutex_lock (&self->lock);
  surface = show (self, path, crop, MAX (width, 1), MAX (height, 1));
  g_mutex_unlock (&self->lock);

  return surface;
}

static gboolean
is_unreadable (gpointer key G_GNUC_UNUSED, gpointer value, gpointer data G_GNUC_UNUSED)
{
  return ((Photo *) value)->copy == NULL;
}

void
bs_photo_cache_retry (BsPhotoCache *self)
{
  g_mutex_lock (&self->lock);
  g_hash_table_foreach_remove (self->photos, is_unreadable, NULL);
  g_mutex_unlock (&self->lock);
}
