/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-adaptive-bin.h"

#include "bs-config.h"

/* The narrowest a phone's screen is, in logical pixels (GNOME HIG, "Adaptive"). */
#define FLOOR 360

struct _BsAdaptiveBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  guint level;
  int needed[BS_ADAPTIVE_BIN_MOST]; /* width that the child wanted at each level that was left */
  int wanted;                       /* level, from the source; -1: none */
  guint source;
};

static void bs_adaptive_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsAdaptiveBin, bs_adaptive_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      bs_adaptive_bin_buildable_init))

enum
{
  PROP_LEVEL = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable;

static gboolean
change_level (gpointer data)
{
  BsAdaptiveBin *self = data;

  self->source = 0;
  self->level = (guint) self->wanted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
want_level (BsAdaptiveBin *self, guint level)
{
  self->wanted = (int) level;
  if (self->source == 0)
    self->source = g_idle_add_full (GDK_PRIORITY_REDRAW - 10, change_level, self, NULL);
}

static int
measure_child (BsAdaptiveBin *self)
{
  int least;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);

  return least;
}

static void
bs_adaptive_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  BsAdaptiveBin *self = BS_ADAPTIVE_BIN (widget);

  *minimum_baseline = -1;
  *natural_baseline = -1;
  *minimum = 0;
  *natural = 0;
  if (self->child == NULL)
    return;

  /* The child may be given more width than there is, see below. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, measure_child (self));
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->level < BS_ADAPTIVE_BIN_MOST)
    *minimum = MIN (*minimum, FLOOR);
}

static void
bs_adaptive_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BsAdaptiveBin *self = BS_ADAPTIVE_BIN (widget);
  int least;

  if (self->child == NULL)
    return;

  least = measure_child (self);
  if (width < least && self->level < BS_ADAPTIVE_BIN_MOST)
    {
      self->needed[self->level] = least;
      want_level (self, self->level + 1);
    }
  else if (self->level > 0 && width >= self->needed[self->level - 1])
    {
      want_level (self, self->level - 1);
    }

  /* Until the level has changed, what does not fit is cut off: a frame at most. */
  gtk_widget_allocate (self->child, MAX (width, least), height, baseline, NULL);
}

static void
bs_adaptive_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LEVEL)
    g_value_set_uint (value, BS_ADAPTIVE_BIN (object)->level);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_adaptive_bin_dispose (GObject *object)
{
  BsAdaptiveBin *self = BS_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_adaptive_bin_parent_class)->dispose (object);
}

static void
bs_adaptive_bin_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                           const char *type)
{
  BsAdaptiveBin *self = BS_ADAPTIVE_BIN (buildable);

  if (GTK_IS_WIDGET (child) && self->child == NULL)
    {
      self->child = GTK_WIDGET (child);
      gtk_widget_set_parent (self->child, GTK_WIDGET (self));
    }
  else
    {
      parent_buildable->add_child (buildable, builder, child, type);
    }
}

static void
bs_adaptive_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = bs_adaptive_bin_add_child;
}

static void
bs_adaptive_bin_class_init (BsAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_adaptive_bin_get_property;
  object_class->dispose = bs_adaptive_bin_dispose;
  widget_class->measure = bs_adaptive_bin_measure;
  widget_class->size_allocate = bs_adaptive_bin_size_allocate;

  properties[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, BS_ADAPTIVE_BIN_MOST, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bs_adaptive_bin_init (BsAdaptiveBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

guint
bs_adaptive_bin_get_level (BsAdaptiveBin *self)
{
  g_return_val_if_fail (BS_IS_ADAPTIVE_BIN (self), 0);

  return self->level;
}
