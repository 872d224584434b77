/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-line.h"

#include "bs-config.h"
#include "bs-copy-clean.h"
#include "bs-copy-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (BS_N_FEATURES <= 64);

/* A headline, kicker or deck is not longer; some kickers take two full lines. */
#define MAX_TITLE_CHARACTERS 45
#define MAX_SUBHEAD_CHARACTERS 26
#define MAX_FLAG_CHARACTERS 6
/* Subheads of one story stand no further apart than this many lines. */
#define PARALLEL_REACH 12
#define QUOTE_REACH 4

/* What one pass over a line's characters finds. */
typedef struct
{
  guint n_characters;
  guint n_commas;
  guint comma_position;
  gboolean has_stop;  /* before the last character */
  gboolean has_space; /* with three characters on either side */
  guint n_open;
  gboolean is_unopened;
  gunichar first;
  gunichar second;
  gunichar third;
  gunichar last; /* closing quotes and brackets skipped */
  gunichar very_last;
} Scan;

static gboolean
is_stop (gunichar c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0x2026
         || c == 0xFF61;
}

static gboolean
is_comma (gunichar c)
{
  return c == 0xFF0C || c == ',' || c == 0x3001 || c == 0xFF64;
}

static gboolean
is_opener (gunichar c)
{
  return c == 0x201C || c == '(' || c == 0xFF08 || c == 0x300A || c == 0x300C || c == 0x300E
         || c == 0x3010;
}

static gboolean
is_closer (gunichar c)
{
  return c == 0x201D || c == ')' || c == 0xFF09 || c == 0x300B || c == 0x300D || c == 0x300F
         || c == 0x3011;
}

static void
scan_character (Scan *scan, gunichar c, guint *since_space, gboolean *open_space)
{
  if (c == ' ')
    {
      *open_space = *since_space >= 3;
      *since_space = 0;
      return;
    }

  scan->n_characters++;
  (*since_space)++;
  if (*open_space && *since_space >= 3)
    scan->has_space = TRUE;
  if (scan->n_characters == 1)
    scan->first = c;
  else if (scan->n_characters == 2)
    scan->second = c;
  else if (scan->n_characters == 3)
    scan->third = c;
  if (is_stop (scan->last) && !is_closer (c) && !is_stop (c))
    scan->has_stop = TRUE;
  if (is_comma (c))
    {
      scan->n_commas++;
      if (scan->comma_position == 0)
        scan->comma_position = scan->n_characters;
    }
  if (is_opener (c))
    scan->n_open++;
  else if (is_closer (c) && scan->n_open > 0)
    scan->n_open--;
  else if (is_closer (c))
    scan->is_unopened = TRUE;
  scan->very_last = c;
  /* A quote may follow the stop that closes a sentence; ’ counts here, but opens nothing. */
  if (!is_closer (c) && c != 0x2019)
    scan->last = c;
}

static void
scan_line (const char *text, Scan *scan)
{
  guint since_space = 0;
  gboolean open_space = FALSE;

  *scan = (Scan){ 0 };
  for (; *text != '\0'; text = g_utf8_next_char (text))
    scan_character (scan, g_utf8_get_char (text), &since_space, &open_space);
}

static BsFeature
length_feature (guint n)
{
  static const guint limits[] = { 3, 4, 6, 8, 16, 26, 40, 80 };
  guint i = 0;

  while (i < G_N_ELEMENTS (limits) && n > limits[i])
    i++;

  return BS_FEATURE_LENGTH_1_3 + i;
}

static guint64
end_feature (const Scan *scan)
{
  gunichar c = scan->last;

  if (is_stop (c) || (c == '.' && scan->n_characters > 20))
    return BS_FEATURE_BIT (BS_FEATURE_END_CLOSED);
  if (is_comma (scan->very_last))
    return BS_FEATURE_BIT (BS_FEATURE_END_COMMA);
  if (c == 0xFF1A || c == ':')
    return BS_FEATURE_BIT (BS_FEATURE_END_COLON);
  if (c == 0xFF1B || c == ';')
    return BS_FEATURE_BIT (BS_FEATURE_END_SEMICOLON);
  if (scan->very_last == 0x2014 || scan->very_last == 0x2015 || scan->very_last == 0x2500)
    return BS_FEATURE_BIT (BS_FEATURE_END_DASH);

  return BS_FEATURE_BIT (BS_FEATURE_END_BARE);
}

