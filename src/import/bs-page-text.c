/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-text.h"

#include "bs-config.h"
#include "bs-copy-grammar.h"
#include "bs-copy-names.h"
#include "bs-import.h"
#include "bs-page-import-private.h"
#include "bs-text-decoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a line a message quotes, in characters. */
#define QUOTE_CHARACTERS 16
/* Longer captions are not added to: no real one is, and it keeps the time linear. */
#define MAX_CAPTION_BYTES 8192

/* The reader of the decided lines. */
typedef struct
{
  const BsCopyMarks *marks;
  BsPageImport *result;
  BsImportItem *story;   /* open, or NULL */
  BsImportItem *caption; /* open, or NULL */
  int story_index;
  int caption_index;
  int first_caption; /* of those read since the last line of a story; -1: none */
  char *sponsor;     /* stood above its story */
  char *group;
  int group_line; /* index of its line, until a caption takes it; -1: none */
} Assembly;

static void
replace (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

/* Two lines of one part, such as a second deck, are kept as two phrases. */
static void
add_phrase (char **field, const char *text)
{
  replace (field, **field == '\0' ? g_strdup (text) : g_strconcat (*field, " ", text, NULL));
}

static void
open_story (Assembly *assembly, guint line)
{
  assembly->story = bs_import_item_new (BS_IMPORT_STORY, line);
  assembly->story_index = (int) assembly->result->items->len;
  g_ptr_array_add (assembly->result->items, assembly->story);
  if (assembly->sponsor != NULL)
    replace (&assembly->story->sponsor, g_steal_pointer (&assembly->sponsor));
}

static gboolean
has_body (const BsImportItem *story)
{
  return story->paragraphs->len > 0;
}

/* Takes the marks of a first paragraph away into their own fields: (上接A1版), 本报讯(记者…). */
static const char *
strip_start (Assembly *assembly, const char *text)
{
  BsImportItem *story = assembly->story;
  char *found = NULL;
  gsize skip = bs_copy_marks_continued_from (assembly->marks, text, &found);

  if (skip > 0)
    replace (&story->continued_from, g_steal_pointer (&found));
  text += skip;
  if (has_body (story))
    return text;

  skip = bs_copy_marks_dateline (assembly->marks, text, &found, story->bylines);
  if (skip > 0)
    replace (&story->dateline, g_steal_pointer (&found));

  return text + skip;
}

/* "…(下转A2版)" */
static char *
strip_end (Assembly *assembly, const char *text)
{
  char *page = NULL;
  gsize start = 0;
  char *rest;

  if (!bs_copy_marks_continued_on (assembly->marks, text, &start, &page))
    return g_strdup (text);
  replace (&assembly->story->continued_on, page);
  rest = g_strndup (text, start);

  return g_strchomp (rest);
}

static void
add_body (Assembly *assembly, const BsCopyLine *line, const BsLineDecision *decision)
{
  GPtrArray *paragraphs = assembly->story->paragraphs;
  BsImportParagraph *last = paragraphs->len > 0
                              ? g_ptr_array_index (paragraphs, paragraphs->len - 1)
                              : NULL;
  g_autofree char *text = NULL;

  if (decision->role == BS_LINE_CONTINUATION && last != NULL && !last->is_subhead)
    {
      text = strip_end (assembly, line->text);
      bs_import_paragraph_append (last, text, decision->confidence);
      return;
    }

  text = strip_end (assembly, strip_start (assembly, line->text));
  if (*text != '\0')
    g_ptr_array_add (paragraphs,
                     bs_import_paragraph_new (FALSE, text, line->number, decision->confidence));
}

/* Behind the names that are there already: nothing that was read is lost. */
static void
add_names (BsImportItem *caption, char *const *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) caption->credit_names);
  g_strv_builder_addv (builder, (const char **) names);
  g_strfreev (caption->credit_names);
  caption->credit_names = g_strv_builder_end (builder);
}

static void
set_credit (BsImportItem *caption, BsCopyCredit *credit)
{
  if (*caption->credit_title == '\0')
    replace (&caption->credit_title, g_steal_pointer (&credit->title));
  add_names (caption, credit->names);
}

/* The text of a caption without arrow, credit and the space around them. */
static char *
take_caption (Assembly *assembly, const char *text)
{
  BsImportItem *caption = assembly->caption;
  g_auto (BsCopyCredit) credit = { 0 };
  g_autofree char *plain = NULL;
  const char *pointer;
  gsize start = 0;
  gsize end = 0;

  pointer = bs_copy_marks_arrow (text, &start, &end);
  if (pointer != NULL && *caption->pointer == '\0')
    replace (&caption->pointer, g_strdup (pointer));
  plain = g_strndup (text + start, end - start);
  if (bs_copy_marks_credit (assembly->marks, plain, &credit) && credit.start > 0)
    {
      plain[credit.start] = '\0';
      set_credit (caption, &credit);
    }

  return g_strstrip (g_steal_pointer (&plain));
}

