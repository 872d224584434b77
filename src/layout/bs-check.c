/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-furniture-private.h"
#include "layout/bs-layout-private.h"

#include "compose/bs-font-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORT_LEG_LINES 3

static const BsNode *
piece_story (const BsPiece *piece)
{
  return piece->box.kind == BS_BOX_STORY ? g_ptr_array_index (piece->sources, 0) : NULL;
}

static const char *
story_title (const BsNode *story)
{
  const char *headline = bs_node_get_text (story, "headline");

  return *headline != '\0' ? headline : bs_node_get_text (story, "id");
}

static BsFinding *
add_finding (const BsSetting *setting, GPtrArray *findings, const char *code, BsLevel level,
             const BsPiece *piece)
{
  BsFinding *finding = bs_finding_new (code, level, setting->page);

  if (piece != NULL)
    {
      finding->box = g_strdup (piece->box.id);
      finding->rect = piece->rect;
      if (piece->box.kind == BS_BOX_STORY)
        finding->story = g_strdup (piece->box.refs[0]);
    }
  g_ptr_array_add (findings, finding);

  return finding;
}

static void
check_fit (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const char *title = story_title (piece_story (piece));
  BsFinding *finding;

  if (piece->over > 0)
    {
      finding = add_finding (setting, findings, "overset", BS_LEVEL_ERROR, piece);
      finding->lines = piece->over;
      finding->characters = (int) piece->over_characters;
      finding->message = g_strdup_printf (
          _("“%s” is too long: %d lines, %u characters find no room in its box. Cut them, make "
            "the box larger or lay the page out again."),
          title, piece->over, piece->over_characters);
    }
  else if (piece->over < 0)
    {
      finding = add_finding (setting, findings, "underfill", BS_LEVEL_WARNING, piece);
      finding->lines = piece->over;
      finding->characters = piece->over * (int) piece->format->column_characters;
      finding->message = g_strdup_printf (
          _("“%s” is too short: %d lines of its box stay empty. Add text, make the box smaller or "
            "lay the page out again."),
          title, -piece->over);
    }
  if (piece->over <= 0 && piece->n_legs > 1 && piece->need > 0
      && piece->shortest_leg < SHORT_LEG_LINES)
    {
      finding = add_finding (setting, findings, "orphan-leg", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
          _("“%s” has a leg of fewer than %d lines: it reads as a scrap. Give the story fewer legs "
            "or another width."),
          title, SHORT_LEG_LINES);
    }
}

static gboolean
is_listed (const BsNode *issue, const char *page)
{
  return bs_issue_get_page (issue, page) != NULL;
}

static gboolean
has_other_end (const BsNode *issue, const BsNode *story, const char *page, const char *member)
{
  const BsNode *stories = bs_issue_get_stories (issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *other = bs_node_get_element (stories, i);

      if (other != story && g_str_equal (bs_node_get_text (other, "page"), page)
          && g_str_equal (bs_node_get_text (other, member), bs_node_get_text (story, "page")))
        return TRUE;
    }

  return FALSE;
}

static void
check_jump (const BsSetting *setting, const BsPiece *piece, const char *member, const char *other,
            GPtrArray *findings)
{
  const BsNode *story = piece_story (piece);
  const char *page = bs_node_get_text (story, member);
  BsFinding *finding;

  if (*page == '\0')
    return;
  if (!is_listed (setting->issue, page) || g_str_equal (page, setting->page))
    {
      finding = add_finding (setting, findings, "jump-broken", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
          _("“%s” points to page %s, which is not in this issue. Make sure that its other part "
            "stands there."),
          story_title (story), page);
      return;
    }
  if (has_other_end (setting->issue, story, page, other))
    return;
  finding = add_finding (setting, findings, "jump-broken", BS_LEVEL_ERROR, piece);
  finding->message = g_strdup_printf (
      _("“%s” points to page %s, but no story there points back. Place its other part on that page "
        "or take the jump away."),
      story_title (story), page);
}

static void
check_story (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsNode *story = piece_story (piece);
  BsFinding *finding;

  check_fit (setting, piece, findings);
  if (*bs_node_get_text (story, "headline") == '\0')
    {
      finding = add_finding (setting, findings, "empty-headline", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
          _("Story “%s” has no headline: the reader finds no way into it. Write one."),
          story_title (story));
    }
  if (piece->splits_word)
    {
      finding = add_finding (setting, findings, "headline-split", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
          _("The headline “%s” had to be broken inside a word: its box is too narrow. Put a blank "
            "where it may break, shorten it or widen the box."),
          story_title (story));
    }
  check_jump (setting, piece, "continued_from", "continued_on", findings);
  check_jump (setting, piece, "continued_on", "continued_from", findings);
}

