/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-render.h"

#include "bs-cairo-text.h"
#include "bs-glyph-cache.h"
#include "bs-photo-cache.h"
#include "bs-screen-color.h"

#include <math.h>
#include <string.h>

/* A rule thinner than a pixel is drawn one pixel wide and paler, but never paler than this. */
#define FAINTEST_RULE 0.4

struct _BsRenderer
{
  GObject parent_instance;

  GMutex lock; /* guards media_folder */
  GFile *media_folder;
  BsGlyphCache *glyphs;
  BsPhotoCache *photos;
  BsCairoText *print_text; /* made when first printed */
};

G_DEFINE_FINAL_TYPE (BsRenderer, bs_renderer, G_TYPE_OBJECT)

/* Text of one colour is gathered as coverage and painted when anything else follows. */
typedef struct
{
  cairo_surface_t *surface;
  guint8 *rows;
  int stride;
  int x, y, width, height;      /* device pixels */
  int left, top, right, bottom; /* what is to be painted, from x, y */
  BsColor color;
} TextMask;

typedef struct
{
  BsRenderer *self;
  cairo_t *cairo;
  BsDisplayList *list;
  GFile *media_folder;
  BsCairoText *text;  /* NULL: outlines do, nobody will search it */
  double photo_scale; /* pixels a device unit: what is printed takes more than one a point */
  TextMask mask;
  gboolean masked; /* the target takes text as coverage under the present transform */
  double scale;    /* points to device pixels, where masked */
  cairo_matrix_t matrix;
} Drawing;

static void
mask_reset (TextMask *mask)
{
  mask->left = mask->width;
  mask->top = mask->height;
  mask->right = 0;
  mask->bottom = 0;
}

static void
flush_text (Drawing *drawing)
{
  TextMask *mask = &drawing->mask;

  if (mask->right <= mask->left || mask->bottom <= mask->top)
    return;

  cairo_surface_mark_dirty (mask->surface);
  cairo_save (drawing->cairo);
  cairo_identity_matrix (drawing->cairo);
  cairo_rectangle (drawing->cairo, mask->x + mask->left, mask->y + mask->top,
                   mask->right - mask->left, mask->bottom - mask->top);
  cairo_clip (drawing->cairo);
  bs_screen_color_apply (mask->color, drawing->cairo);
  cairo_mask_surface (drawing->cairo, mask->surface, mask->x, mask->y);
  cairo_restore (drawing->cairo);
  cairo_surface_flush (mask->surface);

  for (int y = mask->top; y < mask->bottom; y++)
    memset (mask->rows + (gsize) y * mask->stride + mask->left, 0, mask->right - mask->left);
  mask_reset (mask);
}

/* Adds coverage; where glyphs touch it adds up to full, never beyond. */
static void
stamp (TextMask *mask, const BsGlyphImage *image, int x, int y)
{
  int left = MAX (x, 0);
  int top = MAX (y, 0);
  int right = MIN (x + image->width, mask->width);
  int bottom = MIN (y + image->height, mask->height);

  if (left >= right || top >= bottom)
    return;
  for (int row = top; row < bottom; row++)
    {
      const guint8 *from = image->coverage + (gsize) (row - y) * image->width + (left - x);
      guint8 *to = mask->rows + (gsize) row * mask->stride + left;

      for (int i = 0; i < right - left; i++)
        {
          guint sum = to[i] + from[i];

          to[i] = sum > 255 ? 255 : sum;
        }
    }
  mask->left = MIN (mask->left, left);
  mask->top = MIN (mask->top, top);
  mask->right = MAX (mask->right, right);
  mask->bottom = MAX (mask->bottom, bottom);
}

static gboolean
colors_equal (BsColor a, BsColor b)
{
  return a.c == b.c && a.m == b.m && a.y == b.y && a.k == b.k;
}

static void
stamp_glyphs (Drawing *drawing, const BsGlyphRun *run, double em)
{
  TextMask *mask = &drawing->mask;

  if (!colors_equal (mask->color, run->color))
    {
      flush_text (drawing);
      mask->color = run->color;
    }
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      double x = bs_unit_to_points (run->glyphs[i].x) * drawing->scale + drawing->matrix.x0
                 - mask->x;
      double y = bs_unit_to_points (run->glyphs[i].y) * drawing->scale + drawing->matrix.y0
                 - mask->y;
      const BsGlyphImage *image;

      /* Ink reaches at most two em from its origin in any font that sets text. */
      if (x < -2 * em || y < -2 * em || x > mask->width + 2 * em || y > mask->height + 2 * em)
        continue;
      image = bs_glyph_cache_get_image (drawing->self->glyphs, run->face, run->glyphs[i].id, em,
                                        run->rotated, &x, &y);
      if (image->height > 0)
        stamp (mask, image, (int) x + image->left, (int) y + image->top);
    }
}

