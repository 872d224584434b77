/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A booked advertisement in its box: artwork, or the slot that waits for it, always marked as what
 * it is (Advertising Law of the PRC, Article 14: a notice in a mass medium is marked 广告).
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

void bs_ad_draw (const BsSetting *setting, const BsBox *box, BsDisplayListBuilder *builder);

G_END_DECLS
