/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-crop.h"
#include "bs-texture-job.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CORNER_REACH 12.0 /* pixels */
#define STEP 0.01         /* of what is shown, for an arrow key */
#define LONG_STEP 0.05
#define SCALE_STEP 1.03
#define MOST_PIXELS 3000 /* of the picture as it is shown while cropping */

/* The frame stays; what is seen through it changes. */
struct _BsCanvasCrop
{
  char *photo;
  char *box;
  BsRect frame; /* of the page */
  BsCrop start; /* as it was, exactly as shown */
  BsCrop crop;
  BsCrop pressed; /* when the pointer was pressed */
  gboolean scaling;
  double press_x, press_y; /* widget pixels */
  GdkTexture *picture;     /* all of it */
  GCancellable *cancellable;
};

static void
crop_free (BsCanvasCrop *crop)
{
  g_cancellable_cancel (crop->cancellable);
  g_clear_object (&crop->cancellable);
  g_clear_object (&crop->picture);
  g_clear_pointer (&crop->photo, g_free);
  g_clear_pointer (&crop->box, g_free);
  g_free (crop);
}

/* Where all of the picture would be, so that the crop fills the frame. */
static BsRect
get_whole (const BsCanvasCrop *crop)
{
  double width = crop->frame.width / crop->crop.width;
  double height = crop->frame.height / crop->crop.height;

  return (BsRect){ crop->frame.x - (BsUnit) (crop->crop.x * width),
                   crop->frame.y - (BsUnit) (crop->crop.y * height), (BsUnit) width,
                   (BsUnit) height };
}

