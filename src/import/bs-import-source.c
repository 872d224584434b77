/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import.h"

#include "bs-config.h"
#include "bs-import-private.h"
#include "bs-ninjs.h"
#include "bs-text-decoder.h"

#include "base/bs-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD_BYTES 16

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
refuse_office (const char *name, GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (!begins_with (data, length, "PK\003\004", 4)
      && !begins_with (data, length, "\xD0\xCF\x11\xE0", 4))
    return FALSE;
  g_set_error (
    error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED,
    _ ("%s: Word and OpenDocument files cannot be taken in yet. Save it as text (.txt) first"),
    name);

  return TRUE;
}

static guint
count_stories (BsPageImport *import)
{
  guint n = 0;

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    n += bs_page_import_get_item (import, i)->kind == BS_IMPORT_STORY;

  return n;
}

static BsPageImport *
parse_bytes (const char *name, GBytes *bytes, BsTextEncoding *encoding, GError **error)
{
  g_autofree char *text = NULL;
  BsPageImport *import;

  if (refuse_office (name, bytes, error))
    return NULL;
  text = bs_text_decode (name, bytes, encoding, error);
  if (text == NULL)
    return NULL;
  import = bs_page_text_parse (text, strlen (text), error);
  if (import == NULL)
    g_prefix_error (error, "%s: ", name);

  return import;
}

/**
 * bs_import_sniff:
 * @name: the file's name, or what stands for it
 * @kind: (out): what the source is
 *
 * Looks at the content first; the name only tells ninjs from other text.
 *
 * Returns: %FALSE, with a %BS_IMPORT_ERROR, for what cannot be taken in
 */
gboolean
bs_import_sniff (const char *name, GBytes *bytes, BsSourceKind *kind, GError **error)
{
  g_autoptr (BsPageImport) import = NULL;
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

  import = parse_bytes (name, bytes, NULL, error);
  if (import == NULL)
    return FALSE;
  *kind = count_stories (import) > 1 ? BS_SOURCE_PAGE_TEXT : BS_SOURCE_STORY;

  return TRUE;
}

/**
 * bs_import_bytes:
 * @name: how the source is called in messages; its ending tells ninjs from other text
 * @page: (nullable): see bs_import_apply()
 *
 * Takes in text or ninjs. Photos need a file of their own: bs_import_file().
 *
 * Returns: (transfer full): what became of it, or %NULL, and the document is as before
 */
BsImportReport *
bs_import_bytes (BsDocument *document, GBytes *bytes, const char *name, const char *page,
                 GError **error)
{
  g_autoptr (BsPageImport) import = NULL;
  BsTextEncoding encoding = BS_TEXT_ENCODING_UTF8;
  BsImportReport *report;
  gsize length;
  const guint8 *data;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (is_photo (data, length))
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED,
                   _ ("%s: is a photo, which must come as a file. Save it and import the file"),
                   name);
      return NULL;
    }
  if (is_ninjs (name, bytes))
    return bs_ninjs_import (document, bytes, name, page, error);

  import = parse_bytes (name, bytes, &encoding, error);
  if (import == NULL)
    return NULL;
  report = bs_import_apply (document, import, page, error);
  if (report == NULL)
    return NULL;
  g_free (report->source);
  report->source = g_strdup (name);
  g_free (report->encoding);
  report->encoding = g_strdup (bs_text_encoding_get_name (encoding));
  report->kind = count_stories (import) > 1 ? BS_SOURCE_PAGE_TEXT : BS_SOURCE_STORY;

  return report;
}

/* Only a regular file can be looked at twice; a pipe is read as text. */
static gboolean
is_photo_file (GFile *file)
{
  g_autoptr (GFileInputStream) stream = NULL;
  guint8 head[HEAD_BYTES];
  gsize got = 0;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &got, NULL, NULL))
    return FALSE;

  return is_photo (head, got);
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
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  gboolean is_json;

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (is_photo_file (file))
    return bs_import_photo (document, file, page, error);

  name = g_file_get_basename (file);
  is_json = has_suffix (name, ".json") || has_suffix (name, ".ndjson");
  bytes = bs_file_read (file, is_json ? BS_NINJS_LIMIT : BS_TEXT_LIMIT, error);
  if (bytes == NULL)
    return NULL;

  return bs_import_bytes (document, bytes, name, page, error);
}
