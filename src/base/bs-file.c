/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-file.h"

#include "bs-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_CHUNK 65536
#define NAME_ATTEMPTS 100
#define MAX_RESERVED (1 << 30) /* bytes */

static gboolean
fail_from_errno (GError **error, const char *path, const char *what, int saved_errno)
{
  g_autofree char *shown = g_filename_display_name (path);

  /* Translators: file, what was tried, why it failed */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("%s: %s: %s"), shown,
               what, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, data, MIN (length, (gsize) G_MAXSSIZE));

      if (written < 0)
        {
          if (errno == EINTR)
            continue;
          return FALSE;
        }
      data += written;
      length -= written;
    }

  return TRUE;
}

/* The rename is durable only when the folder is synced too. Some file systems refuse to sync a
 * folder; there is no more that could be done on them. */
static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* A link stays a link: the file that it points to is replaced. */
static char *
resolve_link (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy;

  if (real == NULL)
    return g_strdup (path);
  copy = g_strdup (real);
  free (real);

  return copy;
}

/* Puts the new content into @fd. FALSE with errno set, or with @error where it is not @fd's fault. */
typedef gboolean (*FillFunc) (int fd, gconstpointer data, GError **error);

typedef struct
{
  const char *data;
  gsize length;
} Content;

typedef struct
{
  int fd;
  const char *path;
} Source;

static gboolean
fill_with_content (int fd, gconstpointer data, GError **error G_GNUC_UNUSED)
{
  const Content *content = data;

  return write_all (fd, content->data, content->length);
}

static gboolean
fill_from_file (int fd, gconstpointer data, GError **error)
{
  const Source *source = data;
  char chunk[READ_CHUNK];

  while (TRUE)
    {
      gssize got = read (source->fd, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return fail_from_errno (error, source->path, _ ("cannot be read"), errno);
      if (got == 0)
        return TRUE;
      if (!write_all (fd, chunk, got))
        return FALSE;
    }
}

/* What stands in the way of replacing @path, if anything does. */
static gboolean
may_replace (const char *path, mode_t *mode, gboolean *replaces, GError **error)
{
  struct stat old;

  *replaces = stat (path, &old) == 0;
  if (!*replaces)
    return TRUE;
  if (!S_ISREG (old.st_mode))
    return fail_from_errno (error, path, _ ("cannot be replaced"),
                            S_ISDIR (old.st_mode) ? EISDIR : EINVAL);
  /* A file that was made read-only is meant to stay as it is, though the folder would allow it. */
  if (access (path, W_OK) != 0)
    return fail_from_errno (error, path, _ ("cannot be written"), errno);
  *mode = old.st_mode & 0777;

  return TRUE;
}

/* A file without a name, where there can be such: whoever is killed leaves nothing behind. Its
 * *@name is %NULL. */
static int
open_temporary (const char *path, mode_t mode, char **name)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);

  *name = NULL;
  if (fd >= 0 && access ("/proc/self/fd", X_OK) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  *name = g_strconcat (path, ".XXXXXX", NULL);

  return g_mkstemp_full (*name, O_RDWR | O_CLOEXEC, (int) mode);
}

/* rename() needs a name. FALSE with errno set. */
static gboolean
give_name (const char *path, int fd, char **name)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);

  for (guint i = 0; *name == NULL && i < NAME_ATTEMPTS; i++)
    {
      g_autofree char *candidate = g_strdup_printf ("%s.%08x", path, g_random_int ());

      if (linkat (AT_FDCWD, link, AT_FDCWD, candidate, AT_SYMLINK_FOLLOW) == 0)
        *name = g_steal_pointer (&candidate);
      else if (errno != EEXIST)
        break;
    }

  return *name != NULL;
}

static char *
local_path (GFile *file, GError **error)
{
  char *path = g_file_get_path (file);

  if (path == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                 _ ("Only files on this machine can be read"));

  return path;
}

static gboolean
replace_file (GFile *file, FillFunc fill, gconstpointer data, GError **error)
{
  g_autofree char *given = g_file_get_path (file);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  mode_t mode = 0666;
  GError *problem = NULL;
  gboolean replaces;
  gboolean done;
  int saved_errno;
  int fd;

  if (given == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                   _ ("Only files on this machine can be written"));
      return FALSE;
    }
  path = resolve_link (given);
  if (!may_replace (path, &mode, &replaces, error))
    return FALSE;

  fd = open_temporary (path, mode, &name);
  if (fd < 0)
    return fail_from_errno (error, path, _ ("cannot be written"), errno);

  done = fill (fd, data, &problem) && fsync (fd) == 0 && (!replaces || fchmod (fd, mode) == 0)
         && give_name (path, fd, &name);
  saved_errno = errno;
  if (close (fd) != 0 && done)
    {
      done = FALSE;
      saved_errno = errno;
    }
  if (done && g_rename (name, path) != 0)
    {
      done = FALSE;
      saved_errno = errno;
    }
  if (!done)
    {
      if (name != NULL)
        g_unlink (name);
      if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
      return fail_from_errno (error, path, _ ("cannot be written"), saved_errno);
    }
  sync_folder_of (path);

  return TRUE;
}

