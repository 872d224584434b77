/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-screen-color.h"

/* Full tone of each ink on white, as a coldset press shows it on a screen: newsprint black is a
 * dark grey. Overprints multiply, which is near enough to judge a page by. */
static const BsScreenColor inks[4] = {
  { 0.02, 0.58, 0.80 }, /* cyan */
  { 0.87, 0.08, 0.47 }, /* magenta */
  { 1.00, 0.91, 0.10 }, /* yellow */
  { 0.13, 0.12, 0.12 }, /* black */
};

/**
 * bs_screen_color_from_ink:
 * @ink: shares of the four inks, per mille
 *
 * Returns: the colour that a screen shows for it
 */
BsScreenColor
bs_screen_color_from_ink (BsColor ink)
{
  const guint16 shares[4] = { ink.c, ink.m, ink.y, ink.k };
  BsScreenColor color = { 1, 1, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (inks); i++)
    {
      double share = MIN (shares[i], 1000) / 1000.0;

      color.red *= 1 - share * (1 - inks[i].red);
      color.green *= 1 - share * (1 - inks[i].green);
      color.blue *= 1 - share * (1 - inks[i].blue);
    }

  return color;
}

void
bs_screen_color_apply (BsColor ink, cairo_t *cairo)
{
  BsScreenColor color = bs_screen_color_from_ink (ink);

  cairo_set_source_rgb (cairo, color.red, color.green, color.blue);
}
