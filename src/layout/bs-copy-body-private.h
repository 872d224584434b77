/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting a story's text, or a stretch of it, as lines. For BsCopy alone, which keeps what is made
 * here.
 */
#pragma once

#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

typedef struct
{
  const BsSetting *setting;
  const BsNode *story;
  const BsStretch *stretch;
  const BsMeasure *measures; /* one a line, the last repeating */
  guint n_measures;
} BsBodyRequest;

BsBody *bs_body_new  (const BsBodyRequest *request);
/* As much of @body as @lines hold, closed by the jump to @request's next page. */
BsBody *bs_body_cut  (const BsBody *body, const BsBodyRequest *request, guint lines);
void    bs_body_free (BsBody *body);

/* What closes a story comes after its paragraphs, each an item of its own (BsPlace). */
guint   bs_story_count_items (const BsNode *story);

G_END_DECLS
