/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-headline-planner-private.h"

#include "bs-classify.h"
#include "bs-table-reader.h"

#include <string.h>
#include <unicode/utext.h>

#define MAX_COST 1000000

static const char *const COST_NAMES[N_COSTS] = {
  "space",         "mark",        "word",        "inside", "unused-space", "quoted",
  "one-character", "two-singles", "particle",    "phrase", "number",       "uneven",
  "beside-space",  "short-line",  "short-first", "closer", "step",         "line"
};

static const char *const SPACING_NAMES[N_SPACINGS] = { "closer", "even", "full" };

/* Design rule: within a tenth of an em. */
#define MAX_SPACING 100

static gboolean
read_row (const BsTableRow *row, gpointer data)
{
  BsHeadlinePlanner *self = data;
  GHashTable *set = NULL;

  if (strcmp (row->words[0], "cost") == 0)
    {
      for (guint i = 0; row->n_words == 3 && i < N_COSTS; i++)
        if (strcmp (row->words[1], COST_NAMES[i]) == 0)
          return bs_table_number (row->words[2], MAX_COST, &self->costs[i]);
      return FALSE;
    }

  if (strcmp (row->words[0], "spacing") == 0)
    {
      for (guint i = 0; row->n_words == 3 && i < N_SPACINGS; i++)
        if (strcmp (row->words[1], SPACING_NAMES[i]) == 0)
          return bs_table_number (row->words[2], MAX_SPACING, &self->spacings[i]);
      return FALSE;
    }

  if (strcmp (row->words[0], "limit") == 0)
    return row->n_words == 3 && strcmp (row->words[1], "ragged") == 0
           && bs_table_number (row->words[2], 1000, &self->ragged);

  if (strcmp (row->words[0], "words") == 0)
    {
      for (guint i = 1; i < row->n_words; i++)
        g_ptr_array_add (self->words_known, g_strdup (row->words[i]));
      return TRUE;
    }

  if (strcmp (row->words[0], "leans-back") == 0)
    set = self->leans_back;
  else if (strcmp (row->words[0], "leans-forward") == 0)
    set = self->leans_forward;
  else if (strcmp (row->words[0], "opens-phrase") == 0)
    set = self->opens_phrase;
  for (guint i = 1; set != NULL && i < row->n_words; i++)
    {
      if (g_utf8_strlen (row->words[i], -1) != 1)
        return FALSE;
      g_hash_table_add (set, GUINT_TO_POINTER (g_utf8_get_char (row->words[i])));
    }

  return set != NULL;
}

