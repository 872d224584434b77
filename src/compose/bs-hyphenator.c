/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-hyphenator.h"

#include <stdlib.h>
#include <string.h>

#ifdef HAVE_HYPHEN
#include <hyphen.h>
#endif

/* Shorter words are not worth a hyphen, longer ones are no words. */
#define MIN_WORD 6
#define MAX_WORD 60
/* Letters that stay together at either end (Hart's rules). */
#define MIN_BEFORE 2
#define MIN_AFTER 3

#define DICTIONARY "hyphenation/hyph_en_US.dic"
#define SYSTEM_DICTIONARY BS_HYPHEN_DIR "/hyph_en_US.dic"

struct _BsHyphenator
{
  char *own_path; /* in the data folder; the system's stands behind it */
#ifdef HAVE_HYPHEN
  HyphenDict *dictionary;
  gboolean tried;
#endif
};

/**
 * bs_hyphenator_new:
 *
 * Returns: (transfer full): one that finds nothing where there are no patterns
 */
BsHyphenator *
bs_hyphenator_new (BsEnvironment *environment)
{
  BsHyphenator *self = g_new0 (BsHyphenator, 1);

  self->own_path = bs_environment_find_data (environment, DICTIONARY);
  return self;
}

/**
 * bs_hyphenator_free:
 * @self: (transfer full): a hyphenator
 */
void
bs_hyphenator_free (BsHyphenator *self)
{
#ifdef HAVE_HYPHEN
  g_clear_pointer (&self->dictionary, hnj_hyphen_free);
#endif
  g_free (self->own_path);
  g_free (self);
}

#ifdef HAVE_HYPHEN
static void
load (BsHyphenator *self)
{
  self->tried = TRUE;
  self->dictionary = hnj_hyphen_load (self->own_path);
  if (self->dictionary == NULL)
    self->dictionary = hnj_hyphen_load (SYSTEM_DICTIONARY);
}
#endif

/**
 * bs_hyphenator_find:
 * @word: ASCII letters
 * @points: (out caller-allocates) (array length=length): whether a hyphen may follow each letter
 *
 * Returns: whether there is any such place
 */
gboolean
bs_hyphenator_find (BsHyphenator *self, const char *word, gsize length, gboolean *points)
{
#ifdef HAVE_HYPHEN
  char lower[MAX_WORD + 1];
  char marks[MAX_WORD + 6]; /* libhyphen asks for five more than letters */
  char **replacements = NULL;
  int *positions = NULL;
  int *cuts = NULL;
  gboolean any = FALSE;

  if (length < MIN_WORD || length > MAX_WORD)
    return FALSE;
  if (!self->tried)
    load (self);
  if (self->dictionary == NULL)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (word[i]);
  lower[length] = '\0';
  memset (marks, '0', sizeof marks);
  if (hnj_hyphen_hyphenate2 (self->dictionary, lower, (int) length, marks, NULL, &replacements,
                             &positions, &cuts)
      != 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      /* English patterns replace nothing; a point that would is left out. */
      gboolean replaces = replacements != NULL && replacements[i] != NULL;

      points[i] = (marks[i] & 1) && !replaces && i + 1 >= MIN_BEFORE && length - i - 1 >= MIN_AFTER;
      any |= points[i];
    }
  for (gsize i = 0; replacements != NULL && i < length; i++)
    free (replacements[i]);
  free (replacements);
  free (positions);
  free (cuts);

  return any;
#else
  return FALSE;
#endif
}
