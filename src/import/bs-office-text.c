/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-office-text.h"

#include "bs-config.h"
#include "bs-office-private.h"
#include "bs-text-decoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A heading after more lines than a head of a story has is no headline. */
#define MAX_LINES_ABOVE_HEADLINE 3
#define MAX_PICTURES 500

/* --- The text being put together --- */

static void
paragraph_free (BsOfficeParagraph *paragraph)
{
  g_string_free (paragraph->text, TRUE);
  g_clear_pointer (&paragraph->pictures, g_ptr_array_unref);
  g_free (paragraph);
}

static void
reference_free (BsOfficeReference *reference)
{
  g_clear_pointer (&reference->reference, g_free);
  g_free (reference);
}

BsOfficeBuilder *
bs_office_builder_new (void)
{
  BsOfficeBuilder *self = g_new0 (BsOfficeBuilder, 1);

  self->text = g_string_new (NULL);
  self->roles = g_array_new (FALSE, TRUE, sizeof (BsLineRole));
  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) reference_free);

  return self;
}

void
bs_office_builder_free (BsOfficeBuilder *self)
{
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->roles, g_array_unref);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->references, g_ptr_array_unref);
  g_free (self);
}

BsOfficeParagraph *
bs_office_builder_get_open (BsOfficeBuilder *self)
{
  return self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : NULL;
}

void
bs_office_builder_begin (BsOfficeBuilder *self, BsOfficeStyle style)
{
  BsOfficeParagraph *paragraph = g_new0 (BsOfficeParagraph, 1);

  paragraph->text = g_string_new (NULL);
  paragraph->style = style;
  paragraph->pictures = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->open, paragraph);
}

static BsLineRole
role_of (BsOfficeBuilder *self, BsOfficeStyle style)
{
  switch (style)
    {
    case BS_OFFICE_TITLE:
    case BS_OFFICE_HEADING:
      if (!self->titled
          && (style == BS_OFFICE_TITLE || self->roles->len <= MAX_LINES_ABOVE_HEADLINE))
        {
          self->titled = TRUE;
          return BS_LINE_HEADLINE;
        }
      return BS_LINE_SUBHEAD;
    case BS_OFFICE_SUBTITLE:
      return self->titled ? BS_LINE_DECK : BS_LINE_BLANK;
    case BS_OFFICE_CAPTION:
      return BS_LINE_CAPTION;
    default:
      return BS_LINE_BLANK;
    }
}

/* Each line of the paragraph that has something in it. */
void
bs_office_builder_end (BsOfficeBuilder *self)
{
  g_autofree BsOfficeParagraph *paragraph = NULL;
  g_auto (GStrv) lines = NULL;

  if (self->open->len == 0)
    return;
  paragraph = g_ptr_array_steal_index (self->open, self->open->len - 1);
  lines = g_strsplit (paragraph->text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      BsLineRole role;

      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      role = role_of (self, paragraph->style);
      g_string_append (self->text, lines[i]);
      g_string_append_c (self->text, '\n');
      g_array_append_val (self->roles, role);
    }
  for (guint i = 0; i < paragraph->pictures->len; i++)
    {
      BsOfficeReference *reference = g_new0 (BsOfficeReference, 1);

      reference->reference = g_strdup (g_ptr_array_index (paragraph->pictures, i));
      reference->line = self->roles->len;
      g_ptr_array_add (self->references, reference);
    }
  g_string_free (paragraph->text, TRUE);
  g_clear_pointer (&paragraph->pictures, g_ptr_array_unref);
}

void
bs_office_builder_append (BsOfficeBuilder *self, const char *text)
{
  BsOfficeParagraph *paragraph = bs_office_builder_get_open (self);

  if (paragraph != NULL && self->text->len + paragraph->text->len < BS_TEXT_LIMIT)
    g_string_append (paragraph->text, text);
}

void
bs_office_builder_add_picture (BsOfficeBuilder *self, const char *reference)
{
  BsOfficeParagraph *paragraph = bs_office_builder_get_open (self);

  /* One in a text box belongs to the paragraph that the box hangs on. */
  if (paragraph != NULL)
    g_ptr_array_add (paragraph->pictures, g_strdup (reference));
}

