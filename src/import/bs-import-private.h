/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to src/import: what the readers of the several kinds of source share when they put
 * something into a document.
 */
#pragma once

#include "bs-import.h"

G_BEGIN_DECLS

BsImportReport *bs_import_report_new (const char *source, BsSourceKind kind, const char *page);
const char     *bs_import_find_page  (BsDocument *document, const char *page, GError **error);
BsNode         *bs_import_names_to_node (char *const *names);
BsNode         *bs_import_build_story (const BsImportItem *item, const char *id, const char *page, int priority);
BsNode         *bs_import_build_photo (const BsImportItem *item, const char *id, const char *page, const char *story);
void            bs_import_report_item (BsImportReport *report, const BsImportItem *item, const char *id);
BsImportReport *bs_import_photo         (BsDocument *document, GFile *file, const char *page, GError **error);

G_END_DECLS