/**
 * bs_file_write:
 * @file: a local file, which need not exist
 *
 * Replaces @file as a whole or not at all; see the head of bs-file.h. Where it fails, the old file
 * is untouched and the temporary one is gone.
 *
 * Returns: %TRUE when the new content is on the disk; else a %G_IO_ERROR that names the file
 */
gboolean
bs_file_write (GFile *file, const void *data, gsize length, GError **error)
{
  const Content content = { data, length };

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return replace_file (file, fill_with_content, &content, error);
}

/**
 * bs_file_copy:
 * @source: a local file
 * @file: is replaced as by bs_file_write()
 *
 * Returns: %TRUE when the copy is on the disk; else a %G_IO_ERROR that names the file
 */
gboolean
bs_file_copy (GFile *source, GFile *file, GError **error)
{
  g_autofree char *path = NULL;
  gboolean done;
  int fd;

  g_return_val_if_fail (G_IS_FILE (source), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  path = local_path (source, error);
  if (path == NULL)
    return FALSE;
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return fail_from_errno (error, path, _ ("cannot be read"), errno);
  done = replace_file (file, fill_from_file, &(Source){ fd, path }, error);
  close (fd);

  return done;
}

static gpointer
fail_too_large (const char *path, gsize limit, GError **error)
{
  g_autofree char *size = g_format_size (limit);
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
               _ ("%s: is larger than %s, the most that is read here"), shown, size);
  return NULL;
}

/* @expected: what the file is said to be long; a pipe says 0, and a file may grow meanwhile. */
static GByteArray *
read_all (int fd, const char *path, goffset expected, gsize limit, BsFileCheck check,
          GError **error)
{
  g_autoptr (GByteArray) content = NULL;

  if (expected < 0 || (guint64) expected > limit)
    return fail_too_large (path, limit, error);

  content = g_byte_array_sized_new ((guint) MIN (expected, MAX_RESERVED));
  while (TRUE)
    {
      guint8 chunk[READ_CHUNK];
      gssize got = read (fd, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          fail_from_errno (error, path, _ ("cannot be read"), errno);
          return NULL;
        }
      if (got == 0)
        break;
      if (content->len + (gsize) got > limit)
        return fail_too_large (path, limit, error);
      if (check != NULL && content->len == 0 && !check (path, (const char *) chunk, got, error))
        return NULL;
      g_byte_array_append (content, chunk, (guint) got);
    }

  return g_steal_pointer (&content);
}

/**
 * bs_file_read:
 * @limit: largest size accepted, in bytes
 *
 * Reads all of a regular file (or a pipe, for `<(…)` in shells). Nothing larger than @limit is ever
 * held in memory.
 *
 * Returns: (transfer full): the content, or %NULL with a %G_IO_ERROR that names the file
 */
GBytes *
bs_file_read (GFile *file, gsize limit, GError **error)
{
  return bs_file_read_checked (file, limit, NULL, error);
}

/**
 * bs_file_read_checked:
 * @limit: largest size accepted, in bytes
 * @check: (nullable) (scope call): is shown the beginning before the rest is read
 *
 * As bs_file_read(). A file of the wrong kind is refused at once, however large it is.
 *
 * Returns: (transfer full): the content, or %NULL with a %G_IO_ERROR that names the file, or with
 *   the error of @check
 */
GBytes *
bs_file_read_checked (GFile *file, gsize limit, BsFileCheck check, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GByteArray) content = NULL;
  struct stat info;
  int fd;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = local_path (file, error);
  if (path == NULL)
    return NULL;

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      int saved_errno = errno;

      if (fd >= 0)
        close (fd);
      fail_from_errno (error, path, _ ("cannot be read"), saved_errno);
      return NULL;
    }
  if (S_ISDIR (info.st_mode) || !(S_ISREG (info.st_mode) || S_ISFIFO (info.st_mode)))
    {
      close (fd);
      g_set_error (error, G_IO_ERROR,
                   S_ISDIR (info.st_mode) ? G_IO_ERROR_IS_DIRECTORY : G_IO_ERROR_NOT_REGULAR_FILE,
                   S_ISDIR (info.st_mode) ? _ ("%s: is a folder, not a file. Name a file in it")
                                          : _ ("%s: is a device, not a file. Name a file"),
                   path);
      return NULL;
    }

  content = read_all (fd, path, info.st_size, limit, check, error);
  close (fd);
  if (content == NULL)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}