guint
bs_office_builder_mark_note (BsOfficeBuilder *self)
{
  g_autofree char *mark = g_strdup_printf ("[%u]", ++self->n_footnotes);

  bs_office_builder_append (self, mark);

  return self->n_footnotes;
}

/* Word processors keep the names of their own styles in English, whatever language they speak. */
BsOfficeStyle
bs_office_style_from_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (strcmp (lower, "title") == 0)
    return BS_OFFICE_TITLE;
  if (strcmp (lower, "subtitle") == 0)
    return BS_OFFICE_SUBTITLE;
  if (g_str_has_prefix (lower, "heading"))
    return BS_OFFICE_HEADING;
  if (strcmp (lower, "caption") == 0 || strcmp (lower, "illustration") == 0
      || strcmp (lower, "figure") == 0)
    return BS_OFFICE_CAPTION;

  return BS_OFFICE_PLAIN;
}

/* --- XML --- */

char *
bs_office_dup_attribute (xmlTextReader *reader, const char *local_name)
{
  char *found = NULL;

  if (xmlTextReaderMoveToFirstAttribute (reader) != 1)
    return NULL;
  do
    if (strcmp ((const char *) xmlTextReaderConstLocalName (reader), local_name) == 0)
      found = g_strdup ((const char *) xmlTextReaderConstValue (reader));
  while (found == NULL && xmlTextReaderMoveToNextAttribute (reader) == 1);
  xmlTextReaderMoveToElement (reader);

  return found;
}

static void
be_silent (void *data G_GNUC_UNUSED, xmlError *error G_GNUC_UNUSED)
{
}

gboolean
bs_office_read_xml (const char *name, GBytes *part, BsOfficeVisit visit,
                    BsOfficeCharacters characters, gpointer data, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (part, &length);
  xmlTextReader *reader = xmlReaderForMemory (bytes, (int) length, NULL, NULL,
                                              XML_PARSE_NONET | XML_PARSE_COMPACT
                                                | XML_PARSE_NOCDATA);
  int status = -1;

  if (reader != NULL)
    {
      xmlTextReaderSetStructuredErrorHandler (reader, (xmlStructuredErrorFunc) be_silent, NULL);
      status = xmlTextReaderRead (reader);
    }
  while (status == 1)
    {
      int type = xmlTextReaderNodeType (reader);
      const char *element = (const char *) xmlTextReaderConstLocalName (reader);
      BsOfficeStep step = BS_OFFICE_GO_ON;

      if (type == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          status = -1;
          break;
        }
      if (type == XML_READER_TYPE_ELEMENT)
        {
          gboolean is_empty = xmlTextReaderIsEmptyElement (reader) == 1;

          step = visit (reader, element, TRUE, data);
          if (is_empty && step == BS_OFFICE_GO_ON)
            visit (reader, element, FALSE, data);
        }
      else if (type == XML_READER_TYPE_END_ELEMENT)
        visit (reader, element, FALSE, data);
      else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
               || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE
               || type == XML_READER_TYPE_WHITESPACE)
        characters ((const char *) xmlTextReaderConstValue (reader), data);
      status = step == BS_OFFICE_SKIP ? xmlTextReaderNext (reader) : xmlTextReaderRead (reader);
    }
  g_clear_pointer (&reader, xmlFreeTextReader);
  if (status == 0)
    return TRUE;

  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_SYNTAX,
               _ ("%s: is damaged inside. Open it in Word or LibreOffice and save it again"), name);
  return FALSE;
}

/* --- The file --- */