static void
fill_glyphs (Drawing *drawing, const BsGlyphRun *run)
{
  double size = bs_unit_to_points (run->size);

  flush_text (drawing);
  bs_screen_color_apply (run->color, drawing->cairo);
  if (drawing->text != NULL && bs_cairo_text_show (drawing->text, drawing->cairo, run))
    return;
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      cairo_save (drawing->cairo);
      cairo_translate (drawing->cairo, bs_unit_to_points (run->glyphs[i].x),
                       bs_unit_to_points (run->glyphs[i].y));
      cairo_new_path (drawing->cairo);
      bs_glyph_cache_add_path (drawing->self->glyphs, run->face, run->glyphs[i].id, size,
                               run->rotated, drawing->cairo);
      cairo_fill (drawing->cairo);
      cairo_restore (drawing->cairo);
    }
}

static void
draw_glyphs (Drawing *drawing, const BsGlyphRun *run)
{
  double em = bs_unit_to_points (run->size) * drawing->scale;

  if (drawing->masked && em <= BS_GLYPH_CACHE_MAX_EM)
    stamp_glyphs (drawing, run, em);
  else
    fill_glyphs (drawing, run);
}

/* Moves a thin side onto one whole pixel, so that rules are even and never blurred over two. */
static double
sharpen (double *start, double *length)
{
  double thickness = *length;

  if (thickness >= 1)
    return 1;
  *start = floor (*start + thickness / 2);
  *length = 1;
  return MAX (thickness, FAINTEST_RULE);
}

static void
draw_fill (Drawing *drawing, const BsFillItem *fill)
{
  BsScreenColor color = bs_screen_color_from_ink (fill->color);
  double x = bs_unit_to_points (fill->rect.x);
  double y = bs_unit_to_points (fill->rect.y);
  double width = bs_unit_to_points (fill->rect.width);
  double height = bs_unit_to_points (fill->rect.height);
  double strength = 1;

  if (width <= 0 || height <= 0)
    return;
  flush_text (drawing);
  cairo_save (drawing->cairo);
  if (drawing->masked)
    {
      x = x * drawing->scale + drawing->matrix.x0;
      y = y * drawing->scale + drawing->matrix.y0;
      width *= drawing->scale;
      height *= drawing->scale;
      strength = sharpen (&x, &width) * sharpen (&y, &height);
      cairo_identity_matrix (drawing->cairo);
    }
  cairo_set_source_rgba (drawing->cairo, color.red, color.green, color.blue, strength);
  cairo_rectangle (drawing->cairo, x, y, width, height);
  cairo_fill (drawing->cairo);
  cairo_restore (drawing->cairo);
}

static void
draw_missing_photo (Drawing *drawing, const BsImageItem *image)
{
  const BsFillItem tint = { image->rect, { 0, 0, 0, 90 } };
  BsUnit rule = BS_POINTS (0.5);
  BsRect sides[4] = { image->rect, image->rect, image->rect, image->rect };

  draw_fill (drawing, &tint);
  sides[0].height = rule;
  sides[1].y = bs_rect_bottom (&image->rect) - rule;
  sides[1].height = rule;
  sides[2].width = rule;
  sides[3].x = bs_rect_right (&image->rect) - rule;
  sides[3].width = rule;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const BsFillItem side = { sides[i], { 0, 0, 0, 400 } };

      draw_fill (drawing, &side);
    }
}

static gboolean
is_outside (Drawing *drawing, const BsRect *rect)
{
  double left, top, right, bottom;

  cairo_clip_extents (drawing->cairo, &left, &top, &right, &bottom);
  return bs_unit_to_points (rect->x) >= right || bs_unit_to_points (bs_rect_right (rect)) <= left
         || bs_unit_to_points (rect->y) >= bottom
         || bs_unit_to_points (bs_rect_bottom (rect)) <= top;
}

