/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"
#include "layout/bs-furniture-private.h"

#include "compose/bs-font-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADER_LINES 10 /* column-lines that a story needs beside its text, about */

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
  guint cut = bs_check_round_characters (count_too_many (setting, pieces, story));

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

static BsFinding *
add_broken_part (const BsSetting *setting, const BsPiece *piece, BsLevel level, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "jump-broken", level, piece);

  finding->lines = (int) piece->text_lines;

  return finding;
}

/* A story in several boxes: each part must be worth its place, and the first one stand where the
 * story is meant to. */
static void
check_part (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  const BsNode *story = bs_piece_get_story (piece);
  const char *home = bs_node_get_text (story, "page");
  const char *title = bs_story_get_title (story);

  if (piece->n_parts < 2)
    return;
  if (piece->text_lines == 0)
    add_broken_part (setting, piece, BS_LEVEL_ERROR, findings)->message = g_strdup_printf (
      _ ("Nothing of “%s” is left for box “%s”: all of it stands in the boxes before. Take the box "
         "off the page, or make one before it lower."),
      title, piece->box.id);
  else if (piece->text_lines < bs_check_limits.part_lines)
    add_broken_part (setting, piece, BS_LEVEL_WARNING, findings)->message = g_strdup_printf (
      ngettext ("Only %u line of “%s” stands in box “%s”: that is not worth a jump. Share the text "
                "out otherwise.",
                "Only %u lines of “%s” stand in box “%s”: that is not worth a jump. Share the text "
                "out otherwise.",
                piece->text_lines),
      piece->text_lines, title, piece->box.id);
  if (piece->part == 0 && piece->stretch.on != NULL && g_str_equal (piece->stretch.on, home)
      && !g_str_equal (home, setting->page))
    add_broken_part (setting, piece, BS_LEVEL_WARNING, findings)->message = g_strdup_printf (
      /* Translators: headline; page; page */
      _ ("“%s” is meant for page %s but begins on page %s and goes on there: its end would stand "
         "where its beginning is looked for. Swap its boxes, or change its page."),
      title, home, setting->page);
}

static const char *
get_opening (const BsNode *story)
{
  return bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (story), 0), "text");
}

/* The same copy taken in twice, under two ids. */
static gboolean
is_same_copy (const BsNode *story, const char *headline, const BsNode *other)
{
  return other != story && g_str_equal (headline, bs_node_get_text (story, "headline"))
         && *get_opening (story) != '\0' && g_str_equal (get_opening (story), get_opening (other));
}

static void
add_same_copy (const BsSetting *setting, const BsPiece *piece, const char *page,
               GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, "duplicate-story", BS_LEVEL_WARNING,
                                             piece);

  finding->message = g_strdup_printf (
    /* Translators: headline; page */
    _ ("“%s” is in the issue twice: the same copy also stands on page %s. Take one of them out."),
    bs_story_get_title (bs_piece_get_story (piece)), page);
}

/* Every story of the issue is looked up once, however many the page has. */
static void
check_same_copy (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  const BsNode *stories = bs_issue_get_stories (setting->issue);
  g_autofree const char **headlines = g_new0 (const char *, pieces->len + 1);

  for (guint i = 0; i < pieces->len; i++)
    headlines[i] = bs_node_get_text (bs_piece_get_story (g_ptr_array_index (pieces, i)),
                                     "headline");
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *other = bs_node_get_element (stories, i);
      const char *headline = bs_node_get_text (other, "headline");
      const char *page = NULL;

      for (guint j = 0; j < pieces->len && *headline != '\0'; j++)
        {
          const BsPiece *piece = g_ptr_array_index (pieces, j);

          if (*headlines[j] != *headline || piece->part > 0
              || !is_same_copy (bs_piece_get_story (piece), headline, other))
            continue;
          if (page == NULL)
            page = bs_node_get_text (other, "page");
          if (*page != '\0')
            add_same_copy (setting, piece, page, findings);
        }
    }
}

static void
check_empty_page (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  BsFinding *finding;

  if (pieces->len > 0 || findings->len > 0)
    return;
  finding = bs_check_add_finding (setting, findings, "empty-page", BS_LEVEL_WARNING, NULL);
  finding->rect = setting->format->type_area;
  finding->message = g_strdup_printf (
    _ ("Page %s is empty. Give it stories and lay it out, or take it out of the issue."),
    setting->page);
}

static void
append_missing (GString *list, gboolean missing, const char *name)
{
  if (!missing)
    return;
  if (list->len > 0)
    g_string_append (list, _ (", "));
  g_string_append (list, name);
}

/* What every issue must say of itself on its first page (报纸出版管理规定). */
static void
check_masthead (const BsSetting *setting, GPtrArray *findings)
{
  const BsNode *issue = setting->issue;
  const BsNode *publication = bs_node_get_member (issue, "publication");
  g_autoptr (GString) list = g_string_new (NULL);
  BsFinding *finding;

  if (!bs_page_has_masthead (issue, setting->page))
    return;
  append_missing (list, *bs_node_get_text (issue, "date") == '\0', _ ("the date"));
  append_missing (list, bs_node_get_number (issue, "number", 0) <= 0, _ ("the issue number"));
  append_missing (list, *bs_node_get_text (publication, "registration") == '\0',
                  _ ("the CN number"));
  append_missing (list, *bs_node_get_text (publication, "publisher") == '\0', _ ("the publisher"));
  if (list->len == 0)
    return;
  finding = bs_check_add_finding (setting, findings, "masthead-incomplete", BS_LEVEL_WARNING, NULL);
  finding->rect = setting->format->type_area;
  finding->rect.height = (BsUnit) setting->format->masthead_lines * setting->format->line_height;
  finding->message = g_strdup_printf (
    /* Translators: list of what is missing */
    _ ("The masthead does not name %s. Fill it in where the issue's data are kept."), list->str);
}

/* A substitute changes every line: whoever prints must know. */
static void
check_fonts (const BsSetting *setting, GPtrArray *findings, BsFontSet *fonts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) names = g_hash_table_get_keys (setting->format->styles);

  /* The same order whatever the table's is. */
  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (const GList *l = names; l != NULL; l = l->next)
    {
      const BsTextStyle *style = g_hash_table_lookup (setting->format->styles, l->data);
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

static void
check_styles (const BsSetting *setting, GPtrArray *findings)
{
  GPtrArray *problems = setting->format->problems;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    bs_check_add_finding (setting, findings, "bad-style", BS_LEVEL_WARNING, NULL)->message
      = g_strdup (g_ptr_array_index (problems, i));
}

/**
 * bs_check_issue:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes what is wrong between this page and the rest of the issue
 */
void
bs_check_issue (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (bs_piece_get_story (piece) == NULL)
        continue;
      if (piece->part == 0)
        check_jump (setting, piece, "continued_from", "continued_on", findings);
      if (piece->part + 1 >= piece->n_parts)
        check_jump (setting, piece, "continued_on", "continued_from", findings);
      check_part (setting, piece, findings);
    }
  check_same_copy (setting, pieces, findings);
  check_unplaced_stories (setting, pieces, findings);
  check_unplaced_photos (setting, pieces, findings);
  check_empty_page (setting, pieces, findings);
  check_masthead (setting, findings);
  check_styles (setting, findings);
  if (setting->fonts != NULL)
    check_fonts (setting, findings, setting->fonts);
}
