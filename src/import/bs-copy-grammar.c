/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-copy-grammar.h"

#include "bs-copy-grammar-tables.h"

#include <math.h>
#include <string.h>

#define N_STATES (BS_N_MODES * N_ENDS * N_SUBHEADS * BS_N_OVERLAYS)
#define IMPOSSIBLE (-1.0e6f)
#define SCORE_ONE_SUBHEAD 3.0f
/* What somebody says of a line holds where the tables know no such page, only not lightly. */
#define SCORE_UNHEARD_OF -20.0f
/* The margin, in score, at which a decision is 63 % sure. Tuned on invented and real pages. */
#define CONFIDENCE_SCALE 2.2f

/* States this far behind the best one never win. */
#define BEAM 30.0f

/* How the open story is expected to end. */
typedef enum
{
  END_SIGNED, /* with a byline */
  END_EITHER, /* it began with a jump or a bare 本报讯 */
  END_BARE,   /* it was signed at its head */
  N_ENDS
} End;

/* Subheads come in twos and more: none, one, several so far. */
#define N_SUBHEADS 3

/* A state is where in a story the reader is (mode), how that story should end, how many subheads it
 * has, and which caption interrupts it (overlay). */
#define STATE(mode, end, subheads, overlay)                                                        \
  ((((mode) *N_ENDS + (end)) * N_SUBHEADS + (subheads)) * BS_N_OVERLAYS + (overlay))
#define MODE_OF(state) ((state) / (N_ENDS * N_SUBHEADS * BS_N_OVERLAYS))
#define END_OF(state) ((state) / (N_SUBHEADS * BS_N_OVERLAYS) % N_ENDS)
#define SUBHEADS_OF(state) ((state) / BS_N_OVERLAYS % N_SUBHEADS)
#define OVERLAY_OF(state) ((state) % BS_N_OVERLAYS)

typedef struct
{
  float forward[N_STATES];
  guint16 from[N_STATES];
  guint8 role[N_STATES];
} Column;

typedef struct
{
  guint16 to;
  guint8 role;
  float score; /* of the arc alone */
} Step;

typedef struct
{
  GPtrArray *lines;
  const BsLineFact *facts;
  guint n_facts;
  guint n_signed; /* lines that are surely bylines */
  Column *columns;
  float *emissions; /* [line][role] */
  /* Rows of bs_arcs that a mode and overlay allow. */
  guint8 arcs[BS_N_MODES][BS_N_OVERLAYS][BS_MAX_ARCS];
  guint n_arcs[BS_N_MODES][BS_N_OVERLAYS];
} Search;

/* How well each role suits the line by itself. */
static void
emit (const BsCopyLine *line, float *scores)
{
  float half = line->pair / 2;

  for (guint role = 0; role < BS_LINE_N_ROLES; role++)
    scores[role] = bs_role_biases[role];
  for (const BsFeatureWeight *weight = bs_feature_weights; weight->role != BS_LINE_BLANK; weight++)
    if (bs_copy_line_has (line, weight->feature))
      scores[weight->role] += weight->score;

  if (line->is_lower)
    {
      scores[BS_LINE_HEADLINE] -= half;
      scores[BS_LINE_DECK] += half;
    }
  else
    {
      scores[BS_LINE_HEADLINE] += half;
      scores[BS_LINE_KICKER] -= half;
    }
}

/* Does the line leave its paragraph open? A quote left open does not count: speeches run over
 * several paragraphs, and recognition loses quotes. */
static gboolean
is_unfinished (const BsCopyLine *line)
{
  return !bs_copy_line_has (line, BS_FEATURE_END_CLOSED)
         && !bs_copy_line_has (line, BS_FEATURE_END_JUMP);
}

static guint
mode_after (const BsArc *arc, guint mode, const BsCopyLine *line)
{
  if (arc->to == BS_MODE_SAME)
    return mode;
  if (arc->to == BS_MODE_TEXT && bs_copy_line_has (line, BS_FEATURE_END_JUMP))
    return BS_MODE_CLOSED;
  if (arc->to == BS_MODE_TEXT && is_unfinished (line))
    return BS_MODE_OPEN;

  return arc->to;
}

