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
/* What both are made of: one line in a style of the format, a rule. */
#define BS_WIDE_LINE BS_POINTS (14000)
BsUnit   bs_page_line_measure   (const BsSetting *setting, const char *text, const char *style);
BsUnit   bs_page_line_draw      (const BsSetting *setting, const char *text, const char *style, const BsRect *slot,
                                 BsAlign align, BsDisplayListBuilder *builder);
void     bs_page_rule_draw      (BsUnit x, BsUnit y, BsUnit width, BsUnit thickness, BsDisplayListBuilder *builder);
/* Rule around a box, or tint below it; nothing for a box without either. */
void     bs_box_frame_draw      (const BsBox *box, const BsPageFormat *format, BsDisplayListBuilder *builder);
void     bs_rules_draw          (const BsSetting *setting, const BsBox *boxes, guint n_boxes,
                                 BsDisplayListBuilder *builder);

G_END_DECLS
