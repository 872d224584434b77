/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-drawn-row.h"

#include "bs-config.h"

#include <adwaita.h>

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
  TEXT_SIDE,
  TEXT_MORE,
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

static const ChipStyle chips[] = {
  [BS_CHIP_NEUTRAL] = { "window_fg_color", 0.75F, 0.1F },
  [BS_CHIP_ERROR] = { "error_color", 1, 0.14F },
  [BS_CHIP_WARNING] = { "warning_color", 1, 0.14F },
  [BS_CHIP_SUCCESS] = { "success_color", 1, 0.13F },
  [BS_CHIP_ACCENT] = { "accent_color", 1, 0.13F },
};

/* As those of sections, in their order. */
static const char *const dot_colors[] = { "blue_3",   "purple_3", "green_4",
                                          "orange_3", "red_2",    "brown_3" };

typedef struct
{
  GtkListItem *list_item; /* borrowed: it has us */
  GObject *item;
  char *headline;
  PangoLayout *texts[N_TEXTS]; /* NULL until they are drawn */
  BsChipKind chip;
  gboolean has_dot;
  guint dot;
  gboolean skipped; /* out of sight when it was to be drawn */
} BsDrawnRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BsDrawnRow, bs_drawn_row, GTK_TYPE_WIDGET)

static BsDrawnRowPrivate *
get_private (gpointer self)
{
  return bs_drawn_row_get_instance_private (self);
}

/* --- Texts --- */

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, Text which)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (which != TEXT_HEADLINE && which != TEXT_CHIP)
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
forget_texts (BsDrawnRow *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&get_private (self)->texts[i]);
}

static void
set_text (BsDrawnRow *self, Text which, const char *text)
{
  PangoLayout *layout = make_layout (GTK_WIDGET (self), text != NULL ? text : "", which);

  if (which != TEXT_SIDE && which != TEXT_CHIP)
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  get_private (self)->texts[which] = layout;
}

static void
append_part (GString *description, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (description->len > 0)
    g_string_append (description, " · ");
  g_string_append (description, part);
}

static void
describe (BsDrawnRow *self, const BsRowWords *words)
{
  const char *const parts[] = { words->details, words->more, words->side, words->chip };
  g_autoptr (GString) description = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    append_part (description, parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description->str, -1);
}

static void
ensure_texts (BsDrawnRow *self)
{
  BsDrawnRowPrivate *priv = get_private (self);
  BsRowWords words = { 0 };

  if (priv->texts[TEXT_HEADLINE] != NULL)
    return;

  BS_DRAWN_ROW_GET_CLASS (self)->say (self, priv->item, &words);
  set_text (self, TEXT_HEADLINE, priv->headline);
  set_text (self, TEXT_DETAILS, words.details);
  set_text (self, TEXT_SIDE, words.side);
  set_text (self, TEXT_MORE, words.more);
  set_text (self, TEXT_CHIP, words.chip);
  priv->chip = words.chip_kind;
  priv->has_dot = words.has_dot;
  priv->dot = words.dot;
  describe (self, &words);
  g_free (words.details);
  g_free (words.side);
  g_free (words.more);
  g_free (words.chip);
}

/* --- Drawing --- */

