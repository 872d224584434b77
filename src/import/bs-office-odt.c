/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenDocument: ODF 1.3, part 3, chapters 4 to 6, of which only what carries text is read. Content
 * that was deleted with changes tracked lies apart in the file, and is passed over.
 */

#include "bs-office-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BASES 10
#define MAX_SPACES 100

typedef struct
{
  BsOfficeBuilder *builder;
  GHashTable *bases; /* name of a style → that of its parent */
  GPtrArray *used;   /* texts of the footnotes */
  GString *note;     /* being read; NULL: none */
  guint in_paragraph;
  gboolean is_text;
} OdtReader;

gboolean
bs_office_odt_wanted (const char *part)
{
  return strcmp (part, "content.xml") == 0 || strcmp (part, "styles.xml") == 0
         || strcmp (part, "META-INF/manifest.xml") == 0;
}

static BsOfficeStyle
resolve_style (GHashTable *bases, const char *name)
{
  for (guint i = 0; i < MAX_BASES && name != NULL; i++)
    {
      BsOfficeStyle style = bs_office_style_from_name (name);

      if (style != BS_OFFICE_PLAIN)
        return style;
      name = g_hash_table_lookup (bases, name);
    }

  return BS_OFFICE_PLAIN;
}

static void
add_style (OdtReader *self, xmlTextReader *reader)
{
  char *name = bs_office_dup_attribute (reader, "name");
  char *base = bs_office_dup_attribute (reader, "parent-style-name");

  if (name != NULL && base != NULL)
    g_hash_table_insert (self->bases, name, base);
  else
    {
      g_free (name);
      g_free (base);
    }
}

static void
append (OdtReader *self, const char *text)
{
  if (self->note != NULL)
    g_string_append (self->note, text);
  else
    bs_office_builder_append (self->builder, text);
}

static void
append_spaces (OdtReader *self, xmlTextReader *reader)
{
  g_autofree char *count = bs_office_dup_attribute (reader, "c");
  guint64 n = count != NULL ? g_ascii_strtoull (count, NULL, 10) : 1;

  for (guint64 i = 0; i < MIN (n, MAX_SPACES); i++)
    append (self, " ");
}

