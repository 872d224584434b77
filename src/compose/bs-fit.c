/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-fit.h"

#include "bs-classify.h"

/* A line looser than this by so many em is not tried until everything else has failed. */
#define MAX_SLACK_EM 3
/* Worse than anything in adjust.table, and worse again. */
#define COST_EMERGENCY G_GINT64_CONSTANT (1000000)
#define COST_OVERFULL G_GINT64_CONSTANT (1000000000000)
/* Keeps squares within 64 bits: no line is compared beyond it. */
#define MAX_NEED ((gint64) 1 << 24)
#define NO_NODE G_MAXUINT32
#define COST_TOO_LOOSE 10000

/* A way to have set everything before an atom. */
typedef struct
{
  guint32 atom;     /* the next line begins with it */
  guint32 line;     /* how many lines stand before it */
  guint32 previous; /* node */
  gboolean used;    /* a line from here has been found */
  gint64 cost;
} Node;

/* Why there is no line from a node to a break. */
typedef enum
{
  LACK_NONE,
  LACK_TEXT, /* too short to fill the measure; later breaks may do */
  LACK_ROOM  /* too long; no later break does */
} Lack;

typedef struct
{
  const BsFit *fit;
  GArray *nodes;  /* Node */
  GArray *active; /* guint32 */
  gboolean desperate;
  guint n_distinct; /* lines that differ in measure or indent */
} Search;

BsUnit
bs_fit_get_indent (const BsFit *fit, guint line)
{
  return line == 0 ? (BsUnit) MIN (fit->style->indent, 100) * fit->style->size : 0;
}

static const BsMeasure *
get_measure (const BsFit *fit, guint line)
{
  return &fit->measures[MIN (line, fit->n_measures - 1)];
}

static gboolean
trims_start (const BsFit *fit, gboolean is_first)
{
  return !is_first || fit->trims_first || fit->style->trim_indent_opening;
}

/* The blank of an opening mark after the indent that is not trimmed: it is squeezed by @adjust as
 * any other. */
BsUnit
bs_fit_get_untrimmed (const BsFit *fit, const BsFitLine *line, gboolean is_first, guint8 adjust)
{
  const BsAtom *first = BS_ATOM (fit->prepared, line->start);

  return !trims_start (fit, is_first) && first->adjust == adjust ? first->left : 0;
}

static gint64
get_natural_width (const BsFit *fit, const BsFitLine *line, gboolean is_first)
{
  const BsPrepared *prepared = fit->prepared;
  gint64 width;

  if (line->inked <= line->start)
    return 0;
  width = prepared->after[line->inked].width - prepared->at[line->start].width;
  if (!trims_start (fit, is_first))
    width += BS_ATOM (prepared, line->start)->left;
  if (BS_JOINT (prepared, line->end)->hyphen)
    width += prepared->hyphen.advance;

  return width;
}

/* How much can be had, and what the ends of the line add to what lies within. */
static gint64
get_limit (const BsFit *fit, const BsFitLine *line, guint8 adjust, gboolean shrinks,
           gboolean is_first)
{
  const BsSum *from = &fit->prepared->at[line->start];
  const BsSum *to = &fit->prepared->after[line->inked];
  const BsAtom *last = BS_ATOM (fit->prepared, line->inked - 1);

  if (adjust == BS_ADJUST_LINE_END)
    {
      gboolean hangs = last->last == BS_CLASS_COMMA || last->last == BS_CLASS_STOP;

      if (shrinks)
        return fit->style->hang_marks && hangs ? last->body : 0;
      return last->right;
    }
  if (adjust == BS_ADJUST_LINE_START)
    return trims_start (fit, is_first) ? BS_ATOM (fit->prepared, line->start)->left : 0;

  if (!shrinks)
    return to->stretch[adjust] - from->stretch[adjust];

  return to->shrink[adjust] - from->shrink[adjust]
         + bs_fit_get_untrimmed (fit, line, is_first, adjust);
}

static gint64
square_cost (gint64 cost, gint64 use, gint64 limit)
{
  return cost * (use * use) / MAX (limit * limit, 1);
}

static void
use_row (BsFitAdjustment *adjustment, const BsAdjustRow *row, gint64 use, gint64 limit)
{
  gint64 before = adjustment->used[row->adjust];

  adjustment->used[row->adjust] = before + use;
  adjustment->limits[row->adjust] = limit;
  adjustment->cost += square_cost (row->cost, before + use, limit);
  if (before > 0)
    adjustment->cost -= square_cost (row->cost, before, limit);
}