BsHeadlinePlanner *
bs_headline_planner_new (BsEnvironment *environment, GError **error)
{
  g_autoptr (BsHeadlinePlanner) self = g_new0 (BsHeadlinePlanner, 1);

  self->leans_back = g_hash_table_new (NULL, NULL);
  self->leans_forward = g_hash_table_new (NULL, NULL);
  self->opens_phrase = g_hash_table_new (NULL, NULL);
  self->words_known = g_ptr_array_new_with_free_func (g_free);
  if (!bs_table_read (environment, "tables/headline.table", read_row, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
bs_headline_planner_free (BsHeadlinePlanner *planner)
{
  g_clear_pointer (&planner->words, ubrk_close);
  g_clear_pointer (&planner->leans_back, g_hash_table_unref);
  g_clear_pointer (&planner->leans_forward, g_hash_table_unref);
  g_clear_pointer (&planner->opens_phrase, g_hash_table_unref);
  g_clear_pointer (&planner->words_known, g_ptr_array_unref);
  g_free (planner);
}

static void
join_known_words (const BsHeadlinePlanner *self, const BsPrepared *prepared, guint8 *starts)
{
  for (guint i = 0; i < self->words_known->len; i++)
    {
      const char *word = g_ptr_array_index (self->words_known, i);
      gsize length = strlen (word);

      for (const char *at = strstr (prepared->text, word); at != NULL;
           at = strstr (at + length, word))
        memset (starts + (at - prepared->text) + 1, 0, length - 1);
    }
}

/* Sets [offset] where a word begins; all are word starts if ICU has no dictionary. */
static guint8 *
find_words (BsHeadlinePlanner *self, const BsPrepared *prepared)
{
  guint8 *starts = g_new0 (guint8, prepared->length + 1);
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;

  if (self->words == NULL)
    self->words = ubrk_open (UBRK_WORD, "zh", NULL, 0, &status);
  if (self->words == NULL || U_FAILURE (status))
    {
      memset (starts, 1, prepared->length + 1);
      return starts;
    }

  utext_openUTF8 (&text, prepared->text, (int64_t) prepared->length, &status);
  ubrk_setUText (self->words, &text, &status);
  if (U_SUCCESS (status))
    for (int32_t at = ubrk_first (self->words); at != UBRK_DONE; at = ubrk_next (self->words))
      if (at >= 0 && (gsize) at <= prepared->length)
        starts[at] = 1;
  utext_close (&text);
  join_known_words (self, prepared, starts);

  return starts;
}

static gunichar
get_char (const BsPrepared *prepared, guint atom)
{
  return g_utf8_get_char (prepared->text + BS_ATOM (prepared, atom)->start);
}

/* A Han character that is a word by itself. */
static gboolean
is_single (const BsPrepared *prepared, const guint8 *starts, guint atom)
{
  const BsAtom *one = BS_ATOM (prepared, atom);

  return one->first == BS_CLASS_HAN && starts[one->start] && starts[one->end];
}

static gint32
weigh_word_break (const BsHeadlinePlanner *self, const BsPrepared *prepared, const guint8 *starts,
                  guint index)
{
  const gint32 *costs = self->costs;
  gboolean single_before = is_single (prepared, starts, index - 1);
  gboolean single_after = is_single (prepared, starts, index);
  gint32 cost = 0;

  if (single_before
      && g_hash_table_contains (self->leans_forward,
                                GUINT_TO_POINTER (get_char (prepared, index - 1))))
    return costs[COST_PARTICLE];
  if (single_after
      && g_hash_table_contains (self->leans_back, GUINT_TO_POINTER (get_char (prepared, index))))
    return costs[COST_PARTICLE];

  if (single_before
      && g_hash_table_contains (self->leans_back,
                                GUINT_TO_POINTER (get_char (prepared, index - 1))))
    single_before = FALSE;
  if (single_after
      && g_hash_table_contains (self->leans_forward, GUINT_TO_POINTER (get_char (prepared, index))))
    single_after = FALSE;
  if (single_before && single_after)
    cost += costs[COST_TWO_SINGLES];
  else if (single_before || single_after)
    cost += costs[COST_ONE_CHARACTER];
  if (is_single (prepared, starts, index)
      && g_hash_table_contains (self->opens_phrase, GUINT_TO_POINTER (get_char (prepared, index))))
    cost -= costs[COST_PHRASE];

  return cost;
}

static gint32
weigh_break (const BsHeadlinePlanner *self, const BsPrepared *prepared, const guint8 *starts,
             guint index)
{
  const BsAtom *before = BS_ATOM (prepared, index - 1);
  const BsAtom *after = BS_ATOM (prepared, index);
  const BsJoint *joint = BS_JOINT (prepared, index);
  gint32 cost;

  if (joint->cost < 0)
    return BS_HEADLINE_NEVER;
  if (before->forced || bs_class_is_space (before->last))
    return self->costs[COST_SPACE];

  if (before->last == BS_CLASS_MIDDLE_DOT)
    cost = self->costs[COST_INSIDE]; /* within a foreign name */
  else if ((bs_class_is_wide (before->last) && before->last != BS_CLASS_HAN)
           || after->first == BS_CLASS_OPENING)
    cost = self->costs[COST_MARK];
  else if (starts[after->start])
    cost = self->costs[COST_WORD];
  else
    cost = self->costs[COST_INSIDE];
  if (cost != self->costs[COST_INSIDE])
    cost += weigh_word_break (self, prepared, starts, index);
  if (joint->cost > 0)
    cost += self->costs[COST_NUMBER];

  return cost;
}

GArray *
bs_headline_planner_weigh (BsHeadlinePlanner *planner, const BsPrepared *prepared)
{
  g_autofree guint8 *starts = find_words (planner, prepared);
  GArray *costs = g_array_new (FALSE, TRUE, sizeof (gint32));
  guint n = prepared->atoms->len;
  int depth = 0;

  g_array_set_size (costs, n + 1);
  for (guint i = 0; i < n; i++)
    {
      gint32 *cost = &g_array_index (costs, gint32, i);
      BsClass first = BS_ATOM (prepared, i)->first;

      *cost = i == 0 ? BS_HEADLINE_NEVER : weigh_break (planner, prepared, starts, i);
      if (depth > 0 && first != BS_CLASS_CLOSING && *cost != BS_HEADLINE_NEVER)
        *cost += planner->costs[COST_QUOTED];
      if (first == BS_CLASS_OPENING)
        depth++;
      else if (first == BS_CLASS_CLOSING)
        depth = MAX (depth - 1, 0);
    }

  return costs;
}
