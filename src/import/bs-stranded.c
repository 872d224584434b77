/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-import-private.h"

#include "bs-config.h"
#include "bs-copy-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A page has one or two torn stories. More are a sign of copy that this cannot mend, and the
 * search must not become quadratic. */
#define MAX_FRAGMENTS 8
#define MAX_STORIES 200
#define MAX_FLAG_CHARACTERS 6
#define MAX_COMPARED_CHARACTERS 6000

/* Evidence, on the grammar's scale. */
#define SCORE_UNFINISHED 3.0f
#define SCORE_FLAG 0.7f
#define SCORE_CUT_WORD 2.5f
#define SCORE_OWN_OPENING -5.0f  /* begins with 本报讯 or (上接A1版) */
#define SCORE_SHARED_WORDS 30.0f /* times the share of rare character pairs that both have */
#define MAX_SHARED_WORDS 6.0f
#define SCORE_ENOUGH 3.5f
#define SCORE_ENOUGH_FOR_FLAG 5.0f
#define SCORE_WHOLE_PARAGRAPHS 5.0f /* where nothing is broken off, only the words speak */

typedef struct
{
  BsPageImport *result;
  GPtrArray *pairs; /* for each item a GHashTable of its character pairs, or NULL */
  BsCopyWords *words;
  GHashTable *count; /* character pair → number of items that have it */
} Comparison;

typedef struct
{
  int story;
  gboolean is_opening; /* the fragment goes before the story's text, else after it */
  float score;
  float second;
} Match;

static gboolean
is_closing (gunichar c)
{
  return c == 0x201D || c == 0x2019 || c == ')' || c == 0xFF09 || c == 0x300D || c == 0x300F
         || c == 0x3011 || c == 0x300B || c == '"' || c == '\'';
}

gboolean
bs_copy_is_unfinished (const char *text)
{
  const char *end = text + strlen (text);
  gunichar c = 0;

  while (end > text)
    {
      end = g_utf8_prev_char (end);
      c = g_utf8_get_char (end);
      if (!is_closing (c) && !g_unichar_isspace (c))
        break;
    }

  return c != 0x3002 && c != 0xFF01 && c != 0xFF1F && c != '!' && c != '?' && c != 0x2026
         && c != '.' && c != 0xFF1A && c != ':' && c != 0xFF1B && c != ';';
}

/* How much the text looks like the rest of a sentence; negative where it looks like a beginning. */
static float
headlessness (const char *text)
{
  static const char never_first[] = "。，、；：！？”’）》」】』…,;:!?)]%％";
  static const char rarely_first[] = "的了着过们之余亿万个名位次等和与及或也还都则并而且";
  static const char *const beginnings[] = {
    "近日", "日前", "昨日",   "昨天", "今天", "今日", "据悉",
    "“",    "本报", "连日来", "在",   "为",   "随着",
  };
  gunichar first = g_utf8_get_char (text);
  gunichar second = *text != '\0' ? g_utf8_get_char (g_utf8_next_char (text)) : 0;
  char character[7] = "";
  int open = 0;

  character[g_unichar_to_utf8 (first, character)] = '\0';
  if (strstr (never_first, character) != NULL)
    return 5;
  if (second == 0xFF0C || second == ',' || second == 0x3001 || second == 0x3002)
    return 3;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x201C || c == 0x300A || c == 0xFF08)
        open++;
      else if ((c == 0x201D || c == 0x300B || c == 0xFF09) && --open < 0)
        return 3;
    }
  if (strstr (rarely_first, character) != NULL)
    return 2;
  if (g_unichar_isdigit (first))
    return -1.5f;
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (text, beginnings[i]))
      return -2.5f;

  return 0;
}

static void
collect_pairs (GHashTable *pairs, const char *text, guint *budget)
{
  gunichar before = 0;

  for (; *text != '\0' && *budget > 0; text = g_utf8_next_char (text), (*budget)--)
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x3400 || c > 0x9FFF)
        c = 0;
      if (c != 0 && before != 0)
        g_hash_table_add (pairs, GUINT_TO_POINTER (before << 16 | c));
      before = c;
    }
}

