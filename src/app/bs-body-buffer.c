/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-body-buffer.h"

#include "bs-body-lines.h"
#include "bs-config.h"
#include "bs-text-clean.h"
#include "bs-text-splice.h"
#include "bs-typing-run.h"

#include "import/bs-paste-text.h"
#include "model/bs-issue.h"
#include "model/bs-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsBodyBuffer
{
  GtkTextBuffer parent_instance;

  BsBodyLines lines;
  GtkTextTag *body;
  GtkTextTag *subhead;

  guint resync; /* source: to show the document again after a conflict */
  guint quiet;  /* > 0: the buffer is being made to follow the document */
  guint busy;   /* > 0: the document is being made to follow the buffer */
  gboolean unseen;
  gboolean stale; /* the document changed while unseen */
  gboolean in_action;
  gboolean group_open;
  gboolean group_typed; /* by keystrokes, not a paste */

  BsTypingRun run;
};

G_DEFINE_FINAL_TYPE (BsBodyBuffer, bs_body_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  CONFLICT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A tag that is there already is left alone: taking it off and on again would lay the line out
 * anew. */
static void
set_tag (GtkTextBuffer *buffer, GtkTextTag *tag, gboolean on, const GtkTextIter *start,
         const GtkTextIter *end)
{
  GtkTextIter toggle = *start;
  gboolean throughout = gtk_text_iter_has_tag (start, tag) == on;

  if (throughout && gtk_text_iter_forward_to_tag_toggle (&toggle, tag)
      && gtk_text_iter_compare (&toggle, end) < 0)
    throughout = FALSE;
  if (throughout)
    return;

  if (on)
    gtk_text_buffer_apply_tag (buffer, tag, start, end);
  else
    gtk_text_buffer_remove_tag (buffer, tag, start, end);
}

static void
tag_line (BsBodyBuffer *self, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const BsNode *paragraph = bs_body_lines_get_paragraph (&self->lines, line);
  gboolean subhead = paragraph != NULL && bs_paragraph_is_subhead (paragraph);
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_iter_at_line (buffer, &start, line))
    return;
  end = start;
  gtk_text_iter_forward_line (&end);
  if (gtk_text_iter_equal (&start, &end))
    return;

  set_tag (buffer, self->body, !subhead, &start, &end);
  set_tag (buffer, self->subhead, subhead, &start, &end);
}

static void
tag_lines (BsBodyBuffer *self, int first, int last)
{
  for (int line = first; line <= last; line++)
    tag_line (self, line);
}

/* --- From the document to the buffer --- */

static void
replace_text (BsBodyBuffer *self, const char *old_text, const char *new_text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  BsTextSplice splice = bs_text_splice_find (old_text, new_text);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                      (int) g_utf8_strlen (old_text, (gssize) splice.offset));
  end = start;
  gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (old_text + splice.offset,
                                                          (gssize) splice.removed));
  if (splice.removed > 0)
    gtk_text_buffer_delete (buffer, &start, &end);
  if (splice.inserted > 0)
    gtk_text_buffer_insert (buffer, &start, new_text + splice.offset, (int) splice.inserted);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static void
follow_document (BsBodyBuffer *self, gboolean fresh)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  self->quiet++;
  self->stale = FALSE;
  new_text = bs_body_lines_read (&self->lines);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  old_text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  if (fresh)
    {
      gtk_text_buffer_set_text (buffer, new_text, -1);
      gtk_text_buffer_get_start_iter (buffer, &start);
      gtk_text_buffer_place_cursor (buffer, &start);
    }
  else if (strcmp (old_text, new_text) != 0)
    {
      replace_text (self, old_text, new_text);
    }
  tag_lines (self, 0, gtk_text_buffer_get_line_count (buffer) - 1);
  self->quiet--;
  self->run.ended = TRUE;
}

