/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story's header: flag, kicker, headline, deck and, for bylines that stand above the text, the
 * byline. Set here, kept by BsCopy.
 */
#pragma once

#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

BsHeader *bs_header_new            (const BsSetting *setting, const BsNode *story, const BsHeaderRequest *request);
void      bs_header_free           (BsHeader *header);
/* "本报记者 …" stands above the text, "·…·" ends it. */
gboolean  bs_header_carries_byline (const BsNode *story);

/* For the setting of vertical headers (bs-header-vertical.c). */
guint     bs_header_get_kicker_size (guint size); /* tenths of a point, for a headline of @size */
guint     bs_header_get_deck_size   (guint size);
/* Gives @item what was set, coming from the story's @member or, for another headline, @path. */
void      bs_header_item_take      (BsHeaderItem *item, const BsHeadline *set, char *path /* transfer full */);
void      bs_header_set_line       (BsHeader *header, const BsSetting *setting, const BsNode *story, BsHeaderPart which);
/* Badge and byline included. */
gboolean  bs_header_set_vertical   (BsHeader *header, const BsSetting *setting, const BsNode *story);
void      bs_header_count_lines    (BsHeader *header, const BsPageFormat *format);
char     *bs_header_dup_path       (const BsHeader *header, const BsNode *story, const char *member);
const char *bs_header_get_text     (const BsHeader *header, const BsNode *story);

#define BS_FLAG_PADDING BS_POINTS (5)
#define BS_FLAG_HEIGHT BS_POINTS (13.5)
#define BS_FLAG_GAP BS_POINTS (5)
#define BS_GAP_ABOVE_BYLINE 700 /* per mille of its size */
#define BS_SMALLEST_HEAD 105    /* tenths of a point */

G_END_DECLS