static guint64
start_features (const BsCopyMarks *marks, const BsCopyLine *line, const Scan *scan)
{
  static const char never_first[] = "。，、；：！？”’）》」】』…,;:!?)]%％";
  guint64 features = 0;
  char first[7] = "";

  first[g_unichar_to_utf8 (scan->first, first)] = '\0';
  if (strstr (never_first, first) != NULL)
    features |= BS_FEATURE_BIT (BS_FEATURE_START_MIDDLE);
  if (is_comma (scan->second) && scan->first >= 0x3400)
    features |= BS_FEATURE_BIT (BS_FEATURE_START_CLAUSE);
  if (scan->first == 0x2014 || scan->first == 0x2015)
    features |= BS_FEATURE_BIT (BS_FEATURE_START_DASH);
  if (bs_copy_marks_is_lead (marks, line->text))
    features |= BS_FEATURE_BIT (BS_FEATURE_START_LEAD);
  if (bs_copy_marks_is_opener (marks, line->text))
    features |= BS_FEATURE_BIT (BS_FEATURE_START_OPENER);
  if (bs_copy_marks_dateline (marks, line->text, NULL, NULL) > 0)
    features |= BS_FEATURE_BIT (BS_FEATURE_START_DATELINE);
  if (bs_copy_marks_is_numbered (marks, line->text))
    features |= BS_FEATURE_BIT (BS_FEATURE_START_NUMBER);

  return features;
}

static guint64
text_features (const BsCopyLine *line, const Scan *scan)
{
  guint64 features = BS_FEATURE_BIT (length_feature (scan->n_characters)) | end_feature (scan);

  if (line->level > 0)
    features |= BS_FEATURE_BIT (BS_FEATURE_LEVEL_1 + MIN (line->level, 4) - 1);
  if (line->is_bold)
    features |= BS_FEATURE_BIT (BS_FEATURE_BOLD);
  if (scan->has_stop)
    features |= BS_FEATURE_BIT (BS_FEATURE_HAS_STOP);
  if (scan->n_commas > 2)
    features |= BS_FEATURE_BIT (BS_FEATURE_MANY_COMMAS);
  else if (scan->n_commas > 0)
    features |= BS_FEATURE_BIT (BS_FEATURE_HAS_COMMA);
  if (scan->has_space && scan->n_characters <= MAX_TITLE_CHARACTERS)
    features |= BS_FEATURE_BIT (BS_FEATURE_HAS_SPACE);
  if (scan->n_open > 0)
    features |= BS_FEATURE_BIT (BS_FEATURE_UNCLOSED);
  if (scan->is_unopened)
    features |= BS_FEATURE_BIT (BS_FEATURE_UNOPENED);

  return features;
}

static guint64
jump_features (const BsCopyMarks *marks, const BsCopyLine *line)
{
  gsize skip = bs_copy_marks_continued_from (marks, line->text, NULL);
  gsize start = 0;

  if (skip > 0)
    return BS_FEATURE_BIT (line->text[skip] == '\0' ? BS_FEATURE_JUMP_FROM : BS_FEATURE_START_JUMP);
  if (bs_copy_marks_continued_on (marks, line->text, &start, NULL))
    return BS_FEATURE_BIT (start == 0 ? BS_FEATURE_JUMP_ON : BS_FEATURE_END_JUMP);

  return 0;
}

