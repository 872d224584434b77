/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-decoder.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucnv.h>

/* Shares of characters that must be plausible in Chinese or Latin copy, in per cent. Real pages
 * reach 99; another encoding read as this one stays below 60. */
#define PLAUSIBLE_UTF16 92
#define PLAUSIBLE_GB18030 80
#define MIN_MARKS_UTF16 3

typedef struct
{
  const char *magic;
  gsize length;
  const char *kind; /* names a kind of file: not translated */
} Signature;

static const Signature signatures[] = {
  { "%PDF-", 5, "PDF" },
  { "PK\003\004", 4, "ZIP, Word (.docx) or OpenDocument (.odt)" },
  { "\xD0\xCF\x11\xE0", 4, "Microsoft Office (.doc)" },
  { "{\\rtf", 5, "RTF" },
  { "\xFF\xD8\xFF", 3, "JPEG" },
  { "\x89PNG", 4, "PNG" },
  { "II*\0", 4, "TIFF" },
  { "MM\0*", 4, "TIFF" },
  { "GIF8", 4, "GIF" },
  { "RIFF", 4, "RIFF (WebP, WAV or AVI)" },
  { "\x7F"
    "ELF",
    4, "ELF" },
  { "\x1F\x8B", 2, "gzip" },
  { "7z\xBC\xAF", 4, "7-Zip" },
};

const char *
bs_text_encoding_get_name (BsTextEncoding encoding)
{
  static const char *const names[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };

  g_return_val_if_fail ((guint) encoding < G_N_ELEMENTS (names), "");

  return names[encoding];
}

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v') || c == 0x7F;
}

/* Characters that Chinese and Latin newspaper copy is made of. */
static gboolean
is_plausible (gunichar c)
{
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r' || c == '\f'
         || (c >= 0xA0 && c < 0x250)      /* Latin with accents, · */
         || (c >= 0x2010 && c <= 0x2312)  /* dashes, quotes, arrows, mathematics */
         || (c >= 0x2460 && c <= 0x26FF)  /* ① ▲ ★ */
         || (c >= 0x3000 && c <= 0x303F)  /* 、。《》 */
         || (c >= 0x4E00 && c <= 0x9FFF)  /* Han */
         || (c >= 0xFF00 && c <= 0xFFEF); /* full width */
}

/* Per cent of plausible characters; 0 where a control character says that this is no text. */
static guint
judge_text (const char *text)
{
  gsize total = 0;
  gsize good = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_control (c))
        return 0;
      total++;
      good += is_plausible (c);
    }

  return total == 0 ? 0 : (guint) (good * 100 / total);
}

static gboolean
has_control (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (is_control ((guchar) data[i]))
      return TRUE;

  return FALSE;
}

/* Latin bytes taken two by two are rare Han, but never the marks and line ends that copy has. */
static gboolean
has_marks (const char *text)
{
  gsize total = 0;
  gsize marks = 0;
  gsize latin = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      total++;
      latin += c < 0x80;
      marks += c == '\n' || c == ' ' || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF)
               || (c >= 0x2010 && c <= 0x2026);
    }

  return marks * 100 >= total * MIN_MARKS_UTF16 || latin * 2 > total;
}

/* Strict: NULL as soon as the bytes are not of that encoding. */
static char *
convert_utf16 (const guchar *data, gsize length, gboolean big_endian)
{
  g_autofree gunichar2 *units = NULL;
  gsize n = length / 2;

  if (length % 2 != 0)
    return NULL;
  units = g_new (gunichar2, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      guchar first = data[2 * i];
      guchar second = data[2 * i + 1];

      units[i] = big_endian ? first << 8 | second : second << 8 | first;
      if (units[i] == 0)
        return NULL;
    }

  return g_utf16_to_utf8 (units, (glong) n, NULL, NULL, NULL);
}

/* ICU's converter rather than the C library's, whose GB18030 is an optional package elsewhere. */
static char *
convert_gb18030 (const char *data, gsize length)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open ("gb18030", &status);
  g_autofree UChar *units = NULL;
  const char *source = data;
  UChar *target;
  char *text = NULL;

  if (U_FAILURE (status))
    return NULL;
  ucnv_setToUCallBack (converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  units = g_new (UChar, length + 1);
  target = units;
  ucnv_toUnicode (converter, &target, units + length, &source, data + length, NULL, TRUE, &status);
  if (U_SUCCESS (status))
    text = g_utf16_to_utf8 ((const gunichar2 *) units, target - units, NULL, NULL, NULL);
  ucnv_close (converter);

  return text;
}

/* Per cent of two-byte characters that lie in the GB 2312 square, where all everyday Han are. Big5
 * and Shift JIS also pass as GB18030, but with few of theirs inside that square. */
static guint
judge_gb18030 (const guchar *data, gsize length)
{
  gsize pairs = 0;
  gsize common = 0;

  for (gsize i = 0; i + 1 < length; i++)
    {
      if (data[i] < 0x81)
        continue;
      pairs++;
      common += data[i] >= 0xA1 && data[i] <= 0xF7 && data[i + 1] >= 0xA1;
      i++;
    }

  return pairs == 0 ? 0 : (guint) (common * 100 / pairs);
}

