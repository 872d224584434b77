/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-photo.h"

#include "bs-press-cache.h"

#include <math.h>
#include <string.h>

#define DEFAULT_RESOLUTION 200
#define MAX_THREADS 8

typedef struct
{
  const char *file; /* borrowed from the display list */
  BsPhotoWish wish;
  char name[16];
  BsPressImage *image;
  GError *error;
} Photo;

struct _BsPdfPhotoTable
{
  BsPressCache *cache; /* borrowed, as the two after it */
  const BsPdfOptions *options;
  BsOutputProfile *profile;
  GHashTable *by_key; /* owned key → Photo, borrowed */
  GPtrArray *photos;  /* in order of first use */
  GThreadPool *pool;
  GCancellable *cancellable;
};

static void
photo_free (gpointer data)
{
  Photo *photo = data;

  g_clear_pointer (&photo->image, bs_press_image_unref);
  g_clear_error (&photo->error);
  g_free (photo);
}

static void
wait_for_all (BsPdfPhotoTable *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}

/**
 * bs_pdf_photo_table_new:
 * @options: must live as long as the table, as must @profile
 *
 * Returns: (transfer full): a table without photos
 */
BsPdfPhotoTable *
bs_pdf_photo_table_new (BsEnvironment *environment, const BsPdfOptions *options,
                        BsOutputProfile *profile)
{
  BsPdfPhotoTable *self = g_new0 (BsPdfPhotoTable, 1);

  self->cache = bs_environment_get_press_cache (environment);
  self->options = options;
  self->profile = profile;
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->photos = g_ptr_array_new_with_free_func (photo_free);

  return self;
}

/**
 * bs_pdf_photo_table_free:
 * @self: (transfer full): a table; photos not yet begun are not converted
 */
void
bs_pdf_photo_table_free (BsPdfPhotoTable *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), TRUE, TRUE);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static guint
pixels_for (BsUnit length, guint resolution)
{
  return MAX (1, (guint) ceil (bs_unit_to_points (length) / 72.0 * resolution));
}

/* The same file at another size or crop is another photo. */
static char *
make_key (BsPdfPhotoTable *self, const BsImageItem *item, BsPhotoWish *wish)
{
  guint resolution = self->options->resolution > 0 ? self->options->resolution : DEFAULT_RESOLUTION;

  *wish = (BsPhotoWish){ item->crop_left,
                         item->crop_top,
                         item->crop_right,
                         item->crop_bottom,
                         pixels_for (item->rect.width, resolution),
                         pixels_for (item->rect.height, resolution) };

  return g_strdup_printf ("%u %u %u %u %u %u %s", wish->crop_left, wish->crop_top, wish->crop_right,
                          wish->crop_bottom, wish->max_width, wish->max_height, item->file);
}

/* Only a proof may lack a photo: preflight has seen to that. */
static gboolean
is_to_be_had (BsPdfPhotoTable *self, const BsImageItem *item)
{
  g_autoptr (GFile) file = NULL;

  if (item->file == NULL || *item->file == '\0' || self->options->media_folder == NULL
      || item->rect.width <= 0 || item->rect.height <= 0)
    return FALSE;
  if (!self->options->proof && !self->options->working_paper)
    return TRUE;
  file = g_file_get_child (self->options->media_folder, item->file);

  return g_file_query_exists (file, NULL);
}

/**
 * bs_pdf_photo_table_add:
 * @item: its strings must live as long as the table
 *
 * To be called for all photos before bs_pdf_photo_table_start().
 */
void
bs_pdf_photo_table_add (BsPdfPhotoTable *self, const BsImageItem *item)
{
  BsPhotoWish wish;
  g_autofree char *key = NULL;
  Photo *photo;

  if (!is_to_be_had (self, item))
    return;
  key = make_key (self, item, &wish);
  if (g_hash_table_contains (self->by_key, key))
    return;

  photo = g_new0 (Photo, 1);
  photo->file = item->file;
  photo->wish = wish;
  g_snprintf (photo->name, sizeof photo->name, "P%u", self->photos->len + 1);
  g_ptr_array_add (self->photos, photo);
  g_hash_table_insert (self->by_key, g_steal_pointer (&key), photo);
}

