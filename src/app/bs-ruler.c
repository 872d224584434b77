/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-ruler.h"

#include "bs-config.h"

#include <math.h>

#define LEAST_THICKNESS 20
/* Ticks nearer than this run together, pixels. */
#define LEAST_TICK 4.0
/* The widest number a page has. */
#define WIDEST 100
#define SHORT_TICK 4
#define LONG_TICK 7

struct _BsRuler
{
  GtkWidget parent_instance;

  GtkOrientation orientation;
  BsCanvas *canvas;   /* borrowed: its sibling */
  GPtrArray *numbers; /* of PangoLayout, by number; NULL: not made yet */
  int thickness;      /* with room for a number in the user's text size; 0: not measured */
};

G_DEFINE_FINAL_TYPE (BsRuler, bs_ruler, GTK_TYPE_WIDGET)

/* One stretch of equal steps: the characters of a column, or the lines of the page. */
typedef struct
{
  double start; /* widget pixels */
  double pitch;
  guint n;
} Scale;

static gboolean
is_flat (BsRuler *self)
{
  return self->orientation == GTK_ORIENTATION_HORIZONTAL;
}

static PangoLayout *
get_number (BsRuler *self, guint number)
{
  g_autofree char *text = NULL;
  PangoAttrList *attributes;

  if (number >= self->numbers->len)
    g_ptr_array_set_size (self->numbers, (int) number + 1);
  if (g_ptr_array_index (self->numbers, number) != NULL)
    return g_ptr_array_index (self->numbers, number);

  text = g_strdup_printf ("%u", number);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.7));
  g_ptr_array_index (self->numbers, number) = gtk_widget_create_pango_layout (GTK_WIDGET (self),
                                                                              text);
  pango_layout_set_attributes (g_ptr_array_index (self->numbers, number), attributes);
  pango_attr_list_unref (attributes);

  return g_ptr_array_index (self->numbers, number);
}

static void
get_number_size (BsRuler *self, int *width, int *height)
{
  pango_layout_get_pixel_size (get_number (self, WIDEST), width, height);
}

/* Numbers stand beside the long ticks on the upright ruler, above them on the other. */
static int
get_thickness (BsRuler *self)
{
  if (self->thickness == 0)
    {
      int width;
      int height;

      get_number_size (self, &width, &height);
      self->thickness = MAX (LEAST_THICKNESS,
                             LONG_TICK + 1 + (is_flat (self) ? height - height / 4 : width));
    }

  return self->thickness;
}

static void
append_tick (BsRuler *self, GtkSnapshot *snapshot, double at, int length, const GdkRGBA *color)
{
  float position = (float) floor (at);
  float from = (float) (get_thickness (self) - length);

  if (is_flat (self))
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT (position, from, 1, (float) length));
  else
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT (from, position, (float) length, 1));
}

