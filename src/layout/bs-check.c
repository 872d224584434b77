/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"

#include <glib/gi18n-lib.h>

const BsCheckLimits bs_check_limits = {
  .short_leg = 3,
  .gray_columns = 3,
  .gray_lines = 30,
  .gray_lines_bad = 45,
  .photo_gap = 2,
  .photo_edge = 2,
  .caption_gap = 2,
  .picture_lines = 3,
  .crop = 250,
  .deck_lines = 2,
  .hole_lines = 3,
  .headline_characters = 28,
  .stacked_head_lines = 3,
  .lead_lines = 3,
  .standing_classes = 2,
  .loose_gap = BS_POINTS (1.5),
  .part_lines = 3,
};

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

guint
bs_check_round_characters (guint characters)
{
  return (characters + 4) / 5 * 5;
}

/* Each is translated by itself: either may have a number that its words agree with. */
char *
bs_check_join_sentences (char *first, char *second)
{
  g_autofree char *one = first;
  g_autofree char *two = second;

  /* Translators: two sentences; without the blank where a language has none between them */
  return g_strdup_printf (_ ("%s %s"), one, two);
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
      ngettext ("The copy is too short for the page: %.0f × %.0f mm stay empty. Add about %d "
                "characters, enlarge photo “%s” by %u line, or place a house ad there.",
                "The copy is too short for the page: %.0f × %.0f mm stay empty. Add about %d "
                "characters, enlarge photo “%s” by %u lines, or place a house ad there.",
                more),
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

/* What says that it is paid for must be told from what the paper says itself: the advertising law
 * asks for the word (广告法, article 14). */
static void
check_mark (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding;

  if (piece->box.kind != BS_BOX_AD || *piece->box.label != '\0')
    return;
  finding = bs_check_add_finding (setting, findings, "ad-not-marked", BS_LEVEL_ERROR, piece);
  finding->message = g_strdup_printf (
    /* Translators: customer, or id of the box */
    _ ("The advertisement “%s” is not marked as one: readers must be able to tell it from the "
       "paper's own copy. Give it the label “广告”."),
    *piece->box.customer != '\0' ? piece->box.customer : piece->box.id);
}

static void
check_box (const BsSetting *setting, const BsPiece *piece, GPtrArray *pieces, GPtrArray *findings)
{
  if (piece->box.kind == BS_BOX_HOUSE_AD)
    check_space (setting, piece, pieces, findings);
  check_mark (setting, piece, findings);
  check_sources (setting, piece, findings);
  if (bs_piece_get_story (piece) != NULL)
    bs_check_story (setting, piece, findings);
  bs_check_photos (setting, piece, findings);
  check_glyphs (setting, piece, findings);
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
    check_box (setting, g_ptr_array_index (pieces, i), pieces, findings);
  check_box_count (setting, findings);
  bs_check_issue (setting, pieces, findings);
  bs_check_geometry (setting, pieces, findings);
  bs_check_tombstones (setting, pieces, findings);
  bs_check_rank (setting, pieces, findings);
  bs_check_gray (setting, pieces, findings);
}
