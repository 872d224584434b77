/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-story-box-private.h"

/* How badly a span may end: on a subhead, before the last line of a paragraph, after the first;
 * and how short it may be. */
#define COST_STRANDED 200
#define COST_WIDOW 60
#define COST_ORPHAN 25
#define COST_SHORT 12
#define COST_HOLE 60 /* the same above a picture, where white is a hole and no ragged foot */
#define COST_NEVER 1000000
#define MOST_SHORT 2

/* What it costs to end a span after body line @end - 1. */
static guint
rate_break (const BsBody *body, guint end)
{
  const BsBodyLine *last;
  const BsBodyLine *next;

  if (end == 0 || end >= body->lines->len)
    return 0;
  last = &g_array_index (body->lines, BsBodyLine, end - 1);
  next = &g_array_index (body->lines, BsBodyLine, end);
  if (last->flags & BS_LINE_KEEP_NEXT)
    return COST_STRANDED;

  return (next->flags & BS_LINE_CLOSES ? COST_WIDOW : 0)
         + (last->flags & BS_LINE_OPENS ? COST_ORPHAN : 0);
}

/* What it costs to leave @less lines of a span empty. */
static guint
rate_short (const BsStoryPlan *plan, guint span, guint less)
{
  gboolean last_of_leg = span + 1 == plan->n_spans
                         || plan->span[span + 1].leg != plan->span[span].leg;

  if (less == 0)
    return 0;

  /* Short legs come last rather than first. */
  return less * less * (last_of_leg ? COST_SHORT : COST_HOLE) + plan->n_spans - span;
}

/* One span after the other as full as it goes: too much text, or a box that stays empty anyway. */
static guint
pour_full (BsStoryPlan *plan)
{
  guint n_lines = plan->body->lines->len;
  guint at = 0;

  for (guint i = 0; i < plan->n_spans; i++)
    {
      plan->span[i].start = at;
      at += MIN (plan->span[i].lines, n_lines - at);
      plan->span[i].end = at;
    }

  return at;
}

/* What is left over, less than a line a leg, is shared out so that few spans end badly: least cost
 * over all ways to leave zero, one or two lines of each span empty. */
static guint
pour_balanced (BsStoryPlan *plan, guint spare)
{
  guint n_spans = plan->n_spans;
  guint cost[BS_MAX_SPANS + 1][BS_MAX_LEGS + 1];
  guint8 choice[BS_MAX_SPANS + 1][BS_MAX_LEGS + 1];
  guint filled[BS_MAX_SPANS + 1] = { 0 };

  for (guint i = 0; i < n_spans; i++)
    filled[i + 1] = filled[i] + plan->span[i].lines;
  for (guint i = 0; i <= n_spans; i++)
    for (guint empty = 0; empty <= spare; empty++)
      cost[i][empty] = i == 0 && empty == 0 ? 0 : COST_NEVER;
  for (guint i = 0; i < n_spans; i++)
    for (guint empty = 0; empty <= spare; empty++)
      for (guint less = 0; less <= MIN (MOST_SHORT, spare - empty); less++)
        {
          guint sum = cost[i][empty];

          if (sum >= COST_NEVER || less > plan->span[i].lines || (less > 0 && i < plan->n_shaped))
            continue;
          sum += rate_break (plan->body, filled[i + 1] - empty - less) + rate_short (plan, i, less);
          if (sum < cost[i + 1][empty + less])
            {
              cost[i + 1][empty + less] = sum;
              choice[i + 1][empty + less] = (guint8) less;
            }
        }
  if (cost[n_spans][spare] >= COST_NEVER)
    return pour_full (plan);
  for (guint i = n_spans, empty = spare; i > 0; i--)
    {
      guint less = choice[i][empty];

      plan->span[i - 1].end = filled[i] - empty;
      empty -= less;
      plan->span[i - 1].start = filled[i - 1] - empty;
    }

  return plan->body->lines->len;
}

guint
bs_story_plan_pour (BsStoryPlan *plan)
{
  guint n_lines = plan->body->lines->len;

  if (plan->room < n_lines || plan->room >= n_lines + plan->legs.n_legs)
    return pour_full (plan);

  return pour_balanced (plan, plan->room - n_lines);
}
