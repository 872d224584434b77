/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import.h"

#include "bs-config.h"
#include "bs-import-private.h"
#include "bs-page-import-private.h"
#include "model/bs-issue.h"
#include "model/bs-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Priorities by length, in characters as editors count: a page's long stories outrank its briefs.
 * The first story of a page is its lead. */
#define PRIORITY_LEAD 1
#define PRIORITY_BRIEF 4
#define LONG_STORY 800
#define MIDDLE_STORY 300

#define TITLE_CHARACTERS 24

BsNode *
bs_import_names_to_node (char *const *names)
{
  BsNodeBuilder *builder = bs_node_builder_new_array ();

  for (guint i = 0; names[i] != NULL; i++)
    bs_node_builder_add (builder, bs_node_new_string (names[i]));

  return bs_node_builder_end (builder);
}

static BsNodeBuilder *
build_bylines (const BsImportItem *item)
{
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; i < item->bylines->len; i++)
    {
      const BsImportByline *byline = g_ptr_array_index (item->bylines, i);
      BsNodeBuilder *builder = bs_node_builder_new_object ();
      g_autofree char *id = g_strdup_printf ("b%u", i + 1);

      bs_node_builder_set_text (builder, "id", id);
      bs_node_builder_set_text (builder, "form", byline->form);
      bs_node_builder_set_text (builder, "title", byline->title);
      bs_node_builder_set (builder, "names", bs_import_names_to_node (byline->names));
      bs_node_builder_add (list, bs_node_builder_end (builder));
    }

  return list;
}

static BsNodeBuilder *
build_paragraphs (const BsImportItem *item)
{
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; i < item->paragraphs->len; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);
      BsNodeBuilder *builder = bs_node_builder_new_object ();
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);

      bs_node_builder_set_text (builder, "id", id);
      bs_node_builder_set_text (builder, "role", paragraph->is_subhead ? "subhead" : "body");
      bs_node_builder_set (builder, "text", bs_node_new_string (paragraph->text));
      bs_node_builder_add (list, bs_node_builder_end (builder));
    }

  return list;
}

static guint
count_characters (const BsImportItem *item)
{
  guint count = 0;

  for (guint i = 0; i < item->paragraphs->len; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);

      for (const char *at = paragraph->text; *at != '\0'; at = g_utf8_next_char (at))
        count += !g_unichar_isspace (g_utf8_get_char (at));
    }

  return count;
}

static int
judge_priority (const BsImportItem *item, gboolean may_lead)
{
  guint characters = count_characters (item);

  if (may_lead && *item->headline != '\0')
    return PRIORITY_LEAD;
  if (characters >= LONG_STORY)
    return 2;

  return characters >= MIDDLE_STORY ? 3 : PRIORITY_BRIEF;
}

BsNode *
bs_import_build_story (const BsImportItem *item, const char *id, const char *page, int priority)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "page", page);
  bs_node_builder_set_text (builder, "kicker", item->kicker);
  bs_node_builder_set_text (builder, "headline", item->headline);
  bs_node_builder_set_text (builder, "deck", item->deck);
  bs_node_builder_set_text (builder, "flag", item->flag);
  bs_node_builder_set_text (builder, "dateline", item->dateline);
  bs_node_builder_set_list (builder, "bylines", build_bylines (item));
  bs_node_builder_set_list (builder, "paragraphs", build_paragraphs (item));
  bs_node_builder_set_text (builder, "sponsor", item->sponsor);
  bs_node_builder_set_text (builder, "continued_from", item->continued_from);
  bs_node_builder_set_text (builder, "continued_on", item->continued_on);
  bs_node_builder_set_number (builder, "priority", priority);
  bs_node_builder_set_text (builder, "status", "draft");
  bs_node_builder_set_number (builder, "confidence", item->confidence);

  return bs_node_builder_end (builder);
}

BsNode *
bs_import_build_photo (const BsImportItem *item, const char *id, const char *page,
                       const char *story)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *credits = bs_node_builder_new_array ();

  for (guint i = 0; item->credit_names[i] != NULL; i++)
    {
      BsNodeBuilder *credit = bs_node_builder_new_object ();

      if (i == 0)
        bs_node_builder_set_text (credit, "title", item->credit_title);
      bs_node_builder_set_text (credit, "name", item->credit_names[i]);
      bs_node_builder_add (credits, bs_node_builder_end (credit));
    }

  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "page", page);
  bs_node_builder_set_text (builder, "story", story);
  bs_node_builder_set_text (builder, "group", item->group);
  bs_node_builder_set_text (builder, "caption", item->caption);
  bs_node_builder_set_list (builder, "credits", credits);
  bs_node_builder_set_text (builder, "pointer", item->pointer);
  bs_node_builder_set_number (builder, "confidence", item->confidence);

  return bs_node_builder_end (builder);
}

