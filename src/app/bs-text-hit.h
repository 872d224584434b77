/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The character of a laid-out page that is under a point, as a place in the document. For whoever
 * puts the caret where somebody clicked. Reads the display list only.
 */
#pragma once

#include "layout/bs-display-list.h"

G_BEGIN_DECLS

typedef struct
{
  const char *path; /* of the text; borrowed from the list */
  gsize offset;     /* bytes: between which characters the caret belongs */
} BsTextHit;

/* The nearest character of what is drawn within @bounds; FALSE: there is no text of the document. */
gboolean bs_text_hit_find (const BsDisplayList *list, const BsRect *bounds, BsUnit x, BsUnit y, BsTextHit *hit);

G_END_DECLS
