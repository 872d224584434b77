/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking several sources into an issue, all or none, for import and compose.
 */
#pragma once

#include "import/bs-import.h"

G_BEGIN_DECLS

/* Array of BsImportReport, one a source. @sources: raw names, NULL-terminated, “-” among them. On
 * an error the document is to be thrown away. */
GPtrArray *bs_cli_import          (BsDocument *document, char *const *sources, const char *page, GError **error);
char      *bs_cli_dup_reports     (const GPtrArray *reports);
BsNode    *bs_cli_reports_to_node (const GPtrArray *reports);

G_END_DECLS
