/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kind and size of a picture from the first structures of its file. Reads only these, however large
 * the file claims to be.
 */
#pragma once

#include "bs-photo-info.h"

G_BEGIN_DECLS

/* FALSE if it is no picture of a kind known here, or damaged: *reason then says so. */
gboolean bs_photo_header_read (int fd, BsPhotoKind *kind, guint *width, guint *height,
                               const char **reason);

G_END_DECLS
