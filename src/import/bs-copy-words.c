/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-words.h"

#include <string.h>
#include <unicode/ubrk.h>

/* Characters looked at on either side; words are hardly longer than four. */
#define REACH 6

struct _BsCopyWords
{
  UBreakIterator *words; /* NULL: this ICU has no dictionary, and nothing is ever cut */
};

BsCopyWords *
bs_copy_words_new (void)
{
  BsCopyWords *self = g_new0 (BsCopyWords, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->words = ubrk_open (UBRK_WORD, "zh", NULL, 0, &status);
  if (U_FAILURE (status))
    self->words = NULL;

  return self;
}

void
bs_copy_words_free (BsCopyWords *self)
{
  g_clear_pointer (&self->words, ubrk_close);
  g_free (self);
}

static gboolean
is_han (gunichar c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

/**
 * bs_copy_words_cut:
 *
 * Returns: %TRUE where @before ends and @after begins with Han that the dictionary joins in one
 *   word
 */
gboolean
bs_copy_words_cut (BsCopyWords *self, const char *before, const char *after)
{
  UChar text[2 * REACH];
  UErrorCode status = U_ZERO_ERROR;
  const char *at = before + strlen (before);
  int n_before = 0;
  int n = 0;

  while (at > before && n_before < REACH && is_han (g_utf8_get_char (g_utf8_prev_char (at))))
    {
      at = g_utf8_prev_char (at);
      n_before++;
    }
  for (; n < n_before; at = g_utf8_next_char (at))
    text[n++] = (UChar) g_utf8_get_char (at);
  for (at = after; n < n_before + REACH && is_han (g_utf8_get_char (at)); at = g_utf8_next_char (at))
    text[n++] = (UChar) g_utf8_get_char (at);
  if (self->words == NULL || n_before == 0 || n == n_before)
    return FALSE;

  ubrk_setText (self->words, text, n, &status);

  return U_SUCCESS (status) && !ubrk_isBoundary (self->words, n_before);
}
