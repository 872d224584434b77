/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photos of a document: files in NAME.media, named by what is in them. One that no story uses
 * any more stays, as an undo may bring it back.
 */

#include "bs-document-private.h"

#include "base/bs-file.h"
#include "bs-left-media.h"
#include "bs-media-name.h"
#include "bs-photo-info.h"

#include "bs-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ISSUE_ENDING ".broadsheet"
#define JOURNAL_ENDING ".journal"
#define MEDIA_ENDING ".media"
#define READ_CHUNK 65536

/* NAME.media beside NAME.broadsheet, or beside NAME.journal of a never-saved issue. */
GFile *
bs_document_media_folder_of (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = NULL;

  if (g_str_has_suffix (path, ISSUE_ENDING))
    path[strlen (path) - strlen (ISSUE_ENDING)] = '\0';
  else if (g_str_has_suffix (path, JOURNAL_ENDING))
    path[strlen (path) - strlen (JOURNAL_ENDING)] = '\0';
  folder = g_strconcat (path, MEDIA_ENDING, NULL);

  return g_file_new_for_path (folder);
}

static goffset
size_of (GFile *file)
{
  struct stat info;

  return bs_document_stat (file, &info) && S_ISREG (info.st_mode) ? (goffset) info.st_size : -1;
}

static gboolean
make_folder (GFile *folder, int mode, GError **error)
{
  g_autofree char *path = g_file_get_path (folder);

  if (g_mkdir_with_parents (path, mode) == 0)
    return TRUE;

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
               _ ("%s: the folder for photos cannot be made: %s. Make room, or save the issue in "
                  "another folder"),
               path, g_strerror (errno));
  return FALSE;
}

static gboolean
copy_photo (GFile *from, GFile *to, gboolean *added, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *added = size_of (to) < 0 || size_of (to) != size_of (from);
  if (!*added)
    return TRUE; /* named by its content: it is the same */
  if (bs_file_copy (from, to, &reason))
    return TRUE;

  g_set_error (
    error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
    _ ("The photo could not be stored: %s. Make room, or save the issue in another folder"),
    reason->message);
  return FALSE;
}

/* All photos, also those that only an undo needs. Any thread. */
gboolean
bs_document_copy_media (GFile *from, GFile *to, GError **error)
{
  g_autofree char *path = g_file_get_path (from);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gboolean made = FALSE;
  gboolean added;
  const char *name;

  if (g_file_equal (from, to))
    return TRUE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GFile) photo = g_file_get_child (from, name);
      g_autoptr (GFile) copy = g_file_get_child (to, name);

      if (!bs_media_name_is_valid (name) || size_of (photo) < 0)
        continue;
      if (!made && !make_folder (to, 0777, error))
        return FALSE;
      made = TRUE;
      if (!copy_photo (photo, copy, &added, error))
        return FALSE;
    }

  return TRUE;
}

static void
remove_photos (GFile *folder)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (bs_media_name_is_valid (name))
        g_unlink (child);
    }
  g_rmdir (path);
}

/* The photos of a never-saved issue have moved to its file, or nobody wants them. */
void
bs_document_drop_scratch (BsDocument *self)
{
  if (self->scratch_media != NULL && self->scratch_is_temporary)
    remove_photos (self->scratch_media);
  g_clear_object (&self->scratch_media);
}

/* From here on the photos of a never-saved issue live as long as its journal. */
void
bs_document_keep_scratch_beside (BsDocument *self, GFile *journal)
{
  g_autoptr (GFile) folder = bs_document_media_folder_of (journal);

  if (self->scratch_media != NULL)
    {
      if (!bs_document_copy_media (self->scratch_media, folder, NULL))
        return;
      remove_photos (self->scratch_media);
    }
  g_set_object (&self->scratch_media, folder);
  self->scratch_is_temporary = TRUE;
}