static gboolean
concerns_story (BsBodyBuffer *self, GPtrArray *operations)
{
  g_autofree char *prefix = g_strdup_printf ("/stories/%s", self->lines.story);

  for (guint i = 0; i < operations->len; i++)
    {
      const char *path = bs_operation_get_path (g_ptr_array_index (operations, i));

      if (g_str_has_prefix (path, prefix) || g_str_has_prefix (prefix, path) || *path == '\0')
        return TRUE;
    }

  return FALSE;
}

static void
document_changed (BsDocument *document, GPtrArray *operations, BsBodyBuffer *self)
{
  if (self->busy > 0 || self->lines.story == NULL || !concerns_story (self, operations))
    return;
  if (bs_issue_get_story (bs_document_get_root (document), self->lines.story) == NULL)
    return;

  if (self->unseen)
    self->stale = TRUE;
  else
    follow_document (self, FALSE);
}

/* --- From the buffer to the document --- */

static void
open_group (BsBodyBuffer *self, const char *label, const char *coalesce)
{
  if (self->group_open)
    return;

  bs_document_begin (self->lines.document, label, coalesce);
  self->busy++;
  bs_version_keep_for_edit (self->lines.document, self->lines.story, NULL);
  self->busy--;
  self->group_open = TRUE;
  self->group_typed = FALSE;
}

static void
close_group (BsBodyBuffer *self)
{
  if (!self->group_open)
    return;

  self->group_open = FALSE;
  self->busy++;
  bs_document_end (self->lines.document);
  self->busy--;
}

static gboolean
resync (gpointer data)
{
  BsBodyBuffer *self = data;

  self->resync = 0;
  follow_document (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* Returns FALSE when the document did not take it; the buffer then shows the document again, but
 * later: the caller's iterators must stay valid. */
static gboolean
apply_edit (BsBodyBuffer *self, const BsBodyEdit *edit)
{
  const char *label = edit->text != NULL ? _ ("Typing") : _ ("Deletion");
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  gboolean done;

  if (self->group_open && self->group_typed && edit->text != NULL)
    {
      /* Over a selection, which went just now. */
      self->run.joins = TRUE;
      bs_document_set_step_label (self->lines.document, label);
    }
  key = bs_typing_run_dup_key (&self->run, self->lines.story, edit);
  if (!self->group_open)
    {
      open_group (self, label, key);
      self->group_typed = TRUE;
    }
  self->busy++;
  done = bs_body_lines_apply (&self->lines, edit, &error);
  self->busy--;

  if (!done)
    {
      bs_document_cancel (self->lines.document);
      self->group_open = FALSE;
      if (self->resync == 0)
        self->resync = g_idle_add (resync, self);
      g_signal_emit (self, signals[CONFLICT], 0, error->message);
    }

  return done;
}

static gboolean
is_ours (BsBodyBuffer *self)
{
  return self->quiet == 0 && self->lines.document != NULL && self->lines.story != NULL;
}

static void
bs_body_buffer_insert_text (GtkTextBuffer *buffer, GtkTextIter *position, const char *text,
                            int length)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (buffer);
  GtkTextBufferClass *parent = GTK_TEXT_BUFFER_CLASS (bs_body_buffer_parent_class);
  g_autofree char *clean = NULL;
  BsBodyEdit edit = { 0 };

  if (!is_ours (self))
    {
      parent->insert_text (buffer, position, text, length);
      return;
    }

  clean = bs_text_clean (text, length);
  if (*clean == '\0' || self->stale || bs_document_get_read_only (self->lines.document))
    return;

  edit.line = gtk_text_iter_get_line (position);
  edit.offset = gtk_text_iter_get_line_index (position);
  edit.text = clean;
  if (!apply_edit (self, &edit))
    return;

  parent->insert_text (buffer, position, clean, (int) strlen (clean));
  {
    int offset = gtk_text_iter_get_offset (position);

    tag_lines (self, edit.line, gtk_text_iter_get_line (position));
    gtk_text_buffer_get_iter_at_offset (buffer, position, offset);
  }
  if (!self->in_action)
    close_group (self);
}

static void
bs_body_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (buffer);
  GtkTextBufferClass *parent = GTK_TEXT_BUFFER_CLASS (bs_body_buffer_parent_class);
  BsBodyEdit edit = { 0 };

  if (!is_ours (self))
    {
      parent->delete_range (buffer, start, end);
      return;
    }
  if (self->stale || bs_document_get_read_only (self->lines.document))
    return;

  gtk_text_iter_order (start, end);
  edit.line = gtk_text_iter_get_line (start);
  edit.offset = gtk_text_iter_get_line_index (start);
  edit.end_line = gtk_text_iter_get_line (end);
  edit.end_offset = gtk_text_iter_get_line_index (end);
  if (gtk_text_iter_equal (start, end) || !apply_edit (self, &edit))
    return;

  parent->delete_range (buffer, start, end);
  {
    int offset = gtk_text_iter_get_offset (start);

    tag_line (self, edit.line);
    gtk_text_buffer_get_iter_at_offset (buffer, start, offset);
    *end = *start;
  }
  if (!self->in_action)
    close_group (self);
}

