/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-paste-private.h"

#include <string.h>

#define LIMIT (4 * 1024 * 1024)

/* A line is full when at most this many half-width cells are left of the widest. */
#define SLACK 6
/* Mail programs and old editors break lines at no more than this. */
#define MAX_LINE 120
#define MIN_LINE 24

static gboolean
is_wide (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff)
         || (c >= 0xff01 && c <= 0xff60) || (c >= 0x20000 && c <= 0x3ffff)
         || (c >= 0x2018 && c <= 0x201d) || c == 0x2014 || c == 0x2026;
}

static gboolean
is_hidden (gunichar c)
{
  return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || c == 0xfffc
         || (c >= 0xe000 && c <= 0xf8ff) || (g_unichar_iscntrl (c) && !g_unichar_isspace (c));
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028
         || c == 0x2029;
}

static void
paragraph_free (BsPastedParagraph *paragraph)
{
  g_free (paragraph->text);
  g_free (paragraph);
}

GPtrArray *
bs_paste_new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
}

/* White space becomes one space, or nothing between Han where a line was broken. An ideographic
 * space is kept: it is written on purpose, unless the text begins with it. */
static char *
dup_clean (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));
  gunichar before = 0;
  gboolean space = FALSE;
  gboolean broken = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hidden (c))
        continue;
      if (g_unichar_isspace (c) && (c != 0x3000 || clean->len == 0))
        {
          space = clean->len > 0;
          broken = broken || is_line_end (c);
          continue;
        }
      if (space && !(broken && (is_wide (c) || is_wide (before))))
        g_string_append_c (clean, ' ');
      space = broken = FALSE;
      g_string_append_unichar (clean, c);
      before = c;
    }
  while (g_str_has_suffix (clean->str, "\xe3\x80\x80"))
    g_string_truncate (clean, clean->len - 3);

  return g_string_free (clean, FALSE);
}

void
bs_paste_add (GPtrArray *list, gboolean subhead, const char *text)
{
  g_autofree char *clean = dup_clean (text);
  BsPastedParagraph *paragraph;

  if (*clean == '\0')
    return;

  paragraph = g_new0 (BsPastedParagraph, 1);
  paragraph->subhead = subhead;
  paragraph->text = g_steal_pointer (&clean);
  g_ptr_array_add (list, paragraph);
}

/* --- Lines that a program broke --- */

static guint
measure (const char *line)
{
  guint cells = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    cells += is_wide (g_utf8_get_char (p)) ? 2 : 1;

  return cells;
}

static gboolean
is_blank (const char *line)
{
  for (; *line != '\0'; line = g_utf8_next_char (line))
    if (!g_unichar_isspace (g_utf8_get_char (line)) && !is_hidden (g_utf8_get_char (line)))
      return FALSE;

  return TRUE;
}

static gboolean
is_indented (const char *line)
{
  return g_str_has_prefix (line, "\xe3\x80\x80") || g_str_has_prefix (line, "  ") || *line == '\t';
}

static gboolean
ends_sentence (const char *line)
{
  static const char *const ends[] = { "。", "！", "？", "。”", "！”", "？”",
                                      "……", "：", ".",  "!",   "?",   "；" };
  g_autofree char *stripped = g_strchomp (g_strdup (line));

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (stripped, ends[i]))
      return TRUE;

  return FALSE;
}

/* The width at which a program broke the lines; 0: nobody did, each line is a paragraph. */
static guint
find_width (char *const *lines)
{
  guint widest = 0;
  guint full = 0;
  guint torn = 0;
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    widest = MAX (widest, measure (lines[i]));
  if (widest < MIN_LINE || widest > MAX_LINE)
    return 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (is_blank (lines[i]))
        continue;
      n++;
      if (measure (lines[i]) + SLACK < widest)
        continue;
      full++;
      torn += lines[i + 1] != NULL && !is_blank (lines[i + 1]) && !ends_sentence (lines[i]);
    }

  /* Most lines full, and sentences running over their ends: nobody writes paragraphs so. */
  return n >= 3 && full * 2 >= n && torn * 3 >= full ? widest : 0;
}

void
bs_paste_add_running (GPtrArray *list, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint width = find_width (lines);
  g_autoptr (GString) paragraph = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *next = lines[i + 1];
      gboolean joins = width > 0 && next != NULL && !is_blank (lines[i]) && !is_blank (next)
                       && !is_indented (next) && measure (lines[i]) + SLACK >= width;

      g_string_append (paragraph, lines[i]);
      if (joins)
        {
          g_string_append_c (paragraph, '\n');
          continue;
        }
      bs_paste_add (list, FALSE, paragraph->str);
      g_string_truncate (paragraph, 0);
    }
}

static char *
dup_lines (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, LIMIT));
  GString *lines = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (is_line_end (c))
        g_string_append_c (lines, '\n');
      else
        g_string_append_unichar (lines, c);
    }

  return g_string_free (lines, FALSE);
}

GPtrArray *
bs_paste_read_text (const char *text, gsize length)
{
  g_autofree char *lines = dup_lines (text, length);
  GPtrArray *list = bs_paste_new_list ();

  bs_paste_add_running (list, lines);

  return list;
}

GPtrArray *
bs_paste_read_lines (const char *text, gsize length)
{
  g_autofree char *whole = dup_lines (text, length);
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);
  GPtrArray *list = bs_paste_new_list ();

  for (guint i = 0; lines[i] != NULL; i++)
    bs_paste_add (list, FALSE, lines[i]);

  return list;
}
