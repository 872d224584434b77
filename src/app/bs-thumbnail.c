/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-thumbnail.h"

#include "bs-config.h"
#include "bs-texture-job.h"

/* Width to height of a broadsheet page (390 × 550 mm), until the page itself is known. */
#define USUAL_RATIO 0.709
/* Typing changes a page many times a second; its small picture need not follow each time. */
#define DELAY_MILLISECONDS 150
/* The page on the canvas comes first. */
#define FIRST_DELAY_MILLISECONDS 250

struct _BsThumbnail
{
  GtkWidget parent_instance;

  int size;
  BsDisplayList *list;
  BsRenderer *renderer;
  GdkTexture *texture;
  GCancellable *cancellable;
  guint source;
};

G_DEFINE_FINAL_TYPE (BsThumbnail, bs_thumbnail, GTK_TYPE_WIDGET)

enum
{
  PROP_SIZE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static double
get_ratio (BsThumbnail *self)
{
  if (self->list == NULL)
    return USUAL_RATIO;

  return bs_display_list_get_width (self->list) / (double) bs_display_list_get_height (self->list);
}

static void
drawn (GdkTexture *texture, gpointer data)
{
  BsThumbnail *self = data;

  g_clear_object (&self->cancellable);
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
start (gpointer data)
{
  BsThumbnail *self = data;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsTextureRequest request = { self->renderer, self->list, { 0 }, 0, 0, 0 };

  self->source = 0;
  if (self->list == NULL)
    return G_SOURCE_REMOVE;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  request.area.width = bs_display_list_get_width (self->list);
  request.area.height = bs_display_list_get_height (self->list);
  request.height = MAX (1, self->size * factor);
  request.width = MAX (1, (int) (self->size * factor * get_ratio (self) + 0.5));
  request.scale = request.height / bs_unit_to_points (request.area.height);
  bs_texture_job_push (&request, self->cancellable, drawn, g_object_ref (self), g_object_unref);

  return G_SOURCE_REMOVE;
}

static void
schedule (BsThumbnail *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (self->texture == NULL ? FIRST_DELAY_MILLISECONDS
                                                        : DELAY_MILLISECONDS,
                                  start, self);
}

static void
bs_thumbnail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size G_GNUC_UNUSED,
                      int *minimum, int *natural, int *minimum_baseline G_GNUC_UNUSED,
                      int *natural_baseline G_GNUC_UNUSED)
{
  BsThumbnail *self = BS_THUMBNAIL (widget);
  int size = self->size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    size = (int) (size * get_ratio (self) + 0.5);
  *minimum = size;
  *natural = size;
}

static void
bs_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA edge = { 0, 0, 0, 0.15f };
  static const GdkRGBA shadow = { 0, 0, 0, 0.2f };
  BsThumbnail *self = BS_THUMBNAIL (widget);
  float width = (float) (self->size * get_ratio (self));
  float height = (float) self->size;
  graphene_rect_t page;
  GskRoundedRect outline;

  graphene_rect_init (&page, (float) (int) ((gtk_widget_get_width (widget) - width) / 2),
                      (float) (int) ((gtk_widget_get_height (widget) - height) / 2), width, height);
  gsk_rounded_rect_init_from_rect (&outline, &page, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 0, 1, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 0, 3);
  gtk_snapshot_append_color (snapshot, &white, &page);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &page);
}

static void
bs_thumbnail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SIZE:
      g_value_set_int (value, BS_THUMBNAIL (object)->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_thumbnail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SIZE:
      BS_THUMBNAIL (object)->size = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_thumbnail_dispose (GObject *object)
{
  BsThumbnail *self = BS_THUMBNAIL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  g_clear_object (&self->renderer);
  g_clear_pointer (&self->list, bs_display_list_unref);

  G_OBJECT_CLASS (bs_thumbnail_parent_class)->dispose (object);
}

static void
bs_thumbnail_class_init (BsThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_thumbnail_get_property;
  object_class->set_property = bs_thumbnail_set_property;
  object_class->dispose = bs_thumbnail_dispose;
  widget_class->measure = bs_thumbnail_measure;
  widget_class->snapshot = bs_thumbnail_snapshot;

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 16, 2048, 118,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                              | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bs_thumbnail_init (BsThumbnail *self)
{
}

GtkWidget *
bs_thumbnail_new (int size)
{
  return g_object_new (BS_TYPE_THUMBNAIL, "size", size, NULL);
}

void
bs_thumbnail_show (BsThumbnail *self, BsDisplayList *list, BsRenderer *renderer)
{
  double ratio;

  g_return_if_fail (BS_IS_THUMBNAIL (self));

  if (list == self->list)
    return;

  ratio = get_ratio (self);
  if (list != NULL)
    bs_display_list_ref (list);
  g_clear_pointer (&self->list, bs_display_list_unref);
  self->list = list;
  g_set_object (&self->renderer, renderer);
  if (list == NULL)
    g_clear_object (&self->texture);
  if (get_ratio (self) != ratio)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  schedule (self);
}
