/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-late-bin.h"

#include "bs-config.h"

struct _BsLateBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (BsLateBin, bs_late_bin, GTK_TYPE_WIDGET)

enum
{
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static BsLateBin *
find_empty (GtkWidget *widget)
{
  BsLateBin *found = BS_IS_LATE_BIN (widget) && BS_LATE_BIN (widget)->child == NULL
                       ? BS_LATE_BIN (widget)
                       : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_empty (child);

  return found;
}

static gboolean
fill_next (gpointer data)
{
  BsLateBin *next = find_empty (data);

  if (next == NULL)
    return G_SOURCE_REMOVE;
  bs_late_bin_fill (next);

  return G_SOURCE_CONTINUE;
}

/* Where it is shown in the same moment, it is made before it gets a size. */
static void
bs_late_bin_map (GtkWidget *widget)
{
  bs_late_bin_fill (BS_LATE_BIN (widget));

  GTK_WIDGET_CLASS (bs_late_bin_parent_class)->map (widget);
}

static void
bs_late_bin_dispose (GObject *object)
{
  BsLateBin *self = BS_LATE_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_late_bin_parent_class)->dispose (object);
}

static void
bs_late_bin_class_init (BsLateBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_late_bin_dispose;
  widget_class->map = bs_late_bin_map;

  signals[WANTED] = g_signal_new ("wanted", BS_TYPE_LATE_BIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_late_bin_init (BsLateBin *self G_GNUC_UNUSED)
{
}

void
bs_late_bin_set_child (BsLateBin *self, GtkWidget *child)
{
  g_return_if_fail (BS_IS_LATE_BIN (self));
  g_return_if_fail (self->child == NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
bs_late_bin_fill (BsLateBin *self)
{
  g_return_if_fail (BS_IS_LATE_BIN (self));

  if (self->child == NULL)
    g_signal_emit (self, signals[WANTED], 0);
}

void
bs_late_bin_fill_below (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  g_idle_add_full (G_PRIORITY_LOW, fill_next, g_object_ref (root), g_object_unref);
}
