/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stories of a session as a list model of BsStoryItem, in the document's order, kept up to
 * date with the document and with how the stories fit their pages.
 */
#pragma once

#include "base/bs-object-list.h"
#include "bs-session.h"
#include "bs-story-item.h"

G_BEGIN_DECLS

#define BS_TYPE_STORY_MODEL (bs_story_model_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryModel, bs_story_model, BS, STORY_MODEL, BsObjectList)

BsStoryModel *bs_story_model_new  (BsSession *session);
BsStoryItem  *bs_story_model_find (BsStoryModel *self, const char *story, guint *position);

G_END_DECLS