static guint64
caption_features (const BsCopyMarks *marks, const BsCopyLine *line)
{
  g_auto (BsCopyCredit) credit = { 0 };
  guint64 features = 0;

  if (bs_copy_marks_arrow (line->text, NULL, NULL) != NULL)
    features |= BS_FEATURE_BIT (BS_FEATURE_ARROW);
  if (bs_copy_marks_is_figure_word (marks, line->text))
    features |= BS_FEATURE_BIT (BS_FEATURE_FIGURE_WORD);
  if (bs_copy_marks_credit (marks, line->text, &credit))
    features |= BS_FEATURE_BIT (credit.start > 0 ? BS_FEATURE_CREDIT_TAIL : BS_FEATURE_CREDIT_ONLY);

  return features;
}

static guint64
byline_feature (const BsCopyMarks *marks, const BsCopyLine *line)
{
  switch (bs_copy_marks_byline (marks, line->text, NULL))
    {
    case BS_BYLINE_SURE:
      return BS_FEATURE_BIT (BS_FEATURE_BYLINE_SURE);
    case BS_BYLINE_LIKELY:
      return BS_FEATURE_BIT (BS_FEATURE_BYLINE_LIKELY);
    case BS_BYLINE_BARE:
      return BS_FEATURE_BIT (BS_FEATURE_BYLINE_BARE);
    case BS_BYLINE_NONE:
    default:
      return 0;
    }
}

static guint64
fixed_phrase_features (const BsCopyMarks *marks, const BsCopyLine *line)
{
  guint64 features = byline_feature (marks, line) | jump_features (marks, line)
                     | caption_features (marks, line);
  guint furniture = bs_copy_marks_furniture (marks, line->text);

  if (line->n_characters <= 60 && furniture > 0)
    features |= BS_FEATURE_BIT (furniture > 1 ? BS_FEATURE_FURNITURE_SURE
                                              : BS_FEATURE_FURNITURE_LIKELY);
  if (bs_copy_marks_is_sponsor (marks, line->text))
    features |= BS_FEATURE_BIT (BS_FEATURE_SPONSOR);
  if (bs_copy_marks_is_flag_word (marks, line->text))
    features |= BS_FEATURE_BIT (BS_FEATURE_FLAG_WORD);

  return features;
}

/* Also "。”": a title may end with ！ or ？, never with a full stop. */
static gboolean
ends_with_full_stop (const char *text)
{
  const char *end = text + strlen (text);
  gunichar c = 0;

  while (end > text)
    {
      end = g_utf8_prev_char (end);
      c = g_utf8_get_char (end);
      if (!is_closer (c) && c != 0x2019)
        break;
    }

  return c == 0x3002;
}

/* Two words for what most lines are: a line of a title, or prose. */
static guint64
kind_features (const BsCopyLine *line)
{
  const guint64 never_title = BS_FEATURE_BIT (BS_FEATURE_BYLINE_SURE)
                              | BS_FEATURE_BIT (BS_FEATURE_CREDIT_ONLY)
                              | BS_FEATURE_BIT (BS_FEATURE_JUMP_FROM)
                              | BS_FEATURE_BIT (BS_FEATURE_JUMP_ON)
                              | BS_FEATURE_BIT (BS_FEATURE_END_COMMA)
                              | BS_FEATURE_BIT (BS_FEATURE_START_MIDDLE)
                              | BS_FEATURE_BIT (BS_FEATURE_HAS_STOP)
                              | BS_FEATURE_BIT (BS_FEATURE_FURNITURE_SURE)
                              | BS_FEATURE_BIT (BS_FEATURE_START_DATELINE)
                              | BS_FEATURE_BIT (BS_FEATURE_END_SEMICOLON)
                              | BS_FEATURE_BIT (BS_FEATURE_SPONSOR)
                              | BS_FEATURE_BIT (BS_FEATURE_ARROW);
  gboolean closed = bs_copy_line_has (line, BS_FEATURE_END_CLOSED);
  gboolean exclaims = closed && !ends_with_full_stop (line->text);
  guint n = line->n_characters;

  if (line->level > 0
      || (n >= 2 && n <= MAX_TITLE_CHARACTERS && (line->features & never_title) == 0
          && (!closed || (exclaims && n <= MAX_SUBHEAD_CHARACTERS))))
    return BS_FEATURE_BIT (BS_FEATURE_TITLE_LIKE);
  if (bs_copy_line_has (line, BS_FEATURE_HAS_STOP) || n > MAX_TITLE_CHARACTERS
      || (closed && n >= 10))
    return BS_FEATURE_BIT (BS_FEATURE_PROSE);

  return 0;
}

