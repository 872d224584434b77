/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ways to make what stands in a box fit it exactly: other headlines, legs, picture sizes, and
 * other heights or widths of the box. Each is composed, so it does fit; each says what it costs.
 * For whoever offers them to an editor; made on demand, not at every keystroke.
 */
#pragma once

#include "layout/bs-page-edit.h"

G_BEGIN_DECLS

typedef struct
{
  BsPageEdit *edit;
  char *explanation; /* translated: "headline in two lines, 24 pt; box 3 lines shorter" */
  double cost;       /* for sorting: taste lost, neighbours moved; 0: none would notice */
} BsPageFit;

GPtrArray  *bs_page_edit_list_fits (const BsPageContext *context, const char *box, guint n_most, GError **error);
BsPageEdit *bs_page_edit_fill      (const BsPageContext *context, const char *box, GError **error);
void        bs_page_fit_free       (BsPageFit *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsPageFit, bs_page_fit_free)

G_END_DECLS
