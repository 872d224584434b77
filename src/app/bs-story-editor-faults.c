/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-fault-field.h"
#include "bs-story-editor-private.h"
#include "bs-text-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Underlines --- */

static BsFieldView *
get_field (BsStoryEditor *self, guint index)
{
  BsFieldView *const fields[BS_STORY_EDITOR_FIELDS] = { self->kicker, self->headline, self->deck };

  return fields[index];
}

static char *
dup_paragraph_id (const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  return g_strv_length (steps) == 6 && strcmp (steps[3], "paragraphs") == 0 ? g_strdup (steps[4])
                                                                            : NULL;
}

static void
mark_line (BsStoryEditor *self, const char *path, GPtrArray *faults)
{
  g_autofree char *paragraph = dup_paragraph_id (path);
  int line = paragraph != NULL
               ? bs_body_buffer_find_line (bs_story_editor_get_buffer (self), paragraph)
               : -1;

  if (line >= 0)
    bs_fault_marks_show (self->body_marks, path, line, faults);
}

static void
mark_body (BsStoryEditor *self)
{
  const GPtrArray *texts = bs_fault_watch_get_texts (self->watch);
  g_autoptr (GHashTable) marked = g_hash_table_new (g_str_hash, g_str_equal);
  GList *others;

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const BsCheckedText *text = g_ptr_array_index (texts, i);

      mark_line (self, text->path, text->faults);
      g_hash_table_add (marked, text->path);
    }
  others = bs_fault_marks_list_others (self->body_marks, marked);
  for (GList *other = others; other != NULL; other = other->next)
    {
      g_autofree char *path = g_strdup (other->data);

      mark_line (self, path, NULL);
    }
  g_list_free (others);
}

static void
show_fault_count (BsStoryEditor *self)
{
  guint n = bs_fault_watch_count (self->watch);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->faults), n > 0);
  if (n == 0)
    return;

  text = g_strdup_printf ("%u", n);
  /* Translators: faults of structure in the text, such as a quote without its partner. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u mark to look at",
                                        "%u marks to look at", (gulong) n),
                           n);
  gtk_label_set_label (self->fault_count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->faults), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->faults), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
faults_changed (BsStoryEditor *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  mark_body (self);
  show_fault_count (self);
}

/* What an input method composes is not text yet. */
static void
preedit_changed (GtkTextView *view G_GNUC_UNUSED, const char *preedit, BsStoryEditor *self)
{
  if (self->watch != NULL)
    bs_fault_watch_hold (self->watch, *preedit != '\0');
}

/* --- Places of the text --- */

/* The text one is in: of this editor, or a caption beside it; else the body. */
static GtkTextView *
find_text_view (BsStoryEditor *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  return BS_IS_FIELD_VIEW (focus) ? GTK_TEXT_VIEW (focus) : GTK_TEXT_VIEW (self->body);
}

static gboolean
find_caret (BsStoryEditor *self, char **path, gsize *offset)
{
  GtkTextView *view = find_text_view (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));

  return bs_text_menu_find_place (view, &caret, path, offset);
}

/* Selects the text, if it is shown here; returns where, NULL if elsewhere. */
static GtkTextView *
select_text (BsStoryEditor *self, const char *path, gsize offset, gsize length)
{
  g_autofree char *paragraph = dup_paragraph_id (path);

  for (guint i = 0; i < BS_STORY_EDITOR_FIELDS; i++)
    if (g_strcmp0 (bs_field_view_get_path (get_field (self, i)), path) == 0)
      {
        bs_field_view_select (get_field (self, i), offset, length);
        return GTK_TEXT_VIEW (get_field (self, i));
      }
  if (paragraph == NULL
      || !bs_body_buffer_select (bs_story_editor_get_buffer (self), paragraph, offset, length))
    return NULL;

  return GTK_TEXT_VIEW (self->body);
}

static void
scroll_to_caret (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  if (!BS_IS_FIELD_VIEW (view))
    gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.15, FALSE, 0, 0);
}

static gboolean
shows (BsStoryEditor *self, const char *path)
{
  g_autofree char *prefix = g_strdup_printf ("/stories/%s/", self->story);

  return self->story != NULL && g_str_has_prefix (path, prefix);
}

gboolean
bs_story_editor_reveal (BsStoryEditor *self, const char *path, gsize offset, gsize length)
{
  GtkTextView *view;

  g_return_val_if_fail (BS_IS_STORY_EDITOR (self), FALSE);

  if (!shows (self, path))
    return FALSE;
  if (length == BS_REVEAL_CARET)
    {
      view = select_text (self, path, offset, 1);
      if (view != NULL)
        {
          GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
          GtkTextIter start;

          gtk_text_buffer_get_selection_bounds (buffer, &start, NULL);
          gtk_text_buffer_place_cursor (buffer, &start);
        }
    }
  else
    {
      view = select_text (self, path, offset, length);
    }
  if (view == NULL)
    return FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  scroll_to_caret (view);

  return TRUE;
}

