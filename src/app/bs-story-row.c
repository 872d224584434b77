/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-row.h"

#include "bs-config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A list view of GTK makes two hundred rows and binds them at a key of a search. So a row is one
 * widget that draws itself: its height does not depend on its text, and texts are laid out for rows
 * that are really seen. */

#define LINE_GAP 4
#define COLUMN_GAP 8
#define DOT_SIZE 8
#define DOT_GAP 7
#define CHIP_PADDING 8
#define CHIP_RADIUS 10
#define MIN_WIDTH 120
#define NATURAL_WIDTH 260

/* As of the class "caption" in Adwaita, in points; and relative to the interface's type. */
#define CAPTION_SIZE 9
#define CHIP_SCALE 0.78

#define DIM 0.55
#define DIM_HIGH_CONTRAST 0.9

typedef enum
{
  TEXT_HEADLINE,
  TEXT_DETAILS,
  TEXT_PAGE,
  TEXT_CHIP,
  N_TEXTS
} Text;

/* Of the lines of a row, in the type of @font. */
typedef struct
{
  PangoFontDescription *font;
  double resolution;
  int headline; /* with a chip beside it */
  int caption;
} Heights;

/* Names of colors of the style. */
typedef struct
{
  const char *color;
  float text;
  float background;
} ChipStyle;

static const ChipStyle chip_error = { "error_color", 1, 0.14F };
static const ChipStyle chip_success = { "success_color", 1, 0.13F };
static const ChipStyle chip_accent = { "accent_color", 1, 0.13F };
static const ChipStyle chip_neutral = { "window_fg_color", 0.75F, 0.1F };

/* Sections have colors, in their order. */
static const char *const section_colors[] = { "blue_3",   "purple_3", "green_4",
                                              "orange_3", "red_2",    "brown_3" };

struct _BsStoryRow
{
  GtkWidget parent_instance;

  GtkListItem *list_item; /* borrowed: it has us */
  BsStoryItem *item;
  PangoLayout *texts[N_TEXTS]; /* NULL until they are drawn */
  const ChipStyle *chip;
  gboolean skipped; /* out of sight when it was to be drawn */
};

G_DEFINE_FINAL_TYPE (BsStoryRow, bs_story_row, GTK_TYPE_WIDGET)

/* --- Texts --- */

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, Text which)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (which == TEXT_DETAILS || which == TEXT_PAGE)
    pango_attr_list_insert (attributes, pango_attr_size_new (CAPTION_SIZE * PANGO_SCALE));
  else
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (which == TEXT_CHIP)
    pango_attr_list_insert (attributes, pango_attr_scale_new (CHIP_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  return layout;
}

static int
measure_line (GtkWidget *widget, Text which)
{
  /* Chinese comes from another font, whose lines are higher. */
  g_autoptr (PangoLayout) layout = make_layout (widget, "\303\201g\346\274\242", which);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

/* The same for all rows: measured once for each size of type. */
static const Heights *
get_heights (GtkWidget *widget)
{
  static Heights heights;
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double resolution = pango_cairo_context_get_resolution (context);

  if (heights.font != NULL && heights.resolution == resolution
      && pango_font_description_equal (heights.font, font))
    return &heights;

  g_clear_pointer (&heights.font, pango_font_description_free);
  heights.font = pango_font_description_copy (font);
  heights.resolution = resolution;
  heights.headline = MAX (measure_line (widget, TEXT_HEADLINE),
                          measure_line (widget, TEXT_CHIP) + 2);
  heights.caption = MAX (measure_line (widget, TEXT_DETAILS), DOT_SIZE);

  return &heights;
}

static void
forget_texts (BsStoryRow *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&self->texts[i]);
}

static char *
dup_chip (BsStoryItem *item, const ChipStyle **style)
{
  int over = bs_story_item_get_over_lines (item);
  const char *status = bs_story_item_get_status (item);

  if (over > 0)
    {
      *style = &chip_error;
      return g_strdup_printf (
        /* Translators: chip in the list of stories: so many lines do not fit on the page. */
        g_dngettext (GETTEXT_PACKAGE, "%d line over", "%d lines over", (gulong) over), over);
    }
  if (bs_story_item_get_placed (item))
    {
      *style = &chip_success;
      /* Translators: chip in the list of stories: it stands on a page, and fits. */
      return g_strdup (_ ("Placed"));
    }
  *style = g_strcmp0 (status, "ready") == 0 || g_strcmp0 (status, "approved") == 0 ? &chip_accent
                                                                                   : &chip_neutral;

  return g_strdup (bs_status_get_label (status));
}

static void
append_word (const char *tag, gpointer data)
{
  if (*tag != '\0')
    g_string_append_printf (data, " · %s", tag);
}

static char *
dup_details (BsStoryItem *item)
{
  const char *author = bs_story_item_get_author (item);
  guint characters = bs_story_item_get_characters (item);
  GString *details = g_string_new (author);

  if (*author != '\0')
    g_string_append (details, " · ");
  g_string_append_printf (details,
                          g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters",
                                       (gulong) characters),
                          characters);
  bs_story_item_foreach (item, BS_FACET_TAG, append_word, details);

  return g_string_free (details, FALSE);
}

