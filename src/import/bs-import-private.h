/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: what the readers of the several kinds of source share when they put
 * something into a document.
 */
#pragma once

#include "bs-import-copy.h"

G_BEGIN_DECLS

gboolean        bs_import_is_photo   (GBytes *bytes);
gboolean        bs_import_refuse     (const char *name, GBytes *bytes, GError **error);
BsImportReport *bs_import_report_new (const char *source, BsSourceKind kind, const char *page);
const char     *bs_import_find_page  (BsDocument *document, const char *page, GError **error);
BsNode         *bs_import_names_to_node (char *const *names);
BsNode         *bs_import_build_story (const BsImportItem *item, const char *id, const char *page, int priority);
BsNode         *bs_import_build_photo (const BsImportItem *item, const char *id, const char *page, const char *story);
void            bs_import_report_item (BsImportReport *report, const BsImportItem *item, const char *id);
BsImportReport *bs_import_apply_to (BsDocument *document, BsPageImport *import, const BsImportTarget *target, GError **error);
BsImportReport *bs_import_photo    (BsDocument *document, BsImportCopy *copy, const BsImportTarget *target, GError **error);
/* The pictures that came within a text, beside or into the captions that @report tells of. */
gboolean        bs_import_pictures (BsDocument *document, BsImportCopy *copy, BsPageImport *import, BsImportReport *report, GError **error);

G_END_DECLS