static guint
end_after (const BsArc *arc, guint end, const BsCopyLine *line)
{
  if (arc->settles == BS_SETTLES_NOT)
    end = END_SIGNED;
  if (line->signed_at_head || (arc->settles == BS_SETTLES && arc->role == BS_LINE_BYLINE))
    return END_BARE;
  if (arc->settles == BS_SETTLES || bs_copy_line_has (line, BS_FEATURE_START_DATELINE)
      || bs_copy_line_has (line, BS_FEATURE_START_JUMP))
    return MAX (end, END_EITHER);

  return end;
}

static guint
subheads_after (const BsArc *arc, guint subheads)
{
  if (arc->settles == BS_SETTLES_NOT)
    return 0;

  return arc->role == BS_LINE_SUBHEAD ? MIN (subheads + 1, N_SUBHEADS - 1) : subheads;
}

/* What an arc costs in this state of the story, beside its own score. */
static float
arc_score (const Search *search, const BsArc *arc, guint state)
{
  guint mode = MODE_OF (state);
  guint end = END_OF (state);
  guint subheads = SUBHEADS_OF (state);
  float score = arc->score;

  /* A new title while the story before has no byline yet: where stories are signed this is
   * likelier a subhead. */
  if (arc->needs_signature && (mode == BS_MODE_TEXT || mode == BS_MODE_OPEN) && end == END_SIGNED)
    score -= search->n_signed == 0 ? 0.8f : search->n_signed < 3 ? 2.5f : 4.0f;
  if (arc->settles == BS_SETTLES_NOT && subheads == 1)
    score -= SCORE_ONE_SUBHEAD;
  if (arc->role == BS_LINE_SUBHEAD)
    score += (subheads == 0 ? -1.0f : 0.7f) - (end == END_SIGNED ? 0 : 1.0f);
  if (arc->role == BS_LINE_BYLINE && end == END_BARE
      && (mode == BS_MODE_TEXT || mode == BS_MODE_OPEN))
    score -= 4;

  return score;
}

static guint
overlay_after (const BsArc *arc, guint overlay, const BsCopyLine *line)
{
  if (arc->to_overlay == BS_OVERLAY_SAME)
    return overlay;
  if (arc->to_overlay != BS_OVERLAY_CAPTION)
    return arc->to_overlay;
  if (bs_copy_line_has (line, BS_FEATURE_CREDIT_TAIL))
    return BS_OVERLAY_CREDITED;

  return is_unfinished (line) ? BS_OVERLAY_OPEN_CAPTION : BS_OVERLAY_CAPTION;
}

/* What is said of the line; NULL where nothing is. */
static const BsLineFact *
fact_of (const Search *search, guint index)
{
  const BsLineFact *fact = index < search->n_facts ? &search->facts[index] : NULL;

  return fact != NULL && (fact->role != BS_LINE_BLANK || fact->border != BS_BORDER_UNSAID) ? fact
                                                                                           : NULL;
}

static gboolean
is_of_photo (BsLineRole role)
{
  return role == BS_LINE_CAPTION || role == BS_LINE_CAPTION_CONTINUATION || role == BS_LINE_CREDIT
         || role == BS_LINE_GROUP_TITLE;
}

static gboolean
is_of_story (BsLineRole role)
{
  return role != BS_LINE_BLANK && role != BS_LINE_FURNITURE && !is_of_photo (role);
}

static gboolean
fits (const BsLineFact *fact, BsLineRole role, guint mode)
{
  if (fact->role != BS_LINE_BLANK && fact->role != role)
    return FALSE;
  if (fact->border == BS_BORDER_BEGINS)
    return fact->role != BS_LINE_BLANK || bs_role_starts_story (role, BS_MODE_OUT);
  if (fact->border == BS_BORDER_WITHIN)
    return role != BS_LINE_FURNITURE && role != BS_LINE_GROUP_TITLE
           && !bs_role_starts_story (role, mode);

  return TRUE;
}