/* In the middle of @line. Where the text runs to the left, the line is filled from its right. */
static void
draw_text (BsDrawnRow *self, GtkSnapshot *snapshot, Text which, const GdkRectangle *line,
           const GdkRGBA *color)
{
  PangoLayout *layout = get_private (self)->texts[which];
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
draw_pill (BsDrawnRow *self, GtkSnapshot *snapshot, const GdkRectangle *area, float radius,
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
find_color (BsDrawnRow *self, const char *name, float alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);
  color.alpha *= alpha;

  return color;
}

static void
draw_chip (BsDrawnRow *self, GtkSnapshot *snapshot, int height, int width)
{
  const ChipStyle *chip = &chips[get_private (self)->chip];
  GdkRGBA text = find_color (self, chip->color, chip->text);
  GdkRGBA background = find_color (self, chip->color, chip->background);
  int right = gtk_widget_get_width (GTK_WIDGET (self));
  int text_height;
  GdkRectangle pill;

  pango_layout_get_pixel_size (get_private (self)->texts[TEXT_CHIP], NULL, &text_height);
  pill = (GdkRectangle){ right - width, (height - text_height - 2) / 2, width, text_height + 2 };
  draw_pill (self, snapshot, &pill, CHIP_RADIUS, &background);
  pill.x += CHIP_PADDING;
  draw_text (self, snapshot, TEXT_CHIP, &pill, &text);
}

static void
draw_dot (BsDrawnRow *self, GtkSnapshot *snapshot, const GdkRectangle *line)
{
  guint index = get_private (self)->dot;
  GdkRGBA color = index > 0
                    ? find_color (self, dot_colors[(index - 1) % G_N_ELEMENTS (dot_colors)], 1)
                    : find_color (self, "window_fg_color", 0.3F);
  const GdkRectangle dot = { 0, line->y + (line->height - DOT_SIZE) / 2, DOT_SIZE, DOT_SIZE };

  draw_pill (self, snapshot, &dot, DOT_SIZE / 2.0F, &color);
}

static void
set_width (BsDrawnRow *self, Text which, int width)
{
  pango_layout_set_width (get_private (self)->texts[which], MAX (0, width) * PANGO_SCALE);
}

static void
draw_lines (BsDrawnRow *self, GtkSnapshot *snapshot)
{
  BsDrawnRowPrivate *priv = get_private (self);
  const Heights *heights = get_heights (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GdkRectangle headline = { 0, 0, width, heights->headline };
  GdkRectangle details = { priv->has_dot ? DOT_SIZE + DOT_GAP : 0, heights->headline + LINE_GAP,
                           width, heights->caption };
  GdkRectangle more = { 0, details.y + heights->caption + LINE_GAP, width, heights->caption };
  GdkRectangle side = details;
  gboolean has_more = BS_DRAWN_ROW_GET_CLASS (self)->has_more;
  int chip_width, side_width, right;
  GdkRGBA color, dim;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  dim = color;
  dim.alpha *= high_contrast ? DIM_HIGH_CONTRAST : DIM;
  pango_layout_get_pixel_size (priv->texts[TEXT_SIDE], &side_width, NULL);
  pango_layout_get_pixel_size (priv->texts[TEXT_CHIP], &chip_width, NULL);
  chip_width = chip_width > 0 ? chip_width + 2 * CHIP_PADDING : 0;
  /* Of two lines, both end at the same place. */
  right = has_more ? side_width : MAX (side_width, chip_width);
  side.x = width - side_width;

  set_width (self, TEXT_HEADLINE, width - (has_more ? chip_width : right) - COLUMN_GAP);
  set_width (self, TEXT_DETAILS, width - right - COLUMN_GAP - details.x);
  set_width (self, TEXT_MORE, width);
  draw_text (self, snapshot, TEXT_HEADLINE, &headline, &color);
  if (priv->has_dot)
    draw_dot (self, snapshot, &details);
  draw_text (self, snapshot, TEXT_DETAILS, &details, &dim);
  draw_text (self, snapshot, TEXT_SIDE, &side, &dim);
  if (has_more)
    draw_text (self, snapshot, TEXT_MORE, &more, &dim);
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
bs_drawn_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsDrawnRow *self = BS_DRAWN_ROW (widget);
  BsDrawnRowPrivate *priv = get_private (self);

  priv->skipped = !is_in_sight (widget);
  if (priv->skipped || priv->item == NULL)
    return;

  ensure_texts (self);
  draw_lines (self, snapshot);
}

static void
bs_drawn_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size G_GNUC_UNUSED,
                      int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  const Heights *heights = get_heights (widget);
  int lines = BS_DRAWN_ROW_GET_CLASS (widget)->has_more ? 2 : 1;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = *natural = heights->headline + lines * (LINE_GAP + heights->caption);
    }
}

