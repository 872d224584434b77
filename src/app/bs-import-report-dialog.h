/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import made of its sources, and which of its decisions somebody should look at.
 */
#pragma once

#include "import/bs-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_IMPORT_REPORT_DIALOG (bs_import_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsImportReportDialog, bs_import_report_dialog, BS, IMPORT_REPORT_DIALOG,
                      AdwWindow)

/* Signal "show-story" (id): a row was activated. */

/* @reports: BsImportReport, (transfer none). @failures: char*, "NAME: WHY". */
GtkWidget *bs_import_report_dialog_new (GtkWindow *parent, GPtrArray *reports,
                                        GPtrArray *failures);

G_END_DECLS