/* Where the reader is when a story is said to begin, or to go on. */
static guint
mode_before (const BsLineFact *fact, guint mode)
{
  const guint between = 1u << BS_MODE_OUT | 1u << BS_MODE_SIGNED | 1u << BS_MODE_CLOSED;

  if (fact->border == BS_BORDER_BEGINS)
    return BS_MODE_OUT;

  return fact->border == BS_BORDER_WITHIN && (between & 1u << mode) != 0 ? BS_MODE_TEXT : mode;
}

static guint
mode_of_fact (BsLineRole role, guint mode, const BsCopyLine *line)
{
  gboolean in_head = mode <= BS_MODE_DECKED;

  switch (role)
    {
    case BS_LINE_FLAG:
      return mode == BS_MODE_OUT ? BS_MODE_FLAGGED : mode;
    case BS_LINE_KICKER:
      return mode <= BS_MODE_KICKED ? BS_MODE_KICKED : mode;
    case BS_LINE_HEADLINE:
      return in_head ? BS_MODE_TITLED : mode;
    case BS_LINE_DECK:
      return in_head ? BS_MODE_DECKED : mode;
    case BS_LINE_BYLINE:
      return in_head ? BS_MODE_HEAD_SIGNED : BS_MODE_SIGNED;
    case BS_LINE_SUBHEAD:
      return BS_MODE_SUBHEADED;
    case BS_LINE_BODY:
    case BS_LINE_CONTINUATION:
      return is_unfinished (line) ? BS_MODE_OPEN : BS_MODE_TEXT;
    default:
      return mode;
    }
}

static guint
overlay_of_fact (BsLineRole role, guint overlay)
{
  switch (role)
    {
    case BS_LINE_CAPTION:
    case BS_LINE_CAPTION_CONTINUATION:
      return BS_OVERLAY_CAPTION;
    case BS_LINE_CREDIT:
      return BS_OVERLAY_CREDITED;
    case BS_LINE_GROUP_TITLE:
      return BS_OVERLAY_GROUP;
    case BS_LINE_FURNITURE:
      return overlay;
    default:
      return BS_OVERLAY_NONE;
    }
}

/* The same for a line of which something is said: the arcs that agree, and where there is none a
 * step of its own, so that each fact can be kept to on any page. */
static guint
collect_known_steps (const Search *search, guint index, guint state, Step *steps)
{
  const BsCopyLine *line = g_ptr_array_index (search->lines, index);
  const BsLineFact *fact = fact_of (search, index);
  BsLineRole role = fact->role != BS_LINE_BLANK ? fact->role : BS_LINE_BODY;
  gboolean begins = fact->border == BS_BORDER_BEGINS && is_of_story (role);
  guint n = 0;
  guint mode;

  for (const BsArc *arc = bs_arcs; arc->role != BS_LINE_BLANK; arc++)
    {
      gboolean of_story = is_of_story (arc->role);
      guint overlay = begins && of_story ? BS_OVERLAY_NONE : OVERLAY_OF (state);

      mode = of_story ? mode_before (fact, MODE_OF (state)) : MODE_OF (state);
      if ((arc->modes & 1u << mode) == 0 || (arc->overlays & 1u << overlay) == 0
          || !fits (fact, arc->role, mode))
        continue;
      steps[n].to = STATE (mode_after (arc, mode, line), end_after (arc, END_OF (state), line),
                           subheads_after (arc, SUBHEADS_OF (state)),
                           overlay_after (arc, overlay, line));
      steps[n].role = arc->role;
      steps[n++].score = arc_score (search, arc, state);
    }
  if (n > 0)
    return n;

  mode = is_of_story (role) ? mode_before (fact, MODE_OF (state)) : MODE_OF (state);
  begins = begins
           || (fact->border == BS_BORDER_UNSAID && bs_role_starts_story (role, MODE_OF (state)));
  steps[0].to = STATE (mode_of_fact (role, begins ? BS_MODE_OUT : mode, line),
                       begins ? (guint) END_SIGNED : END_OF (state),
                       begins ? 0 : SUBHEADS_OF (state),
                       overlay_of_fact (role, OVERLAY_OF (state)));
  steps[0].role = role;
  steps[0].score = SCORE_UNHEARD_OF;

  return 1;
}