static void
bs_body_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  BS_BODY_BUFFER (buffer)->in_action = TRUE;
}

static void
bs_body_buffer_end_user_action (GtkTextBuffer *buffer)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (buffer);

  self->in_action = FALSE;
  close_group (self);
}

/* Pictures and widgets have no place in a paragraph. */
static void
bs_body_buffer_insert_paintable (GtkTextBuffer *buffer, GtkTextIter *position G_GNUC_UNUSED,
                                 GdkPaintable *paintable G_GNUC_UNUSED)
{
  g_debug ("%s: a picture was not taken", G_OBJECT_TYPE_NAME (buffer));
}

/* Tags need the table, which is there only now. */
static void
bs_body_buffer_constructed (GObject *object)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (object);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (object);

  G_OBJECT_CLASS (bs_body_buffer_parent_class)->constructed (object);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  self->body = gtk_text_buffer_create_tag (buffer, "body", "pixels-below-lines", 6, NULL);
  self->subhead = gtk_text_buffer_create_tag (buffer, "subhead", "weight", PANGO_WEIGHT_BOLD,
                                              "indent", 0, "pixels-above-lines", 14,
                                              "pixels-below-lines", 6, NULL);
  bs_body_buffer_set_em (self, 16);
}

static void
bs_body_buffer_dispose (GObject *object)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (object);

  g_clear_handle_id (&self->resync, g_source_remove);
  if (self->lines.document != NULL)
    g_signal_handlers_disconnect_by_data (self->lines.document, self);
  bs_body_lines_set_story (&self->lines, NULL, NULL);

  G_OBJECT_CLASS (bs_body_buffer_parent_class)->dispose (object);
}

static void
bs_body_buffer_finalize (GObject *object)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (object);

  bs_body_lines_clear (&self->lines);

  G_OBJECT_CLASS (bs_body_buffer_parent_class)->finalize (object);
}

