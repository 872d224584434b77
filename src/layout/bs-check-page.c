/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"
#include "layout/bs-furniture-private.h"

#include <glib/gi18n-lib.h>

/* Boxes of a page that need not be cut: a wheel of four around one. */
#define LEAST_UNCUT 5

static gboolean
is_horizontal (const BsPiece *piece)
{
  return piece->headline.width > 0 && piece->box.position != BS_HEAD_VERTICAL;
}

/* A frame or a tint parts two headlines as a picture would. */
static gboolean
is_framed (const BsPiece *piece)
{
  return *piece->box.frame != '\0';
}

/* Where the header is seen: half of its white is above it, half below. */
static void
get_seen (const BsPiece *piece, BsUnit *top, BsUnit *foot)
{
  BsUnit white = MAX (0, piece->headline.height - piece->facts.header_ink);

  *top = piece->headline.y + white / 2;
  *foot = bs_rect_bottom (&piece->headline) - white / 2;
}

static gboolean
stand_level (const BsPiece *a, const BsPiece *b)
{
  BsUnit top_a, foot_a, top_b, foot_b;

  get_seen (a, &top_a, &foot_a);
  get_seen (b, &top_b, &foot_b);

  return top_a <= foot_b && top_b <= foot_a;
}

/* Two horizontal headlines across one gutter whose heights overlap or touch. */
static gboolean
headlines_bump (const BsSetting *setting, const BsPiece *left, const BsPiece *right)
{
  BsUnit gutter = (BsUnit) setting->format->gutter_characters * setting->format->em;

  return is_horizontal (left) && is_horizontal (right) && !is_framed (left) && !is_framed (right)
         && ABS (bs_rect_right (&left->headline) + gutter - right->headline.x) <= gutter / 2
         && stand_level (left, right);
}

/* One right above the other with hardly a line of text between. */
static gboolean
headlines_stack (const BsSetting *setting, const BsPiece *upper, const BsPiece *lower)
{
  BsUnit gap = (BsUnit) bs_check_limits.stacked_head_lines * setting->format->line_height;
  BsUnit between = lower->headline.y - bs_rect_bottom (&upper->headline);

  return is_horizontal (upper) && is_horizontal (lower) && between >= 0 && between < gap
         && upper->headline.x < bs_rect_right (&lower->headline)
         && lower->headline.x < bs_rect_right (&upper->headline);
}

static void
check_headlines (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint j = 0; j < pieces->len; j++)
      {
        const BsPiece *a = g_ptr_array_index (pieces, i);
        const BsPiece *b = g_ptr_array_index (pieces, j);
        gboolean bump = i != j && headlines_bump (setting, a, b);
        BsFinding *finding;

        if (!bump && (i == j || !headlines_stack (setting, a, b)))
          continue;
        finding = bs_check_add_finding (setting, findings,
                                        bump ? "headline-bump" : "headline-stack", BS_LEVEL_WARNING,
                                        a);
        finding->other = g_strdup (b->box.id);
        finding->rect = a->headline;
        finding->message = g_strdup_printf (
          bump ? _ ("The headlines “%s” and “%s” stand side by side and read as one line. Move one "
                    "of the boxes, or put a picture between.")
               : _ ("The headlines “%s” and “%s” stand one below the other with hardly a line of "
                    "text between. Make the upper box higher, or swap one of them."),
          bs_story_get_title (bs_piece_get_story (a)), bs_story_get_title (bs_piece_get_story (b)));
      }
}

static gboolean
is_advertisement (const BsBox *box)
{
  return box->kind == BS_BOX_HOUSE_AD || box->kind == BS_BOX_AD;
}

static gboolean
is_full_width (const BsSetting *setting, const BsBox *box)
{
  return box->columns == setting->format->n_columns;
}

/* Booked or set by a person, over the whole width at the page's top or foot: the page is what is
 * left of it. */
static gboolean
is_strip (const BsSetting *setting, const BsBox *box)
{
  return is_full_width (setting, box) && (is_advertisement (box) || box->locked)
         && (box->line <= bs_page_get_first_line (setting)
             || box->line + box->lines >= setting->format->n_lines);
}

/* Of what a gap could cut, stories and pictures, how much lies in a part of the page. */
static guint
count_editorial (const BsSetting *setting, GPtrArray *pieces, guint column, guint columns,
                 guint line, guint lines)
{
  guint n = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (!is_advertisement (box) && !is_strip (setting, box) && box->column >= column
          && box->column + box->columns <= column + columns && box->line >= line
          && box->line + box->lines <= line + lines)
        n++;
    }

  return n;
}