static gint64
count_pairs (const BsFit *fit, const BsFitLine *line, gboolean shrinks)
{
  const BsSum *from = &fit->prepared->at[line->start];
  const BsSum *to = &fit->prepared->after[line->inked];

  return shrinks ? to->han_pairs - from->han_pairs : to->pairs - from->pairs;
}

static gint64
count_marks (const BsFit *fit, const BsFitLine *line)
{
  return fit->prepared->after[line->inked].marks - fit->prepared->at[line->start].marks;
}

/* Row @index, as far as it goes; returns what is used. Marks and pairs of Han open evenly, each up
 * to its width, at a cost that grows with the square of the space. */
static gint64
follow_row (const BsFit *fit, const BsFitLine *line, guint index, gboolean is_first, gint64 need,
            BsFitAdjustment *adjustment)
{
  const BsAdjustRow *row;
  const BsRowWidths *widths;
  gint64 limit, use;
  gint64 n = 0;

  row = adjustment->shrinks ? &fit->tables->shrink[index] : &fit->tables->stretch[index];
  widths = adjustment->shrinks ? &fit->prepared->shrink[index] : &fit->prepared->stretch[index];
  if (row->adjust == BS_ADJUST_HAN || row->adjust == BS_ADJUST_MARK)
    {
      n = row->adjust == BS_ADJUST_HAN ? count_pairs (fit, line, adjustment->shrinks)
                                       : count_marks (fit, line);
      limit = n * widths->limit;
      use = MIN (need, n * MAX (widths->most, widths->limit) - adjustment->used[row->adjust]);
    }
  else
    {
      limit = get_limit (fit, line, row->adjust, adjustment->shrinks, is_first);
      use = MIN (need, limit);
    }
  if (use <= 0)
    return 0;
  use_row (adjustment, row, use, limit);
  if (n > 0)
    adjustment->limits[row->adjust] = n;

  return use;
}

/* Row by row; returns what is still needed. */
static gint64
follow_rows (const BsFit *fit, const BsFitLine *line, gboolean is_first, gint64 need,
             BsFitAdjustment *adjustment)
{
  guint n_rows = adjustment->shrinks ? fit->tables->n_shrink : fit->tables->n_stretch;

  for (guint i = 0; i < n_rows && need > 0; i++)
    need -= follow_row (fit, line, i, is_first, need, adjustment);

  return need;
}

/* A line that is still short when all is used: what can be opened opens further than is good, the
 * spaces of words before the Han; with neither it stays short. Returns what is still needed. */
static gint64
open_further (const BsFit *fit, const BsFitLine *line, gint64 need, BsFitAdjustment *adjustment)
{
  static const guint8 last_resorts[] = { BS_ADJUST_WORD_SPACE, BS_ADJUST_LATIN_GAP };
  gint64 pairs = count_pairs (fit, line, FALSE);

  adjustment->cost += square_cost (COST_TOO_LOOSE, need, fit->style->size);
  for (guint i = 0; i < G_N_ELEMENTS (last_resorts); i++)
    {
      gint64 limit = get_limit (fit, line, last_resorts[i], FALSE, FALSE);

      if (limit > 0)
        {
          adjustment->used[last_resorts[i]] += need;
          adjustment->limits[last_resorts[i]] = limit;
          return 0;
        }
    }
  if (pairs <= 0)
    return need;
  adjustment->used[BS_ADJUST_HAN] += need;
  adjustment->limits[BS_ADJUST_HAN] = pairs;

  return 0;
}

/* A paragraph should not end in a lone character; marks do not count (clreq 3.4.4). */
static gboolean
is_short_last (const BsFit *fit, const BsFitLine *line)
{
  guint n = 0;

  for (guint32 i = line->inked; i > line->start && n < 2; i--)
    if (!bs_class_is_mark (BS_ATOM (fit->prepared, i - 1)->first))
      n++;

  return n < 2;
}

/**
 * bs_fit_adjust:
 * @adjustment: (out): how @line comes to the measure of @place
 *
 * Follows adjust.table row by row. A line that cannot be brought there leaves a rest.
 */
