/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-marks-private.h"

#include "bs-copy-names.h"

#include <string.h>

/* A byline of three reporters and two correspondents is about 30 characters long. */
#define MAX_BYLINE_CHARACTERS 60

BsImportByline *
bs_import_byline_new (const char *form, const char *title, GStrv names)
{
  BsImportByline *byline = g_new0 (BsImportByline, 1);

  byline->form = form;
  byline->title = g_strdup (title);
  byline->names = names;

  return byline;
}

void
bs_import_byline_free (BsImportByline *byline)
{
  g_clear_pointer (&byline->title, g_free);
  g_clear_pointer (&byline->names, g_strfreev);
  g_free (byline);
}

static gboolean
is_dot (gunichar c)
{
  return c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x30FB || c == 0xFF65 || c == 0x2219
         || c == 0x22C5 || c == 0x2D9 || c == 0xFF0E;
}

/* Ornaments before a byline: □本报记者 … */
static gboolean
is_marker (gunichar c)
{
  return g_unichar_isspace (c) || c == '*' || (c >= 0x25A0 && c <= 0x25AB) || c == 0x25CE
         || c == 0x25CB || c == 0x25CF || c == 0x25C6 || c == 0x25C7 || c == 0x2605 || c == 0x2606;
}

static const char *
form_of_title (const char *title)
{
  if (strstr (title, "记者") != NULL)
    return "reporter";

  return strstr (title, "通讯员") != NULL ? "correspondent" : "other";
}

/* "本报记者 甲 乙 通讯员丙": each title with the names up to the next. */
static BsBylineCertainty
parse_titles (const BsCopyMarks *self, const char *text, GPtrArray *bylines)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_byline_free);
  g_autoptr (GMatchInfo) match = NULL;
  BsBylineCertainty certainty = BS_BYLINE_SURE;
  int start = 0;
  int end = 0;

  if (!bs_copy_marks_find (self, BS_PATTERN_TITLE, text, &match)
      || !g_match_info_fetch_pos (match, 0, &start, &end) || start != 0)
    return BS_BYLINE_NONE;

  while (g_match_info_matches (match))
    {
      g_autofree char *title = g_match_info_fetch (match, 0);
      GStrv names = NULL;
      BsNamesCertainty sure;
      int next;

      g_match_info_fetch_pos (match, 0, NULL, &end);
      g_match_info_next (match, NULL);
      if (!g_match_info_fetch_pos (match, 0, &next, NULL))
        next = (int) strlen (text);
      sure = bs_copy_names_split (text + end, next - end, &names);
      if (sure == BS_NAMES_NONE)
        return BS_BYLINE_NONE;
      if (sure == BS_NAMES_OFFICE)
        certainty = BS_BYLINE_LIKELY;
      g_ptr_array_add (found, bs_import_byline_new (form_of_title (title), title, names));
    }

  if (bylines != NULL)
    g_ptr_array_extend_and_steal (bylines, g_steal_pointer (&found));

  return certainty;
}

/* Takes "□", brackets around the whole and "文/摄" at the end away. */
static char *
strip_byline (const BsCopyMarks *self, const char *text)
{
  static const char *const pairs[][2] = { { "（", "）" }, { "(", ")" },  { "【", "】" },
                                          { "（", ")" },  { "(", "）" }, { "[", "]" },
                                          { "〔", "〕" } };
  g_autofree char *plain = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  int start;

  while (*text != '\0' && is_marker (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  plain = g_strstrip (g_strdup (text));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_has_prefix (plain, pairs[i][0]) && g_str_has_suffix (plain, pairs[i][1]))
      {
        char *inner = g_strndup (plain + strlen (pairs[i][0]),
                                 strlen (plain) - strlen (pairs[i][0]) - strlen (pairs[i][1]));

        g_free (plain);
        plain = g_strstrip (inner);
        break;
      }
  if (bs_copy_marks_find (self, BS_PATTERN_WORK, plain, &match)
      && g_match_info_fetch_pos (match, 0, &start, NULL) && start > 0)
    plain[start] = '\0';

  return g_steal_pointer (&plain);
}

/* "·名 名·": *inner is what stands between; the number of dots is 0, 1 or 2. */
static guint
strip_dots (const char *text, char **inner)
{
  const char *start = text;
  const char *end = text + strlen (text);
  guint dots = 0;

  if (is_dot (g_utf8_get_char (start)))
    dots++;
  while (start < end
         && (is_dot (g_utf8_get_char (start)) || g_unichar_isspace (g_utf8_get_char (start))))
    start = g_utf8_next_char (start);
  if (end > start && is_dot (g_utf8_get_char (g_utf8_prev_char (end))))
    dots++;
  while (end > start
         && (is_dot (g_utf8_get_char (g_utf8_prev_char (end)))
             || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end)))))
    end = g_utf8_prev_char (end);
  *inner = g_strndup (start, end - start);

  return dots;
}

