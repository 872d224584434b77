/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-headline-private.h"

#include "bs-classify.h"
#include "bs-table-reader.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Three lines of a headline longer than this are not looked for: it is no headline. */
#define MAX_ATOMS_IN_THREE 240
#define COST_ONE_CHARACTER_LINE 50000
#define COST_TOO_WIDE G_GINT64_CONSTANT (1000000000)
#define NEVER G_MAXINT32
#define MAX_COST 1000000

typedef enum
{
  COST_SPACE,
  COST_MARK,
  COST_WORD,
  COST_INSIDE,
  COST_UNUSED_SPACE,
  COST_QUOTED,
  COST_ONE_CHARACTER,
  COST_TWO_SINGLES,
  COST_PARTICLE,
  COST_PHRASE,
  COST_NUMBER,
  COST_UNEVEN,
  COST_BESIDE_SPACE,
  COST_SHORT_LINE,
  COST_SHORT_FIRST,
  COST_CLOSER,
  COST_STEP,
  COST_LINE,
  N_COSTS
} Cost;

static const char *const COST_NAMES[N_COSTS] = {
  "space",         "mark",        "word",        "inside", "unused-space", "quoted",
  "one-character", "two-singles", "particle",    "phrase", "number",       "uneven",
  "beside-space",  "short-line",  "short-first", "closer", "step",         "line"
};

/* Letter-spacing, in thousandths of an em. */
typedef enum
{
  SPACING_CLOSER, /* so that a line fits */
  SPACING_EVEN,   /* wider, so that it ends with the longest */
  SPACING_FULL,   /* wider, so that the longest fills the measure */
  N_SPACINGS
} Spacing;

static const char *const SPACING_NAMES[N_SPACINGS] = { "closer", "even", "full" };

/* Design rule: within a tenth of an em. */
#define MAX_SPACING 100

struct _BsHeadlinePlanner
{
  gint32 costs[N_COSTS];
  gint32 spacings[N_SPACINGS];
  GHashTable *leans_back; /* set of characters */
  GHashTable *leans_forward;
  GHashTable *opens_phrase;
  UBreakIterator *words; /* made when first needed: its dictionary takes time to load */
};

/* A headline while its lines are being chosen. */
typedef struct
{
  const BsHeadlinePlanner *planner;
  const BsPrepared *prepared;
  const gint32 *costs;
  const BsHeadlineRequest *request;
  guint n;
  guint n_spaces;
  BsHeadlineChoice best;
  gint64 best_score;
} Choosing;

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
  g_free (planner);
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
    return NEVER;
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

      *cost = i == 0 ? NEVER : weigh_break (planner, prepared, starts, i);
      if (depth > 0 && first != BS_CLASS_CLOSING && *cost != NEVER)
        *cost += planner->costs[COST_QUOTED];
      if (first == BS_CLASS_OPENING)
        depth++;
      else if (first == BS_CLASS_CLOSING)
        depth = MAX (depth - 1, 0);
    }

  return costs;
}

static gint64
get_width (const Choosing *choosing, guint start, guint end)
{
  const BsPrepared *prepared = choosing->prepared;
  guint inked = MAX (prepared->trimmed[end], start);

  return inked <= start ? 0 : prepared->after[inked].width - prepared->at[start].width;
}

static gboolean
is_one_character (const Choosing *choosing, guint start, guint end)
{
  guint n = 0;

  for (guint i = start; i < end && n < 2; i++)
    {
      BsClass first = BS_ATOM (choosing->prepared, i)->first;

      n += !bs_class_is_mark (first) && !bs_class_is_space (first);
    }

  return n < 2;
}

/* Index in the series of the largest size that fits, counted from the largest that is asked for;
 * -1 when none does. */
static int
find_size (const Choosing *choosing, gint64 width, guint *size)
{
  const BsHeadlineRequest *request = choosing->request;
  int steps = 0;

  for (guint i = 0; bs_headline_sizes[i] != 0; i++)
    {
      guint one = bs_headline_sizes[i];

      if (one > request->max_size || one < request->min_size)
        continue;
      /* Half a unit a glyph may be lost in rounding. */
      if (width * one / 640 + choosing->n / 2 <= request->measure)
        {
          *size = one;
          return steps;
        }
      steps++;
    }

  *size = request->min_size;
  if (steps == 0 && width * request->min_size / 640 <= request->measure)
    return 0;
  return -1;
}

