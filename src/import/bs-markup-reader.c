/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-markup-reader.h"

#include "bs-page-import-private.h"

#include <string.h>

#define MAX_TAG_BYTES 4096
#define MAX_ENTITY_BYTES 12

typedef struct
{
  GPtrArray *paragraphs;
  GString *text;
  gboolean is_heading;
  guint skipping; /* inside <script> or <style> */
} Reader;

static void
flush (Reader *reader)
{
  g_strstrip (reader->text->str);
  reader->text->len = strlen (reader->text->str);
  if (reader->text->len > 0)
    g_ptr_array_add (reader->paragraphs,
                     bs_import_paragraph_new (reader->is_heading, reader->text->str, 0, 100));
  g_string_truncate (reader->text, 0);
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static void
read_tag (Reader *reader, const char *tag, gsize length)
{
  static const char *const blocks[] = { "p",       "div",    "br",     "li",         "ul",
                                        "ol",      "tr",     "table",  "blockquote", "section",
                                        "article", "header", "footer", "figure",     "figcaption",
                                        "body",    "html",   NULL };
  static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6", NULL };
  static const char *const hidden[] = { "script", "style", "head", "title", NULL };
  gboolean closes = length > 0 && *tag == '/';
  char name[16] = "";
  gsize n = 0;

  for (tag += closes; n < length && n < sizeof name - 1 && g_ascii_isalnum (tag[n]); n++)
    name[n] = g_ascii_tolower (tag[n]);

  if (is_one_of (name, hidden))
    reader->skipping = closes ? 0 : 1;
  if (is_one_of (name, blocks) || is_one_of (name, headings))
    {
      flush (reader);
      reader->is_heading = !closes && is_one_of (name, headings);
    }
}

/* @at is behind "&". Returns the bytes up to and with ";", 0 if this is no entity. */
static gsize
read_entity (Reader *reader, const char *at)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } entities[] = { { "amp", '&' },      { "lt", '<' },       { "gt", '>' },
                   { "quot", '"' },     { "apos", '\'' },    { "nbsp", 0xA0 },
                   { "middot", 0xB7 },  { "mdash", 0x2014 }, { "ldquo", 0x201C },
                   { "rdquo", 0x201D }, { "hellip", 0x2026 } };
  gsize n = 0;
  gunichar c = 0;

  while (n < MAX_ENTITY_BYTES && (g_ascii_isalnum (at[n]) || at[n] == '#'))
    n++;
  if (n == 0 || at[n] != ';')
    return 0;

  if (*at == '#')
    {
      gboolean is_hex = at[1] == 'x' || at[1] == 'X';

      c = (gunichar) MIN (g_ascii_strtoull (at + 1 + is_hex, NULL, is_hex ? 16 : 10), 0x110000);
      if (!g_unichar_validate (c) || c < 0x20)
        c = ' ';
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && strncmp (at, entities[i].name, n) == 0)
      c = entities[i].c;
  if (c == 0)
    return 0;
  if (reader->skipping == 0)
    g_string_append_unichar (reader->text, c);

  return n + 1;
}

void
bs_markup_read (const char *markup, GPtrArray *paragraphs)
{
  Reader reader = { paragraphs, g_string_new (NULL), FALSE, 0 };

  while (*markup != '\0')
    {
      if (*markup == '<')
        {
          gsize length = 1;

          while (length < MAX_TAG_BYTES && markup[length] != '\0' && markup[length] != '>')
            length++;
          if (markup[length] == '>')
            {
              read_tag (&reader, markup + 1, length - 1);
              markup += length + 1;
              continue;
            }
        }
      if (*markup == '&')
        {
          gsize length = read_entity (&reader, markup + 1);

          if (length > 0)
            {
              markup += length + 1;
              continue;
            }
        }
      if (reader.skipping == 0)
        g_string_append_c (reader.text,
                           *markup == '\n' || *markup == '\r' || *markup == '\t' ? ' ' : *markup);
      markup++;
    }
  flush (&reader);
  g_string_free (reader.text, TRUE);
}
