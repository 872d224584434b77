/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word: ECMA-376, part 1, chapter 17 (WordprocessingML), of which only what carries text is read.
 */

#include "bs-office-private.h"

#include "bs-config.h"

#include <string.h>

/* Styles are based on each other; a ring of them must end. */
#define MAX_BASES 10

typedef struct
{
  char *name;
  char *base;
  gboolean has_outline;
} Style;

typedef struct
{
  GHashTable *styles; /* id → Style */
  Style *style;       /* being read */
} StyleReader;

typedef struct
{
  BsOfficeBuilder *builder;
  GHashTable *styles;
  GHashTable *footnotes; /* id → text */
  GPtrArray *used;       /* texts of the footnotes, in the order of their marks */
  gboolean in_text;
} WordReader;

typedef struct
{
  GHashTable *footnotes;
  GString *text;
  char *id;
  gboolean in_text;
} NoteReader;

gboolean
bs_office_word_wanted (const char *part)
{
  static const char *const parts[] = { "word/document.xml", "word/styles.xml", "word/footnotes.xml",
                                       "word/endnotes.xml", "word/_rels/document.xml.rels" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (part, parts[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
style_free (Style *style)
{
  g_clear_pointer (&style->name, g_free);
  g_clear_pointer (&style->base, g_free);
  g_free (style);
}

static void
no_characters (const char *text G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

static BsOfficeStep
visit_style (xmlTextReader *reader, const char *element, gboolean opens, gpointer data)
{
  StyleReader *self = data;

  if (!opens)
    {
      if (strcmp (element, "style") == 0)
        self->style = NULL;
      return BS_OFFICE_GO_ON;
    }
  if (strcmp (element, "style") == 0)
    {
      char *id = bs_office_dup_attribute (reader, "styleId");

      self->style = g_new0 (Style, 1);
      g_hash_table_insert (self->styles, id != NULL ? id : g_strdup (""), self->style);
    }
  else if (self->style != NULL && strcmp (element, "name") == 0 && self->style->name == NULL)
    self->style->name = bs_office_dup_attribute (reader, "val");
  else if (self->style != NULL && strcmp (element, "basedOn") == 0 && self->style->base == NULL)
    self->style->base = bs_office_dup_attribute (reader, "val");
  else if (self->style != NULL && strcmp (element, "outlineLvl") == 0)
    self->style->has_outline = TRUE;

  return BS_OFFICE_GO_ON;
}

static BsOfficeStyle
resolve_style (GHashTable *styles, const char *id)
{
  for (guint i = 0; i < MAX_BASES && id != NULL; i++)
    {
      const Style *style = g_hash_table_lookup (styles, id);
      BsOfficeStyle kind = bs_office_style_from_name (
        style != NULL && style->name != NULL ? style->name : id);

      if (kind != BS_OFFICE_PLAIN)
        return kind;
      if (style != NULL && style->has_outline)
        return BS_OFFICE_HEADING;
      id = style != NULL ? style->base : NULL;
    }

  return BS_OFFICE_PLAIN;
}

static gboolean
is_of_word (xmlTextReader *reader)
{
  const char *space = (const char *) xmlTextReaderConstNamespaceUri (reader);

  return space != NULL && (strstr (space, "wordprocessingml") != NULL || strstr (space, "/math"));
}

/* Deleted, moved away, said twice for old programs, or a command and no text. */
static gboolean
is_left_out (const char *element)
{
  static const char *const names[] = { "del",       "moveFrom", "Fallback",    "instrText",
                                       "delText",   "rt",       "sectPr",      "pPrChange",
                                       "rPrChange", "tblGrid",  "delInstrText" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (element, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
add_footnote (WordReader *self, xmlTextReader *reader, const char *kind)
{
  g_autofree char *id = bs_office_dup_attribute (reader, "id");
  g_autofree char *key = g_strdup_printf ("%s%s", kind, id != NULL ? id : "");
  gpointer used_key = NULL;
  gpointer text = NULL;

  /* Each once, so that no few bytes become many. */
  if (bs_office_builder_get_open (self->builder) == NULL
      || !g_hash_table_steal_extended (self->footnotes, key, &used_key, &text))
    return;
  bs_office_builder_mark_note (self->builder);
  g_ptr_array_add (self->used, text);
  g_free (used_key);
}

static void
set_style (WordReader *self, xmlTextReader *reader)
{
  BsOfficeParagraph *paragraph = bs_office_builder_get_open (self->builder);
  g_autofree char *id = bs_office_dup_attribute (reader, "val");

  if (paragraph != NULL && id != NULL)
    paragraph->style = resolve_style (self->styles, id);
}

/* 9: body text, as Word counts from 0. */
static void
set_outline (WordReader *self, xmlTextReader *reader)
{
  BsOfficeParagraph *paragraph = bs_office_builder_get_open (self->builder);
  g_autofree char *level = bs_office_dup_attribute (reader, "val");

  if (paragraph != NULL && paragraph->style == BS_OFFICE_PLAIN && g_strcmp0 (level, "9") != 0)
    paragraph->style = BS_OFFICE_HEADING;
}

static void
add_reference (WordReader *self, xmlTextReader *reader, const char *attribute)
{
  g_autofree char *id = bs_office_dup_attribute (reader, attribute);

  if (id != NULL)
    bs_office_builder_add_picture (self->builder, id);
}

static BsOfficeStep
visit_document (xmlTextReader *reader, const char *element, gboolean opens, gpointer data)
{
  WordReader *self = data;

  if (opens && is_left_out (element))
    return BS_OFFICE_SKIP;
  if (opens && strcmp (element, "blip") == 0)
    add_reference (self, reader, "embed");
  if (opens && strcmp (element, "imagedata") == 0)
    add_reference (self, reader, "id");
  if (!is_of_word (reader))
    return BS_OFFICE_GO_ON;

  if (strcmp (element, "p") == 0)
    {
      if (opens)
        bs_office_builder_begin (self->builder, BS_OFFICE_PLAIN);
      else
        bs_office_builder_end (self->builder);
    }
  else if (strcmp (element, "t") == 0)
    self->in_text = opens;
  else if (opens && strcmp (element, "pStyle") == 0)
    set_style (self, reader);
  else if (opens && strcmp (element, "outlineLvl") == 0)
    set_outline (self, reader);
  else if (opens && (strcmp (element, "br") == 0 || strcmp (element, "cr") == 0))
    bs_office_builder_append (self->builder, "\n");
  else if (opens && (strcmp (element, "tab") == 0 || strcmp (element, "ptab") == 0))
    bs_office_builder_append (self->builder, " ");
  else if (opens && strcmp (element, "noBreakHyphen") == 0)
    bs_office_builder_append (self->builder, "-");
  else if (opens && strcmp (element, "footnoteReference") == 0)
    add_footnote (self, reader, "f");
  else if (opens && strcmp (element, "endnoteReference") == 0)
    add_footnote (self, reader, "e");

  return BS_OFFICE_GO_ON;
}

static void
document_characters (const char *text, gpointer data)
{
  WordReader *self = data;

  if (self->in_text)
    bs_office_builder_append (self->builder, text);
}

static BsOfficeStep
visit_note (xmlTextReader *reader, const char *element, gboolean opens, gpointer data)
{
  NoteReader *self = data;

  if (opens && is_left_out (element))
    return BS_OFFICE_SKIP;
  if (strcmp (element, "footnote") == 0 || strcmp (element, "endnote") == 0)
    {
      g_autofree char *type = opens ? bs_office_dup_attribute (reader, "type") : NULL;

      if (opens && type != NULL && strcmp (type, "normal") != 0)
        return BS_OFFICE_SKIP;
      if (opens)
        {
          g_autofree char *id = bs_office_dup_attribute (reader, "id");

          g_free (self->id);
          self->id = g_strdup_printf ("%c%s", element[0], id != NULL ? id : "");
          g_string_truncate (self->text, 0);
        }
      else if (self->id != NULL)
        g_hash_table_insert (self->footnotes, g_steal_pointer (&self->id),
                             g_strstrip (g_strdup (self->text->str)));
    }
  else if (strcmp (element, "t") == 0)
    self->in_text = opens;
  else if (strcmp (element, "p") == 0 && opens && self->text->len > 0)
    g_string_append_c (self->text, ' ');

  return BS_OFFICE_GO_ON;
}

static void
note_characters (const char *text, gpointer data)
{
  NoteReader *self = data;

  if (self->in_text)
    g_string_append (self->text, text);
}

static gboolean
read_notes (const char *name, GHashTable *parts, const char *part, GHashTable *footnotes,
            GError **error)
{
  GBytes *bytes = g_hash_table_lookup (parts, part);
  NoteReader reader = { .footnotes = footnotes };
  gboolean done;

  if (bytes == NULL)
    return TRUE;
  reader.text = g_string_new (NULL);
  done = bs_office_read_xml (name, bytes, visit_note, note_characters, &reader, error);
  g_string_free (reader.text, TRUE);
  g_free (reader.id);

  return done;
}

gboolean
bs_office_word_read (const char *name, GHashTable *parts, BsOfficeBuilder *builder,
                     GPtrArray *footnotes, GError **error)
{
  g_autoptr (GHashTable) styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) style_free);
  g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GBytes *part = g_hash_table_lookup (parts, "word/styles.xml");
  StyleReader style_reader = { styles, NULL };
  WordReader reader = {
    .builder = builder, .styles = styles, .footnotes = notes, .used = footnotes
  };

  if (part != NULL
      && !bs_office_read_xml (name, part, visit_style, no_characters, &style_reader, error))
    return FALSE;
  if (!read_notes (name, parts, "word/footnotes.xml", notes, error)
      || !read_notes (name, parts, "word/endnotes.xml", notes, error))
    return FALSE;
  part = g_hash_table_lookup (parts, "word/document.xml");

  return bs_office_read_xml (name, part, visit_document, document_characters, &reader, error);
}

/* --- Pictures --- */

typedef struct
{
  const char *id;
  char *target;
} Relation;

static BsOfficeStep
visit_relation (xmlTextReader *reader, const char *element, gboolean opens, gpointer data)
{
  Relation *self = data;
  g_autofree char *id = NULL;
  g_autofree char *mode = NULL;

  if (!opens || strcmp (element, "Relationship") != 0 || self->target != NULL)
    return BS_OFFICE_GO_ON;
  id = bs_office_dup_attribute (reader, "Id");
  mode = bs_office_dup_attribute (reader, "TargetMode");
  if (g_strcmp0 (id, self->id) == 0 && g_strcmp0 (mode, "External") != 0)
    self->target = bs_office_dup_attribute (reader, "Target");

  return BS_OFFICE_GO_ON;
}

char *
bs_office_word_dup_picture (GHashTable *parts, const char *reference)
{
  GBytes *part = g_hash_table_lookup (parts, "word/_rels/document.xml.rels");
  Relation relation = { .id = reference };
  g_autofree char *target = NULL;

  if (part == NULL
      || !bs_office_read_xml ("", part, visit_relation, no_characters, &relation, NULL))
    {
      g_free (relation.target);
      return NULL;
    }
  target = relation.target;
  if (target == NULL)
    return NULL;

  return *target == '/' ? g_strdup (target + 1) : g_strconcat ("word/", target, NULL);
}
