/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder that is imported: the files in it, not those of the folders in it. Looked through in a
 * worker thread; reads no file.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean   bs_import_folder_is_one (GFile *file);
/* GFile, in the order of their names; hidden files and issues are no copy. @notes takes (char *) what
 * an editor must know of it. NULL with @error where it cannot be looked into. */
GPtrArray *bs_import_folder_list   (GFile *folder, GPtrArray *notes, GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
