/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-file-set.h"

#include "bs-config.h"
#include "bs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HIDDEN_PREFIX ".broadsheet-export-"
#define HIDDEN_RANDOM "XXXXXX"
/* Locked by the process that the hidden folder belongs to, and so by nobody when that was killed;
 * a process number would say nothing of other machines that write to a shared folder. */
#define LOCK_NAME ".lock"
#define MOST_ATTEMPTS 8

struct _BsFileSet
{
  char *folder;
  char *hidden;     /* in it */
  int lock;         /* open file in @hidden */
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

/* --- What killed exports left behind --- */

static void
empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strcmp (name, LOCK_NAME) != 0)
      {
        g_autofree char *file = g_build_filename (path, name, NULL);

        g_unlink (file);
      }
}

/* Only a folder that is the user's own, and whose lock is there and held by nobody. */
static void
clean_folder (const char *path)
{
  g_autofree char *lock_path = g_build_filename (path, LOCK_NAME, NULL);
  struct stat facts;
  int lock;

  if (lstat (path, &facts) != 0 || !S_ISDIR (facts.st_mode) || facts.st_uid != geteuid ())
    return;
  lock = open (lock_path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0)
    return;
  if (flock (lock, LOCK_EX | LOCK_NB) == 0)
    {
      empty_folder (path);
      g_unlink (lock_path);
      g_rmdir (path);
    }
  close (lock);
}

static gboolean
is_hidden_name (const char *name)
{
  return g_str_has_prefix (name, HIDDEN_PREFIX)
         && strlen (name) == strlen (HIDDEN_PREFIX HIDDEN_RANDOM);
}

static void
clean_up (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_hidden_name (name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        clean_folder (path);
      }
}

/* --- */

/* FALSE with errno set; ENOENT: another process took the folder for one that was left behind before
 * it was locked. */
static gboolean
make_hidden (BsFileSet *self)
{
  g_autofree char *lock_path = NULL;
  struct stat facts;
  gboolean lost;

  g_free (self->hidden);
  self->hidden = g_build_filename (self->folder, HIDDEN_PREFIX HIDDEN_RANDOM, NULL);
  if (g_mkdtemp (self->hidden) == NULL)
    return FALSE;
  lock_path = g_build_filename (self->hidden, LOCK_NAME, NULL);
  self->lock = open (lock_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->lock < 0)
    return FALSE;
  /* Where there are no locks nobody can take this one either. */
  lost = flock (self->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (!lost && (fstat (self->lock, &facts) != 0 || facts.st_nlink > 0))
    return TRUE;
  close (self->lock);
  self->lock = -1;
  errno = ENOENT;

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
  g_autoptr (BsFileSet) self = NULL;

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (folder);

      fail (error, uri, _ ("is not on this computer"), EINVAL);
      return NULL;
    }
  clean_up (path);
  self = g_new0 (BsFileSet, 1);
  self->folder = g_steal_pointer (&path);
  self->lock = -1;
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; !make_hidden (self); i++)
    if (errno != ENOENT || i == MOST_ATTEMPTS)
      {
        fail (error, self->folder, _ ("cannot be written to"), errno);
        return NULL;
      }

  return g_steal_pointer (&self);
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
  if (self->lock >= 0)
    {
      g_autofree char *lock_path = g_build_filename (self->hidden, LOCK_NAME, NULL);

      g_unlink (lock_path);
      close (self->lock);
    }
  if (self->hidden != NULL)
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
