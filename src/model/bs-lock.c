/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-lock.h"

#include "bs-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Another process may remove the lock file between our opening and our locking it. */
#define ATTEMPTS 20

struct _BsLock
{
  char *path;
  int fd;
};

static char *
lock_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return g_strconcat (path, ".lock", NULL);
}

/* "user@host 1234", or NULL. */
static char *
read_holder (int fd)
{
  char text[256];
  gssize length = pread (fd, text, sizeof text - 1, 0);

  if (length <= 0)
    return NULL;
  text[length] = '\0';
  g_strstrip (text);

  return *text != '\0' && g_utf8_validate (text, -1, NULL) ? g_strdup (text) : NULL;
}

/* Only asked where the file system knows no locks: then the text is all there is. */
static gboolean
holder_may_live (const char *holder, const char *self)
{
  const char *space = holder != NULL ? strrchr (holder, ' ') : NULL;
  const char *self_space = strrchr (self, ' ');
  gint64 pid;

  if (space == NULL || strcmp (holder, self) == 0)
    return FALSE;
  if (space - holder != self_space - self || memcmp (holder, self, space - holder) != 0)
    return TRUE; /* another user or machine: nobody can tell */
  if (!g_ascii_string_to_signed (space + 1, 10, 1, G_MAXINT, &pid, NULL))
    return FALSE;

  return kill ((pid_t) pid, 0) == 0 || errno != ESRCH;
}

static gboolean
try_lock (int fd, const char *self, gboolean *held, char **holder)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int reason;

  *holder = NULL;
  *held = FALSE;
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return TRUE;

  reason = errno;
  *holder = read_holder (fd);
  *held = reason == EAGAIN || reason == EACCES || holder_may_live (*holder, self);

  return !*held;
}

static gboolean
is_still_there (int fd, const char *path)
{
  struct stat opened, named;

  return fstat (fd, &opened) == 0 && stat (path, &named) == 0 && opened.st_dev == named.st_dev
         && opened.st_ino == named.st_ino;
}

static void
write_holder (int fd, const char *self)
{
  g_autofree char *line = g_strconcat (self, "\n", NULL);

  /* The lock counts, not the text: a full disk is no reason to refuse. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, line, strlen (line), 0) < 0)
    g_debug ("could not say who holds the lock: %s", g_strerror (errno));
}

static gpointer
fail_locked (GFile *file, const char *holder, GError **error)
{
  g_autofree char *path = g_file_get_path (file);

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_LOCKED,
               _ ("%s: is being edited by %s. Close it there first, or save a copy under another "
                  "name"),
               path, holder != NULL ? holder : _ ("somebody else"));
  return NULL;
}

/**
 * bs_lock_new:
 * @file: what is to be locked; the lock is a file beside it
 *
 * Returns: (transfer full): the lock; or %NULL with %BS_MODEL_ERROR_LOCKED, naming the holder, or
 *   _WRITE where no lock file can be made
 */
BsLock *
bs_lock_new (BsEnvironment *environment, GFile *file, GError **error)
{
  g_autofree char *path = lock_path (file);
  g_autofree char *self = bs_environment_dup_process (environment);

  for (int i = 0; i < ATTEMPTS; i++)
    {
      g_autofree char *holder = NULL;
      gboolean held;
      int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);

      if (fd < 0)
        {
          g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
                       _ (
                         "%s: cannot be written: %s. The folder must be writable to edit the issue "
                         "there"),
                       path, g_strerror (errno));
          return NULL;
        }
      if (!try_lock (fd, self, &held, &holder))
        {
          close (fd);
          return fail_locked (file, holder, error);
        }
      if (is_still_there (fd, path))
        {
          BsLock *lock = g_new0 (BsLock, 1);

          lock->path = g_steal_pointer (&path);
          lock->fd = fd;
          write_holder (fd, self);
          return lock;
        }
      close (fd);
    }

  return fail_locked (file, NULL, error);
}

/**
 * bs_lock_free:
 * @self: (nullable) (transfer full): is let go of; the lock file is deleted
 */
void
bs_lock_free (BsLock *self)
{
  if (self == NULL)
    return;

  /* First the name, then the lock: who waits for it finds another file there. */
  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

/**
 * bs_lock_check_free:
 *
 * Returns: %TRUE if nobody holds the lock of @file; else %BS_MODEL_ERROR_LOCKED, naming them
 */
gboolean
bs_lock_check_free (GFile *file, GError **error)
{
  g_autofree char *holder = NULL;

  return !bs_lock_is_held (file, &holder) || fail_locked (file, holder, error) != NULL;
}

/**
 * bs_lock_is_held:
 * @who: (out) (optional) (nullable): `user@host 1234`, where it is known
 *
 * Returns: whether anybody holds the lock of @file, this process included
 */
gboolean
bs_lock_is_held (GFile *file, char **who)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = lock_path (file);
  gboolean held;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return FALSE;

  held = fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  if (held && who != NULL)
    *who = read_holder (fd);
  close (fd);

  return held;
}
