/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A story as a row of a list: the few things a list shows and finds it by. bs-story-model keeps
 * them equal to the document.
 */
#pragma once

#include "model/bs-node.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_ITEM (bs_story_item_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryItem, bs_story_item, BS, STORY_ITEM, GObject)

/* Signal "changed" (): something shown is different. */

BsStoryItem *bs_story_item_new            (const BsNode *story);
/* Whether anything shown changed. */
gboolean     bs_story_item_update         (BsStoryItem *self, const BsNode *story);
gboolean     bs_story_item_set_fit        (BsStoryItem *self, gboolean placed, int over_lines);
const char  *bs_story_item_get_id         (BsStoryItem *self);
const char  *bs_story_item_get_headline   (BsStoryItem *self); /* or its first words; never "" */
const char  *bs_story_item_get_author     (BsStoryItem *self);
const char  *bs_story_item_get_page       (BsStoryItem *self);
const char  *bs_story_item_get_status     (BsStoryItem *self);
guint        bs_story_item_get_characters (BsStoryItem *self);
gboolean     bs_story_item_get_placed     (BsStoryItem *self);
int          bs_story_item_get_over_lines (BsStoryItem *self);
/* @needle as from g_utf8_casefold(). */
gboolean     bs_story_item_matches        (BsStoryItem *self, const char *needle);

G_END_DECLS