static void
picture_drawn (GdkTexture *texture, gpointer data)
{
  BsCanvas *self = data;

  if (self->crop == NULL)
    return;
  g_set_object (&self->crop->picture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The renderer knows how to read photos: a page with nothing but this one on it. */
static void
draw_picture (BsCanvas *self, const BsImageItem *item)
{
  BsRect whole = get_whole (self->crop);
  double scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsDisplayListBuilder *builder = bs_display_list_builder_new ("", whole.width, whole.height);
  g_autoptr (BsDisplayList) list = NULL;
  BsImageItem image = *item;
  BsTextureRequest request = { bs_session_get_renderer (self->session) };

  image.rect = (BsRect){ 0, 0, whole.width, whole.height };
  image.crop_left = image.crop_top = image.crop_right = image.crop_bottom = 0;
  bs_display_list_builder_add_image (builder, &image);
  list = bs_display_list_builder_end (builder);
  scale = MIN (scale, MOST_PIXELS / bs_unit_to_points (MAX (whole.width, whole.height)));
  request.list = list;
  request.area = image.rect;
  request.scale = scale;
  request.width = MAX (1, (int) ceil (bs_unit_to_points (whole.width) * scale));
  request.height = MAX (1, (int) ceil (bs_unit_to_points (whole.height) * scale));
  self->crop->cancellable = g_cancellable_new ();
  bs_texture_job_push (&request, self->crop->cancellable, picture_drawn, self, NULL);
}

/* The @index-th picture within @bounds, or with @at the one there; NULL: none. */
static const BsImageItem *
find_image (BsCanvas *self, const BsRect *bounds, guint index, const BsRect *at)
{
  for (guint i = 0; i < bs_display_list_get_n_items (self->list); i++)
    {
      const BsItem *item = bs_display_list_get_item (self->list, i);
      const BsRect *rect = &item->image.rect;

      if (item->kind != BS_ITEM_IMAGE || item->image.file == NULL || *item->image.file == '\0'
          || !bs_rect_contains (bounds, rect->x + rect->width / 2, rect->y + rect->height / 2))
        continue;
      if (at != NULL ? bs_rect_contains (rect, at->x, at->y) : index-- == 0)
        return &item->image;
    }

  return NULL;
}

gboolean
bs_canvas_has_photo (BsCanvas *self, BsCanvasBox *box)
{
  return self->list != NULL && find_image (self, bs_canvas_box_get_rect (box), 0, NULL) != NULL;
}

const char *
bs_canvas_find_empty_photo (BsCanvas *self, double x, double y)
{
  const BsNode *root;
  BsUnit page_x;
  BsUnit page_y;

  g_return_val_if_fail (BS_IS_CANVAS (self), NULL);

  if (self->list == NULL || self->preview)
    return NULL;
  bs_canvas_to_page (self, x, y, &page_x, &page_y);
  root = bs_session_get_root (self->session);
  for (guint i = 0; i < bs_display_list_get_n_regions (self->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (self->list, i);
      const BsNode *photo;

      if (region->kind != BS_REGION_PHOTO || !bs_rect_contains (&region->rect, page_x, page_y))
        continue;
      photo = bs_issue_get_photo (root, region->ref);
      if (photo != NULL && *bs_node_get_text (photo, "file") == '\0')
        return region->ref;
    }

  return NULL;
}

static gboolean
begin (BsCanvas *self, BsCanvasBox *box, const BsImageItem *image)
{
  BsCanvasCrop *crop;

  if (image == NULL || self->preview
      || bs_document_get_read_only (bs_session_get_document (self->session)))
    return FALSE;

  bs_canvas_end_crop (self, BS_CROP_LEAVE);
  crop = g_new0 (BsCanvasCrop, 1);
  crop->photo = g_strdup (image->photo);
  crop->box = g_strdup (bs_canvas_box_get_box (box));
  crop->frame = image->rect;
  crop->crop = bs_crop_from_cut (image->crop_left, image->crop_top, image->crop_right,
                                 image->crop_bottom);
  crop->start = crop->crop;
  self->crop = crop;
  draw_picture (self, image);
  bs_canvas_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

gboolean
bs_canvas_begin_crop_at (BsCanvas *self, BsCanvasBox *box, BsUnit x, BsUnit y)
{
  BsRect at = { x, y, 0, 0 };

  return self->list != NULL
         && begin (self, box, find_image (self, bs_canvas_box_get_rect (box), 0, &at));
}

gboolean
bs_canvas_begin_crop (BsCanvas *self)
{
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);

  return self->list != NULL && box != NULL
         && begin (self, box, find_image (self, bs_canvas_box_get_rect (box), 0, NULL));
}

/* Of the chosen box. */
gboolean
bs_canvas_begin_crop_of (BsCanvas *self, const char *photo)
{
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);

  for (guint i = 0; self->list != NULL && box != NULL; i++)
    {
      const BsImageItem *image = find_image (self, bs_canvas_box_get_rect (box), i, NULL);

      if (image == NULL)
        return FALSE;
      if (g_strcmp0 (image->photo, photo) == 0)
        return begin (self, box, image);
    }

  return FALSE;
}

/* As what the frame cut off by itself. */
static gboolean
is_reported (BsCanvas *self, const char *photo)
{
  BsPageResult *result = bs_session_get_result (self->session, bs_session_get_page (self->session));

  for (guint i = 0; result != NULL && i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);

      if (g_str_equal (finding->code, "hard-crop") && g_strcmp0 (finding->photo, photo) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
write_crop (BsCanvas *self, const BsCanvasCrop *crop)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *path = bs_issue_dup_path ("photos", crop->photo, "crop");
  g_autoptr (BsNode) node = bs_crop_to_node (&crop->crop);
  g_autoptr (GError) error = NULL;

  bs_document_begin (document, _ ("Crop Photo"), NULL);
  if (!bs_document_set_node (document, path, node, &error))
    bs_session_tell (self->session, error->message, 0);
  bs_document_end (document);
}

gboolean
bs_canvas_end_crop (BsCanvas *self, BsCropEnd how)
{
  BsCanvasCrop *crop = g_steal_pointer (&self->crop);
  gboolean chosen;

  if (crop == NULL)
    return FALSE;

  chosen = how != BS_CROP_DISCARD
           && (!bs_crop_equal (&crop->crop, &crop->start)
               || (how == BS_CROP_KEEP && is_reported (self, crop->photo)));
  if (chosen && bs_issue_get_photo (bs_session_get_root (self->session), crop->photo) != NULL)
    write_crop (self, crop);
  crop_free (crop);
  bs_canvas_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

static gboolean
is_at_corner (BsCanvas *self, double x, double y)
{
  BsRect whole = get_whole (self->crop);
  graphene_rect_t rect = bs_canvas_to_pixels (self, &whole);
  double origin_x;
  double origin_y;

  bs_canvas_get_origin (self, &origin_x, &origin_y);
  for (guint i = 0; i < 4; i++)
    if (fabs (x - origin_x - rect.origin.x - (i % 2) * rect.size.width) < CORNER_REACH
        && fabs (y - origin_y - rect.origin.y - (i / 2) * rect.size.height) < CORNER_REACH)
      return TRUE;

  return FALSE;
}

const char *
bs_canvas_find_crop_cursor (BsCanvas *self, double x, double y)
{
  BsRect whole = get_whole (self->crop);
  BsUnit page_x;
  BsUnit page_y;

  bs_canvas_to_page (self, x, y, &page_x, &page_y);
  if (is_at_corner (self, x, y))
    return "nwse-resize";

  return bs_rect_contains (&whole, page_x, page_y) ? "move" : NULL;
}

/* A press beside the picture is enough to be done with it. */
gboolean
bs_canvas_press_crop (BsCanvas *self, double x, double y)
{
  if (bs_canvas_find_crop_cursor (self, x, y) == NULL)
    {
      bs_canvas_end_crop (self, BS_CROP_KEEP);
      return FALSE;
    }
  self->crop->pressed = self->crop->crop;
  self->crop->press_x = x;
  self->crop->press_y = y;
  self->crop->scaling = is_at_corner (self, x, y);

  return TRUE;
}

/* The picture's corner follows the pointer: away from the frame's middle shows less of it. */
static double
find_factor (BsCanvas *self, double x, double y)
{
  const BsCanvasCrop *crop = self->crop;
  graphene_rect_t frame = bs_canvas_to_pixels (self, &crop->frame);
  double middle_x;
  double middle_y;

  bs_canvas_get_origin (self, &middle_x, &middle_y);
  middle_x += frame.origin.x + frame.size.width / 2;
  middle_y += frame.origin.y + frame.size.height / 2;

  return hypot (crop->press_x - middle_x, crop->press_y - middle_y)
         / MAX (1, hypot (x - middle_x, y - middle_y));
}

void
bs_canvas_drag_crop (BsCanvas *self, double dx, double dy)
{
  BsCanvasCrop *crop = self->crop;

  if (crop == NULL)
    return;

  crop->crop = crop->pressed;
  if (crop->scaling)
    {
      bs_crop_scale (&crop->crop, find_factor (self, crop->press_x + dx, crop->press_y + dy));
    }
  else
    {
      graphene_rect_t frame = bs_canvas_to_pixels (self, &crop->frame);

      bs_crop_shift (&crop->crop, -dx / frame.size.width * crop->crop.width,
                     -dy / frame.size.height * crop->crop.height);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The next picture of the same box, as by Tab. */
static void
step_photo (BsCanvas *self)
{
  BsCanvasBox *box = bs_canvas_find_box (self, self->crop->box);
  const BsImageItem *image = NULL;
  const BsImageItem *first;
  gboolean found = FALSE;

  if (box == NULL)
    return;
  first = find_image (self, bs_canvas_box_get_rect (box), 0, NULL);
  for (guint i = 0;
       (image = find_image (self, bs_canvas_box_get_rect (box), i, NULL)) != NULL && !found; i++)
    found = g_strcmp0 (image->photo, self->crop->photo) == 0;
  if (found)
    begin (self, box, image != NULL ? image : first);
}

static void
shift_by (BsCanvasCrop *crop, int dx, int dy, gboolean far)
{
  double by = far ? LONG_STEP : STEP;

  /* As with the pointer it is the picture that moves. */
  bs_crop_shift (&crop->crop, -dx * by * crop->crop.width, -dy * by * crop->crop.height);
}

gboolean
bs_canvas_press_crop_key (BsCanvas *self, guint key, GdkModifierType state)
{
  BsCanvasCrop *crop = self->crop;
  gboolean far = (state & GDK_SHIFT_MASK) != 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Escape:
      return bs_canvas_end_crop (self, BS_CROP_DISCARD);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_c:
      return bs_canvas_end_crop (self, BS_CROP_KEEP);
    case GDK_KEY_Tab:
      step_photo (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      shift_by (crop, -1, 0, far);
      break;
    case GDK_KEY_Right:
      shift_by (crop, 1, 0, far);
      break;
    case GDK_KEY_Up:
      shift_by (crop, 0, -1, far);
      break;
    case GDK_KEY_Down:
      shift_by (crop, 0, 1, far);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      bs_crop_scale (&crop->crop, 1 / SCALE_STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      bs_crop_scale (&crop->crop, SCALE_STEP);
      break;
    case GDK_KEY_0:
    case GDK_KEY_BackSpace:
      bs_crop_set_shape (&crop->crop, crop->crop.width / crop->crop.height);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return GDK_EVENT_STOP;
}

static void
append_corners (GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA edge = { 0, 0, 0, 0.5f };

  for (guint i = 0; i < 4; i++)
    {
      graphene_rect_t corner;
      GskRoundedRect outline;

      graphene_rect_init (&corner, rect->origin.x + (float) (i % 2) * rect->size.width - 5,
                          rect->origin.y + (float) (i / 2) * rect->size.height - 5, 10, 10);
      gsk_rounded_rect_init_from_rect (&outline, &corner, 2);
      gtk_snapshot_append_color (snapshot, &white, &corner);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                                  (GdkRGBA[4]){ edge, edge, edge, edge });
    }
}

static void
append_thirds (GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  static const GdkRGBA line = { 1, 1, 1, 0.55f };

  for (guint i = 1; i < 3; i++)
    {
      float x = roundf (frame->origin.x + frame->size.width * (float) i / 3);
      float y = roundf (frame->origin.y + frame->size.height * (float) i / 3);

      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT (x, frame->origin.y, 1, frame->size.height));
      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT (frame->origin.x, y, frame->size.width, 1));
    }
}

void
bs_canvas_snapshot_crop (BsCanvas *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA veil = { 1, 1, 1, 0.6f };
  static const GdkRGBA dim = { 0, 0, 0, 0.55f };
  static const GdkRGBA accent = { 0.208f, 0.518f, 0.894f, 1 };
  const BsCanvasCrop *crop = self->crop;
  BsRect whole = get_whole (crop);
  graphene_rect_t picture = bs_canvas_to_pixels (self, &whole);
  graphene_rect_t frame = bs_canvas_to_pixels (self, &crop->frame);
  GskRoundedRect outline;

  gtk_snapshot_append_color (snapshot, &veil,
                             &GRAPHENE_RECT_INIT (0, 0, (float) bs_canvas_get_page_width (self),
                                                  (float) bs_canvas_get_page_height (self)));
  if (crop->picture != NULL)
    gtk_snapshot_append_texture (snapshot, crop->picture, &picture);
  gtk_snapshot_append_color (snapshot, &dim, &picture);
  if (crop->picture != NULL)
    {
      gtk_snapshot_push_clip (snapshot, &frame);
      gtk_snapshot_append_texture (snapshot, crop->picture, &picture);
      gtk_snapshot_pop (snapshot);
    }
  append_thirds (snapshot, &frame);
  gsk_rounded_rect_init_from_rect (&outline, &frame, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ accent, accent, accent, accent });
  append_corners (snapshot, &picture);
  bs_canvas_append_hint (
    self, snapshot,
    _ ("Drag or arrow keys: move; a corner or + and −: scale\nEnter: done, Esc: as it was"),
    frame.origin.x + 8, frame.origin.y + frame.size.height + 8);
}
