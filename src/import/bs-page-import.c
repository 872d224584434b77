/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-import-private.h"

#include "bs-config.h"
#include "bs-copy-marks.h"
#include "bs-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (BsPageImport, bs_page_import, bs_page_import_ref, bs_page_import_unref)

BsPageImport *
bs_page_import_new (char *text)
{
  BsPageImport *self = g_new0 (BsPageImport, 1);

  g_atomic_ref_count_init (&self->references);
  self->text = text;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_item_free);
  self->lines = g_array_new (FALSE, TRUE, sizeof (BsImportLine));
  self->doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_doubt_free);

  return self;
}

static void
paragraph_free (BsImportParagraph *paragraph)
{
  g_clear_pointer (&paragraph->text, g_free);
  g_free (paragraph);
}

BsImportItem *
bs_import_item_new (BsImportKind kind, guint line)
{
  BsImportItem *item = g_new0 (BsImportItem, 1);

  item->kind = kind;
  item->line = line;
  item->story = -1;
  item->confidence = 100;
  item->kicker = g_strdup ("");
  item->headline = g_strdup ("");
  item->deck = g_strdup ("");
  item->flag = g_strdup ("");
  item->dateline = g_strdup ("");
  item->sponsor = g_strdup ("");
  item->continued_from = g_strdup ("");
  item->continued_on = g_strdup ("");
  item->bylines = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_import_byline_free);
  item->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
  item->caption = g_strdup ("");
  item->pointer = g_strdup ("");
  item->group = g_strdup ("");
  item->credit_title = g_strdup ("");
  item->credit_names = g_new0 (char *, 1);

  return item;
}

void
bs_import_item_free (BsImportItem *item)
{
  g_clear_pointer (&item->kicker, g_free);
  g_clear_pointer (&item->headline, g_free);
  g_clear_pointer (&item->deck, g_free);
  g_clear_pointer (&item->flag, g_free);
  g_clear_pointer (&item->dateline, g_free);
  g_clear_pointer (&item->sponsor, g_free);
  g_clear_pointer (&item->continued_from, g_free);
  g_clear_pointer (&item->continued_on, g_free);
  g_clear_pointer (&item->bylines, g_ptr_array_unref);
  g_clear_pointer (&item->paragraphs, g_ptr_array_unref);
  g_clear_pointer (&item->caption, g_free);
  g_clear_pointer (&item->pointer, g_free);
  g_clear_pointer (&item->group, g_free);
  g_clear_pointer (&item->credit_title, g_free);
  g_clear_pointer (&item->credit_names, g_strfreev);
  g_free (item);
}

static char *
widen (const char *text)
{
  return bs_punctuation_widen (text, NULL);
}

/* A copy for building a story or a photo of: names and pages stay as they are. */
BsImportItem *
bs_import_item_new_widened (const BsImportItem *item)
{
  BsImportItem *copy = g_new0 (BsImportItem, 1);

  copy->kind = item->kind;
  copy->line = item->line;
  copy->story = item->story;
  copy->confidence = item->confidence;
  copy->kicker = widen (item->kicker);
  copy->headline = widen (item->headline);
  copy->deck = widen (item->deck);
  copy->flag = widen (item->flag);
  copy->dateline = g_strdup (item->dateline);
  copy->sponsor = widen (item->sponsor);
  copy->continued_from = g_strdup (item->continued_from);
  copy->continued_on = g_strdup (item->continued_on);
  copy->bylines = g_ptr_array_ref (item->bylines);
  copy->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
  copy->caption = widen (item->caption);
  copy->pointer = g_strdup (item->pointer);
  copy->group = widen (item->group);
  copy->credit_title = g_strdup (item->credit_title);
  copy->credit_names = g_strdupv (item->credit_names);
  for (guint i = 0; i < item->paragraphs->len; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);
      g_autofree char *text = widen (paragraph->text);

      g_ptr_array_add (copy->paragraphs,
                       bs_import_paragraph_new (paragraph->is_subhead, text, paragraph->line,
                                                paragraph->confidence));
    }

  return copy;
}

BsImportParagraph *
bs_import_paragraph_new (gboolean is_subhead, const char *text, guint line, guint confidence)
{
  BsImportParagraph *paragraph = g_new0 (BsImportParagraph, 1);

  paragraph->is_subhead = is_subhead;
  paragraph->text = g_strdup (text);
  paragraph->length = strlen (text);
  paragraph->allocated = paragraph->length + 1;
  paragraph->line = line;
  paragraph->confidence = confidence;

  return paragraph;
}

/* Two parts of a paragraph meet: Latin words keep a space between them, Han need none. The room is
 * doubled, so that a paragraph of ten thousand lines takes no quadratic time. */
