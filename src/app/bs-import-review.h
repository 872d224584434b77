/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheet on which an editor looks at texts before they are imported: each line with what it
 * became, the stories that come of it beside, keys to correct it. Imports nothing itself.
 */
#pragma once

#include "bs-review-text.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signals:
 *   "accepted" ()  the editor wants it imported as it is shown; the sheet closes
 *   "refused" ()   the editor closed the sheet */
#define BS_TYPE_IMPORT_REVIEW (bs_import_review_get_type ())
G_DECLARE_FINAL_TYPE (BsImportReview, bs_import_review, BS, IMPORT_REVIEW, AdwWindow)

/* @copies: BsImportCopy with texts, borrowed, and to outlive it. @page: for those whose name does not
 * say another; "": none. */
GtkWidget *bs_import_review_new (GtkWindow *parent, GPtrArray *copies, const BsNode *issue,
                                 const char *page);

BsPageImport *bs_import_review_get_import (BsImportReview *self, BsImportCopy *copy); /* NULL: not shown */
const char   *bs_import_review_get_page   (BsImportReview *self, BsImportCopy *copy);
gboolean      bs_import_review_get_widen  (BsImportReview *self);
gboolean      bs_import_review_get_lay_out (BsImportReview *self);

G_END_DECLS
