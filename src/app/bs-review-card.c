/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-review-card.h"

#include "bs-config.h"
#include "bs-review-row.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

#define OPENING_CHARACTERS 60

struct _BsReviewCard
{
  GtkListBoxRow parent_instance;

  GtkWidget *bar;
  GtkLabel *flag;
  GtkLabel *kicker;
  GtkLabel *headline;
  GtkLabel *deck;
  GtkLabel *opening;
  GtkLabel *details;
  GtkBox *captions;

  guint item;
  gboolean widen;
};

G_DEFINE_FINAL_TYPE (BsReviewCard, bs_review_card, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_text (BsReviewCard *self, const char *text)
{
  return self->widen ? bs_punctuation_widen (text, NULL) : g_strdup (text);
}

static void
show_text (BsReviewCard *self, GtkLabel *label, const char *text)
{
  g_autofree char *shown = dup_text (self, text);

  gtk_label_set_label (label, shown);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static guint
count_characters (const BsImportItem *item)
{
  guint n = 0;

  for (guint i = 0; i < item->paragraphs->len; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);

      for (const char *at = paragraph->text; *at != '\0'; at = g_utf8_next_char (at))
        n += !g_unichar_isspace (g_utf8_get_char (at));
    }

  return n;
}

static void
append_part (GString *text, const char *part)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
dup_bylines (const BsImportItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < item->bylines->len; i++)
    {
      const BsImportByline *byline = g_ptr_array_index (item->bylines, i);
      g_autofree char *names = g_strjoinv (" ", byline->names);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, names);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_details (const BsImportItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *bylines = dup_bylines (item);
  guint characters = count_characters (item);
  guint subheads = 0;
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character",
                                                         "%'u characters", (gulong) characters),
                                            characters);
  guint paragraphs;
  g_autofree char *of_paragraphs = NULL;
  g_autofree char *of_subheads = NULL;

  for (guint i = 0; i < item->paragraphs->len; i++)
    subheads += ((const BsImportParagraph *) g_ptr_array_index (item->paragraphs, i))->is_subhead;
  paragraphs = item->paragraphs->len - subheads;
  of_paragraphs = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u paragraph", "%u paragraphs",
                                                (gulong) paragraphs),
                                   paragraphs);
  of_subheads = subheads > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u subhead",
                                                             "%u subheads", (gulong) subheads),
                                                subheads)
                             : g_strdup ("");
  append_part (text, bylines);
  append_part (text, count);
  append_part (text, of_paragraphs);
  append_part (text, of_subheads);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_opening (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= OPENING_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, OPENING_CHARACTERS);

  return g_strconcat (start, "…", NULL);
}

static void
add_caption (BsReviewCard *self, const BsImportItem *caption)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  g_autofree char *names = g_strjoinv (" ", caption->credit_names);
  g_autofree char *words = dup_text (self, caption->caption);
  g_autofree char *text = *names != '\0' ? g_strdup_printf ("%s · %s", words, names)
                                         : g_strdup (words);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->captions, box);
}

static void
show_story (BsReviewCard *self, BsPageImport *import, const BsImportItem *item)
{
  g_autofree char *details = dup_details (item);
  g_autofree char *opening = NULL;

  for (guint i = 0; i < item->paragraphs->len && opening == NULL; i++)
    {
      const BsImportParagraph *paragraph = g_ptr_array_index (item->paragraphs, i);

      if (!paragraph->is_subhead)
        opening = dup_opening (paragraph->text);
    }
  show_text (self, self->flag, item->flag);
  show_text (self, self->kicker, item->kicker);
  show_text (self, self->deck, item->deck);
  show_text (self, self->opening, opening != NULL ? opening : "");
  show_text (self, self->details, details);
  if (*item->headline == '\0')
    {
      gtk_label_set_label (self->headline, _ ("No headline"));
      gtk_widget_add_css_class (GTK_WIDGET (self->headline), "warning");
    }
  else
    show_text (self, self->headline, item->headline);

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    {
      const BsImportItem *other = bs_page_import_get_item (import, i);

      if (other->kind == BS_IMPORT_CAPTION && other->story == (int) self->item)
        add_caption (self, other);
    }
}

static void
bs_review_card_class_init (BsReviewCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-review-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, bar);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, flag);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, kicker);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, headline);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, deck);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, opening);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, details);
  gtk_widget_class_bind_template_child (widget_class, BsReviewCard, captions);
}

static void
bs_review_card_init (BsReviewCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

GtkWidget *
bs_review_card_new (BsPageImport *import, guint item, int ordinal, gboolean widen)
{
  BsReviewCard *self = g_object_new (BS_TYPE_REVIEW_CARD, NULL);
  const BsImportItem *shown = bs_page_import_get_item (import, item);
  g_autofree char *name = NULL;

  self->item = item;
  self->widen = widen;
  gtk_widget_add_css_class (self->bar, bs_review_story_get_style (ordinal));
  if (shown->kind == BS_IMPORT_STORY)
    {
      show_story (self, import, shown);
      /* Translators: for screen readers: number of the story, headline. */
      name = g_strdup_printf (_ ("Story %d: %s"), ordinal + 1, shown->headline);
    }
  else
    {
      show_text (self, self->flag, shown->group);
      show_text (self, self->kicker, "");
      show_text (self, self->deck, "");
      show_text (self, self->opening, "");
      show_text (self, self->details, "");
      gtk_widget_set_visible (GTK_WIDGET (self->headline), FALSE);
      add_caption (self, shown);
      name = g_strdup_printf (_ ("Caption: %s"), shown->caption);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

guint
bs_review_card_get_item (BsReviewCard *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_CARD (self), 0);

  return self->item;
}
