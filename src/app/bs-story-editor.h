/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a story is written: kicker, headline, deck, body, and below how it fits its page. Shows
 * the session's chosen story; every keystroke is an operation on the document.
 */
#pragma once

#include "bs-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_STORY_EDITOR (bs_story_editor_get_type ())
G_DECLARE_FINAL_TYPE (BsStoryEditor, bs_story_editor, BS, STORY_EDITOR, GtkWidget)

/* Properties: "compact" (construct only): narrow, beside a page; "role" (notify): of the paragraph
 * with the caret. Signal "conflict" (message). */

void        bs_story_editor_set_session (BsStoryEditor *self, BsSession *session);
void        bs_story_editor_focus       (BsStoryEditor *self);
const char *bs_story_editor_get_role    (BsStoryEditor *self);
void        bs_story_editor_set_role    (BsStoryEditor *self, const char *role);

G_END_DECLS
