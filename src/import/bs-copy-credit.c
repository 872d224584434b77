/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-marks-private.h"

#include "bs-copy-names.h"

#include <string.h>

/* "本报通讯员 甲乙丙 丁戊己 摄" and some room. */
#define MAX_CREDIT_BYTES 120

void
bs_copy_credit_clear (BsCopyCredit *credit)
{
  g_clear_pointer (&credit->title, g_free);
  g_clear_pointer (&credit->names, g_strfreev);
  credit->start = 0;
}

/* @text holds a title or none, then names. */
static BsNamesCertainty
parse_names (const BsCopyMarks *self, const char *text, BsCopyCredit *credit)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start = -1;
  int end = 0;
  BsNamesCertainty sure;

  bs_copy_credit_clear (credit);
  if (bs_copy_marks_find (self, BS_PATTERN_TITLE, text, &match))
    g_match_info_fetch_pos (match, 0, &start, &end);
  if (start != 0)
    {
      credit->title = g_strdup ("");
      return bs_copy_names_split (text, strlen (text), &credit->names);
    }

  credit->title = g_strndup (text, end);
  sure = bs_copy_names_split (text + end, strlen (text + end), &credit->names);

  return sure == BS_NAMES_LIKELY ? BS_NAMES_SURE : sure;
}

static gboolean
is_opening (gunichar c)
{
  return c == '(' || c == 0xFF08 || c == 0x3010 || c == '[' || c == 0x3014;
}

static gboolean
is_sentence_end (gunichar c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == '.'
         || c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == ')' || c == 0xFF09
         || c == 0x2026 || c == 0x300B;
}

/* Where the last sentence, or the last bracket, of @text leaves off; its start if nowhere. */
static const char *
find_boundary (const char *text)
{
  const char *boundary = text;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_opening (c) || is_sentence_end (c) || c == 0xFF0C || c == 0xFF1B)
        boundary = g_utf8_next_char (at);
    }
  while (g_unichar_isspace (g_utf8_get_char (boundary)))
    boundary = g_utf8_next_char (boundary);

  return boundary;
}

/* "…感受魅力 景深摄": no stop before the names, so only family names can tell where they begin. */
static const char *
find_names_after_space (const BsCopyMarks *self, const char *text, BsCopyCredit *credit)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *after = g_utf8_next_char (at);

      if (g_unichar_isspace (g_utf8_get_char (at)) && *after != '\0'
          && !g_unichar_isspace (g_utf8_get_char (after))
          && parse_names (self, after, credit) == BS_NAMES_SURE)
        return after;
    }

  return NULL;
}

/* "摄影：甲乙丙", "图/甲乙丙" */
static gboolean
parse_leading_word (const BsCopyMarks *self, const char *text, BsCopyCredit *credit)
{
  const char *tail = bs_copy_tail (text, MAX_CREDIT_BYTES);
  g_autoptr (GMatchInfo) match = NULL;
  int start = 0;
  int end = 0;
  const char *cut;

  if (!bs_copy_marks_find (self, BS_PATTERN_CREDIT_START, tail, &match))
    return FALSE;
  g_match_info_fetch_pos (match, 0, &start, &end);
  if (parse_names (self, tail + end, credit) < BS_NAMES_LIKELY)
    return FALSE;
  cut = tail + start;
  if (cut > text && !is_sentence_end (g_utf8_get_char (g_utf8_prev_char (cut)))
      && !is_opening (g_utf8_get_char (g_utf8_prev_char (cut)))
      && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (cut))))
    return FALSE;
  credit->start = cut - text;

  return TRUE;
}

/* Brackets and white space before the names belong to the credit. */
static gsize
step_back (const char *text, const char *names)
{
  while (names > text)
    {
      const char *before = g_utf8_prev_char (names);
      gunichar c = g_utf8_get_char (before);

      if (!is_opening (c) && !g_unichar_isspace (c))
        break;
      names = before;
    }

  return names - text;
}

/* What comes before the names, and a full stop after 摄, say how sure they must be: a paragraph
 * may well end "…，进行拍摄。" */
static BsNamesCertainty
demanded_certainty (const char *before, const char *names, gboolean is_whole, const char *ending)
{
  gunichar c;

  if (strstr (ending, "。") != NULL)
    return BS_NAMES_SURE;
  if (names == before)
    return is_whole ? BS_NAMES_OFFICE : BS_NAMES_SURE;
  do
    {
      names = g_utf8_prev_char (names);
      c = g_utf8_get_char (names);
    }
  while (names > before && g_unichar_isspace (c));
  if (is_opening (c) || is_sentence_end (c))
    return BS_NAMES_OFFICE;

  return BS_NAMES_SURE;
}

gboolean
bs_copy_marks_credit (const BsCopyMarks *self, const char *text, BsCopyCredit *credit)
{
  const char *tail = bs_copy_tail (text, MAX_CREDIT_BYTES);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *before = NULL;
  const char *names;
  const char *later;
  BsNamesCertainty demanded;
  int start;

  if (!bs_copy_marks_find (self, BS_PATTERN_CREDIT_END, tail, &match)
      || !g_match_info_fetch_pos (match, 0, &start, NULL) || start == 0)
    return parse_leading_word (self, text, credit);

  before = g_strndup (tail, start);
  names = find_boundary (before);
  demanded = demanded_certainty (before, names, tail == text, tail + start);
  if (parse_names (self, names, credit) < BS_NAMES_SURE)
    {
      later = find_names_after_space (self, names, credit);
      if (later == NULL && (parse_names (self, names, credit) < demanded))
        return FALSE;
      if (later != NULL)
        names = later;
    }
  if (credit->names == NULL || g_strv_length (credit->names) > 6)
    return FALSE;
  credit->start = tail - text + step_back (before, names);

  return TRUE;
}