/* What the shape of the lines costs: how uneven they are, one much shorter than the others, and a
 * first line that is under two thirds of all others. */
static gint64
rate_shape (const Choosing *choosing, const gint64 *widths, guint n_lines, gint64 widest)
{
  const gint32 *costs = choosing->planner->costs;
  gint64 missing = 0;
  gint64 squares = 0;
  gint64 least_after = G_MAXINT64;

  if (n_lines < 2)
    return 0;
  for (guint i = 0; i < n_lines; i++)
    {
      missing += widest - widths[i];
      squares += (widest - widths[i]) * (widest - widths[i]) / widest;
      if (i > 0)
        least_after = MIN (least_after, widths[i]);
    }

  return costs[COST_UNEVEN] * missing / (widest * (n_lines - 1))
         + costs[COST_SHORT_LINE] * squares / widest
         + costs[COST_SHORT_FIRST] * MAX (least_after * 2 / 3 - widths[0], 0) / widest;
}

/* The breaks' own costs. */
static gint64
rate_breaks (const Choosing *choosing, const guint *ends, guint n_lines, gboolean *splits)
{
  const gint32 *costs = choosing->planner->costs;
  gint64 sum = 0;
  guint n_spaces = 0;

  *splits = FALSE;
  for (guint i = 0; i + 1 < n_lines; i++)
    {
      gint32 cost = choosing->costs[ends[i]];

      sum += cost;
      *splits |= cost >= costs[COST_INSIDE];
      n_spaces += bs_class_is_space (BS_ATOM (choosing->prepared, ends[i] - 1)->last);
    }
  if (n_lines < 2 || choosing->n_spaces == 0)
    return sum;

  return sum + (gint64) costs[COST_UNUSED_SPACE] * (choosing->n_spaces - n_spaces)
         + (gint64) costs[COST_BESIDE_SPACE] * (n_lines - 1 - n_spaces);
}

/* The largest size at which lines that are @widest wide, and @narrowest when their characters are
 * set closer, fit; adds to @score what it costs. -1 when none does. */
static int
settle_size (const Choosing *choosing, gint64 widest, gint64 narrowest, guint *size, gint64 *score)
{
  const gint32 *costs = choosing->planner->costs;
  int steps = find_size (choosing, widest, size);
  guint closer_size;
  int closer_steps = find_size (choosing, narrowest, &closer_size);

  if (closer_steps >= 0
      && (steps < 0
          || costs[COST_CLOSER] + closer_steps * costs[COST_STEP] < steps * costs[COST_STEP]))
    {
      *size = closer_size;
      *score += costs[COST_CLOSER] + (gint64) closer_steps * costs[COST_STEP];
      return closer_steps;
    }
  *score += steps < 0 ? COST_TOO_WIDE + widest : (gint64) steps * costs[COST_STEP];

  return steps;
}

static gint64
get_pairs (const BsPrepared *prepared, guint start, guint end)
{
  guint inked = MAX (prepared->trimmed[end], start);

  return inked <= start ? 0 : prepared->after[inked].pairs - prepared->at[start].pairs;
}

static void
try_lines (Choosing *choosing, const guint *ends, guint n_lines)
{
  gint64 closer = bs_unit_scale (choosing->prepared->em,
                                 choosing->planner->spacings[SPACING_CLOSER], 1000);
  gint64 widths[3];
  gint64 widest = 1;
  gint64 narrowest = 1;
  gint64 score = (gint64) choosing->planner->costs[COST_LINE] * (n_lines - 1);
  guint start = 0;
  guint size;
  int steps;
  gboolean splits;

  for (guint i = 0; i < n_lines; start = ends[i++])
    {
      widths[i] = get_width (choosing, start, ends[i]);
      widest = MAX (widest, widths[i]);
      narrowest = MAX (narrowest,
                       widths[i] - closer * get_pairs (choosing->prepared, start, ends[i]));
      if (n_lines > 1 && is_one_character (choosing, start, ends[i]))
        score += COST_ONE_CHARACTER_LINE;
    }
  score += rate_breaks (choosing, ends, n_lines, &splits);
  score += rate_shape (choosing, widths, n_lines, widest);
  steps = settle_size (choosing, widest, narrowest, &size, &score);
  if (score >= choosing->best_score)
    return;
  choosing->best_score = score;
  choosing->best = (BsHeadlineChoice){ .n_lines = n_lines,
                                       .size = size,
                                       .splits_word = splits,
                                       .fits = steps >= 0,
                                       .widest = widest * size / 640 };
  memcpy (choosing->best.ends, ends, n_lines * sizeof *ends);
}

