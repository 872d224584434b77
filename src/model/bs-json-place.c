/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-json-private.h"

#include <string.h>

void
bs_json_count_lines (const char *text, const char *at, guint *line, guint *column)
{
  const char *start = text;
  const char *newline;

  *line = 1;
  while ((newline = memchr (start, '\n', at - start)) != NULL)
    {
      (*line)++;
      start = newline + 1;
    }

  *column = 1;
  for (const char *c = start; c < at; c++)
    if (((guchar) *c & 0xc0) != 0x80)
      (*column)++;
}

const char *
bs_json_find_string_end (const char *at, const char *end)
{
  const char *quote = NULL;

  /* memchr() is many times quicker than a loop, and most strings have no escape. */
  for (at++; at < end;)
    {
      const char *escape;

      if (quote == NULL || quote < at)
        quote = memchr (at, '"', (gsize) (end - at));
      if (quote == NULL)
        quote = end;
      escape = memchr (at, '\\', (gsize) (quote - at));
      if (escape == NULL)
        return quote;
      at = escape + 2;
    }

  return end;
}

static const char *
skip_value (const char *at, const char *end)
{
  guint depth = 0;

  for (; at < end; at++)
    {
      if (*at == '"')
        at = bs_json_find_string_end (at, end);
      else if (*at == '{' || *at == '[')
        depth++;
      else if ((*at == '}' || *at == ']' || *at == ',') && depth == 0)
        return at;
      else if (*at == '}' || *at == ']')
        depth--;
    }

  return end;
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    at++;

  return at;
}

/**
 * bs_json_find_line:
 * @indices: element or member numbers, from the root down
 *
 * Returns: the line, from 1, on which that value stands
 */
guint
bs_json_find_line (const char *text, gsize length, const guint *indices, guint n_indices)
{
  const char *end = text + length;
  const char *at = text;
  guint line, column;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  at = skip_blanks (at, end);

  for (guint i = 0; i < n_indices && at < end && (*at == '{' || *at == '['); i++)
    {
      gboolean object = *at == '{';

      at = skip_blanks (at + 1, end);
      for (guint n = 0; n < indices[i] && at < end; n++)
        {
          at = skip_value (at, end);
          at = skip_blanks (MIN (at + 1, end), end);
        }
      if (object && at < end && *at == '"')
        {
          at = skip_blanks (MIN (bs_json_find_string_end (at, end) + 1, end), end);
          at = skip_blanks (MIN (at + 1, end), end);
        }
    }
  bs_json_count_lines (text, at, &line, &column);

  return line;
}
