/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What meets across the seams between the five blocks of a wheel. Looks at edges, never at content.
 */
#pragma once

#include "layout/bs-wheel-private.h"

G_BEGIN_DECLS

/* The five blocks with where they stand. */
typedef struct
{
  guint32 a, b, c, d, e;
  guint upper_gutter; /* column of the gutter right of A */
  guint lower_gutter; /* right of D */
  float excess;
} BsWheel;

/* Whether A, D and E can stand together, whatever B and C are; @upper_lines: of the block above E. */
gboolean bs_wheel_middle_is_clean (const BsBlockTable *table, const BsWheel *wheel, guint upper_lines);
/* Whether headlines or photos meet nowhere between the five. */
gboolean bs_wheel_is_clean        (const BsBlockTable *table, const BsWheel *wheel);

G_END_DECLS
