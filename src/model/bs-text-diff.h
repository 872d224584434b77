/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changed from one text to another, by characters, as a reader would say it; and from one
 * story to another, by paragraphs. Pure. For showing versions side by side, and for merging.
 */
#pragma once

#include "bs-node.h"

G_BEGIN_DECLS

/* @old_length bytes at @old_offset became @new_length bytes at @new_offset. What lies between two
 * changes is the same in both texts. */
typedef struct
{
  gsize old_offset;
  gsize old_length;
  gsize new_offset;
  gsize new_length;
} BsTextChange;

/* BsTextChange in the texts' order; empty where they are the same. */
GArray *bs_text_diff (const char *old_text, const char *new_text);

typedef struct
{
  int old_index;   /* of the paragraph in its story; -1: it is new */
  int new_index;   /* -1: it was removed */
  gboolean role;   /* its role changed */
  GArray *changes; /* BsTextChange; empty where the text is the same, or only on one side */
} BsParagraphChange;

/* BsParagraphChange for every paragraph of both, unchanged ones too, in the order of the new story
 * with removed ones where they stood. @old_story, @new_story: objects with "paragraphs". */
GPtrArray *bs_story_diff (const BsNode *old_story, const BsNode *new_story);
/* Texts (paragraphs, kicker, headline …) that differ. */
guint      bs_story_diff_count (const BsNode *old_story, const BsNode *new_story);

G_END_DECLS
