/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-private.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-desk-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1024 * 1024) /* bytes of a photo in one row */

struct _BsStoreShelf
{
  char *folder; /* NULL: in rows of the database */
};

BsStoreShelf *
bs_store_shelf_new (const char *where)
{
  BsStoreShelf *shelf = g_new0 (BsStoreShelf, 1);

  if (!bs_store_is_postgres (where))
    shelf->folder = g_build_filename (where, "media", NULL);

  return shelf;
}

void
bs_store_shelf_free (BsStoreShelf *shelf)
{
  g_free (shelf->folder);
  g_free (shelf);
}

/* Always FALSE. */
static gboolean
fail_from_errno (int saved_errno, GError **error)
{
  gboolean full = saved_errno == ENOSPC || saved_errno == EDQUOT;

  g_set_error (error, BS_DESK_ERROR, full ? BS_DESK_ERROR_DISK : BS_DESK_ERROR_STORE,
               full ? _ ("The desk’s photos: %s. Make room on the disk; nothing that was "
                         "acknowledged is lost")
                    : _ ("The desk’s photos: %s. Allow reading and writing in the desk’s folder"),
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | flags);
  int saved_errno;

  if (fd >= 0 && fsync (fd) == 0)
    {
      close (fd);
      return TRUE;
    }
  saved_errno = errno;
  if (fd >= 0)
    close (fd);

  return fail_from_errno (saved_errno, error);
}

/* media/ab for what begins with "ab": no folder gets too large to be listed. */
static char *
make_folder (BsStoreShelf *shelf, const char *sha, GError **error)
{
  g_autofree char *folder = g_strdup_printf ("%s/%.2s", shelf->folder, sha);
  g_autofree char *parent = g_path_get_dirname (shelf->folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folder);
  /* Never the desk's own folder: where that is gone, the desk is. */
  if ((g_mkdir (shelf->folder, 0700) != 0 && errno != EEXIST)
      || (g_mkdir (folder, 0700) != 0 && errno != EEXIST))
    {
      fail_from_errno (errno, error);
      return NULL;
    }
  if (!sync_path (parent, O_DIRECTORY, error) || !sync_path (shelf->folder, O_DIRECTORY, error))
    return NULL;

  return g_steal_pointer (&folder);
}

static gboolean
copy_file (const char *path, const char *target, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) file = g_file_new_for_path (target);
  g_autoptr (GError) failure = NULL;

  if (bs_file_copy (source, file, &failure))
    return TRUE;

  g_set_error (error, BS_DESK_ERROR,
               g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? BS_DESK_ERROR_DISK
                                                                          : BS_DESK_ERROR_STORE,
               _ ("The desk’s photos: %s. Make room on the disk, or allow writing in the desk’s "
                  "folder"),
               failure->message);
  return FALSE;
}

/* A second name for the file that arrived: nothing is copied, and it is still there where the
 * transaction fails. */
static gboolean
add_file (BsStoreShelf *shelf, const char *sha, const char *path, GError **error)
{
  g_autofree char *folder = make_folder (shelf, sha, error);
  g_autofree char *target = folder != NULL ? g_build_filename (folder, sha, NULL) : NULL;
  GStatBuf arrived;
  GStatBuf there;

  if (target == NULL || !sync_path (path, 0, error))
    return FALSE;
  if (link (path, target) == 0)
    return sync_path (folder, O_DIRECTORY, error);
  if (errno == EEXIST && g_stat (path, &arrived) == 0 && g_stat (target, &there) == 0
      && arrived.st_size == there.st_size)
    return TRUE;

  /* On another disk, or where there are no second names, or instead of a damaged one. */
  return copy_file (path, target, error);
}

static gboolean
insert_chunks (BsStoreWork *work, const char *sha, int fd, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);

  for (gint64 number = 0;; number++)
    {
      gsize length = 0;
      gssize count = 1;

      while (length < CHUNK && count > 0)
        {
          count = TEMP_FAILURE_RETRY (read (fd, buffer + length, CHUNK - length));
          length += MAX (count, 0);
        }
      if (count < 0)
        return fail_from_errno (errno, error);
      if (length == 0)
        return TRUE;
      if (!bs_sql_run (work->sql, error,
                       "INSERT INTO media_chunk (sha, number, bytes) VALUES ($1, $2, $3)",
                       BS_VALUES (BS_TEXT (sha), BS_NUMBER (number), BS_BYTES (buffer, length))))
        return FALSE;
    }
}