static void
draw_image (Drawing *drawing, const BsImageItem *image)
{
  const BsPhotoCrop crop = {
    image->crop_left / 1000.0,
    image->crop_top / 1000.0,
    MAX (1000 - image->crop_left - image->crop_right, 1) / 1000.0,
    MAX (1000 - image->crop_top - image->crop_bottom, 1) / 1000.0,
  };
  double width = bs_unit_to_points (image->rect.width);
  double height = bs_unit_to_points (image->rect.height);
  cairo_surface_t *surface;
  double scale;

  if (image->rect.width <= 0 || image->rect.height <= 0 || is_outside (drawing, &image->rect))
    return;
  flush_text (drawing);
  scale = hypot (drawing->matrix.xx, drawing->matrix.yx) * drawing->photo_scale;
  surface = bs_photo_cache_get (drawing->self->photos, drawing->media_folder, image->file, &crop,
                                (int) ceil (MIN (width * scale, 30000)),
                                (int) ceil (MIN (height * scale, 30000)));
  if (surface == NULL)
    {
      draw_missing_photo (drawing, image);
      return;
    }

  cairo_save (drawing->cairo);
  cairo_rectangle (drawing->cairo, bs_unit_to_points (image->rect.x),
                   bs_unit_to_points (image->rect.y), width, height);
  cairo_clip (drawing->cairo);
  cairo_translate (drawing->cairo, bs_unit_to_points (image->rect.x),
                   bs_unit_to_points (image->rect.y));
  cairo_scale (drawing->cairo, width / cairo_image_surface_get_width (surface),
               height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (drawing->cairo, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (drawing->cairo), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (drawing->cairo), CAIRO_EXTEND_PAD);
  cairo_paint (drawing->cairo);
  cairo_restore (drawing->cairo);
  cairo_surface_destroy (surface);
}

/* Coverage fits only pixels, and only text that is neither turned nor skewed nor mirrored. */
static void
update_matrix (Drawing *drawing)
{
  const cairo_matrix_t *matrix = &drawing->matrix;

  cairo_get_matrix (drawing->cairo, &drawing->matrix);
  drawing->scale = matrix->xx;
  drawing->masked = drawing->mask.surface != NULL && matrix->xx > 0 && matrix->xy == 0
                    && matrix->yx == 0 && fabs (matrix->xx - matrix->yy) < 1e-9 * matrix->xx;
}

static void
open_group (Drawing *drawing, const BsGroupItem *group)
{
  const double *m = group->matrix;
  cairo_matrix_t matrix;

  flush_text (drawing);
  cairo_save (drawing->cairo);
  if (group->clip.width > 0)
    {
      cairo_rectangle (drawing->cairo, bs_unit_to_points (group->clip.x),
                       bs_unit_to_points (group->clip.y), bs_unit_to_points (group->clip.width),
                       bs_unit_to_points (group->clip.height));
      cairo_clip (drawing->cairo);
    }
  cairo_matrix_init (&matrix, m[0], m[1], m[2], m[3], m[4] / BS_UNITS_PER_POINT,
                     m[5] / BS_UNITS_PER_POINT);
  cairo_transform (drawing->cairo, &matrix);
  update_matrix (drawing);
}

static void
close_group (Drawing *drawing)
{
  flush_text (drawing);
  cairo_restore (drawing->cairo);
  update_matrix (drawing);
}

/* Draws items from @start up to @end; groups nest. */
static void
draw_items (Drawing *drawing, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    {
      const BsItem *item = bs_display_list_get_item (drawing->list, i);

      switch (item->kind)
        {
        case BS_ITEM_GLYPHS:
          draw_glyphs (drawing, &item->glyphs);
          break;
        case BS_ITEM_FILL:
          draw_fill (drawing, &item->fill);
          break;
        case BS_ITEM_IMAGE:
          draw_image (drawing, &item->image);
          break;
        case BS_ITEM_GROUP:
          {
            guint last = MIN (end, i + 1 + item->group.n_items);

            open_group (drawing, &item->group);
            draw_items (drawing, i + 1, last);
            close_group (drawing);
            i = last - 1;
          }
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* Only an image target has pixels to cover; a recording or a PDF keeps outlines. */
static gboolean
mask_init (TextMask *mask, cairo_t *cairo)
{
  cairo_surface_t *target = cairo_get_group_target (cairo);
  double left, top, right, bottom, scale_x, scale_y, offset_x, offset_y;

  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  cairo_surface_get_device_offset (target, &offset_x, &offset_y);
  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE || scale_x != 1 || scale_y != 1
      || offset_x != 0 || offset_y != 0)
    return FALSE;

  cairo_save (cairo);
  cairo_identity_matrix (cairo);
  cairo_clip_extents (cairo, &left, &top, &right, &bottom);
  cairo_restore (cairo);
  mask->x = (int) floor (left);
  mask->y = (int) floor (top);
  mask->width = (int) ceil (right) - mask->x;
  mask->height = (int) ceil (bottom) - mask->y;
  if (mask->width <= 0 || mask->height <= 0)
    return FALSE;
  mask->surface = cairo_image_surface_create (CAIRO_FORMAT_A8, mask->width, mask->height);
  if (cairo_surface_status (mask->surface) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&mask->surface, cairo_surface_destroy);
      return FALSE;
    }
  mask->rows = cairo_image_surface_get_data (mask->surface);
  mask->stride = cairo_image_surface_get_stride (mask->surface);
  mask_reset (mask);

  return TRUE;
}

static void
bs_renderer_finalize (GObject *object)
{
  BsRenderer *self = BS_RENDERER (object);

  g_clear_object (&self->media_folder);
  g_clear_pointer (&self->glyphs, bs_glyph_cache_free);
  g_clear_pointer (&self->photos, bs_photo_cache_free);
  g_clear_pointer (&self->print_text, bs_cairo_text_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (bs_renderer_parent_class)->finalize (object);
}

static void
bs_renderer_class_init (BsRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_renderer_finalize;
}

static void
bs_renderer_init (BsRenderer *self)
{
  g_mutex_init (&self->lock);
  self->glyphs = bs_glyph_cache_new ();
  self->photos = bs_photo_cache_new ();
}

/**
 * bs_renderer_new:
 *
 * Returns: (transfer full): a renderer with empty caches and no media folder
 */
BsRenderer *
bs_renderer_new (void)
{
  return g_object_new (BS_TYPE_RENDERER, NULL);
}

/**
 * bs_renderer_set_media_folder:
 * @folder: (nullable): where the files of photos lie; without it each photo is an empty frame
 *
 * To be called again after photos were added: those found missing before are then looked for
 * again.
 */
void
bs_renderer_set_media_folder (BsRenderer *self, GFile *folder)
{
  g_return_if_fail (BS_IS_RENDERER (self));
  g_return_if_fail (folder == NULL || G_IS_FILE (folder));

  g_mutex_lock (&self->lock);
  g_set_object (&self->media_folder, folder);
  g_mutex_unlock (&self->lock);
  bs_photo_cache_retry (self->photos);
}

static void
draw (Drawing *drawing, const BsRect *area, double scale)
{
  BsRenderer *self = drawing->self;
  cairo_t *cairo = drawing->cairo;

  g_mutex_lock (&self->lock);
  if (self->media_folder != NULL)
    drawing->media_folder = g_object_ref (self->media_folder);
  g_mutex_unlock (&self->lock);

  cairo_save (cairo);
  cairo_scale (cairo, scale, scale);
  cairo_rectangle (cairo, 0, 0, bs_unit_to_points (area->width), bs_unit_to_points (area->height));
  cairo_clip (cairo);
  cairo_translate (cairo, -bs_unit_to_points (area->x), -bs_unit_to_points (area->y));
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);

  mask_init (&drawing->mask, cairo);
  update_matrix (drawing);
  bs_glyph_cache_enter (self->glyphs);
  draw_items (drawing, 0, bs_display_list_get_n_items (drawing->list));
  flush_text (drawing);
  bs_glyph_cache_leave (self->glyphs);
  cairo_restore (cairo);

  g_clear_pointer (&drawing->mask.surface, cairo_surface_destroy);
  g_clear_object (&drawing->media_folder);
}

/**
 * bs_renderer_draw:
 * @area: what to draw, page units
 * @scale: pixels (user units of @cairo) a point
 *
 * Draws paper and page inside @area with area's top left corner at the user origin.
 */
void
bs_renderer_draw (BsRenderer *self, cairo_t *cairo, BsDisplayList *list, const BsRect *area,
                  double scale)
{
  Drawing drawing = { .self = self, .cairo = cairo, .list = list, .photo_scale = 1 };

  g_return_if_fail (BS_IS_RENDERER (self));
  g_return_if_fail (cairo != NULL && list != NULL && area != NULL);
  g_return_if_fail (scale > 0);

  draw (&drawing, area, scale);
}

/**
 * bs_renderer_print:
 * @cairo: of a PDF or a printer, one unit a point
 * @list: a sheet
 * @pixels_per_inch: of the photos
 *
 * Draws all of @list from the origin, as vectors; text stays text. By one thread at a time.
 */
void
bs_renderer_print (BsRenderer *self, cairo_t *cairo, BsDisplayList *list, double pixels_per_inch)
{
  Drawing drawing = { .self = self, .cairo = cairo, .list = list };
  BsRect area = { 0 };

  g_return_if_fail (BS_IS_RENDERER (self));
  g_return_if_fail (cairo != NULL && list != NULL && pixels_per_inch > 0);

  if (self->print_text == NULL)
    self->print_text = bs_cairo_text_new ();
  drawing.text = self->print_text;
  drawing.photo_scale = pixels_per_inch / 72;
  area.width = bs_display_list_get_width (list);
  area.height = bs_display_list_get_height (list);
  draw (&drawing, &area, 1);
}