static GHashTable *
pairs_of (const BsImportItem *item)
{
  GHashTable *pairs = g_hash_table_new (NULL, NULL);
  guint budget = MAX_COMPARED_CHARACTERS;

  collect_pairs (pairs, item->kicker, &budget);
  collect_pairs (pairs, item->headline, &budget);
  collect_pairs (pairs, item->deck, &budget);
  for (guint i = 0; i < item->paragraphs->len; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);

      collect_pairs (pairs, paragraph->text, &budget);
    }

  return pairs;
}

static void
comparison_init (Comparison *comparison, BsPageImport *result)
{
  comparison->result = result;
  comparison->words = bs_copy_words_new ();
  comparison->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  comparison->count = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < result->items->len; i++)
    {
      GHashTable *pairs = pairs_of (g_ptr_array_index (result->items, i));
      GHashTableIter iter;
      gpointer pair;

      g_ptr_array_add (comparison->pairs, pairs);
      g_hash_table_iter_init (&iter, pairs);
      while (g_hash_table_iter_next (&iter, &pair, NULL))
        g_hash_table_insert (
          comparison->count, pair,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (comparison->count, pair)) + 1));
    }
}

static void
comparison_clear (Comparison *comparison)
{
  g_clear_pointer (&comparison->pairs, g_ptr_array_unref);
  g_clear_pointer (&comparison->count, g_hash_table_unref);
  g_clear_pointer (&comparison->words, bs_copy_words_free);
}

/* Names and matters of one story appear nowhere else on the page: pairs of characters that only
 * these two items have. */
static float
shared_words (const Comparison *comparison, guint a, guint b)
{
  GHashTable *first = g_ptr_array_index (comparison->pairs, a);
  GHashTable *second = g_ptr_array_index (comparison->pairs, b);
  guint size = MIN (g_hash_table_size (first), g_hash_table_size (second));
  GHashTableIter iter;
  gpointer pair;
  guint shared = 0;

  g_hash_table_iter_init (&iter, first);
  while (g_hash_table_iter_next (&iter, &pair, NULL))
    shared += GPOINTER_TO_UINT (g_hash_table_lookup (comparison->count, pair)) == 2
              && g_hash_table_contains (second, pair);

  return size < 20 ? 0 : MIN (MAX_SHARED_WORDS, SCORE_SHARED_WORDS * shared / size);
}

static const char *
first_text (const BsImportItem *item)
{
  const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, 0);

  return paragraph->is_subhead ? "" : paragraph->text;
}

static const char *
last_text (const BsImportItem *item)
{
  const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs,
                                                          item->paragraphs->len - 1);

  return paragraph->text;
}

static gboolean
is_fragment (const BsImportItem *item)
{
  return item->kind == BS_IMPORT_STORY && *item->headline == '\0' && *item->kicker == '\0'
         && item->paragraphs->len > 0
         && (*item->dateline == '\0' || bs_copy_is_unfinished (last_text (item)));
}

/* "民生直通", then text that breaks off, unsigned: a flag with an opening, or a short headline. */
static gboolean
may_be_flag (const BsImportItem *item)
{
  return item->kind == BS_IMPORT_STORY && *item->headline != '\0' && *item->kicker == '\0'
         && *item->deck == '\0' && *item->flag == '\0' && item->bylines->len == 0
         && item->paragraphs->len > 0 && g_utf8_strlen (item->headline, -1) <= MAX_FLAG_CHARACTERS
         && bs_copy_is_unfinished (last_text (item));
}

static void
consider (Match *match, int story, gboolean is_opening, float score)
{
  if (score > match->score)
    {
      match->second = match->score;
      *match = (Match){ story, is_opening, score, match->second };
    }
  else if (score > match->second)
    match->second = score;
}

/* How well @later goes on where @earlier breaks off. */
static float
joint (const Comparison *comparison, const char *earlier, const char *later)
{
  return headlessness (later)
         + (bs_copy_words_cut (comparison->words, earlier, later) ? SCORE_CUT_WORD : 0);
}

static gboolean
has_own_opening (const BsImportItem *story)
{
  return *story->dateline != '\0' || *story->continued_from != '\0';
}

