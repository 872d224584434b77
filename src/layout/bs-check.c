/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"
#include "layout/bs-furniture-private.h"

#include "compose/bs-font-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORT_LEG_LINES 3
#define HEADER_LINES 10 /* column-lines that a story needs beside its text, about */

const BsNode *
bs_piece_get_story (const BsPiece *piece)
{
  return piece->box.kind == BS_BOX_STORY ? g_ptr_array_index (piece->sources, 0) : NULL;
}

const char *
bs_story_get_title (const BsNode *story)
{
  const char *headline = bs_node_get_text (story, "headline");

  return *headline != '\0' ? headline : bs_node_get_text (story, "id");
}

BsFinding *
bs_check_add_finding (const BsSetting *setting, GPtrArray *findings, const char *code,
                      BsLevel level, const BsPiece *piece)
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

/* As editors count: nobody cuts 137 characters. */
static guint
round_characters (guint characters)
{
  return (characters + 4) / 5 * 5;
}

static guint
lines_a_leg (const BsPiece *piece, guint lines)
{
  return (lines + MAX (1, piece->n_legs) - 1) / MAX (1, piece->n_legs);
}

static void
check_overset (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "overset", BS_LEVEL_ERROR, piece);

  finding->lines = piece->over;
  finding->characters = (int) piece->over_characters;
  finding->message = g_strdup_printf (
    /* Translators: headline; lines; characters; lines */
    _ ("“%s” is too long: %d lines of it find no room. Cut about %u characters, or make its box "
       "%u lines higher."),
    bs_story_get_title (bs_piece_get_story (piece)), piece->over,
    round_characters (piece->over_characters), lines_a_leg (piece, (guint) piece->over));
}

static void
check_underfill (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "underfill", BS_LEVEL_WARNING,
                                             piece);
  guint lines = (guint) -piece->over;

  finding->lines = piece->over;
  finding->characters = piece->over * (int) piece->characters;
  finding->message = g_strdup_printf (
    /* Translators: headline; lines; characters; lines */
    _ ("“%s” is too short: %u lines of its box stay empty. Add about %u characters, or make the "
       "box %u lines lower."),
    bs_story_get_title (bs_piece_get_story (piece)), lines,
    round_characters (lines * piece->characters), MAX (1, lines / MAX (1, piece->n_legs)));
}

