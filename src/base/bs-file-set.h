/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several files that appear together or not at all: each is written out in a hidden folder beside
 * its place and moved there when all of them are on the disk. Whoever lets go of the set before
 * leaves nothing behind; what a killed process left is cleared away by the next set in that folder.
 * From one thread at a time.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BsFileSet BsFileSet;

/* @folder must be local, and be there. */
BsFileSet *bs_file_set_new    (GFile *folder, GError **error);
void       bs_file_set_free   (BsFileSet *self);
gboolean   bs_file_set_add    (BsFileSet *self, const char *name, const void *data, gsize length, GError **error);
/* Files of these names are replaced. (transfer full): GFile, in the order they were added. */
GPtrArray *bs_file_set_commit (BsFileSet *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsFileSet, bs_file_set_free)

G_END_DECLS
