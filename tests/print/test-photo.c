/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-page.h"
#include "print/bs-output-profile.h"
#include "print/bs-pdf.h"
#include "print/bs-photo.h"
#include "print/bs-press-image.h"

#include <glib/gstdio.h>
#include <string.h>

#define WIDTH 600
#define HEIGHT 400

typedef struct
{
  char *folder;
  BsOutputProfile *profile;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autofree char *path = bs_environment_find_data (environment, "profiles/newsprint.icc");
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("print-XXXXXX", NULL);
  fixture->profile = bs_output_profile_load (path, &error);
  g_assert_no_error (error);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  bs_output_profile_free (fixture->profile);
}

static GBytes *
load (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));

  return g_bytes_new_take (data, length);
}

static BsPhoto *
read_photo (Fixture *fixture, const char *name, const BsPhotoWish *wish)
{
  g_autoptr (GBytes) bytes = load (fixture, name);
  g_autoptr (GError) error = NULL;
  BsPhoto *photo = bs_photo_read (bytes, name, wish, &error);

  g_assert_no_error (error);

  return photo;
}

static const guint8 *
pixel_at (const BsPhoto *photo, guint x, guint y)
{
  return photo->data + ((gsize) y * photo->width + x) * photo->channels;
}

static gboolean
is_red (const guint8 *rgb)
{
  return rgb[0] > 150 && rgb[1] < 100 && rgb[2] < 100;
}

/* The ball's centre is at 150, 120 of what is stored. */
static void
test_orientations (Fixture *fixture, gconstpointer data)
{
  const guint x = 150, y = 120;
  const guint places[9][2] = {
    { 0, 0 },          { x, y }, { WIDTH - x, y },  { WIDTH - x, HEIGHT - y },
    { x, HEIGHT - y }, { y, x }, { HEIGHT - y, x }, { HEIGHT - y, WIDTH - x },
    { y, WIDTH - x },
  };
  const BsPhotoWish all = { 0 };

  for (guint8 orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (BsPhoto) photo = NULL;

      demo_photo_write_turned (fixture->folder, "turned.jpg", orientation);
      photo = read_photo (fixture, "turned.jpg", &all);
      g_assert_cmpuint (photo->width, ==, orientation > 4 ? HEIGHT : WIDTH);
      g_assert_cmpuint (photo->height, ==, orientation > 4 ? WIDTH : HEIGHT);
      g_assert_true (is_red (pixel_at (photo, places[orientation][0], places[orientation][1])));
    }
}

/* Cut off what is left of and above the ball, as the upright picture shows it. */
static void
test_crop_follows_the_eye (Fixture *fixture, gconstpointer data)
{
  for (guint8 orientation = 1; orientation <= 8; orientation++)
    {
      const BsPhotoWish wish = { .crop_left = 100, .crop_bottom = 500 };
      g_autoptr (BsPhoto) photo = NULL;
      guint width = orientation > 4 ? HEIGHT : WIDTH, height = orientation > 4 ? WIDTH : HEIGHT;

      demo_photo_write_turned (fixture->folder, "turned.jpg", orientation);
      photo = read_photo (fixture, "turned.jpg", &wish);
      g_assert_cmpuint (photo->width, ==, width - width / 10);
      g_assert_cmpuint (photo->height, ==, height / 2);
      /* The ball is in the upper half in orientations 1, 2, 5 and 6. */
      if (orientation == 1)
        g_assert_true (is_red (pixel_at (photo, 150 - 60, 120)));
      if (orientation == 6)
        g_assert_true (is_red (pixel_at (photo, HEIGHT - 120 - 40, 150)));
    }
}

static void
test_brought_down_keeps_the_mean (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "rgb.jpg", "gray.jpg", "cmyk.jpg", "color.tiff",
                                       "alpha.png" };
  const BsPhotoWish all = { 0 }, small = { .max_width = 77, .max_height = 51 };

  demo_photos_write (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (BsPhoto) whole = read_photo (fixture, names[i], &all);
      g_autoptr (BsPhoto) less = read_photo (fixture, names[i], &small);

      g_assert_cmpuint (less->width, ==, 77);
      g_assert_cmpuint (less->height, ==, 51);
      for (guint c = 0; c < whole->channels; c++)
        {
          double sums[2] = { 0 };

          for (gsize j = 0; j < (gsize) whole->width * whole->height; j++)
            sums[0] += whole->data[j * whole->channels + c];
          for (gsize j = 0; j < (gsize) less->width * less->height; j++)
            sums[1] += less->data[j * less->channels + c];
          g_assert_cmpfloat_with_epsilon (sums[0] / (whole->width * whole->height),
                                          sums[1] / (less->width * less->height), 1.0);
        }
    }
}

