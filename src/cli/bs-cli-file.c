/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-file.h"

#include "base/bs-file.h"
#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define READ_CHUNK 65536
#define PAGE_MARK "%p"

static GBytes *
read_stdin (gsize limit, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 chunk[READ_CHUNK];

  while (TRUE)
    {
      gssize got = read (STDIN_FILENO, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s",
                       _ ("Standard input cannot be read"), g_strerror (errno));
          return NULL;
        }
      if (got == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&content));
      if (content->len + (gsize) got > limit)
        {
          g_autofree char *size = g_format_size (limit);

          g_set_error (
            error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
            _ ("Standard input: is larger than %s, the most that is read here. Send less"), size);
          return NULL;
        }
      g_byte_array_append (content, chunk, got);
    }
}

gboolean
bs_cli_is_standard (const char *name)
{
  return g_str_equal (name, "-");
}

/**
 * bs_cli_read:
 * @name: raw file name, or “-”
 * @limit: bytes
 *
 * Returns: (transfer full): all of it, or %NULL
 */
GBytes *
bs_cli_read (const char *name, gsize limit, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (bs_cli_is_standard (name))
    return read_stdin (limit, error);
  file = g_file_new_for_path (name);

  return bs_file_read (file, limit, error);
}

/**
 * bs_cli_write_stdout:
 *
 * Returns: %TRUE when the system has taken every byte
 */
gboolean
bs_cli_write_stdout (const void *data, gsize length, GError **error)
{
  const char *at = data;

  while (length > 0)
    {
      gssize written = write (STDOUT_FILENO, at, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s",
                       _ ("Standard output cannot be written"), g_strerror (errno));
          return FALSE;
        }
      at += written;
      length -= written;
    }

  return TRUE;
}

/**
 * bs_cli_write:
 * @name: raw file name, or “-”
 *
 * Replaces the file as a whole or not at all.
 */
gboolean
bs_cli_write (const char *name, const void *data, gsize length, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (bs_cli_is_standard (name))
    return bs_cli_write_stdout (data, length, error);
  file = g_file_new_for_path (name);

  return bs_file_write (file, data, length, error);
}

gboolean
bs_cli_has_page_mark (const char *pattern)
{
  return strstr (pattern, PAGE_MARK) != NULL;
}

/**
 * bs_cli_dup_page_name:
 *
 * Returns: (transfer full): @pattern with each `%p` replaced by @page; a slash in the page's name
 * becomes a hyphen
 */
char *
bs_cli_dup_page_name (const char *pattern, const char *page)
{
  g_autofree char *safe = g_strdelimit (g_strdup (page), "/", '-');
  GString *name = g_string_new (pattern);

  g_string_replace (name, PAGE_MARK, safe, 0);

  return g_string_free (name, FALSE);
}
