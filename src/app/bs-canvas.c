/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas.h"

#include "bs-canvas-box.h"
#include "bs-config.h"
#include "bs-tiles.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 28
#define PIXELS_PER_POINT (96.0 / 72.0)
#define MIN_ZOOM 0.05
#define MAX_ZOOM 16.0
#define ZOOM_STEP 1.2
/* Zooming at rest for so long: draw sharp. */
#define REST_MILLISECONDS 90

struct _BsCanvas
{
  GtkWidget parent_instance;

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;

  BsTiles *tiles;
  BsDisplayList *list;
  BsNode *issue;
  BsPageFormat *grid;
  GPtrArray *boxes; /* of BsCanvasBox, children */
  char *selected;

  BsZoomMode mode;
  double zoom;       /* widget pixels a point */
  double pinch_zoom; /* zoom when the pinch began */
  double pan_x;
  double pan_y;
  double pointer_x;
  double pointer_y;
  guint rest_source;
  guint tell_source;
  gboolean allocating;
  gboolean announced;
  guint hscroll_policy : 1;
  guint vscroll_policy : 1;
};

static void update_adjustments (BsCanvas *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsCanvas, bs_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

enum
{
  BOX_ACTIVATED,
  ZOOM_CHANGED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
page_width (BsCanvas *self)
{
  return self->list != NULL
           ? bs_unit_to_points (bs_display_list_get_width (self->list)) * self->zoom
           : 0;
}

static double
page_height (BsCanvas *self)
{
  return self->list != NULL
           ? bs_unit_to_points (bs_display_list_get_height (self->list)) * self->zoom
           : 0;
}

/* The page's corner in the widget: centred where there is room, scrolled where not. */
static void
page_origin (BsCanvas *self, double *x, double *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double content_width = page_width (self) + 2 * MARGIN;
  double content_height = page_height (self) + 2 * MARGIN;

  *x = content_width <= width ? (width - content_width) / 2 + MARGIN
                              : MARGIN - gtk_adjustment_get_value (self->hadjustment);
  *y = content_height <= height ? (height - content_height) / 2 + MARGIN
                                : MARGIN - gtk_adjustment_get_value (self->vadjustment);
  *x = floor (*x);
  *y = floor (*y);
}

static double
device_scale (BsCanvas *self)
{
  return self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static gboolean
zoom_at_rest (gpointer data)
{
  BsCanvas *self = data;

  self->rest_source = 0;
  bs_tiles_set_scale (self->tiles, device_scale (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
sharpen (BsCanvas *self, gboolean at_once)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (at_once)
    bs_tiles_set_scale (self->tiles, device_scale (self));
  else
    self->rest_source = g_timeout_add (REST_MILLISECONDS, zoom_at_rest, self);
}

static double
fitting_zoom (BsCanvas *self, int width, int height)
{
  double paper_width = bs_unit_to_points (bs_display_list_get_width (self->list));
  double paper_height = bs_unit_to_points (bs_display_list_get_height (self->list));
  double across = MAX (1, width - 2 * MARGIN) / paper_width;
  double down = MAX (1, height - 2 * MARGIN) / paper_height;

  return self->mode == BS_ZOOM_WIDTH ? across : MIN (across, down);
}

static void
configure (GtkAdjustment *adjustment, double content, double view)
{
  double upper = MAX (content, view);
  double value = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_configure (adjustment, CLAMP (value, 0, upper - view), 0, upper, view * 0.1,
                            view * 0.9, view);
}

/* To be called when the zoom changes, not left to the allocation that follows: a scrolled window
 * that shows or hides a scrollbar must not do so while widgets get their places. */
static void
update_adjustments (BsCanvas *self)
{
  if (self->hadjustment == NULL || self->vadjustment == NULL)
    return;

  configure (self->hadjustment, page_width (self) + 2 * MARGIN,
             gtk_widget_get_width (GTK_WIDGET (self)));
  configure (self->vadjustment, page_height (self) + 2 * MARGIN,
             gtk_widget_get_height (GTK_WIDGET (self)));
}

static gboolean
tell_zoom (gpointer data)
{
  BsCanvas *self = data;

  self->tell_source = 0;
  g_signal_emit (self, signals[ZOOM_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Who hears of it changes labels, which must not happen while widgets get their places. */
static void
tell_zoom_soon (BsCanvas *self)
{
  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, tell_zoom, self, NULL);
}

static void
apply_mode (BsCanvas *self, int width, int height)
{
  double zoom;

  if (self->list == NULL || self->mode == BS_ZOOM_FREE || width <= 1 || height <= 1)
    return;

  zoom = CLAMP (fitting_zoom (self, width, height), MIN_ZOOM, MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 1e-9)
    return;

  self->zoom = zoom;
  sharpen (self, TRUE);
  tell_zoom_soon (self);
}

/* Keeps the point of the page under (x, y) where it is. */
static void
zoom_about (BsCanvas *self, double zoom, double x, double y)
{
  double origin_x;
  double origin_y;
  double page_x;
  double page_y;

  zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  if (self->list == NULL || zoom == self->zoom)
    return;

  page_origin (self, &origin_x, &origin_y);
  page_x = (x - origin_x) / self->zoom;
  page_y = (y - origin_y) / self->zoom;

  self->mode = BS_ZOOM_FREE;
  self->zoom = zoom;
  update_adjustments (self);
  gtk_adjustment_set_value (self->hadjustment, page_x * zoom + MARGIN - x);
  gtk_adjustment_set_value (self->vadjustment, page_y * zoom + MARGIN - y);
  sharpen (self, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[ZOOM_CHANGED], 0);
}

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx G_GNUC_UNUSED, double dy, BsCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  zoom_about (self, self->zoom * pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);

  return GDK_EVENT_STOP;
}

static void
pointer_moved (GtkEventControllerMotion *controller G_GNUC_UNUSED, double x, double y,
               BsCanvas *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence G_GNUC_UNUSED, BsCanvas *self)
{
  self->pinch_zoom = self->zoom;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinched (GtkGestureZoom *gesture, double scale, BsCanvas *self)
{
  double x = self->pointer_x;
  double y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  zoom_about (self, self->pinch_zoom * scale, x, y);
}

static void
pan_begun (GtkGestureDrag *gesture, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, BsCanvas *self)
{
  self->pan_x = gtk_adjustment_get_value (self->hadjustment);
  self->pan_y = gtk_adjustment_get_value (self->vadjustment);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
panned (GtkGestureDrag *gesture G_GNUC_UNUSED, double dx, double dy, BsCanvas *self)
{
  gtk_adjustment_set_value (self->hadjustment, self->pan_x - dx);
  gtk_adjustment_set_value (self->vadjustment, self->pan_y - dy);
}

static void
pan_ended (GtkGestureDrag *gesture G_GNUC_UNUSED, double dx G_GNUC_UNUSED, double dy G_GNUC_UNUSED,
           BsCanvas *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

static void
box_activated (BsCanvasBox *box, gboolean edit, BsCanvas *self)
{
  g_signal_emit (self, signals[BOX_ACTIVATED], 0, bs_canvas_box_get_box (box),
                 bs_canvas_box_get_ref (box), edit);
}

static void
tiles_ready (gpointer data)
{
  gtk_widget_queue_draw (data);
}

static char *
dup_box_label (BsCanvas *self, const char *ref)
{
  const BsNode *story = bs_issue_get_story (self->issue, ref);
  const BsNode *photo = bs_issue_get_photo (self->issue, ref);

  if (story != NULL)
    /* Translators: what a screen reader says of a box on the page; %s is a headline. */
    return g_strdup_printf (_ ("Story: %s"), bs_node_get_text (story, "headline"));
  if (photo != NULL)
    /* Translators: what a screen reader says of a photo on the page; %s is its caption. */
    return g_strdup_printf (_ ("Photo: %s"), bs_node_get_text (photo, "caption"));

  return g_strdup (_ ("Box"));
}

/* Keeps a box's widget, and with it the focus, as long as the box stays on the page. */
static GtkWidget *
take_box (GPtrArray *old, const BsRegion *region)
{
  for (guint i = 0; i < old->len; i++)
    {
      BsCanvasBox *box = g_ptr_array_index (old, i);

      if (g_strcmp0 (bs_canvas_box_get_box (box), region->id) == 0
          && g_strcmp0 (bs_canvas_box_get_ref (box), region->ref) == 0)
        return g_ptr_array_steal_index (old, i);
    }

  return NULL;
}

static void
unparent_box (gpointer box)
{
  gtk_widget_unparent (box);
}

static void
make_boxes (BsCanvas *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->boxes);
  GtkWidget *previous = NULL;

  self->boxes = g_ptr_array_new_with_free_func (unparent_box);
  for (guint i = 0; self->list != NULL && i < bs_display_list_get_n_regions (self->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (self->list, i);
      GtkWidget *box;
      g_autofree char *label = NULL;

      if (region->kind != BS_REGION_BOX || region->ref == NULL || *region->ref == '\0')
        continue;
      box = take_box (old, region);
      if (box == NULL)
        {
          box = bs_canvas_box_new (region->id, region->ref);
          g_signal_connect (box, "activated", G_CALLBACK (box_activated), self);
          gtk_widget_insert_after (box, GTK_WIDGET (self), previous);
        }
      previous = box;
      bs_canvas_box_set_rect (BS_CANVAS_BOX (box), &region->rect);
      label = dup_box_label (self, region->ref);
      bs_canvas_box_set_label (BS_CANVAS_BOX (box), label);
      bs_canvas_box_set_selected (BS_CANVAS_BOX (box), g_strcmp0 (region->id, self->selected) == 0);
      g_ptr_array_add (self->boxes, box);
    }
}

static void
snapshot_grid (BsCanvas *self, GtkSnapshot *snapshot)
{
  BsPageFormat *format = self->grid;
  static const GdkRGBA tint = { 0.21f, 0.52f, 0.89f, 0.10f };
  BsUnit step = (BsUnit) (format->column_characters + format->gutter_characters) * format->em;

  for (guint i = 0; i < format->n_columns; i++)
    {
      double x = bs_unit_to_points (format->type_area.x + (BsUnit) i * step) * self->zoom;
      double width = bs_unit_to_points ((BsUnit) format->column_characters * format->em)
                     * self->zoom;

      gtk_snapshot_append_color (
        snapshot, &tint,
        &GRAPHENE_RECT_INIT ((float) x,
                             (float) (bs_unit_to_points (format->type_area.y) * self->zoom),
                             (float) width,
                             (float) (bs_unit_to_points (format->type_area.height) * self->zoom)));
    }
}

static void
snapshot_page (BsCanvas *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA shadow = { 0, 0, 0, 0.28f };
  static const GdkRGBA edge = { 0, 0, 0, 0.18f };
  graphene_rect_t page;
  graphene_rect_t visible;
  GskRoundedRect outline;
  double x;
  double y;

  page_origin (self, &x, &y);
  graphene_rect_init (&page, 0, 0, (float) page_width (self), (float) page_height (self));
  graphene_rect_init (&visible, (float) -x, (float) -y,
                      (float) gtk_widget_get_width (GTK_WIDGET (self)),
                      (float) gtk_widget_get_height (GTK_WIDGET (self)));
  if (!graphene_rect_intersection (&visible, &page, &visible))
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gsk_rounded_rect_init_from_rect (&outline, &page, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 0, 1, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 2, 0, 7);
  gtk_snapshot_append_color (snapshot, &white, &page);
  gtk_snapshot_push_clip (snapshot, &page);
  bs_tiles_snapshot (self->tiles, snapshot, self->zoom, &visible);
  if (self->grid != NULL)
    snapshot_grid (self, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

static gboolean
announce_settled (gpointer data)
{
  g_signal_emit (data, signals[SETTLED], 0);

  return G_SOURCE_REMOVE;
}

static void
bs_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsCanvas *self = BS_CANVAS (widget);
  GtkWidget *child;

  if (self->list == NULL)
    return;

  snapshot_page (self, snapshot);
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);

  if (!self->announced && bs_tiles_is_settled (self->tiles))
    {
      self->announced = TRUE;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, announce_settled, g_object_ref (self),
                       g_object_unref);
    }
}

static void
bs_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  double x;
  double y;

  self->allocating = TRUE;
  apply_mode (self, width, height);
  update_adjustments (self);
  self->allocating = FALSE;
  page_origin (self, &x, &y);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      GtkWidget *box = g_ptr_array_index (self->boxes, i);
      const BsRect *rect = bs_canvas_box_get_rect (BS_CANVAS_BOX (box));
      GtkAllocation place = {
        (int) floor (x + bs_unit_to_points (rect->x) * self->zoom) - 2,
        (int) floor (y + bs_unit_to_points (rect->y) * self->zoom) - 2,
        MAX (1, (int) ceil (bs_unit_to_points (rect->width) * self->zoom) + 4),
        MAX (1, (int) ceil (bs_unit_to_points (rect->height) * self->zoom) + 4),
      };

      gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (box, &place, -1);
    }
}

static void
scroll_changed (BsCanvas *self)
{
  if (self->allocating)
    return;

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (BsCanvas *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_clear_object (place);

  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  *place = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scroll_changed), self);
  update_adjustments (self);
}

static void
bs_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsCanvas *self = BS_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsCanvas *self = BS_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value) != GTK_SCROLL_MINIMUM;
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value) != GTK_SCROLL_MINIMUM;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_canvas_dispose (GObject *object)
{
  BsCanvas *self = BS_CANVAS (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->tell_source, g_source_remove);
  if (self->tiles != NULL)
    bs_tiles_stop (self->tiles);
  g_clear_object (&self->tiles);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->hadjustment, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_pointer (&self->list, bs_display_list_unref);
  g_clear_pointer (&self->issue, bs_node_unref);
  g_clear_pointer (&self->grid, bs_page_format_unref);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (bs_canvas_parent_class)->dispose (object);
}

static void
bs_canvas_class_init (BsCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_canvas_get_property;
  object_class->set_property = bs_canvas_set_property;
  object_class->dispose = bs_canvas_dispose;
  widget_class->snapshot = bs_canvas_snapshot;
  widget_class->size_allocate = bs_canvas_size_allocate;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[BOX_ACTIVATED] = g_signal_new ("box-activated", BS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                         G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[ZOOM_CHANGED] = g_signal_new ("zoom-changed", BS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", BS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "win.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "win.next-page", NULL);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (BsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched), self);
  g_signal_connect (pan, "drag-begin", G_CALLBACK (pan_begun), self);
  g_signal_connect (pan, "drag-update", G_CALLBACK (panned), self);
  g_signal_connect (pan, "drag-end", G_CALLBACK (pan_ended), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pan));
}

static void
bs_canvas_init (BsCanvas *self)
{
  self->zoom = 1;
  self->mode = BS_ZOOM_FIT;
  self->boxes = g_ptr_array_new_with_free_func (unparent_box);
  self->tiles = bs_tiles_new (tiles_ready, self);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_controllers (self);
}

GtkWidget *
bs_canvas_new (void)
{
  return g_object_new (BS_TYPE_CANVAS, NULL);
}

void
bs_canvas_show (BsCanvas *self, BsDisplayList *list, const BsNode *issue, BsRenderer *renderer)
{
  gboolean other_page;
  g_autofree char *label = NULL;

  g_return_if_fail (BS_IS_CANVAS (self));

  other_page = list == NULL || self->list == NULL
               || g_strcmp0 (bs_display_list_get_page (list), bs_display_list_get_page (self->list))
                    != 0;
  if (list != NULL)
    bs_display_list_ref (list);
  g_clear_pointer (&self->list, bs_display_list_unref);
  self->list = list;
  g_clear_pointer (&self->issue, bs_node_unref);
  self->issue = issue != NULL ? bs_node_ref (issue) : NULL;
  self->announced = FALSE;

  bs_tiles_set_list (self->tiles, list, renderer);
  make_boxes (self);
  if (list == NULL)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  /* Translators: name of the page on the canvas for a screen reader; %s is "A1". */
  label = g_strdup_printf (_ ("Page %s"), bs_display_list_get_page (list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  apply_mode (self, gtk_widget_get_width (GTK_WIDGET (self)),
              gtk_widget_get_height (GTK_WIDGET (self)));
  update_adjustments (self);
  sharpen (self, TRUE);
  if (other_page && self->mode != BS_ZOOM_FIT)
    gtk_adjustment_set_value (self->vadjustment, 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bs_canvas_set_selected (BsCanvas *self, const char *id)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  g_free (self->selected);
  self->selected = g_strdup (id);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      BsCanvasBox *box = g_ptr_array_index (self->boxes, i);

      bs_canvas_box_set_selected (box, g_strcmp0 (bs_canvas_box_get_box (box), id) == 0);
    }
}

void
bs_canvas_set_grid (BsCanvas *self, BsPageFormat *format)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  if (format != NULL)
    bs_page_format_ref (format);
  g_clear_pointer (&self->grid, bs_page_format_unref);
  self->grid = format;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

BsZoomMode
bs_canvas_get_zoom_mode (BsCanvas *self)
{
  g_return_val_if_fail (BS_IS_CANVAS (self), BS_ZOOM_FIT);

  return self->mode;
}

double
bs_canvas_get_zoom (BsCanvas *self)
{
  g_return_val_if_fail (BS_IS_CANVAS (self), 1);

  return self->zoom / PIXELS_PER_POINT;
}

void
bs_canvas_set_zoom_mode (BsCanvas *self, BsZoomMode mode)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  self->mode = mode;
  apply_mode (self, gtk_widget_get_width (GTK_WIDGET (self)),
              gtk_widget_get_height (GTK_WIDGET (self)));
  update_adjustments (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_zoom_soon (self);
}

void
bs_canvas_set_zoom (BsCanvas *self, double zoom)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  zoom_about (self, zoom * PIXELS_PER_POINT, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
              gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
bs_canvas_step_zoom (BsCanvas *self, int steps)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  bs_canvas_set_zoom (self, self->zoom / PIXELS_PER_POINT * pow (ZOOM_STEP, steps));
}

/* Scrolls no more than needed; nothing where the whole page is seen. */
void
bs_canvas_reveal (BsCanvas *self, const BsRect *rect)
{
  double x;
  double y;

  g_return_if_fail (BS_IS_CANVAS (self));

  if (self->list == NULL || rect->width == 0)
    return;

  x = bs_unit_to_points (rect->x) * self->zoom;
  y = bs_unit_to_points (rect->y) * self->zoom;
  gtk_adjustment_clamp_page (self->hadjustment, x,
                             x + bs_unit_to_points (rect->width) * self->zoom + 2 * MARGIN);
  gtk_adjustment_clamp_page (self->vadjustment, y,
                             y + bs_unit_to_points (rect->height) * self->zoom + 2 * MARGIN);
}
