/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_FINAL_TYPE_WITH_CODE (BsCanvas, bs_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

static guint signals[BS_CANVAS_N_SIGNALS];

void
bs_canvas_emit (BsCanvas *self, BsCanvasSignal signal)
{
  g_signal_emit (self, signals[signal], 0);
}

static void
tiles_ready (gpointer data)
{
  gtk_widget_queue_draw (data);
}

/* The page and what of it is seen, in pixels from its corner. */
static gboolean
get_visible (BsCanvas *self, graphene_rect_t *page, graphene_rect_t *visible)
{
  double x;
  double y;

  bs_canvas_get_origin (self, &x, &y);
  graphene_rect_init (page, 0, 0, (float) bs_canvas_get_page_width (self),
                      (float) bs_canvas_get_page_height (self));
  graphene_rect_init (visible, (float) -x, (float) -y,
                      (float) gtk_widget_get_width (GTK_WIDGET (self)),
                      (float) gtk_widget_get_height (GTK_WIDGET (self)));

  return graphene_rect_intersection (visible, page, visible);
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

  bs_canvas_get_origin (self, &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (get_visible (self, &page, &visible))
    {
      gsk_rounded_rect_init_from_rect (&outline, &page, 0);
      gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 0, 1, 0);
      gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 2, 0, 7);
      gtk_snapshot_append_color (snapshot, &white, &page);
      gtk_snapshot_push_clip (snapshot, &page);
      bs_tiles_snapshot (self->tiles, snapshot, self->zoom, &visible);
      if (self->show_grid && !self->preview)
        bs_canvas_snapshot_grid (self, snapshot);
      gtk_snapshot_pop (snapshot);
    }
  if (!self->preview)
    bs_canvas_snapshot_over (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

static gboolean
announce_settled (gpointer data)
{
  bs_canvas_emit (data, BS_CANVAS_SETTLED);

  return G_SOURCE_REMOVE;
}

static void
bs_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsCanvas *self = BS_CANVAS (widget);

  if (self->list == NULL)
    return;

  snapshot_page (self, snapshot);
  for (guint i = 0; !self->preview && self->crop == NULL && i < self->boxes->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->boxes, i), snapshot);

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
  graphene_rect_t page;
  graphene_rect_t visible;
  double x;
  double y;

  self->allocating = TRUE;
  bs_canvas_apply_mode (self, width, height);
  bs_canvas_update_adjustments (self);
  self->allocating = FALSE;
  if (get_visible (self, &page, &visible))
    bs_tiles_prepare (self->tiles, self->zoom, &visible);
  bs_canvas_get_origin (self, &x, &y);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      GtkWidget *box = g_ptr_array_index (self->boxes, i);
      graphene_rect_t rect = bs_canvas_to_pixels (self,
                                                  bs_canvas_box_get_rect (BS_CANVAS_BOX (box)));
      GtkAllocation place = {
        (int) floor (x + rect.origin.x) - 2,
        (int) floor (y + rect.origin.y) - 2,
        MAX (1, (int) ceilf (rect.size.width) + 4),
        MAX (1, (int) ceilf (rect.size.height) + 4),
      };

      gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (box, &place, -1);
    }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/* Tab goes from box to box as one reads, and then on to what is beside the page. */
