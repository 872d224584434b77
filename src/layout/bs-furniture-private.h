/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands on a page beside its stories: masthead or folio, and the rules between boxes. All
 * of it is written by the program from the issue and the geometry.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

gboolean bs_page_has_masthead   (const BsNode *issue, const char *page);
/* First line of the type area that boxes may use. */
guint    bs_page_get_first_line (const BsSetting *setting);
void     bs_masthead_draw       (const BsSetting *setting, BsDisplayListBuilder *builder);
void     bs_folio_draw          (const BsSetting *setting, BsDisplayListBuilder *builder);
/* Rule around a box, or tint below it; nothing for a box without either. */
void     bs_box_frame_draw      (const BsBox *box, const BsPageFormat *format, BsDisplayListBuilder *builder);
void     bs_rules_draw          (const BsSetting *setting, const BsBox *boxes, guint n_boxes,
                                 BsDisplayListBuilder *builder);

G_END_DECLS