static void
describe (const BsCopyMarks *marks, BsCopyLine *line)
{
  g_autoptr (GPtrArray) bylines = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_import_byline_free);
  Scan scan;

  scan_line (line->text, &scan);
  line->n_characters = scan.n_characters;
  line->features = text_features (line, &scan) | start_features (marks, line, &scan)
                   | fixed_phrase_features (marks, line);
  line->features |= kind_features (line);
  if (bs_copy_line_has (line, BS_FEATURE_START_DATELINE))
    bs_copy_marks_dateline (marks, line->text, NULL, bylines);
  line->signed_at_head = bylines->len > 0;
}

static void
copy_line_free (BsCopyLine *line)
{
  g_clear_pointer (&line->text, g_free);
  g_free (line);
}

/* Each part of a divided line stands for the bytes it was made of, where they can be told. */
static void
divide (BsCopyLine *line, BsCopyLine *byline, const char *raw)
{
  const char *found = g_strrstr_len (raw, (gssize) line->length, byline->text);

  if (found == NULL)
    return;
  byline->offset = line->offset + (gsize) (found - raw);
  byline->length = line->length - (gsize) (found - raw);
  line->length = (gsize) (found - raw);
}

/* Appends the line; and where a byline is glued to its end, that as a line of its own. */
static void
add_line (GPtrArray *lines, const BsCopyMarks *marks, BsCopyLine line, BsCleanLine *clean,
          const char *raw)
{
  gsize glued = bs_copy_marks_glued_byline (marks, clean->text);
  BsCopyLine *added = g_memdup2 (&line, sizeof line);

  added->text = g_steal_pointer (&clean->text);
  added->level = clean->level;
  added->is_bold = clean->is_bold;
  g_ptr_array_add (lines, added);
  if (glued > 0)
    {
      BsCopyLine *byline = g_memdup2 (&line, sizeof line);

      byline->text = g_strdup (added->text + glued);
      byline->after_blank = FALSE;
      divide (added, byline, raw);
      added->text[glued] = '\0';
      g_strchomp (added->text);
      describe (marks, added);
      describe (marks, byline);
      byline->features &= ~(BS_FEATURE_BIT (BS_FEATURE_TITLE_LIKE)
                            | BS_FEATURE_BIT (BS_FEATURE_BYLINE_LIKELY));
      byline->features |= BS_FEATURE_BIT (BS_FEATURE_BYLINE_SURE);
      g_ptr_array_add (lines, byline);
    }
  else
    describe (marks, added);
}

static BsCopyLine *
line_at (GPtrArray *lines, int index)
{
  return index >= 0 && index < (int) lines->len ? g_ptr_array_index (lines, index) : NULL;
}

/* Folios interrupt anything, so neighbours are looked for beyond them. */
static BsCopyLine *
neighbour (GPtrArray *lines, int index, int step)
{
  BsCopyLine *line = NULL;

  for (int i = 0; i < 3; i++)
    {
      index += step;
      line = line_at (lines, index);
      if (line == NULL || !bs_copy_line_has (line, BS_FEATURE_FURNITURE_SURE))
        break;
    }

  return line;
}

