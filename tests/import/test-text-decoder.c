/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/bs-text-decoder.h"

#include <string.h>

static const char copy[] = "柳荫社区的灯亮了，12盏。\n“真好！”\n";

typedef struct
{
  const char *name;
  const char *charset; /* for g_convert() */
  const char *mark;    /* byte order mark */
  gsize mark_length;
  BsTextEncoding encoding;
} Case;

static const Case cases[] = {
  { "utf-8", "UTF-8", "", 0, BS_TEXT_ENCODING_UTF8 },
  { "utf-8-with-mark", "UTF-8", "\xEF\xBB\xBF", 3, BS_TEXT_ENCODING_UTF8 },
  { "utf-16-little", "UTF-16LE", "", 0, BS_TEXT_ENCODING_UTF16_LE },
  { "utf-16-little-with-mark", "UTF-16LE", "\xFF\xFE", 2, BS_TEXT_ENCODING_UTF16_LE },
  { "utf-16-big", "UTF-16BE", "", 0, BS_TEXT_ENCODING_UTF16_BE },
  { "utf-16-big-with-mark", "UTF-16BE", "\xFE\xFF", 2, BS_TEXT_ENCODING_UTF16_BE },
  { "gb18030", "GB18030", "", 0, BS_TEXT_ENCODING_GB18030 },
};

static void
test_reads (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;
  BsTextEncoding encoding;
  gsize length = 0;

  encoded = g_convert (copy, -1, item->charset, "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  g_byte_array_append (array, (const guint8 *) item->mark, item->mark_length);
  g_byte_array_append (array, (const guint8 *) encoded, length);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));

  text = bs_text_decode ("copy.txt", bytes, &encoding, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, copy);
  g_assert_cmpint (encoding, ==, item->encoding);
}

static void
refuse (const void *data, gsize length, BsImportError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (bs_text_decode ("copy.txt", bytes, NULL, &error));
  g_assert_error (error, BS_IMPORT_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "copy.txt: "));
}

static void
test_refuses_empty (void)
{
  refuse ("", 0, BS_IMPORT_ERROR_EMPTY);
  refuse (" \r\n\t\n", 5, BS_IMPORT_ERROR_EMPTY);
  refuse ("\xEF\xBB\xBF", 3, BS_IMPORT_ERROR_EMPTY);
}

static void
test_refuses_binary (void)
{
  refuse ("%PDF-1.7\n%", 10, BS_IMPORT_ERROR_BINARY);
  refuse ("PK\003\004\024\000", 6, BS_IMPORT_ERROR_BINARY);
  refuse ("\001\002\003\000\377\000\020", 7, BS_IMPORT_ERROR_BINARY);
  refuse ("text\000text and more", 18, BS_IMPORT_ERROR_BINARY);
}

static void
test_refuses_damaged (void)
{
  /* A mark is a promise; what follows is no UTF-8, half a UTF-16 unit, no GB18030. */
  refuse ("\xEF\xBB\xBF\xE4\xB8", 5, BS_IMPORT_ERROR_ENCODING);
  refuse ("\xFF\xFE\x2D\x4E\x00", 5, BS_IMPORT_ERROR_ENCODING);
  refuse ("\xFF\xFD\x80\xFF caf\xE9", 9, BS_IMPORT_ERROR_ENCODING);
}

static void
test_refuses_enormous (void)
{
  g_autofree char *data = g_malloc (BS_TEXT_LIMIT + 1);

  memset (data, 'a', BS_TEXT_LIMIT + 1);
  refuse (data, BS_TEXT_LIMIT + 1, BS_IMPORT_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/decoder/reads-", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_reads);
    }
  g_test_add_func ("/import/decoder/refuses-empty", test_refuses_empty);
  g_test_add_func ("/import/decoder/refuses-binary", test_refuses_binary);
  g_test_add_func ("/import/decoder/refuses-damaged", test_refuses_damaged);
  g_test_add_func ("/import/decoder/refuses-enormous", test_refuses_enormous);

  return g_test_run ();
}
