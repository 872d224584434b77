/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-find.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer expressions are programs. */
#define MAX_EXPRESSION 1000 /* bytes */

/* Steps that a match may take before it is given up: pcre2pattern(3), "Setting match resource
 * limits". Where an expression sets its own, the lower one counts. */
#define EXPRESSION_LIMITS "(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=5000)"

struct _BsFinder
{
  int ref_count;
  BsFindFlags flags;
  GRegex *regex;    /* of an expression, else NULL */
  char *what;       /* where the bytes themselves are looked for, else NULL */
  gunichar *folded; /* what is looked for otherwise, ended by 0 */
};

G_DEFINE_QUARK (bs - find - error - quark, bs_find_error)

/* --- Plain text --- */

static gunichar
fold (gunichar c, BsFindFlags flags)
{
  if (!(flags & BS_FIND_MATCH_WIDTH))
    {
      /* Unicode, "Halfwidth and Fullwidth Forms": U+FF01 to U+FF5E are ASCII's. */
      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xff01 - '!';
      else if (c == 0x3000)
        c = ' ';
    }
  if (!(flags & BS_FIND_MATCH_CASE))
    c = g_unichar_tolower (c);

  return c;
}

/**
 * bs_find_fold:
 *
 * Quick for Chinese: what has no case and no other width is copied.
 *
 * Returns: (transfer full): @text with case and widths made equal, to be searched by strstr()
 */
char *
bs_find_fold (const char *text)
{
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = g_string_sized_new (strlen (text) + 1);
  while (*text != '\0')
    {
      const guchar lead = (guchar) *text;
      const char *next = g_utf8_next_char (text);

      if (lead < 0x80)
        g_string_append_c (folded, g_ascii_tolower (*text));
      else if (lead >= 0xe4 && lead <= 0xe9) /* U+4000 to U+9FFF */
        g_string_append_len (folded, text, next - text);
      else
        g_string_append_unichar (folded, fold (g_utf8_get_char (text), 0));
      text = next;
    }

  return g_string_free (folded, FALSE);
}

/* Whether nothing but the same bytes can be meant, as of most Chinese words. */
static gboolean
is_literal (const char *what, BsFindFlags flags)
{
  for (; *what != '\0'; what = g_utf8_next_char (what))
    {
      gunichar c = g_utf8_get_char (what);

      if (!(flags & BS_FIND_MATCH_CASE) && g_unichar_isalpha (c)
          && (g_unichar_tolower (c) != c || g_unichar_toupper (c) != c))
        return FALSE;
      if (!(flags & BS_FIND_MATCH_WIDTH)
          && ((c >= ' ' && c <= '~') || c == 0x3000 || (c >= 0xff01 && c <= 0xff5e)))
        return FALSE;
    }

  return TRUE;
}

static gunichar *
dup_folded (const char *what, BsFindFlags flags)
{
  gunichar *folded = g_new0 (gunichar, strlen (what) + 1);
  guint n = 0;

  for (; *what != '\0'; what = g_utf8_next_char (what))
    folded[n++] = fold (g_utf8_get_char (what), flags);

  return folded;
}

/* The end of what begins at @text and is looked for; NULL: it is not there. */
static const char *
match_at (const BsFinder *self, const char *text)
{
  const gunichar *folded = self->folded;

  for (; *folded != 0; folded++, text = g_utf8_next_char (text))
    if (*text == '\0' || fold (g_utf8_get_char (text), self->flags) != *folded)
      return NULL;

  return text;
}

static const char *
find_plain (const BsFinder *self, const char *text, gsize *length)
{
  if (self->what != NULL)
    {
      *length = strlen (self->what);
      return strstr (text, self->what);
    }

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const char *end = match_at (self, text);

      if (end != NULL)
        {
          *length = (gsize) (end - text);
          return text;
        }
    }

  return NULL;
}

/* Letters and digits that are written in words with spaces between. */
static gboolean
is_of_word (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
      return FALSE;
    default:
      return g_unichar_isalnum (c) || c == '_';
    }
}

static gboolean
is_boundary (const char *text, const char *place)
{
  return place == text || *place == '\0' || !is_of_word (g_utf8_get_char (g_utf8_prev_char (place)))
         || !is_of_word (g_utf8_get_char (place));
}

/* --- Expressions --- */

static gboolean
fail_expression (GError *reason, GError **error)
{
  gboolean hard = g_error_matches (reason, G_REGEX_ERROR, G_REGEX_ERROR_MATCH);

  if (hard)
    g_set_error_literal (error, BS_FIND_ERROR, BS_FIND_ERROR_TOO_HARD,
                         _ ("The expression takes too long: it can fit a text in too many ways. "
                            "Write it more narrowly"));
  else
    g_set_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION,
                 _ ("The expression cannot be understood: %s"), reason->message);
  g_error_free (reason);

  return FALSE;
}

