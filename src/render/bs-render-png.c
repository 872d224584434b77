/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-render.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>

/* Rows drawn at a time: a page at 1200 ppi would not fit in memory at once. */
#define BAND_ROWS 256
/* Larger pictures are refused; most programs could not open them. */
#define MAX_SIDE 32000

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
} PngTarget;

static void
on_write (png_structp png, png_bytep data, size_t length)
{
  PngTarget *target = png_get_io_ptr (png);

  if (!g_output_stream_write_all (target->stream, data, length, NULL, target->cancellable,
                                  &target->error))
    png_error (png, "write");
}

static void
on_flush (png_structp png G_GNUC_UNUSED)
{
}

static void
on_error (png_structp png, png_const_charp message G_GNUC_UNUSED)
{
  png_longjmp (png, 1);
}

static void
on_warning (png_structp png G_GNUC_UNUSED, png_const_charp message G_GNUC_UNUSED)
{
}

/* Everything that lives across png_longjmp() is here, not on the stack. */
typedef struct
{
  BsRenderer *renderer;
  BsDisplayList *list;
  PngTarget target;
  cairo_surface_t *band;
  guint8 *row;
  int width;
  int height;
  double scale; /* pixels a point */
} PngJob;

static void
draw_band (PngJob *job, int top, int rows)
{
  cairo_t *cairo = cairo_create (job->band);
  const BsRect page = { 0, 0, bs_display_list_get_width (job->list),
                        bs_display_list_get_height (job->list) };

  cairo_rectangle (cairo, 0, 0, job->width, rows);
  cairo_clip (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_translate (cairo, 0, -top);
  bs_renderer_draw (job->renderer, cairo, job->list, &page, job->scale);
  cairo_destroy (cairo);
  cairo_surface_flush (job->band);
}

static void
write_band (PngJob *job, png_structp png, int rows)
{
  for (int y = 0; y < rows; y++)
    {
      const guint32 *from = (const guint32 *) (gpointer) (cairo_image_surface_get_data (job->band)
                                                          + (gsize) y
                                                              * cairo_image_surface_get_stride (
                                                                job->band));

      for (int x = 0; x < job->width; x++)
        {
          job->row[3 * x] = from[x] >> 16;
          job->row[3 * x + 1] = from[x] >> 8;
          job->row[3 * x + 2] = from[x];
        }
      png_write_row (png, job->row);
    }
}

static gboolean
write_picture (PngJob *job, png_structp png, png_infop info)
{
  png_uint_32 pixels_a_metre = (png_uint_32) (job->scale * 72 / 0.0254 + 0.5);

  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;

  png_set_write_fn (png, &job->target, on_write, on_flush);
  png_set_IHDR (png, info, job->width, job->height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_RELATIVE);
  png_set_pHYs (png, info, pixels_a_metre, pixels_a_metre, PNG_RESOLUTION_METER);
  /* Text on paper is flat: without filters a page comes out a quarter smaller in half the time,
   * and higher levels win 2 %. */
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level (png, 2);
  png_write_info (png, info);
  for (int top = 0; top < job->height; top += BAND_ROWS)
    {
      if (g_cancellable_set_error_if_cancelled (job->target.cancellable, &job->target.error))
        return FALSE;
      draw_band (job, top, MIN (BAND_ROWS, job->height - top));
      write_band (job, png, MIN (BAND_ROWS, job->height - top));
    }
  png_write_end (png, info);

  return TRUE;
}

/**
 * bs_renderer_write_png:
 * @pixels_per_inch: resolution
 * @stream: where to; left open. After an error it holds a part: use a memory stream
 *
 * Returns: %TRUE when the whole picture was written
 */
gboolean
bs_renderer_write_png (BsRenderer *self, BsDisplayList *list, double pixels_per_inch,
                       GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  PngJob job = { .renderer = self, .list = list, .target = { stream, cancellable, NULL } };
  png_structp png;
  png_infop info = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (BS_IS_RENDERER (self), FALSE);
  g_return_val_if_fail (list != NULL && pixels_per_inch > 0, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  job.scale = pixels_per_inch / 72;
  job.width = (int) ceil (
    MIN (bs_unit_to_points (bs_display_list_get_width (list)) * job.scale - 1e-6, 1e6));
  job.height = (int) ceil (
    MIN (bs_unit_to_points (bs_display_list_get_height (list)) * job.scale - 1e-6, 1e6));
  if (job.width < 1 || job.height < 1 || job.width > MAX_SIDE || job.height > MAX_SIDE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("The picture cannot be made: it would be %d × %d pixels. Choose another "
                      "resolution"),
                   job.width, job.height);
      return FALSE;
    }

  job.band = cairo_image_surface_create (CAIRO_FORMAT_RGB24, job.width,
                                         MIN (BAND_ROWS, job.height));
  job.row = g_malloc ((gsize) job.width * 3);
  png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
  if (png != NULL)
    info = png_create_info_struct (png);
  if (info != NULL && cairo_surface_status (job.band) == CAIRO_STATUS_SUCCESS)
    done = write_picture (&job, png, info);
  png_destroy_write_struct (&png, &info);
  cairo_surface_destroy (job.band);
  g_free (job.row);

  if (job.target.error != NULL)
    g_propagate_error (error, job.target.error);
  else if (!done)
    g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_FAILED,
      _ ("The picture cannot be made: libpng gave up. Choose a lower resolution"));

  return done;
}