/* --- One fault after the other --- */

static void
popover_closed (BsStoryEditor *self)
{
  gtk_widget_grab_focus (
    GTK_WIDGET (self->fault_view != NULL ? self->fault_view : GTK_TEXT_VIEW (self->body)));
}

static void
point_popover (BsStoryEditor *self, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GdkRectangle place;
  double x;
  double y;

  gtk_text_buffer_get_selection_bounds (buffer, &start, NULL);
  gtk_text_view_get_iter_location (view, &start, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), GTK_WIDGET (self), place.x, place.y, &x, &y);
  place.x = (int) x;
  place.y = CLAMP ((int) y, 0, MAX (gtk_widget_get_height (GTK_WIDGET (self)) - place.height, 0));
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
}

static void
show_popover (BsStoryEditor *self, const BsFoundFault *found)
{
  GtkTextView *view = select_text (self, found->path, found->fault->offset, found->fault->length);

  if (view == NULL)
    {
      bs_session_reveal (self->session, found->path, found->fault->offset, found->fault->length);
      return;
    }

  if (self->popover == NULL)
    {
      self->popover = bs_fault_popover_new ();
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_object (self->popover, "closed", G_CALLBACK (popover_closed), self,
                               G_CONNECT_SWAPPED);
    }
  self->fault_view = view;
  gtk_widget_grab_focus (GTK_WIDGET (view));
  scroll_to_caret (view);
  point_popover (self, view);
  bs_fault_popover_show (BS_FAULT_POPOVER (self->popover), self->watch, found);
}

void
bs_story_editor_go_to_fault (BsStoryEditor *self, gboolean backward)
{
  g_autofree char *path = NULL;
  gsize offset = 0;
  BsFoundFault found;

  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  if (self->watch == NULL || self->story == NULL)
    return;
  find_caret (self, &path, &offset);
  if (bs_fault_watch_find_next (self->watch, path, offset, backward, &found))
    show_popover (self, &found);
  else
    bs_session_tell (self->session, _ ("Nothing to look at in this story"), 0);
}

void
bs_story_editor_mend_fault (BsStoryEditor *self)
{
  g_autofree char *path = NULL;
  gsize offset = 0;
  BsFoundFault found;

  g_return_if_fail (BS_IS_STORY_EDITOR (self));

  if (self->watch == NULL || self->story == NULL || !find_caret (self, &path, &offset))
    return;
  if (!bs_fault_watch_find_at (self->watch, path, offset, &found))
    bs_story_editor_go_to_fault (self, FALSE);
  else if (gtk_widget_is_ancestor (GTK_WIDGET (find_text_view (self)), GTK_WIDGET (self)))
    show_popover (self, &found);
  else
    bs_text_menu_popup (find_text_view (self));
}

static void
revealed (BsStoryEditor *self, const char *path, gulong offset, gulong length)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    bs_story_editor_reveal (self, path, offset, length);
}

/* --- From bs-story-editor.c --- */

void
bs_story_editor_init_faults (BsStoryEditor *self)
{
  self->body_marks = bs_fault_marks_new (GTK_TEXT_BUFFER (bs_story_editor_get_buffer (self)));
  g_signal_connect (self->body, "preedit-changed", G_CALLBACK (preedit_changed), self);
  g_signal_connect (self, "map", G_CALLBACK (bs_story_editor_watch_faults), NULL);
}

/* Only while somebody looks: a story that nobody edits is not read. */
void
bs_story_editor_watch_faults (BsStoryEditor *self)
{
  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (self->watch == NULL)
    {
      self->watch = bs_fault_watch_get (self->session);
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (faults_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->session, "reveal", G_CALLBACK (revealed), self,
                               G_CONNECT_SWAPPED);
      bs_text_menu_set_watch (GTK_TEXT_VIEW (self->body), self->watch);
      for (guint i = 0; i < BS_STORY_EDITOR_FIELDS; i++)
        bs_fault_field_watch (get_field (self, i), self->watch);
    }
  faults_changed (self);
}

void
bs_story_editor_forget_faults (BsStoryEditor *self)
{
  bs_fault_marks_reset (self->body_marks);
  gtk_widget_set_visible (GTK_WIDGET (self->faults), FALSE);
}

void
bs_story_editor_let_go (BsStoryEditor *self)
{
  if (self->watch == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->watch, self);
  self->watch = NULL;
  bs_text_menu_set_watch (GTK_TEXT_VIEW (self->body), NULL);
  for (guint i = 0; i < BS_STORY_EDITOR_FIELDS; i++)
    bs_fault_field_watch (get_field (self, i), NULL);
}

void
bs_story_editor_dispose_faults (BsStoryEditor *self)
{
  bs_story_editor_let_go (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->body_marks, bs_fault_marks_free);
}