void
bs_fit_adjust (const BsFit *fit, const BsFitLine *line, const BsFitPlace *place,
               BsFitAdjustment *adjustment)
{
  gint64 slack;

  *adjustment = (BsFitAdjustment){ 0 };
  adjustment->cost = fit->tables->cost_line;
  if (line->inked <= line->start)
    return;
  adjustment->natural = get_natural_width (fit, line, place->is_first);
  slack = place->measure - adjustment->natural;

  if (slack < -MAX_NEED || (slack < 0 && fit->stays_wide))
    {
      adjustment->shrinks = TRUE;
      adjustment->rest = slack;
    }
  else if (slack < 0)
    {
      adjustment->shrinks = TRUE;
      adjustment->rest = -follow_rows (fit, line, place->is_first, -slack, adjustment);
    }
  else if (slack > 0 && !place->is_last && fit->style->align == BS_ALIGN_JUSTIFY)
    {
      gint64 need = follow_rows (fit, line, place->is_first, MIN (slack, MAX_NEED), adjustment);

      if (need > 0)
        adjustment->rest = open_further (fit, line, need, adjustment);
    }
  else if (slack > 0 && (!place->is_last || fit->style->align == BS_ALIGN_CENTER))
    adjustment->cost += square_cost (fit->tables->cost_line, MIN (slack, MAX_NEED),
                                     fit->style->size);
  if (place->is_last && !place->is_first && is_short_last (fit, line))
    adjustment->cost += fit->tables->cost_short_last;
}

/* The best way found so far to end line @line where all nodes from @first_new on end. */
static Node *
find_candidate (const Search *search, guint first_new, guint line)
{
  guint distinct = MIN (line, search->n_distinct);

  for (guint i = first_new; i < search->nodes->len; i++)
    {
      Node *node = &g_array_index (search->nodes, Node, i);

      if (MIN (node->line, search->n_distinct) == distinct)
        return node;
    }

  return NULL;
}

/* No line shrinks by more; computed fast, for most lines are too long by more than that. */
static gint64
get_most_shrink (const BsFit *fit, const BsFitLine *line)
{
  const BsPrepared *prepared = fit->prepared;
  const BsSum *from = &prepared->at[line->start];
  const BsSum *to = &prepared->after[line->inked];
  gint64 most = (gint64) (guint32) (to->shrink_all - from->shrink_all)
                + (gint64) (to->han_pairs - from->han_pairs) * prepared->most_tightening;

  /* What hangs, and an opening mark after the indent. */
  return most + prepared->em + prepared->em / 2;
}

/* The cost of @line and of breaking after it, or -1 when it cannot be set so. */
static gint64
rate_line (const Search *search, const Node *node, const BsFitLine *line, const BsFitPlace *place,
           Lack *lack)
{
  const BsFit *fit = search->fit;
  const BsJoint *joint = BS_JOINT (fit->prepared, line->end);
  BsFitAdjustment adjustment;

  bs_fit_adjust (fit, line, place, &adjustment);
  if (adjustment.rest < 0)
    {
      /* A mark with its blank trimmed can still bring the line back by less than an em. */
      *lack = adjustment.rest < -(gint64) fit->prepared->em ? LACK_ROOM : LACK_NONE;
      if (!search->desperate || node->used)
        return -1;
      adjustment.cost += COST_OVERFULL - adjustment.rest;
    }
  if (joint->cost == BS_BREAK_WORD)
    adjustment.cost += COST_EMERGENCY;
  else if (joint->cost > 0)
    adjustment.cost += joint->cost;
  if (fit->style->align == BS_ALIGN_CENTER && !place->is_last
      && !bs_class_is_mark (BS_ATOM (fit->prepared, line->inked - 1)->last)
      && !bs_class_is_space (BS_ATOM (fit->prepared, line->end - 1)->last))
    adjustment.cost += fit->tables->cost_centred;
  if (joint->hyphen && BS_JOINT (fit->prepared, node->atom)->hyphen)
    adjustment.cost += fit->tables->cost_hyphens;

  return adjustment.cost;
}

/* The cost of everything up to a break before atom @end when the last line begins at @node: -1
 * when there is no such line, for which @lack may say why, or none that beats what is known. */
static gint64
try_line (const Search *search, guint first_new, const Node *node, guint32 end, Lack *lack)
{
  const BsFit *fit = search->fit;
  const BsPrepared *prepared = fit->prepared;
  BsFitLine line = { node->atom, MAX (prepared->trimmed[end], node->atom), end };
  BsFitPlace place = { .measure = get_measure (fit, node->line)->width
                                  - bs_fit_get_indent (fit, node->line),
                       .is_first = node->line == 0 };
  gint64 slack = place.measure - get_natural_width (fit, &line, place.is_first);
  const Node *known;
  gint64 cost;

  place.is_last = end == prepared->atoms->len || BS_ATOM (prepared, end - 1)->forced;
  *lack = LACK_NONE;
  if (!search->desperate)
    {
      if (slack > MAX_SLACK_EM * (gint64) prepared->em && !place.is_last
          && fit->style->align != BS_ALIGN_CENTER)
        {
          *lack = LACK_TEXT;
          return -1;
        }
      if (slack < 0 && -slack > get_most_shrink (fit, &line))
        {
          *lack = -slack > get_most_shrink (fit, &line) + prepared->em ? LACK_ROOM : LACK_NONE;
          return -1;
        }
      known = find_candidate (search, first_new, node->line + 1);
      if (slack >= 0 && known != NULL && known->cost <= node->cost + fit->tables->cost_line)
        return -1;
    }

  cost = rate_line (search, node, &line, &place, lack);

  return cost >= 0 ? node->cost + cost : -1;
}