static guint64
neighbour_features (const BsCopyLine *previous, const BsCopyLine *next,
                    const BsCopyLine *after_next)
{
  static const struct
  {
    BsFeature theirs;
    BsFeature ours;
  } of_next[] = {
    { BS_FEATURE_TITLE_LIKE, BS_FEATURE_NEXT_TITLE },
    { BS_FEATURE_PROSE, BS_FEATURE_NEXT_PROSE },
    { BS_FEATURE_START_LEAD, BS_FEATURE_NEXT_LEAD },
    { BS_FEATURE_START_DATELINE, BS_FEATURE_NEXT_LEAD },
    { BS_FEATURE_START_DATELINE, BS_FEATURE_NEXT_OPENS },
    { BS_FEATURE_START_JUMP, BS_FEATURE_NEXT_OPENS },
    { BS_FEATURE_JUMP_FROM, BS_FEATURE_NEXT_OPENS },
    { BS_FEATURE_BYLINE_SURE, BS_FEATURE_NEXT_BYLINE },
    { BS_FEATURE_ARROW, BS_FEATURE_NEXT_CAPTION },
    { BS_FEATURE_CREDIT_TAIL, BS_FEATURE_NEXT_CAPTION },
    { BS_FEATURE_CREDIT_ONLY, BS_FEATURE_NEXT_CREDIT },
  };
  guint64 features = 0;

  if (previous != NULL && bs_copy_line_has (previous, BS_FEATURE_TITLE_LIKE))
    features |= BS_FEATURE_BIT (BS_FEATURE_PREVIOUS_TITLE);
  if (next != NULL && after_next != NULL && bs_copy_line_has (after_next, BS_FEATURE_CREDIT_ONLY))
    features |= BS_FEATURE_BIT (BS_FEATURE_NEXT_CAPTION);
  for (guint i = 0; next != NULL && i < G_N_ELEMENTS (of_next); i++)
    if (bs_copy_line_has (next, of_next[i].theirs))
      features |= BS_FEATURE_BIT (of_next[i].ours);

  return features;
}

static gboolean
shares_build (const BsCopyLine *a, const BsCopyLine *b)
{
  Scan of_a;
  Scan of_b;

  scan_line (a->text, &of_a);
  scan_line (b->text, &of_b);
  if (a->level != b->level || of_a.has_space != of_b.has_space)
    return FALSE;
  if (of_a.first == of_b.first && (of_a.second == of_b.second || of_a.third == of_b.third))
    return TRUE;
  if (bs_copy_line_has (a, BS_FEATURE_START_NUMBER)
      && bs_copy_line_has (b, BS_FEATURE_START_NUMBER))
    return TRUE;

  return of_a.n_characters == of_b.n_characters && of_a.comma_position == of_b.comma_position;
}

/* Subheads of one story are built alike, with prose and no byline between them. */
static gboolean
has_parallel (GPtrArray *lines, int index, int step)
{
  const BsCopyLine *line = line_at (lines, index);
  const guint64 ends_story = BS_FEATURE_BIT (BS_FEATURE_BYLINE_SURE)
                             | BS_FEATURE_BIT (BS_FEATURE_START_DATELINE)
                             | BS_FEATURE_BIT (BS_FEATURE_JUMP_FROM)
                             | BS_FEATURE_BIT (BS_FEATURE_START_JUMP);
  gboolean prose = FALSE;

  for (int i = index + step; ABS (i - index) <= PARALLEL_REACH; i += step)
    {
      const BsCopyLine *other = line_at (lines, i);

      if (other == NULL || (other->features & ends_story) != 0)
        return FALSE;
      prose = prose || bs_copy_line_has (other, BS_FEATURE_PROSE);
      if (prose && bs_copy_line_has (other, BS_FEATURE_TITLE_LIKE)
          && other->n_characters <= MAX_SUBHEAD_CHARACTERS && shares_build (line, other))
        return TRUE;
    }

  return FALSE;
}

static gboolean
joins_quote (GPtrArray *lines, int index)
{
  for (int i = index - 1; i >= 0 && i >= index - QUOTE_REACH; i--)
    {
      const BsCopyLine *line = line_at (lines, i);

      if (bs_copy_line_has (line, BS_FEATURE_UNCLOSED))
        return TRUE;
      if (bs_copy_line_has (line, BS_FEATURE_PROSE) && !bs_copy_line_has (line, BS_FEATURE_ARROW))
        return FALSE;
    }

  return FALSE;
}