static void
check_fit (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  if (piece->over > 0)
    check_overset (setting, piece, findings);
  else if (piece->over < 0)
    check_underfill (setting, piece, findings);
  if (piece->over <= 0 && piece->n_legs > 1 && piece->need > 0
      && piece->shortest_leg < SHORT_LEG_LINES)
    {
      BsFinding *finding = bs_check_add_finding (setting, findings, "orphan-leg", BS_LEVEL_WARNING,
                                                 piece);

      finding->message = g_strdup_printf (
        _ ("“%s” has a leg of fewer than %d lines: it reads as a scrap. Give the story fewer legs "
           "or another width."),
        bs_story_get_title (bs_piece_get_story (piece)), SHORT_LEG_LINES);
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
  const BsNode *story = bs_piece_get_story (piece);
  const char *page = bs_node_get_text (story, member);
  BsFinding *finding;

  if (*page == '\0')
    return;
  if (!is_listed (setting->issue, page) || g_str_equal (page, setting->page))
    {
      finding = bs_check_add_finding (setting, findings, "jump-broken", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
        _ ("“%s” points to page %s, which is not in this issue. Make sure that its other part "
           "stands there."),
        bs_story_get_title (story), page);
      return;
    }
  if (has_other_end (setting->issue, story, page, other))
    return;
  finding = bs_check_add_finding (setting, findings, "jump-broken", BS_LEVEL_ERROR, piece);
  finding->message = g_strdup_printf (
    _ ("“%s” points to page %s, but no story there points back. Place its other part on that page "
       "or take the jump away."),
    bs_story_get_title (story), page);
}

static void
check_story (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsNode *story = bs_piece_get_story (piece);
  BsFinding *finding;

  check_fit (setting, piece, findings);
  if (*bs_node_get_text (story, "headline") == '\0')
    {
      finding = bs_check_add_finding (setting, findings, "empty-headline", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
        _ ("Story “%s” has no headline: the reader finds no way into it. Write one."),
        bs_story_get_title (story));
    }
  if (piece->splits_word)
    {
      finding = bs_check_add_finding (setting, findings, "headline-split", BS_LEVEL_WARNING, piece);
      finding->message = g_strdup_printf (
        _ ("The headline “%s” had to be broken inside a word: its box is too narrow. Put a blank "
           "where it may break, shorten it or widen the box."),
        bs_story_get_title (story));
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
      finding = bs_check_add_finding (setting, findings, "missing-photo", BS_LEVEL_WARNING, piece);
      finding->photo = g_strdup (bs_node_get_text (photo, "id"));
      finding->message = g_strdup_printf (
        _ ("Photo “%s” has no picture: an empty frame would be printed. Add the picture, or take "
           "the photo off the page."),
        bs_node_get_text (photo, "id"));
    }
  if (*credit == '\0')
    {
      finding = bs_check_add_finding (setting, findings, "missing-credit", BS_LEVEL_INFO, piece);
      finding->photo = g_strdup (bs_node_get_text (photo, "id"));
      finding->message = g_strdup_printf (_ ("Photo “%s” names no photographer. Add the credit."),
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
  finding = bs_check_add_finding (setting, findings, "missing-glyph", BS_LEVEL_ERROR, piece);
  finding->characters = (int) piece->n_missing;
  finding->message = g_strdup_printf (
    _ ("No font has “%s” (U+%04X): %u characters are drawn as boxes. Install a font that has "
       "them or write them otherwise."),
    character, piece->missing, piece->n_missing);
}

/* The photo that fills @area column-lines with the fewest lines more; NULL: none nearly does. */
static const BsPiece *
find_photo_to_enlarge (GPtrArray *pieces, guint area, guint *lines)
{
  const BsPiece *best = NULL;

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);
      guint more = (area + piece->box.columns - 1) / piece->box.columns;

      if (piece->box.kind != BS_BOX_PHOTO || more > piece->box.lines / 2
          || (best != NULL && more >= *lines))
        continue;
      best = piece;
      *lines = more;
    }

  return best;
}

static void
check_space (const BsSetting *setting, const BsPiece *piece, GPtrArray *pieces, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "space", BS_LEVEL_INFO, piece);
  guint area = piece->box.lines * piece->box.columns;
  guint more = 0;
  const BsPiece *photo = find_photo_to_enlarge (pieces, area, &more);

  finding->lines = -(int) area;
  finding->characters = finding->lines * (int) piece->format->column_characters;
  if (photo != NULL)
    finding->message = g_strdup_printf (
      /* Translators: width, height; characters; photo; lines */
      _ ("The copy is too short for the page: %.0f × %.0f mm stay empty. Add about %d characters, "
         "enlarge photo “%s” by %u lines, or place a house ad there."),
      bs_unit_to_mm (piece->rect.width), bs_unit_to_mm (piece->rect.height), -finding->characters,
      photo->box.refs[0], more);
  else
    finding->message = g_strdup_printf (
      /* Translators: width, height; characters */
      _ ("The copy is too short for the page: %.0f × %.0f mm stay empty. Add about %d characters, "
         "or place a house ad there."),
      bs_unit_to_mm (piece->rect.width), bs_unit_to_mm (piece->rect.height), -finding->characters);
}