static void
add_caption (Assembly *assembly, const BsCopyLine *line, const BsLineDecision *decision)
{
  g_autofree char *text = NULL;

  if (decision->role == BS_LINE_CAPTION_CONTINUATION && assembly->caption != NULL
      && strlen (assembly->caption->caption) < MAX_CAPTION_BYTES)
    {
      text = take_caption (assembly, line->text);
      replace (&assembly->caption->caption, g_strconcat (assembly->caption->caption, text, NULL));
      return;
    }

  assembly->caption = bs_import_item_new (BS_IMPORT_CAPTION, line->number);
  assembly->caption_index = (int) assembly->result->items->len;
  if (assembly->first_caption < 0)
    assembly->first_caption = assembly->caption_index;
  g_ptr_array_add (assembly->result->items, assembly->caption);
  replace (&assembly->caption->caption, take_caption (assembly, line->text));
  assembly->caption->is_placed = decision->border != BS_BORDER_UNSAID;
  if (decision->border == BS_BORDER_WITHIN)
    assembly->caption->story = assembly->story_index;
  if (assembly->group != NULL)
    replace (&assembly->caption->group, g_strdup (assembly->group));
  if (assembly->group_line >= 0)
    g_array_index (assembly->result->lines, BsImportLine, assembly->group_line).item
      = assembly->caption_index;
  assembly->group_line = -1;
}

/* A line that is said to be a credit is one, however it is worded. */
static int
add_credit (Assembly *assembly, const BsCopyLine *line, const BsLineDecision *decision)
{
  g_auto (BsCopyCredit) credit = { 0 };
  BsImportItem *caption = assembly->caption;

  if (caption == NULL && decision->said && assembly->caption_index >= 0)
    caption = g_ptr_array_index (assembly->result->items, assembly->caption_index);
  if (caption == NULL)
    return -1;
  if (bs_copy_marks_credit (assembly->marks, line->text, &credit) && credit.start == 0)
    set_credit (caption, &credit);
  else
    add_names (caption, (char *[]){ line->text, NULL });

  return assembly->caption_index;
}

static void
add_byline (Assembly *assembly, const BsCopyLine *line)
{
  GPtrArray *bylines = assembly->story->bylines;

  if (bs_copy_marks_byline (assembly->marks, line->text, bylines) == BS_BYLINE_NONE)
    g_ptr_array_add (bylines, bs_import_byline_new ("other", "", g_strsplit (line->text, "\n", 1)));
}

static void
add_jump (Assembly *assembly, const BsCopyLine *line, BsLineRole role)
{
  char *page = NULL;

  if (role == BS_LINE_CONTINUED_FROM)
    {
      if (bs_copy_marks_continued_from (assembly->marks, line->text, &page) == 0)
        page = g_strdup (line->text);
      replace (&assembly->story->continued_from, page);
      return;
    }
  if (!bs_copy_marks_continued_on (assembly->marks, line->text, NULL, &page))
    page = g_strdup (line->text);
  replace (&assembly->story->continued_on, page);
}

/* Captions that a story goes on behind belong to it, if they are no group of their own. */
static void
claim_captions (Assembly *assembly, gboolean story_goes_on)
{
  GPtrArray *items = assembly->result->items;

  for (guint i = assembly->first_caption; story_goes_on && i < items->len; i++)
    {
      BsImportItem *item = g_ptr_array_index (items, i);

      if (item->kind == BS_IMPORT_CAPTION && *item->group == '\0' && !item->is_placed)
        item->story = assembly->story_index;
    }
  assembly->first_caption = -1;
}

