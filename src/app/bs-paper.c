/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-paper.h"

#include "bs-config.h"

/* Width to height of a broadsheet page, until the page itself is known. */
#define USUAL_RATIO 0.709

struct _BsPaper
{
  GtkWidget parent_instance;

  int height;
  gboolean ghost;
  GdkTexture *texture;
  BsPageFormat *format;
};

G_DEFINE_FINAL_TYPE (BsPaper, bs_paper, GTK_TYPE_WIDGET)

enum
{
  PROP_HEIGHT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static double
get_ratio (BsPaper *self)
{
  if (self->texture != NULL)
    return gdk_texture_get_width (self->texture) / (double) gdk_texture_get_height (self->texture);
  if (self->format != NULL)
    return self->format->width / (double) self->format->height;

  return USUAL_RATIO;
}

static void
bs_paper_measure (GtkWidget *widget, GtkOrientation orientation, int for_size G_GNUC_UNUSED,
                  int *minimum, int *natural, int *minimum_baseline G_GNUC_UNUSED,
                  int *natural_baseline G_GNUC_UNUSED)
{
  BsPaper *self = BS_PAPER (widget);

  *minimum = self->height;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = (int) (self->height * MIN (1.0, get_ratio (self)) + 0.5);
  *natural = *minimum;
}

static graphene_rect_t
to_rect (const BsRect *rect, const graphene_rect_t *page, const BsPageFormat *format)
{
  double scale = page->size.height / (double) format->height;

  return GRAPHENE_RECT_INIT ((float) (page->origin.x + rect->x * scale),
                             (float) (page->origin.y + rect->y * scale),
                             (float) (rect->width * scale), (float) (rect->height * scale));
}

/* The type area's columns, with the place of the masthead above. */
static void
draw_format (BsPaper *self, GtkSnapshot *snapshot, const graphene_rect_t *page)
{
  static const GdkRGBA column = { 0.208f, 0.518f, 0.894f, 0.22f };
  static const GdkRGBA head = { 0.208f, 0.518f, 0.894f, 0.55f };
  const BsPageFormat *format = self->format;
  BsUnit top = bs_page_format_get_line_y (format, format->masthead_lines);
  BsRect masthead = { format->type_area.x, format->type_area.y, format->type_area.width,
                      MAX (0, top - format->type_area.y - format->line_height) };
  graphene_rect_t rect = to_rect (&masthead, page, format);

  gtk_snapshot_append_color (snapshot, &head, &rect);
  for (guint i = 0; i < format->n_columns; i++)
    {
      BsRect one = { bs_page_format_get_column_x (format, i), top,
                     bs_page_format_get_columns_width (format, 1),
                     bs_rect_bottom (&format->type_area) - top };

      rect = to_rect (&one, page, format);
      gtk_snapshot_append_color (snapshot, &column, &rect);
    }
}

static void
bs_paper_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA edge = { 0, 0, 0, 0.15f };
  static const GdkRGBA shadow = { 0, 0, 0, 0.22f };
  static const GdkRGBA ghost = { 0.5f, 0.5f, 0.5f, 0.12f };
  BsPaper *self = BS_PAPER (widget);
  float height = (float) self->height;
  float width = (float) (self->height * get_ratio (self));
  float room = (float) gtk_widget_get_width (widget);
  graphene_rect_t page;
  GskRoundedRect outline;

  if (width > room)
    {
      height *= room / width;
      width = room;
    }
  graphene_rect_init (&page, (float) (int) ((room - width) / 2),
                      (float) (int) ((float) gtk_widget_get_height (widget) - height), width,
                      height);
  gsk_rounded_rect_init_from_rect (&outline, &page, 1);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 0, 1, 0);
  if (self->ghost)
    {
      gtk_snapshot_append_color (snapshot, &ghost, &page);
      return;
    }
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 2, 0, 5);
  gtk_snapshot_append_color (snapshot, &white, &page);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &page);
  else if (self->format != NULL)
    draw_format (self, snapshot, &page);
}

static void
bs_paper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_HEIGHT:
      g_value_set_int (value, BS_PAPER (object)->height);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_paper_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_HEIGHT:
      BS_PAPER (object)->height = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_paper_finalize (GObject *object)
{
  g_clear_object (&BS_PAPER (object)->texture);
  g_clear_pointer (&BS_PAPER (object)->format, bs_page_format_unref);

  G_OBJECT_CLASS (bs_paper_parent_class)->finalize (object);
}

static void
bs_paper_class_init (BsPaperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bs_paper_get_property;
  object_class->set_property = bs_paper_set_property;
  object_class->finalize = bs_paper_finalize;
  GTK_WIDGET_CLASS (klass)->measure = bs_paper_measure;
  GTK_WIDGET_CLASS (klass)->snapshot = bs_paper_snapshot;

  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 16, 2048, 190,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bs_paper_init (BsPaper *self)
{
}

GtkWidget *
bs_paper_new (int height)
{
  return g_object_new (BS_TYPE_PAPER, "height", height, NULL);
}

void
bs_paper_show_texture (BsPaper *self, GdkTexture *texture)
{
  g_return_if_fail (BS_IS_PAPER (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
bs_paper_show_format (BsPaper *self, const BsPageFormat *format)
{
  g_return_if_fail (BS_IS_PAPER (self));

  g_clear_pointer (&self->format, bs_page_format_unref);
  if (format != NULL)
    self->format = bs_page_format_ref ((BsPageFormat *) format);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
bs_paper_set_ghost (BsPaper *self, gboolean ghost)
{
  g_return_if_fail (BS_IS_PAPER (self));

  self->ghost = ghost;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
