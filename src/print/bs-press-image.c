/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-press-image.h"

#include "bs-config.h"
#include "bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define JPEG_QUALITY 90

/* Scanners and cameras leave gray pictures with traces of colour no larger than this. */
#define GRAY_TOLERANCE 3

typedef struct
{
  struct jpeg_error_mgr manager; /* first, so that libjpeg's pointer is ours */
  jmp_buf escape;
} Trap;

static void
escape (j_common_ptr cinfo)
{
  longjmp (((Trap *) cinfo->err)->escape, 1);
}

static gboolean
is_gray (const BsPhoto *photo)
{
  gsize n = (gsize) photo->width * photo->height;
  const guint8 *pixel = photo->data;

  if (photo->channels == 1)
    return TRUE;
  if (photo->channels != 3)
    return FALSE;
  for (gsize i = 0; i < n; i++, pixel += 3)
    if (ABS (pixel[0] - pixel[1]) > GRAY_TOLERANCE || ABS (pixel[1] - pixel[2]) > GRAY_TOLERANCE
        || ABS (pixel[0] - pixel[2]) > GRAY_TOLERANCE)
      return FALSE;

  return TRUE;
}

/* DeviceGray: 255 is no ink. */
static guint8 *
to_black (const BsPhoto *photo, BsOutputProfile *profile)
{
  gsize n = (gsize) photo->width * photo->height;
  const guint8 *curve = bs_output_profile_get_gray_curve (profile);
  guint8 *out = g_malloc (n);

  for (gsize i = 0; i < n; i++)
    out[i] = 255 - curve[photo->data[i * photo->channels + photo->channels / 2]];

  return out;
}

static gboolean
is_within_ink_limit (const BsPhoto *photo, double limit)
{
  gsize n = (gsize) photo->width * photo->height;
  const guint8 *ink = photo->data;
  guint most = limit * 255 / 100 + 1;

  for (gsize i = 0; i < n; i++, ink += 4)
    if ((guint) ink[0] + ink[1] + ink[2] + ink[3] > most)
      return FALSE;

  return TRUE;
}

static guint8 *
to_inks (const BsPhoto *photo, BsOutputProfile *profile, GError **error)
{
  gsize n = (gsize) photo->width * photo->height;
  cmsHTRANSFORM transform;
  guint8 *out;

  /* Separated already, by someone who gave no other press: taken at its word while the paper can
   * take that much ink. */
  if (photo->channels == 4 && photo->profile == NULL
      && is_within_ink_limit (photo, bs_output_profile_get_ink_limit (profile)))
    return g_memdup2 (photo->data, n * 4);

  transform = bs_output_profile_get_transform (profile, photo->profile, photo->channels, error);
  if (transform == NULL)
    return NULL;
  out = g_malloc (n * 4);
  for (guint y = 0; y < photo->height; y++)
    cmsDoTransform (transform, photo->data + (gsize) y * photo->width * photo->channels,
                    out + (gsize) y * photo->width * 4, photo->width);

  return out;
}

/* No subsampling, and the four inks as they are: black text in a photo stays black. */
static void
compress_rows (struct jpeg_compress_struct *cinfo, const BsPressImage *image, guint8 *samples)
{
  cinfo->image_width = image->width;
  cinfo->image_height = image->height;
  cinfo->input_components = image->channels;
  cinfo->in_color_space = image->channels == 1 ? JCS_GRAYSCALE : JCS_CMYK;
  jpeg_set_defaults (cinfo);
  jpeg_set_colorspace (cinfo, cinfo->in_color_space);
  /* With Adobe's marker, programs that take the picture out of the PDF would invert it. */
  cinfo->write_Adobe_marker = FALSE;
  jpeg_set_quality (cinfo, JPEG_QUALITY, TRUE);
  cinfo->optimize_coding = TRUE;
  jpeg_start_compress (cinfo, TRUE);
  while (cinfo->next_scanline < cinfo->image_height)
    {
      JSAMPROW row = samples + (gsize) cinfo->next_scanline * image->width * image->channels;

      jpeg_write_scanlines (cinfo, &row, 1);
    }
  jpeg_finish_compress (cinfo);
}

static gboolean
compress (BsPressImage *image, guint8 *samples)
{
  struct jpeg_compress_struct cinfo = { 0 };
  unsigned char *volatile start = NULL;
  unsigned char *data = NULL;
  unsigned long length = 0;
  Trap trap;

  cinfo.err = jpeg_std_error (&trap.manager);
  trap.manager.error_exit = escape;
  if (setjmp (trap.escape) != 0)
    {
      jpeg_destroy_compress (&cinfo);
      free (start);
      return FALSE;
    }
  jpeg_create_compress (&cinfo);
  jpeg_mem_dest (&cinfo, &data, &length);
  compress_rows (&cinfo, image, samples);
  start = data;
  jpeg_destroy_compress (&cinfo);
  image->jpeg = g_bytes_new_with_free_func (start, length, free, start);

  return TRUE;
}

/**
 * bs_press_image_new:
 *
 * Returns: (transfer full): the converted photo, or %NULL with a #BsPrintError
 */
BsPressImage *
bs_press_image_new (const BsPhoto *photo, BsOutputProfile *profile, GError **error)
{
  g_autoptr (BsPressImage) self = g_atomic_rc_box_new0 (BsPressImage);
  g_autofree guint8 *samples = NULL;
  gboolean gray = is_gray (photo);

  self->width = photo->width;
  self->height = photo->height;
  self->channels = gray ? 1 : 4;
  samples = gray ? to_black (photo, profile) : to_inks (photo, profile, error);
  if (samples == NULL)
    return NULL;
  if (!compress (self, samples))
    {
      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO, "%s",
                   _ ("A photo could not be compressed: too little memory. Close other programs"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * bs_press_image_ref:
 *
 * Returns: (transfer full): @self
 */
BsPressImage *
bs_press_image_ref (BsPressImage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_image (gpointer data)
{
  BsPressImage *self = data;

  g_clear_pointer (&self->jpeg, g_bytes_unref);
}

/**
 * bs_press_image_unref:
 * @self: (transfer full): an image
 */
void
bs_press_image_unref (BsPressImage *self)
{
  g_atomic_rc_box_release_full (self, clear_image);
}