/* Collects each arc that @line may take, in a fixed order: ties fall the same way everywhere. */
static guint
collect_steps (const Search *search, guint index, guint state, Step *steps)
{
  const BsCopyLine *line = g_ptr_array_index (search->lines, index);
  guint mode = MODE_OF (state);
  guint overlay = OVERLAY_OF (state);
  guint n = search->n_arcs[mode][overlay];

  if (fact_of (search, index) != NULL)
    return collect_known_steps (search, index, state, steps);

  for (guint i = 0; i < n; i++)
    {
      const BsArc *arc = &bs_arcs[search->arcs[mode][overlay][i]];

      steps[i].to = STATE (mode_after (arc, mode, line), end_after (arc, END_OF (state), line),
                           subheads_after (arc, SUBHEADS_OF (state)),
                           overlay_after (arc, overlay, line));
      steps[i].role = arc->role;
      steps[i].score = arc_score (search, arc, state);
    }

  return n;
}

static void
index_arcs (Search *search)
{
  for (guint i = 0; bs_arcs[i].role != BS_LINE_BLANK; i++)
    for (guint mode = 0; mode < BS_N_MODES; mode++)
      for (guint overlay = 0; overlay < BS_N_OVERLAYS; overlay++)
        if ((bs_arcs[i].modes & (1u << mode)) != 0 && (bs_arcs[i].overlays & (1u << overlay)) != 0)
          search->arcs[mode][overlay][search->n_arcs[mode][overlay]++] = i;
}

static float
best_of (const float *values)
{
  float best = IMPOSSIBLE;

  for (guint i = 0; i < N_STATES; i++)
    best = MAX (best, values[i]);

  return best;
}

static void
search_forward (Search *search)
{
  Step steps[BS_MAX_ARCS];

  for (guint s = 0; s < N_STATES; s++)
    search->columns[0].forward[s] = IMPOSSIBLE;
  search->columns[0].forward[STATE (BS_MODE_OUT, END_SIGNED, 0, BS_OVERLAY_NONE)] = 0;

  for (guint i = 0; i < search->lines->len; i++)
    {
      const Column *before = &search->columns[i];
      Column *after = &search->columns[i + 1];
      const float *emissions = search->emissions + (gsize) i * BS_LINE_N_ROLES;

      float least = best_of (before->forward) - BEAM;

      for (guint s = 0; s < N_STATES; s++)
        after->forward[s] = IMPOSSIBLE;
      for (guint s = 0; s < N_STATES; s++)
        {
          guint n = before->forward[s] > least ? collect_steps (search, i, s, steps) : 0;

          for (guint k = 0; k < n; k++)
            {
              float score = before->forward[s] + steps[k].score + emissions[steps[k].role];

              if (score > after->forward[steps[k].to])
                {
                  after->forward[steps[k].to] = score;
                  after->from[steps[k].to] = s;
                  after->role[steps[k].to] = steps[k].role;
                }
            }
        }
    }
}

static float
final_score (guint state)
{
  guint mode = MODE_OF (state);

  return bs_final_scores[mode] - (mode == BS_MODE_TEXT && END_OF (state) == END_SIGNED ? 0.5f : 0)
         - (SUBHEADS_OF (state) == 1 ? SCORE_ONE_SUBHEAD : 0);
}

/* Keeps the floats of a text of 10,000 lines near zero, where they are exact enough. */
static void
take_down (float *values)
{
  float best = best_of (values);

  for (guint i = 0; i < N_STATES; i++)
    if (values[i] > IMPOSSIBLE)
      values[i] -= best;
}

