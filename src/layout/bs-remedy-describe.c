/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the change of a box costs; lines and points, each. */
#define COST_OF_BOX 0.3
#define COST_OF_LINE 0.05
#define COST_OF_POINT 0.06
#define COST_OF_PLACE 0.8

/* Beyond so many boxes nobody reads the list. */
#define MOST_SENTENCES 6

static void
append (GString *clauses, char *clause)
{
  if (clauses->len > 0)
    g_string_append (clauses, _ ("; "));
  g_string_append (clauses, clause);
  g_free (clause);
}

static void
describe_place (const BsBox *old, const BsBox *box, GString *clauses, double *cost)
{
  int lines = (int) box->lines - (int) old->lines;
  int down = (int) box->line - (int) old->line;
  guint more = (guint) ABS (lines);
  guint moved = (guint) ABS (down);

  *cost += COST_OF_LINE * (more + moved);
  if (old->column != box->column || old->columns != box->columns)
    {
      *cost += COST_OF_PLACE;
      append (clauses,
              g_strdup_printf (_ ("from column %u, line %u on"), box->column + 1, box->line + 1));
      if (old->columns != box->columns)
        append (clauses,
                g_strdup_printf (ngettext ("%u column wide", "%u columns wide", box->columns),
                                 box->columns));
      if (lines != 0)
        append (clauses, g_strdup_printf (ngettext ("%u line high", "%u lines high", box->lines),
                                          box->lines));
      return;
    }
  if (lines > 0)
    append (clauses, g_strdup_printf (ngettext ("%u line higher", "%u lines higher", more), more));
  else if (lines < 0)
    append (clauses, g_strdup_printf (ngettext ("%u line lower", "%u lines lower", more), more));
  if (down > 0)
    append (clauses, g_strdup_printf (ngettext ("begins %u line further down",
                                                "begins %u lines further down", moved),
                                      moved));
  else if (down < 0)
    append (clauses, g_strdup_printf (ngettext ("begins %u line further up",
                                                "begins %u lines further up", moved),
                                      moved));
}

static char *
dup_position (BsHeadPosition position)
{
  switch (position)
    {
    case BS_HEAD_LEFT:
      return g_strdup (_ ("headline at the left"));
    case BS_HEAD_RIGHT:
      return g_strdup (_ ("headline at the right"));
    case BS_HEAD_MIDDLE:
      return g_strdup (_ ("headline in the middle"));
    case BS_HEAD_VERTICAL:
      return g_strdup (_ ("headline set downwards"));
    case BS_HEAD_ABOVE:
    default:
      return g_strdup (_ ("headline on top"));
    }
}

static void
describe_headline (const BsBox *old, const BsBox *box, GString *clauses, double *cost)
{
  if (box->position != old->position)
    {
      *cost += COST_OF_PLACE;
      append (clauses, dup_position (box->position));
    }
  if (box->head_size != old->head_size && box->head_size > 0)
    {
      if (old->head_size > 0)
        *cost += COST_OF_POINT * ABS ((int) box->head_size - (int) old->head_size) / 10.0;
      append (clauses, g_strdup_printf (_ ("headline in %.4g pt"), box->head_size / 10.0));
    }
  if (box->head_lines != old->head_lines && box->head_lines > 0)
    append (clauses, g_strdup_printf (ngettext ("headline on %u line", "headline on %u lines",
                                                box->head_lines),
                                      box->head_lines));
}

static void
describe_rest (const BsBox *old, const BsBox *box, GString *clauses, double *cost)
{
  int picture = (int) box->picture_lines - (int) old->picture_lines;
  guint more = (guint) ABS (picture);

  if (box->legs != old->legs)
    {
      guint legs = box->legs > 0 ? box->legs : box->columns;

      append (clauses, g_strdup_printf (ngettext ("%u leg", "%u legs", legs), legs));
    }
  *cost += COST_OF_LINE * more;
  if (picture > 0)
    append (clauses, g_strdup_printf (ngettext ("its photo %u line higher",
                                                "its photo %u lines higher", more),
                                      more));
  else if (picture < 0)
    append (clauses,
            g_strdup_printf (ngettext ("its photo %u line lower", "its photo %u lines lower", more),
                             more));
  if (box->picture_side != old->picture_side || box->picture_legs != old->picture_legs)
    append (clauses, g_strdup (_ ("its photo in other legs")));
  if (box->caption_side != old->caption_side)
    append (clauses, g_strdup (_ ("its caption at another side")));
  if (!g_str_equal (box->frame, old->frame))
    append (clauses, g_strdup (*box->frame == '\0'                ? _ ("without a frame")
                               : g_str_equal (box->frame, "tint") ? _ ("on a tint")
                                                                  : _ ("in a frame")));
}

