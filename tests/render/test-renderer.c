/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/bs-render.h"

#include "compose/bs-font-set.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#define PAGE_SIDE BS_POINTS (400)
#define RGB(pixel) ((pixel) &0xffffff)

static const BsColor black = { 0, 0, 0, 1000 };

static BsEnvironment *environment;

static BsFace *
test_face (void)
{
  g_autoptr (GError) error = NULL;
  BsFace *face;

  face = bs_font_set_find (bs_environment_get_fonts (environment), "Noto Serif CJK SC", 400, NULL,
                           &error);
  g_assert_no_error (error);

  return face;
}

static guint32
glyph_of (BsFace *face, gunichar c)
{
  hb_codepoint_t glyph = 0;

  g_assert_true (hb_font_get_nominal_glyph (bs_face_get_hb_font (face), c, &glyph));
  return glyph;
}

static void
add_text (BsDisplayListBuilder *builder, gunichar c, double x, double y, double size,
          gboolean rotated)
{
  BsFace *face = test_face ();
  BsRunGlyph glyph = { glyph_of (face, c), 0, bs_unit_from_points (x), bs_unit_from_points (y) };
  char text[8] = "";
  BsGlyphRun run = { face,   bs_unit_from_points (size), black, &glyph, 1, text, "", 0, TRUE, TRUE,
                     rotated };

  g_unichar_to_utf8 (c, text);
  bs_display_list_builder_add_glyphs (builder, &run);
}

static BsRect
rect (double x, double y, double width, double height)
{
  return (BsRect){ bs_unit_from_points (x), bs_unit_from_points (y), bs_unit_from_points (width),
                   bs_unit_from_points (height) };
}

static cairo_surface_t *
draw (BsRenderer *renderer, BsDisplayList *list, const BsRect *area, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (bs_unit_to_points (area->width) * scale + 0.5),
    (int) (bs_unit_to_points (area->height) * scale + 0.5));
  cairo_t *cairo = cairo_create (surface);

  bs_renderer_draw (renderer, cairo, list, area, scale);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
            + 4 * x,
          sizeof pixel);
  return RGB (pixel);
}

/* Mean darkness, 0 … 255, of a rectangle of pixels. */
static double
ink (cairo_surface_t *surface, int x, int y, int width, int height)
{
  double sum = 0;

  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      sum += 255 - (pixel_at (surface, column, row) >> 8 & 0xff);

  return sum / (width * height);
}

/* One of everything: text large and small, a rule, a tint, a clipped and turned group. */
static BsDisplayList *
sample_list (void)
{
  BsDisplayListBuilder *builder = bs_display_list_builder_new ("A1", PAGE_SIDE, PAGE_SIDE);
  const double turned[6] = { 0, 1, -1, 0, BS_POINTS (380), BS_POINTS (200) };
  BsRect box = rect (20, 30, 100, 0.3);
  BsRect clip = rect (250, 200, 130, 60);
  guint group;

  bs_display_list_builder_add_fill (builder, &box, black);
  box = rect (20, 300, 120, 60);
  bs_display_list_builder_add_fill (builder, &box, (BsColor){ 0, 0, 0, 200 });
  for (guint i = 0; i < 30; i++)
    add_text (builder, 0x56fd + i, 20.3 + 9.1 * i, 60 + 0.4 * i, 9, FALSE);
  add_text (builder, 0x62a5, 40, 200, 120, FALSE);
  group = bs_display_list_builder_open_group (builder, &clip, turned);
  add_text (builder, 0x7248, 10, 60, 48, FALSE);
  bs_display_list_builder_close_group (builder, group);

  return bs_display_list_builder_end (builder);
}

static void
test_black_is_dark_grey (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  BsDisplayListBuilder *builder = bs_display_list_builder_new ("A1", PAGE_SIDE, PAGE_SIDE);
  g_autoptr (BsDisplayList) list = NULL;
  BsRect box = rect (10, 10, 50, 50);
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  cairo_surface_t *surface;
  guint32 pixel;

  bs_display_list_builder_add_fill (builder, &box, black);
  list = bs_display_list_builder_end (builder);
  surface = draw (renderer, list, &page, 1);
  pixel = pixel_at (surface, 30, 30);
  g_assert_cmphex (pixel_at (surface, 5, 5), ==, 0xffffff);
  g_assert_cmpuint (pixel >> 16, <, 0x40);
  g_assert_cmpuint (pixel & 0xff, >, 0x10);
  g_assert_cmphex (pixel_at (surface, 60, 60), ==, 0xffffff);
  cairo_surface_destroy (surface);
}

