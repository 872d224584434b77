/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

static void
entry_free (BsImportEntry *entry)
{
  g_clear_pointer (&entry->id, g_free);
  g_clear_pointer (&entry->title, g_free);
  g_free (entry);
}

static void
doubt_free (BsImportDoubt *doubt)
{
  g_clear_pointer (&doubt->message, g_free);
  g_free (doubt);
}

BsImportReport *
bs_import_report_new (const char *source, BsSourceKind kind, const char *page)
{
  BsImportReport *report = g_new0 (BsImportReport, 1);

  report->source = g_strdup (source);
  report->kind = kind;
  report->encoding = g_strdup ("");
  report->page = g_strdup (page);
  report->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  report->doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) doubt_free);
  report->set_aside = g_ptr_array_new_with_free_func (g_free);
  report->notes = g_ptr_array_new_with_free_func (g_free);

  return report;
}

void
bs_import_report_free (BsImportReport *report)
{
  if (report == NULL)
    return;
  g_clear_pointer (&report->source, g_free);
  g_clear_pointer (&report->encoding, g_free);
  g_clear_pointer (&report->page, g_free);
  g_clear_pointer (&report->entries, g_ptr_array_unref);
  g_clear_pointer (&report->doubts, g_ptr_array_unref);
  g_clear_pointer (&report->set_aside, g_ptr_array_unref);
  g_clear_pointer (&report->notes, g_ptr_array_unref);
  g_free (report);
}

static void
append_entry (GString *text, const BsImportEntry *entry)
{
  if (entry->kind == BS_IMPORT_CAPTION)
    /* Translators: id, the caption's beginning, per cent */
    g_string_append_printf (text, _ ("  %s  photo: %s (%u%% sure)\n"), entry->id, entry->title,
                            entry->confidence);
  else
    /* Translators: id, headline, numbers, per cent */
    g_string_append_printf (text, _ ("  %s  story: %s (%u paragraphs, %u characters, %u%% sure)\n"),
                            entry->id, entry->title, entry->paragraphs, entry->characters,
                            entry->confidence);
}

/**
 * bs_import_report_to_string:
 *
 * Returns: (transfer full): what became of each item, in the user's language, several lines that
 *   end in newlines
 */
char *
bs_import_report_to_string (const BsImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_stories = 0;
  guint n_photos = 0;

  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < report->entries->len; i++)
    {
      const BsImportEntry *entry = g_ptr_array_index (report->entries, i);

      n_stories += entry->kind == BS_IMPORT_STORY;
      n_photos += entry->kind == BS_IMPORT_CAPTION;
    }

  if (*report->page == '\0')
    g_string_append_printf (text, _ ("%s → no page yet: %u stories, %u photos\n"), report->source,
                            n_stories, n_photos);
  else
    /* Translators: source, page, numbers */
    g_string_append_printf (text, _ ("%s → page %s: %u stories, %u photos\n"), report->source,
                            report->page, n_stories, n_photos);
  for (guint i = 0; i < report->entries->len; i++)
    append_entry (text, g_ptr_array_index (report->entries, i));

  if (report->doubts->len > 0)
    g_string_append_printf (text, _ ("Please check (%u):\n"), report->doubts->len);
  for (guint i = 0; i < report->doubts->len; i++)
    {
      const BsImportDoubt *doubt = g_ptr_array_index (report->doubts, i);

      /* Translators: line number, what is doubtful, per cent */
      g_string_append_printf (text, _ ("  line %u: %s (%u%% sure)\n"), doubt->line, doubt->message,
                              doubt->confidence);
    }

  if (report->set_aside->len > 0)
    g_string_append_printf (text, _ ("Set aside (%u):\n"), report->set_aside->len);
  for (guint i = 0; i < report->set_aside->len; i++)
    g_string_append_printf (text, _ ("  line %s\n"),
                            (const char *) g_ptr_array_index (report->set_aside, i));
  for (guint i = 0; i < report->notes->len; i++)
    /* Translators: something that was left out of a file, or put elsewhere */
    g_string_append_printf (text, _ ("Note: %s\n"),
                            (const char *) g_ptr_array_index (report->notes, i));
  if (report->narrow > 0)
    g_string_append_printf (text,
                            _ ("%u half-width punctuation marks beside Chinese characters "
                               "were kept\n"),
                            report->narrow);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
kind_name (BsSourceKind kind)
{
  static const char *const names[] = { "page", "story", "photo", "ninjs" };

  return names[kind];
}

static BsNode *
entry_to_node (const BsImportEntry *entry)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "kind", entry->kind == BS_IMPORT_STORY ? "story" : "photo");
  bs_node_builder_set_text (builder, "id", entry->id);
  bs_node_builder_set_text (builder, "title", entry->title);
  bs_node_builder_set_number (builder, "characters", entry->characters);
  bs_node_builder_set_number (builder, "paragraphs", entry->paragraphs);
  bs_node_builder_set_number (builder, "confidence", entry->confidence);
  bs_node_builder_set_number (builder, "line", entry->line);

  return bs_node_builder_end (builder);
}

static BsNode *
doubt_to_node (const BsImportReport *report, const BsImportDoubt *doubt)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_number (builder, "line", doubt->line);
  if (doubt->item >= 0 && doubt->item < (int) report->entries->len)
    bs_node_builder_set_text (
      builder, "id",
      ((const BsImportEntry *) g_ptr_array_index (report->entries, doubt->item))->id);
  bs_node_builder_set_number (builder, "confidence", doubt->confidence);
  bs_node_builder_set_text (builder, "message", doubt->message);

  return bs_node_builder_end (builder);
}

/**
 * bs_import_report_to_node:
 *
 * Returns: (transfer full): `{source kind encoding page items[{kind id title characters paragraphs
 *   confidence line}] doubtful[{line id confidence message}] set_aside[text] notes[text] half_width}`
 */
BsNode *
bs_import_report_to_node (const BsImportReport *report)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *items = bs_node_builder_new_array ();
  BsNodeBuilder *doubts = bs_node_builder_new_array ();
  BsNodeBuilder *set_aside = bs_node_builder_new_array ();
  BsNodeBuilder *notes = bs_node_builder_new_array ();

  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < report->entries->len; i++)
    bs_node_builder_add (items, entry_to_node (g_ptr_array_index (report->entries, i)));
  for (guint i = 0; i < report->doubts->len; i++)
    bs_node_builder_add (doubts, doubt_to_node (report, g_ptr_array_index (report->doubts, i)));
  for (guint i = 0; i < report->set_aside->len; i++)
    bs_node_builder_add (set_aside, bs_node_new_string (g_ptr_array_index (report->set_aside, i)));
  for (guint i = 0; i < report->notes->len; i++)
    bs_node_builder_add (notes, bs_node_new_string (g_ptr_array_index (report->notes, i)));

  bs_node_builder_set_text (builder, "source", report->source);
  bs_node_builder_set_text (builder, "kind", kind_name (report->kind));
  bs_node_builder_set_text (builder, "encoding", report->encoding);
  bs_node_builder_set_text (builder, "page", report->page);
  bs_node_builder_set (builder, "items", bs_node_builder_end (items));
  bs_node_builder_set (builder, "doubtful", bs_node_builder_end (doubts));
  bs_node_builder_set (builder, "set_aside", bs_node_builder_end (set_aside));
  bs_node_builder_set (builder, "notes", bs_node_builder_end (notes));
  bs_node_builder_set_number (builder, "half_width", report->narrow);

  return bs_node_builder_end (builder);
}
