/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "compose/bs-font-set.h"

#include <glib/gstdio.h>
#include <string.h>

#define SERIF "Noto Serif CJK SC"

static gboolean
skip_without_font (BsFontSet *fonts)
{
  gboolean substituted = TRUE;

  if (bs_font_set_find (fonts, SERIF, 400, &substituted, NULL) != NULL && !substituted)
    return FALSE;
  g_test_skip (SERIF " is not installed (fonts-noto-cjk)");
  return TRUE;
}

static void
test_family (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFontSet *fonts = bs_environment_get_fonts (environment);
  g_autoptr (GError) error = NULL;
  gboolean substituted = TRUE;
  BsFace *face;

  if (skip_without_font (fonts))
    return;
  face = bs_font_set_find (fonts, SERIF, 700, &substituted, &error);
  g_assert_no_error (error);
  g_assert_false (substituted);
  g_assert_cmpstr (bs_face_get_postscript_name (face), ==, "NotoSerifCJKsc-Bold");
  g_assert_cmpuint (bs_face_get_weight (face), ==, 700);
  g_assert_cmpuint (bs_face_get_units_per_em (face), ==, 1000);
  g_assert_true (bs_face_is_cff (face));
  g_assert_true (bs_face_has_char (face, 0x62A5));
  g_assert_true (bs_font_set_find (fonts, SERIF, 700, NULL, NULL) == face);
  /* There is no 900: the nearest, never a thickened one. */
  g_assert_true (bs_font_set_find (fonts, SERIF, 900, NULL, NULL) == face);
}

static void
test_substitute (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFontSet *fonts = bs_environment_get_fonts (environment);
  gboolean substituted = FALSE;
  BsFace *face;

  if (skip_without_font (fonts))
    return;
  face = bs_font_set_find (fonts, "No Such Song", 400, &substituted, NULL);
  g_assert_true (substituted);
  g_assert_cmpstr (bs_face_get_postscript_name (face), ==, "NotoSerifCJKsc-Regular");
  face = bs_font_set_find (fonts, "No Such Sans", 700, &substituted, NULL);
  g_assert_true (substituted);
  g_assert_cmpstr (bs_face_get_postscript_name (face), ==, "NotoSansCJKsc-Bold");
}

static void
test_fallback (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFontSet *fonts = bs_environment_get_fonts (environment);
  BsFace *face;

  if (skip_without_font (fonts))
    return;
  face = bs_font_set_find (fonts, SERIF, 400, NULL, NULL);
  g_assert_true (bs_font_set_find_for_char (fonts, face, 0x4E00) == face);
  /* A noncharacter is in no font. */
  g_assert_null (bs_font_set_find_for_char (fonts, face, 0x10FFFE));
  g_assert_null (bs_font_set_find_for_char (fonts, face, 0x10FFFE));
}

static void
test_released_pages (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFontSet *fonts = bs_environment_get_fonts (environment);
  hb_glyph_extents_t before, after;
  hb_codepoint_t glyph;
  BsFace *face;

  if (skip_without_font (fonts))
    return;
  face = bs_font_set_find (fonts, SERIF, 400, NULL, NULL);
  g_assert_true (hb_font_get_nominal_glyph (bs_face_get_hb_font (face), 0x62A5, &glyph));
  g_assert_true (hb_font_get_glyph_extents (bs_face_get_hb_font (face), glyph, &before));
  bs_face_release_pages (face);
  g_assert_true (hb_font_get_glyph_extents (bs_face_get_hb_font (face), glyph, &after));
  g_assert_cmpint (after.width, ==, before.width);
  g_assert_cmpint (after.height, ==, before.height);
  g_assert_cmpint (after.width, !=, 0);
}

static gpointer
look_up_often (gpointer data)
{
  BsFontSet *fonts = data;
  BsFace *face = bs_font_set_find (fonts, SERIF, 400, NULL, NULL);

  for (gunichar c = 0x0E00; c < 0x0F00; c++)
    bs_font_set_find_for_char (fonts, face, c);

  return face;
}

static void
test_threads (void)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  BsFontSet *fonts = bs_environment_get_fonts (environment);
  GThread *threads[4];
  gpointer face = NULL;

  if (skip_without_font (fonts))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("fonts", look_up_often, fonts);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gpointer found = g_thread_join (threads[i]);

      g_assert_true (face == NULL || face == found);
      face = found;
    }
}

static void
test_not_a_font (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "broadsheet-not-a-font.otf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "Not a font at all.", -1, NULL));
  g_assert_null (bs_face_new (path, 0, &error));
  g_assert_error (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, path));
  g_unlink (path);
}

/* Runs itself again with a fontconfig that knows no folder. */
static void
test_no_font (void)
{
  g_autofree char *folder = g_dir_make_tmp ("broadsheet-XXXXXX", NULL);
  g_autofree char *config = g_build_filename (folder, "fonts.conf", NULL);

  if (g_test_subprocess ())
    {
      g_autoptr (BsEnvironment) environment = NULL;
      g_autoptr (GError) error = NULL;

      g_setenv ("FONTCONFIG_FILE", config, TRUE);
      g_assert_true (
        g_file_set_contents (config, "<fontconfig><reset-dirs/></fontconfig>", -1, NULL));
      environment = bs_environment_new_default ();
      g_assert_null (
        bs_font_set_find (bs_environment_get_fonts (environment), SERIF, 400, NULL, &error));
      g_assert_error (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_FONT);
      g_assert_nonnull (strstr (error->message, "fonts-noto-cjk"));
      g_unlink (config);
      g_rmdir (folder);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compose/fonts/family-and-weight-are-found", test_family);
  g_test_add_func ("/compose/fonts/missing-family-gets-a-chinese-substitute-and-tells",
                   test_substitute);
  g_test_add_func ("/compose/fonts/character-no-font-has-is-told", test_fallback);
  g_test_add_func ("/compose/fonts/released-pages-come-back", test_released_pages);
  g_test_add_func ("/compose/fonts/threads-see-the-same-faces", test_threads);
  g_test_add_func ("/compose/fonts/file-that-is-no-font-is-refused-by-name", test_not_a_font);
  g_test_add_func ("/compose/fonts/no-font-at-all-names-the-package", test_no_font);

  return g_test_run ();
}
