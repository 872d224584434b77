/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-preview.h"

#include "bs-config.h"
#include "bs-submission-photo.h"

#include "model/bs-issue.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define TEXT_WIDTH 680

enum
{
  FLAG,
  KICKER,
  HEADLINE,
  DECK,
  BYLINE,
  SPONSOR,
  N_LINES
};

struct _BsStoryPreview
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *sheet;
  GtkLabel *lines[N_LINES];
  GtkTextView *body;
  GtkTextTag *paragraph;
  GtkTextTag *subhead;
  GtkTextTag *dateline;
  GtkWidget *photos;

  guint settling; /* source */
};

G_DEFINE_FINAL_TYPE (BsStoryPreview, bs_story_preview, GTK_TYPE_WIDGET)

static void
show_line (BsStoryPreview *self, guint which, const char *text)
{
  gtk_label_set_label (self->lines[which], text);
  gtk_widget_set_visible (GTK_WIDGET (self->lines[which]), *text != '\0');
}

/* Run in, as the page has it. */
static void
show_dateline (BsStoryPreview *self, const char *dateline)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body);
  g_autofree char *text = g_strconcat (dateline, "\u2003", NULL);
  GtkTextIter place;

  if (*dateline == '\0')
    return;
  gtk_text_buffer_get_start_iter (buffer, &place);
  gtk_text_buffer_insert_with_tags (buffer, &place, text, -1, self->paragraph, self->dateline,
                                    NULL);
}

/* A text view learns the height of its text while it is given its size, when it cannot ask for another
 * one: it would stay without height. */
static gboolean
settle (gpointer data)
{
  BsStoryPreview *self = data;

  self->settling = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->body));

  return G_SOURCE_REMOVE;
}

static void
settle_soon (BsStoryPreview *self)
{
  if (self->settling == 0)
    self->settling = g_idle_add_full (G_PRIORITY_LOW, settle, self, NULL);
}

static void
bs_story_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_story_preview_parent_class)->map (widget);

  settle_soon (BS_STORY_PREVIEW (widget));
}

static void
show_body (BsStoryPreview *self, const BsNode *story)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body);
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  guint n = bs_node_get_length (paragraphs);
  GtkTextIter place;

  gtk_text_buffer_set_text (buffer, "", 0);
  show_dateline (self, bs_node_get_text (story, "dateline"));
  for (guint i = 0; i < n; i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      GtkTextTag *tag = bs_paragraph_is_subhead (paragraph) ? self->subhead : self->paragraph;

      gtk_text_buffer_get_end_iter (buffer, &place);
      gtk_text_buffer_insert_with_tags (buffer, &place, bs_node_get_text (paragraph, "text"), -1,
                                        tag, NULL);
      if (i + 1 < n)
        gtk_text_buffer_insert_with_tags (buffer, &place, "\n", 1, tag, NULL);
    }
  gtk_text_buffer_get_start_iter (buffer, &place);
  gtk_text_buffer_place_cursor (buffer, &place);
}

static void
show_photos (BsStoryPreview *self, const BsNode *issue, BsSubmissionReader *reader)
{
  const BsNode *photos = issue != NULL ? bs_issue_get_photos (issue) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->photos)) != NULL)
    gtk_box_remove (GTK_BOX (self->photos), child);
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    gtk_box_append (GTK_BOX (self->photos),
                    bs_submission_photo_new (reader, bs_node_get_element (photos, i)));
}

/* --- The widget --- */

static GtkLabel *
make_line (BsStoryPreview *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A selectable label takes the focus from those who walk through with Tab. */
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->sheet), label);

  return GTK_LABEL (label);
}

static void
make_body (BsStoryPreview *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (view, "body");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the submission"), -1);
  self->paragraph = gtk_text_buffer_create_tag (buffer, NULL, "indent", 34, "pixels-below-lines", 6,
                                                NULL);
  self->subhead = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD,
                                              "pixels-above-lines", 10, "pixels-below-lines", 6,
                                              NULL);
  self->dateline = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->body = GTK_TEXT_VIEW (view);
  gtk_box_append (GTK_BOX (self->sheet), view);
}

static void
bs_story_preview_dispose (GObject *object)
{
  g_clear_handle_id (&BS_STORY_PREVIEW (object)->settling, g_source_remove);
  g_clear_pointer (&BS_STORY_PREVIEW (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_story_preview_parent_class)->dispose (object);
}

static void
bs_story_preview_class_init (BsStoryPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_story_preview_dispose;
  widget_class->map = bs_story_preview_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "storypreview");
}

static void
bs_story_preview_init (BsStoryPreview *self)
{
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", TEXT_WIDTH, NULL);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->sheet = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->sheet, "sheet");
  adw_clamp_set_child (ADW_CLAMP (clamp), self->sheet);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);

  self->lines[FLAG] = make_line (self, "flag");
  self->lines[KICKER] = make_line (self, "kicker");
  self->lines[HEADLINE] = make_line (self, "headline");
  self->lines[DECK] = make_line (self, "deck");
  self->lines[BYLINE] = make_line (self, "byline");
  make_body (self);
  self->lines[SPONSOR] = make_line (self, "byline");
  self->photos = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->photos, "photos");
  gtk_box_append (GTK_BOX (self->sheet), self->photos);
}

void
bs_story_preview_show (BsStoryPreview *self, const BsReading *reading, BsSubmissionReader *reader)
{
  const BsNode *story = reading != NULL ? bs_reading_get_story (reading) : NULL;
  g_autofree char *byline = story != NULL ? bs_story_dup_byline (story) : g_strdup ("");
  GtkAdjustment *adjustment;

  g_return_if_fail (BS_IS_STORY_PREVIEW (self));

  show_line (self, FLAG, bs_node_get_text (story, "flag"));
  show_line (self, KICKER, bs_node_get_text (story, "kicker"));
  show_line (self, HEADLINE, bs_node_get_text (story, "headline"));
  show_line (self, DECK, bs_node_get_text (story, "deck"));
  show_line (self, BYLINE, byline);
  show_line (self, SPONSOR, bs_node_get_text (story, "sponsor"));
  show_body (self, story);
  show_photos (self, reading != NULL ? reading->issue : NULL, reader);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_adjustment_set_value (adjustment, 0);
  settle_soon (self);
}

void
bs_story_preview_focus (BsStoryPreview *self)
{
  g_return_if_fail (BS_IS_STORY_PREVIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}