static void
test_transparent_is_white (Fixture *fixture, gconstpointer data)
{
  const BsPhotoWish all = { 0 };
  g_autoptr (BsPhoto) photo = NULL;

  demo_photos_write (fixture->folder);
  photo = read_photo (fixture, "alpha.png", &all);
  g_assert_cmpuint (photo->channels, ==, 3);
  for (guint c = 0; c < 3; c++)
    g_assert_cmpuint (pixel_at (photo, 0, 300)[c], ==, 255);
  g_assert_true (is_red (pixel_at (photo, 150, 120)));
}

static void
test_adobe_and_plain_cmyk_agree (Fixture *fixture, gconstpointer data)
{
  const BsPhotoWish all = { 0 };
  g_autoptr (BsPhoto) plain = NULL, adobe = NULL;

  demo_photos_write (fixture->folder);
  plain = read_photo (fixture, "cmyk.jpg", &all);
  adobe = read_photo (fixture, "adobe.jpg", &all);
  for (guint c = 0; c < 4; c++)
    g_assert_cmpint (ABS (pixel_at (plain, 150, 120)[c] - pixel_at (adobe, 150, 120)[c]), <=, 6);
  g_assert_cmpuint (pixel_at (plain, 150, 120)[1], >, 180);
}

static void
assert_refused (GBytes *bytes, const char *words)
{
  const BsPhotoWish all = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsPhoto) photo = bs_photo_read (bytes, "photo", &all, &error);

  g_assert_null (photo);
  g_assert_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PHOTO);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_cut_short_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "rgb.jpg", "cmyk.jpg", "alpha.png", "color.tiff" };

  demo_photos_write (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) whole = load (fixture, names[i]);

      for (guint part = 1; part < 8; part++)
        {
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0,
                                                           g_bytes_get_size (whole) * part / 8);

          assert_refused (cut, "damaged");
        }
    }
}

/* Whatever a byte is changed to, the photo is read or refused; run under sanitizers. */
static void
test_damage_is_survived (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "turned.jpg", "adobe.jpg", "alpha.png", "color.tiff" };
  const BsPhotoWish wish = { .crop_left = 100, .max_width = 60, .max_height = 40 };
  guint32 seed = 1;

  demo_photos_write (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) whole = load (fixture, names[i]);
      gsize length = g_bytes_get_size (whole);

      for (guint turn = 0; turn < 60; turn++)
        {
          g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), length);
          g_autoptr (GBytes) damaged = NULL;
          g_autoptr (BsPhoto) photo = NULL;
          g_autoptr (GError) error = NULL;

          /* Mostly in the head, where sizes and offsets are. */
          seed = seed * 1664525 + 1013904223;
          bytes[(seed >> 8) % (turn % 4 != 0 ? MIN (length, 400) : length)] = seed >> 24;
          damaged = g_bytes_new (bytes, length);
          photo = bs_photo_read (damaged, names[i], &wish, &error);
          g_assert_true ((photo == NULL) == (error != NULL));
        }
    }
}

static void
test_no_picture_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  assert_refused (text, "JPEG, PNG or TIFF");
  assert_refused (nothing, "JPEG, PNG or TIFF");
}