static gboolean
bs_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  BsCanvas *self = BS_CANVAS (widget);

  /* In its menu all directions are the menu's. */
  if (self->menu != NULL && gtk_widget_get_mapped (self->menu))
    return gtk_widget_child_focus (self->menu, direction);
  if (direction == GTK_DIR_TAB_FORWARD)
    return bs_canvas_step_focus (self, 1);
  if (direction == GTK_DIR_TAB_BACKWARD)
    return bs_canvas_step_focus (self, -1);

  return FALSE;
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
      bs_canvas_set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      bs_canvas_set_adjustment (self, &self->vadjustment, g_value_get_object (value));
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

  bs_canvas_set_session (self, NULL);
  if (self->tiles != NULL)
    bs_tiles_stop (self->tiles);
  g_clear_object (&self->tiles);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  bs_canvas_view_dispose (self);
  g_clear_pointer (&self->hovered, g_free);

  G_OBJECT_CLASS (bs_canvas_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, BS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
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
  widget_class->focus = bs_canvas_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[BS_CANVAS_ZOOM_CHANGED] = new_signal ("zoom-changed");
  signals[BS_CANVAS_VIEW_CHANGED] = new_signal ("view-changed");
  signals[BS_CANVAS_SETTLED] = new_signal ("settled");
  signals[BS_CANVAS_EDIT_REQUESTED] = new_signal ("edit-requested");

  bs_canvas_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bs_canvas_init (BsCanvas *self)
{
  self->boxes = g_ptr_array_new ();
  self->tiles = bs_tiles_new (tiles_ready, self);
  bs_canvas_view_init (self);
  bs_canvas_pointer_init (self);
  bs_canvas_drop_init (self);
  bs_canvas_update_actions (self);

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
bs_canvas_new (void)
{
  return g_object_new (BS_TYPE_CANVAS, NULL);
}

static void
box_chosen (BsCanvas *self)
{
  bs_canvas_mark_chosen (self);
  bs_canvas_update_actions (self);
  bs_canvas_emit (self, BS_CANVAS_VIEW_CHANGED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was thought out for the issue as it was is of no use any more. */
static void
issue_changed (BsCanvas *self)
{
  bs_canvas_cancel_motion (self);
  bs_canvas_end_crop (self, BS_CROP_DISCARD);
}

void
bs_canvas_set_session (BsCanvas *self, BsSession *session)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  if (self->session == session)
    return;

  bs_canvas_cancel_motion (self);
  bs_canvas_end_crop (self, BS_CROP_DISCARD);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::box", G_CALLBACK (box_chosen), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "changed", G_CALLBACK (issue_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::page", G_CALLBACK (issue_changed), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      bs_canvas_show (self, NULL);
    }
}

void
bs_canvas_show (BsCanvas *self, BsPageFormat *format)
{
  BsPageResult *result = NULL;
  BsDisplayList *list;
  gboolean other_page;
  g_autofree char *label = NULL;

  g_return_if_fail (BS_IS_CANVAS (self));

  if (self->session != NULL)
    result = bs_session_get_result (self->session, bs_session_get_page (self->session));
  list = result != NULL ? result->list : NULL;
  other_page = list == NULL || self->list == NULL
               || g_strcmp0 (bs_display_list_get_page (list), bs_display_list_get_page (self->list))
                    != 0;
  if (format != NULL)
    bs_page_format_ref (format);
  g_clear_pointer (&self->format, bs_page_format_unref);
  self->format = format;
  if (list != NULL)
    bs_display_list_ref (list);
  g_clear_pointer (&self->list, bs_display_list_unref);
  self->list = list;
  self->announced = FALSE;

  if (self->tiles != NULL)
    bs_tiles_set_list (self->tiles, list,
                       self->session != NULL ? bs_session_get_renderer (self->session) : NULL);
  bs_canvas_make_boxes (self);
  bs_canvas_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (list == NULL)
    return;

  /* Translators: name of the page on the canvas for a screen reader; %s is "A1". */
  label = g_strdup_printf (_ ("Page %s"), bs_display_list_get_page (list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  bs_canvas_apply_mode (self, gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)));
  bs_canvas_update_adjustments (self);
  bs_canvas_sharpen (self, TRUE);
  if (other_page && self->mode != BS_ZOOM_FIT)
    gtk_adjustment_set_value (self->vadjustment, 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
bs_canvas_set_grid (BsCanvas *self, gboolean shown)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  self->show_grid = shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bs_canvas_set_preview (BsCanvas *self, gboolean preview)
{
  g_return_if_fail (BS_IS_CANVAS (self));

  self->preview = preview;
  bs_canvas_cancel_motion (self);
  bs_canvas_end_crop (self, BS_CROP_LEAVE);
  bs_canvas_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bs_canvas_get_view (BsCanvas *self, BsCanvasView *view)
{
  BsCanvasBox *box;

  g_return_if_fail (BS_IS_CANVAS (self));
  g_return_if_fail (view != NULL);

  *view = (BsCanvasView){ .format = self->list != NULL ? self->format : NULL, .zoom = self->zoom };
  bs_canvas_get_origin (self, &view->x, &view->y);
  view->pointer = self->pointer_inside;
  view->pointer_x = self->pointer_x;
  view->pointer_y = self->pointer_y;
  box = bs_canvas_get_chosen_box (self);
  if (self->motion != NULL)
    view->rect = self->motion->target;
  else if (box != NULL)
    view->rect = *bs_canvas_box_get_rect (box);
  view->box = view->rect.width > 0;
}
