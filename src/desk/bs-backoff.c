/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-backoff.h"

#define FIRST_MILLISECONDS 1000
#define MOST_MILLISECONDS (5 * 60 * 1000)
#define MOST_DOUBLINGS 9

guint
bs_backoff_milliseconds (guint failures)
{
  guint doublings = MIN (MAX (failures, 1) - 1, MOST_DOUBLINGS);
  guint whole = MIN (FIRST_MILLISECONDS << doublings, MOST_MILLISECONDS);

  return (guint) g_random_int_range ((gint32) whole / 2, (gint32) whole + 1);
}