static gboolean
crosses_gutter (const BsSetting *setting, GPtrArray *pieces, guint column)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (!is_strip (setting, box) && box->column < column && box->column + box->columns > column)
        return TRUE;
    }

  return FALSE;
}

static gboolean
crosses_line (GPtrArray *pieces, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (box->line < line && box->line + box->lines > line)
        return TRUE;
    }

  return FALSE;
}

/* A lead or a picture over the whole width on top of the page is an editor's choice. */
static gboolean
is_below_banner (const BsSetting *setting, GPtrArray *pieces, guint line)
{
  guint n_above = 0;
  gboolean banner = FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (is_advertisement (&piece->box) || piece->box.line + piece->box.lines > line)
        continue;
      n_above++;
      banner = is_full_width (setting, &piece->box)
               && (piece->box.kind != BS_BOX_STORY || piece->story_class == 1);
    }

  return n_above == 1 && banner;
}

/* Fewer than five rectangles cannot tile a page without a cut: then it is worth a note only. */
static BsLevel
rate_cut (const BsSetting *setting, GPtrArray *pieces)
{
  guint n = count_editorial (setting, pieces, 0, setting->format->n_columns, 0,
                             setting->format->n_lines);

  return n < LEAST_UNCUT ? BS_LEVEL_INFO : BS_LEVEL_WARNING;
}

static void
add_gutter_cut (const BsSetting *setting, guint column, BsLevel level, GPtrArray *findings)
{
  const BsPageFormat *format = setting->format;
  BsFinding *finding = bs_check_add_finding (setting, findings, "through-cut", level, NULL);

  finding->rect = format->type_area;
  finding->rect.x = bs_page_format_get_column_x (format, column) - format->em;
  finding->rect.width = format->em;
  finding->message = g_strdup_printf (
    _ ("The gutter left of column %u runs from top to foot and cuts the page in two. Let a box "
       "cross it."),
    column + 1);
}

static void
add_line_cut (const BsSetting *setting, guint line, BsLevel level, GPtrArray *findings)
{
  const BsPageFormat *format = setting->format;
  BsFinding *finding = bs_check_add_finding (setting, findings, "through-cut", level, NULL);

  finding->rect = format->type_area;
  finding->rect.y = bs_page_format_get_line_y (format, line);
  finding->rect.height = format->line_height;
  finding->message = g_strdup_printf (
    _ ("The gap at line %u runs across the whole page and cuts it in two. Let a box cross it."),
    line + 1);
}

static void
check_cuts (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  guint columns = setting->format->n_columns;
  guint lines = setting->format->n_lines;
  guint first = bs_page_get_first_line (setting);
  BsLevel level = rate_cut (setting, pieces);

  for (guint column = 1; column < columns; column++)
    if (!crosses_gutter (setting, pieces, column)
        && count_editorial (setting, pieces, 0, column, 0, lines) > 0
        && count_editorial (setting, pieces, column, columns - column, 0, lines) > 0)
      add_gutter_cut (setting, column, level, findings);
  for (guint line = first + 1; line < lines; line++)
    if (!crosses_line (pieces, line) && crosses_line (pieces, line - 1)
        && count_editorial (setting, pieces, 0, columns, 0, line) > 0
        && count_editorial (setting, pieces, 0, columns, line, lines - line) > 0
        && !is_below_banner (setting, pieces, line))
      add_line_cut (setting, line, level, findings);
}

static void
check_overlaps (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint j = i + 1; j < pieces->len; j++)
      {
        const BsPiece *a = g_ptr_array_index (pieces, i);
        const BsPiece *b = g_ptr_array_index (pieces, j);
        BsFinding *finding;

        if (a->rect.x >= bs_rect_right (&b->rect) || b->rect.x >= bs_rect_right (&a->rect)
            || a->rect.y >= bs_rect_bottom (&b->rect) || b->rect.y >= bs_rect_bottom (&a->rect))
          continue;
        finding = bs_check_add_finding (setting, findings, "overlap", BS_LEVEL_ERROR, b);
        finding->other = g_strdup (a->box.id);
        finding->message = g_strdup_printf (
          _ ("Boxes “%s” and “%s” cover each other. Move one of them."), a->box.id, b->box.id);
      }
}

