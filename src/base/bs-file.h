/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files, for everybody who has to do with one. Written so that a reader sees the old one or the new
 * one whole, never a part, even after kill -9 or a power cut: temporary file in the same folder,
 * fsync, rename, fsync of the folder. Read with a bound. Never knows what is in them.
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

/* Judges a file by how it begins, @length bytes of it; FALSE with @error refuses it. */
typedef gboolean (*BsFileCheck) (const char *path, const char *start, gsize length,
                                 GError **error);

/* The same; what @check refuses is not read to its end. It is not asked about an empty file. */
GBytes  *bs_file_read_checked (GFile *file, gsize limit, BsFileCheck check, GError **error);

G_END_DECLS