static void
try_break (Search *search, guint32 end)
{
  guint first_new = search->nodes->len;
  guint kept = 0;
  gboolean forced = end == search->fit->prepared->atoms->len
                    || BS_ATOM (search->fit->prepared, end - 1)->forced;

  for (guint i = 0; i < search->active->len; i++)
    {
      guint32 index = g_array_index (search->active, guint32, i);
      Node *node = &g_array_index (search->nodes, Node, index);
      Lack lack;
      gint64 cost = try_line (search, first_new, node, end, &lack);

      /* Lines from all later nodes are shorter still. */
      if (lack == LACK_TEXT && search->fit->n_measures == 1)
        {
          for (; i < search->active->len; i++)
            g_array_index (search->active, guint32, kept++) = g_array_index (search->active,
                                                                             guint32, i);
          break;
        }
      if (cost >= 0)
        {
          Node candidate = { end, node->line + 1, index, FALSE, cost };
          Node *known = find_candidate (search, first_new, candidate.line);

          node->used = TRUE;
          if (known == NULL)
            g_array_append_val (search->nodes, candidate);
          else if (candidate.cost < known->cost)
            *known = candidate;
          node = NULL; /* may have moved */
        }
      if (!forced
          && (lack != LACK_ROOM
              || (search->desperate && !g_array_index (search->nodes, Node, index).used)))
        g_array_index (search->active, guint32, kept++) = index;
    }
  g_array_set_size (search->active, kept);
  for (guint32 i = first_new; i < search->nodes->len; i++)
    g_array_append_val (search->active, i);
}

static guint32
find_best_end (const Search *search)
{
  guint32 best = NO_NODE;
  gint64 best_cost = G_MAXINT64;

  for (guint32 i = search->nodes->len; i-- > 0;)
    {
      const Node *node = &g_array_index (search->nodes, Node, i);

      if (node->atom != search->fit->prepared->atoms->len)
        break;
      if (node->cost <= best_cost)
        {
          best = i;
          best_cost = node->cost;
        }
    }

  return best;
}

static guint32
search_breaks (Search *search)
{
  const BsPrepared *prepared = search->fit->prepared;
  Node start = { 0, 0, NO_NODE, FALSE, 0 };
  guint32 first = 0;

  g_array_set_size (search->nodes, 0);
  g_array_set_size (search->active, 0);
  g_array_append_val (search->nodes, start);
  g_array_append_val (search->active, first);

  for (guint32 i = 1; i <= prepared->atoms->len && search->active->len > 0; i++)
    {
      gint16 cost = BS_JOINT (prepared, i)->cost;

      if (i == prepared->atoms->len || cost >= 0 || (search->desperate && cost == BS_BREAK_WORD))
        try_break (search, i);
    }

  return find_best_end (search);
}

/**
 * bs_fit_break:
 *
 * Finds a solution for every text: where no breaks do, words are cut, and then lines are overfull.
 *
 * Returns: (transfer full) (element-type BsFitLine): the lines, at least one
 */
GArray *
bs_fit_break (const BsFit *fit)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (BsFitLine));
  Search search = { .fit = fit };
  guint32 end = NO_NODE;
  guint n;

  if (fit->prepared->atoms->len == 0)
    {
      g_array_set_size (lines, 1);
      return lines;
    }

  search.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  search.active = g_array_new (FALSE, FALSE, sizeof (guint32));
  search.n_distinct = MAX (fit->n_measures - 1, 1);
  end = search_breaks (&search);
  if (end == NO_NODE)
    {
      search.desperate = TRUE;
      end = search_breaks (&search);
    }

  n = g_array_index (search.nodes, Node, end).line;
  g_array_set_size (lines, n);
  for (guint32 at = end; n > 0; n--)
    {
      const Node *node = &g_array_index (search.nodes, Node, at);
      BsFitLine *line = &g_array_index (lines, BsFitLine, n - 1);

      line->end = node->atom;
      line->start = g_array_index (search.nodes, Node, node->previous).atom;
      line->inked = MAX (fit->prepared->trimmed[line->end], line->start);
      at = node->previous;
    }
  g_array_unref (search.nodes);
  g_array_unref (search.active);

  return lines;
}