static void
check_photo (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
             GPtrArray *findings)
{
  g_autofree char *credit = bs_photo_dup_credit (photo);
  BsFinding *finding;

  if (*bs_node_get_text (photo, "file") == '\0')
    {
      finding = add_finding (setting, findings, "missing-photo", BS_LEVEL_WARNING, piece);
      finding->photo = g_strdup (bs_node_get_text (photo, "id"));
      finding->message = g_strdup_printf (
          _("Photo “%s” has no picture: an empty frame would be printed. Add the picture, or take "
            "the photo off the page."),
          bs_node_get_text (photo, "id"));
    }
  if (*credit == '\0')
    {
      finding = add_finding (setting, findings, "missing-credit", BS_LEVEL_INFO, piece);
      finding->photo = g_strdup (bs_node_get_text (photo, "id"));
      finding->message
          = g_strdup_printf (_("Photo “%s” names no photographer. Add the credit."),
                             bs_node_get_text (photo, "id"));
    }
}

static void
check_glyphs (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding;
  char character[8] = { 0 };

  if (piece->n_missing == 0)
    return;
  g_unichar_to_utf8 (piece->missing, character);
  finding = add_finding (setting, findings, "missing-glyph", BS_LEVEL_ERROR, piece);
  finding->characters = (int) piece->n_missing;
  finding->message = g_strdup_printf (
      _("No font has “%s” (U+%04X): %u characters are drawn as boxes. Install a font that has "
        "them or write them otherwise."),
      character, piece->missing, piece->n_missing);
}

static void
check_space (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding = add_finding (setting, findings, "space", BS_LEVEL_INFO, piece);

  finding->lines = -(int) (piece->box.lines * piece->box.columns);
  finding->characters = finding->lines * (int) piece->format->column_characters;
  finding->message = g_strdup_printf (
      _("The copy is too short for the page: %.0f × %.0f mm stay empty, room for %d characters. "
        "Add a story, enlarge a photo or place a house ad there."),
      bs_unit_to_mm (piece->rect.width), bs_unit_to_mm (piece->rect.height),
      -finding->characters);
}

static void
check_sources (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  for (guint i = 0; i < piece->sources->len; i++)
    {
      BsFinding *finding;

      if (g_ptr_array_index (piece->sources, i) != NULL)
        continue;
      finding = add_finding (setting, findings, "missing-source", BS_LEVEL_ERROR, piece);
      finding->message = g_strdup_printf (
          _("A box shows “%s”, which is not in the issue any more. Remove the box or lay the page "
            "out again."),
          piece->box.refs[i]);
    }
}

/* Two horizontal headlines across one gutter whose heights overlap or touch. */
static void
check_bumps (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  BsUnit gutter = (BsUnit) setting->format->gutter_characters * setting->format->em;

  for (guint i = 0; i < pieces->len; i++)
    for (guint j = 0; j < pieces->len; j++)
      {
        const BsPiece *left = g_ptr_array_index (pieces, i);
        const BsPiece *right = g_ptr_array_index (pieces, j);
        BsFinding *finding;

        if (left->headline.width == 0 || right->headline.width == 0
            || ABS (bs_rect_right (&left->headline) + gutter - right->headline.x) > gutter / 2
            || left->headline.y >= bs_rect_bottom (&right->headline)
            || right->headline.y >= bs_rect_bottom (&left->headline))
          continue;
        finding = add_finding (setting, findings, "headline-bump", BS_LEVEL_WARNING, left);
        finding->rect = left->headline;
        finding->message = g_strdup_printf (
            _("The headlines “%s” and “%s” stand side by side and read as one line. Move one of the "
              "boxes, or put a picture between."),
            story_title (piece_story (left)), story_title (piece_story (right)));
      }
}

static gboolean
crosses_gutter (GPtrArray *pieces, guint column)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      /* An ad over the full width at the foot is no part of what the gutter cuts. */
      if (box->kind != BS_BOX_HOUSE_AD && box->column < column
          && box->column + box->columns > column)
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

/* Whether anything but a house ad at the foot begins at @line or below. */
static gboolean
begins_below (GPtrArray *pieces, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (box->kind != BS_BOX_HOUSE_AD && box->line >= line)
        return TRUE;
    }

  return FALSE;
}

static gboolean
ends_above (GPtrArray *pieces, guint line)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      if (box->line + box->lines <= line)
        return TRUE;
    }

  return FALSE;
}

static void
check_cuts (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsPageFormat *format = setting->format;
  guint first = bs_page_get_first_line (setting);
  BsFinding *finding;

  if (pieces->len < 2)
    return;
  for (guint column = 1; column < format->n_columns; column++)
    if (!crosses_gutter (pieces, column))
      {
        finding = add_finding (setting, findings, "through-cut", BS_LEVEL_WARNING, NULL);
        finding->rect = format->type_area;
        finding->rect.x = bs_page_format_get_column_x (format, column) - format->em;
        finding->rect.width = format->em;
        finding->message = g_strdup_printf (
            _("The gutter left of column %u runs from top to foot and cuts the page in two. Let a "
              "box cross it."),
            column + 1);
      }
  for (guint line = first + 1; line < format->n_lines; line++)
    if (!crosses_line (pieces, line) && crosses_line (pieces, line - 1)
        && ends_above (pieces, line) && begins_below (pieces, line))
      {
        finding = add_finding (setting, findings, "through-cut", BS_LEVEL_WARNING, NULL);
        finding->rect = format->type_area;
        finding->rect.y = bs_page_format_get_line_y (format, line);
        finding->rect.height = format->line_height;
        finding->message = g_strdup_printf (
            _("The gap at line %u runs across the whole page and cuts it in two. Let a box cross "
              "it."),
            line + 1);
      }
}