static void
append_number (BsRuler *self, GtkSnapshot *snapshot, double at, guint number, const GdkRGBA *color)
{
  PangoLayout *layout = get_number (self, number);
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  if (is_flat (self))
    gtk_snapshot_translate (snapshot,
                            &GRAPHENE_POINT_INIT ((float) floor (at) - (float) width / 2, 1));
  else
    gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (MAX (0, (float) (get_thickness (self) - LONG_TICK - width)) / 2,
                            (float) floor (at) - (float) height / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Numbers by fives, tens, twenties, as far apart as they need to be. */
static guint
choose_interval (BsRuler *self, double pitch)
{
  static const guint intervals[] = { 5, 10, 20, 50 };
  int width;
  int height;

  get_number_size (self, &width, &height);
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    if (pitch * intervals[i] >= width + 6)
      return intervals[i];

  return 100;
}

static void
append_scale (BsRuler *self, GtkSnapshot *snapshot, const Scale *scale, const GdkRGBA *color)
{
  guint interval = choose_interval (self, scale->pitch);
  guint tick = scale->pitch >= LEAST_TICK ? 1 : interval <= 10 ? 5 : interval / 2;
  double extent = is_flat (self) ? gtk_widget_get_width (GTK_WIDGET (self))
                                 : gtk_widget_get_height (GTK_WIDGET (self));

  for (guint i = 0; i <= scale->n; i += tick)
    {
      double at = scale->start + i * scale->pitch;

      if (at < -get_thickness (self) || at > extent + get_thickness (self))
        continue;
      append_tick (self, snapshot, at, i % interval == 0 ? LONG_TICK : SHORT_TICK, color);
      if (i % interval == 0 && i > 0)
        append_number (self, snapshot, at, i, color);
    }
}

static void
append_box (BsRuler *self, GtkSnapshot *snapshot, const BsCanvasView *view)
{
  static const GdkRGBA tint = { 0.208f, 0.518f, 0.894f, 0.28f };
  float thickness = (float) get_thickness (self);
  double from = is_flat (self) ? view->x + bs_unit_to_points (view->rect.x) * view->zoom
                               : view->y + bs_unit_to_points (view->rect.y) * view->zoom;
  double length = bs_unit_to_points (is_flat (self) ? view->rect.width : view->rect.height)
                  * view->zoom;

  if (is_flat (self))
    gtk_snapshot_append_color (snapshot, &tint,
                               &GRAPHENE_RECT_INIT ((float) from, 0, (float) length, thickness));
  else
    gtk_snapshot_append_color (snapshot, &tint,
                               &GRAPHENE_RECT_INIT (0, (float) from, thickness, (float) length));
}

static void
append_scales (BsRuler *self, GtkSnapshot *snapshot, const BsCanvasView *view, const GdkRGBA *color)
{
  const BsPageFormat *format = view->format;
  Scale scale;

  if (!is_flat (self))
    {
      scale = (Scale){ view->y + bs_unit_to_points (format->type_area.y) * view->zoom,
                       bs_unit_to_points (format->line_height) * view->zoom, format->n_lines };
      append_scale (self, snapshot, &scale, color);
      return;
    }
  for (guint i = 0; i < format->n_columns; i++)
    {
      scale = (Scale){ view->x
                         + bs_unit_to_points (bs_page_format_get_column_x (format, i)) * view->zoom,
                       bs_unit_to_points (format->em) * view->zoom, format->column_characters };
      append_scale (self, snapshot, &scale, color);
    }
}

static void
bs_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA pointer = { 0.878f, 0.106f, 0.141f, 1 };
  BsRuler *self = BS_RULER (widget);
  BsCanvasView view;
  GdkRGBA color;

  if (self->canvas == NULL)
    return;
  bs_canvas_get_view (self->canvas, &view);
  if (view.format == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.6f;
  if (view.box)
    append_box (self, snapshot, &view);
  append_scales (self, snapshot, &view, &color);
  if (view.pointer)
    append_tick (self, snapshot, is_flat (self) ? view.pointer_x : view.pointer_y,
                 get_thickness (self), &pointer);
}

static void
bs_ruler_measure (GtkWidget *widget, GtkOrientation orientation, int for_size G_GNUC_UNUSED,
                  int *minimum, int *natural, int *minimum_baseline G_GNUC_UNUSED,
                  int *natural_baseline G_GNUC_UNUSED)
{
  BsRuler *self = BS_RULER (widget);

  *minimum = orientation == self->orientation ? 0 : get_thickness (self);
  *natural = *minimum;
}

static void
bs_ruler_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  BsRuler *self = BS_RULER (widget);

  int thickness = self->thickness;

  g_ptr_array_set_size (self->numbers, 0);
  self->thickness = 0;
  if (get_thickness (self) != thickness)
    gtk_widget_queue_resize (widget);

  GTK_WIDGET_CLASS (bs_ruler_parent_class)->css_changed (widget, change);
}

static void
bs_ruler_dispose (GObject *object)
{
  BsRuler *self = BS_RULER (object);

  bs_ruler_follow (self, NULL);

  G_OBJECT_CLASS (bs_ruler_parent_class)->dispose (object);
}

static void
bs_ruler_finalize (GObject *object)
{
  g_clear_pointer (&BS_RULER (object)->numbers, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_ruler_parent_class)->finalize (object);
}

static void
bs_ruler_class_init (BsRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_ruler_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_ruler_finalize;
  widget_class->snapshot = bs_ruler_snapshot;
  widget_class->measure = bs_ruler_measure;
  widget_class->css_changed = bs_ruler_css_changed;

  gtk_widget_class_set_css_name (widget_class, "ruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
unref_layout (gpointer layout)
{
  g_clear_object (&layout);
}

static void
bs_ruler_init (BsRuler *self)
{
  self->numbers = g_ptr_array_new_with_free_func (unref_layout);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
bs_ruler_new (GtkOrientation orientation)
{
  BsRuler *self = g_object_new (BS_TYPE_RULER, NULL);

  self->orientation = orientation;

  return GTK_WIDGET (self);
}

void
bs_ruler_follow (BsRuler *self, BsCanvas *canvas)
{
  g_return_if_fail (BS_IS_RULER (self));

  if (self->canvas == canvas)
    return;

  if (self->canvas != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->canvas, self);
      g_object_remove_weak_pointer (G_OBJECT (self->canvas), (gpointer *) &self->canvas);
    }
  self->canvas = canvas;
  if (canvas != NULL)
    {
      g_signal_connect_object (canvas, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                               G_CONNECT_SWAPPED);
      g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &self->canvas);
    }
}
