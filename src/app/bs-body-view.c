/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-body-view.h"

#include "bs-body-buffer.h"
#include "bs-config.h"
#include "bs-paste-job.h"
#include "bs-still-caret.h"
#include "bs-text-menu.h"

#define MIN_MARGIN 18

struct _BsBodyView
{
  GtkTextView parent_instance;

  int measure;
};

G_DEFINE_FINAL_TYPE (BsBodyView, bs_body_view, GTK_TYPE_TEXT_VIEW)

enum
{
  PROP_MEASURE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static BsBodyBuffer *
get_buffer (BsBodyView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  return BS_IS_BODY_BUFFER (buffer) ? BS_BODY_BUFFER (buffer) : NULL;
}

/* --- Paste, drop, copy --- */

static void
paste (GPtrArray *paragraphs, gpointer data)
{
  BsBodyView *self = data;
  BsBodyBuffer *buffer = get_buffer (self);

  if (paragraphs->len == 0 || buffer == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return;

  bs_body_buffer_paste (buffer, paragraphs);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
}

static void
bs_body_view_paste_clipboard (GtkTextView *view)
{
  bs_paste_job_read_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (view)), FALSE, paste,
                               G_OBJECT (view));
}

void
bs_body_view_paste_plain (BsBodyView *self)
{
  g_return_if_fail (BS_IS_BODY_VIEW (self));

  bs_paste_job_read_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (self)), TRUE, paste,
                               G_OBJECT (self));
}

static void
copy_selection (BsBodyView *self)
{
  g_autoptr (GPtrArray) paragraphs = bs_body_buffer_dup_selection (get_buffer (self));
  g_autoptr (GdkContentProvider) content = NULL;

  if (paragraphs->len == 0)
    return;

  content = bs_paste_job_new_content (paragraphs);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
}

static void
bs_body_view_copy_clipboard (GtkTextView *view)
{
  copy_selection (BS_BODY_VIEW (view));
}

static void
bs_body_view_cut_clipboard (GtkTextView *view)
{
  copy_selection (BS_BODY_VIEW (view));
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (view), TRUE,
                                    gtk_text_view_get_editable (view));
  gtk_text_view_scroll_mark_onscreen (view,
                                      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
}

static void
move_caret_to (BsBodyView *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
}

/* The text that was last selected anywhere, as X11 has it: it goes the same way as a paste. */
static void
middle_pressed (GtkGestureClick *gesture, int n_press G_GNUC_UNUSED, double x, double y,
                BsBodyView *self)
{
  gboolean enabled = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-primary-paste", &enabled,
                NULL);
  if (!enabled || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  bs_paste_job_read_clipboard (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)), FALSE, paste,
                               G_OBJECT (self));
  move_caret_to (self, x, y);
}

/* Text dragged inside the view is moved by GTK; only what comes from elsewhere is cleaned up. */
static gboolean
accept_drop (GtkDropTargetAsync *target G_GNUC_UNUSED, GdkDrop *drop, BsBodyView *self)
{
  return gdk_drop_get_drag (drop) == NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self))
         && bs_paste_job_takes (gdk_drop_get_formats (drop));
}

static gboolean
dropped (GtkDropTargetAsync *target G_GNUC_UNUSED, GdkDrop *drop, double x, double y,
         BsBodyView *self)
{
  move_caret_to (self, x, y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  bs_paste_job_read_drop (drop, paste, G_OBJECT (self));

  return TRUE;
}

static void
add_controllers (BsBodyView *self)
{
  GtkGesture *middle = gtk_gesture_click_new ();
  GtkDropTargetAsync *target = gtk_drop_target_async_new (NULL, GDK_ACTION_COPY);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (middle), GTK_PHASE_CAPTURE);
  g_signal_connect (middle, "pressed", G_CALLBACK (middle_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (middle));

  g_signal_connect (target, "accept", G_CALLBACK (accept_drop), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- Input methods --- */

/* Also told with every letter that is composed. */
static void
preedit_changed (BsBodyView *self, const char *preedit)
{
  BsBodyBuffer *buffer = get_buffer (self);

  if (*preedit != '\0' && buffer != NULL)
    bs_body_buffer_compose (buffer);
}

/* --- Size --- */

/* Two characters of the font in use. */
static void
update_em (BsBodyView *self)
{
  BsBodyBuffer *buffer = get_buffer (self);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  int size = pango_font_description_get_size (pango_context_get_font_description (context));
  double resolution = pango_cairo_context_get_resolution (context);

  if (buffer == NULL || size == 0)
    return;
  if (!pango_font_description_get_size_is_absolute (pango_context_get_font_description (context)))
    size = (int) (size * (resolution > 0 ? resolution : 96) / 72);

  bs_body_buffer_set_em (buffer, PANGO_PIXELS (size));
  /* A body without text has nothing that could be tagged. */
  gtk_text_view_set_indent (GTK_TEXT_VIEW (self), 2 * PANGO_PIXELS (size));
}

static void
bs_body_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bs_body_view_parent_class)->css_changed (widget, change);

  update_em (BS_BODY_VIEW (widget));
}

static void
bs_body_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BsBodyView *self = BS_BODY_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int margin = self->measure > 0 ? MAX ((width - self->measure) / 2, MIN_MARGIN) : MIN_MARGIN;

  if (gtk_text_view_get_left_margin (view) != margin)
    {
      gtk_text_view_set_left_margin (view, margin);
      gtk_text_view_set_right_margin (view, margin);
    }

  GTK_WIDGET_CLASS (bs_body_view_parent_class)->size_allocate (widget, width, height, baseline);
  bs_text_menu_present (view);
}

static void
bs_body_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsBodyView *self = BS_BODY_VIEW (object);

  switch (id)
    {
    case PROP_MEASURE:
      g_value_set_int (value, self->measure);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_body_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsBodyView *self = BS_BODY_VIEW (object);

  switch (id)
    {
    case PROP_MEASURE:
      if (self->measure == g_value_get_int (value))
        return;
      self->measure = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* GTK ends a scroll as the window around it goes, and ends it once more where the text then moves
 * (gtkadjustment.c of 4.8, gtk_adjustment_enable_animation): there is none to end then. */
static void
bs_body_view_unmap (GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));

  GTK_WIDGET_CLASS (bs_body_view_parent_class)->unmap (widget);
}

static void
bs_body_view_class_init (BsBodyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->get_property = bs_body_view_get_property;
  object_class->set_property = bs_body_view_set_property;
  widget_class->css_changed = bs_body_view_css_changed;
  widget_class->size_allocate = bs_body_view_size_allocate;
  widget_class->unmap = bs_body_view_unmap;
  view_class->paste_clipboard = bs_body_view_paste_clipboard;
  view_class->copy_clipboard = bs_body_view_copy_clipboard;
  view_class->cut_clipboard = bs_body_view_cut_clipboard;

  properties[PROP_MEASURE] = g_param_spec_int ("measure", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bs_body_view_init (BsBodyView *self)
{
  add_controllers (self);
  bs_text_menu_attach (GTK_TEXT_VIEW (self));
  bs_still_caret_attach (GTK_TEXT_VIEW (self));
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed), NULL);
}
