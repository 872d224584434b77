/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-headline-planner-private.h"

#include "bs-classify.h"

#include <string.h>

/* Three lines of a headline longer than this are not looked for: it is no headline. */
#define MAX_ATOMS_IN_THREE 240
#define COST_ONE_CHARACTER_LINE 50000
#define COST_TOO_WIDE G_GINT64_CONSTANT (1000000000)

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
  gboolean ragged = FALSE;

  for (guint i = 0; i < n_lines; start = ends[i++])
    {
      widths[i] = get_width (choosing, start, ends[i]);
      widest = MAX (widest, widths[i]);
      narrowest = MAX (narrowest,
                       widths[i] - closer * get_pairs (choosing->prepared, start, ends[i]));
      if (n_lines > 1 && is_one_character (choosing, start, ends[i]))
        score += COST_ONE_CHARACTER_LINE;
    }
  for (guint i = 0; i < n_lines; i++)
    ragged |= widths[i] * 1000 < widest * choosing->planner->ragged;
  score += rate_breaks (choosing, ends, n_lines, &splits);
  score += rate_shape (choosing, widths, n_lines, widest);
  steps = settle_size (choosing, widest, narrowest, &size, &score);
  if (score >= choosing->best_score)
    return;
  choosing->best_score = score;
  choosing->best = (BsHeadlineChoice){ .n_lines = n_lines,
                                       .size = size,
                                       .splits_word = splits,
                                       .ragged = ragged,
                                       .fits = steps >= 0,
                                       .widest = widest * size / 640 };
  memcpy (choosing->best.ends, ends, n_lines * sizeof *ends);
}

static void
try_three (Choosing *choosing)
{
  for (guint i = 1; i + 1 < choosing->n; i++)
    for (guint j = i + 1; choosing->costs[i] != BS_HEADLINE_NEVER && j < choosing->n; j++)
      if (choosing->costs[j] != BS_HEADLINE_NEVER)
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
        if (choosing->costs[i] != BS_HEADLINE_NEVER)
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
  gint64 widths[3] = { 0 }, pairs[3] = { 0 };
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
