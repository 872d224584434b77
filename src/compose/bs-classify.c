/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-classify.h"

#include <hb.h>
#include <string.h>

/* A closing parenthesis further away than this is not looked for. */
#define MAX_PARENTHESIS 200

#define CHAR(chars, i) (&g_array_index (chars, BsChar, i))

gboolean
bs_class_is_wide (BsClass klass)
{
  return klass <= BS_CLASS_WIDE_SUFFIX || klass == BS_CLASS_WIDE_SPACE;
}

gboolean
bs_class_is_latin (BsClass klass)
{
  return klass >= BS_CLASS_PREFIX && klass <= BS_CLASS_SIGN;
}

gboolean
bs_class_is_mark (BsClass klass)
{
  return klass >= BS_CLASS_OPENING && klass <= BS_CLASS_MIDDLE_DOT;
}

gboolean
bs_class_is_space (BsClass klass)
{
  return klass == BS_CLASS_SPACE || klass == BS_CLASS_WIDE_SPACE || klass == BS_CLASS_ZERO_SPACE
         || klass == BS_CLASS_NEWLINE;
}

/* Unicode: Default_Ignorable_Code_Point, those that occur in copy. */
static gboolean
is_ignorable (gunichar c)
{
  return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x200B && c <= 0x200F)
         || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)
         || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static gboolean
attaches (gunichar c)
{
  return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF)
         || (c >= 0x1F3FB && c <= 0x1F3FF) || g_unichar_ismark (c);
}

static GArray *
decode (const BsTables *tables, const char *text, gsize length)
{
  GArray *chars = g_array_sized_new (FALSE, TRUE, sizeof (BsChar), (guint) (length / 3 + 8));
  const char *end = text + length;

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      BsChar one = { .c = g_utf8_get_char (at), .offset = (guint32) (at - text) };

      one.shown = one.c;
      one.klass = bs_tables_get_class (tables, one.c);
      if (one.c >= 0x4E00 && one.c < 0xA000)
        {
          g_array_append_val (chars, one);
          continue;
        }
      one.ignorable = is_ignorable (one.c);
      one.attaches = chars->len > 0 && attaches (one.c)
                     && !bs_class_is_space (CHAR (chars, chars->len - 1)->klass);
      g_array_append_val (chars, one);
    }

  return chars;
}

/* Index of the nearest character that is not a space, or -1. */
static int
find_neighbour (const GArray *chars, int from, int step)
{
  int i = from + step;

  while (i >= 0 && i < (int) chars->len && CHAR (chars, i)->klass == BS_CLASS_SPACE)
    i += step;

  return i >= 0 && i < (int) chars->len ? i : -1;
}

static gboolean
is_class_at (const GArray *chars, int index, gboolean (*test) (BsClass klass))
{
  return index >= 0 && index < (int) chars->len && test (CHAR (chars, index)->klass);
}

static void
make_full_width (const BsTables *tables, BsChar *one)
{
  one->shown = one->c - 0x21 + 0xFF01;
  one->klass = bs_tables_get_class (tables, one->shown);
}

static int
find_closing_parenthesis (const GArray *chars, int opening, gboolean *any_wide)
{
  int depth = 0;

  *any_wide = FALSE;
  for (int i = opening; i < (int) chars->len && i < opening + MAX_PARENTHESIS; i++)
    {
      if (CHAR (chars, i)->c == '(')
        depth++;
      else if (CHAR (chars, i)->c == ')' && --depth == 0)
        return i;
      else if (bs_class_is_wide (CHAR (chars, i)->klass))
        *any_wide = TRUE;
    }

  return -1;
}

/* typesetting.md: half-width `,;:?!()` between Han in the source are set full-width. */
static void
widen_marks (const BsTables *tables, GArray *chars)
{
  for (int i = 0; i < (int) chars->len; i++)
    {
      BsChar *one = CHAR (chars, i);
      gboolean after_wide = is_class_at (chars, i - 1, bs_class_is_wide);
      gboolean before_wide = is_class_at (chars, i + 1, bs_class_is_wide);

      if (one->c == '(')
        {
          gboolean any_wide;
          int closing = find_closing_parenthesis (chars, i, &any_wide);

          if (closing < 0
                ? after_wide || before_wide
                : any_wide || (after_wide && is_class_at (chars, closing + 1, bs_class_is_wide)))
            {
              make_full_width (tables, one);
              if (closing >= 0)
                make_full_width (tables, CHAR (chars, closing));
            }
        }
      else if (one->c == ')' && one->shown == ')' && after_wide)
        make_full_width (tables, one);
      else if (one->c < 128 && strchr (",;:?!", (int) one->c) != NULL && one->c != 0
               && (after_wide || before_wide))
        make_full_width (tables, one);
    }
}

/* The curly quotes and the middle dot belong to Chinese and to Latin; what stands around decides.
 * In doubt they are Chinese: this is a Chinese newspaper. */
static void
settle_shared_marks (GArray *chars)
{
  gboolean any_wide = FALSE;
  gboolean latin_quotes[2] = { FALSE, FALSE };

  for (guint i = 0; i < chars->len && !any_wide; i++)
    any_wide = CHAR (chars, i)->klass == BS_CLASS_HAN;

  for (int i = 0; i < (int) chars->len; i++)
    {
      BsChar *one = CHAR (chars, i);
      gboolean is_quote = one->c >= 0x2018 && one->c <= 0x201D;
      gboolean latin_before = is_class_at (chars, i - 1, bs_class_is_latin);
      gboolean latin_after = is_class_at (chars, i + 1, bs_class_is_latin);
      guint kind = one->c >= 0x201C;

      if (one->klass == BS_CLASS_MIDDLE_DOT && latin_before && latin_after)
        one->klass = BS_CLASS_LATIN;
      if (!is_quote)
        continue;

      if (one->c == 0x2019 && latin_before && latin_after
          && CHAR (chars, i - 1)->klass == BS_CLASS_LATIN
          && CHAR (chars, i + 1)->klass == BS_CLASS_LATIN)
        one->klass = BS_CLASS_LATIN_QUOTE;
      else if (one->klass == BS_CLASS_OPENING)
        latin_quotes[kind] = !any_wide
                             || (latin_after && i > 0
                                 && CHAR (chars, i - 1)->klass == BS_CLASS_SPACE
                                 && is_class_at (chars, find_neighbour (chars, i, -1),
                                                 bs_class_is_latin));
      if (latin_quotes[kind] || !any_wide)
        one->klass = BS_CLASS_LATIN_QUOTE;
      if (one->c == 0x2019 || one->c == 0x201D)
        latin_quotes[kind] = FALSE;
    }
}

/**
 * bs_classify:
 * @length: bytes of @text, which is valid UTF-8
 *
 * Returns: (transfer full) (element-type BsChar): the characters in order
 */
GArray *
bs_classify (const BsTables *tables, const char *text, gsize length, gboolean full_width_marks)
{
  GArray *chars = decode (tables, text, length);

  settle_shared_marks (chars);
  if (full_width_marks)
    widen_marks (tables, chars);

  return chars;
}
