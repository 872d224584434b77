/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-compare-view.h"

#include "bs-config.h"

#include "model/bs-issue.h"
#include "model/bs-text-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One text, and how what is taken away and what is new shows in it. */
typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextTag *removed;
  GtkTextTag *added;
  GtkTextTag *headline;
  GtkTextTag *subhead;
  GtkTextTag *small;
  GtkTextTag *paragraph;
} Sheet;

enum
{
  BOTH, /* old and new in one text */
  OLD,
  NEW,
  N_SHEETS
};

struct _BsCompareView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkTextView *views[N_SHEETS];
  GtkWidget *scrollers[N_SHEETS];
  Sheet sheets[N_SHEETS];

  BsNode *old_story;
  BsNode *new_story;
  gboolean side_by_side;
};

G_DEFINE_FINAL_TYPE (BsCompareView, bs_compare_view, GTK_TYPE_WIDGET)

/* Which parts of a change a sheet shows. */
static gboolean
shows_old (guint sheet)
{
  return sheet != NEW;
}

static gboolean
shows_new (guint sheet)
{
  return sheet != OLD;
}

/* --- Writing --- */

static void
write_run (Sheet *sheet, const char *text, gsize length, GtkTextTag *style, GtkTextTag *mark)
{
  GtkTextIter end;

  if (length == 0)
    return;

  gtk_text_buffer_get_end_iter (sheet->buffer, &end);
  gtk_text_buffer_insert_with_tags (sheet->buffer, &end, text, (int) length, style,
                                    mark != NULL ? mark : style, NULL);
}

static void
end_line (Sheet *sheet, GtkTextTag *style)
{
  write_run (sheet, "\n", 1, style, NULL);
}

/* @old_text or @new_text may be NULL: there is no such text on that side. */
static void
write_text (BsCompareView *self, GtkTextTag *(*get_style) (Sheet *), const char *old_text,
            const char *new_text)
{
  g_autoptr (GArray) changes = bs_text_diff (old_text != NULL ? old_text : "",
                                             new_text != NULL ? new_text : "");

  for (guint which = 0; which < N_SHEETS; which++)
    {
      Sheet *sheet = &self->sheets[which];
      GtkTextTag *style = get_style (sheet);
      gsize at = 0;

      if ((old_text == NULL && !shows_new (which)) || (new_text == NULL && !shows_old (which)))
        {
          end_line (sheet, style);
          continue;
        }
      for (guint i = 0; i < changes->len; i++)
        {
          const BsTextChange *change = &g_array_index (changes, BsTextChange, i);

          write_run (sheet, old_text + at, change->old_offset - at, style, NULL);
          if (shows_old (which))
            write_run (sheet, old_text + change->old_offset, change->old_length, style,
                       sheet->removed);
          if (shows_new (which))
            write_run (sheet, new_text + change->new_offset, change->new_length, style,
                       sheet->added);
          at = change->old_offset + change->old_length;
        }
      if (old_text != NULL)
        write_run (sheet, old_text + at, strlen (old_text + at), style, NULL);
      end_line (sheet, style);
    }
}

static GtkTextTag *
get_small (Sheet *sheet)
{
  return sheet->small;
}

static GtkTextTag *
get_headline (Sheet *sheet)
{
  return sheet->headline;
}

static GtkTextTag *
get_subhead (Sheet *sheet)
{
  return sheet->subhead;
}

static GtkTextTag *
get_paragraph (Sheet *sheet)
{
  return sheet->paragraph;
}

static void
write_field (BsCompareView *self, const char *member)
{
  const char *old_text = bs_node_get_text (self->old_story, member);
  const char *new_text = bs_node_get_text (self->new_story, member);

  if (*old_text != '\0' || *new_text != '\0')
    write_text (self, strcmp (member, "headline") == 0 ? get_headline : get_small, old_text,
                new_text);
}

static void
write_byline (BsCompareView *self)
{
  g_autofree char *old_text = bs_story_dup_byline (self->old_story);
  g_autofree char *new_text = bs_story_dup_byline (self->new_story);

  if (*old_text != '\0' || *new_text != '\0')
    write_text (self, get_small, old_text, new_text);
}

static void
write_paragraphs (BsCompareView *self)
{
  const BsNode *old_list = bs_story_get_paragraphs (self->old_story);
  const BsNode *new_list = bs_story_get_paragraphs (self->new_story);
  g_autoptr (GPtrArray) changes = bs_story_diff (self->old_story, self->new_story);

  for (guint i = 0; i < changes->len; i++)
    {
      const BsParagraphChange *change = g_ptr_array_index (changes, i);
      const BsNode *before = change->old_index >= 0
                               ? bs_node_get_element (old_list, (guint) change->old_index)
                               : NULL;
      const BsNode *after = change->new_index >= 0
                              ? bs_node_get_element (new_list, (guint) change->new_index)
                              : NULL;

      write_text (self,
                  bs_paragraph_is_subhead (after != NULL ? after : before) ? get_subhead
                                                                           : get_paragraph,
                  before != NULL ? bs_node_get_text (before, "text") : NULL,
                  after != NULL ? bs_node_get_text (after, "text") : NULL);
    }
}

