/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths. Every length in the core is a BsUnit, an integer of 1/1024 point, so that a page comes
 * out the same on every machine. Origin is the top left corner of the trimmed page, y downwards.
 * Floating point appears only where a unit enters (mm from a format file) or leaves (PDF, Cairo).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 BsUnit;

#define BS_UNITS_PER_POINT 1024
#define BS_POINTS(n) ((BsUnit) ((n) * BS_UNITS_PER_POINT))

typedef struct
{
  BsUnit x;
  BsUnit y;
  BsUnit width;
  BsUnit height;
} BsRect;

/* One point is 1/72 inch, as in PDF (ISO 32000-1, 8.3.2.3). Halves round away from zero. */
static inline BsUnit
bs_unit_from_points (double points)
{
  return (BsUnit) (points * BS_UNITS_PER_POINT + (points < 0 ? -0.5 : 0.5));
}

static inline BsUnit
bs_unit_from_mm (double mm)
{
  return bs_unit_from_points (mm * 72.0 / 25.4);
}

static inline double
bs_unit_to_points (BsUnit unit)
{
  return unit / (double) BS_UNITS_PER_POINT;
}

static inline double
bs_unit_to_mm (BsUnit unit)
{
  return bs_unit_to_points (unit) * 25.4 / 72.0;
}

/* unit * numerator / denominator without overflow, rounded to nearest. */
static inline BsUnit
bs_unit_scale (BsUnit unit, gint64 numerator, gint64 denominator)
{
  gint64 product = (gint64) unit * numerator;
  gint64 half = denominator / 2;

  return (BsUnit) ((product + (product < 0 ? -half : half)) / denominator);
}

static inline BsUnit
bs_rect_right (const BsRect *rect)
{
  return rect->x + rect->width;
}

static inline BsUnit
bs_rect_bottom (const BsRect *rect)
{
  return rect->y + rect->height;
}

G_END_DECLS