static void
ensure_texts (BsStoryRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *page = bs_story_item_get_page (self->item);
  g_autofree char *details = NULL;
  g_autofree char *chip = NULL;
  g_autofree char *description = NULL;

  if (self->texts[TEXT_HEADLINE] != NULL)
    return;

  details = dup_details (self->item);
  chip = dup_chip (self->item, &self->chip);
  self->texts[TEXT_HEADLINE] = make_layout (widget, bs_story_item_get_headline (self->item),
                                            TEXT_HEADLINE);
  self->texts[TEXT_DETAILS] = make_layout (widget, details, TEXT_DETAILS);
  self->texts[TEXT_PAGE] = make_layout (widget, *page != '\0' ? page : "—", TEXT_PAGE);
  self->texts[TEXT_CHIP] = make_layout (widget, chip, TEXT_CHIP);
  pango_layout_set_ellipsize (self->texts[TEXT_HEADLINE], PANGO_ELLIPSIZE_END);
  pango_layout_set_ellipsize (self->texts[TEXT_DETAILS], PANGO_ELLIPSIZE_END);

  description = g_strjoin (" · ", details, *page != '\0' ? page : "—", *chip != '\0' ? chip : NULL,
                           NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
show_item (BsStoryRow *self)
{
  forget_texts (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bs_story_item_get_headline (self->item), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Drawing --- */

/* In the middle of @line. Where the text runs to the left, the line is filled from its right. */
static void
draw_text (BsStoryRow *self, GtkSnapshot *snapshot, Text which, const GdkRectangle *line,
           const GdkRGBA *color)
{
  PangoLayout *layout = self->texts[which];
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle logical;
  int x = line->x;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (mirrored)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - line->x - logical.width;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x - logical.x,
                                                line->y + (line->height - logical.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_pill (BsStoryRow *self, GtkSnapshot *snapshot, const GdkRectangle *area, float radius,
           const GdkRGBA *color)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int x = mirrored ? width - area->x - area->width : area->x;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, area->y, area->width, area->height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, MIN (radius, area->height / 2.0F));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static GdkRGBA
find_color (BsStoryRow *self, const char *name, float alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);
  color.alpha *= alpha;

  return color;
}

static void
draw_chip (BsStoryRow *self, GtkSnapshot *snapshot, int height, int width)
{
  GdkRGBA text = find_color (self, self->chip->color, self->chip->text);
  GdkRGBA background = find_color (self, self->chip->color, self->chip->background);
  int right = gtk_widget_get_width (GTK_WIDGET (self));
  int text_height;
  GdkRectangle pill;

  pango_layout_get_pixel_size (self->texts[TEXT_CHIP], NULL, &text_height);
  pill = (GdkRectangle){ right - width, (height - text_height - 2) / 2, width, text_height + 2 };
  draw_pill (self, snapshot, &pill, CHIP_RADIUS, &background);
  pill.x += CHIP_PADDING;
  draw_text (self, snapshot, TEXT_CHIP, &pill, &text);
}

static void
draw_dot (BsStoryRow *self, GtkSnapshot *snapshot, const GdkRectangle *line)
{
  guint section = bs_story_item_get_place (self->item)->section;
  GdkRGBA color = section > 0
                    ? find_color (self,
                                  section_colors[(section - 1) % G_N_ELEMENTS (section_colors)], 1)
                    : find_color (self, "window_fg_color", 0.3F);
  const GdkRectangle dot = { 0, line->y + (line->height - DOT_SIZE) / 2, DOT_SIZE, DOT_SIZE };

  draw_pill (self, snapshot, &dot, DOT_SIZE / 2.0F, &color);
}

static void
draw_lines (BsStoryRow *self, GtkSnapshot *snapshot)
{
  const Heights *heights = get_heights (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GdkRectangle headline = { 0, 0, width, heights->headline };
  GdkRectangle details = { DOT_SIZE + DOT_GAP, heights->headline + LINE_GAP, width,
                           heights->caption };
  GdkRectangle page = details;
  int chip_width, page_width, right;
  GdkRGBA color, dim;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  dim = color;
  dim.alpha *= high_contrast ? DIM_HIGH_CONTRAST : DIM;
  pango_layout_get_pixel_size (self->texts[TEXT_PAGE], &page_width, NULL);
  pango_layout_get_pixel_size (self->texts[TEXT_CHIP], &chip_width, NULL);
  chip_width = chip_width > 0 ? chip_width + 2 * CHIP_PADDING : 0;
  right = MAX (page_width, chip_width);
  page.x = width - page_width;

  pango_layout_set_width (self->texts[TEXT_HEADLINE],
                          MAX (0, width - right - COLUMN_GAP) * PANGO_SCALE);
  pango_layout_set_width (self->texts[TEXT_DETAILS],
                          MAX (0, width - right - COLUMN_GAP - details.x) * PANGO_SCALE);
  draw_text (self, snapshot, TEXT_HEADLINE, &headline, &color);
  draw_dot (self, snapshot, &details);
  draw_text (self, snapshot, TEXT_DETAILS, &details, &dim);
  draw_text (self, snapshot, TEXT_PAGE, &page, &dim);
  if (chip_width > 0)
    draw_chip (self, snapshot, heights->headline, chip_width);
}

/* The view draws all of its rows, of which one in ten is in sight. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW);
  graphene_rect_t bounds;

  return view == NULL || !gtk_widget_compute_bounds (widget, view, &bounds)
         || (bounds.origin.y + bounds.size.height > 0
             && bounds.origin.y < (float) gtk_widget_get_height (view));
}

static void
bs_story_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsStoryRow *self = BS_STORY_ROW (widget);

  self->skipped = !is_in_sight (widget);
  if (self->skipped || self->item == NULL)
    return;

  ensure_texts (self);
  draw_lines (self, snapshot);
}

static void
bs_story_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size G_GNUC_UNUSED,
                      int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  const Heights *heights = get_heights (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = *natural = heights->headline + LINE_GAP + heights->caption;
    }
}

static void
bs_story_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_story_row_parent_class)->css_changed (widget, change);

  forget_texts (BS_STORY_ROW (widget));
  gtk_widget_queue_draw (widget);
}

static void
bs_story_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (bs_story_row_parent_class)->system_setting_changed (widget, setting);

  forget_texts (BS_STORY_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static gboolean
bs_story_row_query_tooltip (GtkWidget *widget, int x G_GNUC_UNUSED, int y G_GNUC_UNUSED,
                            gboolean keyboard G_GNUC_UNUSED, GtkTooltip *tooltip)
{
  BsStoryRow *self = BS_STORY_ROW (widget);

  if (self->texts[TEXT_HEADLINE] == NULL
      || !pango_layout_is_ellipsized (self->texts[TEXT_HEADLINE]))
    return FALSE;

  gtk_tooltip_set_text (tooltip, bs_story_item_get_headline (self->item));

  return TRUE;
}

static void
bs_story_row_dispose (GObject *object)
{
  BsStoryRow *self = BS_STORY_ROW (object);

  bs_story_row_set_item (self, NULL);
  self->list_item = NULL;

  G_OBJECT_CLASS (bs_story_row_parent_class)->dispose (object);
}

static void
bs_story_row_class_init (BsStoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_story_row_dispose;

  widget_class->measure = bs_story_row_measure;
  widget_class->snapshot = bs_story_row_snapshot;
  widget_class->css_changed = bs_story_row_css_changed;
  widget_class->system_setting_changed = bs_story_row_system_setting_changed;
  widget_class->query_tooltip = bs_story_row_query_tooltip;

  /* Its name is the headline, its description the rest. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
bs_story_row_init (BsStoryRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
bs_story_row_new (GtkListItem *list_item)
{
  BsStoryRow *self = g_object_new (BS_TYPE_STORY_ROW, NULL);

  self->list_item = list_item;

  return GTK_WIDGET (self);
}

GtkListItem *
bs_story_row_get_list_item (BsStoryRow *self)
{
  g_return_val_if_fail (BS_IS_STORY_ROW (self), NULL);

  return self->list_item;
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
  forget_texts (self);
  if (item == NULL)
    return;

  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

void
bs_story_row_moved (BsStoryRow *self)
{
  g_return_if_fail (BS_IS_STORY_ROW (self));

  if (self->skipped)
    gtk_widget_queue_draw (GTK_WIDGET (self));
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