static char *
title_of (const BsImportItem *item)
{
  const char *text = item->kind == BS_IMPORT_CAPTION ? item->caption : item->headline;
  g_autofree char *start = NULL;

  if (*text == '\0' && item->kind == BS_IMPORT_STORY && item->paragraphs->len > 0)
    text = ((const BsImportParagraph *) g_ptr_array_index (item->paragraphs, 0))->text;
  if (g_utf8_strlen (text, -1) <= TITLE_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, TITLE_CHARACTERS);

  return g_strconcat (start, "…", NULL);
}

void
bs_import_report_item (BsImportReport *report, const BsImportItem *item, const char *id)
{
  BsImportEntry *entry = g_new0 (BsImportEntry, 1);

  entry->kind = item->kind;
  entry->id = g_strdup (id);
  entry->title = title_of (item);
  entry->characters = item->kind == BS_IMPORT_STORY ? count_characters (item)
                                                    : (guint) g_utf8_strlen (item->caption, -1);
  entry->paragraphs = item->paragraphs->len;
  entry->confidence = item->confidence;
  entry->line = item->line;
  g_ptr_array_add (report->entries, entry);
}

/**
 * bs_import_find_page:
 * @page: (nullable): %NULL for the first; "" for none
 *
 * Returns: the page's name, "", or %NULL with %BS_IMPORT_ERROR_PAGE
 */
const char *
bs_import_find_page (BsDocument *document, const char *page, GError **error)
{
  const BsNode *root = bs_document_get_root (document);
  const BsNode *pages = bs_issue_get_pages (root);

  if (page == NULL && bs_node_get_length (pages) > 0)
    return bs_node_get_text (bs_node_get_element (pages, 0), "id");
  if (page != NULL && (*page == '\0' || bs_issue_get_page (root, page) != NULL))
    return page;

  if (page == NULL)
    g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_PAGE,
                 _ ("The issue: has no page. Add a page first"));
  else
    g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_PAGE,
                 _ ("%s: the issue has no such page. Name one of its pages, or add it first"),
                 page);
  return NULL;
}

/* Of text without a page the first of several stories leads: it was a page somewhere. */
static gboolean
has_lead (BsDocument *document, const char *page, guint n_new)
{
  const BsNode *stories = bs_issue_get_stories (bs_document_get_root (document));

  if (*page == '\0')
    return n_new < 2;
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);

      if (strcmp (bs_node_get_text (story, "page"), page) == 0
          && bs_node_get_number (story, "priority", 0) == PRIORITY_LEAD)
        return TRUE;
    }

  return FALSE;
}

static gboolean
insert_items (BsDocument *document, BsPageImport *import, const BsImportTarget *target,
              BsImportReport *report, GError **error)
{
  const char *page = report->page;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n = bs_page_import_get_n_items (import);
  gboolean may_lead = !has_lead (document, page, n);

  /* Stories first, so that captions can name theirs. */
  g_ptr_array_set_size (ids, n);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        const BsImportItem *read = bs_page_import_get_item (import, i);
        g_autoptr (BsImportItem) widened = target->widen ? bs_import_item_new_widened (read) : NULL;
        const BsImportItem *item = widened != NULL ? widened : read;
        gboolean is_story = item->kind == BS_IMPORT_STORY;
        const char *list = is_story ? "/stories" : "/photos";
        g_autoptr (BsNode) node = NULL;
        char *id;

        if (is_story != (pass == 0))
          continue;
        id = bs_document_new_id (document, list, is_story ? "s" : "p");
        ids->pdata[i] = id;
        if (is_story)
          {
            int priority = judge_priority (item, may_lead);

            may_lead = may_lead && priority != PRIORITY_LEAD;
            node = bs_import_build_story (item, id, page, priority);
          }
        else
          node = bs_import_build_photo (item, id, page,
                                        item->story >= 0 ? (const char *) ids->pdata[item->story]
                                        : target->story != NULL ? target->story
                                                                : "");
        if (!bs_document_insert (document, list, -1, node, error))
          return FALSE;
      }

  for (guint i = 0; i < n; i++)
    bs_import_report_item (report, bs_page_import_get_item (import, i), ids->pdata[i]);

  return TRUE;
}

