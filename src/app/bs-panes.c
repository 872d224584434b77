/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-panes.h"

#include "bs-config.h"
#include "bs-settings.h"

struct _BsPanes
{
  GtkWidget parent_instance;

  GtkPaned *outer;
  GtkPaned *inner;

  /* Borrowed from the two above */
  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *inspector;

  int sidebar_width;
  int inspector_width;
  gboolean placed; /* the inspector had its first width */
  gboolean show_sidebar;
  gboolean show_inspector;
  guint level;
};

G_DEFINE_FINAL_TYPE (BsPanes, bs_panes, GTK_TYPE_WIDGET)

enum
{
  PROP_SIDEBAR = 1,
  PROP_CONTENT,
  PROP_INSPECTOR,
  PROP_SIDEBAR_WIDTH,
  PROP_INSPECTOR_WIDTH,
  PROP_SHOW_SIDEBAR,
  PROP_SHOW_INSPECTOR,
  PROP_LEVEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The inspector's width is what a paned does not keep: it keeps its start child's. */
static gboolean
place_inspector (gpointer data)
{
  BsPanes *self = data;
  int most;
  int least;

  if (self->inner == NULL)
    return G_SOURCE_REMOVE;

  g_object_get (self->inner, "max-position", &most, NULL);
  gtk_widget_measure (self->inspector, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (most > 0 && most < G_MAXINT)
    gtk_paned_set_position (self->inner, MAX (0, most - MAX (0, self->inspector_width - least)));

  return G_SOURCE_REMOVE;
}

/* The first size is known; the place cannot be changed while it is being given. */
static void
inner_sized (BsPanes *self)
{
  int most;

  g_object_get (self->inner, "max-position", &most, NULL);
  if (self->placed || most <= 0 || most == G_MAXINT || !self->show_inspector)
    return;

  self->placed = TRUE;
  g_idle_add_full (GDK_PRIORITY_REDRAW - 10, place_inspector, g_object_ref (self), g_object_unref);
}

static void
remember_widths (BsPanes *self)
{
  int whole = gtk_widget_get_width (GTK_WIDGET (self->inner));

  if (self->level > 0)
    return;
  if (self->sidebar != NULL && gtk_widget_get_visible (self->sidebar))
    bs_settings_set_int ("sidebar-width", gtk_paned_get_position (self->outer));
  if (gtk_widget_get_visible (self->inspector) && self->placed)
    bs_settings_set_int ("inspector-width", whole - gtk_paned_get_position (self->inner));
}

static void
update (BsPanes *self)
{
  gboolean sidebar = self->sidebar != NULL && self->show_sidebar;
  gboolean content = !(self->level >= 1 && self->show_inspector) && !(self->level >= 2 && sidebar);
  gboolean inspector = self->show_inspector && !(self->level >= 2 && sidebar);

  if (self->inner == NULL)
    return;

  if (self->sidebar != NULL)
    gtk_widget_set_visible (self->sidebar, self->show_sidebar);
  gtk_widget_set_visible (self->content, content);
  gtk_widget_set_visible (self->inspector, inspector);
  gtk_widget_set_visible (GTK_WIDGET (self->inner), content || inspector);
}

static void
bs_panes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsPanes *self = BS_PANES (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    case PROP_SHOW_INSPECTOR:
      g_value_set_boolean (value, self->show_inspector);
      break;
    case PROP_LEVEL:
      g_value_set_uint (value, self->level);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsPanes *self = BS_PANES (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      self->sidebar = g_value_get_object (value);
      gtk_paned_set_start_child (self->outer, self->sidebar);
      break;
    case PROP_CONTENT:
      self->content = g_value_get_object (value);
      gtk_paned_set_start_child (self->inner, self->content);
      break;
    case PROP_INSPECTOR:
      self->inspector = g_value_get_object (value);
      gtk_paned_set_end_child (self->inner, self->inspector);
      break;
    case PROP_SIDEBAR_WIDTH:
      self->sidebar_width = g_value_get_int (value);
      break;
    case PROP_INSPECTOR_WIDTH:
      self->inspector_width = g_value_get_int (value);
      break;
    case PROP_SHOW_SIDEBAR:
      self->show_sidebar = g_value_get_boolean (value);
      update (self);
      break;
    case PROP_SHOW_INSPECTOR:
      self->show_inspector = g_value_get_boolean (value);
      update (self);
      break;
    case PROP_LEVEL:
      self->level = g_value_get_uint (value);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_panes_constructed (GObject *object)
{
  BsPanes *self = BS_PANES (object);

  G_OBJECT_CLASS (bs_panes_parent_class)->constructed (object);

  self->sidebar_width = bs_settings_get_int ("sidebar-width", self->sidebar_width);
  self->inspector_width = bs_settings_get_int ("inspector-width", self->inspector_width);
  gtk_paned_set_position (self->outer, self->sidebar_width);
  update (self);
}

static void
bs_panes_unmap (GtkWidget *widget)
{
  remember_widths (BS_PANES (widget));

  GTK_WIDGET_CLASS (bs_panes_parent_class)->unmap (widget);
}

static void
bs_panes_dispose (GObject *object)
{
  BsPanes *self = BS_PANES (object);

  if (self->outer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->outer));
  self->outer = NULL;
  self->inner = NULL;

  G_OBJECT_CLASS (bs_panes_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *const widgets[] = { "sidebar", "content", "inspector" };
  static const char *const widths[] = { "sidebar-width", "inspector-width" };
  static const char *const shown[] = { "show-sidebar", "show-inspector" };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    properties[PROP_SIDEBAR + i] = g_param_spec_object (widgets[i], NULL, NULL, GTK_TYPE_WIDGET,
                                                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                          | G_PARAM_STATIC_STRINGS);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    properties[PROP_SIDEBAR_WIDTH + i] = g_param_spec_int (widths[i], NULL, NULL, 0, 2000, 300,
                                                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                             | G_PARAM_STATIC_STRINGS);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    properties[PROP_SHOW_SIDEBAR + i] = g_param_spec_boolean (shown[i], NULL, NULL, TRUE,
                                                              G_PARAM_READWRITE
                                                                | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 2, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bs_panes_class_init (BsPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_panes_get_property;
  object_class->set_property = bs_panes_set_property;
  object_class->constructed = bs_panes_constructed;
  object_class->dispose = bs_panes_dispose;
  widget_class->unmap = bs_panes_unmap;

  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkPaned *
new_paned (void)
{
  GtkPaned *paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));

  gtk_paned_set_shrink_start_child (paned, FALSE);
  gtk_paned_set_shrink_end_child (paned, FALSE);

  return paned;
}

static void
bs_panes_init (BsPanes *self)
{
  self->show_sidebar = TRUE;
  self->show_inspector = TRUE;
  self->outer = new_paned ();
  self->inner = new_paned ();
  gtk_paned_set_resize_start_child (self->outer, FALSE);
  gtk_paned_set_resize_end_child (self->inner, FALSE);
  gtk_paned_set_end_child (self->outer, GTK_WIDGET (self->inner));
  gtk_widget_set_parent (GTK_WIDGET (self->outer), GTK_WIDGET (self));
  g_signal_connect_object (self->inner, "notify::max-position", G_CALLBACK (inner_sized), self,
                           G_CONNECT_SWAPPED);
}
