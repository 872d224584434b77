/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-body-lines.h"

#include "bs-config.h"
#include "bs-text-clean.h"

#include "model/bs-issue.h"

#include <string.h>

void
bs_body_lines_init (BsBodyLines *self)
{
  self->document = NULL;
  self->story = NULL;
  self->ids = g_ptr_array_new_with_free_func (g_free);
}

void
bs_body_lines_clear (BsBodyLines *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->story, g_free);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

void
bs_body_lines_set_story (BsBodyLines *self, BsDocument *document, const char *story)
{
  if (story == NULL)
    document = NULL;
  g_set_object (&self->document, document);
  g_free (self->story);
  self->story = g_strdup (story);
}

static const BsNode *
get_paragraphs (const BsBodyLines *self)
{
  return bs_story_get_paragraphs (
    bs_issue_get_story (bs_document_get_root (self->document), self->story));
}

char *
bs_body_lines_read (BsBodyLines *self)
{
  const BsNode *paragraphs = self->document != NULL ? get_paragraphs (self) : NULL;
  GString *text = g_string_new (NULL);

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      g_autofree char *flat = bs_text_flatten (bs_node_get_text (paragraph, "text"));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, flat);
      g_ptr_array_add (self->ids, g_strdup (bs_node_get_text (paragraph, "id")));
    }

  return g_string_free (text, FALSE);
}

const BsNode *
bs_body_lines_get_paragraph (const BsBodyLines *self, int line)
{
  const BsNode *paragraphs;
  const BsNode *paragraph;
  const char *id;

  if (self->document == NULL || line < 0 || line >= (int) self->ids->len)
    return NULL;

  paragraphs = get_paragraphs (self);
  id = g_ptr_array_index (self->ids, line);
  /* Where it stands unless the document is ahead of the lines. */
  paragraph = bs_node_get_element (paragraphs, (guint) line);
  if (strcmp (bs_node_get_text (paragraph, "id"), id) == 0)
    return paragraph;

  return bs_node_find_by_id (paragraphs, id);
}

int
bs_body_lines_find (const BsBodyLines *self, const char *paragraph)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (strcmp (g_ptr_array_index (self->ids, i), paragraph) == 0)
      return (int) i;

  return -1;
}

static char *
dup_list_path (const BsBodyLines *self)
{
  return g_strdup_printf ("/stories/%s/paragraphs", self->story);
}

char *
bs_body_lines_dup_path (const BsBodyLines *self, int line, const char *member)
{
  return g_strdup_printf ("/stories/%s/paragraphs/%s%s", self->story,
                          (const char *) g_ptr_array_index (self->ids, line), member);
}

static BsNode *
make_paragraph (BsBodyLines *self, const char *role, const char *text, char **id)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autofree char *list = dup_list_path (self);

  *id = bs_document_new_id (self->document, list, "p");
  bs_node_builder_set_text (builder, "id", *id);
  bs_node_builder_set_text (builder, "role", role);
  bs_node_builder_set (builder, "text", bs_node_new_string (text));

  return bs_node_builder_end (builder);
}

static gboolean
insert_paragraph (BsBodyLines *self, int line, const char *role, const char *text, GError **error)
{
  g_autofree char *list = dup_list_path (self);
  g_autofree char *id = NULL;
  g_autoptr (BsNode) paragraph = make_paragraph (self, role, text, &id);

  if (!bs_document_insert (self->document, list, line, paragraph, error))
    return FALSE;
  g_ptr_array_insert (self->ids, line, g_steal_pointer (&id));

  return TRUE;
}

static gboolean
splice (BsBodyLines *self, int line, gsize offset, gsize length, const char *text, GError **error)
{
  g_autofree char *path = NULL;

  if (length == 0 && *text == '\0')
    return TRUE;
  path = bs_body_lines_dup_path (self, line, "/text");

  return bs_document_splice (self->document, path, offset, length, text, error);
}

