/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bylines as one line of text that a person can edit, and back. Pure.
 */
#pragma once

#include "model/bs-issue.h"

G_BEGIN_DECLS

/* "·齐版心 严无错·", "本报记者 李江　本报通讯员 周燕"; "" if none. Caller frees. */
char   *bs_byline_text_dup   (const BsNode *story);
/* The value for a story's "bylines"; NULL for none. What bs_byline_text_dup() writes comes back. */
BsNode *bs_byline_text_parse (const char *text);

G_END_DECLS