static void
convert (gpointer data, gpointer user_data)
{
  Photo *photo = data;
  BsPdfPhotoTable *self = user_data;
  g_autoptr (GFile) file = g_file_get_child (self->options->media_folder, photo->file);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &photo->error))
    return;
  photo->image = bs_press_cache_get_image (self->cache, file, photo->file, &photo->wish,
                                           self->profile, &photo->error);
}

/**
 * bs_pdf_photo_table_start:
 *
 * Begins to convert all photos added, as many at a time as there are processors.
 */
void
bs_pdf_photo_table_start (BsPdfPhotoTable *self, GCancellable *cancellable)
{
  if (self->photos->len == 0)
    return;
  if (cancellable != NULL)
    self->cancellable = g_object_ref (cancellable);
  self->pool = g_thread_pool_new (convert, self, MIN ((int) g_get_num_processors (), MAX_THREADS),
                                  FALSE, NULL);
  for (guint i = 0; i < self->photos->len; i++)
    g_thread_pool_push (self->pool, g_ptr_array_index (self->photos, i), NULL);
}

/**
 * bs_pdf_photo_table_lookup:
 *
 * Returns: (transfer none) (nullable): its name in the resources, without a slash
 */
const char *
bs_pdf_photo_table_lookup (BsPdfPhotoTable *self, const BsImageItem *item)
{
  BsPhotoWish wish;
  g_autofree char *key = NULL;
  Photo *photo;

  if (item->file == NULL)
    return NULL;
  key = make_key (self, item, &wish);
  photo = g_hash_table_lookup (self->by_key, key);

  return photo != NULL ? photo->name : NULL;
}

static BsPdfObject
embed_image (BsPdfFile *file, const BsPressImage *image)
{
  g_autofree char *dictionary = g_strdup_printf (
    "<< /Type /XObject /Subtype /Image /Width %u /Height %u "
    "/ColorSpace /%s /BitsPerComponent 8 >>",
    image->width, image->height, image->channels == 1 ? "DeviceGray" : "DeviceCMYK");

  return bs_pdf_file_add_stream (file, dictionary, image->jpeg, "/DCTDecode");
}

/* A photo that cannot be read must not keep a proof from showing the rest: one gray pixel. */
static BsPdfObject
embed_gray (BsPdfFile *file)
{
  g_autoptr (GBytes) pixel = g_bytes_new_static ("\xd9", 1);

  return bs_pdf_file_add_stream (file,
                                 "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 "
                                 "/ColorSpace /DeviceGray /BitsPerComponent 8 >>",
                                 pixel, NULL);
}

/**
 * bs_pdf_photo_table_embed:
 * @resources: an /XObject resource dictionary, which receives all photos by name
 *
 * Waits for the conversions. In a proof, a photo that cannot be read is a gray field.
 *
 * Returns: %FALSE with the first photo's error
 */
gboolean
bs_pdf_photo_table_embed (BsPdfPhotoTable *self, BsPdfFile *file, BsPdfObject resources,
                          GError **error)
{
  wait_for_all (self);
  for (guint i = 0; i < self->photos->len; i++)
    {
      Photo *photo = g_ptr_array_index (self->photos, i);
      g_autofree char *key = g_strconcat ("/", photo->name, NULL);

      if (photo->error != NULL
          && !((self->options->proof || self->options->working_paper)
               && g_error_matches (photo->error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO)))
        {
          g_propagate_error (error, g_steal_pointer (&photo->error));
          return FALSE;
        }
      bs_pdf_file_set (file, resources, key,
                       photo->image != NULL ? embed_image (file, photo->image) : embed_gray (file));
    }

  return TRUE;
}

/**
 * bs_pdf_photo_table_digest:
 *
 * Adds what is embedded to @sum; to be called after bs_pdf_photo_table_embed().
 */
void
bs_pdf_photo_table_digest (BsPdfPhotoTable *self, GChecksum *sum)
{
  for (guint i = 0; i < self->photos->len; i++)
    {
      const Photo *photo = g_ptr_array_index (self->photos, i);

      if (photo->image != NULL)
        g_checksum_update (sum, g_bytes_get_data (photo->image->jpeg, NULL),
                           g_bytes_get_size (photo->image->jpeg));
    }
}
