/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a photo is called where people read of it: by those who report faults and offer remedies, in
 * quotation marks. Never its id, which nobody has seen.
 */
#pragma once

#include "bs-node.h"

G_BEGIN_DECLS

char *bs_photo_name_dup (const BsNode *issue, const char *photo);
/* As much of a text as names what it belongs to: "The new bridge…" */
char *bs_name_dup_start (const char *text);

G_END_DECLS