static gboolean
is_drawn (GPtrArray *pieces, const BsNode *box)
{
  for (guint i = 0; i < pieces->len; i++)
    if (((BsPiece *) g_ptr_array_index (pieces, i))->node == box)
      return TRUE;

  return FALSE;
}

static void
check_outside (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page),
                                            "boxes");
  guint first = bs_page_get_first_line (setting);
  BsFinding *finding;

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);

      if (is_drawn (pieces, box))
        continue;
      finding = bs_check_add_finding (setting, findings, "outside-type-area", BS_LEVEL_ERROR, NULL);
      finding->box = g_strdup (bs_node_get_text (box, "id"));
      finding->message = g_strdup_printf (
        _ ("Box “%s” reaches beyond the type area or shows nothing: it is not drawn. Move it onto "
           "the page, or remove it."),
        finding->box);
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->box.line >= first)
        continue;
      finding = bs_check_add_finding (setting, findings, "outside-type-area", BS_LEVEL_ERROR,
                                      piece);
      finding->message = g_strdup_printf (
        _ ("Box “%s” covers the masthead. Move it down to line %u."), piece->box.id, first + 1);
    }
}

/* The largest rectangle of the type area that no box covers, column-lines; a line below a box counts
 * as the box's. */
static guint
find_hole (const BsSetting *setting, GPtrArray *pieces, BsBox *hole)
{
  guint n_columns = MIN (setting->format->n_columns, 64);
  guint n_lines = setting->format->n_lines;
  g_autofree guint64 *rows = g_new0 (guint64, n_lines + 1);
  guint largest = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;
      guint64 bits = (box->columns >= 64 ? ~(guint64) 0 : ((guint64) 1 << box->columns) - 1)
                     << box->column;

      for (guint line = box->line; line <= MIN (box->line + box->lines, n_lines); line++)
        rows[line] |= bits;
    }
  for (guint first = 0; first < n_columns; first++)
    for (guint columns = 1; first + columns <= n_columns; columns++)
      {
        guint64 bits = ((columns >= 64 ? 0 : (guint64) 1 << columns) - 1) << first;
        guint run = 0;

        for (guint line = bs_page_get_first_line (setting); line < n_lines; line++)
          {
            run = (rows[line] & bits) == 0 ? run + 1 : 0;
            if (run < bs_check_limits.hole_lines || run * columns <= largest)
              continue;
            largest = run * columns;
            *hole = (BsBox){
              .column = first, .columns = columns, .line = line + 1 - run, .lines = run
            };
          }
      }

  return largest;
}

static void
check_hole (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  BsBox hole;
  BsFinding *finding;

  if (pieces->len == 0 || find_hole (setting, pieces, &hole) == 0)
    return;
  finding = bs_check_add_finding (setting, findings, "hole", BS_LEVEL_WARNING, NULL);
  finding->lines = -(int) (hole.columns * hole.lines);
  finding->rect = bs_box_get_rect (&hole, setting->format);
  finding->message = g_strdup_printf (
    /* Translators: columns; lines; column; line */
    _ ("%u columns of %u lines are empty from column %u, line %u on: nothing stands there. Make a "
       "box larger, place a story or keep the room for a house ad."),
    hole.columns, hole.lines, hole.column + 1, hole.line + 1);
}

/**
 * bs_check_geometry:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes what was found
 */
void
bs_check_geometry (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  check_outside (setting, pieces, findings);
  check_overlaps (setting, pieces, findings);
  check_headlines (setting, pieces, findings);
  check_cuts (setting, pieces, findings);
  check_hole (setting, pieces, findings);
}

/**
 * bs_check_count_empty:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 *
 * Returns: the share of the lines of all columns, below the masthead, that nothing covers. A line
 *   between boxes counts as covered, the slot of a house ad does not, nor do empty lines in a box.
 */
double
bs_check_count_empty (const BsSetting *setting, GPtrArray *pieces)
{
  guint first = bs_page_get_first_line (setting);
  guint total = (setting->format->n_lines - first) * setting->format->n_columns;
  int covered = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);
      const BsBox *box = &piece->box;
      guint gap = box->line + box->lines < setting->format->n_lines ? 1 : 0;

      if (box->kind == BS_BOX_HOUSE_AD)
        continue;
      covered += (int) ((box->lines + gap) * box->columns);
      if (piece->over < 0)
        covered += piece->over;
    }

  return CLAMP (1.0 - covered / (double) MAX (1, total), 0.0, 1.0);
}