static BsBylineCertainty
parse_dots (const BsCopyMarks *self, const char *text, GPtrArray *bylines)
{
  g_autofree char *inner = NULL;
  guint dots = strip_dots (text, &inner);
  GStrv names = NULL;
  BsNamesCertainty sure;
  BsBylineCertainty titled;

  if (dots == 0)
    return BS_BYLINE_NONE;

  titled = parse_titles (self, inner, bylines);
  if (titled != BS_BYLINE_NONE)
    return titled;
  sure = bs_copy_names_split (inner, strlen (inner), &names);
  if (sure == BS_NAMES_NONE || (dots == 1 && sure == BS_NAMES_OFFICE))
    {
      g_strfreev (names);
      return BS_BYLINE_NONE;
    }
  if (bylines != NULL)
    g_ptr_array_add (bylines, bs_import_byline_new ("dots", "", g_steal_pointer (&names)));
  g_strfreev (names);

  return dots == 2 || sure == BS_NAMES_SURE ? BS_BYLINE_SURE : BS_BYLINE_LIKELY;
}

/* Names alone, and an unsigned "本报评论员". */
static BsBylineCertainty
parse_bare (const BsCopyMarks *self, const char *text, GPtrArray *bylines)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) names = NULL;
  int start = 0;
  int end = 0;

  if (bs_copy_marks_find (self, BS_PATTERN_TITLE, text, &match)
      && g_match_info_fetch_pos (match, 0, &start, &end) && start == 0 && text[end] == '\0'
      && g_utf8_strlen (text, -1) >= 4)
    names = g_strsplit (text, "\n", 1);
  else if (bs_copy_names_split (text, strlen (text), &names) != BS_NAMES_SURE
           || g_strv_length (names) > 4)
    return BS_BYLINE_NONE;

  if (bylines != NULL)
    g_ptr_array_add (bylines, bs_import_byline_new ("other", "", g_steal_pointer (&names)));

  return start == 0 && end > 0 ? BS_BYLINE_LIKELY : BS_BYLINE_BARE;
}

BsBylineCertainty
bs_copy_marks_byline (const BsCopyMarks *self, const char *text, GPtrArray *bylines)
{
  g_autofree char *plain = NULL;
  BsBylineCertainty certainty;

  if (strlen (text) > 4 * MAX_BYLINE_CHARACTERS || g_utf8_strlen (text, -1) > MAX_BYLINE_CHARACTERS)
    return BS_BYLINE_NONE;

  plain = strip_byline (self, text);
  if (*plain == '\0')
    return BS_BYLINE_NONE;
  certainty = parse_titles (self, plain, bylines);
  if (certainty == BS_BYLINE_NONE)
    certainty = parse_dots (self, plain, bylines);
  if (certainty == BS_BYLINE_NONE)
    certainty = parse_bare (self, plain, bylines);
  /* （闻真） */
  if (certainty == BS_BYLINE_BARE && (*text == '(' || g_str_has_prefix (text, "（")))
    certainty = BS_BYLINE_LIKELY;

  return certainty;
}

gsize
bs_copy_marks_glued_byline (const BsCopyMarks *self, const char *text)
{
  const char *tail = bs_copy_tail (text, 200);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *byline = NULL;
  int start;

  if (!bs_copy_marks_find (self, BS_PATTERN_GLUED_BYLINE, tail, &match))
    return 0;
  g_match_info_fetch_pos (match, 1, &start, NULL);
  byline = g_match_info_fetch (match, 1);
  if (bs_copy_marks_byline (self, byline, NULL) < BS_BYLINE_LIKELY)
    return 0;

  return tail - text + start;
}
