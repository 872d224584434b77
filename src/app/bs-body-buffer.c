/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-body-buffer.h"

#include "bs-config.h"
#include "bs-text-clean.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A pause this long ends what one undo takes back. */
#define TYPING_PAUSE (2 * G_TIME_SPAN_SECOND)

struct _BsBodyBuffer
{
  GtkTextBuffer parent_instance;

  BsDocument *document;
  char *story;
  GPtrArray *ids; /* of the paragraph on each line */
  GtkTextTag *body;
  GtkTextTag *subhead;

  guint resync; /* source: to show the document again after a conflict */
  guint quiet;  /* > 0: the buffer is being made to follow the document */
  guint busy;   /* > 0: the document is being made to follow the buffer */
  gboolean unseen;
  gboolean stale; /* the document changed while unseen */
  gboolean in_action;
  gboolean group_open;

  /* What the last keystroke was, to tell whether the next one belongs to it. */
  guint serial;
  char kind;
  gboolean ended;
  int next_line;
  int next_offset;
  gint64 last_time;
};

G_DEFINE_FINAL_TYPE (BsBodyBuffer, bs_body_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  CONFLICT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  int line;
  int offset; /* bytes in the line */
  int end_line;
  int end_offset;
  const char *text; /* NULL for a deletion */
} Edit;

static const BsNode *
get_paragraphs (BsBodyBuffer *self)
{
  const BsNode *story = bs_issue_get_story (bs_document_get_root (self->document), self->story);

  return bs_story_get_paragraphs (story);
}

static const BsNode *
get_paragraph (BsBodyBuffer *self, int line)
{
  if (self->document == NULL || line < 0 || line >= (int) self->ids->len)
    return NULL;

  return bs_node_find_by_id (get_paragraphs (self), g_ptr_array_index (self->ids, line));
}

static char *
dup_list_path (BsBodyBuffer *self)
{
  return g_strdup_printf ("/stories/%s/paragraphs", self->story);
}

static char *
dup_path (BsBodyBuffer *self, int line, const char *member)
{
  return g_strdup_printf ("/stories/%s/paragraphs/%s%s", self->story,
                          (const char *) g_ptr_array_index (self->ids, line), member);
}

static void
tag_line (BsBodyBuffer *self, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const BsNode *paragraph = get_paragraph (self, line);
  gboolean subhead = paragraph != NULL && bs_paragraph_is_subhead (paragraph);
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_iter_at_line (buffer, &start, line))
    return;
  end = start;
  gtk_text_iter_forward_line (&end);
  if (gtk_text_iter_equal (&start, &end))
    return;

  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, subhead ? self->subhead : self->body, &start, &end);
}

static void
tag_lines (BsBodyBuffer *self, int first, int last)
{
  for (int line = first; line <= last; line++)
    tag_line (self, line);
}

/* --- From the document to the buffer --- */

static gsize
common_prefix (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  /* Not in the middle of a character: both continue with the same lead byte before n. */
  while (n > 0 && ((a[n] & 0xc0) == 0x80 || (b[n] & 0xc0) == 0x80))
    n--;

  return n;
}

static gsize
common_suffix (const char *a, gsize length_a, const char *b, gsize length_b)
{
  gsize n = 0;

  while (n < length_a && n < length_b && a[length_a - 1 - n] == b[length_b - 1 - n])
    n++;
  while (n > 0 && (a[length_a - n] & 0xc0) == 0x80)
    n--;

  return n;
}

static char *
dup_document_text (BsBodyBuffer *self, GPtrArray *ids)
{
  const BsNode *paragraphs = get_paragraphs (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      g_autofree char *flat = bs_text_flatten (bs_node_get_text (paragraph, "text"));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, flat);
      g_ptr_array_add (ids, g_strdup (bs_node_get_text (paragraph, "id")));
    }

  return g_string_free (text, FALSE);
}

static void
replace_text (BsBodyBuffer *self, const char *old_text, const char *new_text, gboolean follow)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  gsize old_length = strlen (old_text);
  gsize new_length = strlen (new_text);
  gsize prefix = common_prefix (old_text, new_text);
  gsize suffix = common_suffix (old_text + prefix, old_length - prefix, new_text + prefix,
                                new_length - prefix);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) g_utf8_strlen (old_text, prefix));
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      (int) g_utf8_strlen (old_text,
                                                           (gssize) (old_length - suffix)));
  if (!gtk_text_iter_equal (&start, &end))
    gtk_text_buffer_delete (buffer, &start, &end);
  if (new_length > prefix + suffix)
    gtk_text_buffer_insert (buffer, &start, new_text + prefix,
                            (int) (new_length - suffix - prefix));
  if (follow)
    gtk_text_buffer_place_cursor (buffer, &start);
}