void
bs_import_paragraph_append (BsImportParagraph *paragraph, const char *text, guint confidence)
{
  gsize length = strlen (text);
  char last = paragraph->length > 0 ? paragraph->text[paragraph->length - 1] : '\0';
  gboolean words = g_ascii_isalnum (last) && g_ascii_isalnum (*text)
                   && !(g_ascii_isdigit (last) && g_ascii_isdigit (*text));

  if (paragraph->length + length + 2 > paragraph->allocated)
    {
      paragraph->allocated = 2 * (paragraph->length + length + 2);
      paragraph->text = g_realloc (paragraph->text, paragraph->allocated);
    }
  if (words)
    paragraph->text[paragraph->length++] = ' ';
  memcpy (paragraph->text + paragraph->length, text, length + 1);
  paragraph->length += length;
  paragraph->confidence = MIN (paragraph->confidence, confidence);
}

void
bs_import_doubt_free (BsImportDoubt *doubt)
{
  g_clear_pointer (&doubt->message, g_free);
  g_free (doubt);
}

void
bs_page_import_doubt (BsPageImport *self, guint line, int item, guint confidence, char *message)
{
  BsImportDoubt *doubt = g_new0 (BsImportDoubt, 1);

  doubt->line = line;
  doubt->item = item;
  doubt->confidence = confidence;
  doubt->message = message;
  g_ptr_array_add (self->doubts, doubt);
}

void
bs_page_import_remove_item (BsPageImport *self, int removed, int into)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      BsImportLine *line = &g_array_index (self->lines, BsImportLine, i);

      if (line->item == removed)
        line->item = into;
      if (line->item > removed)
        line->item--;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      BsImportItem *item = g_ptr_array_index (self->items, i);

      if (item->story == removed)
        item->story = into;
      if (item->story > removed)
        item->story--;
    }
  for (guint i = 0; i < self->doubts->len; i++)
    {
      BsImportDoubt *doubt = g_ptr_array_index (self->doubts, i);

      if (doubt->item == removed)
        doubt->item = into;
      if (doubt->item > removed)
        doubt->item--;
    }
  g_ptr_array_remove_index (self->items, removed);
}

BsPageImport *
bs_page_import_ref (BsPageImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
bs_page_import_unref (BsPageImport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->doubts, g_ptr_array_unref);
  g_free (self);
}

guint
bs_page_import_get_n_items (BsPageImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

const BsImportItem *
bs_page_import_get_item (BsPageImport *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

guint
bs_page_import_get_n_lines (BsPageImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

const BsImportLine *
bs_page_import_get_line (BsPageImport *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->lines->len, NULL);

  return &g_array_index (self->lines, BsImportLine, index);
}

/**
 * bs_page_import_dup_line:
 *
 * Returns: (transfer full): the line as it stood in the source
 */
char *
bs_page_import_dup_line (BsPageImport *self, guint index)
{
  const BsImportLine *line = bs_page_import_get_line (self, index);

  g_return_val_if_fail (line != NULL, NULL);

  return g_strstrip (g_strndup (self->text + line->offset, line->length));
}

guint
bs_page_import_get_n_doubts (BsPageImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->doubts->len;
}

const BsImportDoubt *
bs_page_import_get_doubt (BsPageImport *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->doubts->len, NULL);

  return g_ptr_array_index (self->doubts, index);
}

/**
 * bs_page_import_get_n_narrow:
 *
 * Returns: how many half-width marks bs_punctuation_widen() would change; they are kept as they are
 */
guint
bs_page_import_get_n_narrow (BsPageImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_narrow;
}

/**
 * bs_line_role_get_name:
 *
 * Returns: a translated name, such as "headline"
 */
const char *
bs_line_role_get_name (BsLineRole role)
{
  static const char *const names[BS_LINE_N_ROLES] = {
    [BS_LINE_BLANK] = N_ ("blank"),
    [BS_LINE_FURNITURE] = N_ ("folio"),
    [BS_LINE_FLAG] = N_ ("flag"),
    [BS_LINE_KICKER] = N_ ("kicker"),
    [BS_LINE_HEADLINE] = N_ ("headline"),
    [BS_LINE_DECK] = N_ ("deck"),
    [BS_LINE_CONTINUED_FROM] = N_ ("continued from"),
    [BS_LINE_CONTINUED_ON] = N_ ("continued on"),
    [BS_LINE_SUBHEAD] = N_ ("subhead"),
    [BS_LINE_BODY] = N_ ("new paragraph"),
    [BS_LINE_CONTINUATION] = N_ ("same paragraph"),
    [BS_LINE_BYLINE] = N_ ("byline"),
    [BS_LINE_SPONSOR] = N_ ("sponsor line"),
    [BS_LINE_CAPTION] = N_ ("caption"),
    [BS_LINE_CAPTION_CONTINUATION] = N_ ("rest of a caption"),
    [BS_LINE_CREDIT] = N_ ("photo credit"),
    [BS_LINE_GROUP_TITLE] = N_ ("title of a photo group"),
  };

  g_return_val_if_fail ((guint) role < BS_LINE_N_ROLES, "");

  return _ (names[role]);
}