/* Puts the line where its role says. Returns the index of its item, -1 if it has none. */
static int
add_to_story (Assembly *assembly, const BsCopyLine *line, const BsLineDecision *decision)
{
  gboolean is_brief = decision->role == BS_LINE_BODY && assembly->story != NULL
                      && has_body (assembly->story) && decision->border != BS_BORDER_WITHIN
                      && bs_copy_line_has (line, BS_FEATURE_START_DATELINE);

  if (decision->role == BS_LINE_SPONSOR && (assembly->story == NULL || !has_body (assembly->story)))
    {
      if (assembly->story == NULL)
        replace (&assembly->sponsor, g_strdup (line->text));
      else
        add_phrase (&assembly->story->sponsor, line->text);
      return assembly->story_index;
    }
  if (decision->starts_story || is_brief || assembly->story == NULL)
    {
      /* Briefs without titles stand below one flag. */
      gboolean below_flag = decision->role == BS_LINE_BODY && assembly->story != NULL
                            && *assembly->story->headline == '\0';
      g_autofree char *flag = g_strdup (below_flag ? assembly->story->flag : "");

      open_story (assembly, line->number);
      replace (&assembly->story->flag, g_steal_pointer (&flag));
    }

  if (assembly->first_caption >= 0)
    claim_captions (assembly, assembly->story_index < assembly->first_caption);

  switch (decision->role)
    {
    case BS_LINE_FLAG:
      add_phrase (&assembly->story->flag, line->text);
      break;
    case BS_LINE_KICKER:
      add_phrase (&assembly->story->kicker, line->text);
      break;
    case BS_LINE_HEADLINE:
      add_phrase (&assembly->story->headline, line->text);
      break;
    case BS_LINE_DECK:
      add_phrase (&assembly->story->deck, line->text);
      break;
    case BS_LINE_CONTINUED_FROM:
    case BS_LINE_CONTINUED_ON:
      add_jump (assembly, line, decision->role);
      break;
    case BS_LINE_SUBHEAD:
      g_ptr_array_add (assembly->story->paragraphs,
                       bs_import_paragraph_new (TRUE, line->text, line->number,
                                                decision->confidence));
      break;
    case BS_LINE_BYLINE:
      add_byline (assembly, line);
      break;
    case BS_LINE_SPONSOR:
      add_phrase (&assembly->story->sponsor, line->text);
      break;
    default:
      add_body (assembly, line, decision);
      break;
    }

  return assembly->story_index;
}

static int
add_line (Assembly *assembly, const BsCopyLine *line, const BsLineDecision *decision)
{
  switch (decision->role)
    {
    case BS_LINE_FURNITURE:
    case BS_LINE_BLANK:
      return -1;
    case BS_LINE_GROUP_TITLE:
      replace (&assembly->group, g_strdup (line->text));
      assembly->group_line = (int) assembly->result->lines->len;
      return -1;
    case BS_LINE_CAPTION:
    case BS_LINE_CAPTION_CONTINUATION:
      add_caption (assembly, line, decision);
      return assembly->caption_index;
    case BS_LINE_CREDIT:
      return add_credit (assembly, line, decision);
    default:
      assembly->caption = NULL;
      g_clear_pointer (&assembly->group, g_free);
      assembly->group_line = -1;
      return add_to_story (assembly, line, decision);
    }
}

static char *
quote_start (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= QUOTE_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, QUOTE_CHARACTERS);

  return g_strconcat (start, "…", NULL);
}

static void
record_line (Assembly *assembly, const BsCopyLine *line, const BsLineDecision *decision, int item)
{
  BsImportLine record = { .number = line->number,
                          .offset = line->offset,
                          .length = line->length,
                          .role = decision->role,
                          .second = decision->second,
                          .said = decision->said,
                          .item = item,
                          .confidence = decision->said ? 100 : decision->confidence };

  record.doubtful = record.confidence < BS_IMPORT_DOUBTFUL && record.role != BS_LINE_FURNITURE;
  g_array_append_val (assembly->result->lines, record);
  if (item >= 0)
    {
      BsImportItem *owner = g_ptr_array_index (assembly->result->items, item);

      owner->confidence = MIN (owner->confidence, record.confidence);
    }
  if (record.doubtful)
    {
      g_autofree char *quoted = quote_start (line->text);

      bs_page_import_doubt (assembly->result, line->number, item, record.confidence,
                            /* Translators: a piece of copy, then two kinds of line */
                            g_strdup_printf (_ ("“%s” was taken as %s; it could be %s"), quoted,
                                             bs_line_role_get_name (decision->role),
                                             bs_line_role_get_name (decision->second)));
    }
}

/* A flag or a byline that no story claimed is set aside, and said. */
static void
remove_empty (BsPageImport *self)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const BsImportItem *item = g_ptr_array_index (self->items, i - 1);
      guint line = item->line;

      if (item->kind == BS_IMPORT_CAPTION || item->paragraphs->len > 0 || *item->headline != '\0'
          || *item->kicker != '\0')
        continue;
      bs_page_import_remove_item (self, (int) i - 1, -1);
      bs_page_import_doubt (self, line, -1, 40,
                            g_strdup (_ ("This belongs to no story, and was set aside")));
    }
}

