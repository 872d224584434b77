/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"

#include <glib/gi18n-lib.h>

static guint
lines_a_leg (const BsPiece *piece, guint lines)
{
  return (lines + MAX (1, piece->n_legs) - 1) / MAX (1, piece->n_legs);
}

/* The last lines that stand in a leg, or its first free ones. */
static BsRect
leg_foot (const BsPiece *piece, guint leg, guint lines)
{
  const BsPieceFacts *facts = &piece->facts;
  guint line = facts->leg_foot[leg];
  BsUnit pitch = piece->format->line_height;
  BsLegs legs;

  bs_box_get_legs (&piece->box, piece->format, &legs);
  lines = MIN (lines, line);

  return (BsRect){
    piece->rect.x + legs.left + (BsUnit) leg * legs.step,
    piece->rect.y + (BsUnit) (line - lines) * pitch,
    legs.measure,
    (BsUnit) MAX (1, lines) * pitch,
  };
}

static guint
first_leg (guint32 legs)
{
  return (guint) g_bit_nth_lsf (legs, -1);
}

static void
check_overset (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "overset", BS_LEVEL_ERROR, piece);
  guint lines = (guint) piece->over;
  guint higher = lines_a_leg (piece, lines);

  finding->lines = piece->over;
  finding->characters = (int) piece->over_characters;
  finding->message = bs_check_join_sentences (
    /* Translators: headline; lines */
    g_strdup_printf (ngettext ("“%s” is too long: %u line of it finds no room.",
                               "“%s” is too long: %u lines of it find no room.", lines),
                     bs_story_get_title (bs_piece_get_story (piece)), lines),
    /* Translators: characters; lines */
    g_strdup_printf (ngettext ("Cut about %u characters, or make its box %u line higher.",
                               "Cut about %u characters, or make its box %u lines higher.", higher),
                     bs_check_round_characters (piece->over_characters), higher));
}

static void
check_underfill (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "underfill", BS_LEVEL_WARNING,
                                             piece);
  guint lines = (guint) -piece->over;
  guint lower = MAX (1, lines / MAX (1, piece->n_legs));

  finding->lines = piece->over;
  finding->characters = piece->over * (int) piece->characters;
  finding->message = bs_check_join_sentences (
    /* Translators: headline; lines */
    g_strdup_printf (ngettext ("“%s” is too short: %u line of its box stays empty.",
                               "“%s” is too short: %u lines of its box stay empty.", lines),
                     bs_story_get_title (bs_piece_get_story (piece)), lines),
    /* Translators: characters; lines */
    g_strdup_printf (ngettext ("Add about %u characters, or make the box %u line lower.",
                               "Add about %u characters, or make the box %u lines lower.", lower),
                     bs_check_round_characters (lines * piece->characters), lower));
}

static void
check_short_leg (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsPieceFacts *facts = &piece->facts;

  for (guint i = 0; i < facts->n_legs && facts->n_legs > 1; i++)
    {
      BsFinding *finding;

      if (facts->leg_lines[i] == 0 || facts->leg_lines[i] >= bs_check_limits.short_leg)
        continue;
      finding = bs_check_add_finding (setting, findings, "orphan-leg", BS_LEVEL_WARNING, piece);
      finding->lines = facts->leg_lines[i];
      finding->rect = leg_foot (piece, i, facts->leg_lines[i]);
      finding->message = g_strdup_printf (
        /* Translators: headline; number of the leg */
        _ ("“%s” has fewer than %u lines in leg %u: it reads as a scrap. Give the story fewer legs "
           "or another width."),
        bs_story_get_title (bs_piece_get_story (piece)), bs_check_limits.short_leg, i + 1);
      return;
    }
}

static void
check_ragged_legs (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding;
  guint leg;

  if (piece->facts.ragged_legs == 0)
    return;
  leg = first_leg (piece->facts.ragged_legs);
  finding = bs_check_add_finding (setting, findings, "uneven-legs", BS_LEVEL_WARNING, piece);
  finding->rect = leg_foot (piece, leg, 0);
  finding->rect.height *= piece->facts.leg_room[leg] - piece->facts.leg_lines[leg];
  finding->message = g_strdup_printf (
    /* Translators: headline; number of the leg */
    _ ("The legs of “%s” do not end level: leg %u stops more than a line above the others. Add or "
       "cut a line, or give the headline a line more."),
    bs_story_get_title (bs_piece_get_story (piece)), leg + 1);
}

static void
check_leg_ends (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsPieceFacts *facts = &piece->facts;
  const char *title = bs_story_get_title (bs_piece_get_story (piece));
  BsFinding *finding;

  if (facts->stranded_legs != 0)
    {
      guint leg = first_leg (facts->stranded_legs);

      finding = bs_check_add_finding (setting, findings, "subhead-foot", BS_LEVEL_WARNING, piece);
      finding->rect = leg_foot (piece, leg, 1);
      finding->message = g_strdup_printf (
        /* Translators: headline; number of the leg */
        _ ("A subhead of “%s” stands at the foot of leg %u, cut off from its text. Add or cut a "
           "line above it, or change the box's height."),
        title, leg + 1);
    }
  if (facts->widow_legs != 0)
    {
      guint leg = first_leg (facts->widow_legs);

      finding = bs_check_add_finding (setting, findings, "widow-line", BS_LEVEL_INFO, piece);
      finding->rect = leg_foot (piece, leg, 1);
      finding->message = g_strdup_printf (
        /* Translators: headline; number of the leg */
        _ ("A paragraph of “%s” leaves its last line alone at the top of leg %u. Cut a few "
           "characters from the paragraph, or add some."),
        title, leg + 2);
    }
  if (facts->orphan_legs != 0)
    {
      guint leg = first_leg (facts->orphan_legs);

      finding = bs_check_add_finding (setting, findings, "orphan-line", BS_LEVEL_INFO, piece);
      finding->rect = leg_foot (piece, leg, 1);
      finding->message = g_strdup_printf (
        /* Translators: headline; number of the leg */
        _ ("A paragraph of “%s” begins with a single line at the foot of leg %u. Cut a line above "
           "it, or add one."),
        title, leg + 1);
    }
}