static void
follow_back (const Search *search, BsLineDecision *decisions)
{
  const Column *last = &search->columns[search->lines->len];
  guint state = 0;
  float best = IMPOSSIBLE * 2;

  for (guint s = 0; s < N_STATES; s++)
    if (last->forward[s] > IMPOSSIBLE && last->forward[s] + final_score (s) > best)
      {
        best = last->forward[s] + final_score (s);
        state = s;
      }

  for (guint i = search->lines->len; i > 0; i--)
    {
      const Column *column = &search->columns[i];
      const BsLineFact *fact = fact_of (search, i - 1);
      BsLineDecision *decision = &decisions[i - 1];

      decision->role = column->role[state];
      state = column->from[state];
      decision->starts_story = bs_role_starts_story (decision->role, MODE_OF (state));
      if (fact == NULL)
        continue;
      decision->said = fact->role != BS_LINE_BLANK;
      decision->border = fact->border;
      if (fact->border != BS_BORDER_UNSAID)
        decision->starts_story = fact->border == BS_BORDER_BEGINS && is_of_story (decision->role);
    }
}

/* From the end backwards: how good the best page is in which this line has that role. */
static void
rate (const Search *search, BsLineDecision *decisions)
{
  g_autofree float *backward = g_new (float, N_STATES);
  g_autofree float *earlier = g_new (float, N_STATES);
  Step steps[BS_MAX_ARCS];

  for (guint s = 0; s < N_STATES; s++)
    backward[s] = final_score (s);

  for (guint i = search->lines->len; i > 0; i--)
    {
      const Column *before = &search->columns[i - 1];
      const float *emissions = search->emissions + (gsize) (i - 1) * BS_LINE_N_ROLES;
      float least = best_of (before->forward) - BEAM;
      float of_role[BS_LINE_N_ROLES];
      float second = IMPOSSIBLE;

      for (guint r = 0; r < BS_LINE_N_ROLES; r++)
        of_role[r] = IMPOSSIBLE;
      for (guint s = 0; s < N_STATES; s++)
        {
          guint n = before->forward[s] > least ? collect_steps (search, i - 1, s, steps) : 0;

          earlier[s] = IMPOSSIBLE;
          for (guint k = 0; k < n; k++)
            {
              float rest = steps[k].score + emissions[steps[k].role] + backward[steps[k].to];

              earlier[s] = MAX (earlier[s], rest);
              of_role[steps[k].role] = MAX (of_role[steps[k].role], before->forward[s] + rest);
            }
        }

      for (guint r = 0; r < BS_LINE_N_ROLES; r++)
        if (r != decisions[i - 1].role && of_role[r] > second)
          {
            second = of_role[r];
            decisions[i - 1].second = r;
          }
      decisions[i - 1].confidence = (guint) lrintf (
        100 * (1 - expf (-MAX (0, of_role[decisions[i - 1].role] - second) / CONFIDENCE_SCALE)));
      take_down (earlier);
      memcpy (backward, earlier, sizeof (float) * N_STATES);
    }
}

BsLineDecision *
bs_copy_grammar_decide (GPtrArray *lines, const BsLineFact *facts, guint n_facts)
{
  BsLineDecision *decisions = g_new0 (BsLineDecision, lines->len + 1);
  Search search = { .lines = lines, .facts = facts, .n_facts = MIN (n_facts, lines->len) };

  index_arcs (&search);

  search.columns = g_new (Column, lines->len + 1);
  search.emissions = g_new (float, (gsize) (lines->len + 1) * BS_LINE_N_ROLES);
  for (guint i = 0; i < lines->len; i++)
    {
      const BsCopyLine *line = g_ptr_array_index (lines, i);

      const BsLineFact *fact = fact_of (&search, i);

      search.n_signed += fact != NULL && fact->role != BS_LINE_BLANK
                           ? fact->role == BS_LINE_BYLINE
                           : bs_copy_line_has (line, BS_FEATURE_BYLINE_SURE);
      emit (line, search.emissions + (gsize) i * BS_LINE_N_ROLES);
    }

  search_forward (&search);
  follow_back (&search, decisions);
  rate (&search, decisions);

  g_free (search.columns);
  g_free (search.emissions);

  return decisions;
}
