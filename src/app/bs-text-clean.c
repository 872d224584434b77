/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-clean.h"

#include "bs-config.h"

#include <string.h>

#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029
#define OBJECT_REPLACEMENT 0xfffc
#define BYTE_ORDER_MARK 0xfeff
#define ZERO_WIDTH_SPACE 0x200b
#define WORD_JOINER 0x2060
#define SOFT_HYPHEN 0xad

static gboolean
is_invisible (gunichar c)
{
  return c == OBJECT_REPLACEMENT || c == BYTE_ORDER_MARK || c == ZERO_WIDTH_SPACE
         || c == WORD_JOINER || c == SOFT_HYPHEN;
}

char *
bs_text_clean (const char *text, gssize length)
{
  g_autofree char *valid = NULL;
  GString *clean;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, length);
  clean = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\r' || c == '\n' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR || c == '\v'
          || c == '\f')
        g_string_append_c (clean, '\n');
      else if (c == '\t')
        g_string_append_c (clean, ' ');
      else if (is_invisible (c) || g_unichar_iscntrl (c))
        continue;
      else
        g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

char *
bs_text_clean_line (const char *text, gssize length)
{
  g_autofree char *clean = bs_text_clean (text, length);
  GString *line = g_string_sized_new (strlen (clean));
  gboolean broken = FALSE;

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        {
          broken = TRUE;
          continue;
        }
      if (broken && line->len > 0 && c < 0x2e80 && !g_ascii_isspace (line->str[line->len - 1])
          && (guchar) line->str[line->len - 1] < 0x80)
        g_string_append_c (line, ' ');
      broken = FALSE;
      g_string_append_unichar (line, c);
    }

  return g_string_free (line, FALSE);
}

char *
bs_text_flatten (const char *text)
{
  char *flat = g_strdup (text);

  for (char *p = flat; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r')
        *p = ' ';
      /* U+2028 and U+2029 are E2 80 A8 and A9; U+2003, an em space, is E2 80 83. */
      else if ((guchar) p[0] == 0xe2 && (guchar) p[1] == 0x80
               && ((guchar) p[2] == 0xa8 || (guchar) p[2] == 0xa9))
        p[2] = (char) 0x83;
    }

  return flat;
}