static void
test_glyph_stands_on_its_origin (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  BsDisplayListBuilder *builder = bs_display_list_builder_new ("A1", PAGE_SIDE, PAGE_SIDE);
  g_autoptr (BsDisplayList) list = NULL;
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  const double scales[] = { 0.5, 1, 4 };

  add_text (builder, 0x56fd, 100, 140, 40, FALSE);
  list = bs_display_list_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double s = scales[i];
      cairo_surface_t *surface = draw (renderer, list, &page, s);

      g_test_message ("at scale %g", s);
      /* The ink of a full-width character fills most of its em square, and nothing else. */
      g_assert_cmpfloat (ink (surface, 100 * s, 106 * s, 40 * s, 38 * s), >, 25);
      g_assert_cmpfloat (ink (surface, 0, 0, 400 * s, 98 * s), ==, 0);
      g_assert_cmpfloat (ink (surface, 0, 150 * s, 400 * s, 240 * s), ==, 0);
      g_assert_cmpfloat (ink (surface, 0, 0, 98 * s, 400 * s), ==, 0);
      g_assert_cmpfloat (ink (surface, 143 * s, 0, 240 * s, 400 * s), ==, 0);
      cairo_surface_destroy (surface);
    }
}

static void
test_turned_glyph (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  BsDisplayListBuilder *builder = bs_display_list_builder_new ("A1", PAGE_SIDE, PAGE_SIDE);
  g_autoptr (BsDisplayList) list = NULL;
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  cairo_surface_t *surface;

  /* Clockwise: what was above the baseline is right of it, and the text runs down. */
  add_text (builder, 'L', 100, 100, 60, TRUE);
  list = bs_display_list_builder_end (builder);
  surface = draw (renderer, list, &page, 1);
  g_assert_cmpfloat (ink (surface, 100, 101, 46, 36), >, 20);
  g_assert_cmpfloat (ink (surface, 0, 0, 96, 400), ==, 0);
  g_assert_cmpfloat (ink (surface, 0, 0, 400, 96), ==, 0);
  /* The foot of the L lies along the baseline, which now is the left side. */
  g_assert_cmpfloat (ink (surface, 100, 100, 6, 36), >, ink (surface, 120, 110, 20, 26));
  cairo_surface_destroy (surface);
}

/* Outlines that are filled, not stamped, round a little differently at another place. */
static gboolean
nearly_equal (guint32 a, guint32 b)
{
  return ABS ((int) (a >> 8 & 0xff) - (int) (b >> 8 & 0xff)) <= 4;
}

static void
test_tiles_join (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (BsDisplayList) list = sample_list ();
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  const double scale = 1.25;
  cairo_surface_t *whole = draw (renderer, list, &page, scale);

  for (int y = 0; y < 500; y += 100)
    for (int x = 0; x < 500; x += 100)
      {
        BsRect area = rect (x / scale, y / scale, 80, 80);
        cairo_surface_t *tile = draw (renderer, list, &area, scale);

        for (int row = 0; row < 100; row++)
          for (int column = 0; column < 100; column++)
            if (!nearly_equal (pixel_at (tile, column, row), pixel_at (whole, x + column, y + row)))
              g_error ("tile %d,%d differs from the page at %d,%d: %06x, not %06x", x, y, column,
                       row, pixel_at (tile, column, row), pixel_at (whole, x + column, y + row));
        cairo_surface_destroy (tile);
      }
  cairo_surface_destroy (whole);
}

static void
test_group_clips_and_turns (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (BsDisplayList) list = sample_list ();
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  cairo_surface_t *surface = draw (renderer, list, &page, 1);

  g_assert_cmpfloat (ink (surface, 320, 210, 60, 48), >, 5);
  g_assert_cmpfloat (ink (surface, 250, 261, 149, 60), ==, 0);
  cairo_surface_destroy (surface);
}

static BsDisplayList *
photo_list (const char *file, BsRect box)
{
  BsDisplayListBuilder *builder = bs_display_list_builder_new ("A1", PAGE_SIDE, PAGE_SIDE);
  BsImageItem image = {
    .file = file, .photo = "p1", .rect = box, .pixel_width = 60, .pixel_height = 40
  };

  bs_display_list_builder_add_image (builder, &image);
  return bs_display_list_builder_end (builder);
}

static void
test_missing_photo_is_a_frame (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (BsDisplayList) list = photo_list ("nowhere.jpg", rect (50, 50, 120, 80));
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  cairo_surface_t *surface;

  bs_renderer_set_media_folder (renderer, folder);
  surface = draw (renderer, list, &page, 1);
  g_assert_cmphex (pixel_at (surface, 100, 90), >, 0xc0c0c0);
  g_assert_cmphex (pixel_at (surface, 100, 90), <, 0xffffff);
  g_assert_cmphex (pixel_at (surface, 50, 90), <, pixel_at (surface, 100, 90));
  g_assert_cmphex (pixel_at (surface, 48, 90), ==, 0xffffff);
  cairo_surface_destroy (surface);
}

/* A photo whose left half is red and right half blue; @orientation as in Exif 2.3, 4.6.4. */
static void
write_photo (GFile *file, guint8 orientation)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 60, 40);
  const guint8 exif[] = { 0xff, 0xe1, 0, 34, 'E',         'x', 'i', 'f', 0,    0, 'I', 'I',
                          42,   0,    8, 0,  0,           0,   1,   0,   0x12, 1, 3,   0,
                          1,    0,    0, 0,  orientation, 0,   0,   0,   0,    0, 0,   0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *jpeg = NULL;
  gsize length;

  for (int y = 0; y < 40; y++)
    for (int x = 0; x < 60; x++)
      {
        guint8 *pixel = gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf)
                        + 3 * x;

        pixel[0] = x < 30 ? 255 : 0;
        pixel[1] = 0;
        pixel[2] = x < 30 ? 0 : 255;
      }
  g_assert_true (
    gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", &error, "quality", "95", NULL));
  g_byte_array_append (bytes, (const guint8 *) jpeg, 2);
  g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, (const guint8 *) jpeg + 2, length - 2);
  g_assert_true (
    g_file_set_contents (g_file_peek_path (file), (const char *) bytes->data, bytes->len, &error));
}