static void
check_rank (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint j = 0; j < pieces->len; j++)
      {
        const BsPiece *greater = g_ptr_array_index (pieces, i);
        const BsPiece *lesser = g_ptr_array_index (pieces, j);
        BsFinding *finding;

        if (greater->headline_size == 0 || greater->story_class >= lesser->story_class
            || greater->headline_size > lesser->headline_size)
          continue;
        finding = add_finding (setting, findings, "rank", BS_LEVEL_WARNING, lesser);
        finding->message = g_strdup_printf (
            _("“%s” has as large a headline as the weightier “%s”. Set it smaller or change the "
              "priority."),
            story_title (piece_story (lesser)), story_title (piece_story (greater)));
      }
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
        finding = add_finding (setting, findings, "overlap", BS_LEVEL_ERROR, b);
        finding->message = g_strdup_printf (
            _("Boxes “%s” and “%s” cover each other. Move one of them."), a->box.id, b->box.id);
      }
}

static gboolean
is_shown (GPtrArray *pieces, const char *id, gboolean story)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsBox *box = &((BsPiece *) g_ptr_array_index (pieces, i))->box;

      for (guint j = 0; j < box->n_refs; j++)
        if ((box->kind == BS_BOX_STORY && j == 0) == story && g_str_equal (box->refs[j], id))
          return TRUE;
    }

  return FALSE;
}

static void
check_unplaced (const BsSetting *setting, GPtrArray *pieces, gboolean stories, GPtrArray *findings)
{
  const BsNode *list
      = stories ? bs_issue_get_stories (setting->issue) : bs_issue_get_photos (setting->issue);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *node = bs_node_get_element (list, i);
      const char *id = bs_node_get_text (node, "id");
      BsFinding *finding;

      if (!g_str_equal (bs_node_get_text (node, "page"), setting->page)
          || is_shown (pieces, id, stories))
        continue;
      finding = add_finding (setting, findings, stories ? "unplaced-story" : "unplaced-photo",
                             BS_LEVEL_ERROR, NULL);
      if (stories)
        finding->story = g_strdup (id);
      else
        finding->photo = g_strdup (id);
      finding->characters = stories ? (int) bs_story_count_characters (node) : 0;
      finding->message = g_strdup_printf (
          _("“%s” is meant for page %s but stands nowhere on it. Lay the page out, or move it to "
            "another page."),
          stories ? story_title (node) : id, setting->page);
    }
}

static void
check_box_count (const BsSetting *setting, GPtrArray *findings)
{
  const BsNode *boxes
      = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page), "boxes");
  BsFinding *finding;

  if (bs_node_get_length (boxes) <= BS_MAX_BOXES)
    return;
  finding = add_finding (setting, findings, "too-many-boxes", BS_LEVEL_ERROR, NULL);
  finding->message = g_strdup_printf (
      _("The page has %u boxes, and only the first %u are drawn. Remove some, or lay the page out "
        "again."),
      bs_node_get_length (boxes), (guint) BS_MAX_BOXES);
}

/* A substitute changes every line: whoever prints must know. */
static void
check_fonts (const BsSetting *setting, GPtrArray *findings, BsFontSet *fonts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, setting->format->styles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const BsTextStyle *style = value;
      gboolean substituted = FALSE;
      BsFinding *finding;

      if (!g_hash_table_add (seen, (gpointer) style->family)
          || bs_font_set_find (fonts, style->family, style->weight, &substituted, NULL) == NULL
          || !substituted)
        continue;
      finding = add_finding (setting, findings, "missing-font", BS_LEVEL_WARNING, NULL);
      finding->message = g_strdup_printf (
          _("The font “%s” is not installed: another stands in for it and lines break differently. "
            "Install it, or choose another font in the page format."),
          style->family);
    }
}

/**
 * bs_check_page:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes what was found, in the order of the boxes, page faults last
 */
void
bs_check_page (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->box.kind == BS_BOX_HOUSE_AD)
        check_space (setting, piece, findings);
      check_sources (setting, piece, findings);
      if (piece_story (piece) != NULL)
        check_story (setting, piece, findings);
      for (guint j = piece->box.kind == BS_BOX_STORY ? 1 : 0; j < piece->sources->len; j++)
        if (g_ptr_array_index (piece->sources, j) != NULL)
          check_photo (setting, piece, g_ptr_array_index (piece->sources, j), findings);
      check_glyphs (setting, piece, findings);
    }
  check_box_count (setting, findings);
  check_unplaced (setting, pieces, TRUE, findings);
  check_unplaced (setting, pieces, FALSE, findings);
  check_overlaps (setting, pieces, findings);
  check_bumps (setting, pieces, findings);
  check_cuts (setting, pieces, findings);
  check_rank (setting, pieces, findings);
  if (setting->fonts != NULL)
    check_fonts (setting, findings, setting->fonts);
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
