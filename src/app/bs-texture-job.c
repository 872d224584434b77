/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-texture-job.h"

#include "bs-config.h"

#include <cairo.h>
#include <string.h>

#define MAX_THREADS 4

typedef struct
{
  BsTextureRequest request; /* owns its renderer and list */
  GCancellable *cancellable;
  BsTextureDone done;
  gpointer data;
  GDestroyNotify destroy;
  GBytes *pixels;
} TextureJob;

static void
texture_job_free (TextureJob *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_clear_object (&job->request.renderer);
  g_clear_pointer (&job->request.list, bs_display_list_unref);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->pixels, g_bytes_unref);
  g_free (job);
}

static gboolean
deliver (gpointer user_data)
{
  TextureJob *job = user_data;
  g_autoptr (GdkTexture) texture = NULL;

  if (g_cancellable_is_cancelled (job->cancellable))
    return G_SOURCE_REMOVE;

  if (job->pixels != NULL)
    texture = gdk_memory_texture_new (job->request.width, job->request.height, GDK_MEMORY_R8G8B8,
                                      job->pixels, (gsize) job->request.width * 3);
  job->done (texture, job->data);

  return G_SOURCE_REMOVE;
}

/* Cairo's RGB24 is a native-endian 32-bit word; the texture wants three bytes in order. */
static GBytes *
pack_pixels (cairo_surface_t *surface, int width, int height)
{
  const guchar *source = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guchar *pixels = g_malloc ((gsize) width * height * 3);
  guchar *to = pixels;

  for (int y = 0; y < height; y++)
    {
      const guchar *row = source + (gsize) y * stride;

      for (int x = 0; x < width; x++)
        {
          guint32 pixel;

          memcpy (&pixel, row + (gsize) x * 4, sizeof pixel);
          *to++ = (pixel >> 16) & 0xff;
          *to++ = (pixel >> 8) & 0xff;
          *to++ = pixel & 0xff;
        }
    }

  return g_bytes_new_take (pixels, (gsize) width * height * 3);
}

static void
draw (gpointer item, gpointer pool_data G_GNUC_UNUSED)
{
  TextureJob *job = item;
  const BsTextureRequest *request = &job->request;

  if (!g_cancellable_is_cancelled (job->cancellable))
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, request->width,
                                                             request->height);
      cairo_t *cairo = cairo_create (surface);

      /* The last pixels may reach beyond the page by a part of one. */
      cairo_set_source_rgb (cairo, 1, 1, 1);
      cairo_paint (cairo);
      bs_renderer_draw (request->renderer, cairo, request->list, &request->area, request->scale);
      cairo_destroy (cairo);
      cairo_surface_flush (surface);
      if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        job->pixels = pack_pixels (surface, request->width, request->height);
      cairo_surface_destroy (surface);
    }

  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, job, (GDestroyNotify) texture_job_free);
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL)
    pool = g_thread_pool_new (draw, NULL, (int) CLAMP (g_get_num_processors (), 1, MAX_THREADS),
                              FALSE, NULL);

  return pool;
}

/**
 * bs_texture_job_push:
 * @request: copied
 *
 * To be called from the main thread, which is also where @done is called.
 */
void
bs_texture_job_push (const BsTextureRequest *request, GCancellable *cancellable, BsTextureDone done,
                     gpointer data, GDestroyNotify destroy)
{
  TextureJob *job;

  g_return_if_fail (request != NULL && request->width > 0 && request->height > 0);
  g_return_if_fail (done != NULL);

  job = g_new0 (TextureJob, 1);
  job->request = *request;
  job->request.renderer = g_object_ref (request->renderer);
  job->request.list = bs_display_list_ref (request->list);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->done = done;
  job->data = data;
  job->destroy = destroy;

  g_thread_pool_push (get_pool (), job, NULL);
}
