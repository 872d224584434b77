/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-press-cache.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-pdf.h"

#include <glib/gi18n-lib.h>

#define MAX_FILE_SIZE (256 * 1024 * 1024)

/* Of compressed pictures: some twenty pages of photos. */
#define MAX_IMAGE_BYTES (96 * 1024 * 1024)
#define MAX_INFOS 4096

struct _BsPressCache
{
  GMutex mutex;
  GHashTable *infos;  /* file key → BsPictureInfo */
  GHashTable *images; /* file key and wish → BsPressImage */
  GQueue order;       /* keys of images, oldest first, borrowed */
  gsize n_bytes;
};

G_LOCK_DEFINE_STATIC (attach);

static void
cache_free (gpointer data)
{
  BsPressCache *self = data;

  g_queue_clear (&self->order);
  g_hash_table_unref (self->images);
  g_hash_table_unref (self->infos);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
image_release (gpointer data)
{
  bs_press_image_unref (data);
}

/**
 * bs_environment_get_press_cache:
 *
 * Returns: (transfer none): the environment's own, made when it is first asked for
 */
BsPressCache *
bs_environment_get_press_cache (BsEnvironment *environment)
{
  static const char key[] = "bs-press-cache";
  BsPressCache *self;

  G_LOCK (attach);
  self = g_object_get_data (G_OBJECT (environment), key);
  if (self == NULL)
    {
      self = g_new0 (BsPressCache, 1);
      g_mutex_init (&self->mutex);
      g_queue_init (&self->order);
      self->infos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, image_release);
      g_object_set_data_full (G_OBJECT (environment), key, self, cache_free);
    }
  G_UNLOCK (attach);

  return self;
}

/* NULL when the file is not there: then reading it tells why. */
static char *
make_file_key (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                  "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                  "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC
                                                  "," G_FILE_ATTRIBUTE_UNIX_INODE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *uri = NULL;

  if (info == NULL)
    return NULL;
  uri = g_file_get_uri (file);

  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %u %s",
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
                          g_file_info_get_attribute_uint32 (info,
                                                            G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC),
                          uri);
}

static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = bs_file_read (file, MAX_FILE_SIZE, &problem);

  if (bytes == NULL)
    g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO,
                 _ ("A photo cannot be read: %s. Take in the photo again"), problem->message);

  return bytes;
}

/**
 * bs_press_cache_get_info:
 *
 * Failures are not remembered.
 */
gboolean
bs_press_cache_get_info (BsPressCache *self, GFile *file, const char *name, BsPictureInfo *info,
                         GError **error)
{
  g_autofree char *key = make_file_key (file);
  const BsPictureInfo *known = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_mutex_lock (&self->mutex);
  if (key != NULL)
    known = g_hash_table_lookup (self->infos, key);
  if (known != NULL)
    *info = *known;
  g_mutex_unlock (&self->mutex);
  if (known != NULL)
    return TRUE;

  bytes = read_file (file, error);
  if (bytes == NULL || !bs_photo_read_info (bytes, name, info, error))
    return FALSE;

  g_mutex_lock (&self->mutex);
  if (g_hash_table_size (self->infos) >= MAX_INFOS)
    g_hash_table_remove_all (self->infos);
  if (key != NULL)
    g_hash_table_insert (self->infos, g_steal_pointer (&key), g_memdup2 (info, sizeof *info));
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

static void
store_image (BsPressCache *self, char *key, BsPressImage *image)
{
  gsize size = g_bytes_get_size (image->jpeg);

  g_mutex_lock (&self->mutex);
  /* Two exports may have converted it at once. */
  if (g_hash_table_contains (self->images, key) || size > MAX_IMAGE_BYTES)
    g_free (key);
  else
    {
      while (self->n_bytes + size > MAX_IMAGE_BYTES && !g_queue_is_empty (&self->order))
        {
          const char *oldest = g_queue_pop_head (&self->order);
          const BsPressImage *gone = g_hash_table_lookup (self->images, oldest);

          self->n_bytes -= g_bytes_get_size (gone->jpeg);
          g_hash_table_remove (self->images, oldest);
        }
      g_hash_table_insert (self->images, key, bs_press_image_ref (image));
      g_queue_push_tail (&self->order, key);
      self->n_bytes += size;
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * bs_press_cache_get_image:
 *
 * Returns: (transfer full): the photo in the press's inks
 */
BsPressImage *
bs_press_cache_get_image (BsPressCache *self, GFile *file, const char *name,
                          const BsPhotoWish *wish, BsOutputProfile *profile, GError **error)
{
  g_autofree char *file_key = make_file_key (file);
  g_autofree char *key = NULL;
  BsPressImage *image = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BsPhoto) pixels = NULL;

  if (file_key != NULL)
    {
      key = g_strdup_printf ("%u %u %u %u %u %u %s %s", wish->crop_left, wish->crop_top,
                             wish->crop_right, wish->crop_bottom, wish->max_width, wish->max_height,
                             bs_output_profile_get_digest (profile), file_key);
      g_mutex_lock (&self->mutex);
      image = g_hash_table_lookup (self->images, key);
      if (image != NULL)
        bs_press_image_ref (image);
      g_mutex_unlock (&self->mutex);
    }
  if (image != NULL)
    return image;

  bytes = read_file (file, error);
  if (bytes == NULL)
    return NULL;
  pixels = bs_photo_read (bytes, name, wish, error);
  if (pixels != NULL)
    image = bs_press_image_new (pixels, profile, error);
  if (image != NULL && key != NULL)
    store_image (self, g_steal_pointer (&key), image);

  return image;
}

/**
 * bs_press_cache_clear:
 *
 * Gives its memory back. Pictures somebody holds stay with them; each is made anew when it is next
 * asked for.
 */
void
bs_press_cache_clear (BsPressCache *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  g_queue_clear (&self->order);
  g_hash_table_remove_all (self->images);
  g_hash_table_remove_all (self->infos);
  self->n_bytes = 0;
  g_mutex_unlock (&self->mutex);
}