/* @only: the story it must be; -1: any. */
static Match
find_story (const Comparison *comparison, guint index, int only)
{
  GPtrArray *items = comparison->result->items;
  const BsImportItem *fragment = g_ptr_array_index (items, index);
  gboolean breaks_off = bs_copy_is_unfinished (last_text (fragment));
  Match match = { -1, FALSE, 0, 0 };

  for (guint i = 0; i < MIN (items->len, MAX_STORIES); i++)
    {
      const BsImportItem *story = g_ptr_array_index (items, i);
      float words;
      float opening;
      float continuation;

      if (i == index || (only >= 0 && (int) i != only) || story->kind != BS_IMPORT_STORY
          || story->paragraphs->len == 0 || *story->headline == '\0')
        continue;
      words = shared_words (comparison, index, i);
      opening = words + joint (comparison, last_text (fragment), first_text (story))
                + (has_own_opening (story) ? SCORE_OWN_OPENING : 0)
                + (*fragment->flag != '\0' && *story->flag == '\0' ? SCORE_FLAG : 0);
      continuation = words + joint (comparison, last_text (story), first_text (fragment))
                     + (has_own_opening (fragment) ? SCORE_OWN_OPENING : 0);
      if (breaks_off)
        consider (&match, i, TRUE, opening + SCORE_UNFINISHED);
      else if (opening - words > 1)
        consider (&match, i, TRUE, opening);
      if (bs_copy_is_unfinished (last_text (story)))
        consider (&match, i, FALSE, continuation + SCORE_UNFINISHED);
      if (!breaks_off && words > SCORE_WHOLE_PARAGRAPHS && *fragment->flag != '\0'
          && *story->flag == '\0')
        consider (&match, i, TRUE, words - 1);
    }

  return match;
}

/* @later: its paragraphs are moved behind those of @earlier, the torn one is made whole. */
static void
append_paragraphs (GPtrArray *earlier, GPtrArray *later, guint confidence)
{
  BsImportParagraph *last = g_ptr_array_index (earlier, earlier->len - 1);

  if (later->len > 0 && !last->is_subhead && bs_copy_is_unfinished (last->text))
    {
      BsImportParagraph *first = g_ptr_array_index (later, 0);

      if (!first->is_subhead)
        {
          bs_import_paragraph_append (last, first->text, confidence);
          g_ptr_array_remove_index (later, 0);
        }
    }
  while (later->len > 0)
    g_ptr_array_add (earlier, g_ptr_array_steal_index (later, 0));
}

static void
swap_paragraphs (BsImportItem *a, BsImportItem *b)
{
  GPtrArray *paragraphs = a->paragraphs;

  a->paragraphs = b->paragraphs;
  b->paragraphs = paragraphs;
}

static void
take_if_missing (char **to, char **from)
{
  if (**to == '\0' && **from != '\0')
    {
      char *text = *to;

      *to = *from;
      *from = text;
    }
}

/* What the story has no room for, because it has its own, stays where it stood, as a subhead. */
static void
keep_titles (BsImportItem *fragment, BsImportItem *story)
{
  char **const from[] = { &fragment->sponsor, &fragment->deck, &fragment->headline,
                          &fragment->kicker, &fragment->flag };
  char **const to[] = { &story->sponsor, &story->deck, &story->headline, &story->kicker,
                        &story->flag };

  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      take_if_missing (to[i], from[i]);
      if (**from[i] != '\0')
        g_ptr_array_insert (fragment->paragraphs, 0,
                            bs_import_paragraph_new (TRUE, *from[i], fragment->line, 100));
    }
}

