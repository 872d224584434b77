/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-service-private.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "model/bs-photo-header.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".part"
#define KEPT_SECONDS (7 * 24 * 60 * 60)
#define BLOCK 65536

struct _BsUpload
{
  GHashTable *uploads; /* owned: the service's, where this stands while it is open */
  char *path;
  char *sha;
  int fd;
  goffset size;
};

static char *
make_path (BsDeskService *service, const char *account, const char *sha)
{
  g_autofree char *name = g_strconcat (account, "-", sha, SUFFIX, NULL);

  return g_build_filename (service->spool, name, NULL);
}

static gboolean
fail (int number, GError **error)
{
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
               _ ("A photo could not be received: %s. Make room where the desk keeps its photos"),
               g_strerror (number));

  return FALSE;
}

goffset
bs_upload_measure (BsDeskService *service, const char *account, const char *sha)
{
  g_autofree char *path = make_path (service, account, sha);
  struct stat info;

  return stat (path, &info) == 0 ? info.st_size : 0;
}

BsUpload *
bs_upload_open (BsDeskService *service, const char *account, const char *sha, goffset offset,
                GError **error)
{
  g_autofree char *path = make_path (service, account, sha);
  BsUpload *self;
  int fd;

  if (g_hash_table_contains (service->uploads, path))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                           _ ("This photo is just being received. Wait a moment"));
      return NULL;
    }
  fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | (offset == 0 ? O_TRUNC : 0), 0600);
  if (fd < 0 || lseek (fd, offset, SEEK_SET) < 0)
    {
      fail (errno, error);
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  self = g_new0 (BsUpload, 1);
  self->uploads = g_hash_table_ref (service->uploads);
  self->path = g_steal_pointer (&path);
  self->sha = g_strdup (sha);
  self->fd = fd;
  self->size = offset;
  g_hash_table_insert (self->uploads, g_strdup (self->path), self);

  return self;
}

gboolean
bs_upload_take (BsUpload *self, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (self->size + (goffset) length > BS_UPLOAD_MAX_BYTES)
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE,
                           "larger than a photo may be");
      return FALSE;
    }
  while (length > 0)
    {
      gssize written = write (self->fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail (errno, error);
      data += written;
      length -= (gsize) written;
      self->size += written;
    }

  return TRUE;
}

goffset
bs_upload_get_size (BsUpload *self)
{
  return self->size;
}

/* --- When all of it is there --- */

typedef struct
{
  char *path;
  char *sha;
  BsPhotoKind kind;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->path);
  g_free (check->sha);
  g_free (check);
}

static char *
hash_file (int fd)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK);
  gssize length;

  if (lseek (fd, 0, SEEK_SET) < 0)
    return NULL;
  while ((length = read (fd, block, BLOCK)) != 0)
    {
      if (length < 0 && errno != EINTR)
        return NULL;
      if (length > 0)
        g_checksum_update (checksum, block, length);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
check_picture (int fd, Check *check, GError **error)
{
  guint width = 0, height = 0;
  const char *reason = NULL;

  if (lseek (fd, 0, SEEK_SET) < 0
      || !bs_photo_header_read (fd, &check->kind, &width, &height, &reason))
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA, "no picture: %s",
                   reason != NULL ? reason : "unreadable");
      return FALSE;
    }
  /* Nor could a page hold it. */
  if ((guint64) width * height > BS_UPLOAD_MAX_PIXELS || MAX (width, height) > BS_PHOTO_MAX_SIDE)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE, "%u × %u pixels", width, height);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_file (int fd, Check *check, GError **error)
{
  g_autofree char *hash = NULL;

  if (fsync (fd) != 0)
    return fail (errno, error);
  hash = hash_file (fd);
  if (hash == NULL)
    return fail (errno, error);
  if (!g_str_equal (hash, check->sha))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT, "another hash");
      return FALSE;
    }

  return check_picture (fd, check, error);
}

static void
check_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  Check *check = data;
  GError *error = NULL;
  int fd = g_open (check->path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    fail (errno, &error);
  else
    {
      /* What cannot become a photo is worth nothing half either; a full disk is no fault of it. */
      if (!check_file (fd, check, &error)
          && !g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK))
        g_unlink (check->path);
      close (fd);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
bs_upload_check_async (BsUpload *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Check *check = g_new0 (Check, 1);

  check->path = g_strdup (self->path);
  check->sha = g_strdup (self->sha);
  g_task_set_source_tag (task, bs_upload_check_async);
  g_task_set_task_data (task, check, check_free);
  g_task_run_in_thread (task, check_thread);
}

char *
bs_upload_check_finish (BsUpload *self, GAsyncResult *result, const char **media_type,
                        GError **error)
{
  static const char *const types[] = { "image/jpeg", "image/png", "image/tiff" };
  Check *check = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *media_type = types[check->kind];

  return g_strdup (self->path);
}

void
bs_upload_free (BsUpload *self)
{
  g_hash_table_remove (self->uploads, self->path);
  g_hash_table_unref (self->uploads);
  close (self->fd);
  g_free (self->path);
  g_free (self->sha);
  g_free (self);
}

void
bs_upload_sweep (const char *spool, gint64 now)
{
  g_autoptr (GDir) folder = g_dir_open (spool, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (spool, name, NULL);
      struct stat info;

      if (g_str_has_suffix (name, SUFFIX) && lstat (path, &info) == 0 && S_ISREG (info.st_mode)
          && info.st_mtime + KEPT_SECONDS < now)
        g_unlink (path);
    }
}