static void
follow_document (BsBodyBuffer *self, gboolean fresh)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GtkTextIter start;
  GtkTextIter end;

  self->quiet++;
  self->stale = FALSE;
  new_text = self->document != NULL ? dup_document_text (self, ids) : g_strdup ("");
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  old_text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  self->ids = g_steal_pointer (&ids);
  if (fresh)
    {
      gtk_text_buffer_set_text (buffer, new_text, -1);
      gtk_text_buffer_get_start_iter (buffer, &start);
      gtk_text_buffer_place_cursor (buffer, &start);
    }
  else if (strcmp (old_text, new_text) != 0)
    {
      replace_text (self, old_text, new_text, TRUE);
    }
  tag_lines (self, 0, gtk_text_buffer_get_line_count (buffer) - 1);
  self->quiet--;
  self->ended = TRUE;
}

static gboolean
concerns_story (BsBodyBuffer *self, GPtrArray *operations)
{
  g_autofree char *prefix = g_strdup_printf ("/stories/%s", self->story);

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
  if (self->busy > 0 || self->story == NULL || !concerns_story (self, operations))
    return;
  if (bs_issue_get_story (bs_document_get_root (document), self->story) == NULL)
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

  bs_document_begin (self->document, label, coalesce);
  self->group_open = TRUE;
}

static void
close_group (BsBodyBuffer *self)
{
  if (!self->group_open)
    return;

  self->group_open = FALSE;
  self->busy++;
  bs_document_end (self->document);
  self->busy--;
}

static BsNode *
make_paragraph (BsBodyBuffer *self, const char *role, const char *text, char **id)
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
insert_paragraph (BsBodyBuffer *self, int line, const char *role, const char *text, GError **error)
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
splice (BsBodyBuffer *self, int line, gsize offset, gsize length, const char *text, GError **error)
{
  g_autofree char *path = NULL;

  if (length == 0 && *text == '\0')
    return TRUE;
  path = dup_path (self, line, "/text");

  return bs_document_splice (self->document, path, offset, length, text, error);
}

static gboolean
remove_paragraph (BsBodyBuffer *self, int line, GError **error)
{
  g_autofree char *path = dup_path (self, line, "");

  if (!bs_document_remove (self->document, path, error))
    return FALSE;
  g_ptr_array_remove_index (self->ids, line);

  return TRUE;
}

/* At the start of a paragraph new ones come before it, and it keeps its identity and role; else
 * it is split, and what follows a subhead is body. */