static void
append_sentence (GString *effect, const char *format, const char *title, const char *clauses)
{
  g_autofree char *sentence = clauses != NULL ? g_strdup_printf (format, title, clauses)
                                              : g_strdup_printf (format, title);
  g_autofree char *both = NULL;

  if (effect->len > 0)
    both = g_strdup_printf (_ ("%s %s"), effect->str, sentence);
  g_string_assign (effect, both != NULL ? both : sentence);
}

static int
find_box (const BsBoard *board, const char *id)
{
  return id != NULL && *id != '\0' ? bs_board_find (board, id, NULL) : -1;
}

static void
describe_changed (const BsBoard *before, const BsBoard *after, guint index, GString *effect,
                  double *cost)
{
  const BsBox *box = bs_board_get (after, index);
  g_autofree char *title = bs_board_dup_title (after, index);
  g_autoptr (GString) clauses = g_string_new (NULL);
  int old = find_box (before, box->id);

  if (old < 0)
    {
      *cost += COST_OF_PLACE;
      if (box->kind == BS_BOX_HOUSE_AD)
        append_sentence (effect, _ ("Room for a house ad is kept."), NULL, NULL);
      else
        append_sentence (effect, _ ("“%s” is placed."), title, NULL);
      return;
    }
  describe_place (bs_board_get (before, (guint) old), box, clauses, cost);
  if (box->kind == BS_BOX_STORY)
    describe_headline (bs_board_get (before, (guint) old), box, clauses, cost);
  describe_rest (bs_board_get (before, (guint) old), box, clauses, cost);
  if (clauses->len == 0 || box->kind == BS_BOX_HOUSE_AD)
    return;
  *cost += COST_OF_BOX;
  /* Translators: title of a box; what becomes of it */
  append_sentence (effect, _ ("“%s”: %s."), title, clauses->str);
}

/**
 * bs_remedy_describe:
 * @before: the page as it is
 * @after: the issue as it would be
 * @effect: takes a sentence for each box that changes
 * @cost: is raised by what the changes cost
 */
void
bs_remedy_describe (const BsPageContext *before, const BsNode *after, GString *effect, double *cost)
{
  g_auto (BsBoard) old = { 0 };
  g_auto (BsBoard) new = { 0 };
  BsPageContext context = *before;
  g_autoptr (GString) sentences = g_string_new (NULL);
  guint n = 0;

  context.issue = after;
  if (!bs_board_init (&old, before, NULL) || !bs_board_init (&new, &context, NULL))
    return;
  for (guint i = 0; i < new.boxes->len; i++)
    {
      gsize length = sentences->len;

      if (!g_array_index (new.boxes, BsBoardBox, i).legal)
        continue;
      describe_changed (&old, &new, i, sentences, cost);
      n += sentences->len > length ? 1 : 0;
    }
  for (guint i = 0; i < old.boxes->len; i++)
    if (g_array_index (old.boxes, BsBoardBox, i).legal
        && bs_board_get (&old, i)->kind != BS_BOX_HOUSE_AD
        && find_box (&new, bs_board_get (&old, i)->id) < 0)
      {
        g_autofree char *title = bs_board_dup_title (&old, i);

        append_sentence (sentences, _ ("“%s” leaves the page."), title, NULL);
        *cost += COST_OF_BOX;
      }
  if (n <= MOST_SENTENCES)
    g_string_append (effect, sentences->str);
  else
    /* Translators: boxes */
    g_string_append_printf (effect, ngettext ("%u box changes.", "%u boxes change.", n), n);
}
