/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-office-private.h"

#include "bs-config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

/* A file of copy has some dozen parts, its text at most a megabyte. */
#define MAX_PARTS 10000
#define MAX_PART_BYTES (128 * 1024 * 1024)
#define MAX_BYTES (256 * 1024 * 1024)
#define CHUNK 65536

static gboolean
fail_large (const char *name, GError **error)
{
  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE,
               _ ("%s: unpacks to more than a text with pictures can need. Save its text as a new "
                  "file, and send large pictures beside it"),
               name);
  return FALSE;
}

static gboolean
fail_damaged (const char *name, GError **error)
{
  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SYNTAX,
               _ ("%s: is damaged, or was not sent as a whole. Ask for it again"), name);
  return FALSE;
}

gboolean
bs_office_fail_locked (const char *name, GError **error)
{
  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED,
               _ ("%s: is locked with a password. Open it in Word or LibreOffice and save it "
                  "without"),
               name);
  return FALSE;
}

static GBytes *
read_part (struct archive *archive, const char *name, gsize *budget, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 chunk[CHUNK];

  for (;;)
    {
      la_ssize_t got = archive_read_data (archive, chunk, sizeof chunk);

      if (got < 0)
        {
          fail_damaged (name, error);
          return NULL;
        }
      if (got == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
      if (data->len + (gsize) got > MAX_PART_BYTES || (gsize) got > *budget)
        {
          fail_large (name, error);
          return NULL;
        }
      *budget -= (gsize) got;
      g_byte_array_append (data, chunk, (guint) got);
    }
}

static gboolean
read_parts (struct archive *archive, const char *name, BsOfficeWanted wanted, gpointer data,
            GHashTable *parts, GError **error)
{
  gsize budget = MAX_BYTES;
  struct archive_entry *entry;
  int status = ARCHIVE_OK;

  for (guint n = 0; (status = archive_read_next_header (archive, &entry)) != ARCHIVE_EOF; n++)
    {
      const char *part;
      GBytes *bytes;

      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return fail_damaged (name, error);
      if (n >= MAX_PARTS)
        return fail_large (name, error);
      part = archive_entry_pathname_utf8 (entry);
      if (part == NULL || !wanted (part, data) || g_hash_table_contains (parts, part))
        continue;
      if (archive_entry_is_encrypted (entry))
        return bs_office_fail_locked (name, error);
      bytes = read_part (archive, name, &budget, error);
      if (bytes == NULL)
        return FALSE;
      g_hash_table_insert (parts, g_strdup (part), bytes);
    }

  return TRUE;
}

GHashTable *
bs_office_archive_read (const char *name, GBytes *bytes, BsOfficeWanted wanted, gpointer data,
                        GError **error)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_bytes_unref);
  struct archive *archive = archive_read_new ();
  gboolean done = FALSE;

  /* By its directory: what is not wanted is passed over and never unpacked. */
  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
      == ARCHIVE_OK)
    done = read_parts (archive, name, wanted, data, parts, error);
  else
    fail_damaged (name, error);
  archive_read_free (archive);

  return done ? g_steal_pointer (&parts) : NULL;
}
