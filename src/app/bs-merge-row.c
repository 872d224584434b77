/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-merge-row.h"

#include "bs-config.h"

#include "model/bs-text-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsMergeRow
{
  GtkListBoxRow parent_instance;

  GtkCheckButton *tick;
  GtkLabel *text;
  BsStoryPart *part;
};

G_DEFINE_FINAL_TYPE (BsMergeRow, bs_merge_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_title (const BsStoryPart *part)
{
  static const struct
  {
    const char *member;
    const char *title;
  } titles[] = {
    { "flag", N_ ("Flag") }, { "kicker", N_ ("Kicker") },     { "headline", N_ ("Headline") },
    { "deck", N_ ("Deck") }, { "dateline", N_ ("Dateline") }, { "sponsor", N_ ("Sponsor") },
  };

  switch (part->kind)
    {
    case BS_STORY_PART_BYLINE:
      return _ ("Byline");
    case BS_STORY_PART_PHOTO:
      return part->mine == NULL ? _ ("Another Photo") : _ ("Caption of a Photo");
    case BS_STORY_PART_PARAGRAPH:
      return part->mine == NULL     ? _ ("New Paragraph")
             : part->theirs == NULL ? _ ("Paragraph Left Out")
             : part->subhead        ? _ ("Subhead")
                                    : _ ("Paragraph");
    case BS_STORY_PART_TEXT:
    default:
      for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
        if (g_strcmp0 (part->member, titles[i].member) == 0)
          return _ (titles[i].title);
      return "";
    }
}

static const char *
get_who (const BsStoryPart *part)
{
  switch (part->side)
    {
    case BS_SIDE_MINE:
      /* Translators: of a text that the desk has changed since the story was accepted; its author's
       * newer version still has the old one. */
      return _ ("changed here");
    case BS_SIDE_BOTH:
      return _ ("changed here and by the author");
    case BS_SIDE_THEIRS:
    default:
      return _ ("changed by the author");
    }
}

/* --- What goes and what comes --- */

static void
add_run (GString *text, PangoAttrList *attributes, const char *run, gsize length,
         const GdkRGBA *color, gboolean gone)
{
  guint start = (guint) text->len;
  PangoAttribute *marks[2];

  g_string_append_len (text, run, (gssize) length);
  if (color == NULL || length == 0)
    return;
  marks[0] = pango_attr_foreground_new ((guint16) (color->red * 65535),
                                        (guint16) (color->green * 65535),
                                        (guint16) (color->blue * 65535));
  marks[1] = gone ? pango_attr_strikethrough_new (TRUE)
                  : pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      marks[i]->start_index = start;
      marks[i]->end_index = (guint) text->len;
      pango_attr_list_insert (attributes, marks[i]);
    }
}

static void
show_text (BsMergeRow *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  const char *mine = self->part->mine != NULL ? self->part->mine : "";
  const char *theirs = self->part->theirs != NULL ? self->part->theirs : "";
  g_autoptr (GArray) changes = bs_text_diff (mine, theirs);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA red, green;
  gsize at = 0;

  if (!gtk_style_context_lookup_color (context, "error_color", &red)
      || !gtk_style_context_lookup_color (context, "success_color", &green))
    return;
  for (guint i = 0; i < changes->len; i++)
    {
      const BsTextChange *change = &g_array_index (changes, BsTextChange, i);

      add_run (text, attributes, mine + at, change->old_offset - at, NULL, FALSE);
      add_run (text, attributes, mine + change->old_offset, change->old_length, &red, TRUE);
      add_run (text, attributes, theirs + change->new_offset, change->new_length, &green, FALSE);
      at = change->old_offset + change->old_length;
    }
  add_run (text, attributes, mine + at, strlen (mine + at), NULL, FALSE);
  gtk_label_set_label (self->text, text->str);
  gtk_label_set_attributes (self->text, attributes);
}

static void
bs_merge_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_merge_row_parent_class)->css_changed (widget, change);

  if (BS_MERGE_ROW (widget)->part != NULL)
    show_text (BS_MERGE_ROW (widget));
}

/* --- The row --- */

static void
tick_toggled (BsMergeRow *self)
{
  self->part->take = gtk_check_button_get_active (self->tick);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
bs_merge_row_class_init (BsMergeRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->css_changed = bs_merge_row_css_changed;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_MERGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bs_merge_row_init (BsMergeRow *self)
{
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
}

static GtkWidget *
make_titles (const BsStoryPart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (get_title (part));
  GtkWidget *who = gtk_label_new (get_who (part));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (who, part->side == BS_SIDE_THEIRS ? "dim-label" : "warning");
  gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), who);

  return box;
}

GtkWidget *
bs_merge_row_new (BsStoryPart *part)
{
  BsMergeRow *self = g_object_new (BS_TYPE_MERGE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *name = g_strdup_printf ("%s: %s", get_title (part),
                                           part->theirs != NULL ? part->theirs : part->mine);

  self->part = part;
  self->tick = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (self->tick, part->take);
  gtk_widget_set_valign (GTK_WIDGET (self->tick), GTK_ALIGN_START);
  gtk_widget_set_focusable (GTK_WIDGET (self->tick), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_who (part), -1);
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->text, 0);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "merge-text");
  gtk_box_append (GTK_BOX (column), make_titles (part));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tick));
  gtk_box_append (GTK_BOX (box), column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  show_text (self);
  g_signal_connect_object (self->tick, "toggled", G_CALLBACK (tick_toggled), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
bs_merge_row_set_take (BsMergeRow *self, gboolean take)
{
  g_return_if_fail (BS_IS_MERGE_ROW (self));

  gtk_check_button_set_active (self->tick, take);
}

void
bs_merge_row_toggle (BsMergeRow *self)
{
  g_return_if_fail (BS_IS_MERGE_ROW (self));

  bs_merge_row_set_take (self, !self->part->take);
}
