/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-media-name.h"

#include <string.h>

#define DIGITS 64 /* of a SHA-256 (FIPS 180-4) */

/**
 * bs_media_name_is_valid:
 *
 * Returns: whether @name is a SHA-256 in hexadecimal and an ending: no path can pass for one
 */
gboolean
bs_media_name_is_valid (const char *name)
{
  static const char *const endings[] = { ".jpg", ".png", ".tif", NULL };

  return strspn (name, "0123456789abcdef") == DIGITS && g_strv_contains (endings, name + DIGITS);
}

gboolean
bs_media_digest_is_valid (const char *digest)
{
  return strspn (digest, "0123456789abcdef") == DIGITS && digest[DIGITS] == '\0';
}