static gboolean
remove_paragraph (BsBodyLines *self, int line, GError **error)
{
  g_autofree char *path = bs_body_lines_dup_path (self, line, "");

  if (!bs_document_remove (self->document, path, error))
    return FALSE;
  g_ptr_array_remove_index (self->ids, line);

  return TRUE;
}

/* At the start of a paragraph new ones come before it, and it keeps its identity and role; else
 * it is split, and what follows a subhead is body. */
static gboolean
apply_split (BsBodyLines *self, const BsBodyEdit *edit, char **segments, GError **error)
{
  const BsNode *paragraph = bs_body_lines_get_paragraph (self, edit->line);
  const char *role = bs_paragraph_is_subhead (paragraph) ? "subhead" : "body";
  g_autofree char *tail = g_strdup (bs_node_get_text (paragraph, "text") + edit->offset);
  guint last = g_strv_length (segments) - 1;

  if (edit->offset == 0 && *tail != '\0')
    {
      for (guint i = 0; i < last; i++)
        if (!insert_paragraph (self, edit->line + (int) i, "body", segments[i], error))
          return FALSE;
      return splice (self, edit->line + (int) last, 0, 0, segments[last], error);
    }

  if (!splice (self, edit->line, (gsize) edit->offset, strlen (tail), segments[0], error))
    return FALSE;
  for (guint i = 1; i <= last; i++)
    {
      g_autofree char *text = g_strconcat (segments[i], i == last ? tail : "", NULL);

      if (!insert_paragraph (self, edit->line + (int) i, *tail == '\0' ? "body" : role, text,
                             error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_insert (BsBodyLines *self, const BsBodyEdit *edit, GError **error)
{
  g_auto (GStrv) segments = g_strsplit (edit->text, "\n", -1);

  if (self->ids->len == 0 && !insert_paragraph (self, 0, "body", "", error))
    return FALSE;
  if (segments[1] == NULL)
    return splice (self, edit->line, (gsize) edit->offset, 0, edit->text, error);

  return apply_split (self, edit, segments, error);
}

/* Joins keep the first paragraph, unless nothing of it remains: then the last one. */
static gboolean
apply_delete (BsBodyLines *self, const BsBodyEdit *edit, GError **error)
{
  const BsNode *first = bs_body_lines_get_paragraph (self, edit->line);
  const BsNode *last = bs_body_lines_get_paragraph (self, edit->end_line);
  g_autofree char *tail = NULL;
  int doomed = edit->end_line - edit->line;

  if (doomed == 0)
    return splice (self, edit->line, (gsize) edit->offset,
                   (gsize) (edit->end_offset - edit->offset), "", error);

  if (edit->offset == 0)
    {
      while (doomed-- > 0)
        if (!remove_paragraph (self, edit->line, error))
          return FALSE;
      return splice (self, edit->line, 0, (gsize) edit->end_offset, "", error);
    }

  tail = g_strdup (bs_node_get_text (last, "text") + edit->end_offset);
  if (!splice (self, edit->line, (gsize) edit->offset,
               strlen (bs_node_get_text (first, "text")) - (gsize) edit->offset, tail, error))
    return FALSE;
  while (doomed-- > 0)
    if (!remove_paragraph (self, edit->line + 1, error))
      return FALSE;

  return TRUE;
}

gboolean
bs_body_lines_apply (BsBodyLines *self, const BsBodyEdit *edit, GError **error)
{
  return edit->text != NULL ? apply_insert (self, edit, error) : apply_delete (self, edit, error);
}

gboolean
bs_body_lines_set_role (BsBodyLines *self, int line, const char *role, GError **error)
{
  const BsNode *paragraph = bs_body_lines_get_paragraph (self, line);
  const char *now = paragraph != NULL && bs_paragraph_is_subhead (paragraph) ? "subhead" : "body";
  g_autofree char *path = NULL;

  if (paragraph == NULL || strcmp (now, role) == 0)
    return TRUE;
  path = bs_body_lines_dup_path (self, line, "/role");

  return bs_document_set_text (self->document, path, role, error);
}
