/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A caption: the arrow that points to its picture, the words, the credit at their end. Used by
 * single photos and by groups; it never decides where it stands.
 */
#pragma once

#include "layout/bs-box-private.h"
#include "layout/bs-copy-private.h"

G_BEGIN_DECLS

typedef struct
{
  BsPart *caption; /* NULL: none */
  BsPart *credit;
  gboolean credit_on_last_line;
  guint n_lines;
} BsCaption;

/* @side: where it stands, seen from the picture. */
void bs_caption_init  (BsCaption *caption, const BsSetting *setting, const BsNode *photo, BsUnit width, BsCaptionSide side);
void bs_caption_clear (BsCaption *caption);
/* Line by line from @rect's top; lines that do not go in are not drawn. */
void bs_caption_draw  (const BsCaption *caption, const BsSetting *setting, const BsRect *rect, BsDisplayListBuilder *builder);

G_END_DECLS