static void
ensure_scratch (BsDocument *self)
{
  g_autofree char *path = NULL;

  if (self->scratch_media != NULL)
    return;

  path = bs_environment_dup_temporary_path (self->environment);
  self->scratch_media = g_file_new_for_path (path);
  self->scratch_is_temporary = TRUE;
}

/* NULL with errno set. */
static char *
digest_of_file (GFile *file)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *path = g_file_get_path (file);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  goffset total = 0;

  while (fd >= 0)
    {
      guint8 chunk[READ_CHUNK];
      gssize got = read (fd, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      total += got;
      if (got <= 0 || total > BS_PHOTO_MAX_BYTES)
        {
          close (fd);
          return got == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
        }
      g_checksum_update (checksum, chunk, got);
    }

  return NULL;
}

static gpointer
fail_unread (GFile *source, GError **error)
{
  g_autofree char *name = bs_document_display_name (source);

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA,
               _ ("%s: could not be read, or changed meanwhile. Try again"), name);
  return NULL;
}

char *
bs_left_media_store (GFile *folder, int mode, GFile *source, gboolean *added, GError **error)
{
  g_autoptr (BsPhotoInfo) info = NULL;
  g_autoptr (GFile) copy = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (folder) && G_IS_FILE (source), NULL);
  g_return_val_if_fail (added != NULL, NULL);

  info = bs_photo_info_load (source, error);
  if (info == NULL)
    return NULL;
  digest = digest_of_file (source);
  if (digest == NULL)
    return fail_unread (source, error);

  name = g_strdup_printf ("%s.%s", digest, bs_photo_kind_extension (info->kind));
  copy = g_file_get_child (folder, name);
  if (!make_folder (folder, mode, error) || !copy_photo (source, copy, added, error))
    return NULL;

  copied = digest_of_file (copy);
  if (g_strcmp0 (copied, digest) != 0)
    {
      g_file_delete (copy, NULL, NULL);
      return fail_unread (source, error);
    }

  return g_steal_pointer (&name);
}

/**
 * bs_document_store_media:
 * @folder: where a document keeps its photos
 * @mode: permissions of the folder, where it has to be made
 *
 * Copies a photo to where a document looks for it, durably. Any thread; a document that has moved
 * since must be asked to add it.
 *
 * Returns: (transfer full): the photo's name; or %NULL with a %BS_MODEL_ERROR
 */
char *
bs_document_store_media (GFile *folder, int mode, GFile *source, GError **error)
{
  gboolean added;

  return bs_left_media_store (folder, mode, source, &added, error);
}

/**
 * bs_document_add_media:
 * @source: a JPEG, PNG or TIFF, whatever its name
 *
 * Copies the picture into the media folder; it is on the disk when this returns. The document is
 * not changed: put the name into a photo's "file" (see bs_photo_info_to_photo()).
 *
 * Returns: (transfer full): its name there, `SHA256.jpg`; or %NULL with %BS_MODEL_ERROR_MEDIA or
 *   _WRITE
 */
char *
bs_document_add_media (BsDocument *self, GFile *source, GError **error)
{
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (G_IS_FILE (source), NULL);

  if (!bs_document_check_writable (self, error))
    return NULL;
  folder = bs_document_get_media_folder (self);

  return bs_document_store_media (folder, self->file != NULL ? 0777 : 0700, source, error);
}

/**
 * bs_document_get_media:
 * @name: a photo's "file"
 *
 * Returns: (transfer full) (nullable): where the picture is or should be; %NULL for what is no such
 *   name
 */
GFile *
bs_document_get_media (BsDocument *self, const char *name)
{
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!bs_media_name_is_valid (name))
    return NULL;
  folder = bs_document_get_media_folder (self);

  return g_file_get_child (folder, name);
}

/**
 * bs_document_get_media_folder:
 *
 * Returns: (transfer full): the folder of the photos, which exists once there is one
 */
GFile *
bs_document_get_media_folder (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  if (self->file != NULL)
    return bs_document_media_folder_of (self->file);
  ensure_scratch (self);

  return g_object_ref (self->scratch_media);
}
