/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-piece-facts-private.h"

#include <string.h>

#define MOST_RAGGED 1 /* lines by which the legs of a story may differ at the foot */

static guint
line_flags (const BsStoryPlan *plan, guint line)
{
  return g_array_index (plan->body->lines, BsBodyLine, line).flags;
}

/* A leg that ends with the text or is cut off by a full box has no end to judge. */
static gboolean
goes_on (const BsStoryPlan *plan, guint end)
{
  return end > 0 && end < plan->body->lines->len;
}

static gboolean
ends_badly (const BsStoryPlan *plan, guint end)
{
  return goes_on (plan, end)
         && ((line_flags (plan, end - 1) & (BS_LINE_KEEP_NEXT | BS_LINE_OPENS)) != 0
             || (line_flags (plan, end) & BS_LINE_CLOSES) != 0);
}

static void
note_ends (BsPieceFacts *facts, const BsStoryPlan *plan)
{
  for (guint i = 0; i + 1 < facts->n_legs; i++)
    {
      guint end = plan->leg[i].end;

      if (plan->leg[i].start == end || !goes_on (plan, end))
        continue;
      if (line_flags (plan, end - 1) & BS_LINE_KEEP_NEXT)
        facts->stranded_legs |= 1u << i;
      else if (line_flags (plan, end) & BS_LINE_CLOSES)
        facts->widow_legs |= 1u << i;
      else if (line_flags (plan, end - 1) & BS_LINE_OPENS)
        facts->orphan_legs |= 1u << i;
    }
}

/* A leg that is kept short so as not to end badly is short on purpose. */
static void
note_ragged (BsPieceFacts *facts, const BsStoryPlan *plan)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < facts->n_legs; i++)
    if (facts->leg_room[i] > 0)
      least = MIN (least, (guint) (facts->leg_room[i] - facts->leg_lines[i]));
  for (guint i = 0; i < facts->n_legs; i++)
    {
      guint empty = facts->leg_room[i] - facts->leg_lines[i];

      if (facts->leg_room[i] > 0 && empty > least + MOST_RAGGED
          && !ends_badly (plan, plan->leg[i].end + 1))
        facts->ragged_legs |= 1u << i;
    }
}

static void
note_reliefs (BsPieceFacts *facts, const BsStoryPlan *plan)
{
  for (guint i = 0; i < plan->n_spans; i++)
    {
      const BsSpan *span = &plan->span[i];

      for (guint j = span->start; j < span->end; j++)
        if ((line_flags (plan, j) & BS_LINE_SUBHEAD) != 0 && facts->n_reliefs < BS_MAX_RELIEFS)
          facts->reliefs[facts->n_reliefs++] = (BsRelief){
            .leg = (guint16) span->leg,
            .line = (guint16) (span->top + j - span->start),
          };
    }
}

static void
note_loose_line (BsPieceFacts *facts, const BsStoryPlan *plan, const BsSpan *span, guint index)
{
  const BsBodyLine *body_line = &g_array_index (plan->body->lines, BsBodyLine, index);
  const BsPart *part = g_ptr_array_index (plan->body->parts, body_line->part);
  const BsLine *line = bs_paragraph_get_line (part->paragraph, body_line->line);
  g_autofree char *text = NULL;

  if (line->han_gap <= facts->loose.gap)
    return;
  text = g_strndup (bs_paragraph_get_text (part->paragraph) + line->start, line->end - line->start);
  facts->loose = (BsLooseLine){ .gap = line->han_gap,
                                .leg = span->leg,
                                .in_leg = index - plan->leg[span->leg].start,
                                .top = span->top + index - span->start };
  g_utf8_strncpy (facts->loose.text, text, BS_LOOSE_TEXT);
}

static void
note_loose (BsPieceFacts *facts, const BsStoryPlan *plan)
{
  for (guint i = 0; i < plan->n_spans; i++)
    for (guint j = plan->span[i].start; j < plan->span[i].end; j++)
      note_loose_line (facts, plan, &plan->span[i], j);
}

/* The line below the last one that is set in the leg. */
static void
note_feet (BsPieceFacts *facts, const BsStoryPlan *plan)
{
  for (guint i = 0; i < facts->n_legs; i++)
    facts->leg_foot[i] = (guint16) plan->leg[i].top;
  for (guint i = 0; i < plan->n_spans; i++)
    {
      const BsSpan *span = &plan->span[i];

      if (span->end > span->start && span->leg < facts->n_legs)
        facts->leg_foot[span->leg] = (guint16) (span->top + span->end - span->start);
    }
}

/* Bytes of the text at @path that the list sets. */
static gsize
count_set (const BsDisplayList *list, const char *path)
{
  gsize set = 0;

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    {
      const BsItem *item = bs_display_list_get_item (list, i);

      if (item->kind == BS_ITEM_GLYPHS && g_str_equal (item->glyphs.path, path))
        set = MAX (set, item->glyphs.text_offset + strlen (item->glyphs.text));
    }

  return set;
}

/**
 * bs_piece_facts_note_captions:
 * @facts: takes which captions are cut off
 * @sources: (element-type BsNode): what the box shows
 * @list: the box as it was drawn
 */
void
bs_piece_facts_note_captions (BsPieceFacts *facts, GPtrArray *sources, const BsDisplayList *list)
{
  for (guint i = 0; i < MIN (sources->len, 32); i++)
    {
      const BsNode *photo = g_ptr_array_index (sources, i);
      const char *caption = bs_node_get_text (photo, "caption");
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;

      if (*caption == '\0')
        continue;
      text = g_strchomp (g_strdup (caption));
      path = bs_issue_dup_path ("photos", bs_node_get_text (photo, "id"), "caption");
      if (count_set (list, path) < strlen (text))
        facts->cut_captions |= 1u << i;
    }
}

/**
 * bs_piece_facts_init:
 * @facts: (out): what the checks judge
 * @plan: a story as it was drawn
 */
void
bs_piece_facts_init (BsPieceFacts *facts, const BsStoryPlan *plan)
{
  *facts = (BsPieceFacts){ .n_legs = MIN (plan->legs.n_legs, BS_MAX_LEGS) };
  for (guint i = 0; i < facts->n_legs; i++)
    {
      const BsLeg *leg = &plan->leg[i];

      facts->leg_lines[i] = (guint16) (leg->end - leg->start);
      facts->leg_room[i] = (guint16) MAX (leg->lines, leg->end - leg->start);
    }
  note_feet (facts, plan);
  note_reliefs (facts, plan);
  note_loose (facts, plan);
  facts->header_lines = 2 * plan->padding + plan->header->grid_lines;
  facts->header_ink = plan->header->height;
  facts->headline_lines = plan->header->items[BS_HEADER_HEADLINE].n_lines;
  facts->deck_lines = plan->header->items[BS_HEADER_DECK].n_lines;
  note_ends (facts, plan);
  if (plan->over == 0)
    note_ragged (facts, plan);
}
