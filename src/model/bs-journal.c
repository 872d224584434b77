/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-journal.h"

#include "base/bs-file.h"
#include "bs-json.h"

#include "bs-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SYNC_DELAY (300 * G_TIME_SPAN_MILLISECOND) /* lines that follow soon are synced with it */
#define RETRY_DELAY G_TIME_SPAN_SECOND
/* A value of an issue stands at most this much deeper in a line of its journal. */
#define LINE_DEPTH (BS_JSON_MAX_DEPTH + 8)
#define UNSAFE                                                                                     \
  N_ ("%s: cannot be written: %s. Changes are not safe from a crash until the issue is saved")

struct _BsJournal
{
  GFile *file;
  char *path;
  GThread *thread;

  GMutex mutex; /* guards what follows */
  GCond wake;
  int fd;
  gsize end;        /* of the last whole line in the file */
  guint lines;      /* written and pending */
  GString *pending; /* whole lines that could not be written yet */
  gboolean unsynced;
  gboolean quit;
};

static gboolean
write_at (int fd, const char *data, gsize length, gsize offset)
{
  while (length > 0)
    {
      gssize written = pwrite (fd, data, length, (off_t) offset);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= written;
      offset += written;
    }

  return TRUE;
}

/* With the mutex held. FALSE with errno set; what is in the file is whole lines all the same. */
static gboolean
write_pending (BsJournal *self)
{
  int saved_errno;

  if (self->pending->len == 0)
    return TRUE;
  if (write_at (self->fd, self->pending->str, self->pending->len, self->end))
    {
      self->end += self->pending->len;
      g_string_truncate (self->pending, 0);
      self->unsynced = TRUE;
      g_cond_signal (&self->wake);
      return TRUE;
    }

  saved_errno = errno;
  if (ftruncate (self->fd, (off_t) self->end) != 0)
    g_debug ("%s: %s", self->path, g_strerror (errno));
  errno = saved_errno;

  return FALSE;
}

static void
wait_until (BsJournal *self, gint64 delay)
{
  gint64 end = g_get_monotonic_time () + delay;

  while (!self->quit && g_cond_wait_until (&self->wake, &self->mutex, end))
    ;
}

/* The descriptor is duplicated, so that a rebase need not wait for the disk. */
static void
sync_now (BsJournal *self)
{
  int fd = fcntl (self->fd, F_DUPFD_CLOEXEC, 0);

  self->unsynced = FALSE;
  g_mutex_unlock (&self->mutex);
  if (fd >= 0)
    {
      fdatasync (fd);
      close (fd);
    }
  g_mutex_lock (&self->mutex);
}

static gpointer
keep_synced (gpointer data)
{
  BsJournal *self = data;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      while (!self->quit && !self->unsynced && self->pending->len == 0)
        g_cond_wait (&self->wake, &self->mutex);
      wait_until (self, self->unsynced ? SYNC_DELAY : RETRY_DELAY);
      write_pending (self);
      if (self->unsynced)
        sync_now (self);
      if (self->quit && !self->unsynced)
        break;
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static char *
write_line (const BsNode *node, gsize *length)
{
  g_autofree char *text = bs_json_write (node, BS_JSON_COMPACT, length);

  (*length)++;
  return g_strconcat (text, "\n", NULL);
}

static gboolean
fail_write (BsJournal *self, int saved_errno, GError **error)
{
  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE, _ (UNSAFE), self->path,
               g_strerror (saved_errno));
  return FALSE;
}

static BsJournal *
open_journal (GFile *file, BsJournalMark end, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  BsJournal *self;
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 || ftruncate (fd, (off_t) end.bytes) != 0)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE, _ (UNSAFE), path,
                   g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  self = g_new0 (BsJournal, 1);
  self->file = g_object_ref (file);
  self->path = g_steal_pointer (&path);
  self->fd = fd;
  self->end = end.bytes;
  self->lines = end.lines;
  self->pending = g_string_new (NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  self->thread = g_thread_new ("journal", keep_synced, self);

  return self;
}

static gboolean
write_file (GFile *file, const void *data, gsize length, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (bs_file_write (file, data, length, &reason))
    return TRUE;

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_WRITE,
               _ ("%s. Changes are not safe from a crash until the issue is saved"),
               reason->message);
  return FALSE;
}

/**
 * bs_journal_create:
 *
 * Returns: (transfer full): a journal that begins with @header, in place of any other; or %NULL
 *   with %BS_MODEL_ERROR_WRITE
 */
BsJournal *
bs_journal_create (GFile *file, const BsNode *header, GError **error)
{
  g_autofree char *line = NULL;
  gsize length;

  g_return_val_if_fail (G_IS_FILE (file) && header != NULL, NULL);

  line = write_line (header, &length);
  if (!write_file (file, line, length, error))
    return NULL;

  return open_journal (file, (BsJournalMark){ length, 1 }, error);
}

/**
 * bs_journal_continue:
 * @end: as bs_journal_read() told it; what stands behind it is cut off
 *
 * Returns: (transfer full): the old journal, to be added to; or %NULL with %BS_MODEL_ERROR_WRITE
 */
BsJournal *
bs_journal_continue (GFile *file, BsJournalMark end, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return open_journal (file, end, error);
}

/**
 * bs_journal_append:
 * @line: becomes one line of the file
 *
 * Returns: %FALSE with %BS_MODEL_ERROR_WRITE where it is kept in memory for now, to be tried again
 */