static char *
detect_utf16 (const guchar *data, gsize length, BsTextEncoding *encoding)
{
  g_autofree char *little = convert_utf16 (data, length, FALSE);
  g_autofree char *big = convert_utf16 (data, length, TRUE);
  guint little_share = little != NULL && has_marks (little) ? judge_text (little) : 0;
  guint big_share = big != NULL && has_marks (big) ? judge_text (big) : 0;

  if (MAX (little_share, big_share) < PLAUSIBLE_UTF16)
    return NULL;
  *encoding = little_share >= big_share ? BS_TEXT_ENCODING_UTF16_LE : BS_TEXT_ENCODING_UTF16_BE;

  return little_share >= big_share ? g_steal_pointer (&little) : g_steal_pointer (&big);
}

/* A byte order mark is a promise: only that encoding is tried. *@marked tells. */
static char *
decode_marked (const char *data, gsize length, BsTextEncoding *encoding, gboolean *marked)
{
  char *text = NULL;

  *marked = TRUE;
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      *encoding = BS_TEXT_ENCODING_UTF8;
      if (g_utf8_validate (data + 3, length - 3, NULL))
        text = g_strndup (data + 3, length - 3);
    }
  else if (length >= 2 && memcmp (data, "\xFF\xFE", 2) == 0)
    {
      *encoding = BS_TEXT_ENCODING_UTF16_LE;
      text = convert_utf16 ((const guchar *) data + 2, length - 2, FALSE);
    }
  else if (length >= 2 && memcmp (data, "\xFE\xFF", 2) == 0)
    {
      *encoding = BS_TEXT_ENCODING_UTF16_BE;
      text = convert_utf16 ((const guchar *) data + 2, length - 2, TRUE);
    }
  else
    *marked = FALSE;

  return text;
}

static char *
decode_unmarked (const char *data, gsize length, BsTextEncoding *encoding)
{
  g_autofree char *text = NULL;

  *encoding = BS_TEXT_ENCODING_UTF8;
  if (g_utf8_validate (data, length, NULL) && !has_control (data, length))
    return g_strndup (data, length);

  text = detect_utf16 ((const guchar *) data, length, encoding);
  if (text != NULL)
    return g_steal_pointer (&text);

  if (has_control (data, length))
    return NULL;
  *encoding = BS_TEXT_ENCODING_GB18030;
  if (judge_gb18030 ((const guchar *) data, length) < PLAUSIBLE_GB18030)
    return NULL;
  text = convert_gb18030 (data, length);
  if (text == NULL || judge_text (text) < PLAUSIBLE_GB18030)
    return NULL;

  return g_steal_pointer (&text);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)) && g_utf8_get_char (text) != 0xFEFF)
      return FALSE;

  return TRUE;
}

static const char *
find_signature (const char *data, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (length >= signatures[i].length
        && memcmp (data, signatures[i].magic, signatures[i].length) == 0)
      return signatures[i].kind;

  return NULL;
}

static gboolean
refuse_size (const char *name, gsize length, GError **error)
{
  g_autofree char *size = NULL;
  g_autofree char *limit = NULL;

  if (length == 0)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_EMPTY,
                   _ ("%s: is empty. Choose a file with text in it"), name);
      return TRUE;
    }
  if (length <= BS_TEXT_LIMIT)
    return FALSE;

  size = g_format_size_full (length, G_FORMAT_SIZE_IEC_UNITS);
  limit = g_format_size_full (BS_TEXT_LIMIT, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE,
               _ ("%s: holds %s, and text is read up to %s. Split it into pages"), name, size,
               limit);
  return TRUE;
}

/**
 * bs_text_decode:
 * @name: how the source is called in an error message
 * @encoding: (out) (optional): the encoding that was found
 *
 * Tries, in this order, a byte order mark, UTF-8, UTF-16 in both byte orders, GB18030 (and with it
 * GBK and GB 2312). UTF-16 without a mark and GB18030 must also look like Chinese or Latin copy.
 *
 * Returns: (transfer full): UTF-8 without a byte order mark; or %NULL with a %BS_IMPORT_ERROR
 *   EMPTY, TOO_LARGE, BINARY or ENCODING
 */
char *
bs_text_decode (const char *name, GBytes *bytes, BsTextEncoding *encoding, GError **error)
{
  BsTextEncoding found = BS_TEXT_ENCODING_UTF8;
  g_autofree char *text = NULL;
  gboolean marked = FALSE;
  const char *data;
  const char *kind;
  gsize length;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (refuse_size (name, length, error))
    return NULL;

  kind = find_signature (data, length);
  if (kind != NULL)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_BINARY,
                   _ ("%s: is a file of the kind %s, not text. Save its text as a .txt file first"),
                   name, kind);
      return NULL;
    }

  text = decode_marked (data, length, &found, &marked);
  if (!marked)
    text = decode_unmarked (data, length, &found);

  if (text == NULL)
    {
      gboolean binary = !marked && has_control (data, length);

      g_set_error (error, BS_IMPORT_ERROR,
                   binary ? BS_IMPORT_ERROR_BINARY : BS_IMPORT_ERROR_ENCODING,
                   binary ? _ ("%s: is binary, not text. Save its text as a .txt file first")
                          : _ ("%s: is text in an unknown encoding, or damaged. "
                               "Save it again as UTF-8"),
                   name);
      return NULL;
    }
  if (is_blank (text))
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_EMPTY,
                   _ ("%s: has only white space. Choose a file with text in it"), name);
      return NULL;
    }

  if (encoding != NULL)
    *encoding = found;

  return g_steal_pointer (&text);
}
