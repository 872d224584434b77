/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-error.h"

G_DEFINE_QUARK (bs - desk - error - quark, bs_desk_error)

gboolean
bs_desk_error_passes (const GError *error)
{
  return g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_OFFLINE)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE);
}
