/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"
#include "layout/bs-furniture-private.h"

#include <glib/gi18n-lib.h>

/* The other end of a jump has its rank on the page where the story begins. */
static gboolean
has_rank (const BsPiece *piece)
{
  return piece->headline_size > 0 && piece->part == 0;
}

/* 0 in the upper left corner, then upper right, lower right, lower left, to about 2.5. */
static double
standing (const BsSetting *setting, const BsBox *box)
{
  guint first = bs_page_get_first_line (setting);
  double height = MAX (1, setting->format->n_lines - first);
  double y = (box->line > first ? box->line - first : 0) / height;
  double x = (box->column + box->columns / 2.0) / setting->format->n_columns;

  return y * 2 + (y < 0.5 ? x : 1 - x) * 0.5;
}

/* Of all weightier stories the one whose headline is the most out of place beside @lesser's. */
static const BsPiece *
find_outranked (GPtrArray *pieces, const BsPiece *lesser)
{
  const BsPiece *worst = NULL;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *greater = g_ptr_array_index (pieces, i);

      if (!has_rank (greater) || greater->story_class >= lesser->story_class
          || greater->headline_size > lesser->headline_size)
        continue;
      if (worst == NULL || greater->headline_size < worst->headline_size)
        worst = greater;
    }

  return worst;
}

static void
check_sizes (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *lesser = g_ptr_array_index (pieces, i);
      const BsPiece *greater = has_rank (lesser) ? find_outranked (pieces, lesser) : NULL;
      BsFinding *finding;

      if (greater == NULL)
        continue;
      finding = bs_check_add_finding (setting, findings, "rank", BS_LEVEL_WARNING, lesser);
      finding->other = g_strdup (greater->box.id);
      finding->rect = lesser->headline;
      finding->message = g_strdup_printf (
        _ ("“%s” has as large a headline as the weightier “%s”. Set it smaller or change the "
           "priority."),
        bs_story_get_title (bs_piece_get_story (lesser)),
        bs_story_get_title (bs_piece_get_story (greater)));
    }
}

/* A rail of briefs beside the lead takes no place from it. */
static gboolean
is_rail (const BsPiece *piece)
{
  return piece->box.columns == 1 && piece->story_class > 2;
}

/* A story much weightier than @lesser, which stands on top of the page, below the fold. */
static const BsPiece *
find_worse_placed (const BsSetting *setting, GPtrArray *pieces, const BsPiece *lesser)
{
  guint first = bs_page_get_first_line (setting);
  guint fold = first + (setting->format->n_lines - first) / 2;

  if (lesser->box.line > first + bs_check_limits.lead_lines || is_rail (lesser))
    return NULL;
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *greater = g_ptr_array_index (pieces, i);

      if (has_rank (greater) && greater->box.line >= fold
          && greater->story_class + bs_check_limits.standing_classes <= lesser->story_class)
        return greater;
    }

  return NULL;
}

static void
check_standing (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *lesser = g_ptr_array_index (pieces, i);
      const BsPiece *greater;
      BsFinding *finding;

      greater = has_rank (lesser) ? find_worse_placed (setting, pieces, lesser) : NULL;
      if (greater == NULL || greater->story_class == 1) /* that is the lead's own fault */
        continue;
      finding = bs_check_add_finding (setting, findings, "standing", BS_LEVEL_WARNING, lesser);
      finding->other = g_strdup (greater->box.id);
      finding->message = g_strdup_printf (
        _ ("“%s” stands on top of the page and the far weightier “%s” below the fold: readers take "
           "the place for the weight. Swap them, or change the priority."),
        bs_story_get_title (bs_piece_get_story (lesser)),
        bs_story_get_title (bs_piece_get_story (greater)));
    }
}

static gboolean
stands_before (const BsPiece *other, const BsPiece *lead)
{
  const BsBox *a = &other->box;
  const BsBox *b = &lead->box;

  if (a->line + bs_check_limits.lead_lines < b->line)
    return TRUE;

  return a->line <= b->line + bs_check_limits.lead_lines && a->column < b->column
         && !is_rail (other);
}

static void
check_lead (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsPiece *lead = NULL;
  BsFinding *finding;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (has_rank (piece) && piece->story_class == 1
          && (lead == NULL || standing (setting, &piece->box) < standing (setting, &lead->box)))
        lead = piece;
    }
  if (lead == NULL)
    return;
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *other = g_ptr_array_index (pieces, i);

      if (!has_rank (other) || other->story_class == 1 || !stands_before (other, lead))
        continue;
      finding = bs_check_add_finding (setting, findings, "lead-place", BS_LEVEL_WARNING, lead);
      finding->other = g_strdup (other->box.id);
      finding->message = g_strdup_printf (
        _ ("The lead “%s” does not have the first place: “%s” stands before it. Move the lead to "
           "the upper left, or swap the two."),
        bs_story_get_title (bs_piece_get_story (lead)),
        bs_story_get_title (bs_piece_get_story (other)));
      return;
    }
}

/**
 * bs_check_rank:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes headlines too large for their story, and stories that stand too well
 */
void
bs_check_rank (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  check_sizes (setting, pieces, findings);
  check_standing (setting, pieces, findings);
  check_lead (setting, pieces, findings);
}
