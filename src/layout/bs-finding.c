/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-finding.h"

#include "base/bs-quotes.h"

#include <glib/gi18n-lib.h>

/* Every code there is and its name in the field. Codes are never changed or used for something
 * else; a new check adds one here and in the man page. */
static const struct
{
  const char *code;
  const char *name;
} names_of_codes[] = {
  /* a story in its box */
  { "overset", N_ ("Overset") },
  { "underfill", N_ ("Underfill") },
  { "no-room", N_ ("No room") },
  { "orphan-leg", N_ ("Scrap of a leg") },
  { "uneven-legs", N_ ("Uneven legs") },
  { "subhead-foot", N_ ("Subhead at the foot") },
  { "widow-line", N_ ("Widow line") },
  { "orphan-line", N_ ("Orphan line") },
  { "loose-line", N_ ("Loose line") },
  { "empty-headline", N_ ("No headline") },
  { "headline-split", N_ ("Headline splits a word") },
  { "headline-small", N_ ("Headline too small") },
  { "headline-long", N_ ("Headline too long") },
  { "deck-long", N_ ("Deck too long") },
  { "missing-glyph", N_ ("Character without font") },
  /* photos */
  { "missing-photo", N_ ("No picture") },
  { "missing-credit", N_ ("No photo credit") },
  { "missing-caption", N_ ("No caption") },
  { "detached-caption", N_ ("Detached caption") },
  { "detached-photo", N_ ("Photo away from its story") },
  { "hard-crop", N_ ("Picture cropped hard") },
  { "wrong-arrow", N_ ("Wrong arrow") },
  { "duplicate-photo", N_ ("Photo used twice") },
  { "tombstone", N_ ("Touching photos") },
  /* the page */
  { "headline-bump", N_ ("Headline bump") },
  { "headline-stack", N_ ("Stacked headlines") },
  { "through-cut", N_ ("Through-cut") },
  { "gray-page", N_ ("Gray area") },
  { "rank", N_ ("Headline out of rank") },
  { "standing", N_ ("Place out of rank") },
  { "lead-place", N_ ("Lead not first") },
  { "overlap", N_ ("Overlap") },
  { "outside-type-area", N_ ("Outside the type area") },
  { "too-many-boxes", N_ ("Too many boxes") },
  { "space", N_ ("Room for a house ad") },
  { "hole", N_ ("Hole in the page") },
  { "ad-not-marked", N_ ("Advertisement not marked") },
  /* the issue */
  { "jump-broken", N_ ("Broken jump") },
  { "duplicate-story", N_ ("Story used twice") },
  { "unplaced-story", N_ ("Story not placed") },
  { "unplaced-photo", N_ ("Photo not placed") },
  { "missing-source", N_ ("Content is gone") },
  { "empty-page", N_ ("Empty page") },
  { "masthead-incomplete", N_ ("Incomplete masthead") },
  { "missing-font", N_ ("Font not installed") },
  { "bad-style", N_ ("Unusable style") },
  /* preflight */
  { "page-format", N_ ("Page format") },
  { "unreadable-photo", N_ ("Unreadable picture") },
  { "low-resolution", N_ ("Low resolution") },
  { "rgb-image", N_ ("RGB picture") },
  { "too-much-ink", N_ ("Too much ink") },
  { "small-colour-text", N_ ("Small coloured text") },
  { "text-not-overprinting", N_ ("Text not overprinting") },
  { "text-outside-trim", N_ ("Text outside the trim") },
  { "font-not-embeddable", N_ ("Font not embeddable") },
};

/**
 * bs_finding_new:
 * @code: a static string, one of the contract's codes
 * @level: how bad it is
 * @page: (nullable): where
 *
 * Returns: (transfer full): a finding without message
 */
BsFinding *
bs_finding_new (const char *code, BsLevel level, const char *page)
{
  BsFinding *finding = g_new0 (BsFinding, 1);

  finding->code = code;
  finding->level = level;
  finding->page = g_strdup (page);

  return finding;
}

BsFinding *
bs_finding_copy (const BsFinding *finding)
{
  BsFinding *copy = bs_finding_new (finding->code, finding->level, finding->page);

  copy->story = g_strdup (finding->story);
  copy->photo = g_strdup (finding->photo);
  copy->box = g_strdup (finding->box);
  copy->other = g_strdup (finding->other);
  copy->message = g_strdup (finding->message);
  copy->lines = finding->lines;
  copy->characters = finding->characters;
  copy->rect = finding->rect;

  return copy;
}

void
bs_finding_free (BsFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->page);
  g_free (finding->story);
  g_free (finding->photo);
  g_free (finding->box);
  g_free (finding->other);
  g_free (finding->message);
  g_free (finding);
}

void
bs_findings_settle (GPtrArray *findings, guint first)
{
  for (guint i = first; i < findings->len; i++)
    {
      BsFinding *finding = g_ptr_array_index (findings, i);
      char *message = finding->message;

      if (message == NULL)
        continue;
      finding->message = bs_quotes_alternate (message);
      g_free (message);
    }
}

/**
 * bs_level_to_string:
 * @level: a level
 *
 * Returns: (transfer none): "info", "warning" or "error", as `check --json` prints it
 */
const char *
bs_level_to_string (BsLevel level)
{
  static const char *const names[] = { "info", "warning", "error" };

  return names[CLAMP ((int) level, 0, 2)];
}

/**
 * bs_finding_get_name:
 * @finding: a finding
 *
 * Returns: (transfer none): the fault's short name, translated; the code itself where it has none
 */
const char *
bs_finding_get_name (const BsFinding *finding)
{
  for (guint i = 0; i < G_N_ELEMENTS (names_of_codes); i++)
    if (g_str_equal (names_of_codes[i].code, finding->code))
      return _ (names_of_codes[i].name);

  return finding->code;
}
