/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an export goes: the folder, the pattern of the names, and the names that come of it. Part
 * of the export dialog. Looks at folders in workers only.
 */
#pragma once

#include "bs-session.h"
#include "print/bs-export-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "changed" (): other names or another folder. */
#define BS_TYPE_EXPORT_FILES (bs_export_files_get_type ())
G_DECLARE_FINAL_TYPE (BsExportFiles, bs_export_files, BS, EXPORT_FILES, AdwPreferencesGroup)

/* @folder: URI that is offered while it is there; else, and where it is "", what is beside the issue. */
void        bs_export_files_fill        (BsExportFiles *self, BsSession *session, const char *pattern,
                                         const char *folder);
/* Shows the names of what would be written. */
void        bs_export_files_show        (BsExportFiles *self, BsExportKind kind,
                                         const char *const *pages);
gboolean    bs_export_files_is_possible (BsExportFiles *self);
const char *bs_export_files_get_pattern (BsExportFiles *self);
GFile      *bs_export_files_get_folder  (BsExportFiles *self); /* borrowed; NULL: not known yet */

G_END_DECLS
