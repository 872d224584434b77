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

/* Properties: "compact" (construct only): narrow, beside a page; "pageless" (construct only): the
 * story is alone, and nothing is said of pages, as of a reporter's draft; "role" (notify): of the paragraph
 * with the caret. */

void        bs_story_editor_set_session (BsStoryEditor *self, BsSession *session);
void        bs_story_editor_focus       (BsStoryEditor *self);
const char *bs_story_editor_get_role    (BsStoryEditor *self);
void        bs_story_editor_set_role    (BsStoryEditor *self, const char *role);
void        bs_story_editor_paste_plain (BsStoryEditor *self);

/* Selects a text of the story shown; lengths as of bs_session_reveal(). FALSE: it is not here. */
gboolean    bs_story_editor_reveal      (BsStoryEditor *self, const char *path, gsize offset,
                                         gsize length);
/* To the next fault of structure after the caret, with its correction beside it. */
void        bs_story_editor_go_to_fault (BsStoryEditor *self, gboolean backward);
/* Shows the correction of the fault at the caret, else of the next. */
void        bs_story_editor_mend_fault  (BsStoryEditor *self);
void        bs_story_editor_suggest_cuts (BsStoryEditor *self);

G_END_DECLS