static void
check_sources (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  for (guint i = 0; i < piece->sources->len; i++)
    {
      BsFinding *finding;

      if (g_ptr_array_index (piece->sources, i) != NULL)
        continue;
      finding = bs_check_add_finding (setting, findings, "missing-source", BS_LEVEL_ERROR, piece);
      finding->message = g_strdup_printf (
        _ ("A box shows “%s”, which is not in the issue any more. Remove the box or lay the page "
           "out again."),
        piece->box.refs[i]);
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

/* Characters that must go from the page before @story finds room on it; 0: none or unknown. */
static guint
count_too_many (const BsSetting *setting, GPtrArray *pieces, const BsNode *story)
{
  const BsPageFormat *format = setting->format;
  guint lines = format->n_lines - bs_page_get_first_line (setting);
  double room = bs_check_count_empty (setting, pieces) * lines * format->n_columns
                * format->column_characters;
  double need = bs_story_count_characters (story) + HEADER_LINES * format->column_characters;

  return pieces->len > 0 && need > room ? (guint) (need - room) : 0;
}

static char *
explain_unplaced_story (const BsSetting *setting, GPtrArray *pieces, const BsNode *story)
{
  guint cut = round_characters (count_too_many (setting, pieces, story));

  if (cut == 0)
    return g_strdup_printf (
      _ ("“%s” is meant for page %s but stands nowhere on it. Lay the page out, or move it to "
         "another page."),
      bs_story_get_title (story), setting->page);

  return g_strdup_printf (
    /* Translators: headline; page; characters */
    _ ("“%s” is meant for page %s but finds no room on it. Move it to another page, or cut about "
       "%u characters from the page's stories and lay it out again."),
    bs_story_get_title (story), setting->page, cut);
}

static void
check_unplaced_stories (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsNode *list = bs_issue_get_stories (setting->issue);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *story = bs_node_get_element (list, i);
      BsFinding *finding;

      if (!g_str_equal (bs_node_get_text (story, "page"), setting->page)
          || is_shown (pieces, bs_node_get_text (story, "id"), TRUE))
        continue;
      finding = bs_check_add_finding (setting, findings, "unplaced-story", BS_LEVEL_ERROR, NULL);
      finding->story = g_strdup (bs_node_get_text (story, "id"));
      finding->characters = (int) bs_story_count_characters (story);
      finding->message = explain_unplaced_story (setting, pieces, story);
    }
}

static void
check_unplaced_photos (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsNode *list = bs_issue_get_photos (setting->issue);

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const BsNode *photo = bs_node_get_element (list, i);
      const char *id = bs_node_get_text (photo, "id");
      BsFinding *finding;

      if (!g_str_equal (bs_node_get_text (photo, "page"), setting->page)
          || is_shown (pieces, id, FALSE))
        continue;
      finding = bs_check_add_finding (setting, findings, "unplaced-photo", BS_LEVEL_ERROR, NULL);
      finding->photo = g_strdup (id);
      finding->message = g_strdup_printf (
        _ ("“%s” is meant for page %s but stands nowhere on it. Lay the page out, or move it to "
           "another page."),
        id, setting->page);
    }
}

static void
check_box_count (const BsSetting *setting, GPtrArray *findings)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page),
                                            "boxes");
  BsFinding *finding;

  if (bs_node_get_length (boxes) <= BS_MAX_BOXES)
    return;
  finding = bs_check_add_finding (setting, findings, "too-many-boxes", BS_LEVEL_ERROR, NULL);
  finding->message = g_strdup_printf (
    _ ("The page has %u boxes, and only the first %u are drawn. Remove some, or lay the page out "
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
      finding = bs_check_add_finding (setting, findings, "missing-font", BS_LEVEL_WARNING, NULL);
      finding->message = g_strdup_printf (
        _ ("The font “%s” is not installed: another stands in for it and lines break differently. "
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
        check_space (setting, piece, pieces, findings);
      check_sources (setting, piece, findings);
      if (bs_piece_get_story (piece) != NULL)
        check_story (setting, piece, findings);
      for (guint j = piece->box.kind == BS_BOX_STORY ? 1 : 0; j < piece->sources->len; j++)
        if (g_ptr_array_index (piece->sources, j) != NULL)
          check_photo (setting, piece, g_ptr_array_index (piece->sources, j), findings);
      check_glyphs (setting, piece, findings);
    }
  check_box_count (setting, findings);
  check_unplaced_stories (setting, pieces, findings);
  check_unplaced_photos (setting, pieces, findings);
  bs_check_geometry (setting, pieces, findings);
  if (setting->fonts != NULL)
    check_fonts (setting, findings, setting->fonts);
}