static void
test_photo_upright_and_cropped (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autofree char *path = g_dir_make_tmp ("broadsheet-render-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) photo = g_file_get_child (folder, "turned.jpg");
  g_autoptr (BsDisplayList) list = photo_list ("turned.jpg", rect (0, 0, 40, 60));
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  BsDisplayListBuilder *builder;
  BsImageItem image = { .file = "turned.jpg", .photo = "p1", .crop_bottom = 500 };
  cairo_surface_t *surface;

  /* 6: the camera was turned; upright, the picture's left side is on top. */
  write_photo (photo, 6);
  bs_renderer_set_media_folder (renderer, folder);
  surface = draw (renderer, list, &page, 1);
  g_assert_cmpuint (pixel_at (surface, 20, 10) >> 16, >, 200);
  g_assert_cmpuint (pixel_at (surface, 20, 50) & 0xff, >, 200);
  cairo_surface_destroy (surface);

  builder = bs_display_list_builder_new ("A1", PAGE_SIDE, PAGE_SIDE);
  image.rect = rect (0, 0, 40, 30);
  bs_display_list_builder_add_image (builder, &image);
  g_clear_pointer (&list, bs_display_list_unref);
  list = bs_display_list_builder_end (builder);
  surface = draw (renderer, list, &page, 1);
  g_assert_cmpuint (pixel_at (surface, 20, 25) >> 16, >, 200);
  cairo_surface_destroy (surface);

  g_unlink (g_file_peek_path (photo));
  g_rmdir (path);
}

static gpointer
draw_in_thread (gpointer data)
{
  gpointer *parts = data;
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };

  return draw (parts[0], parts[1], &page, 2);
}

static void
test_threads_share (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (BsDisplayList) list = sample_list ();
  gpointer parts[2] = { renderer, list };
  GThread *threads[4];
  cairo_surface_t *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_in_thread, parts);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      cairo_surface_t *surface = g_thread_join (threads[i]);

      if (first == NULL)
        first = cairo_surface_reference (surface);
      g_assert_cmpmem (cairo_image_surface_get_data (surface), 800 * 800 * 4,
                       cairo_image_surface_get_data (first), 800 * 800 * 4);
      cairo_surface_destroy (surface);
    }
  cairo_surface_destroy (first);
}

static void
test_png (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (BsDisplayList) list = sample_list ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  BsRect page = { 0, 0, PAGE_SIDE, PAGE_SIDE };
  cairo_surface_t *surface = draw (renderer, list, &page, 1);

  g_assert_true (bs_renderer_write_png (renderer, list, 72, stream, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  input = g_memory_input_stream_new_from_bytes (bytes);
  pixbuf = gdk_pixbuf_new_from_stream (input, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 400);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 400);
  for (int y = 0; y < 400; y++)
    for (int x = 0; x < 400; x++)
      {
        const guint8 *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf)
                          + 3 * x;

        g_assert_cmphex (p[0] << 16 | p[1] << 8 | p[2], ==, pixel_at (surface, x, y));
      }
  cairo_surface_destroy (surface);
}

static void
test_png_refused (void)
{
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (BsDisplayList) list = sample_list ();
  guint8 room[64];
  g_autoptr (GOutputStream) full = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (bs_renderer_write_png (renderer, list, 72, full, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (bs_renderer_write_png (renderer, list, 72000, stream, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (bs_renderer_write_png (renderer, list, 72, stream, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/render/ink/black-is-dark-grey-on-white", test_black_is_dark_grey);
  g_test_add_func ("/render/text/glyph-stands-on-its-origin-at-any-zoom",
                   test_glyph_stands_on_its_origin);
  g_test_add_func ("/render/text/turned-glyph-runs-down", test_turned_glyph);
  g_test_add_func ("/render/tiles/join-without-a-seam", test_tiles_join);
  g_test_add_func ("/render/group/clips-and-turns", test_group_clips_and_turns);
  g_test_add_func ("/render/photo/missing-one-is-a-light-frame", test_missing_photo_is_a_frame);
  g_test_add_func ("/render/photo/upright-and-cropped", test_photo_upright_and_cropped);
  g_test_add_func ("/render/threads/share-one-renderer", test_threads_share);
  g_test_add_func ("/render/png/same-pixels-as-the-screen", test_png);
  g_test_add_func ("/render/png/full-huge-or-cancelled-is-an-error", test_png_refused);

  environment = bs_environment_new_default ();
  status = g_test_run ();
  g_clear_object (&environment);

  return status;
}
