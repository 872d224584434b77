/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-box.h"

#include "bs-config.h"

struct _BsCanvasBox
{
  GtkWidget parent_instance;

  char *box;
  char *ref;
  char *label;
  BsRect rect; /* page coordinates */
};

G_DEFINE_FINAL_TYPE (BsCanvasBox, bs_canvas_box, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pressed (GtkGestureClick *gesture, int n_press, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED,
         BsCanvasBox *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[ACTIVATED], 0, n_press > 1);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

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
  g_clear_pointer (&self->label, g_free);

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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "box.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "box.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "box.edit", NULL);
  gtk_widget_class_set_css_name (widget_class, "pagebox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
bs_canvas_box_init (BsCanvasBox *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
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

  return &self->rect;
}

void
bs_canvas_box_set_rect (BsCanvasBox *self, const BsRect *rect)
{
  g_return_if_fail (BS_IS_CANVAS_BOX (self));

  self->rect = *rect;
}

void
bs_canvas_box_set_label (BsCanvasBox *self, const char *label)
{
  g_return_if_fail (BS_IS_CANVAS_BOX (self));

  if (g_strcmp0 (self->label, label) == 0)
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
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