static gboolean
apply_split (BsBodyBuffer *self, const Edit *edit, char **segments, GError **error)
{
  const BsNode *paragraph = get_paragraph (self, edit->line);
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
apply_insert (BsBodyBuffer *self, const Edit *edit, GError **error)
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
apply_delete (BsBodyBuffer *self, const Edit *edit, GError **error)
{
  const BsNode *first = get_paragraph (self, edit->line);
  const BsNode *last = get_paragraph (self, edit->end_line);
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

static gboolean
ends_thought (const char *text)
{
  static const char *const marks[] = { "。", "！", "？", ".", "!", "?", "；", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_suffix (text, marks[i]))
      return TRUE;

  return FALSE;
}

/* One undo takes back a run of typing or of deleting, up to the end of a sentence. */
static char *
dup_coalesce_key (BsBodyBuffer *self, const Edit *edit)
{
  gint64 now = g_get_monotonic_time ();
  char kind = edit->text != NULL ? 'i' : 'd';
  gboolean single = edit->text != NULL
                      ? strchr (edit->text, '\n') == NULL && g_utf8_strlen (edit->text, -1) <= 8
                      : edit->line == edit->end_line && edit->end_offset - edit->offset <= 4;
  gboolean adjoins;

  if (edit->text != NULL)
    adjoins = edit->line == self->next_line && edit->offset == self->next_offset;
  else
    adjoins = edit->line == self->next_line
              && (edit->end_offset == self->next_offset || edit->offset == self->next_offset);

  if (!single || !adjoins || self->ended || kind != self->kind
      || now - self->last_time > TYPING_PAUSE)
    self->serial++;

  self->kind = kind;
  self->last_time = now;
  self->next_line = edit->line;
  self->next_offset = edit->offset + (edit->text != NULL ? (int) strlen (edit->text) : 0);
  self->ended = !single || (edit->text != NULL && ends_thought (edit->text));

  return single ? g_strdup_printf ("body:%s:%u", self->story, self->serial) : NULL;
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
apply_edit (BsBodyBuffer *self, const Edit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = dup_coalesce_key (self, edit);
  gboolean done;

  open_group (self, edit->text != NULL ? _ ("Typing") : _ ("Deletion"), key);
  self->busy++;
  done = edit->text != NULL ? apply_insert (self, edit, &error) : apply_delete (self, edit, &error);
  self->busy--;

  if (!done)
    {
      bs_document_cancel (self->document);
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
  return self->quiet == 0 && self->document != NULL && self->story != NULL;
}

static void
bs_body_buffer_insert_text (GtkTextBuffer *buffer, GtkTextIter *position, const char *text,
                            int length)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (buffer);
  GtkTextBufferClass *parent = GTK_TEXT_BUFFER_CLASS (bs_body_buffer_parent_class);
  g_autofree char *clean = NULL;
  Edit edit = { 0 };

  if (!is_ours (self))
    {
      parent->insert_text (buffer, position, text, length);
      return;
    }

  clean = bs_text_clean (text, length);
  if (*clean == '\0' || self->stale || bs_document_get_read_only (self->document))
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
  Edit edit = { 0 };

  if (!is_ours (self))
    {
      parent->delete_range (buffer, start, end);
      return;
    }
  if (self->stale || bs_document_get_read_only (self->document))
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
                                              "pixels-above-lines", 14, "pixels-below-lines", 6,
                                              NULL);
  bs_body_buffer_set_em (self, 16);
}

static void
bs_body_buffer_dispose (GObject *object)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (object);

  g_clear_handle_id (&self->resync, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->story, g_free);

  G_OBJECT_CLASS (bs_body_buffer_parent_class)->dispose (object);
}

static void
bs_body_buffer_finalize (GObject *object)
{
  BsBodyBuffer *self = BS_BODY_BUFFER (object);

  g_clear_pointer (&self->ids, g_ptr_array_unref);

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
  self->ids = g_ptr_array_new_with_free_func (g_free);
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

  if (self->document == document && g_strcmp0 (self->story, story) == 0)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (story == NULL)
    document = NULL;
  g_set_object (&self->document, document);
  g_free (self->story);
  self->story = g_strdup (story);
  if (self->document != NULL)
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
  paragraph = get_paragraph (self, first);

  return paragraph != NULL && bs_paragraph_is_subhead (paragraph) ? "subhead" : "body";
}

void
bs_body_buffer_set_role (BsBodyBuffer *self, const char *role)
{
  int first;
  int last;

  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  if (!is_ours (self) || bs_document_get_read_only (self->document))
    return;

  get_chosen_lines (self, &first, &last);
  bs_document_begin (self->document, _ ("Paragraph Style"), NULL);
  for (int line = first; line <= last && line < (int) self->ids->len; line++)
    {
      g_autofree char *path = dup_path (self, line, "/role");
      const char *now = bs_paragraph_is_subhead (get_paragraph (self, line)) ? "subhead" : "body";

      if (g_strcmp0 (now, role) != 0)
        bs_document_set_text (self->document, path, role, NULL);
    }
  self->busy++;
  bs_document_end (self->document);
  self->busy--;
  self->ended = TRUE;
  tag_lines (self, first, last);
}

void
bs_body_buffer_paste (BsBodyBuffer *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *clean = NULL;

  g_return_if_fail (BS_IS_BODY_BUFFER (self));

  if (!is_ours (self) || bs_document_get_read_only (self->document))
    return;

  clean = bs_text_clean_paste (text);
  gtk_text_buffer_begin_user_action (buffer);
  open_group (self, _ ("Paste"), NULL);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  if (*clean != '\0')
    gtk_text_buffer_insert_at_cursor (buffer, clean, -1);
  gtk_text_buffer_end_user_action (buffer);
  self->ended = TRUE;
}