/* @known: somebody said so. */
static void
join (BsPageImport *self, int index, const Match *match, gboolean known)
{
  BsImportItem *fragment = g_ptr_array_index (self->items, index);
  BsImportItem *story = g_ptr_array_index (self->items, match->story);
  float margin = MIN (match->score - SCORE_ENOUGH + 1, match->score - match->second);
  guint confidence = known ? 100 : (guint) CLAMP (50 + margin * 12, 30, 95);
  guint line = fragment->line;

  keep_titles (fragment, story);
  if (match->is_opening)
    swap_paragraphs (fragment, story);
  append_paragraphs (story->paragraphs, fragment->paragraphs, confidence);
  take_if_missing (&story->dateline, &fragment->dateline);
  take_if_missing (&story->continued_on, &fragment->continued_on);
  take_if_missing (&story->continued_from, &fragment->continued_from);
  while (fragment->bylines->len > 0)
    g_ptr_array_add (story->bylines, g_ptr_array_steal_index (fragment->bylines, 0));
  story->confidence = MIN (story->confidence, confidence);

  if (!known)
    bs_page_import_doubt (
      self, line, match->story, confidence,
      match->is_opening
        ? g_strdup_printf (_ ("This stood apart and was taken as the opening of “%s”"),
                           story->headline)
        : g_strdup_printf (_ ("This stood apart and was taken as the continuation of “%s”"),
                           story->headline));
  bs_page_import_remove_item (self, index, match->story);
}

/* Where the facts say that a story begins, none is joined to another. */
static gboolean
is_settled (const BsPageImport *self, int index, const BsLineFact *facts, guint n_facts)
{
  for (guint i = 0; i < MIN (n_facts, self->lines->len); i++)
    if (facts[i].border == BS_BORDER_BEGINS
        && g_array_index (self->lines, BsImportLine, i).item == index)
      return TRUE;

  return FALSE;
}

/* What somebody said is torn apart is put together, whole sentences or not. */
static void
join_known (BsPageImport *self, const BsLineFact *facts, guint n_facts)
{
  for (guint i = 0; i < MIN (n_facts, self->lines->len); i++)
    {
      int fragment = g_array_index (self->lines, BsImportLine, i).item;
      int story = facts[i].joins > 0 && facts[i].joins <= self->lines->len
                    ? g_array_index (self->lines, BsImportLine, facts[i].joins - 1).item
                    : -1;
      const BsImportItem *from;
      const BsImportItem *to;
      Comparison comparison = { NULL };
      Match match;

      if (fragment < 0 || story < 0 || fragment == story)
        continue;
      from = g_ptr_array_index (self->items, fragment);
      to = g_ptr_array_index (self->items, story);
      if (from->kind != BS_IMPORT_STORY || to->kind != BS_IMPORT_STORY || from->paragraphs->len == 0
          || to->paragraphs->len == 0)
        continue;
      comparison_init (&comparison, self);
      match = find_story (&comparison, (guint) fragment, story);
      comparison_clear (&comparison);
      match.is_opening = match.story >= 0 && match.is_opening;
      match.story = story;
      join (self, fragment, &match, TRUE);
    }
}

void
bs_page_import_join_stranded (BsPageImport *self, const BsLineFact *facts, guint n_facts)
{
  Comparison comparison = { NULL };
  guint n_fragments = 0;

  join_known (self, facts, n_facts);
  for (guint i = 0; i < self->items->len; i++)
    n_fragments += is_fragment (g_ptr_array_index (self->items, i))
                   || may_be_flag (g_ptr_array_index (self->items, i));
  if (n_fragments == 0 || n_fragments > MAX_FRAGMENTS)
    return;

  comparison_init (&comparison, self);
  /* From the end: a removed item does not move those still to be looked at. */
  for (guint i = self->items->len; i > 0; i--)
    {
      BsImportItem *item = g_ptr_array_index (self->items, i - 1);
      gboolean as_flag = may_be_flag (item);
      Match match;

      if ((!is_fragment (item) && !as_flag) || is_settled (self, (int) i - 1, facts, n_facts))
        continue;
      match = find_story (&comparison, i - 1, -1);
      if (match.story < 0 || match.score < (as_flag ? SCORE_ENOUGH_FOR_FLAG : SCORE_ENOUGH)
          || (as_flag && !match.is_opening))
        continue;
      if (as_flag)
        take_if_missing (&item->flag, &item->headline);
      join (self, (int) i - 1, &match, FALSE);
      g_ptr_array_remove_index (comparison.pairs, i - 1);
    }
  comparison_clear (&comparison);
}