/* 65,000 by 65,000 pixels in 57 bytes: refused before anything is decoded. */
static void
test_huge_is_refused (Fixture *fixture, gconstpointer data)
{
  static const guint8 png[] = {
    0x89, 'P',  'N',  'G',  '\r', '\n', 0x1A, '\n', 0,    0,    0,    13,   'I',  'H',  'D',
    'R',  0,    0,    0xFD, 0xE8, 0,    0,    0xFD, 0xE8, 8,    2,    0,    0,    0,    0xA5,
    0xEC, 0x05, 0x3D, 0,    0,    0,    0,    'I',  'D',  'A',  'T',  0x35, 0xAF, 0x06, 0x1E,
    0,    0,    0,    0,    'I',  'E',  'N',  'D',  0xAE, 0x42, 0x60, 0x82,
  };
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint32 crc = 0xFFFFFFFF;

  g_byte_array_append (array, png, sizeof png);
  for (guint i = 12; i < 29; i++)
    {
      crc ^= array->data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
  crc = GUINT32_TO_BE (~crc);
  memcpy (array->data + 29, &crc, sizeof crc);
  bytes = g_bytes_new (array->data, array->len);
  assert_refused (bytes, "more than can be printed");
}

static void
test_gray_is_black_alone (Fixture *fixture, gconstpointer data)
{
  const BsPhotoWish all = { 0 };
  const guint8 *curve = bs_output_profile_get_gray_curve (fixture->profile);
  g_autoptr (BsPhoto) photo = NULL;
  g_autoptr (BsPressImage) image = NULL;

  demo_photos_write (fixture->folder);
  photo = read_photo (fixture, "gray.jpg", &all);
  image = bs_press_image_new (photo, fixture->profile, NULL);
  g_assert_cmpuint (image->channels, ==, 1);

  g_assert_cmpuint (curve[0], ==, 255);
  g_assert_cmpuint (curve[255], ==, 0);
  for (guint i = 1; i < 256; i++)
    g_assert_cmpuint (curve[i], <=, curve[i - 1]);
  /* Newsprint's dots grow: a middle gray takes less than half a solid. */
  g_assert_cmpuint (curve[188], <, 110);
}

static void
test_colour_stays_within_the_limit (Fixture *fixture, gconstpointer data)
{
  cmsHTRANSFORM transform = bs_output_profile_get_transform (fixture->profile, NULL, 3, NULL);

  g_assert_cmpfloat (bs_output_profile_get_ink_limit (fixture->profile), <=, 242);
  for (guint i = 0; i < 32 * 32 * 32; i++)
    {
      const guint8 rgb[3] = { i % 32 * 8, i / 32 % 32 * 8, i / 1024 * 8 };
      guint8 ink[4];

      cmsDoTransform (transform, rgb, ink, 1);
      g_assert_cmpuint (ink[0] + ink[1] + ink[2] + ink[3], <=, 255 * 2.42);
    }
}

static void
test_rgb_profile_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "rgb.icc", NULL);
  cmsHPROFILE rgb = cmsCreate_sRGBProfile ();
  g_autoptr (GError) error = NULL;

  cmsSaveProfileToFile (rgb, path);
  cmsCloseProfile (rgb);
  g_assert_null (bs_output_profile_load (path, &error));
  g_assert_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE);

  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "no profile", -1, NULL));
  g_assert_null (bs_output_profile_load (path, &error));
  g_assert_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE);

  g_clear_error (&error);
  g_assert_null (bs_output_profile_load ("/nowhere.icc", &error));
  g_assert_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, setup, function, teardown)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/print/photo/stands-upright-however-the-camera-was-held", test_orientations);
  ADD ("/print/photo/crop-follows-the-upright-picture", test_crop_follows_the_eye);
  ADD ("/print/photo/brought-down-keeps-its-tones", test_brought_down_keeps_the_mean);
  ADD ("/print/photo/transparent-shows-white-paper", test_transparent_is_white);
  ADD ("/print/photo/adobe-and-plain-cmyk-look-the-same", test_adobe_and_plain_cmyk_agree);
  ADD ("/print/photo/cut-short-is-refused-not-printed-half", test_cut_short_is_refused);
  ADD ("/print/photo/no-damaged-byte-brings-it-down", test_damage_is_survived);
  ADD ("/print/photo/what-is-no-picture-is-refused", test_no_picture_is_refused);
  ADD ("/print/photo/gigantic-is-refused-before-decoding", test_huge_is_refused);
  ADD ("/print/photo/gray-is-printed-in-black-alone", test_gray_is_black_alone);
  ADD ("/print/photo/no-colour-takes-more-ink-than-newsprint-holds",
       test_colour_stays_within_the_limit);
  ADD ("/print/profile/one-that-is-no-cmyk-printers-is-refused", test_rgb_profile_is_refused);

  return g_test_run ();
}
