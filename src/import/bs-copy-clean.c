/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-clean.h"

#include <string.h>

/* With this many lone characters in a row, the gaps between them are the recognition's. */
#define MIN_SPACED_CHARACTERS 8

static gboolean
is_invisible (gunichar c)
{
  return (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0xAD || (c >= 0x2060 && c <= 0x2064)
         || (c >= 0x202A && c <= 0x202E) || c == 0xFFFD;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xA0 || c == 0x3000 || c == 0x2003 || c == 0x2002
         || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* Full-width punctuation brings its own room. */
static gboolean
repels_space (gunichar c)
{
  return c == 0xFF0C || c == 0x3002 || c == 0x3001 || c == 0xFF1B || c == 0xFF1A || c == 0xFF01
         || c == 0xFF1F;
}

/* @at is at "<": bytes up to after ">" if this is a tag, else 0. */
static gsize
tag_length (const char *at, const char *end)
{
  gsize limit = MIN (end - at, 120);

  if (limit < 3 || !(g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!'))
    return 0;
  for (gsize i = 1; i < limit; i++)
    if (at[i] == '>')
      return i + 1;

  return 0;
}

static gsize
entity_length (const char *at, const char *end, char *replacement)
{
  static const struct
  {
    const char *name;
    char replacement;
  } entities[] = {
    { "&nbsp;", ' ' }, { "&amp;", '&' },  { "&lt;", '<' },   { "&gt;", '>' },
    { "&quot;", '"' }, { "&emsp;", ' ' }, { "&ensp;", ' ' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      gsize length = strlen (entities[i].name);

      if ((gsize) (end - at) >= length && memcmp (at, entities[i].name, length) == 0)
        {
          *replacement = entities[i].replacement;
          return length;
        }
    }

  return 0;
}

static void
append_space (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != ' '
      && !repels_space (g_utf8_get_char (g_utf8_prev_char (text->str + text->len))))
    g_string_append_c (text, ' ');
}

/* One blank for any white space; none at the ends and beside full-width punctuation; no tags,
 * no invisible characters, no Markdown bold marks. */
static GString *
normalise (const char *at, const char *end)
{
  GString *text = g_string_sized_new (end - at);

  while (at < end)
    {
      gunichar c = g_utf8_get_char (at);
      char replacement = 0;
      gsize skip = 0;

      if (c == '<')
        skip = tag_length (at, end);
      else if (c == '&')
        skip = entity_length (at, end, &replacement);
      else if ((c == '*' || c == '_') && at + 1 < end && at[1] == *at)
        skip = 2;
      else if (c == '\\' && at + 1 < end && g_ascii_ispunct (at[1]))
        {
          skip = 2;
          replacement = at[1];
        }

      if (skip == 0 && !is_space (c) && !is_invisible (c))
        {
          if (repels_space (c) && text->len > 0 && text->str[text->len - 1] == ' ')
            g_string_truncate (text, text->len - 1);
          g_string_append_unichar (text, c);
        }
      else if ((skip == 0 && is_space (c)) || replacement == ' ')
        append_space (text);
      else if (replacement != 0)
        g_string_append_c (text, replacement);
      at = skip > 0 ? at + skip : g_utf8_next_char (at);
    }
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);

  return text;
}

static gboolean
is_rule (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text), n++)
    {
      gunichar c = g_utf8_get_char (text);

      if (c > 0x7F ? (c != 0x2014 && c != 0x2500 && c != 0x2015)
                   : strchr ("-*_=~ |:", *text) == NULL)
        return FALSE;
    }

  return n == 0 || n >= 3;
}

/* "会 议 强 调 ， 要 …": gaps of the recognition. A list of spaced names is shorter. */
static void
close_gaps (GString *text)
{
  guint run = 0;
  guint longest = 0;
  gsize out = 0;

  for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *after = g_utf8_next_char (at);

      if (*at == ' ')
        continue;
      run = *after == ' ' && (guchar) *at >= 0xE0 ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  if (longest < MIN_SPACED_CHARACTERS)
    return;
  for (gsize i = 0; i < text->len; i++)
    {
      gboolean between_wide = i > 0 && i + 1 < text->len && (guchar) text->str[i - 1] >= 0x80
                              && (guchar) text->str[i + 1] >= 0x80;

      if (text->str[i] != ' ' || !between_wide)
        text->str[out++] = text->str[i];
    }
  g_string_truncate (text, out);
}

static void
strip_block_marks (GString *text, BsCleanLine *clean)
{
  gsize skip = 0;

  while (g_str_has_prefix (text->str + skip, "> ") || g_str_has_prefix (text->str + skip, "- ")
         || g_str_has_prefix (text->str + skip, "* ") || g_str_has_prefix (text->str + skip, "+ "))
    skip += 2;
  while (text->str[skip] == '#' && clean->level < 6)
    {
      clean->level++;
      skip++;
    }
  while (text->str[skip] == ' ')
    skip++;
  g_string_erase (text, 0, skip);
  if (clean->level > 0)
    while (text->len > 0 && strchr ("# ", text->str[text->len - 1]) != NULL)
      g_string_truncate (text, text->len - 1);
  if (text->len > 2 && text->str[0] == '*' && text->str[text->len - 1] == '*')
    {
      g_string_truncate (text, text->len - 1);
      g_string_erase (text, 0, 1);
      clean->is_bold = TRUE;
    }
}

void
bs_copy_clean (const char *raw, gsize length, BsCleanLine *clean)
{
  const char *end = raw + length;
  GString *text;

  *clean = (BsCleanLine){ NULL };
  while (raw < end && is_space (g_utf8_get_char (raw)))
    raw = g_utf8_next_char (raw);
  /* "**bold line**", also behind "##"; "**1.** text" is not one. */
  if (end - raw > 4)
    {
      const char *start = raw + strspn (raw, "# ");
      const char *tail = end;

      while (tail > start && (tail[-1] == ' ' || tail[-1] == '\t'))
        tail--;
      clean->is_bold = tail - start > 4
                       && ((memcmp (start, "**", 2) == 0 && memcmp (tail - 2, "**", 2) == 0)
                           || (memcmp (start, "__", 2) == 0 && memcmp (tail - 2, "__", 2) == 0)
                           || memcmp (start, "<b>", 3) == 0);
    }

  text = normalise (raw, end);
  if (is_rule (text->str))
    {
      g_string_free (text, TRUE);
      return;
    }
  strip_block_marks (text, clean);
  close_gaps (text);
  clean->text = g_string_free (text, text->len == 0);
}
