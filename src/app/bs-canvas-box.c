/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-box.h"

#include "bs-config.h"

struct _BsCanvasBox
{
  GtkWidget parent_instance;

  char *box;
  char *ref;
  BsCanvasBoxFacts facts;
};

G_DEFINE_FINAL_TYPE (BsCanvasBox, bs_canvas_box, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Two actions without parameters: only such can be called by assistive technology. */
static void
choose (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[ACTIVATED], 0, FALSE);
}

static void
edit (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[ACTIVATED], 0, TRUE);
}

static void
bs_canvas_box_finalize (GObject *object)
{
  BsCanvasBox *self = BS_CANVAS_BOX (object);

  g_clear_pointer (&self->box, g_free);
  g_clear_pointer (&self->ref, g_free);
  g_clear_pointer (&self->facts.label, g_free);

  G_OBJECT_CLASS (bs_canvas_box_parent_class)->finalize (object);
}

static void
bs_canvas_box_class_init (BsCanvasBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bs_canvas_box_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", BS_TYPE_CANVAS_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "box.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "box.edit", NULL, edit);
  gtk_widget_class_set_css_name (widget_class, "pagebox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
bs_canvas_box_init (BsCanvasBox *self)
{
  /* Clicks and drags are told apart by the canvas, which also knows what lies over what. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
bs_canvas_box_new (const char *box, const char *ref)
{
  BsCanvasBox *self = g_object_new (BS_TYPE_CANVAS_BOX, NULL);

  self->box = g_strdup (box);
  self->ref = g_strdup (ref);

  return GTK_WIDGET (self);
}

const char *
bs_canvas_box_get_box (BsCanvasBox *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_BOX (self), NULL);

  return self->box;
}

const char *
bs_canvas_box_get_ref (BsCanvasBox *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_BOX (self), NULL);

  return self->ref;
}

const BsRect *
bs_canvas_box_get_rect (BsCanvasBox *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_BOX (self), NULL);

  return &self->facts.rect;
}

gboolean
bs_canvas_box_get_locked (BsCanvasBox *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_BOX (self), FALSE);

  return self->facts.locked;
}

gboolean
bs_canvas_box_get_over (BsCanvasBox *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_BOX (self), FALSE);

  return self->facts.over;
}

void
bs_canvas_box_set_facts (BsCanvasBox *self, const BsCanvasBoxFacts *facts)
{
  gboolean renamed;

  g_return_if_fail (BS_IS_CANVAS_BOX (self));

  renamed = g_strcmp0 (self->facts.label, facts->label) != 0;
  g_free (self->facts.label);
  self->facts = *facts;
  if (renamed)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->facts.label, -1);
}

gboolean
bs_canvas_box_get_selected (BsCanvasBox *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_BOX (self), FALSE);

  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_SELECTED) != 0;
}

void
bs_canvas_box_set_selected (BsCanvasBox *self, gboolean selected)
{
  g_return_if_fail (BS_IS_CANVAS_BOX (self));

  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED,
                               selected ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                        : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}
