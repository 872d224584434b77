/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of photos in NAME.media: 64 lower-case hexadecimal digits and .jpg, .png or .tif. No other
 * name ever becomes part of a path, so that a document cannot reach outside of its folder.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean bs_media_name_is_valid   (const char *name);
/* The 64 digits alone, as any SHA-256 is written. */
gboolean bs_media_digest_is_valid (const char *digest);

G_END_DECLS