static void
bs_drawn_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_drawn_row_parent_class)->css_changed (widget, change);

  forget_texts (BS_DRAWN_ROW (widget));
  gtk_widget_queue_draw (widget);
}

static void
bs_drawn_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (bs_drawn_row_parent_class)->system_setting_changed (widget, setting);

  forget_texts (BS_DRAWN_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static gboolean
bs_drawn_row_query_tooltip (GtkWidget *widget, int x G_GNUC_UNUSED, int y G_GNUC_UNUSED,
                            gboolean keyboard G_GNUC_UNUSED, GtkTooltip *tooltip)
{
  BsDrawnRowPrivate *priv = get_private (widget);

  if (priv->texts[TEXT_HEADLINE] == NULL
      || !pango_layout_is_ellipsized (priv->texts[TEXT_HEADLINE]))
    return FALSE;

  gtk_tooltip_set_text (tooltip, priv->headline);

  return TRUE;
}

static void
bs_drawn_row_dispose (GObject *object)
{
  BsDrawnRowPrivate *priv = get_private (object);

  bs_drawn_row_set_item (BS_DRAWN_ROW (object), NULL);
  g_clear_pointer (&priv->headline, g_free);
  priv->list_item = NULL;

  G_OBJECT_CLASS (bs_drawn_row_parent_class)->dispose (object);
}

static void
bs_drawn_row_class_init (BsDrawnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_drawn_row_dispose;

  widget_class->measure = bs_drawn_row_measure;
  widget_class->snapshot = bs_drawn_row_snapshot;
  widget_class->css_changed = bs_drawn_row_css_changed;
  widget_class->system_setting_changed = bs_drawn_row_system_setting_changed;
  widget_class->query_tooltip = bs_drawn_row_query_tooltip;

  /* Its name is the headline, its description the rest. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
bs_drawn_row_init (BsDrawnRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkListItem *
bs_drawn_row_get_list_item (BsDrawnRow *self)
{
  g_return_val_if_fail (BS_IS_DRAWN_ROW (self), NULL);

  return get_private (self)->list_item;
}

void
bs_drawn_row_set_list_item (BsDrawnRow *self, GtkListItem *list_item)
{
  g_return_if_fail (BS_IS_DRAWN_ROW (self));

  get_private (self)->list_item = list_item;
}

gpointer
bs_drawn_row_get_item (BsDrawnRow *self)
{
  g_return_val_if_fail (BS_IS_DRAWN_ROW (self), NULL);

  return get_private (self)->item;
}

void
bs_drawn_row_refresh (BsDrawnRow *self)
{
  BsDrawnRowPrivate *priv;
  const char *headline;

  g_return_if_fail (BS_IS_DRAWN_ROW (self));

  priv = get_private (self);
  forget_texts (self);
  if (priv->item == NULL)
    return;

  headline = BS_DRAWN_ROW_GET_CLASS (self)->get_headline (priv->item);
  if (g_strcmp0 (priv->headline, headline) != 0)
    {
      g_free (priv->headline);
      priv->headline = g_strdup (headline);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bs_drawn_row_set_item (BsDrawnRow *self, gpointer item)
{
  BsDrawnRowPrivate *priv;

  g_return_if_fail (BS_IS_DRAWN_ROW (self));

  priv = get_private (self);
  if (priv->item == item)
    return;
  if (priv->item != NULL)
    g_signal_handlers_disconnect_by_data (priv->item, self);
  g_set_object (&priv->item, item);
  if (item != NULL)
    g_signal_connect_swapped (item, BS_DRAWN_ROW_GET_CLASS (self)->changed,
                              G_CALLBACK (bs_drawn_row_refresh), self);
  bs_drawn_row_refresh (self);
}

void
bs_drawn_row_moved (BsDrawnRow *self)
{
  g_return_if_fail (BS_IS_DRAWN_ROW (self));

  if (get_private (self)->skipped)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