static void
bs_body_buffer_class_init (BsBodyBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->constructed = bs_body_buffer_constructed;
  object_class->dispose = bs_body_buffer_dispose;
  object_class->finalize = bs_body_buffer_finalize;
  buffer_class->insert_text = bs_body_buffer_insert_text;
  buffer_class->insert_paintable = bs_body_buffer_insert_paintable;
  buffer_class->delete_range = bs_body_buffer_delete_range;
  buffer_class->begin_user_action = bs_body_buffer_begin_user_action;
  buffer_class->end_user_action = bs_body_buffer_end_user_action;

  signals[CONFLICT] = g_signal_new ("conflict", BS_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bs_body_buffer_init (BsBodyBuffer *self)
{
  bs_body_lines_init (&self->lines);
}

GtkTextBuffer *
bs_body_buffer_new (void)
{
  return g_object_new (BS_TYPE_BODY_BUFFER, NULL);
}

void
bs_body_buffer_set_story (BsBodyBuffer *self, BsDocument *document, const char *story)
{
  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  if (self->lines.document == document && g_strcmp0 (self->lines.story, story) == 0)
    return;

  if (self->lines.document != NULL)
    g_signal_handlers_disconnect_by_data (self->lines.document, self);
  bs_body_lines_set_story (&self->lines, document, story);
  if (self->lines.document != NULL)
    g_signal_connect (document, "changed", G_CALLBACK (document_changed), self);

  follow_document (self, TRUE);
}

void
bs_body_buffer_set_seen (BsBodyBuffer *self, gboolean seen)
{
  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  self->unseen = !seen;
  if (seen && self->stale)
    follow_document (self, FALSE);
}

void
bs_body_buffer_compose (BsBodyBuffer *self)
{
  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  bs_typing_run_compose (&self->run);
}

/* The first line of a body paragraph is indented by two characters of this size. */
void
bs_body_buffer_set_em (BsBodyBuffer *self, int pixels)
{
  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  g_object_set (self->body, "indent", 2 * pixels, NULL);
}

static void
get_chosen_lines (BsBodyBuffer *self, int *first, int *last)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
}

const char *
bs_body_buffer_get_role (BsBodyBuffer *self)
{
  const BsNode *paragraph;
  int first;
  int last;

  g_return_val_if_fail (BS_IS_BODY_BUFFER (self), "body");

  get_chosen_lines (self, &first, &last);
  paragraph = bs_body_lines_get_paragraph (&self->lines, first);

  return paragraph != NULL && bs_paragraph_is_subhead (paragraph) ? "subhead" : "body";
}

void
bs_body_buffer_set_role (BsBodyBuffer *self, const char *role)
{
  int first;
  int last;

  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  if (!is_ours (self) || bs_document_get_read_only (self->lines.document))
    return;

  get_chosen_lines (self, &first, &last);
  open_group (self, _ ("Paragraph Style"), NULL);
  self->busy++;
  for (int line = first; line <= last && line < (int) self->lines.ids->len; line++)
    bs_body_lines_set_role (&self->lines, line, role, NULL);
  self->busy--;
  close_group (self);
  self->run.ended = TRUE;
  tag_lines (self, first, last);
}

static char *
join_paragraphs (GPtrArray *paragraphs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const BsPastedParagraph *paragraph = g_ptr_array_index (paragraphs, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, paragraph->text);
    }

  return g_string_free (text, FALSE);
}

/* A pasted subhead is one where it fills its line; joined to other text it is text. */
static void
set_pasted_roles (BsBodyBuffer *self, GPtrArray *paragraphs, int first)
{
  self->busy++;
  for (guint i = 0; paragraphs->len > 1 && i < paragraphs->len; i++)
    {
      const BsPastedParagraph *pasted = g_ptr_array_index (paragraphs, i);
      int line = first + (int) i;
      const BsNode *paragraph = bs_body_lines_get_paragraph (&self->lines, line);

      if (paragraph != NULL && strcmp (bs_node_get_text (paragraph, "text"), pasted->text) == 0)
        bs_body_lines_set_role (&self->lines, line, pasted->subhead ? "subhead" : "body", NULL);
    }
  self->busy--;
  tag_lines (self, first, first + (int) paragraphs->len - 1);
}

void
bs_body_buffer_paste (BsBodyBuffer *self, GPtrArray *paragraphs)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *text = NULL;
  GtkTextIter insert;
  int line;

  g_return_if_fail (BS_IS_BODY_BUFFER (self));
  g_return_if_fail (paragraphs != NULL);

  if (!is_ours (self) || bs_document_get_read_only (self->lines.document))
    return;

  text = join_paragraphs (paragraphs);
  gtk_text_buffer_begin_user_action (buffer);
  open_group (self, _ ("Paste"), NULL);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &insert, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&insert);
  if (*text != '\0')
    gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  if (self->group_open)
    set_pasted_roles (self, paragraphs, line);
  gtk_text_buffer_end_user_action (buffer);
  self->run.ended = TRUE;
}