/* What the looks of two title lines say. A headline is often two phrases with a gap, a kicker ends
 * with a dash, a deck may begin with one; the mark of a heading counts more than any of these. */
static float
judge_pair (const BsCopyLine *upper, const BsCopyLine *lower)
{
  int difference = (int) lower->n_characters - (int) upper->n_characters;
  float score = 0;

  if (bs_copy_line_has (upper, BS_FEATURE_END_DASH))
    score -= 7;
  if (bs_copy_line_has (lower, BS_FEATURE_START_DASH))
    score += 7;
  score += bs_copy_line_has (upper, BS_FEATURE_HAS_SPACE) ? 2.0f : 0;
  score -= bs_copy_line_has (lower, BS_FEATURE_HAS_SPACE) ? 2.0f : 0;
  score -= bs_copy_line_has (upper, BS_FEATURE_HAS_COMMA) ? 0.7f : 0;
  score += bs_copy_line_has (lower, BS_FEATURE_HAS_COMMA) ? 0.7f : 0;
  if ((upper->level > 0) != (lower->level > 0))
    score += upper->level > 0 ? 4 : -4;
  else if (upper->level != lower->level)
    score += upper->level == 1 ? 1 : upper->level < lower->level ? -1.5f : -3;
  if (upper->is_bold != lower->is_bold)
    score += upper->is_bold ? 3 : -3;
  if (difference <= 0)
    score += 1;
  else
    score += difference <= 5 ? -1 : 0.5f;

  return score == 0 ? -0.1f : score;
}

static void
describe_pair (GPtrArray *lines, int index)
{
  BsCopyLine *upper = line_at (lines, index);
  BsCopyLine *lower = neighbour (lines, index, 1);
  const BsCopyLine *above = neighbour (lines, index, -1);
  const guint64 not_of_pair = BS_FEATURE_BIT (BS_FEATURE_FLAG_WORD)
                              | BS_FEATURE_BIT (BS_FEATURE_LEVEL_4)
                              | BS_FEATURE_BIT (BS_FEATURE_START_LEAD)
                              | BS_FEATURE_BIT (BS_FEATURE_START_OPENER);

  if (lower == NULL || !bs_copy_line_has (upper, BS_FEATURE_TITLE_LIKE)
      || !bs_copy_line_has (lower, BS_FEATURE_TITLE_LIKE)
      || ((upper->features | lower->features) & not_of_pair) != 0
      || (upper->n_characters <= MAX_FLAG_CHARACTERS
          && !bs_copy_line_has (upper, BS_FEATURE_END_DASH)))
    return;
  /* Of three lines the lower two are judged: the first is a flag or a kicker. */
  if (upper->is_lower && above != NULL && above->pair > 0)
    return;
  upper->pair = lower->pair = judge_pair (upper, lower);
  upper->is_lower = FALSE;
  lower->is_lower = TRUE;
}

/* Papers mark headlines with "##" or "###", and subheads one level deeper. The deepest level of the
 * page is that of the subheads where its lines stand alone, not right below a kicker. */
static void
describe_levels (GPtrArray *lines)
{
  guint count[7] = { 0 };
  guint below_heading[7] = { 0 };
  guint n_signed = 0;
  guint deepest = 0;
  guint highest = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const BsCopyLine *line = g_ptr_array_index (lines, i);
      const BsCopyLine *above = neighbour (lines, i, -1);

      n_signed += bs_copy_line_has (line, BS_FEATURE_BYLINE_SURE);
      count[line->level]++;
      below_heading[line->level] += above != NULL && above->level > 0;
    }
  for (guint level = 1; level < G_N_ELEMENTS (count); level++)
    if (count[level] > 0)
      {
        deepest = level;
        highest = highest == 0 ? level : highest;
      }
  if (deepest == highest || deepest > 3 || below_heading[deepest] * 2 >= count[deepest]
      || (count[highest] < 2 && n_signed > 1))
    return;

  for (guint i = 0; i < lines->len; i++)
    {
      BsCopyLine *line = g_ptr_array_index (lines, i);

      if (line->level != deepest)
        continue;
      line->features &= ~(BS_FEATURE_BIT (BS_FEATURE_LEVEL_2)
                          | BS_FEATURE_BIT (BS_FEATURE_LEVEL_3));
      line->features |= BS_FEATURE_BIT (BS_FEATURE_LEVEL_4);
    }
}

