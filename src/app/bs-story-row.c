/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-row.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

/* In style.css. */
#define N_COLORS 6

struct _BsStoryRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *headline;
  GtkWidget *dot;
  GtkLabel *details;
  GtkLabel *page;
  GtkLabel *chip;

  BsStoryItem *item;
  guint color; /* of the dot, from 1; 0: none */
};

G_DEFINE_FINAL_TYPE (BsStoryRow, bs_story_row, GTK_TYPE_WIDGET)

static void
set_chip (BsStoryRow *self, const char *text, const char *style)
{
  const char *classes[] = { "chip", style, NULL };

  gtk_label_set_label (self->chip, text);
  /* Other classes mean another style to be computed: most rows that scroll by have the same. */
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->chip), style))
    gtk_widget_set_css_classes (GTK_WIDGET (self->chip), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), *text != '\0');
}

static void
show_chip (BsStoryRow *self)
{
  int over = bs_story_item_get_over_lines (self->item);
  const char *status = bs_story_item_get_status (self->item);

  if (over > 0)
    {
      g_autofree char *text = g_strdup_printf (
        /* Translators: chip in the list of stories: so many lines do not fit on the page. */
        g_dngettext (GETTEXT_PACKAGE, "%d line over", "%d lines over", (gulong) over), over);

      set_chip (self, text, "error");
    }
  else if (bs_story_item_get_placed (self->item))
    {
      /* Translators: chip in the list of stories: it stands on a page, and fits. */
      set_chip (self, _ ("Placed"), "success");
    }
  else if (g_strcmp0 (status, "ready") == 0 || g_strcmp0 (status, "approved") == 0)
    {
      set_chip (self, bs_status_get_label (status), "accent");
    }
  else
    {
      set_chip (self, bs_status_get_label (status), "neutral");
    }
}

/* Sections have colors, in their order; a story of none has a gray dot. */
static void
show_dot (BsStoryRow *self)
{
  guint section = bs_story_item_get_place (self->item)->section;
  guint color = section > 0 ? 1 + (section - 1) % N_COLORS : 0;
  char name[] = "color-0";

  if (color == self->color)
    return;

  name[6] = (char) ('0' + self->color);
  gtk_widget_remove_css_class (self->dot, name);
  name[6] = (char) ('0' + color);
  gtk_widget_add_css_class (self->dot, name);
  self->color = color;
}

static void
append_word (const char *tag, gpointer data)
{
  if (*tag != '\0')
    g_string_append_printf (data, " · %s", tag);
}

static void
show_item (BsStoryRow *self)
{
  const char *author = bs_story_item_get_author (self->item);
  const char *page = bs_story_item_get_page (self->item);
  guint characters = bs_story_item_get_characters (self->item);
  g_autoptr (GString) details = g_string_new (author);

  if (*author != '\0')
    g_string_append (details, " · ");
  g_string_append_printf (details,
                          g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters",
                                       (gulong) characters),
                          characters);
  bs_story_item_foreach (self->item, BS_FACET_TAG, append_word, details);

  gtk_label_set_label (self->headline, bs_story_item_get_headline (self->item));
  gtk_label_set_label (self->details, details->str);
  gtk_label_set_label (self->page, *page != '\0' ? page : "—");
  show_dot (self);
  show_chip (self);
}

/* Asked for when it is wanted: setting it at each row that scrolls by costs as much as the row. */
static gboolean
query_tooltip (GtkWidget *widget G_GNUC_UNUSED, int x G_GNUC_UNUSED, int y G_GNUC_UNUSED,
               gboolean keyboard G_GNUC_UNUSED, GtkTooltip *tooltip, BsStoryRow *self)
{
  if (self->item == NULL || !pango_layout_is_ellipsized (gtk_label_get_layout (self->headline)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, bs_story_item_get_headline (self->item));

  return TRUE;
}

static void
bs_story_row_dispose (GObject *object)
{
  BsStoryRow *self = BS_STORY_ROW (object);

  bs_story_row_set_item (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_story_row_parent_class)->dispose (object);
}

static void
bs_story_row_class_init (BsStoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_story_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
make_label (const char *style, const char *other_style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, style);
  if (other_style != NULL)
    gtk_widget_add_css_class (label, other_style);

  return GTK_LABEL (label);
}

/* Not from a template: a filter that changes a long list makes two hundred rows at a key, and the
 * reading of the template was most of their time. */
static void
bs_story_row_init (BsStoryRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  self->headline = make_label ("row-headline", NULL);
  gtk_label_set_xalign (self->headline, 0);
  gtk_label_set_ellipsize (self->headline, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->headline), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->headline), TRUE);
  g_signal_connect (self->headline, "query-tooltip", G_CALLBACK (query_tooltip), self);

  self->chip = make_label ("chip", "neutral");
  gtk_widget_set_halign (GTK_WIDGET (self->chip), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->chip), GTK_ALIGN_CENTER);

  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->dot, "dot");
  self->details = make_label ("caption", "dim-label");
  gtk_label_set_xalign (self->details, 0);
  gtk_label_set_ellipsize (self->details, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->details), TRUE);
  gtk_box_append (GTK_BOX (line), self->dot);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->details));

  self->page = make_label ("caption", "dim-label");
  gtk_label_set_xalign (self->page, 1);

  gtk_grid_set_column_spacing (grid, 8);
  gtk_grid_set_row_spacing (grid, 4);
  gtk_grid_attach (grid, GTK_WIDGET (self->headline), 0, 0, 1, 1);
  gtk_grid_attach (grid, GTK_WIDGET (self->chip), 1, 0, 1, 1);
  gtk_grid_attach (grid, line, 0, 1, 1, 1);
  gtk_grid_attach (grid, GTK_WIDGET (self->page), 1, 1, 1, 1);
  self->box = GTK_WIDGET (grid);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
bs_story_row_new (void)
{
  return g_object_new (BS_TYPE_STORY_ROW, NULL);
}

void
bs_story_row_set_item (BsStoryRow *self, BsStoryItem *item)
{
  g_return_if_fail (BS_IS_STORY_ROW (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

const char *
bs_status_get_label (const char *status)
{
  if (g_strcmp0 (status, "draft") == 0)
    return _ ("Draft");
  if (g_strcmp0 (status, "ready") == 0)
    return _ ("Ready");
  if (g_strcmp0 (status, "approved") == 0)
    return _ ("Approved");

  return "";
}