/* What was refused is shown until the loop is idle; who counts in bytes must not wait for that. */
static gboolean
shows_document (BsBodyBuffer *self, int line)
{
  const char *text = bs_node_get_text (bs_body_lines_get_paragraph (&self->lines, line), "text");
  g_autofree char *flat = bs_text_flatten (text);
  g_autofree char *shown = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, line))
    return FALSE;
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  shown = gtk_text_iter_get_slice (&start, &end);

  return strcmp (shown, flat) == 0;
}

/* Who remembers a place may have seen an older text; GTK ends where an offset lies within a character. */
static int
find_character (const char *text, gsize offset)
{
  while (offset > 0 && (text[offset] & 0xc0) == 0x80)
    offset--;

  return (int) offset;
}

gboolean
bs_body_buffer_select (BsBodyBuffer *self, const char *paragraph, gsize offset, gsize length)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GtkTextIter end;
  const char *text;
  gsize size;
  int line;

  g_return_val_if_fail (BS_IS_BODY_BUFFER (self), FALSE);

  if (self->stale)
    follow_document (self, FALSE);
  line = bs_body_lines_find (&self->lines, paragraph);
  if (line >= 0 && !shows_document (self, line))
    {
      g_debug ("the text was not as the document is");
      follow_document (self, FALSE);
      line = bs_body_lines_find (&self->lines, paragraph);
    }
  if (line < 0)
    return FALSE;

  text = bs_node_get_text (bs_body_lines_get_paragraph (&self->lines, line), "text");
  size = strlen (text);
  offset = MIN (offset, size);
  length = length == 0 ? size - offset : MIN (length, size - offset);
  gtk_text_buffer_get_iter_at_line_index (buffer, &start, line, find_character (text, offset));
  gtk_text_buffer_get_iter_at_line_index (buffer, &end, line,
                                          find_character (text, offset + length));
  gtk_text_buffer_select_range (buffer, &end, &start);
  self->run.ended = TRUE;

  return TRUE;
}

char *
bs_body_buffer_dup_path (BsBodyBuffer *self, int line)
{
  g_return_val_if_fail (BS_IS_BODY_BUFFER (self), NULL);

  return bs_body_lines_get_paragraph (&self->lines, line) != NULL
           ? bs_body_lines_dup_path (&self->lines, line, "/text")
           : NULL;
}

int
bs_body_buffer_find_line (BsBodyBuffer *self, const char *paragraph)
{
  g_return_val_if_fail (BS_IS_BODY_BUFFER (self), -1);

  return bs_body_lines_find (&self->lines, paragraph);
}

static void
pasted_free (BsPastedParagraph *paragraph)
{
  g_free (paragraph->text);
  g_free (paragraph);
}

GPtrArray *
bs_body_buffer_dup_selection (BsBodyBuffer *self)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) pasted_free);
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (BS_IS_BODY_BUFFER (self), paragraphs);

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end))
    return paragraphs;
  while (gtk_text_iter_compare (&start, &end) < 0)
    {
      const BsNode *node = bs_body_lines_get_paragraph (&self->lines,
                                                        gtk_text_iter_get_line (&start));
      BsPastedParagraph *paragraph = g_new0 (BsPastedParagraph, 1);
      GtkTextIter stop = start;

      if (!gtk_text_iter_ends_line (&stop))
        gtk_text_iter_forward_to_line_end (&stop);
      if (gtk_text_iter_compare (&stop, &end) > 0)
        stop = end;
      paragraph->subhead = node != NULL && bs_paragraph_is_subhead (node);
      paragraph->text = gtk_text_iter_get_text (&start, &stop);
      g_ptr_array_add (paragraphs, paragraph);
      start = stop;
      if (!gtk_text_iter_forward_line (&start))
        break;
    }

  return paragraphs;
}