/* What stays open on the finished page is said, never mended by guessing. */
static void
doubt_items (BsPageImport *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      BsImportItem *item = g_ptr_array_index (self->items, i);
      const BsImportParagraph *last;

      if (item->kind == BS_IMPORT_CAPTION)
        continue;
      if (item->paragraphs->len == 0)
        {
          item->confidence = MIN (item->confidence, 40);
          bs_page_import_doubt (self, item->line, (int) i, 40,
                                g_strdup (_ ("This story has no text")));
          continue;
        }
      if (*item->headline == '\0')
        {
          item->confidence = MIN (item->confidence, 50);
          bs_page_import_doubt (self, item->line, (int) i, 50,
                                g_strdup (_ ("This story has no headline")));
        }
      last = g_ptr_array_index (item->paragraphs, item->paragraphs->len - 1);
      if (*item->continued_on == '\0' && bs_copy_is_unfinished (last->text))
        {
          item->confidence = MIN (item->confidence, 50);
          bs_page_import_doubt (self, last->line, (int) i, 50,
                                g_strdup (_ ("The last paragraph breaks off, "
                                             "and its continuation was not found")));
        }
    }
}

static void
count_narrow (BsPageImport *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BsImportItem *item = g_ptr_array_index (self->items, i);
      const char *const texts[] = { item->kicker, item->headline, item->deck, item->caption };

      for (guint j = 0; j < G_N_ELEMENTS (texts) + item->paragraphs->len; j++)
        {
          const BsImportParagraph *paragraph = j < G_N_ELEMENTS (texts)
                                                 ? NULL
                                                 : g_ptr_array_index (item->paragraphs,
                                                                      j - G_N_ELEMENTS (texts));
          guint changed = 0;

          g_free (bs_punctuation_widen (paragraph != NULL ? paragraph->text : texts[j], &changed));
          self->n_narrow += changed;
        }
    }
}

static gboolean
check_text (const char *text, gsize length, GError **error)
{
  if (length > BS_TEXT_LIMIT)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_TOO_LARGE,
                   _ ("The text: is larger than %d MiB. Split it into pages"),
                   BS_TEXT_LIMIT / (1024 * 1024));
      return FALSE;
    }
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_ENCODING,
                   _ ("The text: is not UTF-8. Save it again as UTF-8"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
fail_if_nothing (BsPageImport *self, GError **error)
{
  if (self->items->len > 0)
    return FALSE;
  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_EMPTY,
               _ ("The text: has no story and no caption in it. Choose another file"));

  return TRUE;
}

/**
 * bs_page_text_parse:
 * @text: UTF-8
 * @length: in bytes
 *
 * Reads a page of running text; see issue section "Import of a page's text". Each line is given
 * the role that makes the best page as a whole; parts that were torn apart at column ends are put
 * together.
 *
 * Returns: (transfer full): the stories and captions in the order of the text, or %NULL with a
 *   %BS_IMPORT_ERROR: EMPTY, TOO_LARGE, ENCODING
 */
BsPageImport *
bs_page_text_parse (const char *text, gsize length, GError **error)
{
  return bs_page_text_parse_known (text, length, NULL, 0, error);
}

/**
 * bs_page_text_parse_known:
 * @facts: (array length=n_facts) (nullable): what is known of each line, by its index
 *
 * The same, told some of what the lines are. Each fact holds; the rest is read in its light. No
 * line is lost, however odd the facts are.
 *
 * Returns: (transfer full): as bs_page_text_parse()
 */
BsPageImport *
bs_page_text_parse_known (const char *text, gsize length, const BsLineFact *facts, guint n_facts,
                          GError **error)
{
  g_autoptr (BsCopyMarks) marks = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree BsLineDecision *decisions = NULL;
  g_autoptr (BsPageImport) self = NULL;
  Assembly assembly = {
    .story_index = -1, .caption_index = -1, .first_caption = -1, .group_line = -1
  };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!check_text (text, length, error))
    return NULL;
  self = bs_page_import_new (g_strndup (text, length));
  marks = bs_copy_marks_new ();
  lines = bs_copy_lines_new (marks, self->text, length, error);
  if (lines == NULL)
    return NULL;

  decisions = bs_copy_grammar_decide (lines, facts, n_facts);
  assembly.marks = marks;
  assembly.result = self;
  for (guint i = 0; i < lines->len; i++)
    {
      const BsCopyLine *line = g_ptr_array_index (lines, i);

      record_line (&assembly, line, &decisions[i], add_line (&assembly, line, &decisions[i]));
    }
  g_free (assembly.sponsor);
  g_free (assembly.group);
  bs_page_import_join_stranded (self, facts, n_facts);
  remove_empty (self);
  if (fail_if_nothing (self, error))
    return NULL;
  doubt_items (self);
  count_narrow (self);

  return g_steal_pointer (&self);
}

/**
 * bs_story_text_parse:
 * @text: UTF-8, one story: its title on the first line, Markdown marks or none
 *
 * Returns: (transfer full): one story, and captions where the text has some; or %NULL, see
 *   bs_page_text_parse()
 */
BsPageImport *
bs_story_text_parse (const char *text, gsize length, GError **error)
{
  /* The grammar reads one story as it reads many. */
  return bs_page_text_parse (text, length, error);
}