gboolean
bs_office_text_is_one (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

static void
picture_free (BsOfficePicture *picture)
{
  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_clear_pointer (&picture->name, g_free);
  g_free (picture);
}

void
bs_office_text_free (BsOfficeText *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->roles, g_array_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_text_part (const char *part, gpointer data G_GNUC_UNUSED)
{
  return bs_office_word_wanted (part) || bs_office_odt_wanted (part);
}

static gboolean
is_listed (const char *part, gpointer names)
{
  return g_hash_table_contains (names, part);
}

static void
note (BsOfficeText *self, char *message)
{
  g_ptr_array_add (self->notes, message);
}

static void
append_footnotes (BsOfficeBuilder *builder, BsOfficeText *self, GPtrArray *footnotes)
{
  for (guint i = 0; i < footnotes->len; i++)
    {
      g_autofree char *mark = g_strdup_printf ("[%u] ", i + 1);

      bs_office_builder_begin (builder, BS_OFFICE_PLAIN);
      bs_office_builder_append (builder, mark);
      bs_office_builder_append (builder, g_ptr_array_index (footnotes, i));
      bs_office_builder_end (builder);
    }
  if (footnotes->len > 0)
    note (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                              "%u footnote was put at the end of the text",
                                              "%u footnotes were put at the end of the text",
                                              (gulong) footnotes->len),
                                 footnotes->len));
}

/* A second look into the archive, for the pictures that the text refers to. */
static gboolean
collect_pictures (BsOfficeText *self, BsOfficeBuilder *builder, const char *name, GBytes *bytes,
                  GHashTable *parts, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) found = NULL;
  guint n = MIN (builder->references->len, MAX_PICTURES);

  if (n == 0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      const BsOfficeReference *reference = g_ptr_array_index (builder->references, i);
      char *part = g_hash_table_contains (parts, "word/document.xml")
                     ? bs_office_word_dup_picture (parts, reference->reference)
                     : g_strdup (g_str_has_prefix (reference->reference, "./")
                                   ? reference->reference + 2
                                   : reference->reference);

      g_ptr_array_add (wanted, part);
      if (part != NULL)
        g_hash_table_add (names, g_strdup (part));
    }
  found = bs_office_archive_read (name, bytes, is_listed, names, error);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const BsOfficeReference *reference = g_ptr_array_index (builder->references, i);
      const char *part = g_ptr_array_index (wanted, i);
      GBytes *content = part != NULL ? g_hash_table_lookup (found, part) : NULL;
      BsOfficePicture *picture;

      if (content == NULL)
        {
          note (self, g_strdup (_ ("A picture lies outside of the file, and was left out")));
          continue;
        }
      picture = g_new0 (BsOfficePicture, 1);
      picture->bytes = g_bytes_ref (content);
      picture->name = g_path_get_basename (part);
      picture->line = reference->line;
      g_ptr_array_add (self->pictures, picture);
    }

  return TRUE;
}

static gboolean
read_parts (const char *name, GHashTable *parts, BsOfficeBuilder *builder, GPtrArray *footnotes,
            GError **error)
{
  if (g_hash_table_contains (parts, "word/document.xml"))
    return bs_office_word_read (name, parts, builder, footnotes, error);
  if (bs_office_odt_is_locked (parts))
    return bs_office_fail_locked (name, error);
  if (g_hash_table_contains (parts, "content.xml"))
    return bs_office_odt_read (name, parts, builder, footnotes, error);

  g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED,
               _ (
                 "%s: is an archive and no text of Word (.docx) or OpenDocument (.odt). Unpack it, "
                 "or save its text as one of these"),
               name);
  return FALSE;
}

/**
 * bs_office_text_read:
 * @name: how the file is called in messages
 *
 * Returns: (transfer full): or %NULL with a %BS_IMPORT_ERROR: UNSUPPORTED, SYNTAX, TOO_LARGE, EMPTY
 */
BsOfficeText *
bs_office_text_read (const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (BsOfficeText) self = g_new0 (BsOfficeText, 1);
  g_autoptr (BsOfficeBuilder) builder = bs_office_builder_new ();
  g_autoptr (GPtrArray) footnotes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) parts = NULL;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  parts = bs_office_archive_read (name, bytes, is_text_part, NULL, error);
  if (parts == NULL || !read_parts (name, parts, builder, footnotes, error))
    return NULL;
  while (builder->open->len > 0)
    bs_office_builder_end (builder);
  append_footnotes (builder, self, footnotes);
  if (builder->roles->len == 0)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_EMPTY,
                   _ ("%s: has no text in it. Choose another file"), name);
      return NULL;
    }
  if (!collect_pictures (self, builder, name, bytes, parts, error))
    return NULL;
  self->text = g_strdup (builder->text->str);
  self->roles = g_array_ref (builder->roles);

  return g_steal_pointer (&self);
}
