/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-file-set.h"

#include "bs-config.h"
#include "bs-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _BsFileSet
{
  char *folder;
  char *hidden;     /* in it */
  GPtrArray *names; /* of the files in @hidden */
};

static gboolean
fail (GError **error, const char *path, const char *what, int saved_errno)
{
  /* Translators: file, what was tried, why it failed */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("%s: %s: %s"), path, what,
               g_strerror (saved_errno));
  return FALSE;
}

/**
 * bs_file_set_new:
 * @folder: where the files shall stand
 *
 * Returns: (transfer full): an empty set; NULL where nothing can be written there
 */
BsFileSet *
bs_file_set_new (GFile *folder, GError **error)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autofree char *hidden = NULL;
  BsFileSet *self;

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (folder);

      fail (error, uri, _ ("is not on this computer"), EINVAL);
      return NULL;
    }
  hidden = g_build_filename (path, ".broadsheet-export-XXXXXX", NULL);
  if (g_mkdtemp (hidden) == NULL)
    {
      fail (error, path, _ ("cannot be written to"), errno);
      return NULL;
    }
  self = g_new0 (BsFileSet, 1);
  self->folder = g_steal_pointer (&path);
  self->hidden = g_steal_pointer (&hidden);
  self->names = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * bs_file_set_free:
 * @self: (transfer full) (nullable): a set
 */
void
bs_file_set_free (BsFileSet *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->hidden, g_ptr_array_index (self->names, i),
                                                NULL);

      g_unlink (path);
    }
  g_rmdir (self->hidden);
  g_ptr_array_unref (self->names);
  g_free (self->hidden);
  g_free (self->folder);
  g_free (self);
}

/* What stands there already must be a file, and one that may be written. */
static gboolean
may_replace (const char *path, GError **error)
{
  struct stat old;

  if (stat (path, &old) != 0)
    return TRUE;
  if (!S_ISREG (old.st_mode))
    return fail (error, path, _ ("cannot be replaced"), S_ISDIR (old.st_mode) ? EISDIR : EINVAL);
  if (access (path, W_OK) != 0)
    return fail (error, path, _ ("cannot be replaced"), errno);

  return TRUE;
}

/**
 * bs_file_set_add:
 * @name: of the file, without a folder; each once
 *
 * Returns: whether it is on the disk, ready to be moved to its place
 */
gboolean
bs_file_set_add (BsFileSet *self, const char *name, const void *data, gsize length, GError **error)
{
  g_autofree char *place = g_build_filename (self->folder, name, NULL);
  g_autofree char *path = g_build_filename (self->hidden, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_return_val_if_fail (strchr (name, G_DIR_SEPARATOR) == NULL, FALSE);

  if (!may_replace (place, error) || !bs_file_write (file, data, length, error))
    return FALSE;
  g_ptr_array_add (self->names, g_strdup (name));

  return TRUE;
}

GPtrArray *
bs_file_set_commit (BsFileSet *self, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      g_autofree char *from = g_build_filename (self->hidden, name, NULL);
      g_autofree char *to = g_build_filename (self->folder, name, NULL);

      if (g_rename (from, to) != 0)
        {
          fail (error, to, _ ("cannot be written"), errno);
          return NULL;
        }
      g_ptr_array_add (files, g_file_new_for_path (to));
    }
  g_ptr_array_set_size (self->names, 0);

  return g_steal_pointer (&files);
}