static void
write_all (BsCompareView *self)
{
  static const char *const above[] = { "flag", "kicker", "headline", "deck", "dateline" };

  for (guint i = 0; i < N_SHEETS; i++)
    gtk_text_buffer_set_text (self->sheets[i].buffer, "", 0);
  if (self->old_story == NULL || self->new_story == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (above); i++)
    write_field (self, above[i]);
  write_byline (self);
  write_paragraphs (self);
  write_field (self, "sponsor");
  for (guint i = 0; i < N_SHEETS; i++)
    {
      GtkTextIter start;

      gtk_text_buffer_get_start_iter (self->sheets[i].buffer, &start);
      gtk_text_buffer_place_cursor (self->sheets[i].buffer, &start);
    }
}

/* --- The widget --- */

static void
make_sheet (BsCompareView *self, guint which, const char *label)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  Sheet *sheet = &self->sheets[which];

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 24);
  gtk_widget_add_css_class (view, "compare");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  sheet->buffer = buffer;
  sheet->headline = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, "scale",
                                                1.4, "pixels-below-lines", 4, NULL);
  sheet->small = gtk_text_buffer_create_tag (buffer, NULL, "scale", 0.92, "pixels-below-lines", 4,
                                             NULL);
  sheet->subhead = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD,
                                               "pixels-above-lines", 10, "pixels-below-lines", 4,
                                               NULL);
  sheet->paragraph = gtk_text_buffer_create_tag (buffer, NULL, "indent", 30, "pixels-below-lines",
                                                 4, NULL);
  sheet->removed = gtk_text_buffer_create_tag (buffer, NULL, "strikethrough", TRUE, NULL);
  sheet->added = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE,
                                             NULL);
  self->views[which] = GTK_TEXT_VIEW (view);
  self->scrollers[which] = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrollers[which]), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrollers[which]), view);
  gtk_widget_set_hexpand (self->scrollers[which], TRUE);
  gtk_widget_set_vexpand (self->scrollers[which], TRUE);
  gtk_box_append (GTK_BOX (self->box), self->scrollers[which]);
}

/* Colours of the style in use, so that marks are seen in light and dark. */
static void
update_colors (BsCompareView *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA red;
  GdkRGBA green;

  if (!gtk_style_context_lookup_color (context, "error_color", &red)
      || !gtk_style_context_lookup_color (context, "success_color", &green))
    return;
  for (guint i = 0; i < N_SHEETS; i++)
    {
      GdkRGBA faint_red = red;
      GdkRGBA faint_green = green;

      faint_red.alpha = faint_green.alpha = 0.16f;
      g_object_set (self->sheets[i].removed, "foreground-rgba", &red, "background-rgba", &faint_red,
                    NULL);
      g_object_set (self->sheets[i].added, "foreground-rgba", &green, "background-rgba",
                    &faint_green, NULL);
    }
}

static void
bs_compare_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_compare_view_parent_class)->css_changed (widget, change);

  update_colors (BS_COMPARE_VIEW (widget));
}

static void
bs_compare_view_dispose (GObject *object)
{
  BsCompareView *self = BS_COMPARE_VIEW (object);

  g_clear_pointer (&self->old_story, bs_node_unref);
  g_clear_pointer (&self->new_story, bs_node_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_compare_view_parent_class)->dispose (object);
}

static void
bs_compare_view_class_init (BsCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_compare_view_dispose;
  widget_class->css_changed = bs_compare_view_css_changed;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_compare_view_init (BsCompareView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  make_sheet (self, BOTH, _ ("Both versions in one text"));
  make_sheet (self, OLD, _ ("Older version"));
  make_sheet (self, NEW, _ ("Newer version"));
  bs_compare_view_set_side_by_side (self, FALSE);
}

void
bs_compare_view_set_side_by_side (BsCompareView *self, gboolean side_by_side)
{
  g_return_if_fail (BS_IS_COMPARE_VIEW (self));

  self->side_by_side = side_by_side;
  gtk_widget_set_visible (self->scrollers[BOTH], !side_by_side);
  gtk_widget_set_visible (self->scrollers[OLD], side_by_side);
  gtk_widget_set_visible (self->scrollers[NEW], side_by_side);
}

void
bs_compare_view_show (BsCompareView *self, const BsNode *old_story, const BsNode *new_story)
{
  g_return_if_fail (BS_IS_COMPARE_VIEW (self));

  g_clear_pointer (&self->old_story, bs_node_unref);
  g_clear_pointer (&self->new_story, bs_node_unref);
  self->old_story = old_story != NULL ? bs_node_ref (old_story) : NULL;
  self->new_story = new_story != NULL ? bs_node_ref (new_story) : NULL;
  write_all (self);
}
