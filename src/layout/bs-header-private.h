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

G_END_DECLS
