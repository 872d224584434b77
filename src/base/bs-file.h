/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing files so that a reader sees the old one or the new one whole, never a part, even after
 * kill -9 or a power cut: temporary file in the same folder, fsync, rename, fsync of the folder.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keeps the permissions of a file that is replaced. @file must be local. */
gboolean bs_file_write (GFile *file, const void *data, gsize length, GError **error);
/* The same with the content of @source, of any size, which is never held in memory as a whole. */
gboolean bs_file_copy  (GFile *source, GFile *file, GError **error);
/* Reads at most @limit bytes (G_IO_ERROR_MESSAGE_TOO_LARGE beyond); refuses folders and devices,
 * saying so. "-" is for callers to handle. */
GBytes  *bs_file_read  (GFile *file, gsize limit, GError **error);

G_END_DECLS