/* Captions of the copy join those that the story has. */
static gboolean
insert_captions (BsDocument *document, BsPageImport *import, const BsImportTarget *target,
                 BsImportReport *report, GError **error)
{
  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    {
      const BsImportItem *item = bs_page_import_get_item (import, i);
      g_autofree char *id = bs_document_new_id (document, "/photos", "p");
      g_autoptr (BsNode) node = NULL;

      if (item->kind == BS_IMPORT_STORY)
        {
          bs_import_report_item (report, item, target->over);
          continue;
        }
      node = bs_import_build_photo (item, id, report->page, target->over);
      if (!bs_document_insert (document, "/photos", -1, node, error))
        return FALSE;
      bs_import_report_item (report, item, id);
    }

  return TRUE;
}

/* A newer copy of a story that is here: what it says replaces what stood, what it does not have
 * (a flag, a kicker of the desk) stays. */
static gboolean
write_over (BsDocument *document, BsPageImport *import, const BsImportTarget *target,
            BsImportReport *report, GError **error)
{
  static const char *const members[] = { "kicker",   "headline", "deck",       "flag",
                                         "dateline", "bylines",  "paragraphs", "sponsor" };
  const BsImportItem *story = NULL;
  g_autoptr (BsImportItem) widened = NULL;
  g_autoptr (BsNode) node = NULL;

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    {
      const BsImportItem *item = bs_page_import_get_item (import, i);

      if (item->kind != BS_IMPORT_STORY)
        continue;
      if (story != NULL)
        {
          g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SEVERAL,
                       _ ("The file: has several stories. Import it as page text"));
          return FALSE;
        }
      story = item;
    }
  if (story == NULL)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SEVERAL,
                   _ ("The file: has no story. Choose another"));
      return FALSE;
    }

  widened = target->widen ? bs_import_item_new_widened (story) : NULL;
  node = bs_import_build_story (widened != NULL ? widened : story, target->over, "", 0);
  if (!bs_version_keep (document, target->over, BS_VERSION_IMPORT, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const BsNode *value = bs_node_get_member (node, members[i]);
      g_autofree char *path = bs_issue_dup_path ("story", target->over, members[i]);

      if (value != NULL && !bs_document_set_node (document, path, value, error))
        return FALSE;
    }

  return insert_captions (document, import, target, report, error);
}

static void
report_rest (BsImportReport *report, BsPageImport *import)
{
  for (guint i = 0; i < bs_page_import_get_n_lines (import); i++)
    {
      const BsImportLine *line = bs_page_import_get_line (import, i);
      g_autofree char *text = NULL;

      if (line->item >= 0)
        continue;
      text = bs_page_import_dup_line (import, i);
      g_ptr_array_add (report->set_aside, g_strdup_printf ("%u: %s", line->number, text));
    }

  for (guint i = 0; i < bs_page_import_get_n_doubts (import); i++)
    {
      BsImportDoubt *copy = g_memdup2 (bs_page_import_get_doubt (import, i),
                                       sizeof (BsImportDoubt));

      copy->message = g_strdup (copy->message);
      g_ptr_array_add (report->doubts, copy);
    }
  report->narrow = bs_page_import_get_n_narrow (import);
}

BsImportReport *
bs_import_apply_to (BsDocument *document, BsPageImport *import, const BsImportTarget *target,
                    GError **error)
{
  g_autoptr (BsImportReport) report = NULL;
  const char *page = bs_import_find_page (document, target->page, error);

  if (page == NULL)
    return NULL;

  /* The name points into a tree that the first change replaces: the report has its own. */
  report = bs_import_report_new ("", BS_SOURCE_PAGE_TEXT, page);
  bs_document_begin (document, _ ("Import"), NULL);
  if (target->over != NULL && *target->over != '\0'
        ? !write_over (document, import, target, report, error)
        : !insert_items (document, import, target, report, error))
    {
      bs_document_cancel (document);
      return NULL;
    }
  bs_document_end (document);
  report_rest (report, import);
  if (target->widen)
    report->narrow = 0;

  return g_steal_pointer (&report);
}

/**
 * bs_import_apply:
 * @page: (nullable): the page's name; "": none yet; %NULL: the first page
 *
 * Puts what was read on a page, behind what is there already, as one step of undo. The first story
 * with a headline becomes the lead, unless the page has one.
 *
 * Returns: (transfer full): what became of each item; or %NULL, and the document is as before,
 *   with %BS_IMPORT_ERROR_PAGE or a %BS_MODEL_ERROR
 */
BsImportReport *
bs_import_apply (BsDocument *document, BsPageImport *import, const char *page, GError **error)
{
  const BsImportTarget target = { .page = page };

  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (import != NULL, NULL);

  return bs_import_apply_to (document, import, &target, error);
}
