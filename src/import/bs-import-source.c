/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import.h"

#include "bs-config.h"
#include "bs-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
begins_with (const guint8 *data, gsize length, const char *magic, gsize n)
{
  return length >= n && memcmp (data, magic, n) == 0;
}

static gboolean
is_photo (const guint8 *data, gsize length)
{
  return begins_with (data, length, "\xFF\xD8\xFF", 3) || begins_with (data, length, "\x89PNG", 4)
         || begins_with (data, length, "II*\0", 4) || begins_with (data, length, "MM\0*", 4);
}

static gboolean
has_suffix (const char *name, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, suffix);
}

static gboolean
is_ninjs (const char *name, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize i = begins_with ((const guint8 *) data, length, "\xEF\xBB\xBF", 3) ? 3 : 0;

  if (has_suffix (name, ".json") || has_suffix (name, ".ndjson") || has_suffix (name, ".jsonl"))
    return TRUE;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i + 1 < length && data[i] == '{' && (data[i + 1] == '"' || g_ascii_isspace (data[i + 1]));
}

static gboolean
is_locked_office (const guint8 *data, gsize length)
{
  /* The name of the stream in which [MS-OFFCRYPTO] keeps the file, in UTF-16. */
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

  return length > 0 && memmem (data, length, name, sizeof name - 1) != NULL;
}

/* TRUE, with @error: a kind of file that is known and cannot be read. */
gboolean
bs_import_refuse (const char *name, GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const char *message = NULL;

  if (begins_with (data, length, "\xD0\xCF\x11\xE0", 4))
    message = is_locked_office (data, length)
                ? _ ("%s: is locked with a password. Open it in Word or LibreOffice and save it "
                     "without")
                : _ (
                  "%s: is an old Word file (.doc). Open it in Word or LibreOffice and save it as "
                  "Word (.docx) or OpenDocument (.odt)");
  else if (begins_with (data, length, "{\\rtf", 5))
    message = _ (
      "%s: is rich text (.rtf). Open it in Word or LibreOffice and save it as Word (.docx) "
      "or OpenDocument (.odt)");
  else if (begins_with (data, length, "%PDF-", 5))
    message = _ (
      "%s: is a PDF, which holds set pages and cannot be taken in. For its text, open it, copy and "
      "paste it here, or ask for a Word file; for an advertisement, save it as TIFF or PNG with "
      "300 pixels per inch");
  else if (begins_with (data, length, "GIF8", 4) || begins_with (data, length, "RIFF", 4)
           || (length >= 12 && begins_with (data + 4, length - 4, "ftyp", 4)))
    message = _ (
      "%s: is a kind of picture or film that presses cannot print. Save it as JPEG, PNG or "
      "TIFF");
  if (message == NULL)
    return FALSE;

  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED, message, name);

  return TRUE;
}

gboolean
bs_import_is_photo (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return is_photo (data, length);
}

/**
 * bs_import_sniff:
 * @name: the file's name, or what stands for it
 * @kind: (out): what the source is
 *
 * Looks at the content first; the name only tells ninjs from other text. Whether a text is one story
 * or a page of them (BS_SOURCE_PAGE_TEXT) is seen by reading it.
 *
 * Returns: %FALSE, with a %BS_IMPORT_ERROR, for what cannot be taken in
 */
gboolean
bs_import_sniff (const char *name, GBytes *bytes, BsSourceKind *kind, GError **error)
{
  gsize length;
  const guint8 *data;

  g_return_val_if_fail (name != NULL && bytes != NULL && kind != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  if (is_photo (data, length))
    {
      *kind = BS_SOURCE_PHOTO;
      return TRUE;
    }
  if (is_ninjs (name, bytes))
    {
      *kind = BS_SOURCE_NINJS;
      return TRUE;
    }

  if (bs_import_refuse (name, bytes, error))
    return FALSE;
  *kind = BS_SOURCE_STORY;

  return TRUE;
}

/**
 * bs_import_bytes:
 * @name: how the source is called in messages; its ending tells ninjs from other text
 * @page: (nullable): see bs_import_apply()
 *
 * Takes in text, a word processor's file or ninjs. Photos need a file of their own:
 * bs_import_file().
 *
 * Returns: (transfer full): what became of it, or %NULL, and the document is as before
 */
BsImportReport *
bs_import_bytes (BsDocument *document, GBytes *bytes, const char *name, const char *page,
                 GError **error)
{
  g_autoptr (BsImportCopy) copy = NULL;
  const BsImportTarget target = { .page = page };

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  copy = bs_import_copy_new (name, bytes, error);

  return copy != NULL ? bs_import_copy_apply (copy, document, NULL, &target, error) : NULL;
}

/**
 * bs_import_file:
 * @page: (nullable): see bs_import_apply()
 *
 * Takes in a page's text, a story, ninjs or a photo, whatever the file is, as one step of undo.
 *
 * Returns: (transfer full): what became of it; or %NULL, and the document is as before, with a
 *   %BS_IMPORT_ERROR, %BS_MODEL_ERROR or %G_IO_ERROR
 */
BsImportReport *
bs_import_file (BsDocument *document, GFile *file, const char *page, GError **error)
{
  g_autoptr (BsImportCopy) copy = NULL;
  const BsImportTarget target = { .page = page };

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  copy = bs_import_copy_read (file, NULL, error);

  return copy != NULL ? bs_import_copy_apply (copy, document, NULL, &target, error) : NULL;
}
