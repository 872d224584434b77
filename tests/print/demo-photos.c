/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-page.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include <jpeglib.h>

#define WIDTH 600
#define HEIGHT 400

/* A sky above a field with a red ball, so that up, left and colours can be told. */
static void
paint (guint x, guint y, guint8 rgb[3])
{
  int dx = (int) x - 150, dy = (int) y - 120;

  if (dx * dx + dy * dy < 70 * 70)
    memcpy (rgb, (guint8[]){ 210, 40, 30 }, 3);
  else if (y < HEIGHT / 2)
    memcpy (rgb, (guint8[]){ 90 + y / 3, 140 + y / 3, 220 }, 3);
  else
    memcpy (rgb, (guint8[]){ 40 + x / 6, 120 + (y - 200) / 3, 30 }, 3);
}

static guint8 *
make_rgb (void)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * 3);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      paint (x, y, pixels + (y * WIDTH + x) * 3);

  return pixels;
}

static guint8 *
make_gray (const guint8 *rgb)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT);

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = (rgb[i * 3] * 2 + rgb[i * 3 + 1] * 5 + rgb[i * 3 + 2]) / 8;

  return pixels;
}

/* Far too much ink where it is dark: what an unwary conversion gives. */
static guint8 *
make_cmyk (const guint8 *rgb, gboolean inverted)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * 4);

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      guint8 *ink = pixels + i * 4;

      for (guint c = 0; c < 3; c++)
        ink[c] = 255 - rgb[i * 3 + c];
      ink[3] = MIN (MIN (ink[0], ink[1]), ink[2]) / 2;
      for (guint c = 0; inverted && c < 4; c++)
        ink[c] = 255 - ink[c];
    }

  return pixels;
}

static void
write_file (const char *folder, const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

/* Exif with nothing but an orientation. */
static void
write_exif (struct jpeg_compress_struct *cinfo, guint8 orientation)
{
  const guint8 exif[] = { 'E',  'x',  'i', 'f', 0, 0, 'I', 'I', '*',         0, 8, 0, 0, 0, 1, 0,
                          0x12, 0x01, 3,   0,   1, 0, 0,   0,   orientation, 0, 0, 0, 0, 0, 0, 0 };

  jpeg_write_marker (cinfo, JPEG_APP0 + 1, exif, sizeof exif);
}

static void
write_jpeg (const char *folder, const char *name, const guint8 *pixels, guint channels,
            gboolean adobe, guint8 orientation)
{
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long length = 0;

  cinfo.err = jpeg_std_error (&manager);
  jpeg_create_compress (&cinfo);
  jpeg_mem_dest (&cinfo, &data, &length);
  cinfo.image_width = WIDTH;
  cinfo.image_height = HEIGHT;
  cinfo.input_components = channels;
  cinfo.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults (&cinfo);
  jpeg_set_quality (&cinfo, 92, TRUE);
  if (channels == 4)
    cinfo.write_Adobe_marker = adobe;
  jpeg_start_compress (&cinfo, TRUE);
  if (orientation != 1)
    write_exif (&cinfo, orientation);
  while (cinfo.next_scanline < HEIGHT)
    {
      JSAMPROW row = (JSAMPROW) pixels + (gsize) cinfo.next_scanline * WIDTH * channels;

      jpeg_write_scanlines (&cinfo, &row, 1);
    }
  jpeg_finish_compress (&cinfo);
  jpeg_destroy_compress (&cinfo);
  write_file (folder, name, data, length);
  if (g_str_equal (name, "rgb.jpg"))
    write_file (folder, "short.jpg", data, length / 2);
  free (data);
}

/* The left fifth fades out. */
static void
write_png (const char *folder, const guint8 *rgb)
{
  g_autofree char *path = g_build_filename (folder, "alpha.png", NULL);
  g_autofree guint8 *pixels = g_malloc (WIDTH * HEIGHT * 4);
  png_image image = {
    .version = PNG_IMAGE_VERSION, .width = WIDTH, .height = HEIGHT, .format = PNG_FORMAT_RGBA
  };

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      memcpy (pixels + i * 4, rgb + i * 3, 3);
      pixels[i * 4 + 3] = MIN (i % WIDTH * 255 / (WIDTH / 5), 255);
    }
  g_assert_true (png_image_write_to_file (&image, path, 0, pixels, 0, NULL));
}

static void
write_tiff (const char *folder, const guint8 *rgb)
{
  g_autofree char *path = g_build_filename (folder, "color.tiff", NULL);
  TIFF *tiff = TIFFOpen (path, "w");

  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, HEIGHT);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  for (guint y = 0; y < HEIGHT; y++)
    TIFFWriteScanline (tiff, (gpointer) (rgb + (gsize) y * WIDTH * 3), y, 0);
  TIFFClose (tiff);
}

/* The same pixels, said to lie as @orientation tells (TIFF 6.0, section 8). */
void
demo_photo_write_turned (const char *folder, const char *name, guint8 orientation)
{
  g_autofree guint8 *rgb = make_rgb ();

  write_jpeg (folder, name, rgb, 3, FALSE, orientation);
}

void
demo_photos_write (const char *folder)
{
  g_autofree guint8 *rgb = make_rgb ();
  g_autofree guint8 *gray = make_gray (rgb);
  g_autofree guint8 *cmyk = make_cmyk (rgb, FALSE);
  g_autofree guint8 *adobe = make_cmyk (rgb, TRUE);

  write_jpeg (folder, "rgb.jpg", rgb, 3, FALSE, 1);
  write_jpeg (folder, "turned.jpg", rgb, 3, FALSE, 6);
  write_jpeg (folder, "gray.jpg", gray, 1, FALSE, 1);
  write_jpeg (folder, "cmyk.jpg", cmyk, 4, FALSE, 1);
  write_jpeg (folder, "adobe.jpg", adobe, 4, TRUE, 1);
  write_png (folder, rgb);
  write_tiff (folder, rgb);
}
