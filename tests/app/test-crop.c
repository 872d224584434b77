/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A crop never shows what the picture has not, keeps its shape when scaled, and is written as it
 * is read.
 */

#include "app/bs-crop.h"

static BsCrop
make (double x, double y, double width, double height)
{
  return (BsCrop){ x, y, width, height };
}

static void
assert_inside (const BsCrop *crop)
{
  g_assert_cmpfloat (crop->x, >=, 0);
  g_assert_cmpfloat (crop->y, >=, 0);
  g_assert_cmpfloat (crop->x + crop->width, <=, 1 + 1e-9);
  g_assert_cmpfloat (crop->y + crop->height, <=, 1 + 1e-9);
}

static void
test_stays_in_the_picture (void)
{
  BsCrop crop = make (0.1, 0.2, 0.5, 0.4);

  bs_crop_shift (&crop, -3, 7);
  assert_inside (&crop);
  g_assert_cmpfloat_with_epsilon (crop.x, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (crop.y, 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (crop.width, 0.5, 1e-9);

  bs_crop_scale (&crop, 100);
  assert_inside (&crop);
  g_assert_cmpfloat_with_epsilon (crop.width, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (crop.height, 0.8, 1e-9);
}

static void
test_keeps_its_shape (void)
{
  BsCrop crop = make (0.3, 0.3, 0.4, 0.2);

  for (guint i = 0; i < 60; i++)
    {
      bs_crop_scale (&crop, i < 40 ? 0.9 : 1.3);
      assert_inside (&crop);
      g_assert_cmpfloat_with_epsilon (crop.width / crop.height, 2, 1e-6);
      g_assert_cmpfloat (crop.height, >=, 0.05 - 1e-9);
    }
}

static void
test_largest_of_a_shape (void)
{
  BsCrop crop = make (0.4, 0.1, 0.2, 0.2);

  bs_crop_set_shape (&crop, 2);
  g_assert_cmpfloat_with_epsilon (crop.width, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (crop.height, 0.5, 1e-9);
  assert_inside (&crop);
  bs_crop_set_shape (&crop, 0.25);
  g_assert_cmpfloat_with_epsilon (crop.width, 0.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (crop.height, 1, 1e-9);
  assert_inside (&crop);
}

static void
test_written_as_read (void)
{
  for (guint left = 0; left <= 900; left += 83)
    for (guint top = 0; top <= 900; top += 71)
      {
        BsCrop crop = bs_crop_from_cut (left, top, (950 - left) / 3, (950 - top) / 2);
        g_autoptr (BsNode) node = bs_crop_to_node (&crop);
        BsCrop again = bs_crop_read (node);

        g_assert_true (bs_crop_equal (&crop, &again));
        assert_inside (&again);
      }
}

static void
test_nothing_cut_is_not_written (void)
{
  BsCrop whole = BS_CROP_WHOLE;
  BsCrop read = bs_crop_read (NULL);

  g_assert_null (bs_crop_to_node (&whole));
  g_assert_true (bs_crop_equal (&whole, &read));
}

static void
test_nonsense_is_no_crop (void)
{
  BsCrop whole = BS_CROP_WHOLE;
  BsCrop crop = bs_crop_from_cut (600, 1000, 600, 1000);

  g_assert_true (bs_crop_equal (&crop, &whole));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crop/stays-in-the-picture", test_stays_in_the_picture);
  g_test_add_func ("/crop/keeps-its-shape", test_keeps_its_shape);
  g_test_add_func ("/crop/largest-of-a-shape", test_largest_of_a_shape);
  g_test_add_func ("/crop/written-as-read", test_written_as_read);
  g_test_add_func ("/crop/nothing-cut-is-not-written", test_nothing_cut_is_not_written);
  g_test_add_func ("/crop/nonsense-is-no-crop", test_nonsense_is_no_crop);

  return g_test_run ();
}