static gboolean
find_expression (const BsFinder *self, const char *text, gsize start, gsize *offset, gsize *length,
                 GError **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  GError *reason = NULL;
  int from, to;

  /* What fits nothing at all, such as "x*", is not a hit. */
  for (;;)
    {
      g_clear_pointer (&match, g_match_info_unref);
      if (!g_regex_match_full (self->regex, text, -1, (int) start, G_REGEX_MATCH_NOTEMPTY, &match,
                               &reason))
        return reason != NULL ? fail_expression (reason, error) : FALSE;
      g_match_info_fetch_pos (match, 0, &from, &to);
      if (to > from)
        break;
      if (text[from] == '\0')
        return FALSE;
      start = (gsize) (g_utf8_next_char (text + from) - text);
    }
  *offset = (gsize) from;
  *length = (gsize) (to - from);

  return TRUE;
}

/**
 * bs_finder_new:
 * @what: UTF-8
 *
 * Returns: (transfer full) (nullable): %NULL where there is nothing to look for, or with
 *   %BS_FIND_ERROR_EXPRESSION
 */
BsFinder *
bs_finder_new (const char *what, BsFindFlags flags, GError **error)
{
  g_autoptr (BsFinder) self = NULL;

  g_return_val_if_fail (what != NULL && g_utf8_validate (what, -1, NULL), NULL);

  if (*what == '\0')
    return NULL;

  self = g_new0 (BsFinder, 1);
  self->ref_count = 1;
  self->flags = flags;
  if (flags & BS_FIND_EXPRESSION)
    {
      g_autofree char *bounded = g_strconcat (EXPRESSION_LIMITS, what, NULL);
      GError *reason = NULL;

      if (strlen (what) > MAX_EXPRESSION)
        {
          g_set_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION,
                       _ ("The expression is longer than %d bytes. Look for less at once"),
                       MAX_EXPRESSION);
          return NULL;
        }
      self->regex = g_regex_new (bounded, flags & BS_FIND_MATCH_CASE ? 0 : G_REGEX_CASELESS, 0,
                                 &reason);
      if (self->regex == NULL)
        {
          fail_expression (reason, error);
          return NULL;
        }
    }
  else if (is_literal (what, flags))
    self->what = g_strdup (what);
  else
    self->folded = dup_folded (what, flags);

  return g_steal_pointer (&self);
}

BsFinder *
bs_finder_ref (BsFinder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);

  return self;
}

void
bs_finder_unref (BsFinder *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->what);
  g_free (self->folded);
  g_free (self);
}

/**
 * bs_finder_next:
 * @start: in bytes, at the beginning of a character
 * @offset: (out): of the hit, in bytes
 * @length: (out): of the hit, in bytes, more than 0
 *
 * Returns: whether there is one; @error is set when an expression was too hard
 */
gboolean
bs_finder_next (const BsFinder *self, const char *text, gsize start, gsize *offset, gsize *length,
                GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL && start <= strlen (text), FALSE);

  for (;;)
    {
      if (self->regex != NULL)
        {
          if (!find_expression (self, text, start, offset, length, error))
            return FALSE;
        }
      else
        {
          const char *found = find_plain (self, text + start, length);

          if (found == NULL)
            return FALSE;
          *offset = (gsize) (found - text);
        }
      if (!(self->flags & BS_FIND_WHOLE_WORDS)
          || (is_boundary (text, text + *offset) && is_boundary (text, text + *offset + *length)))
        return TRUE;
      start = (gsize) (g_utf8_next_char (text + *offset) - text);
    }
}

/* --- Replacements --- */

/**
 * bs_finder_expand:
 * @hit: of this finder
 *
 * Returns: (transfer full) (nullable): what is to stand for it; %NULL with
 *   %BS_FIND_ERROR_EXPRESSION where @replacement is none for the expression
 */
char *
bs_finder_expand (const BsFinder *self, const BsFindHit *hit, const char *replacement,
                  GError **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  GError *reason = NULL;
  char *expanded;

  g_return_val_if_fail (self != NULL && hit != NULL && replacement != NULL, NULL);

  if (self->regex == NULL)
    return g_strdup (replacement);

  if (!g_regex_match_full (self->regex, bs_node_get_string (hit->text), -1, (int) hit->offset,
                           G_REGEX_MATCH_ANCHORED | G_REGEX_MATCH_NOTEMPTY, &match, &reason))
    {
      if (reason != NULL)
        fail_expression (reason, error);
      return reason != NULL ? NULL : g_strdup (replacement);
    }
  expanded = g_match_info_expand_references (match, replacement, &reason);
  if (reason != NULL)
    {
      g_set_error (error, BS_FIND_ERROR, BS_FIND_ERROR_EXPRESSION,
                   _ ("The replacement cannot be understood: %s"), reason->message);
      g_error_free (reason);
      g_clear_pointer (&expanded, g_free);
    }

  return expanded;
}