static void
describe_surroundings (GPtrArray *lines)
{
  guint n_headings = 0;
  guint n_after_blank = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const BsCopyLine *line = g_ptr_array_index (lines, i);

      n_headings += line->level > 0 && line->level < 4;
      n_after_blank += line->after_blank;
    }

  for (guint i = 0; i < lines->len; i++)
    {
      BsCopyLine *line = g_ptr_array_index (lines, i);

      line->features |= neighbour_features (neighbour (lines, i, -1), neighbour (lines, i, 1),
                                            neighbour (lines, i + 1, 1));
      if (n_headings > 1 && line->level == 0)
        line->features |= BS_FEATURE_BIT (BS_FEATURE_UNMARKED);
      if (!line->after_blank && n_after_blank * 2 > lines->len)
        line->features |= BS_FEATURE_BIT (BS_FEATURE_TIGHT);
      if (bs_copy_line_has (line, BS_FEATURE_UNOPENED) && joins_quote (lines, i))
        line->features |= BS_FEATURE_BIT (BS_FEATURE_JOINS_QUOTE);
      if (bs_copy_line_has (line, BS_FEATURE_TITLE_LIKE)
          && line->n_characters <= MAX_SUBHEAD_CHARACTERS
          && (has_parallel (lines, i, -1) || has_parallel (lines, i, 1)))
        line->features |= BS_FEATURE_BIT (BS_FEATURE_PARALLEL);
      describe_pair (lines, i);
    }
}

static void
describe_cuts (GPtrArray *lines)
{
  g_autoptr (BsCopyWords) words = bs_copy_words_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      BsCopyLine *line = g_ptr_array_index (lines, i);
      BsCopyLine *next = neighbour (lines, i, 1);

      if (next == NULL || !bs_copy_line_has (line, BS_FEATURE_END_BARE)
          || !bs_copy_words_cut (words, line->text, next->text))
        continue;
      line->features |= BS_FEATURE_BIT (BS_FEATURE_CUTS_WORD);
      next->features |= BS_FEATURE_BIT (BS_FEATURE_IN_WORD);
    }
}

static gboolean
is_line_break (const char *at)
{
  return *at == '\n' || *at == '\r' || *at == '\f' || *at == '\v'
         || strncmp (at, "\xE2\x80\xA8", 3) == 0 || strncmp (at, "\xE2\x80\xA9", 3) == 0;
}

GPtrArray *
bs_copy_lines_new (const BsCopyMarks *marks, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) copy_line_free);
  const char *end = text + length;
  gboolean after_blank = TRUE;
  guint number = 1;

  for (const char *start = text, *at = text;; at = g_utf8_next_char (at))
    {
      BsCopyLine line = { .number = number, .after_blank = after_blank };
      BsCleanLine clean;

      if (at < end && !is_line_break (at))
        continue;
      bs_copy_clean (start, at - start, &clean);
      line.offset = start - text;
      line.length = at - start;
      after_blank = clean.text == NULL;
      if (clean.text != NULL)
        add_line (lines, marks, line, &clean, start);
      if (lines->len > BS_COPY_LINES_LIMIT)
        {
          g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE,
                       _ ("The text: has more than %d lines, and a page has some hundred. "
                          "Split it into pages"),
                       BS_COPY_LINES_LIMIT);
          return NULL;
        }
      if (at >= end)
        break;
      if (*at == '\r' && at[1] == '\n')
        at++;
      number += *at == '\n' || *at == '\r';
      start = g_utf8_next_char (at);
    }

  describe_levels (lines);
  describe_surroundings (lines);
  describe_cuts (lines);

  return g_steal_pointer (&lines);
}