static void
try_three (Choosing *choosing)
{
  for (guint i = 1; i + 1 < choosing->n; i++)
    for (guint j = i + 1; choosing->costs[i] != NEVER && j < choosing->n; j++)
      if (choosing->costs[j] != NEVER)
        {
          guint ends[] = { i, j, choosing->n };

          try_lines (choosing, ends, 3);
        }
}

static void
try_count (Choosing *choosing, guint n_lines)
{
  if (n_lines == 1)
    try_lines (choosing, &choosing->n, 1);
  else if (n_lines == 2)
    {
      for (guint i = 1; i < choosing->n; i++)
        if (choosing->costs[i] != NEVER)
          {
            guint ends[] = { i, choosing->n };

            try_lines (choosing, ends, 2);
          }
    }
  else if (choosing->n <= MAX_ATOMS_IN_THREE)
    try_three (choosing);
}

void
bs_headline_planner_choose (BsHeadlinePlanner *planner, const BsPrepared *prepared,
                            const GArray *costs, const BsHeadlineRequest *request,
                            BsHeadlineChoice *choice)
{
  Choosing choosing = { .planner = planner,
                        .prepared = prepared,
                        .costs = costs != NULL ? (gpointer) costs->data : NULL,
                        .request = request,
                        .n = prepared->atoms->len,
                        .best_score = G_MAXINT64 };

  for (guint i = 0; i < choosing.n; i++)
    choosing.n_spaces += BS_ATOM (prepared, i)->first == BS_CLASS_SPACE
                         && bs_class_is_wide (i > 0 ? BS_ATOM (prepared, i - 1)->last
                                                    : BS_CLASS_LATIN);

  if (request->exact_lines > 0)
    try_count (&choosing, MIN (request->exact_lines, 3));
  if (choosing.best_score == G_MAXINT64)
    for (guint n = 1; n <= (costs != NULL ? CLAMP (request->max_lines, 1, 3) : 1); n++)
      try_count (&choosing, n);

  *choice = choosing.best;
}

/* Rounded down, so that a line never comes out too long. */
static BsUnit
share_spacing (gint64 need, gint64 pairs)
{
  return (BsUnit) (need >= 0 ? need / pairs : -((-need + pairs - 1) / pairs));
}

/* A line too short to end with the longest is given the same spacing, so that all look alike. */
void
bs_headline_planner_space (const BsHeadlinePlanner *planner, const BsPrepared *prepared,
                           const BsHeadlineChoice *choice, BsUnit measure, BsUnit *spacings)
{
  BsUnit limits[N_SPACINGS];
  gint64 widths[3], pairs[3];
  gint64 target = 0;
  guint start = 0;
  guint longest = 0;
  BsUnit base;

  for (guint i = 0; i < N_SPACINGS; i++)
    limits[i] = bs_unit_scale (prepared->em, planner->spacings[i], 1000);
  for (guint i = 0; i < choice->n_lines; start = choice->ends[i++])
    {
      guint inked = MAX (prepared->trimmed[choice->ends[i]], start);

      widths[i] = inked <= start ? 0 : prepared->after[inked].width - prepared->at[start].width;
      pairs[i] = get_pairs (prepared, start, choice->ends[i]);
      longest = widths[i] > widths[longest] ? i : longest;
    }

  target = MIN (widths[longest], measure);
  if (measure > widths[longest]
      && measure - widths[longest] <= limits[SPACING_FULL] * pairs[longest])
    target = measure;
  base = pairs[longest] > 0 ? share_spacing (target - widths[longest], pairs[longest]) : 0;
  base = MAX (base, -limits[SPACING_CLOSER]);
  for (guint i = 0; i < choice->n_lines; i++)
    {
      gint64 need = target - widths[i];

      spacings[i] = base;
      if (pairs[i] > 0 && need <= limits[SPACING_EVEN] * pairs[i])
        spacings[i] = MAX (share_spacing (need, pairs[i]), -limits[SPACING_CLOSER]);
    }
}
