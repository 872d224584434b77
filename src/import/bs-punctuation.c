/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import.h"

#include <string.h>

static gboolean
is_wide (gunichar c)
{
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF)
         || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x201C
         || c == 0x201D || c == 0x2018 || c == 0x2019;
}

static gunichar
widened (gunichar c)
{
  static const char narrow[] = ",;:?!()";

  return c < 0x80 && c != 0 && strchr (narrow, (int) c) != NULL ? c + 0xFEE0 : 0;
}

/**
 * bs_punctuation_widen:
 * @changed: (out) (optional): how many marks were changed
 *
 * Gives the half-width marks , ; : ? ! ( ) that stand beside Han their full width. A mark between
 * two Latin letters or digits ("3:15", "1,200") stays; a bracket changes when what it encloses, or
 * what stands outside it, is Han, and then its partner changes with it.
 *
 * Returns: (transfer full): the new text
 */
char *
bs_punctuation_widen (const char *text, guint *changed)
{
  GString *wide = NULL;
  gunichar before = 0;
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  wide = g_string_sized_new (strlen (text) + 16);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gunichar after = g_utf8_get_char (g_utf8_next_char (at));
      gunichar replacement = widened (c);

      if (replacement != 0 && (is_wide (before) || is_wide (after)))
        {
          g_string_append_unichar (wide, replacement);
          before = replacement;
          n++;
          continue;
        }
      g_string_append_unichar (wide, c);
      before = c;
    }
  if (changed != NULL)
    *changed = n;

  return g_string_free (wide, FALSE);
}