gboolean
bs_journal_append (BsJournal *self, const BsNode *line, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  gboolean written;
  int saved_errno;

  g_return_val_if_fail (self != NULL && line != NULL, FALSE);

  text = write_line (line, &length);
  g_mutex_lock (&self->mutex);
  g_string_append_len (self->pending, text, length);
  self->lines++;
  written = write_pending (self);
  saved_errno = errno;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);

  return written || fail_write (self, saved_errno, error);
}

/**
 * bs_journal_sync:
 *
 * Returns: %TRUE when all that was added is on the disk; else %BS_MODEL_ERROR_WRITE
 */
gboolean
bs_journal_sync (BsJournal *self, GError **error)
{
  gboolean done;
  int saved_errno;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  done = write_pending (self);
  saved_errno = errno;
  if (done)
    sync_now (self);
  g_mutex_unlock (&self->mutex);

  return done || fail_write (self, saved_errno, error);
}

/**
 * bs_journal_get_end:
 *
 * Returns: the place behind the last line, with those yet to be written
 */
BsJournalMark
bs_journal_get_end (BsJournal *self)
{
  BsJournalMark end;

  g_mutex_lock (&self->mutex);
  end.bytes = self->end + self->pending->len;
  end.lines = self->lines;
  g_mutex_unlock (&self->mutex);

  return end;
}

/* With the mutex held: the bytes from @from on, those yet to be written included. */
static gboolean
append_tail (BsJournal *self, GByteArray *content, gsize from)
{
  guint start = content->len;
  gsize length = from < self->end ? self->end - from : 0;
  gsize skipped = from > self->end ? from - self->end : 0;

  g_byte_array_set_size (content, start + (guint) length);
  for (gsize done = 0; done < length;)
    {
      gssize got = pread (self->fd, content->data + start + done, length - done,
                          (off_t) (from + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      done += got;
    }
  g_byte_array_append (content, (const guint8 *) self->pending->str + skipped,
                       (guint) (self->pending->len - skipped));

  return TRUE;
}

/* With the mutex held. */
static gboolean
replace_content (BsJournal *self, GByteArray *content, GError **error)
{
  int fd;

  if (!write_file (self->file, content->data, content->len, error))
    return FALSE;
  fd = open (self->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return fail_write (self, errno, error);

  close (self->fd);
  self->fd = fd;
  self->end = content->len;
  g_string_truncate (self->pending, 0);

  return TRUE;
}

/**
 * bs_journal_rebase:
 * @header: in place of all before @from
 *
 * The lines behind @from stay. Replaced as a whole or not at all.
 *
 * Returns: %FALSE with %BS_MODEL_ERROR_WRITE; the journal is then as it was
 */
gboolean
bs_journal_rebase (BsJournal *self, const BsNode *header, BsJournalMark from, GError **error)
{
  g_autoptr (GByteArray) content = NULL;
  gsize length;
  char *line;
  gboolean done;

  g_return_val_if_fail (self != NULL && header != NULL, FALSE);

  line = write_line (header, &length);
  content = g_byte_array_new_take ((guint8 *) line, length);

  g_mutex_lock (&self->mutex);
  done = append_tail (self, content, from.bytes) ? replace_content (self, content, error)
                                                 : fail_write (self, errno, error);
  if (done)
    self->lines -= from.lines - 1;
  g_mutex_unlock (&self->mutex);

  return done;
}

/**
 * bs_journal_get_file:
 *
 * Returns: (transfer none): the journal's file
 */
GFile *
bs_journal_get_file (BsJournal *self)
{
  return self->file;
}

/**
 * bs_journal_remove:
 * @self: (nullable) (transfer full): is freed; its file is deleted
 */
void
bs_journal_remove (BsJournal *self)
{
  if (self == NULL)
    return;

  g_unlink (self->path);
  bs_journal_free (self);
}

/**
 * bs_journal_free:
 * @self: (nullable) (transfer full): is freed when all is on the disk; its file stays
 */
void
bs_journal_free (BsJournal *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  close (self->fd);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);
  g_string_free (self->pending, TRUE);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self);
}

/**
 * bs_journal_read:
 * @end_mark: (out): behind the last whole line
 * @damaged: (out): whether there was more that could not be read
 *
 * Returns: (transfer full) (element-type BsNode): the whole lines, the header first; or %NULL with
 *   a %G_IO_ERROR where the file cannot be read
 */
GPtrArray *
bs_journal_read (GFile *file, BsJournalMark *end_mark, gboolean *damaged, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GBytes) bytes = bs_file_read (file, BS_JSON_MAX_SIZE, error);
  const char *start, *at, *end;
  gsize size;

  if (bytes == NULL)
    return NULL;

  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_node_unref);
  start = g_bytes_get_data (bytes, &size);
  end = start + size;
  *damaged = FALSE;
  for (at = start; at < end;)
    {
      const char *newline = memchr (at, '\n', end - at);
      BsNode *line = newline != NULL
                       ? bs_json_parse_deep ("journal", at, newline - at, LINE_DEPTH, NULL)
                       : NULL;

      if (line == NULL)
        {
          *damaged = newline != NULL;
          break;
        }
      g_ptr_array_add (lines, line);
      at = newline + 1;
    }
  end_mark->bytes = at - start;
  end_mark->lines = lines->len;

  return g_steal_pointer (&lines);
}
