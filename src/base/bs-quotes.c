/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "base/bs-quotes.h"

#define DOUBLE_OPEN 0x201C
#define DOUBLE_CLOSE 0x201D
#define SINGLE_OPEN 0x2018
#define SINGLE_CLOSE 0x2019

/* Deeper than anybody can read. */
#define MOST_DEPTH 8

/**
 * bs_quotes_alternate:
 * @sentence: UTF-8, such as a message with a headline in it
 *
 * Double marks outside, single ones inside them, double ones inside those: GB/T 15834, 4.8.3.3, and
 * American usage alike. An apostrophe is no mark. Where the marks do not pair nobody knows what is
 * inside what, and all stay as they are.
 *
 * Returns: (transfer full): the same sentence with its marks by turns
 */
char *
bs_quotes_alternate (const char *sentence)
{
  g_autoptr (GString) text = NULL;
  gboolean single[MOST_DEPTH];
  guint depth = 0;

  g_return_val_if_fail (sentence != NULL, NULL);

  text = g_string_sized_new (128);
  for (const char *p = sentence; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gboolean closes = depth > 0 && character == (single[depth - 1] ? SINGLE_CLOSE : DOUBLE_CLOSE);

      if (character == DOUBLE_OPEN || character == SINGLE_OPEN)
        {
          if (depth == MOST_DEPTH)
            return g_strdup (sentence);
          single[depth] = character == SINGLE_OPEN;
          g_string_append_unichar (text, depth % 2 == 0 ? DOUBLE_OPEN : SINGLE_OPEN);
          depth++;
        }
      else if (closes)
        {
          depth--;
          g_string_append_unichar (text, depth % 2 == 0 ? DOUBLE_CLOSE : SINGLE_CLOSE);
        }
      else if (character == DOUBLE_CLOSE)
        {
          return g_strdup (sentence);
        }
      else
        {
          g_string_append_unichar (text, character);
        }
    }

  return depth == 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (sentence);
}
