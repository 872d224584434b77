/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-wrap-layout.h"

#include "bs-config.h"

/* Where nobody says how wide it is to be, a line is at most so long. */
#define NATURAL_WIDTH 300 /* pixels */

struct _BsWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int longest; /* natural length of a line */
};

G_DEFINE_FINAL_TYPE (BsWrapLayout, bs_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  PROP_LONGEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
bs_wrap_layout_get_request_mode (GtkLayoutManager *manager G_GNUC_UNUSED,
                                 GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Lays out for @width, and there for real if @place. Returns the height. */
static int
flow (BsWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural, wide, high;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      wide = MAX (minimum, MIN (natural, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
      if (x > 0 && x + wide > width)
        {
          x = 0;
          y += line_height + self->spacing;
          line_height = 0;
        }
      if (place)
        gtk_widget_size_allocate (
          child, &(GtkAllocation){ mirrored ? width - x - wide : x, y, wide, high }, -1);
      x += wide + self->spacing;
      line_height = MAX (line_height, high);
    }

  return y + line_height;
}

static void
bs_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                        int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  BsWrapLayout *self = BS_WRAP_LAYOUT (manager);
  int widest = 0;
  int all = 0;
  int wish;

  *minimum_baseline = -1;
  *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      widest = MAX (widest, child_minimum);
      all += child_natural + (all > 0 ? self->spacing : 0);
    }

  wish = MAX (widest, MIN (all, self->longest));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = wish;
    }
  else
    {
      *minimum = *natural = flow (self, widget, for_size < 0 ? wish : for_size, FALSE);
    }
}

static void
bs_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width,
                         int height G_GNUC_UNUSED, int baseline G_GNUC_UNUSED)
{
  flow (BS_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
bs_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsWrapLayout *self = BS_WRAP_LAYOUT (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else if (id == PROP_LONGEST)
    g_value_set_int (value, self->longest);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsWrapLayout *self = BS_WRAP_LAYOUT (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else if (id == PROP_LONGEST)
    self->longest = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
bs_wrap_layout_class_init (BsWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = bs_wrap_layout_get_property;
  object_class->set_property = bs_wrap_layout_set_property;
  manager_class->get_request_mode = bs_wrap_layout_get_request_mode;
  manager_class->measure = bs_wrap_layout_measure;
  manager_class->allocate = bs_wrap_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 6,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LONGEST] = g_param_spec_int ("longest", NULL, NULL, 0, G_MAXINT, NATURAL_WIDTH,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bs_wrap_layout_init (BsWrapLayout *self)
{
  self->spacing = 6;
  self->longest = NATURAL_WIDTH;
}