/* Nothing in the line could be divided; the composer has tried all it may. */
static void
check_loose_line (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsLooseLine *loose = &piece->facts.loose;
  BsFinding *finding;

  if (loose->gap <= bs_check_limits.loose_gap || loose->leg >= piece->facts.n_legs)
    return;
  finding = bs_check_add_finding (setting, findings, "loose-line", BS_LEVEL_INFO, piece);
  finding->rect = leg_foot (piece, loose->leg, 1);
  finding->rect.y = piece->rect.y + (BsUnit) loose->top * piece->format->line_height;
  finding->message = g_strdup_printf (
    /* Translators: number of the line; number of the leg; headline; text of the line */
    _ ("Line %u in leg %u of “%s” is set wide: “%s”. What follows finds no room on it and cannot "
       "be divided. Change a word before it."),
    loose->in_leg + 1, loose->leg + 1, bs_story_get_title (bs_piece_get_story (piece)),
    loose->text);
}

static void
check_legs (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  if (piece->over > 0)
    check_overset (setting, piece, findings);
  else if (piece->over < 0)
    check_underfill (setting, piece, findings);
  if (piece->over <= 0)
    check_short_leg (setting, piece, findings);
  check_ragged_legs (setting, piece, findings);
  check_leg_ends (setting, piece, findings);
  check_loose_line (setting, piece, findings);
}

/* The headline would run into what stands below the box. */
static void
check_room (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  BsFinding *finding;

  if (piece->facts.header_lines <= piece->box.lines)
    return;
  finding = bs_check_add_finding (setting, findings, "no-room", BS_LEVEL_ERROR, piece);
  finding->lines = (int) (piece->facts.header_lines - piece->box.lines);
  finding->message = g_strdup_printf (
    /* Translators: headline; lines; lines */
    _ ("The headline of “%s” takes %u lines, but its box has only %u: it would be printed over "
       "what stands below. Make the box higher, or the headline smaller."),
    bs_story_get_title (bs_piece_get_story (piece)), piece->facts.header_lines, piece->box.lines);
}

static void
check_headline_size (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsPageFormat *format = setting->format;
  guint class = CLAMP (piece->story_class, 1, BS_PAGE_FORMAT_CLASSES);
  guint next = MIN (class + 1, BS_PAGE_FORMAT_CLASSES);
  BsFinding *finding;

  if (piece->headline_size == 0 || piece->headline_size >= format->bands[class - 1].min
      || piece->part > 0)
    return;
  finding = bs_check_add_finding (setting, findings, "headline-small",
                                  piece->headline_size < format->bands[next - 1].min
                                    ? BS_LEVEL_WARNING
                                    : BS_LEVEL_INFO,
                                  piece);
  finding->rect = piece->headline;
  finding->message = g_strdup_printf (
    /* Translators: headline; points; points */
    _ ("The headline “%s” is set in %.4g pt, smaller than the %.4g pt that stories of its weight "
       "begin with. Shorten it, allow it another line or widen the box."),
    bs_story_get_title (bs_piece_get_story (piece)), piece->headline_size / 10.0,
    format->bands[class - 1].min / 10.0);
}

static void
check_headline_length (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsNode *story = bs_piece_get_story (piece);
  guint characters = bs_text_count_characters (bs_node_get_text (story, "headline"));
  BsFinding *finding;

  if (characters > bs_check_limits.headline_characters && *piece->box.head_text == '\0')
    {
      finding = bs_check_add_finding (setting, findings, "headline-long", BS_LEVEL_INFO, piece);
      finding->rect = piece->headline;
      finding->characters = (int) characters;
      finding->message = g_strdup_printf (
        /* Translators: headline; characters; characters */
        _ ("The headline “%s” has %u characters; more than %u are not taken in at a glance. "
           "Shorten it, or move a part into the kicker or the deck."),
        bs_story_get_title (story), characters, bs_check_limits.headline_characters);
    }
  if (piece->facts.deck_lines > bs_check_limits.deck_lines)
    {
      finding = bs_check_add_finding (setting, findings, "deck-long", BS_LEVEL_INFO, piece);
      finding->rect = piece->headline;
      finding->lines = (int) piece->facts.deck_lines;
      finding->message = g_strdup_printf (
        /* Translators: headline; lines */
        _ ("The deck of “%s” takes %u lines: it reads as text. Shorten it."),
        bs_story_get_title (story), piece->facts.deck_lines);
    }
}

static void
check_headline (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsNode *story = bs_piece_get_story (piece);
  BsFinding *finding;

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
      finding->rect = piece->headline;
      finding->message = g_strdup_printf (
        _ ("The headline “%s” had to be broken inside a word: its box is too narrow. Put a blank "
           "where it may break, shorten it or widen the box."),
        bs_story_get_title (story));
    }
  check_headline_size (setting, piece, findings);
  check_headline_length (setting, piece, findings);
}

/**
 * bs_check_story:
 * @setting: issue, page, format
 * @piece: a box that shows a story
 * @findings: takes what was found
 */
void
bs_check_story (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  check_room (setting, piece, findings);
  check_legs (setting, piece, findings);
  check_headline (setting, piece, findings);
}
