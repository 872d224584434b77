/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a photo is called where people read of it: by those who report faults and offer remedies, in
 * quotation marks. Never its id, which nobody has seen.
 */
#pragma once

#include "bs-node.h"

G_BEGIN_DECLS

char *bs_photo_name_dup (const BsNode *issue, const char *photo);

G_END_DECLS