static gboolean
add_rows (BsStoreWork *work, const char *sha, const char *path, GError **error)
{
  int fd;
  gboolean done;

  if (!work->alone)
    {
      work->wants_alone = TRUE;
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                           _ ("The desk’s photos: this one takes long. Try again"));
      return FALSE;
    }

  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return fail_from_errno (errno, error);
  done = bs_sql_run (work->sql, error, "DELETE FROM media_chunk WHERE sha = $1",
                     BS_VALUES (BS_TEXT (sha)))
         && insert_chunks (work, sha, fd, error);
  close (fd);

  return done;
}

gboolean
bs_store_shelf_add (BsStoreWork *work, const char *sha, const char *path, gboolean known,
                    GError **error)
{
  BsStoreShelf *shelf = work->store->shelf;

  if (shelf->folder != NULL)
    return add_file (shelf, sha, path, error);

  return known || add_rows (work, sha, path, error);
}

static GBytes *
read_file (BsStoreShelf *shelf, const char *sha, goffset offset, gsize length, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%.2s/%s", shelf->folder, sha, sha);
  g_autofree char *buffer = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gsize done = 0;
  gssize count = 1;

  if (fd < 0)
    {
      fail_from_errno (errno, error);
      return NULL;
    }
  buffer = g_malloc (length);
  while (done < length && count > 0)
    {
      count = TEMP_FAILURE_RETRY (pread (fd, buffer + done, length - done, offset + done));
      done += MAX (count, 0);
    }
  if (count < 0)
    fail_from_errno (errno, error);
  close (fd);

  return count < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&buffer), done);
}

static GBytes *
read_rows (BsStoreWork *work, const char *sha, goffset offset, gsize length, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length);
  g_autoptr (BsSqlRows) rows = NULL;
  g_autoptr (GError) failure = NULL;
  goffset position = offset / CHUNK * CHUNK;

  rows = bs_sql_query (work->sql, error,
                       "SELECT bytes FROM media_chunk WHERE sha = $1 AND number BETWEEN $2 AND $3 "
                       "ORDER BY number",
                       BS_VALUES (BS_TEXT (sha), BS_NUMBER (offset / CHUNK),
                                  BS_NUMBER ((offset + (goffset) length - 1) / CHUNK)));
  if (rows == NULL)
    return NULL;
  while (bs_sql_rows_next (rows, &failure))
    {
      gsize size;
      const guint8 *chunk = bs_sql_rows_bytes (rows, 0, &size);
      gsize skip = offset > position ? offset - position : 0;

      if (skip < size)
        g_byte_array_append (bytes, chunk + skip, MIN (size - skip, length - bytes->len));
      position += size;
    }
  if (!bs_sql_rows_ended (g_steal_pointer (&failure), error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
bs_store_shelf_read (BsStoreWork *work, const char *sha, goffset offset, gsize length,
                     GError **error)
{
  BsStoreShelf *shelf = work->store->shelf;

  return shelf->folder != NULL ? read_file (shelf, sha, offset, length, error)
                               : read_rows (work, sha, offset, length, error);
}

static gboolean
sweep_folder (BsStoreWork *work, const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (bs_store_is_sha (name) && !bs_store_has_media (work, NULL, name, NULL, NULL, &failure)
          && failure == NULL)
        g_unlink (file);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }

  return TRUE;
}

/* While this transaction runs nobody else writes, so a file without a record is nobody's. */
gboolean
bs_store_shelf_sweep (BsStoreWork *work, GError **error)
{
  BsStoreShelf *shelf = work->store->shelf;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (shelf->folder == NULL)
    return bs_sql_run (work->sql, error,
                       "DELETE FROM media_chunk WHERE NOT EXISTS (SELECT 1 FROM media "
                       "WHERE media.sha = media_chunk.sha)",
                       NULL);

  folder = g_dir_open (shelf->folder, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (shelf->folder, name, NULL);

      if (strlen (name) == 2 && !sweep_folder (work, path, error))
        return FALSE;
    }

  return TRUE;
}