static gboolean
is_left_out (const char *element)
{
  static const char *const names[] = {
    "tracked-changes", "annotation",     "forms",
    "sequence-decls",  "variable-decls", "user-field-decls",
    "note-citation",   "ruby-text",      "bibliography-configuration",
    "object",          "scripts",        "font-face-decls"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (element, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
visit_paragraph (OdtReader *self, xmlTextReader *reader, gboolean is_heading, gboolean opens)
{
  g_autofree char *name = NULL;

  if (self->note != NULL)
    {
      if (opens && self->note->len > 0)
        g_string_append_c (self->note, ' ');
      return;
    }
  if (!opens)
    {
      self->in_paragraph--;
      bs_office_builder_end (self->builder);
      return;
    }
  self->in_paragraph++;
  name = bs_office_dup_attribute (reader, "style-name");
  bs_office_builder_begin (self->builder,
                           is_heading && resolve_style (self->bases, name) == BS_OFFICE_PLAIN
                             ? BS_OFFICE_HEADING
                             : resolve_style (self->bases, name));
}

static void
visit_note (OdtReader *self, gboolean opens)
{
  if (opens && self->note == NULL)
    {
      bs_office_builder_mark_note (self->builder);
      self->note = g_string_new (NULL);
    }
  else if (!opens && self->note != NULL)
    g_ptr_array_add (self->used, g_strstrip (g_string_free (g_steal_pointer (&self->note), FALSE)));
}

static BsOfficeStep
visit (xmlTextReader *reader, const char *element, gboolean opens, gpointer data)
{
  OdtReader *self = data;
  const char *prefix = (const char *) xmlTextReaderConstPrefix (reader);

  /* svg:title and svg:desc describe a picture. */
  if (opens && (is_left_out (element) || g_strcmp0 (prefix, "svg") == 0))
    return BS_OFFICE_SKIP;
  if (opens && strcmp (element, "style") == 0)
    add_style (self, reader);
  else if (opens && strcmp (element, "image") == 0)
    {
      g_autofree char *reference = bs_office_dup_attribute (reader, "href");

      if (reference != NULL)
        bs_office_builder_add_picture (self->builder, reference);
    }
  else if (g_strcmp0 (prefix, "office") == 0 && strcmp (element, "text") == 0)
    self->is_text = TRUE;
  if (g_strcmp0 (prefix, "text") != 0)
    return BS_OFFICE_GO_ON;

  if (strcmp (element, "p") == 0 || strcmp (element, "h") == 0)
    visit_paragraph (self, reader, *element == 'h', opens);
  else if (strcmp (element, "note") == 0)
    visit_note (self, opens);
  else if (opens && strcmp (element, "s") == 0)
    append_spaces (self, reader);
  else if (opens && strcmp (element, "tab") == 0)
    append (self, " ");
  else if (opens && strcmp (element, "line-break") == 0)
    append (self, "\n");

  return BS_OFFICE_GO_ON;
}

/* The styles' part also has the words of headers and footers: only the styles are read. */
static BsOfficeStep
visit_styles (xmlTextReader *reader, const char *element, gboolean opens, gpointer data)
{
  if (opens && strcmp (element, "style") == 0)
    add_style (data, reader);

  return BS_OFFICE_GO_ON;
}

static void
no_characters (const char *text G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

/* White space counts as one space (ODF 1.3, 6.1.2). */
static void
characters (const char *text, gpointer data)
{
  OdtReader *self = data;
  g_autoptr (GString) collapsed = NULL;
  gboolean after_space = FALSE;

  if (self->in_paragraph == 0)
    return;
  collapsed = g_string_new (NULL);
  for (; *text != '\0'; text++)
    {
      gboolean space = g_ascii_isspace (*text);

      if (!space || !after_space)
        g_string_append_c (collapsed, space ? ' ' : *text);
      after_space = space;
    }
  append (self, collapsed->str);
}

static BsOfficeStep
visit_manifest (xmlTextReader *reader G_GNUC_UNUSED, const char *element,
                gboolean opens G_GNUC_UNUSED, gpointer data)
{
  gboolean *is_locked = data;

  *is_locked = *is_locked || strcmp (element, "encryption-data") == 0;

  return BS_OFFICE_GO_ON;
}

gboolean
bs_office_odt_is_locked (GHashTable *parts)
{
  GBytes *manifest = g_hash_table_lookup (parts, "META-INF/manifest.xml");
  gboolean is_locked = FALSE;

  return manifest != NULL
         && bs_office_read_xml ("", manifest, visit_manifest, no_characters, &is_locked, NULL)
         && is_locked;
}

gboolean
bs_office_odt_read (const char *name, GHashTable *parts, BsOfficeBuilder *builder,
                    GPtrArray *footnotes, GError **error)
{
  g_autoptr (GHashTable) bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  OdtReader reader = { .builder = builder, .bases = bases, .used = footnotes };
  GBytes *styles = g_hash_table_lookup (parts, "styles.xml");
  gboolean done;

  done = (styles == NULL
          || bs_office_read_xml (name, styles, visit_styles, no_characters, &reader, error))
         && bs_office_read_xml (name, g_hash_table_lookup (parts, "content.xml"), visit, characters,
                                &reader, error);
  if (reader.note != NULL)
    g_string_free (reader.note, TRUE);
  if (!done)
    return FALSE;
  if (!reader.is_text)
    {
      g_set_error (error, BS_IMPORT_ERROR, BS_IMPORT_ERROR_UNSUPPORTED,
                   _ ("%s: is a table or a presentation, not a text. Save its text as OpenDocument "
                      "text (.odt)"),
                   name);
      return FALSE;
    }

  return TRUE;
}
