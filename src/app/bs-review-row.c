/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-review-row.h"

#include "bs-config.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

struct _BsReviewRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *bar;
  GtkLabel *number;
  GtkLabel *chip;
  GtkLabel *text;
  GtkLabel *hint;
  GtkWidget *said;

  BsReviewLine *line;
  gulong changed_handler;
};

G_DEFINE_FINAL_TYPE (BsReviewRow, bs_review_row, GTK_TYPE_WIDGET)

typedef struct
{
  const char *label;
  const char *style;
} RoleLook;

/* Translators: the names on the chips of the review before an import: keep them short. */
static const RoleLook looks[BS_LINE_N_ROLES] = {
  [BS_LINE_BLANK] = { "", "aside" },
  [BS_LINE_FURNITURE] = { NC_ ("line", "Aside"), "aside" },
  [BS_LINE_FLAG] = { NC_ ("line", "Flag"), "flag" },
  [BS_LINE_KICKER] = { NC_ ("line", "Kicker"), "head" },
  [BS_LINE_HEADLINE] = { NC_ ("line", "Headline"), "headline" },
  [BS_LINE_DECK] = { NC_ ("line", "Deck"), "head" },
  [BS_LINE_CONTINUED_FROM] = { NC_ ("line", "Jump from"), "jump" },
  [BS_LINE_CONTINUED_ON] = { NC_ ("line", "Jump to"), "jump" },
  [BS_LINE_SUBHEAD] = { NC_ ("line", "Subhead"), "subhead" },
  [BS_LINE_BODY] = { NC_ ("line", "Body"), "prose" },
  [BS_LINE_CONTINUATION] = { NC_ ("line", "↳ Goes on"), "rest" },
  [BS_LINE_BYLINE] = { NC_ ("line", "Byline"), "byline" },
  [BS_LINE_SPONSOR] = { NC_ ("line", "Sponsor"), "flag" },
  [BS_LINE_CAPTION] = { NC_ ("line", "Caption"), "photo" },
  [BS_LINE_CAPTION_CONTINUATION] = { NC_ ("line", "↳ Caption"), "rest" },
  [BS_LINE_CREDIT] = { NC_ ("line", "Credit"), "photo" },
  [BS_LINE_GROUP_TITLE] = { NC_ ("line", "Group"), "photo" },
};

const char *
bs_review_role_get_label (BsLineRole role)
{
  g_return_val_if_fail ((guint) role < BS_LINE_N_ROLES, "");

  return *looks[role].label != '\0' ? g_dpgettext2 (GETTEXT_PACKAGE, "line", looks[role].label)
                                    : "";
}

const char *
bs_review_role_get_style (BsLineRole role)
{
  g_return_val_if_fail ((guint) role < BS_LINE_N_ROLES, "");

  return looks[role].style;
}

const char *
bs_review_story_get_style (int story)
{
  static const char *const styles[] = { "story-1", "story-2", "story-3",
                                        "story-4", "story-5", "story-6" };

  return story >= 0 ? styles[story % (int) G_N_ELEMENTS (styles)] : "story-none";
}

static void
describe (BsReviewRow *self, const BsImportLine *state, const char *role)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int story = bs_review_line_get_story (self->line);

  /* Translators: for screen readers: line number, what it is. */
  g_string_append_printf (text, _ ("Line %u, %s"), state->number, role);
  if (story >= 0)
    g_string_append_printf (text, _ (", story %d"), story + 1);
  if (state->doubtful)
    g_string_append (text, _ (", doubtful"));
  g_string_append_printf (text, ": %s", bs_review_line_get_text (self->line));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
show_hint (BsReviewRow *self, const BsImportLine *state)
{
  g_autofree char *hint = NULL;

  if (state->doubtful && state->second != BS_LINE_BLANK)
    /* Translators: what else a doubtful line could be, such as "Deck?" */
    hint = g_strdup_printf (_ ("%s?"), bs_review_role_get_label (state->second));
  else if (state->doubtful)
    hint = g_strdup (_ ("Look here"));
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_widget_set_visible (self->said, state->said);
}

/* The text, with a line under what is not as it came. */
static void
show_text (BsReviewRow *self)
{
  const char *text = bs_review_line_get_text (self->line);
  const char *source = bs_review_line_get_source (self->line);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (text != source)
    for (const char *at = text; *at != '\0' && *source != '\0';
         at = g_utf8_next_char (at), source = g_utf8_next_char (source))
      if (g_utf8_get_char (at) != g_utf8_get_char (source))
        {
          PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

          line->start_index = (guint) (at - text);
          line->end_index = (guint) (g_utf8_next_char (at) - text);
          pango_attr_list_insert (attributes, line);
        }
  gtk_label_set_attributes (self->text, attributes);
  gtk_label_set_label (self->text, text);
}

static void
show_line (BsReviewRow *self)
{
  const BsImportLine *state = bs_review_line_get_state (self->line);
  const char *style = bs_review_role_get_style (state->role);
  const char *role = bs_review_role_get_label (state->role);
  g_autofree char *number = g_strdup_printf ("%u", state->number);
  const char *bar[] = { "story-bar",
                        bs_review_story_get_style (bs_review_line_get_story (self->line)), NULL };
  const char *chip[] = { "chip", "role", style, NULL };
  const char *text[] = { "line-text", style, NULL };

  gtk_widget_set_css_classes (self->bar, bar);
  gtk_widget_set_css_classes (GTK_WIDGET (self->chip), chip);
  gtk_widget_set_css_classes (GTK_WIDGET (self->text), text);
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->chip, role);
  show_text (self);
  if (bs_review_line_get_begins (self->line))
    gtk_widget_add_css_class (GTK_WIDGET (self), "begins");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "begins");
  if (state->doubtful)
    gtk_widget_add_css_class (GTK_WIDGET (self), "doubtful");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "doubtful");
  show_hint (self, state);
  describe (self, state, role);
}

static void
bs_review_row_dispose (GObject *object)
{
  BsReviewRow *self = BS_REVIEW_ROW (object);

  bs_review_row_set_line (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_review_row_parent_class)->dispose (object);
}

static void
bs_review_row_class_init (BsReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_review_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reviewrow");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-review-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, box);
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, bar);
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, number);
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, chip);
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, text);
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, hint);
  gtk_widget_class_bind_template_child (widget_class, BsReviewRow, said);
}

static void
bs_review_row_init (BsReviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self->text));
}

GtkWidget *
bs_review_row_new (void)
{
  return g_object_new (BS_TYPE_REVIEW_ROW, NULL);
}

void
bs_review_row_set_line (BsReviewRow *self, BsReviewLine *line)
{
  g_return_if_fail (BS_IS_REVIEW_ROW (self));

  if (self->line != NULL)
    g_clear_signal_handler (&self->changed_handler, self->line);
  g_set_object (&self->line, line);
  if (line == NULL)
    return;
  self->changed_handler = g_signal_connect_swapped (line, "changed", G_CALLBACK (show_line), self);
  show_line (self);
}

BsReviewLine *
bs_review_row_get_line (BsReviewRow *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_ROW (self), NULL);

  return self->line;
}
